"""What becomes of faults while the program runs: written down, told once in the window, and lived through."""

from __future__ import annotations

import logging
import os
import re
import sys
from contextlib import suppress

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler
from typing_extensions import override

from studio.host.fault_log import FaultLog, LogFile, fault_text, shortened

NO_WINDOW = 3
"""Exit code where the system gives no window to any program."""

_MOST_TOLD = 3
_LEVELS = {QtMsgType.QtWarningMsg: "WARNING", QtMsgType.QtCriticalMsg: "ERROR", QtMsgType.QtFatalMsg: "FATAL"}
_PLUGIN = re.compile(r'platform plugin "([^"]*)"')


class Crashes(QObject):
    """Makes the log the program's own, and passes on what was heard."""

    told = Signal(str)
    """Something went wrong, in words for the person; at most a few times, and once for one place."""

    flooded = Signal()
    """So much goes wrong that what is being played has to wait."""

    _heard = Signal(str, bool)

    def __init__(self, faults: FaultLog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._faults, self._places = faults, set[str]()
        self._said = ""
        self.starting = True
        """Until the first window is there, Qt's last words end the program with one line."""
        self._handler = _LogHandler(faults.log)
        self._heard.connect(self._pass_on)
        faults.heard.append(self._heard.emit)
        logging.getLogger("studio").addHandler(self._handler)
        logging.getLogger("studio").setLevel(logging.INFO)
        self._before = qInstallMessageHandler(self._hear_qt)

    def close(self) -> None:
        """Leave everything as it was."""
        qInstallMessageHandler(self._before)
        logging.getLogger("studio").removeHandler(self._handler)
        if self._heard.emit in self._faults.heard:
            self._faults.heard.remove(self._heard.emit)

    def _pass_on(self, place: str, flood: bool) -> None:
        if flood:
            self.flooded.emit()
        elif place not in self._places and len(self._places) < _MOST_TOLD:
            self._places.add(place)
            self.told.emit(
                "Something went wrong inside the program, and it goes on. Your routine is kept; save it now. "
                "The command `spine-studio report` tells what to send us."
            )

    def _hear_qt(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        level = _LEVELS.get(kind)
        if level is None:
            return
        self._faults.log.write(level, f"qt {context.category or ''}: {shortened(text)}")
        if kind is QtMsgType.QtFatalMsg and self.starting:
            self._end_without_window(text)
        self._said = text
        if not self.starting:
            with suppress(OSError, ValueError):
                sys.stderr.write(f"{text}\n")

    def _end_without_window(self, text: str) -> None:
        named = _PLUGIN.search(self._said) or _PLUGIN.search(text)
        name = named[1] if named else os.environ.get("QT_QPA_PLATFORM", "")
        what = f"Qt's platform plug-in {name!a} cannot be used" if name else "Qt finds no platform plug-in"
        line = f"spine-studio: no window can be opened: {what}."
        self._faults.log.write("FATAL", line)
        with suppress(OSError, ValueError):
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()
        os._exit(NO_WINDOW)  # Qt would abort, and dump core


class _LogHandler(logging.Handler):
    """The program's own remarks, which hold codes and reasons but no text of a routine."""

    def __init__(self, log: LogFile) -> None:
        super().__init__()
        self._log = log

    @override
    def emit(self, record: logging.LogRecord) -> None:
        with suppress(Exception):  # a remark that cannot be made is no fault
            said = f"{record.module}: {shortened(record.getMessage())}"
            if record.exc_info and record.exc_info[0] is not None:
                said += "\n" + fault_text(*record.exc_info)
            self._log.write(record.levelname, said)
