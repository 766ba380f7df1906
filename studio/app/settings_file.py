"""The settings as they were kept: the file, else its last good copy, and what is damaged put aside."""

from __future__ import annotations

import os
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from PySide6.QtCore import QJsonDocument

from studio.app.settings import fitting, unfit
from studio.core.frozen import frozen

FORMAT = 1
"""What this program writes; files of later ones are read as far as they are understood."""

_MOST_BYTES = 1024 * 1024
_BOM = b"\xef\xbb\xbf"


class DamagedError(Exception):
    """There is something that holds no settings."""


@frozen
class Found:
    """The values that were kept, what a person should know, and whether they may be written again."""

    values: Mapping[str, object]
    said: str = ""
    keeps: bool = True


def read_settings(path: Path) -> Found:
    """The settings kept at `path`; this never fails, and waits for nothing but a disk.

    A damaged file is put aside under a name of its own; its last good copy takes its place. One single value
    that does not fit counts as damage, unless a later program has written the file.
    """
    try:
        table = table_in(path)
    except DamagedError:
        table, wrong = {}, True
    else:
        wrong = table is not None and bool(unfit(table)) and not _is_later(table)
    if table is not None and not wrong:
        return Found(fitting(table))
    before = _good_table(path)
    values = {**fitting(before), **fitting(table or {})}
    if not wrong:
        return Found(values)
    aside = put_aside(path)
    source = "as they were last kept" if before else "as they were at first"
    if aside is None:
        return Found(values, f"{path.name} is damaged. The settings are {source}, and are not kept.", False)
    return Found(values, f"The settings were damaged and are {source}. The damaged file is {aside.name}.")


def table_in(path: Path) -> dict[str, object] | None:
    """What a file of settings holds, None where there is none; DamagedError where it is something else."""
    try:
        if not path.exists():
            return None
        if not path.is_file():
            raise DamagedError
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise DamagedError from error
    # Qt's reader is there already; Python's would be another import on the way to the first picture.
    document = QJsonDocument.fromJson(data.removeprefix(_BOM))
    if len(data) > _MOST_BYTES or not document.isObject():
        raise DamagedError
    table: dict[str, object] = document.toVariant()
    return table


def good_copy(path: Path) -> Path:
    """Where the last good copy of a file of settings is."""
    return path.with_name(f"{path.stem}.last-good{path.suffix}")


def put_aside(path: Path) -> Path | None:
    """Give a damaged file a name that nothing has yet; None where that cannot be."""
    names = (path.with_name(f"{path.stem}.damaged-{number}{path.suffix}") for number in count(1))
    aside = next(name for name in names if not os.path.lexists(name))
    try:
        return path.rename(aside)
    except OSError:
        return None


def _good_table(path: Path) -> Mapping[str, object]:
    try:
        return table_in(good_copy(path)) or {}
    except DamagedError:
        put_aside(good_copy(path))
        return {}


def _is_later(table: Mapping[str, object]) -> bool:
    made_by = table.get("format")
    return isinstance(made_by, int) and made_by > FORMAT
