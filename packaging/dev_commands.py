"""The developer's commands: set up, run, test, bench, fuzz, build."""

from __future__ import annotations

import argparse
import os
import socket
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.etree import ElementTree

from dev_linux import provide
from dev_machine import Machine, SetupError
from dev_venv import Venv, fill

ROOT = Path(__file__).resolve().parents[1]
SHIPPED = ROOT / "routines" / "home-basics.routine.toml"
MOST_WORKERS = 4
PICTURES = ROOT / "build" / "pictures"
CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Lint", ("-m", "ruff", "check", ".")),
    ("Format", ("-m", "ruff", "format", "--check", ".")),
    ("Types", ("-m", "mypy")),
    ("Imports", ("-c", "from importlinter.cli import lint_imports_command as main; main()", "--no-logo")),
)


def set_up(machine: Machine, venv: Venv, purpose: str) -> None:
    """Bring .venv and the system up to date for `purpose`, which is "run" or "test"; quick when they are."""
    fill(machine, venv, purpose)
    if machine.system != "linux":
        return
    system = f"system-{purpose}"
    here = machine.identity()
    if not (venv.is_stamped(system, here) or (purpose == "run" and venv.is_stamped("system-test", here))):
        provide(machine, venv.folder, for_tests=purpose == "test")
        venv.stamp(system, here)


def has_display(system: str, environment: Mapping[str, str]) -> bool:
    """Whether a window can open: on Linux, whether a display server listens where the environment points."""
    if system != "linux":
        return True
    wayland, x11 = environment.get("WAYLAND_DISPLAY", ""), environment.get("DISPLAY", "")
    if wayland and _listens(str(Path(environment.get("XDG_RUNTIME_DIR", "/"), wayland))):
        return True
    host, _, number = x11.rpartition(":")
    if host not in ("", "unix"):
        return True  # another machine's display: only trying tells
    socket_of = f"/tmp/.X11-unix/X{number.split('.')[0]}"
    return bool(number) and (_listens(socket_of) or _listens(f"\0{socket_of}"))


def _listens(address: str) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(address) == 0


def run(machine: Machine, venv: Venv, file: Path) -> int:
    """Open the builder on a routine; with no display, show what it would show as text and pictures."""
    if has_display(machine.system, machine.environment):
        return machine.become(venv.command("-m", "studio", file))
    machine.say(f"There is no display: here is {file.name} as text, and its pictures are in {PICTURES}.")
    PICTURES.mkdir(parents=True, exist_ok=True)
    command = venv.command("-m", "studio", "render", file, "--to", PICTURES)
    return machine.become(command, {"QT_QPA_PLATFORM": "offscreen"})


def test(machine: Machine, venv: Venv, arguments: Sequence[str]) -> int:
    """Check everything and go on after a failure, so that one run tells all."""
    failed = []
    for title, words in CHECKS:
        machine.say(f"\n== {title} ==")
        if machine.run(venv.command(*words), cwd=venv.root) != 0:
            failed.append(title)
    runs: Mapping[str, Sequence[str]] = {"Tests": arguments} if arguments else test_runs(os.cpu_count() or 1)
    for title, told in runs.items():
        machine.say(f"\n== {title} ==")
        with tempfile.TemporaryDirectory() as folder:
            report = Path(folder) / "report.xml"
            command = venv.command("-m", "pytest", f"--junitxml={report}", *told)
            status = machine.run(command, {"CI": "1"}, cwd=venv.root)
            skipped = skipped_tests(report.read_text(encoding="utf-8")) if report.is_file() else []
        if skipped:
            machine.say("\nA skipped test is a failed test:\n  " + "\n  ".join(skipped))
        if status != 0 or skipped:
            failed.append(title)
    if not arguments and machine.environment.get("CI"):
        machine.say("\n== Long runs ==")
        if machine.run(venv.command("-m", "tests.long_runs"), cwd=venv.root) != 0:
            failed.append("Long runs")
    machine.say(f"\n== {'FAILED: ' + ', '.join(failed) if failed else 'All passed'} ==")
    return 1 if failed else 0


