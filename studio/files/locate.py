"""The line of every key of a TOML text, and the limits that have to hold before the text is parsed."""

from __future__ import annotations

import re
from collections.abc import Mapping

from studio.core.frozen import frozen
from studio.files.errors import KeyPath
from studio.files.limits import MOST_STEPS

MOST_PARTS = 16
"""Parts of a dotted key; a parser can take time with the square of them."""

MOST_NESTED = 8
"""Arrays and inline tables inside each other; a parser goes one level deeper for each."""

MOST_DIGITS = 100
"""Characters of a number."""

MOST_SAID = 60_000
"""Parts of keys and items of lists in a file: more than 2,000 steps can say, and parsed within a second."""

_STEPS = (("steps",), ("steps", "steps"))
"""The lists that hold steps: a routine's, and those of its circuits."""

_SPACE = re.compile(r"(?:[ \t\n]++|#[^\n]*+)*+")
_BLANK = re.compile(r"[ \t]*+")
_REST = re.compile(r"[ \t]*+(#[^\n]*+)?(?:\n|\Z)")
_PLAIN = re.compile(
    r"([A-Za-z0-9_-]++)[ \t]*+=[ \t]*+"
    r"(?:-?[0-9.]{1,20}+|true|false|\"[^\"\\\n]++\"|\[[0-9., -]{0,60}+\])[ \t]*+\n[ \t]*+"
)
"""A whole statement of the kind that most are, with its line's end, to be passed over in one go."""

_ONE_PART = re.compile(r"[ \t]*+([A-Za-z0-9_-]++)[ \t]*+(?!\.)")
"""A key without dots and quotation marks, as most are."""

