"""The developer's commands: what they install, when they do nothing, and what they call a failure."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from typing_extensions import override

import dev_commands
from dev_commands import has_display, main, skipped_tests
from dev_linux import (
    CASES,
    CASES_PACKAGE,
    KNOWN,
    LIBRARIES,
    MANAGERS,
    TOOLS,
    install_command,
    missing_libraries,
    not_found,
    packages,
    provide,
)
from dev_machine import NOTHING, Command, Machine, SetupError
from dev_venv import Venv, fill

ROOT = Path(__file__).parents[2]
LDD = """
\tlinux-vdso.so.1 (0x00007ffc5a1f2000)
\tlibX11.so.6 => /lib/x86_64-linux-gnu/libX11.so.6 (0x00007f0ca0abe000)
\tlibxcb-cursor.so.0 => not found
\tlibxcb-icccm.so.4 => not found
\t/lib64/ld-linux-x86-64.so.2 (0x00007f0ca3236000)
"""
JUNIT = """<testsuites><testsuite>
<testcase classname="tests.a" name="test_well"/>
<testcase classname="tests.a" name="test_later"><skipped type="pytest.skip" message="no display"/></testcase>
</testsuite></testsuites>"""


class Paper(Machine):
    """A machine that writes down what it is told; `answers` says what a program prints or returns."""

    system = "linux"

    def __init__(
        self, programs: tuple[str, ...] = ("ldd", "apt-get", CASES, *TOOLS), root: bool = True
    ) -> None:
        self.programs = set(programs)
        self.root = root
        self.environment = {}
        self.ran: list[list[str]] = []
        self.said: list[str] = []
        self.printed: Callable[[list[str]], str] = lambda _: ""
        self.status: Callable[[list[str]], int] = lambda _: 0
        self.modules = True

    @override
    def say(self, text: str) -> None:
        self.said.append(text)

    @override
    def run(self, command: Command, variables: Mapping[str, str] = NOTHING, cwd: Path | None = None) -> int:
        words = [str(word) for word in command]
        self.ran.append(words)
        if words[1:3] == ["-m", "venv"]:
            python = Venv(Path(words[-1]).parent).python
            python.parent.mkdir(parents=True, exist_ok=True)
            python.touch()
        return self.status(words)

    @override
    def become(self, command: Command, variables: Mapping[str, str] = NOTHING) -> int:
        return self.run(command, variables)

    @override
    def ask(self, command: Command) -> str:
        return self.printed([str(word) for word in command])

    @override
    def has(self, program: str) -> bool:
        return program in self.programs

    @override
    def has_module(self, name: str) -> bool:
        return self.modules

    @override
    def is_root(self) -> bool:
        return self.root

    @override
    def identity(self) -> str:
        return "paper"

    def installed(self) -> list[str]:
        """The command lines that fetch something."""
        lines = [" ".join(words) for words in self.ran]
        return [line for line in lines if re.search(r"\binstall\b|\bupdate\b", line)]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare checkout that the commands take for their own."""
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging" / "constraints.txt").write_text("numpy==1\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    monkeypatch.setattr(dev_commands, "ROOT", tmp_path)
    monkeypatch.setattr(dev_commands, "PICTURES", tmp_path / "pictures")
    return tmp_path


def with_qt(checkout: Path) -> Path:
    """The .venv of a checkout, holding the one part of Qt that matters here."""
    plugins = checkout / ".venv" / "lib" / "python3.11" / "site-packages" / "PySide6" / "Qt" / "plugins"
    (plugins / "platforms").mkdir(parents=True)
    (plugins / "platforms" / "libqxcb.so").touch()
    return checkout / ".venv"


def test_the_first_call_installs_and_the_second_does_nothing(checkout: Path) -> None:
    machine = Paper()
    assert main(["setup"], machine) == 0
    assert [line.split("-c ")[1].split(" ", 1)[1] for line in machine.installed()] == [
        "hatchling editables",
        f"--no-build-isolation -e {checkout}[dev]",
    ]
    again = Paper()
    assert main(["setup"], again) == 0
    assert again.ran == []


