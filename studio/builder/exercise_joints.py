"""The page of one key pose: its joints as numbers, what is held, and where to begin from."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.builder.amounts import Amount, AmountError
from studio.builder.choices import Choice
from studio.builder.dose_fields import DoseField, Shown
from studio.builder.dose_row import AmountRow
from studio.builder.exercise_draft import ExerciseDraft
from studio.builder.exercise_stage import PoseStage
from studio.builder.exercise_words import ANCHOR_WORDS, DEGREE, degrees_words, posture_words
from studio.builder.field_row import FieldRow
from studio.builder.pieces import LinkButton
from studio.builder.segmented import Segmented
from studio.core.exercise import Catalogue, Posture
from studio.core.joints import JOINTS, VARIED
from studio.core.neutral import NEUTRAL
from studio.core.plain import one_line
from studio.core.pose import Anchor, Pose, Reach
from studio.core.quantity import Range
from studio.core.reach import (
    Grip,
    Part,
    angle_of,
    angles_of,
    bent_other_way,
    freed,
    grounded,
    joint_of,
    planted,
    sides_swapped,
    tidy,
    with_angle,
)

_TENTH = 10  # angles are kept in tenths of a degree here
_SIDES = {"both": "Both", "near": "Near", "far": "Far"}
_HELD = {"free": "Free", "held": "Held here", "floor": "On the floor"}
_TRUNK = {"lean": Part.SHOULDERS, "back": Part.BACK, "neck": Part.HEAD}
_ARM = {"shoulder": Part.MIDDLE, "elbow": Part.END, "wrist": Part.TIP}
_LEG = {"hip": Part.MIDDLE, "knee": Part.END, "ankle": Part.TIP}


def _read(text: str) -> int:
    """Tenths of a degree of `45`, `-12.5`, `45°`."""
    typed = text.strip().removesuffix(DEGREE).strip().replace("\N{MINUS SIGN}", "-").replace(",", ".")
    if not re.fullmatch(r"-?\d{1,3}(\.\d{1,3})?", typed):
        raise AmountError("Write degrees, for example 45 or -10.")
    return round(float(typed) * _TENTH)


def _show(value: int) -> str:
    return degrees_words(value / _TENTH)


def _joint_field(name: str) -> DoseField:
    """A joint's number; its limits are those of a person, with what is usual between people."""
    low, high = -180.0, 180.0
    if name in JOINTS:
        low, high = JOINTS[name].least - VARIED, JOINTS[name].most + VARIED
    amount = Amount(
        round(low * _TENTH), round(high * _TENTH), _read, _show,
        ((0, _TENTH), (10_000, _TENTH)), ((0, 5 * _TENTH), (10_000, 5 * _TENTH)), 1,
    )  # fmt: skip
    return DoseField(name, name.capitalize(), amount, amount.words, ranged=False)


def _read_share(text: str) -> int:
    """Hundredths of a whole twist."""
    typed = text.strip().removesuffix("%").strip().replace("\N{MINUS SIGN}", "-")
    if not re.fullmatch(r"-?\d{1,3}", typed):
        raise AmountError("Write a number from -100 to 100.")
    return int(typed)


_SHARE = Amount(
    -100, 100, _read_share, lambda value: f"{value} %".replace("-", "\N{MINUS SIGN}"),
    ((1_000, 10),), ((1_000, 50),), 1,
)  # fmt: skip
_TWIST = DoseField("twist", "Twist", _SHARE, _SHARE.words, ranged=False)
"""How far the pelvis is turned against the chest, which an arrow shows."""


