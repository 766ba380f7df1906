"""What two versions of a sequence have in common at their ends, so that only the rest is done anew."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, count
from operator import is_not


def shared_ends(before: Sequence[object], after: Sequence[object]) -> tuple[int, int]:
    """How many of the first and of the last items are the same objects; none is counted at both ends."""
    least = min(len(before), len(after))
    head = next(compress(count(), map(is_not, before, after)), least)
    ends = map(is_not, reversed(before), reversed(after))
    return head, min(next(compress(count(), ends), least), least - head)