@pytest.mark.parametrize("changed", ["packaging/constraints.txt", "pyproject.toml", "packaging/dev_more.py"])
def test_a_change_installs_again(checkout: Path, changed: str) -> None:
    main(["setup"], Paper())
    (checkout / changed).write_text("# other\n", encoding="utf-8")
    again = Paper()
    main(["setup"], again)
    assert len(again.installed()) == 2


def test_another_python_installs_again(checkout: Path) -> None:
    main(["setup"], Paper())
    (checkout / ".venv" / "pyvenv.cfg").write_text("version = 3.13.1\n", encoding="utf-8")
    again = Paper()
    main(["setup"], again)
    assert len(again.installed()) == 2


def test_what_tests_need_is_enough_to_run_but_not_the_other_way(checkout: Path) -> None:
    machine = Paper()
    main(["run"], machine)
    assert machine.installed()[1].endswith(f" -e {checkout}")
    tested = Paper()
    main(["setup"], tested)
    assert tested.installed()[1].endswith(f" -e {checkout}[dev]")
    again = Paper()
    main(["run"], again)
    assert again.installed() == []


def test_a_failed_installation_is_not_remembered(checkout: Path) -> None:
    failing = Paper()
    failing.status = lambda words: 1 if "pip" in words else 0
    assert main(["setup"], failing) == 1
    assert "could not be installed" in failing.said[-1]
    again = Paper()
    assert main(["setup"], again) == 0
    assert len(again.installed()) == 2


def test_a_broken_environment_is_made_anew(checkout: Path) -> None:
    venv = Venv(checkout)
    venv.python.parent.mkdir(parents=True)
    venv.python.touch()
    machine = Paper()
    machine.status = lambda words: int(words[1] == "-c")
    fill(machine, venv, "run")
    assert [sys.executable, "-m", "venv", "--clear", str(venv.folder)] in machine.ran


def test_without_ensurepip_the_one_command_is_told(checkout: Path) -> None:
    machine = Paper(root=False)
    machine.modules = False
    assert main(["run"], machine) == 1
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert f"sudo apt-get install --yes --no-install-recommends {package}" in machine.said[-1]
    assert machine.ran == []


def test_ldd_names_what_it_did_not_find() -> None:
    assert not_found(LDD) == ["libxcb-cursor.so.0", "libxcb-icccm.so.4"]


def test_libraries_that_come_with_qt_are_not_missing(checkout: Path) -> None:
    folder = with_qt(checkout)
    own = next(folder.glob("lib/*/site-packages/PySide6/Qt")) / "lib"
    own.mkdir()
    (own / "libxcb-icccm.so.4").touch()
    machine = Paper()
    machine.printed = lambda words: LDD if words[0] == "ldd" else ""
    assert missing_libraries(machine, folder) == ["libxcb-cursor.so.0"]


@pytest.mark.parametrize(
    ("manager", "command"),
    [
        ("apt-get", "apt-get install --yes --no-install-recommends libxcb-cursor0 xvfb"),
        ("dnf", "dnf install --assumeyes xcb-util-cursor xorg-x11-server-Xvfb"),
        ("pacman", "pacman --sync --needed --noconfirm xcb-util-cursor xorg-server-xvfb"),
    ],
)
def test_each_package_manager_has_its_command(manager: str, command: str) -> None:
    machine = Paper(programs=(manager,))
    assert " ".join(install_command(machine, ["libxcb-cursor.so.0", "Xvfb"])) == command


def test_apt_packages_that_were_renamed_are_found() -> None:
    machine = Paper()
    machine.printed = lambda words: "Package: libglib2.0-0t64\nVersion: 2\n" if "apt-cache" in words else ""
    command = install_command(machine, ["libglib-2.0.so.0", "libX11.so.6"])
    assert command[-2:] == ["libglib2.0-0t64", "libx11-6"]


def test_two_libraries_of_one_package_are_named_once() -> None:
    assert packages(["libglib-2.0.so.0", "libgthread-2.0.so.0"], "apt-get") == ["libglib2.0-0"]


def test_every_package_is_known_to_every_manager() -> None:
    assert all(len(names) == len(MANAGERS) and all(names) for names in KNOWN.values())
    assert not set(LIBRARIES) & set(TOOLS)


