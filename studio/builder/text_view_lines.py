"""Where in the text things are: the lines of a step, and the letters that a problem is about."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Mapping

from studio.core.frozen import frozen
from studio.files.errors import KeyPath, Problem
from studio.files.locate import Places

_LAST_KEY = re.compile(r"([A-Za-z0-9_-]+)(?:\[\d+\])*\Z")
_ABOUT_THE_KEY = frozenset(("unknown-key", "both", "format-first"))
_COMMENT = re.compile(r"(\"[^\"\n]*\"|'[^'\n]*')|#.*")


@frozen
class StepLines:
    """The lines where steps begin, from 1 on, each with its identity; 0 where something else begins."""

    lines: tuple[int, ...] = ()
    uids: tuple[int, ...] = ()

    def uid_at(self, line: int) -> int:
        """The step or circuit on a line; 0 where there is none."""
        row = bisect_right(self.lines, line) - 1
        return self.uids[row] if row >= 0 else 0

    def blocks(self, uids: Collection[int]) -> tuple[tuple[int, int], ...]:
        """The first line of each of those, and the line where what follows it begins (0: the end)."""
        ends = (*self.lines[1:], 0)
        return tuple(
            (first, end)
            for first, end, uid in zip(self.lines, ends, self.uids, strict=True)
            if uid and uid in uids
        )


def step_lines(places: Places, uids: Mapping[KeyPath, int]) -> StepLines:
    """The lines of a text's steps, by the identities of its places."""
    begun: dict[int, int] = {}
    for path, line in places.lines.items():
        uid = uids.get(path)
        if uid is not None:
            begun[line] = uid
        elif path[0] != "steps":
            begun.setdefault(line, 0)
    order = sorted(begun.items())
    return StepLines(tuple(line for line, _uid in order), tuple(uid for _line, uid in order))


def span_of(line: str, problem: Problem) -> tuple[int, int]:
    """The letters of a line that a problem is about: the value of its key, the key itself, or all of it."""
    bare = _COMMENT.sub(lambda found: found[1] or "", line)
    first, last = len(line) - len(line.lstrip()), max(len(bare.rstrip()), 0)
    key = _LAST_KEY.search(problem.at.key)
    if key is not None and problem.code != "syntax":
        found = re.search(rf"(?<![\w-])[\"']?{re.escape(key[1])}[\"']?[ \t]*=[ \t]*", line)
        if found and problem.code in _ABOUT_THE_KEY:
            return found.start(), found.end() - len(found[0]) + len(found[0].rstrip(" \t=").rstrip())
        if found and found.end() < last:
            return found.end(), last
    return (first, last) if first < last else (0, len(line))
