"""Carrying something with the mouse: the one place where the builder waits for a drag to end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QDrag, QPixmap
from PySide6.QtWidgets import QWidget

from studio.core.frozen import frozen


@frozen
class Load:
    """What is carried, the picture of it, where in that the mouse holds it, and what may become of it."""

    mime: QMimeData
    picture: QPixmap
    hold: QPoint
    actions: Qt.DropAction
    usual: Qt.DropAction


Carry = Callable[[QWidget, Load], None]
"""Carries a load from a widget, and comes back when it has been dropped or the drag was given up."""


def carry(source: QWidget, load: Load) -> None:
    """Carry a load with the mouse."""
    drag = QDrag(source)
    drag.setMimeData(load.mime)
    drag.setPixmap(load.picture)
    drag.setHotSpot(load.hold)
    drag.exec(load.actions, load.usual)
