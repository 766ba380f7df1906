"""The person of the tests of windows: answers every question, as the test has set it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from typing_extensions import override

from studio.app.prompts import Comments, Unsaved
from studio.shell.pictures import Nobody


class Person(Nobody):
    """Nobody, but for what a test may set; comments may go."""

    unsaved_answer = Unsaved.DISCARD
    save_answer: Path | None = None
    open_answer: Sequence[Path] = ()

    @override
    def unsaved(self, title: str) -> Unsaved:
        return self.unsaved_answer

    @override
    def comments(self, name: str) -> Comments:
        return Comments.OVERWRITE

    @override
    def paths_to_open(self, folder: Path) -> Sequence[Path]:
        return self.open_answer

    @override
    def path_to_save(self, suggested: Path) -> Path | None:
        return self.save_answer
