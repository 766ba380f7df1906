"""The packages of a Linux system that Qt and the tests lack, and the command that installs them."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from dev_machine import Machine, SetupError

MANAGERS = ("apt-get", "dnf", "pacman")  # the columns of the two tables
INSTALL = {
    "apt-get": ("apt-get", "install", "--yes", "--no-install-recommends"),
    "dnf": ("dnf", "install", "--assumeyes"),
    "pacman": ("pacman", "--sync", "--needed", "--noconfirm"),
}
QUIET_APT = {"DEBIAN_FRONTEND": "noninteractive"}

# The parts of Qt that the program loads, below PySide6/. Each names the shared libraries it links to.
LOADED = (
    "QtCore.abi3.so",
    "QtGui.abi3.so",
    "QtWidgets.abi3.so",
    "QtMultimedia.abi3.so",
    "QtPrintSupport.abi3.so",
    "QtTest.abi3.so",
    "Qt/plugins/multimedia/libffmpegmediaplugin.so",
    "Qt/plugins/platforms/libqoffscreen.so",
    "Qt/plugins/platforms/libqxcb.so",
)

LIBRARIES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl", "libglvnd"),
    "libGL.so.1": ("libgl1", "libglvnd-glx", "libglvnd"),
    "libGLX.so.0": ("libglx0", "libglvnd-glx", "libglvnd"),
    "libOpenGL.so.0": ("libopengl0", "libglvnd-opengl", "libglvnd"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb", "libx11"),
    "libX11.so.6": ("libx11-6", "libX11", "libx11"),
    "libXext.so.6": ("libxext6", "libXext", "libxext"),
    "libXrandr.so.2": ("libxrandr2", "libXrandr", "libxrandr"),
    "libXrender.so.1": ("libxrender1", "libXrender", "libxrender"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs", "dbus"),
    "libdrm.so.2": ("libdrm2", "libdrm", "libdrm"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype", "freetype2"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libgssapi_krb5.so.2": ("libgssapi-krb5-2", "krb5-libs", "krb5"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2", "glib2"),
    "libpulse.so.0": ("libpulse0", "pulseaudio-libs", "libpulse"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil", "xcb-util-renderutil"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb", "libxcb"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb", "libxcb"),
    "libxcb.so.1": ("libxcb1", "libxcb", "libxcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    "libz.so.1": ("zlib1g", "zlib", "zlib"),
    "libzstd.so.1": ("libzstd1", "libzstd", "zstd"),
}

# What the tests in a real window start.
TOOLS = {
    "Xvfb": ("xvfb", "xorg-x11-server-Xvfb", "xorg-server-xvfb"),
    "at-spi-bus-launcher": ("at-spi2-core", "at-spi2-core", "at-spi2-core"),
    "dbus-daemon": ("dbus", "dbus-daemon", "dbus"),
    "import": ("imagemagick", "ImageMagick", "imagemagick"),
    "openbox": ("openbox", "openbox", "openbox"),
    "parecord": ("pulseaudio-utils", "pulseaudio-utils", "libpulse"),
    "pulseaudio": ("pulseaudio", "pulseaudio", "pulseaudio"),
    "sd_espeak-ng": ("speech-dispatcher-espeak-ng", "speech-dispatcher-espeak-ng", "espeak-ng"),
    "speech-dispatcher": ("speech-dispatcher", "speech-dispatcher", "speech-dispatcher"),
    "strace": ("strace", "strace", "strace"),
    "xdotool": ("xdotool", "xdotool", "xdotool"),
    "xprop": ("x11-utils", "xprop", "xorg-xprop"),
    "xrandr": ("x11-xserver-utils", "xrandr", "xorg-xrandr"),
    "xwininfo": ("x11-utils", "xwininfo", "xorg-xwininfo"),
}
PYTHON = {
    "ensurepip": (f"python{sys.version_info.major}.{sys.version_info.minor}-venv", "python3-pip", "python")
}
KNOWN = LIBRARIES | TOOLS | PYTHON
# Public cases for the reader of files. Only apt has them; elsewhere the tests make do with their own.
CASES = "/usr/share/gocode/src/github.com/BurntSushi/toml/internal/toml-test/tests"
CASES_PACKAGE = "golang-github-burntsushi-toml-dev"
# Programs that a package keeps off the path.
OFF_THE_PATH = (
    *("/usr/libexec", "/usr/lib/at-spi2-core", "/usr/lib", "/usr/lib/speech-dispatcher-modules"),
    *("/usr/lib64/speech-dispatcher-modules", "/usr/libexec/speech-dispatcher-modules"),
)


def not_found(ldd: str) -> list[str]:
    """The libraries that `ldd` did not find, in its words: `libxcb-cursor.so.0 => not found`."""
    return [
        line.split("=>")[0].strip() for line in ldd.splitlines() if line.rstrip().endswith("=> not found")
    ]


def missing_libraries(machine: Machine, venv: Path) -> list[str]:
    """The shared libraries that the installed Qt needs and the system lacks."""
    qt = next(venv.glob("lib/python*/site-packages/PySide6"), None)
    if qt is None or not machine.has("ldd"):
        return []
    own = {path.name for path in (qt / "Qt" / "lib").glob("*.so*")}
    missing = {
        name
        for part in LOADED
        if (qt / part).is_file()
        for name in not_found(machine.ask(["ldd", qt / part]))
    }
    return sorted(missing - own)


def missing_tools(machine: Machine) -> list[str]:
    """The programs that the tests need and the system lacks."""
    return [
        tool
        for tool in TOOLS
        if not (machine.has(tool) or any(machine.has(f"{folder}/{tool}") for folder in OFF_THE_PATH))
    ]


def packages(names: Iterable[str], manager: str) -> list[str]:
    """The packages that hold what is missing, each once; an unknown library is left out."""
    column = MANAGERS.index(manager)
    return sorted({KNOWN[name][column] for name in names if name in KNOWN})


def install_command(machine: Machine, names: Sequence[str]) -> list[str]:
    """The one command that installs what is missing; nothing where the package manager is unknown."""
    manager = next((one for one in MANAGERS if machine.has(one)), None)
    wanted = packages(names, manager) if manager else []
    if manager is None or not wanted:
        return []
    if manager == "apt-get":
        wanted = _renamed(machine, wanted)
    return [*INSTALL[manager], *wanted]


def _renamed(machine: Machine, wanted: list[str]) -> list[str]:
    """Newer Debians and Ubuntus end the names of some libraries in t64."""
    there = machine.ask(["apt-cache", "show", "--no-all-versions", *(f"{name}t64" for name in wanted)])
    renamed = {
        line.removeprefix("Package:").strip() for line in there.splitlines() if line.startswith("Package:")
    }
    return [f"{name}t64" if f"{name}t64" in renamed else name for name in wanted]


def install_or_tell(machine: Machine, names: Sequence[str], why: str) -> None:
    """As root with apt, install what is missing; else say what and how, in one command."""
    command = install_command(machine, names)
    if not command:
        raise SetupError(
            f"{why} Missing: {', '.join(names)}. Install them with your package manager, then try again."
        )
    if machine.is_root() and command[0] == "apt-get":
        machine.say(f"{why} Installing: {', '.join(names)} ...")
        machine.run(["apt-get", "update", "--quiet"], QUIET_APT)
        if machine.run(install_command(machine, names), QUIET_APT) == 0:
            return
    by = "" if machine.is_root() else "sudo "
    raise SetupError(
        f"{why} Missing: {', '.join(names)}. Install them, then try again:\n  {by}{shlex.join(command)}"
    )


def provide(machine: Machine, venv: Path, for_tests: bool) -> None:
    """See to it that Qt finds its libraries and, `for_tests`, that the tests find their programs."""
    missing = _missing(machine, venv, for_tests)
    known = [name for name in missing if name in KNOWN]
    if known:
        install_or_tell(machine, known, "This system lacks what Qt or the tests need.")
        missing = _missing(machine, venv, for_tests)
        if any(name in KNOWN for name in missing):
            raise SetupError(f"Still missing after the installation: {', '.join(missing)}.")
    if missing:
        machine.say(f"No package is known for {', '.join(missing)}: going on without.")
    if for_tests and machine.has("apt-get") and not machine.has(CASES):
        _provide_cases(machine)


def _provide_cases(machine: Machine) -> None:
    """The public cases, if they can be had: without them the tests run as well."""
    command = [*INSTALL["apt-get"], CASES_PACKAGE]
    if not machine.is_root():
        machine.say(f"To test with more files of others: sudo {shlex.join(command)}")
        return
    machine.say("Installing files of others to test with ...")
    if machine.run(command, QUIET_APT) != 0:
        machine.run(["apt-get", "update", "--quiet"], QUIET_APT)
        machine.run(command, QUIET_APT)


def _missing(machine: Machine, venv: Path, for_tests: bool) -> list[str]:
    return missing_libraries(machine, venv) + (missing_tools(machine) if for_tests else [])
