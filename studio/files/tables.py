"""Kinds of tables: fields by name, read with every problem told and written back where they stood."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from typing_extensions import override

from studio.core.exercise import Table
from studio.core.frozen import frozen
from studio.files.findings import At, quiet
from studio.files.kinds import ABSENT, Kind

T = TypeVar("T")
Values = dict[str, Any]
"""Values by key; None, or no entry, where nothing is said."""


@frozen
class Field:
    """One key of a table. `unsaid` is the value that need not be written; `needed` says what is missing."""

    kind: Kind[Any]
    unsaid: Any = None
    needed: str = ""


Fields = Mapping[str, Field]


@frozen
class TableOf(Kind[T]):
    """A table. `build` makes the value of what was read, `values` takes it apart again.

    `build` is called with the values, the table as it was read and its place; it may report and give None.
    `written` gives the table that a value was read from, for values that keep theirs.
    """

    what: str
    fields: Fields
    build: Callable[[Values, Table, At], T | None]
    values: Callable[[T], Values]
    written: Callable[[T], Table] | None = None

    @override
    def read(self, raw: object, at: At) -> T | None:
        if not isinstance(raw, dict):
            self.reject(raw, at, "see the guide to the file format")
            return None
        values = read_fields(self.fields, raw, at)
        return None if values is None else self.build(values, raw, at)

    @override
    def plain(self, value: T) -> Table:
        return merged(self.fields, self.values(value), {})

    @override
    def toml(self, value: T, raw: object = ABSENT) -> Table:
        before = self.written(value) if self.written else raw
        return merged(self.fields, self.values(value), before if isinstance(before, dict) else {})


@frozen
class Named(Kind[dict[str, Any]]):
    """A table of tables of one kind, by names that the author gives."""

    item: Kind[Any]
    what: str

    @override
    def read(self, raw: object, at: At) -> dict[str, Any] | None:
        if not isinstance(raw, dict):
            self.reject(raw, at, f"write [{at.key}.name] above its keys")
            return None
        read = {name: self.item.read(item, at / name) for name, item in raw.items()}
        return {name: item for name, item in read.items() if item is not None}

    @override
    def plain(self, value: dict[str, Any]) -> Table:
        return {name: self.item.plain(item) for name, item in value.items()}

    @override
    def toml(self, value: dict[str, Any], raw: object = ABSENT) -> Table:
        before = raw if isinstance(raw, dict) else {}
        order = [name for name in before if name in value] + [name for name in value if name not in before]
        return {name: self.item.toml(value[name], before.get(name, ABSENT)) for name in order}


def read_fields(fields: Fields, raw: Table, at: At) -> Values | None:
    """The values of a table's known keys; None where a needed one is missing. Unknown keys are warned of."""
    values: Values = {}
    for key, item in raw.items():
        if key in fields:
            values[key] = fields[key].kind.read(item, at / key)
        else:
            at.unknown(key, fields)
    refused = False
    for key in [key for key, field in fields.items() if field.needed]:
        if key not in raw:
            (at / key).error("missing", f"{key} is missing; write {fields[key].needed}")
        refused = refused or values.get(key) is None
    return None if refused else values


def merged(fields: Fields, values: Values, written: Table) -> Table:
    """The table `written`, saying `values`: what is unchanged or unknown stays as and where it stood.

    New keys come behind the last one before them in the order of `fields`.
    """
    made: Table = {}
    for key, raw in written.items():
        if key not in fields:
            made[key] = raw
            continue
        kind, value = fields[key].kind, values.get(key)
        if value is None or value == fields[key].unsaid:
            if _says(kind, raw, value, fields[key].unsaid):
                made[key] = raw
        else:
            made[key] = kind.toml(value, raw)
    new = {
        key: field.kind.toml(value)
        for key, field in fields.items()
        if key not in written and (value := values.get(key)) is not None and value != field.unsaid
    }
    return _inserted(tuple(fields), made, new) if made and new else made or new


def _says(kind: Kind[Any], raw: object, value: Any, unsaid: Any) -> bool:
    """Whether a value may stay as written where it need not be there: it says that, or nothing readable."""
    read = kind.read(raw, quiet())
    return read is None or read == (unsaid if value is None else value)


def _inserted(order: tuple[str, ...], made: Table, new: Table) -> Table:
    keys = list(made)
    for key in new:
        before = [keys.index(other) for other in order[: order.index(key)] if other in keys]
        keys.insert(max(before) + 1 if before else 0, key)
    return {key: new[key] if key in new else made[key] for key in keys}
