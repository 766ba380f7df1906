"""Keeps the screen from switching off while something plays."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable
from typing import Protocol

log = logging.getLogger(__name__)


class Awake(Protocol):
    """Holds the screen on between `start` and `stop`, where the system lets it; neither ever raises."""

    @property
    def active(self) -> bool:
        """Whether the screen is held on right now."""
        ...

    def start(self) -> None:
        """Hold the screen on; a second call changes nothing."""
        ...

    def stop(self) -> None:
        """Let the screen switch off again; a second call changes nothing."""
        ...


class Hold(Protocol):
    """A hold on the screen, which may turn out not to work."""

    active: bool

    def __enter__(self) -> object: ...

    def __exit__(self, kind: None, value: None, trace: None, /) -> object: ...


class ScreenAwake:
    """Holds the screen by whatever `ask` gives; one that fails is only seen in `active`."""

    def __init__(self, ask: Callable[[], Hold]) -> None:
        self._ask = ask
        self._held: Hold | None = None

    @property
    def active(self) -> bool:
        """Whether the desktop agreed; asking is not enough."""
        return self._held is not None and bool(self._held.active)

    def start(self) -> None:
        """Ask for the screen to stay on."""
        if self._held is not None:
            return
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                held = self._ask()
                held.__enter__()
        except Exception:
            # Whatever a desktop answers, a session has to begin.
            log.warning("the screen could not be kept awake", exc_info=True)
            return
        self._held = held

    def stop(self) -> None:
        """Let go of the screen."""
        held, self._held = self._held, None
        if held is None:
            return
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                held.__exit__(None, None, None)
        except Exception:
            log.warning("the screen could not be let go", exc_info=True)


def screen_awake() -> Awake:
    """The screen of this machine, held by what its desktop offers."""
    from wakepy import keep

    return ScreenAwake(lambda: keep.presenting(on_fail="pass"))


class NeverAwake:
    """For pictures and tests: asks for nothing."""

    active = False

    def start(self) -> None:
        """Nothing to hold."""

    def stop(self) -> None:
        """Nothing to let go."""
