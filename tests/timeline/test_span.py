"""The time in view: zoom, pan, limits, and the marks of the axis."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from studio.timeline.span import CLOSEST, EMPTY, Scale, Span, start_span, tick_steps, ticks

HOUR = 3_600_000
TOTALS = st.integers(min_value=0, max_value=12 * HOUR)
MOVES = st.lists(
    st.one_of(
        st.tuples(st.just("zoomed"), st.floats(0.01, 100), st.floats(-1e7, 1e8)),
        st.tuples(st.just("panned"), st.floats(-1e9, 1e9)),
        st.tuples(st.just("around"), st.floats(0, 1e6), st.floats(1e6, 1e8)),
        st.tuples(st.just("reaching"), st.floats(0, 1e6), st.floats(1e6, 1e8)),
        st.tuples(st.just("at_zoom"), st.floats(0, 1), st.floats(0, 1e7)),
        st.tuples(st.just("over"), TOTALS),
        st.tuples(st.just("fitted")),
    )
)


@given(TOTALS, MOVES)
def test_no_move_leaves_the_schedule(total: int, moves: list[tuple[str, float]]) -> None:
    span = start_span(total)
    for name, *numbers in moves:
        span = getattr(span, name)(*numbers)
        assert -0.01 <= span.start < span.end <= span.whole + 0.01
        assert span.length >= min(CLOSEST, span.whole) - 0.01
        assert -1e-9 <= span.zoom <= 1 + 1e-9


def test_zoom_keeps_the_moment_at_the_pointer() -> None:
    span = start_span(600_000)
    closer = span.zoomed(0.5, 200_000)
    assert closer.length == 300_000
    assert Scale(closer, 86, 1000).x(200_000) == Scale(span, 86, 1000).x(200_000)
    assert Scale(closer, 86, 1000).ms(Scale(closer, 86, 1000).x(123_456)) == 123_456


def test_zoom_and_its_depth_are_one() -> None:
    span = start_span(HOUR)
    assert span.zoom == 0
    for zoom in (0.25, 0.5, 1.0):
        assert abs(span.at_zoom(zoom, HOUR / 2).zoom - zoom) < 1e-9
    assert span.at_zoom(1.0, HOUR / 2).length == CLOSEST


def test_all_in_view_stays_all_when_the_routine_grows() -> None:
    assert start_span(60_000).over(90_000) == start_span(90_000)
    assert start_span(0).over(90_000) == start_span(90_000)


def test_a_part_in_view_stays_there_when_the_routine_grows() -> None:
    part = Span(20_000, 40_000, 60_000)
    assert part.over(90_000) == Span(20_000, 40_000, 90_000)
    assert part.over(30_000) == Span(10_000, 30_000, 30_000)


def test_a_step_is_brought_into_view_with_as_little_as_needed() -> None:
    part = Span(100_000, 200_000, 1_000_000)
    assert part.reaching(120_000, 150_000) is part
    later = part.reaching(250_000, 280_000)
    assert later.start < 250_000 < 280_000 < later.end
    assert later.length == part.length
    assert part.reaching(20_000, 60_000).start < 20_000
    assert part.reaching(400_000, 900_000).start == 400_000


def test_an_empty_routine_has_an_axis() -> None:
    assert start_span(0).length == EMPTY
    assert list(ticks(start_span(0), 300_000)) == [0, 300_000, 600_000]


@given(st.integers(8_000, 12 * HOUR), st.integers(200, 3000))
def test_times_on_the_axis_never_overlap(length: int, width: int) -> None:
    span = start_span(length)
    major, minor = tick_steps(span, width, 58)
    assert major * width / length >= 58
    assert major % minor == 0
    assert major % 1000 == 0


def test_the_axis_counts_in_round_steps() -> None:
    assert tick_steps(start_span(875_000), 1340, 58) == (60_000, 30_000)
    assert tick_steps(start_span(8_000), 1340, 58) == (1_000, 1_000)
    assert list(ticks(Span(61_000, 179_000, 875_000), 60_000)) == [120_000]
