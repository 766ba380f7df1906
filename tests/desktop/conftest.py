"""One desktop for all tests in a real window; each test gets it empty, with a new home."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.desktop import Desktop
from tests.desktop.reader import ScreenReader

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a real window."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("desktop")


@pytest.fixture(scope="session")
def shared_desktop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    """The servers, started once."""
    with Desktop(tmp_path_factory.mktemp("desktop")) as desktop:
        yield desktop


@pytest.fixture
def desktop(shared_desktop: Desktop, tmp_path: Path) -> Iterator[Desktop]:
    """An empty desktop in an empty home."""
    shared_desktop.move_in(f"home-{tmp_path.name}")
    yield shared_desktop
    shared_desktop.clear()


@pytest.fixture
def reader(desktop: Desktop) -> Iterator[ScreenReader]:
    """What a screen reader learns of the programs on the desktop."""
    with ScreenReader(desktop) as reader:
        yield reader
