"""What is heard is heard at its time, whatever the device's clock and the program do."""

from __future__ import annotations

import numpy as np
import pytest

from studio.host.clock import HandClock
from studio.host.feed import LEAD, RATE, Feed
from tests.host.playing_device import BUFFER, PER_MS, Clicks, PlayingDevice


def device(speed: float = 1.0, delay: int = 12) -> PlayingDevice:
    """A device that has been watched for a second."""
    clock = HandClock(5_000_000)
    made = PlayingDevice(Feed(clock, BUFFER), clock, speed, delay)
    made.run(1_000)
    return made


def play(machine: PlayingDevice, *times: int) -> int:
    """Play clicks from now on; the time of the clock at which 0 of their time is."""
    machine.feed.play(Clicks(*times), 0)
    machine.start()
    return machine.clock.now()


def late(machine: PlayingDevice, begin: int, *times: int) -> list[float]:
    """By how much each click was heard after its time, in ms."""
    found = machine.onsets()
    return [found[number] - begin - at for number, at in enumerate(times, 1)]


@pytest.mark.parametrize("delay", [0, 12, 40])
def test_the_first_one_is_in_time_as_all_that_follow(delay: int) -> None:
    times = (0, 500, 1_000, 3_000)
    machine = device(delay=delay)
    begin = play(machine, *times)
    machine.run(3_500)
    assert late(machine, begin, *times) == pytest.approx([LEAD] * 4, abs=3)


@pytest.mark.parametrize("speed", [0.996, 1.0, 1.004])
def test_it_does_not_drift(speed: float) -> None:
    """A device as wrong as this would be a quarter of a second off after a minute."""
    times = tuple(range(0, 60_000, 2_000))
    machine = device(speed)
    begin = play(machine, *times)
    machine.run(60_500)
    assert late(machine, begin, *times) == pytest.approx([LEAD] * len(times), abs=9)
    assert machine.gaps == 0
    assert sum(1 for _ in machine.heard) == pytest.approx(len(times) * 20 * PER_MS, rel=0.01)


def test_d52_after_a_hang_of_a_second_all_is_in_time_and_what_was_due_is_heard_once() -> None:
    times = (500, 2_000, 2_600, 4_000)
    machine = device()
    begin = play(machine, *times)
    machine.run(1_500)
    machine.run(1_050, asks=False)
    machine.run(2_500)
    assert machine.gaps
    first, missed, after, last = late(machine, begin, *times)
    assert (first, last) == pytest.approx((LEAD, LEAD), abs=4)
    assert 450 < missed < 700  # at once, when it could be heard again
    assert after == pytest.approx(LEAD, abs=25)
    assert sum(1 for _ in machine.heard) == pytest.approx(4 * 20 * PER_MS, rel=0.05)


def test_d52_what_was_due_long_ago_is_heard_no_more() -> None:
    machine = device()
    begin = play(machine, 1_000, 9_000)
    machine.run(500)
    machine.run(5_000, asks=False)
    machine.run(4_500)
    assert set(machine.onsets()) == {2}
    assert machine.onsets()[2] - begin - 9_000 == pytest.approx(LEAD, abs=5)


def test_a_session_that_goes_elsewhere_is_heard_there_at_once() -> None:
    machine = device()
    play(machine, 1_000, 60_000)
    machine.run(700)
    machine.feed.play(Clicks(1_000, 60_000), 59_990 * PER_MS)
    machine.start()
    jumped = machine.clock.now()
    machine.run(1_000)
    assert set(machine.onsets()) == {2}
    assert machine.onsets()[2] - jumped == pytest.approx(LEAD + 10, abs=4)


def test_at_rest_the_device_gets_near_silence_and_never_nothing() -> None:
    feed = Feed(HandClock(), BUFFER)
    block = np.frombuffer(feed.read(RATE), np.int16)
    assert 0 < np.abs(block).max() <= 4
    assert (block != 0).mean() > 0.5
    feed.play(Clicks(0), 0)
    feed.rest()
    assert np.abs(np.frombuffer(feed.read(RATE), np.int16)).max() <= 4


@pytest.mark.parametrize("ask", [1, 37, 512, 9_600, 3 * RATE])
def test_it_gives_as_much_as_is_asked_for(ask: int) -> None:
    feed = Feed(HandClock(), BUFFER)
    feed.play(Clicks(100), 0)
    for _ in range(3):
        assert len(feed.read(ask)) == ask * 4
