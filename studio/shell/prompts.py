"""The program's questions as message boxes and file dialogs."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton, QWidget

from studio.app.prompts import Comments, Unsaved

_T = TypeVar("_T")

_FILTER = "Routines (*.toml);;All files (*)"


class QtPrompts:
    """Asks in windows of the system; `window` is what they belong to."""

    def __init__(self, window: QWidget) -> None:
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

    def path_to_open(self, folder: Path) -> Path | None:
        """Which routine file to open, beginning in `folder`."""
        name, _kind = QFileDialog.getOpenFileName(self.window, "Open a routine", str(folder), _FILTER)
        return Path(name) if name else None

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
