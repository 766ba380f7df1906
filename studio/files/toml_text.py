"""The layout of a TOML text: short values on one line, tables under headers, keys in their order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import tomli_w

from studio.core.exercise import Table
from studio.files.locate import MOST_DIGITS, MOST_NESTED, MOST_PARTS

WIDTH = 100
"""Characters up to which a list or a table stands on one line."""

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")
_PLAIN = re.compile(r"[ !#-\[\]-~]*\Z")
"""Texts that stand between quotation marks as they are; most do, and the writer need not be asked."""
_BLOCKS = frozenset(("steps", "cycle", "enter", "leave"))
"""Lists of tables that get a header for each."""

_LONG = 10 ** (MOST_DIGITS - 1)
"""A number that the reader would refuse in decimals, or nearly; it was written in hex digits and stays so."""

_HEADED = frozenset(("dose", "presets", "poses", "exercise"))
_HOLDERS = frozenset(("presets", "poses", "exercise"))
"""Tables that get a header, and tables whose own tables do."""

Keys = tuple[str, ...]


def toml_text(table: Table) -> str:
    """The TOML text of a table. Reading it gives the same keys, in the same order, and the same values."""
    return "".join(_body((), table)).lstrip("\n")


def _body(path: Keys, table: Table) -> Iterator[str]:
    """A table's own keys and then, behind headers, the tables in it.

    What stands behind a header belongs to it, so a table before a plain key is written on a line.
    """
    items = list(table.items())
    headed = [_is_headed((*path, key), value) for key, value in items]
    first = len(headed) - headed[::-1].index(False) if False in headed else 0
    for key, value in items[:first]:
        if isinstance(value, dict | list):
            yield from _line((key,), value)
        else:
            yield f"{_name(key)} = {_inline(value)}\n"
    for key, value in items[first:]:
        keys = (*path, key)
        if isinstance(value, list):
            header = f"\n[[{_key(keys)}]]\n"
            for item in value:
                yield header
                yield from _body(keys, item)
            continue
        body = list(_body(keys, value))
        if not body or not body[0].startswith("\n"):
            yield f"\n[{_key(keys)}]\n"
        yield from body


def _is_headed(keys: Keys, value: Any) -> bool:
    if len(keys) > MOST_PARTS:
        return False
    if isinstance(value, list):
        if not value or not all(isinstance(item, dict) for item in value):
            return False
        return keys[-1] in _BLOCKS or any(_is_wide(item) for item in value)
    if not isinstance(value, dict):
        return False
    named = len(keys) == 1 or keys[-1] in _HEADED or keys[-2] in _HOLDERS
    return named or _is_wide(value)


def _is_wide(value: Any) -> bool:
    text = _inline(value)
    return len(text) > WIDTH or "\n" in text or _brackets(value) >= MOST_NESTED


def _line(keys: Keys, value: Any) -> Iterator[str]:
    """One key and its value; a table too deep for brackets is spread over dotted keys."""
    if isinstance(value, dict) and len(keys) < MOST_PARTS and _brackets(value) > MOST_NESTED:
        for key, inner in value.items():
            yield from _line((*keys, key), inner)
        return
    text = _inline(value)
    if isinstance(value, list) and (len(text) > WIDTH or "\n" in text):
        text = "[\n" + "".join(f"    {_inline(item)},\n" for item in value) + "]"
    yield f"{_key(keys)} = {text}\n"


def _inline(value: Any) -> str:
    if type(value) is int:
        return str(value) if value < _LONG else hex(value)
    if isinstance(value, str) and _PLAIN.match(value):
        return f'"{value}"'
    if isinstance(value, list):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    if isinstance(value, dict):
        inner = ", ".join(f"{_key(keys)} = {_inline(item)}" for keys, item in _flat((), value))
        return f"{{ {inner} }}" if inner else "{}"
    multiline = isinstance(value, str) and "\n" in value and "\r" not in value
    return tomli_w.dumps({"k": value}, multiline_strings=multiline).removeprefix("k = ").removesuffix("\n")


def _flat(keys: Keys, table: Table) -> Iterator[tuple[Keys, Any]]:
    """The values of an inline table by dotted keys: tables in it need no brackets of their own."""
    for key, value in table.items():
        inner = (*keys, key)
        if isinstance(value, dict) and value and len(inner) < MOST_PARTS:
            yield from _flat(inner, value)
        else:
            yield inner, value


def _brackets(value: Any) -> int:
    """How deep the brackets of a value's one-line text go."""
    if isinstance(value, list):
        return 1 + max((_brackets(item) for item in value), default=0)
    if isinstance(value, dict):
        return 1 + max((_brackets(item) for _keys, item in _flat((), value)), default=0)
    return 0


def _key(keys: Keys) -> str:
    return ".".join(map(_name, keys))


@lru_cache(maxsize=1_000)
def _name(key: str) -> str:
    return key if _BARE.match(key) else tomli_w.dumps({key: 0}).removesuffix(" = 0\n")