class PosePage(QWidget):
    """Everything of a pose that is not done by hand on the stage, which it works with."""

    def __init__(self, draft: ExerciseDraft, stage: PoseStage, catalogue: Catalogue) -> None:
        super().__init__()
        self._draft, self._stage, self._catalogue = draft, stage, catalogue
        self._side = "both"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.side = Segmented("Arms and legs", _SIDES)
        self.side.chosen.connect(self.choose_side)
        self._add(FieldRow("Move", self.side, fills=True))
        self.rows: dict[str, AmountRow] = {}
        for name in (*_TRUNK, *_ARM, *_LEG):
            row = AmountRow(_joint_field(name))
            row.edited.connect(self._set_joint)
            row.taken_back.connect(self._take_back)
            row.settled.connect(self.settle)
            self.rows[name] = row
            self._add(row)
        self.twist = AmountRow(_TWIST)
        self.twist.edited.connect(self._set_twist)
        self.twist.taken_back.connect(self._set_twist)
        self.twist.settled.connect(self.settle)
        self._add(self.twist)
        self.held = {
            kind: Segmented(word, _HELD, padding=8) for kind, word in (("arm", "Hand"), ("leg", "Foot"))
        }
        for kind, choice in self.held.items():
            choice.chosen.connect(lambda how, of=kind: self._hold(of, how))
            self._add(FieldRow("Hand" if kind == "arm" else "Foot", choice, fills=True))
        self.anchor = Segmented("Stays in place", ANCHOR_WORDS, padding=8)
        self.anchor.chosen.connect(self._set_anchor)
        self._add(FieldRow("Stays put", self.anchor, fills=True))
        self.start = Choice("Start from")
        self.start.activated.connect(self._start_from)
        self._starts: list[Pose] = []
        self._fill_starts()
        self._add(FieldRow("Start from", self.start, fills=True))
        for words, made in (
            ("Bend the elbow the other way", self._bend_elbow),
            ("Swap near and far", lambda: self._edit("Swap near and far", sides_swapped(draft.pose))),
        ):
            button = LinkButton(words)
            button.clicked.connect(made)
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        stage.posed.connect(self._pose_by_hand)
        stage.settled.connect(self.settle)
        draft.pose_chosen.connect(self._choose_fitting_side)
        self._choose_fitting_side()

    @property
    def limbs(self) -> tuple[str, ...]:
        """The sides that numbers and buttons are for."""
        return ("near", "far") if self._side == "both" else (self._side,)

    def refresh(self) -> None:
        """Show the pose as it is now."""
        pose = self._draft.pose
        angles = angles_of(pose)
        for name, row in self.rows.items():
            angle = angles.get(self._grip(name, self.limbs[0]))
            row.setVisible(angle is not None)
            if angle is not None:
                row.show_value(Shown(round(angle * _TENTH), True, round(angle * _TENTH), ""), Fraction(0))
                row.offer_back("")
        self.twist.show_value(Shown(round(pose.turn * 100), True, 0, ""), Fraction(0))
        for kind, choice in self.held.items():
            limb = getattr(pose, f"{kind}_{self.limbs[0]}")
            choice.show_value("held" if isinstance(limb, Reach) else "free")
        self.anchor.show_value(pose.anchor)

    def choose_side(self, side: str) -> None:
        """Move the near limbs, the far ones, or both together."""
        self._side = side
        self.side.show_value(side)
        self._stage.show_side(self.limbs[0], both=side == "both")
        self.refresh()

    def settle(self) -> None:
        """A number or a joint is let go: the pose is written as a person would."""
        key = self._draft.merging
        if key is not None and key.startswith("pose "):
            self._draft.edit_pose(self._draft.undo_text, tidy(self._draft.pose), key)
            self._draft.end_merge()

    def _add(self, row: QWidget) -> None:
        layout = self.layout()
        assert layout is not None
        layout.addWidget(row)

    def _choose_fitting_side(self) -> None:
        """Limbs that are almost at one place move together."""
        pose = self._draft.pose
        pairs = (("arm_near", "arm_far"), ("leg_near", "leg_far"))
        alike = all(
            abs((angle_of(pose, Grip(part, near)) or 0.0) - (angle_of(pose, Grip(part, far)) or 0.0)) < 15
            for near, far in pairs
            for part in (Part.MIDDLE, Part.END)
        )
        self.choose_side("both" if alike else "near")

    def _fill_starts(self) -> None:
        self.start.addItem("Choose a pose\N{HORIZONTAL ELLIPSIS}")
        for posture in Posture:
            self._offer(posture_words(posture), NEUTRAL[posture.value])
        for exercise in self._catalogue.values():
            for name, pose in exercise.poses.items():
                self._offer(f"{one_line(exercise.name, 40)}: {one_line(name, 30)}", pose)

    def _offer(self, words: str, pose: Pose) -> None:
        self.start.addItem(words)
        self._starts.append(pose)

    def _start_from(self, row: int) -> None:
        self.start.setCurrentIndex(0)
        if row > 0:
            self._edit("Start from another pose", self._starts[row - 1])
            self._choose_fitting_side()

    @staticmethod
    def _grip(name: str, side: str) -> Grip:
        if name in _TRUNK:
            return Grip(_TRUNK[name])
        return Grip(_ARM[name], f"arm_{side}") if name in _ARM else Grip(_LEG[name], f"leg_{side}")

    def _pose_by_hand(self, pose: Pose) -> None:
        grip = self._stage.grip
        words = joint_of(grip) or ("hips" if grip.part is Part.HIP else "trunk")
        self._draft.edit_pose(
            f"Move {words} in {self._draft.pose_name}", pose, f"pose {grip.part} {grip.limb}"
        )

    def _set_joint(self, name: str, span: Range) -> None:
        made = self._draft.pose
        for side in self.limbs if name not in _TRUNK else self.limbs[:1]:
            made = with_angle(made, self._grip(name, side), span.low / _TENTH)
        text = f"Change {name} to {_show(span.low)}"
        reached = angle_of(made, self._grip(name, self.limbs[0]))
        if reached is not None and abs(reached * _TENTH - span.low) > 5:
            self.rows[name].refuse(f"No further than {_show(round(reached * _TENTH))} in this pose.")
            return
        self._draft.edit_pose(text, made, f"pose number {name}")

    def _set_twist(self, _key: str, span: Range | None) -> None:
        if span is not None:
            made = replace(self._draft.pose, turn=span.low / 100)
            self._draft.edit_pose(f"Change twist to {span.low} %", made, "pose number twist")

    def _take_back(self, name: str, span: Range | None) -> None:
        if span is not None:
            self._set_joint(name, span)

    def _hold(self, kind: str, how: str) -> None:
        made: Mapping[str, Callable[[Pose, str], Pose]] = {"free": freed, "held": planted, "floor": grounded}
        pose = self._draft.pose
        for side in self.limbs:
            pose = made[how](pose, f"{kind}_{side}")
        what = "hand" if kind == "arm" else "foot"
        self._edit(
            {"free": f"Let the {what} free", "held": f"Hold the {what}"}.get(how, f"Put the {what} down"),
            pose,
        )

    def _set_anchor(self, anchor: Anchor) -> None:
        self._edit(f"Keep the {anchor.value} in place", replace(self._draft.pose, anchor=anchor))

    def _bend_elbow(self) -> None:
        pose = self._draft.pose
        for side in self.limbs:
            pose = bent_other_way(pose, f"arm_{side}")
        self._edit("Bend the elbow the other way", pose)

    def _edit(self, text: str, pose: Pose) -> None:
        self._draft.edit_pose(text, tidy(pose))
        self.refresh()
