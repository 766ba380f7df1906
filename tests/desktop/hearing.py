"""What the sound card plays, with the time by the clock at which each sample was heard."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self

import numpy as np
from numpy.typing import NDArray

from tests.desktop.desktop import RATE, SINK, Desktop
from tests.desktop.programs import until

NEAR = 1.5  # seconds around a sample in which the card's clock is taken as even
AROUND = 0.15  # seconds around the time it is due in which a tone is looked for
SURE = 0.8  # how like a tone must be what is taken for it, 0..1


class Hearing:
    """Listens to the sound card until the block ends.

    The card's own clock runs a little fast or slow, and slips. The time of a sample is told by when samples
    come out of the pipe: by the promptest of a stretch.
    """

    def __init__(self, desktop: Desktop, source: str = f"{SINK}.monitor") -> None:
        words = ("parec", "--device", source, "--format=s16le", f"--rate={RATE}", "--channels=1", "--raw")
        self._recorder = subprocess.Popen(
            (*words, "--latency-msec=20"), env=desktop.environment, stdout=subprocess.PIPE
        )
        self._parts: list[bytes] = []
        self._seen: list[tuple[float, int]] = []
        self._thread = threading.Thread(target=self._listen)

    def __enter__(self) -> Self:
        self._thread.start()
        until(lambda: self._parts, "something is recorded")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._recorder.terminate()
        self._recorder.wait()
        self._thread.join()
        if self._recorder.stdout is not None:
            self._recorder.stdout.close()

    @property
    def samples(self) -> NDArray[np.float64]:
        """All that was heard, between -1 and 1."""
        whole = b"".join(self._parts)
        return np.frombuffer(whole[: len(whole) // 2 * 2], "<i2") / 32_768

    @property
    def seconds(self) -> float:
        """How much was heard."""
        return self._seen[-1][1] / RATE if self._seen else 0.0

    def time_of(self, sample: int) -> float:
        """When a sample was heard, in seconds of the clock."""
        came, count = np.array(self._seen).T
        at = came[min(int(np.searchsorted(count, sample)), len(came) - 1)]
        near = np.abs(came - at) <= NEAR
        return float((came - count / RATE)[near].min()) + sample / RATE

    def find(self, tones: Sequence[NDArray[np.float32]], low: int, high: int) -> int | None:
        """The sample in `[low, high)` at which the likest of some tones begins; None where there is none."""
        heard = self.samples[max(low, 0) : max(high, 0)]
        found = [likest(heard, tone) for tone in tones]
        score, at = max(found, default=(0.0, 0))
        return max(low, 0) + at if score > SURE else None

    def _listen(self) -> None:
        assert self._recorder.stdout is not None
        count = 0
        while part := os.read(self._recorder.stdout.fileno(), 65_536):
            self._parts.append(part)
            count += len(part)
            self._seen.append((time.monotonic(), count // 2))


def likest(heard: NDArray[np.float64], tone: NDArray[np.float32]) -> tuple[float, int]:
    """How like a tone the likest stretch of what was heard is, 0..1, and where it begins."""
    places = len(heard) - len(tone) + 1
    if places <= 0:
        return 0.0, 0
    size = 1 << (len(heard) + len(tone)).bit_length()
    alike = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(tone, size)), size)[:places]
    power = np.concatenate([[0.0], np.cumsum(heard**2)])
    own = np.sqrt((power[len(tone) :] - power[: -len(tone)]).clip(1e-6) * float(np.sum(tone**2)))
    at = int(np.argmax(alike))
    return float(alike[at] / own[at]), at
