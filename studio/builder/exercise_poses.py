"""The key poses of the exercise that is being made, as a list with their figures."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from typing_extensions import override

from studio.builder.exercise_draft import ExerciseDraft
from studio.builder.pieces import IconButton, Refusal, Words, dress
from studio.core.exercise_edits import free_name, uses_of, with_pose_after, with_pose_renamed, without_pose
from studio.core.plain import one_line
from studio.core.pose import Pose
from studio.files.kinds import LONGEST_TITLE
from studio.paint.figure import paint_figure
from studio.paint.look import LIGHT, Look
from studio.paint.props import prop_of

_THUMB = QSize(84, 60)


class PoseList(QWidget):
    """Chooses, adds, names and removes key poses."""

    def __init__(self, draft: ExerciseDraft) -> None:
        super().__init__()
        self._draft, self._look, self._showing = draft, LIGHT, False
        self._thumbs: dict[tuple[str, Pose, str, float], QIcon] = {}
        self.list = _List()
        self.list.setAccessibleName("Key poses")
        self.add = IconButton("plus", "Add a pose", size=28)
        self.double = IconButton("new", "Duplicate the pose", size=28)
        self.rename = IconButton("pencil", "Rename the pose", size=28)
        self.remove = IconButton("trash", "Delete the pose", size=28)
        self._refusal = Refusal()
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(Words("Key poses", px=15, weight=650), 1)
        for button in (self.add, self.double, self.rename, self.remove):
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self._refusal)
        column.addWidget(self.list, 1)
        self.add.clicked.connect(self._add_after)
        self.double.clicked.connect(self._add_after)
        self.rename.clicked.connect(lambda: self.list.editItem(self.list.currentItem()))
        self.remove.clicked.connect(self.remove_chosen)
        self.list.currentItemChanged.connect(self._choose)
        self.list.itemChanged.connect(self._rename)
        draft.changed.connect(self.refresh)
        draft.pose_chosen.connect(self.refresh)
        self.refresh()

    def set_look(self, look: Look) -> None:
        self._look = look
        face = look.font(14, 500)
        self.list.setFont(face)
        self.list.setIconSize(_THUMB)
        self.list.setStyleSheet(
            f"QListWidget {{ background: {look.panel.name()}; color: {look.tx.name()}; border: 0;"
            f" outline: 0; }} QListWidget::item {{ padding: 4px; border-radius: 9px;"
            f" border: 2px solid transparent; margin: 1px; }}"
            f"QListWidget::item:selected {{ background: {look.ac_t.name()}; color: {look.tx.name()}; }}"
            f"QListWidget::item:focus {{ border-color: {look.focus.name()}; }}"
        )
        dress(self, look)
        self.refresh()

    def refresh(self) -> None:
        """Show the poses as they are now."""
        exercise = self._draft.exercise
        self._showing = True
        names = list(exercise.poses)
        while self.list.count() > len(names):
            self.list.takeItem(self.list.count() - 1)
        while self.list.count() < len(names):
            item = QListWidgetItem()
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self.list.addItem(item)
        for row, name in enumerate(names):
            item = self.list.item(row)
            item.setText(one_line(name))
            item.setData(Qt.ItemDataRole.UserRole, name)
            item.setIcon(self._thumb(name, exercise.poses[name]))
            if name == self._draft.pose_name:
                self.list.setCurrentItem(item)
        self.remove.setEnabled(len(names) > 1)
        self._showing = False

    def remove_chosen(self) -> None:
        """Take the chosen pose out; moves that go to it go to its neighbour instead."""
        draft, names = self._draft, list(self._draft.exercise.poses)
        gone = draft.pose_name
        if len(names) < 2 or gone not in names:
            return
        row = names.index(gone)
        instead = names[row - 1 if row else 1]
        uses = uses_of(draft.exercise, gone)
        draft.edit(f"Delete pose {gone}", without_pose(draft.exercise, gone, instead))
        draft.choose_pose(instead)
        self._refusal.say(f"The moves to {gone} go to {instead} now." if uses else "")

    def _add_after(self) -> None:
        draft = self._draft
        name = free_name(draft.exercise, "pose" if self.sender() is self.add else draft.pose_name)
        draft.edit(f"Add pose {name}", with_pose_after(draft.exercise, draft.pose_name, name, draft.pose))
        draft.choose_pose(name)
        self._refusal.say("")

    def _choose(self, item: QListWidgetItem | None) -> None:
        if not self._showing and item is not None:
            self._draft.choose_pose(item.data(Qt.ItemDataRole.UserRole))

    def _rename(self, item: QListWidgetItem) -> None:
        if self._showing:
            return
        draft, old, new = self._draft, item.data(Qt.ItemDataRole.UserRole), item.text().strip()
        why = ""
        if not new or len(new) > LONGEST_TITLE:
            why = f"A name has 1 to {LONGEST_TITLE} characters."
        elif new not in (old, one_line(old)) and new in draft.exercise.poses:
            why = f"There is a pose {new} already."
        self._refusal.say(why)
        if why or new in (old, one_line(old)):
            self.refresh()
            return
        draft.edit(f"Rename pose {old}", with_pose_renamed(draft.exercise, old, new))
        draft.choose_pose(new)

    def _thumb(self, name: str, pose: Pose) -> QIcon:
        look, exercise, ratio = self._look, self._draft.exercise, self.devicePixelRatioF()
        prop = prop_of(exercise.posture, tuple(exercise.equipment))
        key = (look.name, pose, prop.value, ratio)
        if key not in self._thumbs:
            picture = QPixmap(_THUMB * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(look.thumb)
            painter = QPainter(picture)
            paint_figure(
                painter, QRectF(4, 4, _THUMB.width() - 8, _THUMB.height() - 8), pose, look, prop=prop
            )
            painter.end()
            if len(self._thumbs) > 200:
                self._thumbs.clear()
            icon = QIcon(picture)
            icon.addPixmap(picture, QIcon.Mode.Selected)  # else Qt tints it
            self._thumbs[key] = icon
        return self._thumbs[key]


class _List(QListWidget):
    """A list whose Delete key takes a pose out and F2 names it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListWidget.EditTrigger.EditKeyPressed | QListWidget.EditTrigger.DoubleClicked)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        parent = self.parent()
        if event.key() == Qt.Key.Key_Delete and isinstance(parent, PoseList):
            parent.remove_chosen()
        else:
            super().keyPressEvent(event)
