"""The page of settings, made from their table: it lies over the right side of the panels."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from studio.app.settings import SETTINGS, Choice, Group, Number, Setting, Settings, Switch
from studio.builder.choices import Check
from studio.builder.pieces import IconButton, LinkButton, Words, dress
from studio.builder.segmented import Segmented
from studio.paint.look import LIGHT, Look
from studio.paint.slider import TrackSlider

GROUPS = (Group.LOOK, Group.SOUND)
"""The groups that are on the page, in order."""
WIDTH = 392
HEARD = "sound_"
"""How the names of the settings begin that can be tried by ear."""

SLIDER = 240


class SettingsPage(QFrame):
    """Everything on it is at work at once; Esc or Close goes back to where the person was."""

    tried = Signal(str)
    """Somebody wants to hear what the setting of that name is about."""

    def __init__(self, settings: Settings, area: QWidget) -> None:
        """`area` is the part of the window over whose right side it lies."""
        super().__init__(area.window())
        self.setObjectName("page")
        self.setAccessibleName("Settings")
        self._settings, self._area, self._look = settings, area, LIGHT
        self._before: QWidget | None = None
        self._shown: dict[str, Callable[[], None]] = {}
        self._column = QVBoxLayout()
        self._column.setContentsMargins(20, 4, 20, 20)
        self._column.setSpacing(4)
        for group in GROUPS:
            self._add_group(group)
        self._column.addStretch(1)
        self._lay_out()
        settings.changed.connect(self._show)
        area.installEventFilter(self)
        self.hide()

    def set_look(self, look: Look) -> None:
        """Paint in another look."""
        self._look = look
        dress(self, look)
        self._place()

    def open(self) -> None:
        """Come up, with the focus on the first setting."""
        self._before = self.window().focusWidget()
        self._place()
        self.show()
        self.raise_()
        self._first.setFocus(Qt.FocusReason.TabFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
            self._before = None

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _lay_out(self) -> None:
        close = IconButton("x", "Close settings")
        close.clicked.connect(self.close)
        head = QHBoxLayout()
        head.setContentsMargins(20, 14, 12, 6)
        head.addWidget(Words("Settings", px=16, weight=660), 1)
        head.addWidget(close)
        inside = QWidget()
        inside.setObjectName("inside")
        inside.setLayout(self._column)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("Settings")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(area, 1)

    def _add_group(self, group: Group) -> None:
        if self._shown:
            self._column.addSpacing(22)
        self._column.addWidget(Words(group.value, px=15, weight=650))
        for name, setting in SETTINGS.items():
            if setting.group is group:
                control = self._control(name, setting)
                if not self._shown:
                    self._first = control
                self._shown[name] = self._shower(name, control)
                self._shown[name]()
                self._add_row(name, setting, control)

    def _add_row(self, name: str, setting: Setting, control: QWidget) -> None:
        self._column.addSpacing(10)
        if isinstance(setting.kind, Choice | Number):
            self._column.addWidget(Words(setting.words, colour="tx2"))
        row = QHBoxLayout()
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        if name.startswith(HEARD):
            try_it = LinkButton("Try it")
            try_it.setAccessibleName(f"Try it: {setting.words}")
            try_it.clicked.connect(lambda: self.tried.emit(name))
            row.addStretch(1)
            row.addWidget(try_it)
        else:
            row.addStretch(1)
        self._column.addLayout(row)
        if setting.more:
            self._column.addWidget(Words(setting.more, px=13, colour="tx3"))

    def _control(self, name: str, setting: Setting) -> QWidget:
        put = self._settings.put
        if isinstance(setting.kind, Choice):
            choice = Segmented(setting.words, setting.kind.words)
            choice.chosen.connect(lambda value: put(name, value))
            return choice
        if isinstance(setting.kind, Number):
            slider = TrackSlider(setting.words, knob=8, track=4)
            slider.setRange(setting.kind.low, setting.kind.high)
            slider.setSingleStep(5)
            slider.setFixedSize(SLIDER, 28)
            slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            slider.valueChanged.connect(lambda value: put(name, value))
            return slider
        assert isinstance(setting.kind, Switch), name
        check = Check(setting.words)
        check.toggled.connect(lambda on: put(name, on))
        return check

    def _shower(self, name: str, control: QWidget) -> Callable[[], None]:
        if isinstance(control, Segmented):
            return lambda: control.show_value(self._settings.value(name))
        if isinstance(control, TrackSlider):
            return lambda: control.setValue(self._settings.value(name))
        assert isinstance(control, Check), name
        return lambda: control.setChecked(self._settings.value(name))

    def _show(self, name: str) -> None:
        if name in self._shown:
            self._shown[name]()

    def _place(self) -> None:
        """Over the right side of its area."""
        room = self._area.geometry()
        width = min(self._look.grown(WIDTH), room.width())
        self.setGeometry(room.right() + 1 - width, room.top(), width, room.height())
