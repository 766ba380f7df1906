"""The words of the exercise editor: parts of the figure, postures, equipment, moves."""

from __future__ import annotations

from collections.abc import Mapping

from studio.core.breath import Half
from studio.core.exercise import Equipment, Posture
from studio.core.pose import Anchor
from studio.core.reach import Grip, Part, joint_of

DEGREE = "\N{DEGREE SIGN}"

_TRUNK = {Part.HIP: "Hips", Part.BACK: "Back", Part.SHOULDERS: "Shoulders", Part.HEAD: "Head"}
_ARM = {Part.MIDDLE: "elbow", Part.END: "hand", Part.TIP: "fingers"}
_LEG = {Part.MIDDLE: "knee", Part.END: "foot", Part.TIP: "toes"}
_PLURALS = {"foot": "feet", "fingers": "fingers", "toes": "toes"}

PART_WORDS: Mapping[str, str] = {
    "enter": "To begin, once for each set and side",
    "cycle": "Each repetition",
    "leave": "To end, once for each set and side",
}  # fmt: skip
HALF_WORDS = {Half.IN: "breathing in", Half.OUT: "breathing out"}
ANCHOR_WORDS = {Anchor.HIP: "Hips", Anchor.SHOULDERS: "Shoulders", Anchor.HEAD: "Head"}

assert set(HALF_WORDS) == set(Half)
assert set(ANCHOR_WORDS) == set(Anchor)


def grip_words(grip: Grip, *, both: bool = False) -> str:
    """A part of the figure: `Shoulders`, `Near knee`, `Both hands`."""
    if not grip.limb:
        return _TRUNK[grip.part]
    kind, side = grip.limb.split("_")
    word = (_ARM if kind == "arm" else _LEG)[grip.part]
    return f"Both {_PLURALS.get(word, word + 's')}" if both else f"{side.capitalize()} {word}"


def joint_words(grip: Grip, angle: float | None) -> str:
    """The joint that moves a part, with its angle: `knee 45°`."""
    name = joint_of(grip) or "lean"
    return name if angle is None else f"{name} {degrees_words(angle)}"


def degrees_words(angle: float) -> str:
    """Whole degrees, with a true minus sign."""
    whole = round(angle)
    return ("\N{MINUS SIGN}" if whole < 0 else "") + f"{abs(whole)}{DEGREE}"


def posture_words(posture: Posture) -> str:
    """A posture as a word to begin with: `All fours`."""
    return (
        posture.value.replace("all-fours", "all fours")
        .replace("side-lying", "lying on the side")
        .capitalize()
    )


def equipment_words(equipment: Equipment) -> str:
    """A piece of equipment as a word to begin with: `Inversion chair`."""
    return equipment.value.replace("-", " ").capitalize()
