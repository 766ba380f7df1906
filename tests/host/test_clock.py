"""The clocks: one goes by itself, the other by hand."""

from __future__ import annotations

import time

import pytest

from studio.host.clock import HandClock, MonotonicClock


def test_the_machines_clock_counts_whole_milliseconds_and_never_goes_back() -> None:
    clock = MonotonicClock()
    read = [clock.now() for _ in range(1_000)]
    assert read == sorted(read)
    assert all(isinstance(at, int) for at in read)


def test_the_machines_clock_counts_sleep_where_the_system_does(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def clock_gettime_ns(source: int) -> int:
        asked.append(source)
        return 58 * 86_400 * 10**9

    monkeypatch.setattr(time, "CLOCK_BOOTTIME", 7, raising=False)
    monkeypatch.setattr(time, "clock_gettime_ns", clock_gettime_ns)
    assert MonotonicClock().now() == 58 * 86_400_000  # more than 32 bits hold
    assert asked == [7]


def test_without_such_a_clock_the_monotonic_one_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(time, "CLOCK_BOOTTIME", raising=False)
    monkeypatch.delattr(time, "CLOCK_MONOTONIC", raising=False)
    monkeypatch.setattr(time, "monotonic_ns", lambda: 5_999_999)
    assert MonotonicClock().now() == 5


def test_the_hand_clock_stands_until_it_is_moved() -> None:
    clock = HandClock(40)
    assert (clock.now(), clock.now()) == (40, 40)
    clock.forward(2)
    assert clock.now() == 42
