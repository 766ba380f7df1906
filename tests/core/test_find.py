"""Finding exercises, and showing a stranger's text on one line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.exercise import Equipment, Exercise, Posture
from studio.core.find import Bearing, bearing_of, found, near, position_word, search_text
from studio.core.plain import LONGEST, one_line

BRIDGE = Exercise("glute-bridge", "Glute bridge", Posture.SUPINE, (), aims=("strength",))
POSE = Exercise("childs-pose", "Child\N{RIGHT SINGLE QUOTATION MARK}s pose", Posture.KNEELING, ())
CAFE = Exercise("cafe", "Décompression à l’École", Posture.STANDING, (), equipment=(Equipment.WALL,))
TEXTS = {exercise.id: search_text(exercise) for exercise in (BRIDGE, POSE, CAFE)}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("", ["glute-bridge", "childs-pose", "cafe"]),
        ("bri", ["glute-bridge"]),
        ("BRIDGE glute", ["glute-bridge"]),
        ("ridge", []),
        ("strength", ["glute-bridge"]),
        ("lying", ["glute-bridge"]),
        ("supine", ["glute-bridge"]),
        ("wall", ["cafe"]),
        ("decompression", ["cafe"]),
        ("ECOLE", ["cafe"]),
        ("child's", ["childs-pose"]),
        ("childs", ["childs-pose"]),
        ("glute wall", []),
        ("  ", ["glute-bridge", "childs-pose", "cafe"]),
    ],
)
def test_search(query: str, ids: list[str]) -> None:
    assert list(found(query, TEXTS)) == ids


def test_what_hangs_or_tilts_is_inverted() -> None:
    boots = replace(CAFE, posture=Posture.HANGING, equipment=(Equipment.BOOTS,))
    assert bearing_of(boots) is Bearing.INVERTED
    assert bearing_of(replace(boots, equipment=(Equipment.BAR,))) is Bearing.HANGING
    assert position_word(replace(CAFE, posture=Posture.TABLE)) == "Inversion table"


@pytest.mark.parametrize(
    ("query", "ids"),
    [("brigde", ["bridge"]), ("gluet bridge", ["bridge"]), ("stretsh", ["cat"]), ("zzzz", []), ("", [])],
)
def test_a_slip_still_finds(query: str, ids: list[str]) -> None:
    texts = {"bridge": "glute bridge supine", "cat": "cat cow stretch kneeling"}
    assert found(query, texts) == () or not query
    assert list(near(query, texts)) == ids


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("<b>Push</b> & pull", "<b>Push</b> & pull"),
        ("100 % {0} %s", "100 % {0} %s"),
        ("a\u202ecod.exe\u202c", "acod.exe"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("line\none\r\ntwo\ttab\u2028end", "line one two tab end"),
        ("bell\x07\x00", "bell"),
        ("lone \ud800 half", "lone half"),
        ("n\u0303o\u0308", "n\u0303o\u0308"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("a" + "\u0301" * 100_000, "a" + "\u0301" * 4),
        ("x" * 1_000_000, "x" * (LONGEST - 1) + "…"),
    ],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


@given(st.text(alphabet=st.characters(), max_size=500))
def test_one_line_is_short_settled_and_can_be_encoded(text: str) -> None:
    line = one_line(text)
    assert len(line) <= LONGEST
    assert "\n" not in line
    line.encode()
    assert one_line(line) == line
