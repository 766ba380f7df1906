"""Text of strangers on one line: nothing in it can hide, turn around or break what stands beside it."""

from __future__ import annotations

from unicodedata import category, combining

LONGEST = 200
"""Characters that a line in a list shows at most."""

_JOINERS = {"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"}  # Persian and emoji are spelt with them
_MOST_MARKS = 4  # accents on one letter; living languages need fewer
_SPACES = {"Zs", "Zl", "Zp"}
_GONE = {"Cc", "Cf", "Cs", "Co", "Cn"}


def one_line(text: str, longest: int = LONGEST) -> str:
    """The text without controls, direction marks and heaped accents; every break is a space."""
    kept: list[str] = []
    marks = 0
    for letter in text[: 4 * longest]:
        kind = category(letter)
        if kind in _SPACES or letter in "\t\n\r\v\f":
            letter = " "
        elif kind in _GONE and letter not in _JOINERS:
            continue
        marks = marks + 1 if combining(letter) or kind in ("Mn", "Me") else 0
        if marks <= _MOST_MARKS and not (letter == " " and kept and kept[-1] == " "):
            kept.append(letter)
    line = "".join(kept).strip()
    return line if len(line) <= longest else line[: longest - 1] + "\N{HORIZONTAL ELLIPSIS}"
