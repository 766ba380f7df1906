"""The program's questions as message boxes and file dialogs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from studio.app.prompts import Changed, Comments, Unsaved
from studio.core.plain import one_line

_T = TypeVar("_T")

MOST_REASONS = 4
"""Reasons that a question lists; the check panel has all of them."""

_FILTER = "Routines (*.toml);;All files (*)"


class QtPrompts:
    """Asks in windows of the system; `window` is what they belong to."""

    def __init__(self, window: QWidget | None = None) -> None:
        self.window = window

    def unsaved(self, title: str) -> Unsaved:
        """There are unsaved edits of the routine `title`."""
        box = self._box(f"Save the changes to \u201c{title}\u201d?", "Otherwise they are lost.")
        save = box.addButton("Save", QMessageBox.ButtonRole.AcceptRole)
        discard = box.addButton("Do not save", QMessageBox.ButtonRole.DestructiveRole)
        return self._answer(box, {save: Unsaved.SAVE, discard: Unsaved.DISCARD}, Unsaved.CANCEL)

    def comments(self, name: str) -> Comments:
        """Saving over the file `name` loses its comments."""
        box = self._box(
            f"{name} has comments, which cannot be kept.",
            "Everything else in the file stays. Save a copy to keep the file with its comments.",
        )
        copy = box.addButton("Save a copy", QMessageBox.ButtonRole.AcceptRole)
        over = box.addButton("Overwrite", QMessageBox.ButtonRole.DestructiveRole)
        return self._answer(box, {copy: Comments.COPY, over: Comments.OVERWRITE}, Comments.CANCEL)

    def changed(self, name: str) -> Changed:
        """The file `name` is not as it was opened: another program has changed it."""
        box = self._box(
            f"{name} was changed by another program since you opened it.",
            "Save yours beside it as a copy, or take what is in the file; Undo brings yours back.",
        )
        copy = box.addButton("Save mine as a copy", QMessageBox.ButtonRole.AcceptRole)
        reload_file = box.addButton("Reload", QMessageBox.ButtonRole.ActionRole)
        over = box.addButton("Overwrite", QMessageBox.ButtonRole.DestructiveRole)
        answers = {copy: Changed.COPY, reload_file: Changed.RELOAD, over: Changed.OVERWRITE}
        return self._answer(box, answers, Changed.CANCEL)

    def beyond(self, title: str, reasons: Sequence[str]) -> bool:
        """The routine `title` goes beyond what is advised to anybody: whether to play it nevertheless."""
        told = [*reasons[:MOST_REASONS], *(["And more of it."] if reasons[MOST_REASONS:] else [])]
        box = self._box(f"\u201c{one_line(title)}\u201d goes beyond what is advised.", "\n\n".join(told))
        box.setIcon(QMessageBox.Icon.Warning)
        leave = box.addButton("Do not play", QMessageBox.ButtonRole.AcceptRole)
        play = box.addButton("Play nevertheless", QMessageBox.ButtonRole.DestructiveRole)
        return self._answer(box, {leave: False, play: True}, otherwise=False)

    def drop_text(self, title: str) -> bool:
        """What was typed into the text of `title` is no routine yet."""
        box = self._box(
            f"The text of \u201c{title}\u201d has errors.",
            "What was typed since the last text without errors is in no routine, and would be lost.",
        )
        back = box.addButton("Back to the text", QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton("Drop it", QMessageBox.ButtonRole.DestructiveRole)
        return self._answer(box, {back: False, drop: True}, False)

    def paths_to_open(self, folder: Path) -> Sequence[Path]:
        """Which routine files to open, beginning in `folder`."""
        names, _kind = QFileDialog.getOpenFileNames(self.window, "Open routines", str(folder), _FILTER)
        return [Path(name) for name in names]

    def path_to_save(self, suggested: Path) -> Path | None:
        """Where to save, `suggested` being filled in."""
        name, _kind = QFileDialog.getSaveFileName(self.window, "Save the routine", str(suggested), _FILTER)
        return Path(name) if name else None

    def _box(self, text: str, more: str) -> QMessageBox:
        box = QMessageBox(self.window)
        box.setWindowTitle("Spine Studio")
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        box.setInformativeText(more)
        return box

    def _answer(self, box: QMessageBox, answers: dict[QPushButton, _T], otherwise: _T) -> _T:
        box.setDefaultButton(next(iter(answers)))
        box.setEscapeButton(box.addButton("Cancel", QMessageBox.ButtonRole.RejectRole))
        box.exec()
        clicked = box.clickedButton()
        answer = next((answers[button] for button in answers if button is clicked), otherwise)
        box.deleteLater()
        return answer
