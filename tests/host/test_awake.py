"""Keeping the screen awake: held once, let go once, and never a reason to fail."""

from __future__ import annotations

import warnings
from typing import Self

import pytest

from studio.host.awake import ScreenAwake, screen_awake


class Lock:
    """A desktop's answer: it may work, refuse, warn or break."""

    def __init__(self, log: list[str], *, active: bool = True, breaks: str = "") -> None:
        self.active = active
        self._log, self._breaks = log, breaks

    def __enter__(self) -> Self:
        self._log.append("on")
        warnings.warn("no bus", stacklevel=2)
        if self._breaks == "enter":
            raise OSError("the bus went away")
        return self

    def __exit__(self, *_error: object) -> None:
        self._log.append("off")
        warnings.warn("still no bus", stacklevel=2)
        if self._breaks == "exit":
            raise OSError("the bus went away")


def test_it_is_held_once_and_let_go_once() -> None:
    log: list[str] = []
    awake = ScreenAwake(lambda: Lock(log))
    assert not awake.active
    awake.start()
    awake.start()
    assert (awake.active, log) == (True, ["on"])
    awake.stop()
    awake.stop()
    assert (awake.active, log) == (False, ["on", "off"])
    awake.start()
    assert (awake.active, log) == (True, ["on", "off", "on"])


def test_a_desktop_that_refuses_is_seen_and_not_believed() -> None:
    log: list[str] = []
    awake = ScreenAwake(lambda: Lock(log, active=False))
    awake.start()
    assert (awake.active, log) == (False, ["on"])
    awake.stop()
    assert log == ["on", "off"]


@pytest.mark.parametrize("breaks", ["enter", "exit"])
def test_a_desktop_that_breaks_ends_no_session(breaks: str) -> None:
    log: list[str] = []
    awake = ScreenAwake(lambda: Lock(log, breaks=breaks))
    awake.start()
    assert awake.active == (breaks == "exit")
    awake.stop()
    assert not awake.active


def test_the_machines_own_way_neither_raises_nor_warns_without_a_desktop(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("DBUS_SESSION_BUS_ADDRESS", "WAKEPY_FAKE_SUCCESS"):
        monkeypatch.delenv(name, raising=False)
    awake = screen_awake()
    awake.start()
    awake.stop()
    assert not awake.active


def test_the_machines_own_way_tells_when_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "yes")
    awake = screen_awake()
    awake.start()
    assert awake.active
    awake.stop()
    assert not awake.active