def test_root_with_apt_installs_what_is_missing_once(checkout: Path) -> None:
    folder = with_qt(checkout)
    machine = Paper()
    machine.printed = lambda words: LDD if words[0] == "ldd" and not machine.ran else ""
    provide(machine, folder, for_tests=False)
    assert machine.installed() == [
        "apt-get update --quiet",
        "apt-get install --yes --no-install-recommends libxcb-cursor0 libxcb-icccm4",
    ]


def test_others_are_told_the_command(checkout: Path) -> None:
    folder = with_qt(checkout)
    machine = Paper(programs=("ldd", "dnf"), root=False)
    machine.printed = lambda words: LDD if words[0] == "ldd" else ""
    with pytest.raises(SetupError, match=r"sudo dnf install --assumeyes xcb-util-cursor xcb-util-wm$"):
        provide(machine, folder, for_tests=False)
    assert machine.ran == []


def test_a_library_nobody_knows_stops_nothing(checkout: Path) -> None:
    folder = with_qt(checkout)
    machine = Paper()
    machine.printed = lambda words: "\tlibodd.so.9 => not found" if words[0] == "ldd" else ""
    provide(machine, folder, for_tests=False)
    assert machine.ran == []
    assert "libodd.so.9" in machine.said[0]


def test_tests_want_their_programs_and_running_does_not(checkout: Path) -> None:
    machine = Paper(programs=("ldd", "apt-get", *(set(TOOLS) - {"xdotool"})), root=False)
    provide(machine, checkout / ".venv", for_tests=False)
    with pytest.raises(SetupError, match=r"install --yes --no-install-recommends xdotool$"):
        provide(machine, checkout / ".venv", for_tests=True)


def test_public_cases_are_fetched_where_they_can_be_and_stop_nothing(checkout: Path) -> None:
    machine = Paper(programs=("ldd", "apt-get", *TOOLS))
    machine.status = lambda _: 100
    provide(machine, checkout / ".venv", for_tests=False)
    assert machine.installed() == []
    provide(machine, checkout / ".venv", for_tests=True)
    install = f"apt-get install --yes --no-install-recommends {CASES_PACKAGE}"
    assert machine.installed() == [install, "apt-get update --quiet", install]
    machine = Paper(programs=("ldd", "apt-get", *TOOLS), root=False)
    provide(machine, checkout / ".venv", for_tests=True)
    assert machine.ran == []
    assert machine.said[-1].endswith(f"sudo {install}")


def test_fuzz_runs_what_it_is_asked_for(checkout: Path) -> None:
    machine = Paper()
    assert main(["fuzz", "--minutes", "2", "--round-trips", "7", "--operations", "9"], machine) == 0
    assert [" ".join(words[1:]) for words in machine.ran[-3:]] == [
        "-m tests.fuzz_reader --minutes 2.0",
        "-m tests.round_trips --count 7",
        "-m tests.storms --operations 9",
    ]
    machine.status = lambda words: int("tests.fuzz_reader" in words)
    assert main(["fuzz", "--round-trips", "7"], machine) == 1
    assert "tests.fuzz_reader" in machine.ran[-1], "what failed is the last thing on the screen"


def test_run_without_a_display_draws_pictures(checkout: Path) -> None:
    machine = Paper()
    assert main(["run", "mine.toml"], machine) == 0
    assert machine.ran[-1][2:] == [
        "studio", "render", str(Path("mine.toml").resolve()), "--to", str(checkout / "pictures"),
    ]  # fmt: skip
    assert sum("no display" in line for line in machine.said) == 1


def test_run_with_a_display_opens_the_window(checkout: Path) -> None:
    machine = Paper()
    machine.system = "darwin"
    assert main(["run"], machine) == 0
    assert machine.ran[-1][1:] == ["-m", "studio", str(ROOT / "routines" / "home-basics.routine.toml")]


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({}, False),
        ({"DISPLAY": ""}, False),
        ({"DISPLAY": ":4242"}, False),
        ({"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/nowhere"}, False),
        ({"DISPLAY": "elsewhere:10.0"}, True),
    ],
)
def test_a_display_is_one_that_answers(environment: dict[str, str], shown: bool) -> None:
    assert has_display("linux", environment) is shown
    assert has_display("win32", environment)


def test_a_display_that_answers_is_found(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("\0/tmp/.X11-unix/X4243")
        server.listen()
        assert has_display("linux", {"DISPLAY": ":4243.0"})
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "wayland-7"))
        server.listen()
        assert has_display("linux", {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path)})


