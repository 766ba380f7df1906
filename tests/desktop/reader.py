"""A reader of the screen: what a window tells those who do not see it, through AT-SPI on the message bus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.desktop.desktop import Desktop
from tests.desktop.programs import PATIENCE, until

A11Y = "org.a11y.atspi."
REGISTRY = (f"{A11Y}Registry", "/org/a11y/atspi/accessible/root")
ON_SCREEN = 0  # AT-SPI: coordinates of the screen, not of the window
MOST_CHILDREN = 500
FOCUSED, SHOWING = 12, 25  # AT-SPI: numbers of states


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing on the screen: what it is, what it says, where it is, and what it holds."""

    role: str
    name: str
    description: str
    x: int
    y: int
    width: int
    height: int
    children: tuple[Thing, ...]
    address: tuple[str, str]

    @property
    def middle(self) -> tuple[int, int]:
        """The point of the screen in its middle."""
        return self.x + self.width // 2, self.y + self.height // 2

    def all(self) -> Iterator[Thing]:
        """Itself and everything in it, from outside in."""
        yield self
        for child in self.children:
            yield from child.all()

    def find(self, name: str, role: str = "") -> Thing | None:
        """The first thing of this name, and of this role where one is given."""
        found = (thing for thing in self.all() if thing.name == name and role in ("", thing.role))
        return next(found, None)


class ScreenReader:
    """Reads the programs of one desktop."""

    def __init__(self, desktop: Desktop) -> None:
        with open_dbus_connection(desktop.environment["DBUS_SESSION_BUS_ADDRESS"]) as session:
            bus = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
            reply = session.send_and_get_reply(new_method_call(bus, "GetAddress"), timeout=PATIENCE)
        self._bus = open_dbus_connection(reply.body[0])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._bus.close()

    def look(self) -> Thing:
        """Everything that every program on the desktop tells, now."""
        return self._thing(REGISTRY)

    def again(self, thing: Thing) -> Thing:
        """The same thing as it is now; that is sooner told than everything."""
        return self._thing(thing.address)

    def wait_for(self, name: str, role: str = "", within: float = PATIENCE) -> Thing:
        """A thing of this name, once there is one."""
        what = f"{role or 'something'} called {name!r}"
        return until(lambda: self.look().find(name, role), what, within, self.outline)

    def press(self, thing: Thing) -> None:
        """Do what the thing does first: press a button, toggle a box."""
        self._call(thing.address, "Action", "DoAction", "i", (0,))

    def has_focus(self, thing: Thing) -> bool:
        """Whether the thing gets the keys."""
        return self._is(thing, FOCUSED)

    def shows(self, thing: Thing) -> bool:
        """Whether the thing is on the screen, rather than hidden."""
        return self._is(thing, SHOWING)

    def text(self, thing: Thing) -> str:
        """All that is written in a field."""
        return self._call(thing.address, "Text", "GetText", "ii", (0, -1)) or ""

    def outline(self) -> str:
        """What there is, as lines."""
        return "\n".join(f"{thing.role} {thing.name!r} {thing.description!r}" for thing in self.look().all())

    def _thing(self, address: tuple[str, str]) -> Thing:
        place = self._call(address, "Component", "GetExtents", "u", (ON_SCREEN,))
        x, y, width, height = place or (0, 0, 0, 0)
        children = self._call(address, "Accessible", "GetChildren") or []
        return Thing(
            role=self._call(address, "Accessible", "GetRoleName") or "",
            name=self._property(address, "Name"),
            description=self._property(address, "Description"),
            x=x,
            y=y,
            width=width,
            height=height,
            children=tuple(self._thing((name, path)) for name, path in children[:MOST_CHILDREN]),
            address=address,
        )

    def _is(self, thing: Thing, state: int) -> bool:
        words: list[int] = self._call(thing.address, "Accessible", "GetState") or [0]
        return bool(words[state // 32] >> state % 32 & 1)

    def _property(self, address: tuple[str, str], name: str) -> str:
        words = (f"{A11Y}Accessible", name)
        found = self._send(address, "org.freedesktop.DBus.Properties", "Get", "ss", words)
        return str(found[1]) if found else ""

    def _call(
        self,
        address: tuple[str, str],
        interface: str,
        method: str,
        signature: str | None = None,
        body: tuple[object, ...] = (),
    ) -> Any:
        return self._send(address, A11Y + interface, method, signature, body)

    def _send(
        self,
        address: tuple[str, str],
        interface: str,
        method: str,
        signature: str | None,
        body: tuple[object, ...],
    ) -> Any:
        """What a thing answers; nothing where it cannot, or is gone by now."""
        name, path = address
        call = new_method_call(DBusAddress(path, name, interface), method, signature, body)
        reply = self._bus.send_and_get_reply(call, timeout=PATIENCE)
        return None if reply.header.message_type is MessageType.error else reply.body[0]
