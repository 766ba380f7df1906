"""Every setting of the program as one table, and the values that a person has given them."""

from __future__ import annotations

from collections.abc import Mapping, Set
from enum import StrEnum
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from studio.core.frozen import frozen


class Kind(Protocol):
    """What a setting takes."""

    def taken(self, value: object) -> Any:
        """The value as the program uses it; None where it is no value of this kind."""
        ...


@frozen
class Choice:
    """One of a few values, each with its words."""

    words: Mapping[str | float, str]

    def taken(self, value: object) -> Any:
        """One of the values."""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            return None
        return next((known for known in self.words if known == value), None)


@frozen
class Switch:
    """On or off."""

    def taken(self, value: object) -> Any:
        """True or False."""
        return value if isinstance(value, bool) else None


@frozen
class Number:
    """A whole number within limits, and its unit."""

    low: int
    high: int
    unit: str = ""

    def taken(self, value: object) -> Any:
        """A number from `low` to `high`."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return int(value) if self.low <= value <= self.high and value == value // 1 else None


@frozen
class Text:
    """A line of text."""

    longest: int = 4_096

    def taken(self, value: object) -> Any:
        """A text that is not too long."""
        return value if isinstance(value, str) and len(value) <= self.longest else None


@frozen
class Several:
    """A row of values of one kind: at most so many, or exactly so many where `exact`."""

    kind: Text | Number
    most: int
    exact: bool = False

    def taken(self, value: object) -> Any:
        """The values as a tuple; what is too much at the end is left out."""
        if not isinstance(value, list | tuple):
            return None
        found = tuple(map(self.kind.taken, value))
        if None in found or (self.exact and found and len(found) != self.most):
            return None
        return found[: self.most]


class Group(StrEnum):
    """Where on the page of settings a setting stands; what the program notes by itself stands nowhere."""

    LOOK = "Look"
    PLAYER = "Player"
    SOUND = "Sound and voice"
    NOTED = ""


@frozen
class Setting:
    """One setting: what it takes, what it is at first, and its words on the page."""

    kind: Kind
    default: Any
    group: Group = Group.NOTED
    words: str = ""
    more: str = ""


_ON = Switch()
_PIXELS = Number(-100_000, 100_000)

SETTINGS: Mapping[str, Setting] = {
    "theme": Setting(
        Choice({"system": "As the system", "light": "Light", "dark": "Dark"}), "system", Group.LOOK, "Theme"
    ),
    "text_size": Setting(
        Choice({1.0: "100 %", 1.15: "115 %", 1.3: "130 %", 1.5: "150 %"}), 1.0, Group.LOOK, "Text size",
        "Ctrl and plus, Ctrl and minus; Ctrl and 0 for 100 %",
    ),
    "reduced_motion": Setting(
        _ON, False, Group.LOOK, "Less motion", "Figures of the library and of the steps keep still."
    ),
    "player_display": Setting(Text(200), "", Group.PLAYER, "Screen", "Empty: the one that the builder is on"),
    "player_turn": Setting(
        Choice({"with me": "With me", "never": "Never", "table": "By the angle of the table"}), "with me",
        Group.PLAYER, "Turn the picture upside down",
    ),
    "player_distance_m": Setting(
        Choice({1: "1 m", 2: "2 m", 3: "3 m", 4: "4 m"}), 3, Group.PLAYER, "How far away you are"
    ),
    "volume": Setting(Number(0, 100, "%"), 80, Group.SOUND, "Volume"),
    "sound_start": Setting(_ON, True, Group.SOUND, "Get ready, start and finish"),
    "sound_move": Setting(_ON, True, Group.SOUND, "Move, hold, tilt and switch sides"),
    "sound_half": Setting(_ON, True, Group.SOUND, "Halfway"),
    "sound_count": Setting(_ON, True, Group.SOUND, "The last three seconds"),
    "sound_end": Setting(_ON, True, Group.SOUND, "The end of a hold"),
    "sound_rest": Setting(_ON, True, Group.SOUND, "Rest"),
    "sound_breath": Setting(_ON, True, Group.SOUND, "Breath", "Rising for in, falling for out"),
    "voice": Setting(_ON, True, Group.SOUND, "Voice"),
    "voice_volume": Setting(Number(0, 100, "%"), 80, Group.SOUND, "Volume of the voice"),
    "favourites": Setting(Several(Text(200), 2_000), ()),
    "recent": Setting(Several(Text(), 12), ()),
    "last_folder": Setting(Text(), ""),
    "window": Setting(Several(_PIXELS, 4, exact=True), ()),
    "maximised": Setting(_ON, False),
    "columns": Setting(Several(_PIXELS, 6), ()),
    "rows": Setting(Several(_PIXELS, 6), ()),
}  # fmt: skip
assert all(one.kind.taken(one.default) == one.default for one in SETTINGS.values())
assert all(bool(one.words) is bool(one.group) for one in SETTINGS.values())


class Settings(QObject):
    """What the settings are now. Only what somebody has set is ever kept; the rest is as the table says."""

    changed = Signal(str)

    def __init__(self, given: Mapping[str, object] | None = None, parent: QObject | None = None) -> None:
        """`given` are values as they were kept; what does not fit the table is left out."""
        super().__init__(parent)
        self._given = fitting(given or {})

    @property
    def given(self) -> Mapping[str, Any]:
        """The settings that somebody has set, with their values."""
        return self._given

    def value(self, name: str) -> Any:
        """What a setting is now, of the type of its default. KeyError where the table has no such setting."""
        return self._given[name] if name in self._given else SETTINGS[name].default

    def put(self, name: str, value: object) -> None:
        """Set it. ValueError where the table does not take that value."""
        taken = SETTINGS[name].kind.taken(value)
        if taken is None:
            raise ValueError(f"{name}: {value!r}")
        if taken != self.value(name):
            self._given[name] = taken
            self.changed.emit(name)

    def step(self, name: str, by: int) -> None:
        """The next of a choice's values, or the one before; the last stays the last."""
        values = list(choices(name))
        at = values.index(self.value(name)) + by
        self.put(name, values[min(max(at, 0), len(values) - 1)])


def choices(name: str) -> Mapping[str | float, str]:
    """The values of a choice with their words, in order."""
    kind = SETTINGS[name].kind
    assert isinstance(kind, Choice), name
    return kind.words


def fitting(table: Mapping[str, object]) -> dict[str, Any]:
    """The settings of a table that are known and have a value they take."""
    return {
        name: taken
        for name, setting in SETTINGS.items()
        if name in table and (taken := setting.kind.taken(table[name])) is not None
    }


def unfit(table: Mapping[str, object]) -> Set[str]:
    """The known settings of a table whose value they do not take."""
    return table.keys() & SETTINGS.keys() - fitting(table).keys()
