"""The report that a person may send when something went wrong: the machine, the log, nothing personal."""

from __future__ import annotations

import getpass
import os
import platform
import re
import sys
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from studio import __version__
from studio.files.save import SaveError, save_new
from studio.host.fault_log import log_files, shortened
from studio.host.state_place import state_folder

FINE, FAILED = 0, 1

_LAST = 64 * 1024
"""Bytes of the end of the log that a report carries."""

_LIBRARIES = ("PySide6-Essentials", "pyqtgraph", "numpy", "platformdirs", "tomli-w", "wakepy")
_VARIABLES = ("XDG_SESSION_TYPE", "XDG_CURRENT_DESKTOP", "QT_QPA_PLATFORM", "QT_SCALE_FACTOR", "LANG")
_SHORT = re.compile(r"[A-Za-z0-9_.,:@ +-]{1,60}\Z")
_ADDRESS = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s\"'<>]*", re.IGNORECASE)
_PATH = re.compile(r"(?<![\w.-])(?:~|[A-Za-z]:)?[\\/](?:[^\\/\"'\n:*?<>|]+[\\/])+[^\\/\"'\n:*?<>|]*")
_OURS = re.compile(r"[\\/]((?:studio|site-packages|python3\.\d+)[\\/][\w\\/.-]*)\Z")


def report(out: Path | None) -> int:
    """Print the report, or write it into a new file; 1 where that fails."""
    text = "\n".join((*_machine(), "", *_log())) + "\n"
    if out is None:
        print(text, end="")
        return FINE
    try:
        save_new(out, text)
    except SaveError as error:
        print(f"spine-studio: {error.what}: {error.why}. {error.todo}", file=sys.stderr)
        return FAILED
    print(f"Wrote {out.name}. Read it before you send it.")
    return FINE


def _machine() -> Iterator[str]:
    yield f"Spine Studio {__version__}"
    yield f"Python {platform.python_version()}, {sys.maxsize.bit_length() + 1} bit"
    yield f"{platform.system()} {platform.release()} {platform.machine()}"
    for name in _LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"{name} is not installed as a package"
    for name in _VARIABLES:
        value = os.environ.get(name, "")
        if _SHORT.match(value):
            yield f"{name}={value}"


def _log() -> Iterator[str]:
    lines = _last_lines()
    yield f"The log, {len(lines)} lines:" if lines else "The log is empty."
    hide = _hider()
    for line in lines:
        yield hide(line)


def _last_lines() -> list[str]:
    data = b""
    for file in reversed(log_files(state_folder())):
        if len(data) >= _LAST:
            break
        try:
            data = file.read_bytes() + data
        except OSError:
            continue
    lines = data[-_LAST:].decode(errors="replace").splitlines()
    return lines[1:] if len(data) > _LAST else lines  # the first may be the half of one


def _hider() -> Callable[[str], str]:
    """Takes out of a line what could tell who sends it: folders, addresses, the account, the machine."""
    words = [re.escape(name) for name in _own_names() if len(name) > 1]
    names = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) if words else None

    def hide(line: str) -> str:
        line = _PATH.sub(_shorter, _ADDRESS.sub("<address>", shortened(line)))
        return names.sub("<name>", line) if names else line

    return hide


def _shorter(found: re.Match[str]) -> str:
    """A path of the program or of a library from there on; of any other, that there was one."""
    ours = _OURS.search(found[0])
    return f"\N{HORIZONTAL ELLIPSIS}/{ours[1]}" if ours else "~" if found[0].startswith("~") else "<path>"


def _own_names() -> set[str]:
    names = {Path.home().name, platform.node(), platform.node().partition(".")[0]}
    try:
        names.add(getpass.getuser())
    except (OSError, KeyError, ImportError):
        return names  # an account without a name
    return names
