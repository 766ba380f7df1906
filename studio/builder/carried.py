"""What a drag carries: an exercise of the library, or steps of this very sequence."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QMimeData

EXERCISE = "application/x-spine-studio-exercise"
STEPS = "application/x-spine-studio-steps"
_LONGEST = 1_000_000  # bytes; what is longer is not ours


def exercise_mime(exercise_id: str) -> QMimeData:
    """An exercise by its id."""
    mime = QMimeData()
    mime.setData(EXERCISE, exercise_id.encode())
    return mime


def steps_mime(uids: Sequence[int], owner: object) -> QMimeData:
    """Steps and circuits by identity, which means something to the document that owns them only."""
    mime = QMimeData()
    mime.setData(STEPS, " ".join(map(str, (_name(owner), *uids))).encode())
    return mime


def exercise_in(mime: QMimeData) -> str | None:
    """The id of a carried exercise."""
    return _text(mime, EXERCISE)


def steps_in(mime: QMimeData, owner: object) -> tuple[int, ...]:
    """The identities that are carried; none of another document, be it of this process or not."""
    words = (_text(mime, STEPS) or "").split()
    if not words or words[0] != _name(owner):
        return ()
    return tuple(int(word) for word in words[1:] if word.isdecimal() and word.isascii())


def _name(owner: object) -> str:
    return f"{QCoreApplication.applicationPid()}.{id(owner)}"


def _text(mime: QMimeData, kind: str) -> str | None:
    if not mime.hasFormat(kind):
        return None
    data = bytes(mime.data(kind).data())
    try:
        return data.decode() if len(data) <= _LONGEST else None
    except UnicodeDecodeError:
        return None
