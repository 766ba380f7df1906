"""What two versions of a sequence share at their ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.core.shared import shared_ends

THINGS = [object() for _ in range(3)]
some = st.lists(st.sampled_from(THINGS), max_size=8)


@given(some, some)
def test_the_ends_are_the_same_and_cannot_be_longer(before: list[object], after: list[object]) -> None:
    head, tail = shared_ends(before, after)
    least = min(len(before), len(after))
    assert 0 <= head <= head + tail <= least
    assert all(a is b for a, b in zip(before[:head], after[:head], strict=True))
    assert before[len(before) - tail :] == after[len(after) - tail :]
    if head + tail < least:
        assert before[head] is not after[head]
        assert before[-1 - tail] is not after[-1 - tail]


@given(some, some, some)
def test_what_is_between_is_found(first: list[object], new: list[object], last: list[object]) -> None:
    fresh = [object() for _ in new]
    head, tail = shared_ends([*first, *last], [*first, *fresh, *last])
    assert head >= len(first) if fresh else head == len(first) + len(last)
    assert head + tail == len(first) + len(last)