_NAME = re.compile(r"[A-Za-z0-9_-]++")
_BARE = re.compile(r"[^,\[\]{}#\n\"'=]++")
_NUMBER = re.compile(r"[+-]?[0-9][0-9A-Za-z_.+-]*+\Z")
_STRINGS = (
    ('"""', re.compile(r'"""(?:[^"\\]++|\\.|"{1,2}(?!"))*+"{3,5}', re.DOTALL)),
    ("'''", re.compile(r"'''(?:[^']++|'{1,2}(?!'))*+'{3,5}")),
    ('"', re.compile(r'"(?:[^"\\\n]++|\\[^\n])*+"')),
    ("'", re.compile(r"'[^'\n]*+'")),
)
_ESCAPED = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([btnfr"\\]))')
_CONTROLS = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", '"': '"', "\\": "\\"}


@frozen
class Breach:
    """A limit that a text breaks, before anything is parsed."""

    line: int
    path: KeyPath
    code: str
    message: str


@frozen
class Places:
    """Where the keys of a text are. `breach` is the first broken limit; what follows it was not looked at."""

    lines: Mapping[KeyPath, int]
    comments: bool = False
    breach: Breach | None = None

    def line_of(self, path: KeyPath) -> int:
        """The line of a key, or of the nearest table that would hold it, from 1 on."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path[:-1]
        return 1


NOWHERE = Places({})


def locate(text: str) -> Places:
    """The places in a TOML text with `\\n` for line ends; no TOML is read as far as it makes sense."""
    scanner = _Scanner(text)
    try:
        scanner.scan()
    except _NoTomlError:
        pass
    except _OverLimitError as over:
        return Places(scanner.lines, scanner.comments, over.breach)
    return Places(scanner.lines, scanner.comments)


class _NoTomlError(Exception):
    """The text is no TOML from here on: the parser will say so."""


class _OverLimitError(Exception):
    def __init__(self, breach: Breach) -> None:
        super().__init__(breach.message)
        self.breach = breach


class _Scanner:
    """Goes once through a text, one statement after the other."""

    def __init__(self, text: str) -> None:
        self.lines: dict[KeyPath, int] = {}
        self.comments = False
        self._text = text
        self._at = 0
        self._counted, self._line = 0, 1
        self._rows: dict[KeyPath, int] = {}
        self._table: KeyPath = ()
        self._said = 0
        self._steps = dict.fromkeys(_STEPS, 0)

    def scan(self) -> None:
        text = self._text
        self._space()
        while self._at < len(text):
            if self._said > MOST_SAID:
                self._count(self._table)
            if plain := _PLAIN.match(text, self._at):
                self.lines.setdefault((*self._table, plain[1]), self._line)
                self._said += 1
                self._at = self._counted = plain.end()
                self._line += 1
                if text.startswith(("\n", "#"), self._at):
                    self._space()
                continue
            if text.startswith("[", self._at):
                self._header()
            else:
                path = self._table
                for part in self._key():
                    path = (*path, part)
                    self.lines.setdefault(path, self._line)
                self._expect("=")
                self._value(path, 0)
            self._end_of_statement()
            self._space()

    def _header(self) -> None:
        brackets = 2 if self._text.startswith("[[", self._at) else 1
        self._said += 1  # one more than its parts: a header takes the parser as long as two keys
        self._at += brackets
        parts = self._key()
        path: KeyPath = ()
        for index, part in enumerate(parts):
            path = (*path, part)
            self.lines.setdefault(path, self._line)
            if path in self._rows and index < len(parts) - 1:
                path = (*path, self._rows[path])
        if brackets == 2:
            row = self._rows.get(path, -1) + 1
            self._rows[path] = row
            self._count_item(path)
            path = (*path, row)
        self.lines[path] = self._line
        self._expect("]" * brackets)
        self._table = path

    def _key(self) -> tuple[str, ...]:
        """The parts of the key that begins here."""
        if simple := _ONE_PART.match(self._text, self._at):
            self._at = simple.end()
            self._said += 1
            return (simple[1],)
        parts: list[str] = []
        line = self._line_here()
        while True:
            self._at = self._end(_BLANK)
            if self._text.startswith(('"', "'"), self._at):
                parts.append(_unquoted(self._string()))
            else:
                start = self._at
                self._at = self._end(_NAME)
                parts.append(self._text[start : self._at])
            if len(parts) > MOST_PARTS:
                message = f"a key of more than {MOST_PARTS} parts is refused; write it with fewer dots"
                raise _OverLimitError(Breach(line, (*self._table, *parts[:2]), "over-limit", message))
            self._at = self._end(_BLANK)
            if not self._text.startswith(".", self._at):
                self._said += len(parts)
                return tuple(parts)
            self._at += 1

    def _value(self, path: KeyPath, depth: int) -> None:
        self._at = self._end(_BLANK)
        opening = self._text[self._at : self._at + 1]
        if opening in ('"', "'"):
            self._string()
        elif opening in ("[", "{"):
            if depth >= MOST_NESTED:
                message = f"nested too deeply: over {MOST_NESTED} lists or tables in each other; flatten it"
                raise _OverLimitError(Breach(self._line_here(), path, "over-limit", message))
            self._at += 1
            if opening == "[":
                self._array(path, depth)
            else:
                self._inline_table(path, depth)
        else:
            word = self._text[self._at : self._end(_BARE)].rstrip()
            if len(word) > MOST_DIGITS and _NUMBER.match(word):
                message = f"a number of {len(word)} characters is refused; write a shorter one"
                raise _OverLimitError(Breach(self._line_here(), path, "over-limit", message))
            self._at = self._end(_BARE)

    def _array(self, path: KeyPath, depth: int) -> None:
        first, row = self._line_here(), 0
        while True:
            self._space()
            if self._text.startswith("]", self._at):
                self._at += 1
                return
            item = (*path, row)
            self._said += 1
            self._count_item(path)
            if self._line_here() != first:
                self.lines[item] = self._line  # an item on the first line is found by its array
            self._value(item, depth + 1)
            row += 1
            self._space()
            if not self._text.startswith("]", self._at):
                self._expect(",")

    def _inline_table(self, path: KeyPath, depth: int) -> None:
        first = self._line_here()
        while True:
            self._space()
            if self._text.startswith("}", self._at):
                self._at += 1
                return
            inner = path
            self._count(path)
            for part in self._key():
                inner = (*inner, part)
                if self._line_here() != first:
                    self.lines.setdefault(inner, self._line)
            self._expect("=")
            self._value(inner, depth + 1)
            self._space()
            if not self._text.startswith("}", self._at):
                self._expect(",")

    def _count(self, path: KeyPath) -> None:
        """More was said, at `path`: refused where it is too much."""
        if self._said > MOST_SAID:
            message = f"the file has over {MOST_SAID} keys and items of lists; split it"
            raise _OverLimitError(Breach(self._line_here(), path, "over-limit", message))

    def _count_item(self, path: KeyPath) -> None:
        """There is one more item in the list `path`."""
        self._count(path)
        names = tuple(part for part in path if isinstance(part, str)) if path[-1] == "steps" else ()
        if names in self._steps:
            self._steps[names] += 1
            if self._steps[names] > MOST_STEPS:
                message = f"from here on it is over {MOST_STEPS} steps; split the routine"
                raise _OverLimitError(Breach(self._line_here(), path, "over-limit", message))

    def _string(self) -> str:
        for opening, pattern in _STRINGS:
            if self._text.startswith(opening, self._at):
                found = pattern.match(self._text, self._at)
                if found is None:
                    break
                self._at = found.end()
                return found[0]
        raise _NoTomlError

    def _space(self) -> None:
        end = self._end(_SPACE)
        if not self.comments and self._text.find("#", self._at, end) >= 0:
            self.comments = True
        self._at = end
        self._line_here()

    def _end_of_statement(self) -> None:
        found = _REST.match(self._text, self._at)
        if found is None:
            raise _NoTomlError
        self.comments = self.comments or found[1] is not None
        self._at = found.end()

    def _expect(self, mark: str) -> None:
        self._at = self._end(_BLANK)
        if not self._text.startswith(mark, self._at):
            raise _NoTomlError
        self._at += len(mark)

    def _end(self, pattern: re.Pattern[str]) -> int:
        found = pattern.match(self._text, self._at)
        return self._at if found is None else found.end()

    def _line_here(self) -> int:
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line


def _unquoted(string: str) -> str:
    """The text of a one-line string; the rarer mistakes in it are left for the parser to find."""
    if string.startswith("'"):
        return string[1:-1]
    return _ESCAPED.sub(_meant, string[1:-1])


def _meant(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    if code is None:
        return _CONTROLS[escape[3]]
    return chr(number) if (number := int(code, 16)) <= 0x10FFFF else escape[0]