def test_runs(cores: int) -> Mapping[str, Sequence[str]]:
    """What pytest is told, by title: most tests share the cores; real windows and sound want them calm."""
    desktop = "tests/desktop"
    return {
        "Tests": ("-n", str(min(cores, MOST_WORKERS)), f"--ignore={desktop}"),
        "Tests in real windows": (desktop,),
    }


def skipped_tests(report: str) -> list[str]:
    """The tests that a JUnit report calls skipped, with the reason; an expected failure is one of them."""
    return [
        f"{case.get('classname')}.{case.get('name')}: {skip.get('message', '')}"
        for case in ElementTree.fromstring(report).iter("testcase")
        for skip in case.iter("skipped")
    ]


def bench(machine: Machine, venv: Venv, arguments: Sequence[str]) -> int:
    """Measure speed and memory beside a bare window, in one run."""
    return machine.run(venv.command(venv.root / "packaging" / "bench.py", *arguments))


def fuzz(machine: Machine, venv: Venv, minutes: float, round_trips: int, operations: int) -> int:
    """Shoot damaged files at the reader, write random routines and read them again, edit them at random."""
    runs = (
        (minutes, "tests.fuzz_reader", "--minutes"),
        (round_trips, "tests.round_trips", "--count"),
        (operations, "tests.storms", "--operations"),
    )
    for amount, module, option in runs:
        if amount and (status := machine.run(venv.command("-m", module, option, str(amount)), cwd=venv.root)):
            return status
    return 0


def build(machine: Machine, venv: Venv) -> int:
    """Make the wheel and the source archive in dist/; no network."""
    status = machine.run(venv.command("-m", "hatchling", "build"), cwd=venv.root)
    if status == 0:
        made = sorted((venv.root / "dist").iterdir())
        machine.say("\n".join(f"Made {path}" for path in made if path.suffix in (".whl", ".gz")))
    return status


def arguments_of(words: Sequence[str]) -> tuple[argparse.Namespace, list[str]]:
    """What the command line says; the words that are not ours go on to pytest or to the benchmark."""
    parser = argparse.ArgumentParser(prog="dev.py", description="Build, run and test Spine Studio.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    commands.add_parser("setup", help="make .venv with everything that run and test need")
    opened = commands.add_parser("run", help="open the builder on a routine")
    opened.add_argument("file", nargs="?", type=Path, default=SHIPPED, help="a routine; else a shipped one")
    commands.add_parser("test", help="lint, types, imports and all tests; more words go to pytest")
    commands.add_parser("bench", help="measure speed and memory")
    fuzzed = commands.add_parser(
        "fuzz", help="damaged files at the reader, and random routines there and back"
    )
    fuzzed.add_argument(
        "--minutes", type=float, default=10.0, help="of damaged files; 10 where nothing is said"
    )
    fuzzed.add_argument(
        "--round-trips", type=int, default=0, help="routines written and read again; else none"
    )
    fuzzed.add_argument("--operations", type=int, default=0, help="random edits of a sequence; else none")
    commands.add_parser("build", help="make the wheel and the source archive")
    known, rest = parser.parse_known_args(words)
    if rest and known.command not in ("test", "bench"):
        parser.error(f"unknown: {' '.join(rest)}")
    return known, rest


def main(words: Sequence[str], machine: Machine | None = None) -> int:
    """Do what the command line says; the exit status."""
    machine = machine or Machine()
    known, rest = arguments_of(words)
    venv = Venv(ROOT)
    try:
        set_up(machine, venv, "run" if known.command == "run" else "test")
    except SetupError as error:
        machine.say(str(error))
        return 1
    if known.command == "run":
        return run(machine, venv, known.file.resolve())
    if known.command == "test":
        return test(machine, venv, rest)
    if known.command == "bench":
        return bench(machine, venv, rest)
    if known.command == "fuzz":
        return fuzz(machine, venv, known.minutes, known.round_trips, known.operations)
    if known.command == "build":
        return build(machine, venv)
    machine.say("Ready: python3 packaging/dev.py run opens the program, and test checks it.")
    return 0
