"""From bytes to a TOML table, with every limit checked before anything is parsed."""

from __future__ import annotations

import errno
import os
import re
import stat
import tomllib
from hashlib import sha256
from pathlib import Path

from studio.core.exercise import Table
from studio.core.frozen import frozen
from studio.files.errors import Level, Location, Problem, RoutineFileError, key_text
from studio.files.locate import NOWHERE, Places, locate

MOST_BYTES = 512 * 1024
"""Bytes of a file."""

_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CHUNK = 64 * 1024
_OPEN = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_POSITION = re.compile(r" \((?:at line (\d+), column \d+|at end of document)\)\Z")

_UNREADABLE = {
    errno.ENOENT: ("no-file", "there is no such file; check the name and the folder"),
    errno.EACCES: ("unreadable", "this account may not read the file; change its permissions"),
    errno.ELOOP: ("unreadable", "the link points at itself; open the file that is meant"),
}

_SAYINGS = (
    ("Expected '=' after a key", "a key needs = and a value behind it; write key = value"),
    ("Cannot overwrite a value", "this key is already there; take one of the two out"),
    ("Cannot declare", "this table is already there; take one of the two out"),
    ("Cannot mutate", "this table is already closed; put its keys where it is first written"),
    ("Cannot define", "this table is already closed; put its keys where it is first written"),
    ("Duplicate inline table key", "a key stands twice in { }; take one of the two out"),
    ("Unterminated string", "a text does not end; close it with a quotation mark"),
    ("Unclosed array", "a list does not end; close it with ]"),
    ("Unclosed inline table", "a table does not end; close it with }"),
    ("Expected ']", "the name of a table does not end; close it with ]"),
    ("Expected newline", "something stands behind the value; begin a new line for it"),
    ("Invalid value", 'the value cannot be read; put text in quotation marks, "like this"'),
    ("Invalid initial character for a key", "a key cannot begin like this; write a letter"),
    ("Invalid statement", "this is no key = value and no [table]; put # before a remark"),
    ("Unescaped '\\'", "a backslash in a text is written twice, \\\\; write it so or use '...'"),
    ("Illegal character", "a control character stands here; take it out"),
    ("Found invalid character", "a control character stands here; take it out"),
    ("Invalid date", "a date that does not exist; take it out"),
    ("Invalid hex value", "\\u takes 4 and \\U takes 8 hex digits; write them all"),
    ("Escaped character", "there is no such character; write another number behind \\u"),
)


@frozen
class Source:
    """A file as it was read: its table, where its keys are, and the digest of its bytes."""

    name: str
    table: Table
    places: Places
    digest: str


def read_bytes(path: Path, name: str, most: int = MOST_BYTES) -> bytes:
    """The bytes of a regular file, up to one over `most`; anything else is refused without waiting."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise _refusal(name, "not-a-file", "this is no regular file; open a file that ends in .toml")
        handle = os.open(path, _OPEN)
        try:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise _refusal(name, "not-a-file", "this is no regular file; open a file that ends in .toml")
            return _all_of(handle, most)
        finally:
            os.close(handle)
    except OSError as error:
        code, message = _UNREADABLE.get(
            error.errno or 0, ("unreadable", f"the file cannot be read ({error.strerror}); try a copy of it")
        )
        raise _refusal(name, code, message) from error
    except ValueError as error:  # a NUL in the name
        raise _refusal(name, "no-file", "there cannot be such a file; check the name") from error


def _all_of(handle: int, most: int) -> bytes:
    """What is really there, up to one byte more than the limit: the size that a file claims can be wrong."""
    parts: list[bytes] = []
    left = most + 1
    while left and (part := os.read(handle, min(left, _CHUNK))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def parse_source(data: bytes, name: str) -> Source:
    """The TOML table in `data`; raises RoutineFileError where it is none, or breaks a limit."""
    if len(data) > MOST_BYTES:
        raise _refusal(name, "over-limit", f"the file is over {MOST_BYTES // 1024} KiB; split it")
    text = _decoded(data.removeprefix(_BOM), name).replace("\r\n", "\n")
    places = locate(text)
    if places.breach:
        breach = places.breach
        raise _refusal(name, breach.code, breach.message, breach.line, key_text(breach.path))
    return Source(name, _table(text, places, name), places, sha256(data).hexdigest())


def own_source(data: bytes, name: str) -> Source:
    """The TOML table in what this program wrote for itself: no limit of a stranger's file is asked for."""
    return Source(name, _table(_decoded(data, name), NOWHERE, name), NOWHERE, sha256(data).hexdigest())


def _table(text: str, places: Places, name: str) -> Table:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _syntax(str(error), text, places, name) from error
    except RecursionError as error:
        raise _refusal(name, "over-limit", "nested too deeply; flatten it", 1) from error
    except (ValueError, OverflowError) as error:  # a number or date that Python cannot hold
        raise _refusal(name, "syntax", "a number is too long to be read; write a shorter one", 1) from error


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        wrong = "the file is UTF-16" if data.startswith(_UTF16) else f"{data[error.start]:#04x} is no UTF-8"
        message = f"{wrong} (byte {error.start} of the file); save it as UTF-8 text"
        raise _refusal(name, "not-utf8", message, line) from error


def _syntax(said: str, text: str, places: Places, name: str) -> RoutineFileError:
    """The parser's complaint in plain words, at the key on its line."""
    found = _POSITION.search(said)
    line = int(found[1]) if found and found[1] else text.count("\n") + (not text.endswith("\n"))
    words = said[: found.start()] if found else said
    message = next(
        (plain for start, plain in _SAYINGS if words.startswith(start)),
        f"this is no TOML ({words}); see the guide to the file format",
    )
    keys = [path for path, at in places.lines.items() if at == line]
    return _refusal(name, "syntax", message, max(line, 1), key_text(keys[-1]) if keys else "")


def _refusal(name: str, code: str, message: str, line: int | None = None, key: str = "") -> RoutineFileError:
    return RoutineFileError([Problem(Location(name, line, key), Level.ERROR, code, message)])
