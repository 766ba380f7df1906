"""Measures the program beside a bare window, in one run: start, memory, a changed hold, and the catalogue."""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "packaging"
ROUTINE = ROOT / "routines" / "home-basics.routine.toml"
TIMING = "SPINE_STUDIO_TIMING"
PATIENCE = 60.0
LONG_PATIENCE = 300.0
MEBIBYTE = 1024 * 1024

PROGRAMS: Mapping[str, Sequence[str]] = {
    "program": ("-m", "studio", str(ROUTINE)),
    "label": (str(PACKAGING / "bench_label.py"),),
    "graph": (str(PACKAGING / "bench_graph.py"),),
}


@dataclass(slots=True)
class Figures:
    """What the runs of one program took: times in ms, memory in MiB."""

    first: list[float] = field(default_factory=list)
    complete: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the answer; `other` is what the program is compared with, None for an absolute limit."""

    title: str
    unit: str
    ours: Sequence[float]
    other: Sequence[float] | None
    limit: float

    @property
    def value(self) -> float:
        """The ratio of the medians, or the median."""
        ours = statistics.median(self.ours)
        return ours / statistics.median(self.other) if self.other else ours

    @property
    def kept(self) -> bool:
        """Whether the limit is kept."""
        return self.value <= self.limit

    def __str__(self) -> str:
        sign = "" if self.other is None else " x"
        other = _spread(self.other, self.unit) if self.other else ""
        verdict = "ok" if self.kept else "OVER"
        return (
            f"{self.title:<38}{_spread(self.ours, self.unit):<26}{other:<26}"
            f"{self.value:7.2f}{sign:<2} limit {self.limit:g}{sign:<2} {verdict}"
        )


def _spread(values: Sequence[float], unit: str) -> str:
    return f"{statistics.median(values):.0f} {unit} ({min(values):.0f}\N{EN DASH}{max(values):.0f})"


UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
"""Where this is set, a changed module is compiled at every start, which nobody's installed program does."""


def run_once(words: Sequence[str], environment: Mapping[str, str], figures: Figures) -> None:
    """Start a program, wait for its end, and note what it took."""
    before = time.monotonic_ns()
    process = subprocess.Popen(
        [sys.executable, *words], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    with process.stderr as said:
        told = dict(line.split() for line in said if line.startswith(("first-paint ", "complete ")))
    if hasattr(os, "wait4"):
        _pid, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        # Linux counts in KiB, macOS in bytes
        figures.memory.append(usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024) / MEBIBYTE)
    else:
        process.wait(PATIENCE)
    if process.returncode != 0 or len(told) != 2:
        raise SystemExit(f"{' '.join(words)} ended with {process.returncode} and told {told or 'nothing'}")
    figures.first.append((int(told["first-paint"]) - before) / 1e6)
    figures.complete.append((int(told["complete"]) - before) / 1e6)


def measure(runs: int, environment: Mapping[str, str], say: Callable[[str], None]) -> dict[str, Figures]:
    """Every program in turn, `runs` times; a first round warms the disk and does not count."""
    figures: dict[str, Figures] = {}
    for turn in range(runs + 1):
        say(f"run {turn} of {runs}" if turn else "warming up")
        for name, words in PROGRAMS.items():
            counted = figures.setdefault(name, Figures()) if turn else Figures()
            run_once(words, environment, counted)
    return figures


