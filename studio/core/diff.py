"""What turns one list of identities into another, as few changes that a list model can tell its views."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import TypeVar

from studio.core.frozen import frozen

Key = TypeVar("Key", bound=Hashable)


@frozen
class Removed:
    """`count` rows from `first` on have gone."""

    first: int
    count: int


@frozen
class Moved:
    """The row at `source` has been taken out, and put back so that it is then the row `target`."""

    source: int
    target: int


@frozen
class Inserted:
    """`count` rows have come in, the first of them at `first`."""

    first: int
    count: int


Change = Removed | Moved | Inserted


def changes(old: Sequence[Key], new: Sequence[Key]) -> Iterator[Change]:
    """The changes that make `new` of `old`, each to be made before the next: removed, moved, inserted.

    Both name each row once. Rows that keep their order among themselves are not moved.
    """
    wanted, present = set(new), set(old)
    for first, count in reversed(list(_runs(row for row, uid in enumerate(old) if uid not in wanted))):
        yield Removed(first, count)
    now = [uid for uid in old if uid in wanted]
    goal = [uid for uid in new if uid in present]
    place = {uid: row for row, uid in enumerate(goal)}
    steady = _rising([place[uid] for uid in now])
    for row, uid in enumerate(goal):
        if row in steady:
            continue
        source = now.index(uid)
        del now[source]
        target = now.index(goal[row - 1]) + 1 if row else 0
        now.insert(target, uid)
        yield Moved(source, target)
    for first, count in _runs(row for row, uid in enumerate(new) if uid not in present):
        yield Inserted(first, count)


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring rows as (first, count)."""
    first, count = 0, 0
    for row in rows:
        if count and row == first + count:
            count += 1
            continue
        if count:
            yield first, count
        first, count = row, 1
    if count:
        yield first, count


def _rising(values: Sequence[int]) -> set[int]:
    """The members of one longest rising subsequence of different numbers."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for value in values:
        at = bisect_left(tails, value)
        before[value] = tails[at - 1] if at else None
        tails[at : at + 1] = [value]
    found: set[int] = set()
    member = tails[-1] if tails else None
    while member is not None:
        found.add(member)
        member = before[member]
    return found
