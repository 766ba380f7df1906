"""Steps as a text that anyone can read, and back: what the clipboard and a drag between windows carry."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import field, replace

from studio.core.exercise import Catalogue, Exercise
from studio.core.frozen import frozen
from studio.core.routine import FORMAT, Circuit, Item, Routine, Step, fresh
from studio.core.rows import Place, flat_rows, inserted, outermost
from studio.files.errors import Level, Location, Problem, RoutineFileError
from studio.files.own import ids_like
from studio.files.read import routine_in
from studio.files.routines import ROUTINE_FIELDS
from studio.files.source import MOST_BYTES, Source, parse_source
from studio.files.write import readable_text

NAME = "the text"
"""What messages call a text that is in no file."""

TITLE = "Steps"
_QUOTED = re.compile(r"[ \t]*(?:> ?)+")
_BEGINNING = re.compile(
    rf"(?m)^[ \t]*(?:(?:{'|'.join(ROUTINE_FIELDS)})[ \t]*=|\[\[?[ \t]*(?:steps|breath|exercise)\b)"
)


@frozen
class Clip:
    """Steps and circuits with identities of their own, and the exercises that they bring along."""

    items: tuple[Item, ...]
    exercises: tuple[Exercise, ...] = field(default=(), compare=False)


def clip_text(routine: Routine, uids: Collection[int], catalogue: Catalogue, own: Collection[str]) -> str:
    """Those steps and circuits as a small routine, with the exercises that nobody else may have.

    These are the routine's, and those of the catalogue whose ids are in `own`.
    """
    chosen = set(outermost(routine, uids))
    items = tuple(row.item for row in flat_rows(routine) if row.uid in chosen)
    used = dict.fromkeys(step.exercise for step in _steps(items))
    known = {**{id_: catalogue[id_] for id_ in own if id_ in catalogue}, **_by_id(routine.exercises)}
    exercises = tuple(known[id_] for id_ in used if id_ in known)
    return readable_text(
        Routine(routine.title or TITLE, items, language=routine.language, exercises=exercises)
    )


def read_clip(text: str, catalogue: Catalogue) -> Clip:
    """The steps in a text: a routine, or the `[[steps]]` of one, quoted in a letter or not.

    Raises RoutineFileError, also where there is no step. Lines are counted as in `text`.
    """
    if len(text) > MOST_BYTES:  # told before the text is copied
        raise _refusal("over-limit", f"it is over {MOST_BYTES // 1024} KiB; copy fewer steps")
    text = unquoted(text)
    found = _BEGINNING.search(text)
    if found is None:
        raise _refusal("no-routine", "there are no steps in it; copy steps of a routine and paste again")
    # What a letter says above is no part of it; its lines stay, so that they can be counted.
    text = "\n" * text.count("\n", 0, found.start()) + text[found.start() :]
    loaded = routine_in(_whole(parse_source(text.encode(errors="replace"), NAME)), catalogue)
    if loaded.newer_format:
        raise _refusal("newer-format", "a newer version of Spine Studio made it; update this one")
    if not loaded.routine.steps:
        raise _refusal("no-steps", "the routine in it has no steps; copy some and paste again")
    used = {step.exercise for step in loaded.routine.walk()}
    return Clip(
        tuple(fresh(item) for item in loaded.routine.steps),
        tuple(one for one in loaded.routine.exercises if one.id in used),
    )


def steps_alone(text: str) -> str:
    """A clip without the first lines, which a routine can have only once."""
    found = re.search(r"(?m)^\[\[", text)
    return text[found.start() :] if found else text


def pasted(
    routine: Routine, clip: Clip, place: Place, catalogue: Catalogue, own: Collection[str] = ()
) -> tuple[Routine, tuple[int, ...]]:
    """The routine with a clip's steps at a place, and their identities.

    An exercise that the routine or the catalogue knows by the same id is used where it is the same; another
    one comes in under the next id that is free, so that no step changes its meaning.
    """
    known = routine.lookup(catalogue)
    mine = list(routine.exercises)
    names: dict[str, str] = {}
    for exercise in clip.exercises:
        id_ = next(id_ for id_ in ids_like(exercise.id) if id_ not in known or _alike(known[id_], exercise))
        names[exercise.id] = id_
        if id_ not in known:
            renamed = exercise if id_ == exercise.id else _renamed(exercise, id_)
            known = {**known, id_: renamed}
            mine.append(renamed)
    items = tuple(_with_names(fresh(item), names) for item in clip.items)
    there = {one.id for one in mine}
    used = dict.fromkeys(step.exercise for step in _steps(items))
    # What nobody else has goes with the routine.
    mine += [catalogue[id_] for id_ in used if id_ in own and id_ in catalogue and id_ not in there]
    made = inserted(routine, items, place)
    if len(mine) > len(routine.exercises):
        made = replace(made, exercises=tuple(mine))
    return made, tuple(item.uid for item in items)


def unquoted(text: str) -> str:
    """The text with plain line ends, without the marks of a quoted letter where every line has them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    said = [line for line in lines if line.strip()]
    if said and all(_QUOTED.match(line) for line in said):
        lines = [_QUOTED.sub("", line, count=1) for line in lines]
    return "\n".join(lines)


def _whole(source: Source) -> Source:
    """Steps that were copied without the first lines of their routine, with them."""
    table = source.table
    if "format" in table or "title" in table:
        return source
    return replace(source, table={"format": FORMAT, "title": TITLE, **table})


def _with_names(item: Item, names: dict[str, str]) -> Item:
    if isinstance(item, Circuit):
        steps = (_with_names(step, names) for step in item.steps)
        return replace(item, steps=tuple(step for step in steps if isinstance(step, Step)))
    name = names.get(item.exercise, item.exercise)
    return item if name == item.exercise else replace(item, exercise=name)


def _renamed(exercise: Exercise, id_: str) -> Exercise:
    written = {key: id_ if key == "id" else value for key, value in exercise.written.items()}
    return replace(exercise, id=id_, written=written)


def _alike(known: Exercise, exercise: Exercise) -> bool:
    return known == (exercise if exercise.id == known.id else replace(exercise, id=known.id))


def _by_id(exercises: Iterable[Exercise]) -> Catalogue:
    return {exercise.id: exercise for exercise in exercises}


def _steps(items: Iterable[Item]) -> Iterable[Step]:
    for item in items:
        yield from item.steps if isinstance(item, Circuit) else (item,)


def _refusal(code: str, message: str) -> RoutineFileError:
    return RoutineFileError([Problem(Location(NAME), Level.ERROR, code, message)])
