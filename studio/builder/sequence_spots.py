"""What can be pressed in the rows of the sequence, by mouse and by key: chips, rounds, titles, remedies."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QListView, QMenu

from studio.app.advising import Advising
from studio.app.document import RoutineDocument
from studio.app.plain import label
from studio.app.selection import Selection
from studio.builder.held import Held
from studio.builder.playing import MovementPlayer
from studio.builder.sequence_cards import NO_MARK, Mark, SequenceCards
from studio.builder.sequence_editor import SpotEditor
from studio.builder.sequence_model import SequenceModel, SequenceRow
from studio.builder.sequence_places import LESS, MORE, ROUNDS, TITLE, Spot
from studio.builder.sequence_values import SequenceValues
from studio.core.notice import Notice

_NOT_WALKED = (TITLE, LESS, MORE)


class SequenceSpots(QObject):
    """Finds what is under the mouse or the keyboard in one view, and opens, steps or does it."""

    def __init__(
        self,
        view: QListView,
        model: SequenceModel,
        cards: SequenceCards,
        document: RoutineDocument,
        selection: Selection,
        player: MovementPlayer,
        advising: Advising | None,
    ) -> None:
        super().__init__(view)
        self._view, self._model, self._cards, self._advising = view, model, cards, advising
        self._selection, self._player = selection, player
        self.still = False
        self.values = SequenceValues(document)
        self.editor = SpotEditor(self.values, view.viewport())
        self._held = Held(self)
        self._pressed, self._pressed_at = NO_MARK, QPoint()
        self.editor.closed.connect(self._take_keyboard)
        self.editor.passed.connect(self._pass_on)
        self.editor.sized.connect(self._make_room)
        document.changed.connect(self.follow)
        player.moved.connect(self._show_movement)

    def spot_at(self, at: QPoint) -> tuple[SequenceRow, Spot] | None:
        """What is at a place of the viewport."""
        index = self._view.indexAt(at)
        if not index.isValid():
            return None
        row = self._model.at(index)
        spots = self._cards.shapes.spots(row, self._view.visualRect(index))
        return next(((row, spot) for spot in spots if spot.rect.contains(at)), None)

    def hover(self, at: QPoint | None) -> None:
        """The mouse is there, with no button down; None: nowhere."""
        found = None if at is None else self.spot_at(at)
        index = self._view.indexAt(at) if at is not None else None
        row = self._model.at(index) if index is not None and index.isValid() else None
        moving = 0 if row is None or self.still else row.row.uid
        if moving != self._cards.moving:
            self._cards.moving = moving
            self._player.play(row.exercise if row is not None and moving else None)
            self._view.viewport().update()
        hot = NO_MARK if found is None else (found[0].row.uid, found[1].key)
        if hot != self._cards.hot:
            self._cards.hot = hot
            shape = Qt.CursorShape.ArrowCursor if found is None else Qt.CursorShape.PointingHandCursor
            self._view.viewport().setCursor(QCursor(shape))
            self._view.viewport().update()

    def press(self, at: QPoint) -> bool:
        """The left button goes down; True where that is all that it means."""
        found = self.spot_at(at)
        self._pressed, self._pressed_at = NO_MARK, at
        if found is None:
            return False
        uid, spot = found[0].row.uid, found[1]
        self._pressed = uid, spot.key
        if spot.key not in (LESS, MORE):
            return False
        self._selection.set([uid])
        self._held.begin(lambda: self.values.step(uid, ROUNDS, 1 if spot.key == MORE else -1))
        return True

    def release(self, at: QPoint) -> bool:
        """The left button goes up: a chip that was pressed is opened."""
        if self._held.active:
            self._held.end()
            self.values.settle()
            return True
        pressed, self._pressed = self._pressed, NO_MARK
        near = (at - self._pressed_at).manhattanLength() < QApplication.startDragDistance()
        found = self.spot_at(at) if pressed != NO_MARK and near else None
        if found is not None and (found[0].row.uid, found[1].key) == pressed and found[1].key != TITLE:
            self._open(*found)
        return False

    def double_press(self, at: QPoint) -> bool:
        """A second press at once: on the rounds one more step, on a title its field."""
        found = self.spot_at(at)
        if found is not None and found[1].key == TITLE:
            self._open(*found)
            return True
        return found is not None and (self.press(at) or True)

    def walk(self, by: int) -> bool:
        """The keyboard to the next chip (1) or the one before (-1) of the current row."""
        row, spots = self._current()
        keys = [spot.key for spot in spots]
        if row is None or not keys:
            return False
        uid, key = self._cards.marked
        if uid != row.row.uid or key not in keys:
            to: int | None = 0 if by > 0 else len(keys) - 1
        else:
            to = keys.index(key) + by
            to = to if 0 <= to < len(keys) else None
        self.mark(NO_MARK if to is None else (row.row.uid, keys[to]))
        return True

    def mark(self, mark: Mark) -> None:
        """The keyboard is at this spot."""
        if mark != self._cards.marked:
            self._cards.marked = mark
            self._view.viewport().update()

    def unmark_others(self) -> None:
        """The keyboard has gone to another row."""
        row, _spots = self._current()
        if row is None or row.row.uid != self._cards.marked[0]:
            self.mark(NO_MARK)

    def open_marked(self) -> bool:
        """Open the chip that the keyboard is at."""
        found = self._marked()
        if found is not None:
            self._open(*found)
        return found is not None

    def edit_title(self) -> bool:
        """Open the title of the circuit that the keyboard is at."""
        return self._open_key(TITLE)

    def take_key(self, text: str) -> bool:
        """A digit, + or - is typed for the chip that the keyboard is at, or for a circuit's rounds."""
        row, _spots = self._current()
        found = self._marked()
        key = found[1].key if found else ROUNDS if row is not None and row.header_of else ""
        if row is None or not self.values.has_steps(key):
            return False
        if text in ("+", "-"):
            self.values.step(row.row.uid, key, 1 if text == "+" else -1)
            return True
        return text.isdecimal() and self._open_key(key, text)

    def take_remedy(self) -> bool:
        """Do what the first notice of the current row offers."""
        found = next((notice for notice in self.notices() if notice.remedy), None)
        if found is None or self._advising is None:
            return False
        self._advising.take(found)
        return True

    def notices(self) -> Sequence[Notice]:
        """What there is to know about the current row."""
        row, _spots = self._current()
        return () if row is None else self._cards.shapes.notices.get(row.row.uid, ())

    def menu(self) -> QMenu:
        """The remedies and the actions of the view, to be popped up."""
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offered = [notice for notice in self.notices() if notice.remedy]
        for notice in offered:
            act = menu.addAction(label(notice.remedy.label if notice.remedy else ""))
            act.triggered.connect(lambda _on=False, notice=notice: self._take(notice))
        if offered:
            menu.addSeparator()
        row, _spots = self._current()
        if row is not None and row.header_of is not None:
            menu.addAction("Rename circuit").triggered.connect(self.edit_title)
        menu.addActions(self._view.actions())
        return menu

    def follow(self) -> None:
        """The rows have moved or say something else: the open field goes with its own, or away with it."""
        if not self.editor.open:
            return
        found = self._spot_of(self.editor.at)
        if found is None:
            self.editor.close_up()
        else:
            self.editor.move_to(found[1].rect.toAlignedRect())
            self.editor.refresh()

    def _open(self, row: SequenceRow, spot: Spot, text: str | None = None) -> None:
        uid = row.row.uid
        if spot.notice is not None:
            self._take(spot.notice)
            return
        if self.editor.open and not self.editor.finish():
            return
        self.mark((uid, spot.key) if spot.key != TITLE else NO_MARK)
        choices = self.values.choices(uid, spot.key)
        if not choices:
            self.editor.edit_spot(uid, spot.key, spot.rect.toAlignedRect(), text)
            return
        menu = QMenu(self._view)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for choice in choices:
            act = menu.addAction(choice.words)
            act.setCheckable(True)
            act.setChecked(choice.chosen)
            act.triggered.connect(lambda _on=False, choice=choice: choice.take())
        menu.popup(self._view.viewport().mapToGlobal(spot.rect.bottomLeft().toPoint()))

    def _open_key(self, key: str, text: str | None = None) -> bool:
        row, _spots = self._current()
        found = None if row is None else self._spot_of((row.row.uid, key))
        if found is None:
            return False
        self._open(*found, text)
        return True

    def _take(self, notice: Notice) -> None:
        if self._advising is not None:
            self._advising.take(notice)

    def _current(self) -> tuple[SequenceRow | None, list[Spot]]:
        """The current row, and what the keyboard walks over in it."""
        index = self._view.currentIndex()
        if not index.isValid():
            return None, []
        row = self._model.at(index)
        spots = self._cards.shapes.spots(row, self._view.visualRect(index))
        return row, [spot for spot in spots if spot.key not in _NOT_WALKED]

    def _marked(self) -> tuple[SequenceRow, Spot] | None:
        row, spots = self._current()
        if row is None or self._cards.marked[0] != row.row.uid:
            return None
        return next(((row, spot) for spot in spots if spot.key == self._cards.marked[1]), None)

    def _spot_of(self, mark: Mark) -> tuple[SequenceRow, Spot] | None:
        number = self._model.row_of(mark[0])
        if number < 0:
            return None
        row, index = self._model.rows[number], self._model.index(number)
        spots = self._cards.shapes.spots(row, self._view.visualRect(index))
        return next(((row, spot) for spot in spots if spot.key == mark[1]), None)

    def _make_room(self, width: int) -> None:
        """The field takes the place of its chip, so that it hides no other."""
        self._cards.shapes.opened = (*self.editor.at, width)
        self.follow()
        self._view.viewport().update()

    def _take_keyboard(self, had: bool) -> None:
        self._cards.shapes.opened = (0, "", 0)
        self._view.viewport().update()
        if had:
            self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pass_on(self, uid: int, key: str, by: int) -> None:
        self.mark((uid, key))
        self.walk(by)
        found = self._marked()
        if found is not None and self.values.has_steps(found[1].key):
            self._open(*found)

    def _show_movement(self) -> None:
        number = self._model.row_of(self._cards.moving)
        if number >= 0:
            self._view.viewport().update(self._view.visualRect(self._model.index(number)))
