"""The routine files that were open last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from studio.app.settings import Settings

MOST = 10
_ELSEWHERE = ("\\\\", "//")


def note_opened(settings: Settings, path: Path) -> None:
    """This file comes first from now on."""
    whole = path.absolute()  # a link stays a link: it is what the person opened
    name = str(whole)
    others = [known for known in settings.value("recent") if known != name]
    settings.put("recent", [name, *others][:MOST])
    settings.put("last_folder", str(whole.parent))


def recent_files(settings: Settings) -> Iterator[tuple[Path, bool]]:
    """The files that were open, the last one first, each with whether it is still there.

    What is on another machine counts as there: to ask for it can take minutes.
    """
    for name in settings.value("recent")[:MOST]:
        path = Path(name)
        yield path, name.startswith(_ELSEWHERE) or path.is_file()


def forget_all(settings: Settings) -> None:
    """Begin anew, as on the first day."""
    settings.put("recent", ())
