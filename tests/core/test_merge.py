"""Two changes of one text are both in what is made of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.core.merge import changed_part, merged

BASE = ["one", "two", "three", "four"]
lines = st.lists(st.sampled_from("abcdef"), max_size=8)


def test_changes_in_different_places_are_both_kept() -> None:
    mine, theirs = ["one", "2", "three", "four"], ["one", "two", "three", "4", "five"]
    for first in (True, False):
        assert merged(BASE, mine, theirs, mine_first=first) == ["one", "2", "three", "4", "five"]


def test_of_two_changes_of_a_line_one_wins() -> None:
    mine, theirs = ["one", "mine", "three", "four"], ["one", "theirs", "three", "4"]
    assert merged(BASE, mine, theirs, mine_first=True)[1] == "mine"
    assert merged(BASE, mine, theirs, mine_first=False) == ["one", "theirs", "three", "4"]


def test_lines_put_beside_a_change_stay() -> None:
    mine = ["one", "# remark", "two", "three", "four"]
    assert merged(BASE, mine, ["one", "2", "three", "four"], mine_first=False) == [
        "one", "# remark", "2", "three", "four",
    ]  # fmt: skip


@given(lines, lines, st.booleans())
def test_a_change_on_one_side_only_is_the_result(base: list[str], new: list[str], first: bool) -> None:
    assert merged(base, new, base, mine_first=first) == new
    assert merged(base, base, new, mine_first=first) == new
    assert merged(base, new, new, mine_first=first) == new


@given(lines, lines)
def test_the_changed_part_is_all_that_differs(old: list[str], new: list[str]) -> None:
    head, tail = changed_part(old, new)
    assert old[:head] == new[:head]
    assert old[len(old) - tail :] == new[len(new) - tail :]
    assert head + tail <= min(len(old), len(new))
    assert (head + tail == len(old) == len(new)) == (old == new)
