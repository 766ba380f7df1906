"""Work that was not saved as a file for the next start: the routine, and the file that it was built from."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from studio.core.frozen import frozen
from studio.core.routine import Routine
from studio.files.errors import RoutineFileError
from studio.files.read import routine_in
from studio.files.source import own_source, read_bytes
from studio.files.write import routine_text

FORMAT = 1

MOST_BYTES = 16 * 1024 * 1024
"""Of what is kept. A routine that has outgrown its file cannot be saved, so it must not be lost as well."""


class DamagedWorkError(Exception):
    """What was kept for the next start cannot be read."""


@frozen
class Work:
    """A routine that is saved nowhere, and what is known of the file that it was built from.

    `digest` is the SHA-256 of that file; `barred` says why it is not overwritten.
    """

    routine: Routine
    path: Path | None = None
    digest: str = ""
    comments: bool = False
    barred: str = ""


def work_bytes(work: Work) -> bytes:
    """The bytes that keep it: one line about it, and then the text of its routine file."""
    body = routine_text(work.routine).encode()
    head = {
        "format": FORMAT,
        "sum": sha256(body).hexdigest(),
        "path": None if work.path is None else str(work.path.absolute()),
        "digest": work.digest,
        "comments": work.comments,
        "barred": work.barred,
    }
    return json.dumps(head).encode() + b"\n" + body


def read_work(path: Path) -> Work:
    """What was kept in a file; DamagedWorkError where one byte of it is not as it was written."""
    try:
        head, _line, body = read_bytes(path, path.name, MOST_BYTES).partition(b"\n")
        told: dict[str, Any] = json.loads(head)
        if told["format"] != FORMAT or told["sum"] != sha256(body).hexdigest():
            raise DamagedWorkError
        kept_at = told["path"]
        if not (kept_at is None or (isinstance(kept_at, str) and Path(kept_at).is_absolute())):
            raise DamagedWorkError
        return Work(
            routine_in(own_source(body, path.name)).routine,
            None if kept_at is None else Path(kept_at),
            str(told["digest"]),
            bool(told["comments"]),
            str(told["barred"]),
        )
    except (RoutineFileError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedWorkError from error
