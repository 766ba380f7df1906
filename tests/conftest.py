"""Hygiene for every test: a home of its own, no Qt warning, and nothing left behind."""

from __future__ import annotations

import gc
import os
import re
import threading
import weakref
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import hypothesis
import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # tests/desktop gives its programs a real display

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    QSettings,
    QThread,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import (
    QApplication,
    QColorDialog,
    QDialog,
    QFileDialog,
    QFontDialog,
    QInputDialog,
    QMenu,
    QMessageBox,
    QWidget,
)
from shiboken6 import getCppPointer, isValid

hypothesis.settings.register_profile("person", deadline=None)
hypothesis.settings.register_profile("machine", deadline=None, derandomize=True, print_blob=True)
hypothesis.settings.load_profile("machine" if os.environ.get("CI") else "person")

QT_MAY_SAY = tuple(
    re.compile(pattern)
    for pattern in (
        r"^This plugin does not support propagateSizeHints\(\)$",  # offscreen: no window manager to tell
        r"^This plugin does not support raise\(\)$",  # the same
        r"^QFont::setPixelSize: .*offscreen",  # the offscreen font database has no system fonts
    )
)
BLOCKING = (
    (QDialog, "exec"),
    (QMenu, "exec"),
    *((QMessageBox, name) for name in ("about", "critical", "information", "question", "warning")),
    *(
        (QFileDialog, name)
        for name in ("getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName")
    ),
    *((QInputDialog, name) for name in ("getDouble", "getInt", "getItem", "getMultiLineText", "getText")),
    (QColorDialog, "getColor"),
    (QFontDialog, "getFont"),
)
THREAD_PATIENCE = 2.0
HOME_FOLDERS = {
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": "run",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
}
_homes = count()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds one empty home for each test."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def own_home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Send everything a test keeps to an empty home of its own."""
    home = homes / str(next(_homes))
    home.mkdir()
    for variable in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(variable, str(home))
    for variable, folder in HOME_FOLDERS.items():
        path = home / folder
        path.mkdir(mode=0o700, parents=True)
        monkeypatch.setenv(variable, str(path))
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        for scope in (QSettings.Scope.UserScope, QSettings.Scope.SystemScope):
            QSettings.setPath(form, scope, str(home / ".config" / scope.name))
    return home


@pytest.fixture(autouse=True)
def quiet_qt(own_home: Path) -> Iterator[list[str]]:
    """Fail a test in which Qt warned about something; a test that expects a warning clears the list."""
    said: list[str] = []

    def hear(kind: QtMsgType, _where: QMessageLogContext, text: str) -> None:
        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or any(p.search(text) for p in QT_MAY_SAY):
            return
        said.append(f"{kind.name}: {text}")

    before = qInstallMessageHandler(hear)
    try:
        yield said
    finally:
        qInstallMessageHandler(before)
    assert not said, "Qt warned:\n" + "\n".join(said)


class Watched:
    """The objects of one Qt class that a test has started."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, kind: type[Any]) -> None:
        self._started: weakref.WeakSet[Any] = weakref.WeakSet()
        start: Callable[..., Any] = kind.start
        started = self._started

        def noted(one: Any, *args: Any, **more: Any) -> Any:
            started.add(one)
            return start(one, *args, **more)

        monkeypatch.setattr(kind, "start", noted)

    def alive(self) -> list[Any]:
        """Those that the program still holds and Qt has not deleted."""
        return [one for one in self._started if isValid(one)]


@pytest.fixture(autouse=True)
def nothing_left(quiet_qt: list[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test that leaves a window, a running timer or a thread behind."""
    timers, qt_threads = Watched(monkeypatch, QTimer), Watched(monkeypatch, QThread)
    windows, threads = _window_ids(), set(threading.enumerate())
    yield
    _delete_what_waits()
    if _windows_besides(windows) or any(timer.isActive() for timer in timers.alive()):
        gc.collect()  # a cycle of Python objects is no leak; collected here only, for collecting is slow
        _delete_what_waits()
    left = [f"window {type(w).__name__} {w.objectName()!r}" for w in _windows_besides(windows)]
    left += [f"active timer of {_owner(timer)}" for timer in timers.alive() if timer.isActive()]
    left += [f"running thread {_owner(thread)}" for thread in qt_threads.alive() if thread.isRunning()]
    for thread in set(threading.enumerate()) - threads:
        thread.join(THREAD_PATIENCE)
        if thread.is_alive():
            left.append(f"thread {thread.name}")
    for window in _windows_besides(windows):
        window.close()
        window.deleteLater()
    _delete_what_waits()
    assert not left, "left behind: " + ", ".join(left)


@pytest.fixture(autouse=True)
def no_modal_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test, at once, in which something waits for an answer nobody will give."""

    def refuse(name: str) -> Callable[..., Any]:
        def refused(*_args: Any, **_more: Any) -> Any:
            raise AssertionError(f"{name} waits for a person: ask through an injected Prompts")

        return refused

    for kind, name in BLOCKING:
        monkeypatch.setattr(kind, name, refuse(f"{kind.__name__}.{name}"))


def _window_ids() -> set[int]:
    return {pointer for widget in QApplication.topLevelWidgets() for pointer in getCppPointer(widget)}


def _windows_besides(known: set[int]) -> list[QWidget]:
    """The windows without a parent that are not in `known`; Qt keeps its one tool tip for itself."""
    return [
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.parent() is None
        and known.isdisjoint(getCppPointer(widget))
        and widget.metaObject().className() != "QTipLabel"
    ]


def _delete_what_waits() -> None:
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _owner(child: QTimer | QThread) -> str:
    parent = child.parent()
    return type(parent).__name__ if parent is not None else f"nobody ({child.objectName()!r})"
