"""A routine file that says in each of its text fields what a careless program would act upon."""

from __future__ import annotations

from typing import Any

from studio.files.toml_text import toml_text

SHORT = "A & B 100 % {0} %s"
"""What formats, menus and buttons take for something else."""


def markup(canary: str, server: str) -> str:
    """Markup that loads a file, asks a server and offers links, as soon as anybody reads it as markup."""
    return (
        f"<b>{SHORT}</b><img src='{canary}'><img src='file://{canary}'><img src='{server}/img.png'>"
        f"<img src='//127.0.0.1/share/x.png'><a href='{server}/link'>link</a> {server}/bare "
        f"<style>@import url({server}/style.css); * {{ color: white }}</style>"
        f"<table background='{canary}'><tr><td>x</td></tr></table>"
    )


def title(canary: str) -> str:
    """As much of it as goes into a title."""
    return f"<img src='{canary}'>{SHORT}"[:120]


def text_of(long: str, short: str, *, playable: bool = True) -> str:
    """The text of a routine with `long` in every text and `short` in every title, name, key and preset."""
    step: dict[str, Any] = {"exercise": short, "preset": short, "note": long, "hold": 5}
    moves = [
        {"pose": short, "breath": "in", "say": long},
        {"hold": True, "say": long},
        {"breath": "out", "via": [short], "say": long},
    ]
    own = {
        "name": short,
        "posture": "supine",
        **{
            key: [long, long]
            for key in ("aims", "setup", "cues", "return", "cautions", "avoid", "ask", "assumed")
        },
        "summary": long,
        "sources": [{"title": long, "note": long}],
        "presets": {short: {"reps": 2, "note": long}},
        "cycle": moves,
    }
    steps: list[dict[str, Any]] = [
        step,
        {"circuit": short, "rounds": 2, "steps": [step, {"exercise": "cat-cow", "note": long}]},
        {"exercise": "childs-pose", "hold": 20, "note": long},
    ]
    if not playable:
        steps.append({"exercise": f"no such {short}"[:120], "note": long})
    return toml_text(
        {
            "format": 1,
            "title": short,
            **dict.fromkeys(("author", "description", "source", "language"), long),
            short: long,
            "steps": steps,
            "exercise": {short: own},
        }
    )
