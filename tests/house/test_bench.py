"""The benchmark compares medians with the promises, and takes the display that there is."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from bench import ROOT, Figures, Row, display, numbers_of, rows, run_once


def test_a_ratio_is_of_medians() -> None:
    row = Row("start", "ms", [90, 150, 9000], [100, 100, 1], 1.6)
    assert row.value == 1.5
    assert row.kept
    assert str(row).endswith("1.50 x limit 1.6 x ok")
    assert "150 ms (90\N{EN DASH}9000)" in str(row)
    assert not Row("start", "ms", [170], [100], 1.6).kept


def test_a_limit_without_a_twin_is_absolute() -> None:
    assert Row("edit", "ms", [15.9], None, 16).kept
    assert str(Row("edit", "ms", [16.1], None, 16)).endswith("OVER")


def test_every_promise_has_its_row() -> None:
    one = {name: Figures([1.0], [1.0], [1.0]) for name in ("program", "label", "graph")}
    answer = rows(one, [1.0], [30.0, 60.0, 50.0, 80.0, 40.0, 70.0])
    assert [row.limit for row in answer] == [1.6, 1.3, 1.6, 16, 1, 60]
    assert [row.value for row in answer[-2:]] == [40 / 70, 40]
    one["program"].memory.clear()
    assert len(rows(one, [1.0], [1.0, 1.0])) == 5


def test_the_catalogue_is_read_beside_its_parser() -> None:
    numbers = numbers_of("bench_catalogue.py", {**os.environ, "PYTHONPATH": str(ROOT)})
    assert len(numbers) == 30
    assert all(number > 0 for number in numbers)


def test_a_run_is_timed_and_weighed() -> None:
    told = "print('first-paint', time.monotonic_ns(), file=sys.stderr)"
    also = told.replace("first-paint", "complete")
    figures = Figures()
    run_once(("-c", f"import sys, time; {told}; {also}"), {}, figures)
    assert 0 < figures.first[0] <= figures.complete[0]
    assert all(memory > 1 for memory in figures.memory)
    with pytest.raises(SystemExit, match="told nothing"):
        run_once(("-c", "pass"), {}, figures)


def test_a_display_that_is_there_is_taken() -> None:
    given = {"DISPLAY": ":7", "QT_QPA_PLATFORM": "xcb"}
    with display(given) as taken:
        assert taken == given


def test_without_any_display_it_is_drawn_off_screen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", str(tmp_path))
    with display({"HOME": "/"}) as taken:
        assert taken == {"HOME": "/", "QT_QPA_PLATFORM": "offscreen"}
