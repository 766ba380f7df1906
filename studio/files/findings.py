"""What is found wrong while a file is read, gathered so that all of it is told at once."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from studio.core.frozen import frozen
from studio.files.errors import KeyPath, Level, Location, Problem, key_text, shortened, visible
from studio.files.locate import NOWHERE, Places

MOST_TOLD = 500
"""Problems of a file that are listed; a hostile file has a hundred thousand."""

_LONGEST_TYPO = 40  # characters; the comparison takes time with the square of them
_MOST_COMPARED = 200  # names; the more there are, the less a guess helps


class Findings:
    """The problems of one file. Where `lenient`, what this version cannot read is a warning."""

    def __init__(self, name: str, places: Places = NOWHERE, *, lenient: bool = False) -> None:
        self.failed = False
        self.lenient = lenient
        self._name, self._places = name, places
        self._listed: list[Problem] = []
        self._untold: Level | None = None

    def add(self, path: KeyPath, level: Level, code: str, message: str) -> None:
        """One more problem, at a key."""
        self.failed = self.failed or level is Level.ERROR
        if len(self._listed) < MOST_TOLD:
            at = Location(self._name, self._places.line_of(path), key_text(path))
            self._listed.append(Problem(at, level, code, message))
        elif self._untold is not Level.ERROR:
            self._untold = level

    @property
    def full(self) -> bool:
        """Whether nothing more is listed."""
        return len(self._listed) >= MOST_TOLD

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Every problem; at the limit one more that says so."""
        if self._untold is None:
            return tuple(self._listed)
        more = f"there are more than {MOST_TOLD} problems; mend these first to see the rest"
        return (*self._listed, Problem(Location(self._name), self._untold, "too-many", more))


@frozen
class At:
    """A place while reading: what is wrong there is added to the findings."""

    findings: Findings
    path: KeyPath = ()

    def __truediv__(self, part: str | int) -> At:
        return At(self.findings, (*self.path, part))

    @property
    def key(self) -> str:
        """The name of the key, which a list's items share."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), "")

    def error(self, code: str, message: str) -> None:
        """What is here cannot be used; in a file of a newer format it is only left out."""
        level = Level.WARNING if self.findings.lenient else Level.ERROR
        self.findings.add(self.path, level, code, message)

    def refuse(self, code: str, message: str) -> None:
        """The file cannot be used, whatever its format."""
        self.findings.add(self.path, Level.ERROR, code, message)

    def warn(self, code: str, message: str) -> None:
        """What is here is probably not meant."""
        self.findings.add(self.path, Level.WARNING, code, message)

    def advise(self, code: str, message: str) -> None:
        """What is here could be better."""
        self.findings.add(self.path, Level.ADVICE, code, message)

    def unknown(self, key: str, known: Iterable[str]) -> None:
        """A key that this version does not know: it is kept, and may be a slip."""
        hint = "" if self.findings.full else nearest(key, known)
        name = visible(shortened(key))
        what = f"did you mean `{hint}`?" if hint else "not a known key; it is kept as it is"
        (self / key).warn("unknown-key", f"`{name}`: {what}")


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is nearest in spelling; empty where none is near."""
    if len(word) > _LONGEST_TYPO:
        return ""
    found = get_close_matches(word, list(known)[:_MOST_COMPARED], n=1)
    return found[0] if found else ""


def quiet() -> At:
    """A place whose problems nobody hears of."""
    return At(Findings(""))
