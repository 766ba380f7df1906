"""The house's values behave as frozen dataclasses with slots do."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any

import pytest

from studio.core.frozen import frozen


@frozen
class Ours:
    """A value of the house."""

    first: int
    second: str = "two"
    third: list[int] = field(default_factory=list)
    hidden: int = field(default=0, repr=False)
    aside: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Theirs:
    """The same, by the library."""

    first: int
    second: str = "two"
    third: list[int] = field(default_factory=list)
    hidden: int = field(default=0, repr=False)
    aside: int = field(default=0, compare=False)


@frozen
class Further(Ours):
    """A value with one part more."""

    last: tuple[int, ...] = ()


@frozen
class Checked:
    """Refuses what it does not want, and says what it is in its own words."""

    number: int

    def __post_init__(self) -> None:
        if self.number < 0:
            raise ValueError(self.number)

    def __str__(self) -> str:
        return f"number {self.number}"

    def __repr__(self) -> str:
        return "mine"


@frozen
class Nothing:
    """A value without parts."""


@pytest.mark.parametrize(
    ("args", "said"),
    [((1,), {}), ((1, "b"), {"aside": 4}), ((), {"first": 2, "third": [3]}), ((1, "b", [2], 3, 4), {})],
)
def test_it_is_made_and_shown_as_a_dataclass_is(args: tuple[Any, ...], said: dict[str, Any]) -> None:
    ours, theirs = Ours(*args, **said), Theirs(*args, **said)
    assert [getattr(ours, part.name) for part in fields(ours)] == [
        getattr(theirs, part.name) for part in fields(theirs)
    ]
    assert repr(ours) == repr(theirs).replace("Theirs", "Ours")
    assert Ours.__match_args__ == Theirs.__match_args__


@pytest.mark.parametrize(("args", "said"), [((), {}), ((1,), {"fourth": 1}), ((1, "b", [], 0, 0, 0), {})])
def test_what_does_not_fit_is_refused(args: tuple[Any, ...], said: dict[str, Any]) -> None:
    made: Callable[..., object]
    for made in (Ours, Theirs):
        with pytest.raises(TypeError, match=rf"{made.__name__}\.__init__"):
            made(*args, **said)


def test_nothing_changes_it() -> None:
    value: Any = Ours(1)
    with pytest.raises(FrozenInstanceError):
        value.first = 2
    with pytest.raises(FrozenInstanceError):
        value.other = 2
    with pytest.raises(FrozenInstanceError):
        del value.first
    assert value == Ours(1)
    assert not hasattr(value, "__dict__")


def test_a_default_that_is_made_is_made_for_each() -> None:
    assert Ours(1).third is not Ours(1).third


def test_it_is_compared_by_its_parts_and_its_class() -> None:
    value = Ours(1)
    assert value == Ours(1, aside=5)
    others: list[object] = [Ours(2), Ours(1, hidden=1), Theirs(1), Further(1), Nothing(), 1]
    assert value not in others
    assert Nothing() == Nothing()
    assert Nothing() not in [value, Checked(1)]


def test_equal_values_are_found_by_each_other() -> None:
    assert {Checked(1): "one", Nothing(): "none"}[Checked(1)] == "one"
    assert len({Checked(1), Checked(1), Checked(2)}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Ours(1))


def test_another_is_made_of_it() -> None:
    assert replace(Ours(1, "b"), first=2) == Ours(2, "b")
    assert replace(Further(1, last=(3,)), second="c") == Further(1, "c", last=(3,))


def test_a_copy_is_equal() -> None:
    value = Further(1, third=[2], aside=3)
    for again in (copy.copy(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert again == value
        assert again.aside == 3


def test_what_the_class_says_itself_holds() -> None:
    assert str(Checked(1)) == "number 1"
    assert repr(Checked(1)) == "mine"
    with pytest.raises(ValueError, match="-1"):
        Checked(-1)
