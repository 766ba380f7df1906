"""The changes between two lists of identities."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from studio.core.diff import Inserted, Moved, Removed, changes


def applied(old: Sequence[int], new: Sequence[int]) -> list[int]:
    """`old` after every change, with what is inserted taken from `new`."""
    now = list(old)
    for change in changes(old, new):
        if isinstance(change, Removed):
            assert change.count > 0
            del now[change.first : change.first + change.count]
        elif isinstance(change, Moved):
            assert change.source != change.target
            now.insert(change.target, now.pop(change.source))
        else:
            now[change.first : change.first] = new[change.first : change.first + change.count]
    return now


uids = st.lists(st.integers(0, 12), unique=True)


@given(uids, uids)
def test_the_changes_lead_to_the_new_list(old: list[int], new: list[int]) -> None:
    assert applied(old, new) == new


def test_nothing_changes_where_nothing_changed() -> None:
    assert list(changes([1, 2, 3], [1, 2, 3])) == []


def test_one_row_that_goes_far_is_one_move() -> None:
    rows = list(range(200))
    assert list(changes(rows, [*rows[1:], 0])) == [Moved(0, 199)]
    assert list(changes(rows, [199, *rows[:-1]])) == [Moved(199, 0)]


def test_neighbours_come_and_go_together() -> None:
    assert list(changes([1, 2, 3, 4], [1, 4])) == [Removed(1, 2)]
    assert list(changes([1, 4], [1, 2, 3, 4])) == [Inserted(1, 2)]
