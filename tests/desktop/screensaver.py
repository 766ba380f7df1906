"""A screen saver for tests: it answers on the session's bus, and prints when it is held back and let go."""

from __future__ import annotations

import sys

from jeepney import (
    HeaderFields,
    MatchRule,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
)
from jeepney.io.blocking import open_dbus_connection
from jeepney.low_level import Message

NAME, BUS = "org.freedesktop.ScreenSaver", "org.freedesktop.DBus"


class ScreenSaver:
    """Holds are numbered; those of a program that is gone are let go, as real ones do it."""

    def __init__(self) -> None:
        self._holds: dict[int, str] = {}
        self._last = 0

    def answer(self, call: Message) -> Message:
        """Do what is asked for."""
        member, sender = call.header.fields[HeaderFields.member], call.header.fields[HeaderFields.sender]
        if member == "Inhibit":
            self._last += 1
            self._holds[self._last] = sender
            _tell("held")
            return new_method_return(call, "u", (self._last,))
        if member == "UnInhibit" and self._holds.pop(call.body[0], None):
            _tell("let go")
            return new_method_return(call)
        return new_error(call, f"{NAME}.Error.Unknown")

    def forget(self, gone: str) -> None:
        """A program has left the bus."""
        for number in [number for number, sender in self._holds.items() if sender == gone]:
            del self._holds[number]
            _tell("lost")


def _tell(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


def main() -> None:
    """Answer until the test ends it."""
    connection = open_dbus_connection("SESSION")
    saver = ScreenSaver()
    watch = MatchRule(type="signal", interface=BUS, member="NameOwnerChanged", sender=BUS)
    connection.send_and_get_reply(message_bus.AddMatch(watch))
    connection.send_and_get_reply(message_bus.RequestName(NAME))
    _tell("ready")
    while True:
        message = connection.receive()
        if message.header.message_type is MessageType.method_call:
            connection.send(saver.answer(message))
        elif message.header.fields.get(HeaderFields.member) == "NameOwnerChanged" and not message.body[2]:
            saver.forget(message.body[0])


if __name__ == "__main__":
    main()
