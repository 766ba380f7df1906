"""Steps on the clipboard and in a drag: readable text for every program, and the same text under our name."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

CLIP = "application/x-spine-studio-routine"
"""The text of a clip as it was written: plain text may come back with other line ends or in quotation."""

_LONGEST = 1_000_000  # bytes; what is longer is not ours


def put_clip(mime: QMimeData, text: str) -> None:
    """Carry a clip's text."""
    mime.setData(CLIP, text.encode())
    mime.setText(text)


def text_in(mime: QMimeData) -> str:
    """The text of a clip that may be carried; files and addresses are none."""
    if mime.hasFormat(CLIP):
        data = bytes(mime.data(CLIP).data())
        if len(data) <= _LONGEST:
            return data.decode(errors="replace")
    return mime.text() if mime.hasText() and not mime.hasUrls() else ""


def copy_clip(text: str) -> None:
    """Put a clip's text on the clipboard."""
    mime = QMimeData()
    put_clip(mime, text)
    QGuiApplication.clipboard().setMimeData(mime)


def copy_text(text: str) -> None:
    """Put plain text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


def copied() -> str:
    """The text of a clip that may be on the clipboard; empty without any text."""
    return text_in(QGuiApplication.clipboard().mimeData())
