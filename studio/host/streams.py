"""A program without a terminal has no streams: gives it some that lead nowhere."""

from __future__ import annotations

import io
import os
import sys

from typing_extensions import override


class Nowhere(io.TextIOBase):
    """Takes every text and keeps none."""

    @override
    def writable(self) -> bool:
        return True

    @override
    def write(self, text: str, /) -> int:
        return len(text)


def hold_streams() -> None:
    """Fill the places of closed streams, lest a routine's file take one and get what is written to it."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass
    os.close(handle)
    if sys.stdout is None:
        sys.stdout = Nowhere()
    if sys.stderr is None:
        sys.stderr = Nowhere()