def numbers_of(script: str, environment: Mapping[str, str]) -> list[float]:
    """The numbers that a script beside this one prints.

    Of bench_edit: milliseconds from a changed hold until it is on the screen, for edits of a long routine.
    Of bench_zoom: milliseconds of a frame of the graph, and of one of a plain plot, in turns.
    Of bench_fit: milliseconds of the processor from a wish until the routine that keeps it.
    Of bench_save: milliseconds of the processor for writing 1,000 steps and saving them.
    Of bench_catalogue: milliseconds to read all exercises, and those to parse their files, in turns.
    """
    done = subprocess.run(
        [sys.executable, str(PACKAGING / script)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=PATIENCE,
    )  # fmt: skip
    return [float(word) for word in done.stdout.split()]


def long_figures(environment: Mapping[str, str], script: str = "bench_long.py") -> dict[str, list[float]]:
    """What bench_long, or bench_player, tells: the numbers by their names."""
    done = subprocess.run(
        [sys.executable, str(PACKAGING / script)],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True, timeout=LONG_PATIENCE,
    )  # fmt: skip
    lines = (line.split() for line in done.stdout.splitlines())
    return {name: [float(word) for word in words] for name, *words in lines}


@contextmanager
def display(environment: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The environment with a display: the one there is, else one of our own, else none is needed."""
    if sys.platform != "linux" or {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"} & environment.keys():
        yield dict(environment)
        return
    server = shutil.which("Xvfb")
    if server is None:
        yield {**environment, "QT_QPA_PLATFORM": "offscreen"}
        return
    reading, writing = os.pipe()
    command = [server, "-displayfd", str(writing), "-screen", "0", "1920x1080x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            number = said.readline().strip()
        yield {**environment, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb"}
    finally:
        process.terminate()
        process.wait()


def long_rows(long: Mapping[str, Sequence[float]]) -> list[Row]:
    """The promises for a routine of 1,000 steps; see `bench_long`."""
    compiled = long["compile"]
    return [
        Row("1,000 steps: changed hold on screen", "ms", long["edit"], None, 16),
        Row("1,000 steps: compile one / all", "ms", compiled[1::2], compiled[::2], 0.05),
        Row("1,000 steps: key in the search", "ms", long["keystroke"], None, 16),
        Row("1,000 steps: frame of scrolling", "ms", long["scroll"], None, 16),
        Row("1,000 steps: frame of panning", "ms", long["pan"], None, 16),
        Row("1,000 steps: memory", "MiB", long["memory"], None, 60),
        Row("1,000 steps: nobody touches it", "%", long["idle"], None, 0.05),
    ]


def zoom_rows(frames: Sequence[float]) -> list[Row]:
    """The promises for the graph of 1,000 steps in motion; see `bench_zoom`."""
    ours, plain = frames[::2], frames[1::2]
    return [
        Row("1,000 steps: frame of zooming", "ms", ours, None, 16),
        Row("the same / pyqtgraph's plain line", "ms", ours, plain, 2.5),
    ]


def rows(figures: Mapping[str, Figures], edits: Sequence[float], catalogue: Sequence[float]) -> list[Row]:
    """The answer: each promise with what was measured; see `numbers_of`."""
    program, label, graph = figures["program"], figures["label"], figures["graph"]
    answer = [
        Row("first window / window with one label", "ms", program.first, label.first, 1.6),
        Row("complete / window with pyqtgraph", "ms", program.complete, graph.complete, 1.3),
    ]
    if program.memory:
        answer.append(Row("memory / window with pyqtgraph", "MiB", program.memory, graph.memory, 1.6))
    return [
        *answer,
        Row("changed hold of 200 steps on screen", "ms", edits, None, 16),
        Row("catalogue / plain tomllib", "ms", catalogue[::2], catalogue[1::2], 1),
        Row("catalogue", "ms", catalogue[::2], None, 60),
    ]


def player_rows(figures: Mapping[str, Sequence[float]]) -> list[Row]:
    """The promises for a session at 1920x1080 without a graphics card; see `bench_player`."""
    return [
        Row("player: paint of a frame", "ms", figures["paint"], None, 5),
        Row("player: a core at 60 frames a second", "%", figures["cpu"], None, 25),
        Row("the same / empty window repainted", "%", figures["cpu"], figures["empty"], 4),
        Row("player: frames that come late", "%", figures["late"], None, 1),
        Row("player: memory that an hour adds", "MiB", figures.get("memory", [0.0]), None, 2),
    ]


def read_rows(times: Sequence[float]) -> list[Row]:
    """The promise for reading 1,000 steps; see `bench_read`."""
    return [Row("1,000 steps: read / plain tomllib", "ms", times[::2], times[1::2], 3)]


def main(words: Sequence[str]) -> int:
    """Measure and print; 1 where a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--runs", type=int, default=9, help="runs of each program (at least 7 tell something)"
    )
    runs = parser.parse_args(words).runs
    own = {name: value for name, value in os.environ.items() if name != UNCOMPILED}
    with display({**own, "PYTHONPATH": str(ROOT)}) as environment:
        figures = measure(
            runs, {**environment, TIMING: "1"}, lambda text: print(text, file=sys.stderr, flush=True)
        )
        answer = rows(
            figures,
            numbers_of("bench_edit.py", environment),
            numbers_of("bench_catalogue.py", environment),
        )
        answer += long_rows(long_figures(environment))
        answer += zoom_rows(numbers_of("bench_zoom.py", environment))
        answer += read_rows(numbers_of("bench_read.py", environment))
        answer.append(Row("1,000 steps: save", "ms", numbers_of("bench_save.py", environment), None, 50))
        answer.append(Row("100 steps: fit to time", "ms", numbers_of("bench_fit.py", environment), None, 100))
        answer += player_rows(long_figures(environment, "bench_player.py"))
    print(f"{'median (least to most)':<38}{'Spine Studio':<26}{'beside':<26}")
    for row in answer:
        print(row)
    return 0 if all(row.kept for row in answer) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
