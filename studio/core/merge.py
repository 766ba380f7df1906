"""Two changes of the same text brought together, line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from studio.core.frozen import frozen

Lines = Sequence[str]


@frozen
class Hunk:
    """Lines `first` to before `last` of the common text, which became `lines`."""

    first: int
    last: int
    lines: tuple[str, ...]


def changed_part(old: Lines, new: Lines) -> tuple[int, int]:
    """How many lines are the same at the beginning of both, and how many of the others at the end."""
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    left = most - head
    tail = next((at for at in range(left) if old[-1 - at] != new[-1 - at]), left)
    return head, tail


def merged(base: Lines, mine: Lines, theirs: Lines, *, mine_first: bool) -> list[str]:
    """`base` with what `mine` and `theirs` made of it; where both changed the same lines, one wins."""
    mine_hunks, their_hunks = list(_hunks(base, mine)), list(_hunks(base, theirs))
    winners, losers = (mine_hunks, their_hunks) if mine_first else (their_hunks, mine_hunks)
    kept = [hunk for hunk in losers if hunk not in winners and not any(_clash(hunk, w) for w in winners)]
    made: list[str] = []
    at = 0
    for hunk in sorted((*winners, *kept), key=lambda hunk: (hunk.first, hunk.last)):
        made += base[at : hunk.first]
        made += hunk.lines
        at = hunk.last
    return [*made, *base[at:]]


def _hunks(old: Lines, new: Lines) -> Iterator[Hunk]:
    head, tail = changed_part(old, new)
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail])
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind != "equal":
            yield Hunk(head + first, head + last, tuple(new[head + begin : head + end]))


def _clash(one: Hunk, other: Hunk) -> bool:
    """Whether both change the same line, or one puts lines into the midst of what the other changes."""
    if one.first == one.last:
        return other.first < one.first < other.last
    if other.first == other.last:
        return one.first < other.first < one.last
    return max(one.first, other.first) < min(one.last, other.last)
