"""The tables of TOML files that were parsed before: to parse them again would take most of a start."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from studio import __version__
from studio.core.exercise import Table
from studio.files.errors import RoutineFileError
from studio.files.source import read_bytes

MOST_KEPT = 16 * 1024 * 1024
"""Bytes of a cache; what is larger is not read."""


class Parsed:
    """Tables by the digest of their file's bytes, kept in one file between two starts.

    The TOML files are the truth. What is kept is told by its own digest: damaged, of another version or gone,
    it is made anew. It holds plain data, which is checked like that of any file when values are made of it.
    """

    def __init__(self, kept: Path | None) -> None:
        self._kept = kept
        self._before = {} if kept is None else _tables_in(kept)
        self._now: dict[str, Table] = {}

    def table_of(self, data: bytes) -> Table | None:
        """The table in the bytes of a file, where they were parsed before."""
        digest = sha256(data).hexdigest()
        table = self._before.get(digest)
        if table is not None:
            self._now[digest] = table
        return table

    def remember(self, data: bytes, table: Table) -> None:
        """These bytes hold this table."""
        self._now[sha256(data).hexdigest()] = table

    def keep(self) -> None:
        """Keep what was asked for and remembered; where that cannot be, it is parsed again the next time."""
        if self._kept is None or self._now == self._before:
            return
        with suppress(OSError, TypeError, ValueError):  # a full disk, or a value that is no plain data
            _write(self._kept, self._now)


def _tables_in(kept: Path) -> dict[str, Table]:
    try:
        data = read_bytes(kept, kept.name, MOST_KEPT)
        head, _, body = data.partition(b"\n")
        found = json.loads(body) if head == _head(body) else {}
    except (RoutineFileError, ValueError, RecursionError):
        return {}
    if not isinstance(found, dict) or not all(isinstance(table, dict) for table in found.values()):
        return {}
    return found


def _write(kept: Path, tables: dict[str, Table]) -> None:
    body = json.dumps(tables, ensure_ascii=False, separators=(",", ":")).encode()
    kept.parent.mkdir(parents=True, exist_ok=True)
    temporary = kept.with_name(f".{kept.name}.{os.urandom(6).hex()}")
    try:
        temporary.write_bytes(_head(body) + b"\n" + body)
        temporary.replace(kept)
    finally:
        temporary.unlink(missing_ok=True)


def _head(body: bytes) -> bytes:
    """The first line of a cache: for which version it holds, and the digest of the rest."""
    return f"{__version__} {sha256(body).hexdigest()}".encode()