def test_the_real_machine_runs_and_asks() -> None:
    machine = Machine()
    script = "import os, sys; print(os.getcwd()); sys.exit(int(os.environ['STATUS']))"
    assert machine.run([sys.executable, "-c", script], {"STATUS": "7"}, cwd=ROOT) == 7
    assert machine.ask([sys.executable, "-c", "print('here')"]) == "here\n"
    assert machine.ask(["no-such-program-anywhere"]) == ""
    assert machine.has_module("venv")
    assert not machine.has_module("no_such_module")
    assert machine.identity() == machine.identity()


def test_the_real_machine_becomes_a_program() -> None:
    script = (
        "from dev_machine import Machine; import sys;"
        "Machine().become([sys.executable, '-c', 'import os; print(os.getpid())']);"
    )
    path = os.pathsep.join((str(ROOT / "packaging"), *sys.path))
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, env=dict(os.environ) | {"PYTHONPATH": path}
    ) as process:
        out, _ = process.communicate()
    assert int(out) == process.pid


def test_a_skipped_test_is_a_failure(checkout: Path) -> None:
    def leave_report(words: list[str]) -> int:
        for word in words:
            if word.startswith("--junitxml="):
                Path(word.removeprefix("--junitxml=")).write_text(JUNIT, encoding="utf-8")
        return 0

    assert skipped_tests(JUNIT) == ["tests.a.test_later: no display"]
    assert main(["test"], Paper()) == 0
    machine = Paper()
    machine.status = leave_report
    assert main(["test"], machine) == 1
    assert "FAILED: Tests" in machine.said[-1]


def test_every_test_is_run_once_those_in_windows_by_themselves(checkout: Path) -> None:
    machine = Paper()
    assert main(["test"], machine) == 0
    many, windows = (words for words in machine.ran if "pytest" in words)
    assert "--ignore=tests/desktop" in many
    assert windows[-1] == "tests/desktop"
    assert "-n" not in windows
    machine.status = lambda words: int("tests/desktop" in words)
    assert main(["test"], machine) == 1
    assert machine.said[-1] == "\n== FAILED: Tests in real windows =="


def test_the_long_runs_are_for_every_change_and_not_for_every_look(checkout: Path) -> None:
    machine = Paper()
    assert main(["test"], machine) == 0
    assert not [words for words in machine.ran if "tests.long_runs" in words]
    machine.environment = {"CI": "true"}
    machine.status = lambda words: int("tests.long_runs" in words)
    assert main(["test"], machine) == 1
    assert machine.ran[-1][-2:] == ["-m", "tests.long_runs"]
    assert machine.said[-1] == "\n== FAILED: Long runs =="


@pytest.mark.parametrize("check", ["ruff", "--check", "mypy", "importlinter.cli", "pytest"])
def test_a_failed_check_fails_all_and_stops_none(checkout: Path, check: str) -> None:
    machine = Paper()
    machine.status = lambda words: int(any(check in word.split()[1:2] or check == word for word in words))
    assert main(["test", "-k", "breath"], machine) == 1
    assert machine.ran[-1][-2:] == ["-k", "breath"]
    assert "FAILED" in machine.said[-1]


def test_dev_says_what_it_can_do_from_any_folder(tmp_path: Path) -> None:
    command = [sys.executable, str(ROOT / "packaging" / "dev.py"), "--help"]
    done = subprocess.run(
        command, cwd=tmp_path, env=dict(os.environ), capture_output=True, text=True, check=True
    )
    for name in ("setup", "run", "test", "bench", "build"):
        assert re.search(rf"^    {name} ", done.stdout, re.MULTILINE)


def test_constraints_pin_by_name_and_version_alone() -> None:
    lines = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert pins == sorted(pins, key=lambda pin: pin.split("==")[0].lower())
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+==[0-9.]+", pin) for pin in pins)
    names = {pin.split("==")[0].lower().replace("_", "-") for pin in pins}
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    wanted = {
        name.lower().replace("_", "-")
        for name in re.findall(r'^    "([A-Za-z_0-9-]+)>=', project, re.MULTILINE)
    }
    assert len(wanted) > 10
    assert wanted <= names
