"""A file whose every text is markup, in the real program: nothing else is opened and nobody is asked."""

from __future__ import annotations

import http.server
import os
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desktop.desktop import Desktop
from tests.desktop.playing import PLAYER
from tests.desktop.programs import until
from tests.hostile import markup, text_of, title

BUILDER = "\N{EN DASH} Spine Studio"


class Listener(http.server.ThreadingHTTPServer):
    """A server on this machine that writes down who asks."""

    asked: list[str]


class _Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        assert isinstance(self.server, Listener)
        self.server.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_words: object) -> None:
        """Say nothing on the terminal."""


@pytest.fixture
def listener() -> Iterator[Listener]:
    with Listener(("127.0.0.1", 0), _Answer) as server:
        server.asked = []
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("command", [(), ("play",)], ids=("builder", "player"))
def test_b35_nothing_is_opened_because_a_text_says_so(
    desktop: Desktop, listener: Listener, tmp_path: Path, command: tuple[str, ...]
) -> None:
    canary = Path("/tmp") / f"canary-{os.getpid()}.png"
    port = listener.server_address[1]
    file = tmp_path / "hostile.routine.toml"
    file.write_text(text_of(markup(str(canary), f"http://127.0.0.1:{port}"), title(str(canary))), "utf-8")
    trace = tmp_path / "trace"
    os.mkfifo(canary)  # whoever opens it waits for ever, and the window with it
    try:
        tracing: tuple[str | Path, ...] = ("strace", "-f", "-qq", "-e", "trace=file,network", "-s", "400")
        program = desktop.start(*tracing, "-o", trace, sys.executable, "-m", "studio", *command, file)
        window = desktop.wait_for_window(PLAYER if command else BUILDER, within=90)
        desktop.click(window.x + window.width // 2, window.y + 160)
        for key in ("ctrl+t", "F8", "Down", "Down", "space"):
            desktop.key(key)
        # It still answers, and everything that was asked for is on the screen.
        size = (window.x, window.y)
        until(lambda: any((w.x, w.y) == size for w in desktop.windows()), "the window is there")
        desktop.screenshot(tmp_path / "hostile.png")
        program.end()
        told = trace.read_text("utf-8", "replace")
    finally:
        canary.unlink()
    assert str(file) in told, "the file itself was opened, and that was seen"
    # What goes to and from the display server says the window's title, as it should.
    lines = [line for line in told.splitlines() if not re.search(r"\b(?:recv|send)\w*\(", line)]
    assert [line for line in lines if canary.name in line and "hostile.routine" not in line] == []
    assert [
        line for line in told.splitlines() if re.search(r"\b(?:connect|send\w*)\(.*AF_INET6?\b", line)
    ] == []
    assert listener.asked == []
