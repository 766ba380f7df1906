"""The colours of TOML in the text view."""

from __future__ import annotations

import re
from enum import IntEnum

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument
from typing_extensions import override

from studio.paint.look import Look

_TOKEN = re.compile(
    r"(?P<remark>#.*)"
    r"|(?P<open>\"\"\"|''')"
    r"|(?P<text>\"(?:[^\"\\]|\\.)*\"?|'[^']*'?)"
    r"|(?P<table>^\s*\[\[?[^\]#]*\]\]?)"
    r"|(?P<key>[A-Za-z0-9_.-]+(?=[ \t]*=))"
    r"|(?P<number>\b(?:true|false|[+-]?[0-9][0-9_.eE+-]*)\b)"
)
_INKS = {"remark": "tx3", "text": "ok", "table": "ac_tx", "key": "tx", "number": "info_tx"}
_BOLD = 600


class _Inside(IntEnum):
    """In which long text a line ends."""

    NOTHING = -1
    BASIC = 1
    LITERAL = 2


_CLOSING = {_Inside.BASIC: '"""', _Inside.LITERAL: "'''"}


class TomlColours(QSyntaxHighlighter):
    """Paints keys, values, tables and comments apart."""

    def __init__(self, document: QTextDocument, look: Look) -> None:
        super().__init__(document)
        self._formats = _formats(look)

    def set_look(self, look: Look) -> None:
        """Other colours."""
        self._formats = _formats(look)
        self.rehighlight()

    @override
    def highlightBlock(self, text: str) -> None:
        at = 0
        if self.previousBlockState() in _CLOSING:
            at = self._long_text(text, 0, 0, _Inside(self.previousBlockState()))
        while 0 <= at < len(text) and (found := _TOKEN.search(text, at)):
            kind = found.lastgroup or ""
            if kind == "open":
                inside = _Inside.BASIC if found[0] == '"""' else _Inside.LITERAL
                at = self._long_text(text, found.start(), found.end(), inside)
                continue
            self.setFormat(found.start(), found.end() - found.start(), self._formats[kind])
            at = found.end()
        if at >= 0:
            self.setCurrentBlockState(_Inside.NOTHING)

    def _long_text(self, text: str, start: int, search: int, inside: _Inside) -> int:
        """Colour a long text from `start`; where it ends on this line, else -1, and the line has a state."""
        end = text.find(_CLOSING[inside], search)
        stop = len(text) if end < 0 else end + 3
        self.setFormat(start, stop - start, self._formats["text"])
        if end < 0:
            self.setCurrentBlockState(inside)
            return -1
        return stop


def _formats(look: Look) -> dict[str, QTextCharFormat]:
    made = {}
    for kind, token in _INKS.items():
        ink: QColor = getattr(look, token)
        form = QTextCharFormat()
        form.setForeground(ink)
        if kind == "table":
            form.setFontWeight(_BOLD)
        made[kind] = form
    return made
