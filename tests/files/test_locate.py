"""Every key is found on its line, whatever stands around it, and limits hold before parsing."""

from __future__ import annotations

import json
import re
import time
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.files.errors import KeyPath
from studio.files.locate import MOST_SAID, locate

EXAMPLE = '''# a comment with [brackets] and x = 1
format = 1

title = """
[[steps]]
exercise = "no"
""" # after
a.b."c d".'e' = 1
[breath]   # a table
"in" = 4
out = [ # a list
  1,

  [2, 3], {x = 1,
  # not = here
  y = [1,
    2]}]

[[steps]]
exercise = "x"
  [[steps.steps]]
  exercise = "y"
  hold = [15, 20]
  [[steps.steps]]
  note = \'\'\'
  a = 1
\'\'\'
  [steps.steps.breath]
  in = 4
[[steps]]
exercise = "z"
text = "quote \\" # [no"
[exercise.my-stretch.poses."odd.name"]
lumbar = 1
'''
LINES: dict[KeyPath, int] = {
    ("format",): 2,
    ("title",): 4,
    ("a", "b", "c d", "e"): 8,
    ("a", "b"): 8,
    ("breath",): 9,
    ("breath", "in"): 10,
    ("breath", "out"): 11,
    ("breath", "out", 0): 12,
    ("breath", "out", 1): 14,
    ("breath", "out", 1, 1): 14,
    ("breath", "out", 2, "x"): 14,
    ("breath", "out", 2, "y"): 16,
    ("breath", "out", 2, "y", 1): 17,
    ("steps",): 19,
    ("steps", 0): 19,
    ("steps", 0, "exercise"): 20,
    ("steps", 0, "steps", 0, "hold"): 23,
    ("steps", 0, "steps", 0, "hold", 1): 23,
    ("steps", 0, "steps", 1): 24,
    ("steps", 0, "steps", 1, "note"): 25,
    ("steps", 0, "steps", 1, "breath", "in"): 29,
    ("steps", 0, "steps", 1, "breath", "out"): 28,
    ("steps", 1, "exercise"): 31,
    ("steps", 1, "text"): 32,
    ("exercise", "my-stretch", "poses", "odd.name", "lumbar"): 34,
    ("exercise", "my-stretch", "poses"): 33,
    ("nothing",): 1,
}


@pytest.mark.parametrize(("path", "line"), LINES.items(), ids=str)
def test_where_keys_are(path: KeyPath, line: int) -> None:
    assert locate(EXAMPLE).line_of(path) == line


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("a = 1", False),
        ("a = 1 # b", True),
        ("# b", True),
        ("a = '# b'", False),
        ('a = """\n# b\n"""', False),
        ("a = [1, # b\n2]", True),
        ("[a] # b", True),
    ],
)
def test_comments_are_noticed(text: str, comments: bool) -> None:
    assert locate(text).comments is comments


names = st.one_of(
    st.from_regex(r"[A-Za-z0-9_-]{1,6}", fullmatch=True), st.sampled_from(("a b", "é", "", '"', "a.b"))
)
scalars = st.sampled_from(
    (
        "1",
        "-2.5e3",
        "true",
        "1979-05-27 07:32:00",
        '"# [x] = {"',
        "'a = [b]'",
        '"\\"\\\\"',
        '"""a\n[b]\n"""',
        "'''\n#'''",
    )
)
gaps = st.sampled_from(("", " ", "\n", " # x = [1]\n", "\n\n"))


def quoted(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name)


class Writer:
    """Writes a TOML text and notes the line of everything in it."""

    def __init__(self, draw: Any) -> None:
        self.text, self._draw = "", draw
        self.lines: dict[KeyPath, int] = {}

    @property
    def line(self) -> int:
        return self.text.count("\n") + 1

    def keys(self, count: int) -> list[str]:
        keys: list[str] = self._draw(st.lists(names, min_size=count, max_size=count, unique=True))
        return keys

    def value(self, path: KeyPath, depth: int = 0) -> None:
        form = self._draw(st.integers(0, 7 if depth < 3 else 5))
        if form < 6:
            self.text += self._draw(scalars)
        elif form == 6:
            self.text += "["
            for index in range(self._draw(st.integers(0, 3))):
                self.text += self._draw(gaps)
                self.lines[(*path, index)] = self.line
                self.value((*path, index), depth + 1)
                self.text += self._draw(gaps) + ","
            self.text += self._draw(gaps) + "]"
        else:
            self.text += "{"
            for index, key in enumerate(self.keys(self._draw(st.integers(0, 2)))):
                self.text += ", " if index else " "
                self.pair((*path,), key, depth + 1)
            self.text += " }"

    def pair(self, path: KeyPath, key: str, depth: int = 0) -> None:
        self.lines[(*path, key)] = self.line
        self.text += f"{quoted(key)} = "
        self.value((*path, key), depth)

    def body(self, path: KeyPath) -> None:
        for key in self.keys(self._draw(st.integers(0, 3))):
            self.pair(path, key)
            self.text += self._draw(st.sampled_from(("\n", " # [c]\n", "\n\n# d = 1\n")))

    def document(self) -> None:
        self.body(())
        for index, key in enumerate(self.keys(self._draw(st.integers(0, 3)))):
            name = f"t{index}{key}"  # not one of the keys above
            if self._draw(st.booleans()):
                self.header((name,), (name,), "[{}]")
            else:
                for row in range(self._draw(st.integers(1, 3))):
                    self.header((name, row), (name,), "[[{}]]")
                    for inner in range(self._draw(st.integers(0, 2))):
                        self.header((name, row, "in-ner", inner), (name, "in-ner"), "  [[{}]]")

    def header(self, path: KeyPath, parts: tuple[str, ...], form: str) -> None:
        self.lines[path] = self.line
        self.text += form.format(" . ".join(quoted(part) for part in parts)) + "\n"
        self.body(path)


@st.composite
def written(draw: st.DrawFn) -> Writer:
    writer = Writer(draw)
    writer.document()
    return writer


@settings(max_examples=80)
@given(written())
def test_every_key_is_found_on_its_line(writer: Writer) -> None:
    places = locate(writer.text)
    assert places.breach is None
    for path, line in writer.lines.items():
        assert places.line_of(path) == line, (path, writer.text)


def paths_of(value: Any, path: KeyPath = ()) -> Iterator[KeyPath]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in pairs:
        yield (*path, key)
        yield from paths_of(inner, (*path, key))


@settings(max_examples=60)
@given(written(), st.data())
def test_it_reads_the_keys_that_the_parser_reads(writer: Writer, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(writer.text)))
    text = (
        writer.text[:cut]
        + data.draw(st.sampled_from(("", "]", '"', "\n[x]\n", "=", "}\n")))
        + writer.text[cut:]
    )
    places = locate(text)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    by_parser = {path for path in paths_of(table) if all(isinstance(part, str) for part in path)}
    by_scanner = {path for path in places.lines if all(isinstance(part, str) for part in path)}
    assert by_scanner <= by_parser
    assert {path[:1] for path in by_parser} <= by_scanner


DEEP = "[" * 100_000
LONG_KEY = "a." * 20_000


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (26, f"{LONG_KEY}a = 1"),
        (26, f"x = 1\n[{LONG_KEY}a]"),
        (26, f"a = {{ {LONG_KEY}a = 1 }}"),
        (26, "\n".join(f"k{i}.{'a.' * 1000}a = 1" for i in range(256))),
        (27, f"a = {DEEP}"),
        (27, "a = " + "{a=" * 100_000),
        (29, "a = " + "9" * 5_000),
        (29, "a = 0x" + "f" * 1_000_000),
    ],
)
def test_b26_b27_b29_what_would_choke_the_parser_is_refused_at_once(number: int, text: str) -> None:
    start = time.process_time()
    places = locate(text)
    assert places.breach is not None
    assert places.breach.path, "the key is named"
    assert time.process_time() - start < 0.2


def test_the_limits_themselves_are_allowed() -> None:
    assert locate(".".join("a" * 16) + " = 1").breach is None
    assert locate(".".join("a" * 17) + " = 1").breach is not None
    assert locate("a = " + "[" * 8 + "]" * 8).breach is None
    assert locate("a = " + "[" * 9 + "]" * 9).breach is not None
    assert locate("a = '" + "9" * 5_000 + "'").breach is None


@pytest.mark.parametrize(
    "text",
    [
        '"' * 200_001,
        "'" * 200_001,
        '"""\\' * 50_000,
        'a = """' + '\\"""' * 50_000,
        "[" * 200_000,
        "[[a]]\n" * 80_000,
        "a = [" + "1," * 200_000,
        "#" * 400_000,
        "a" * 400_000,
        "a=1\n" * 100_000,
        "a = {" + "b.c=1," * 60_000,
    ],
    ids=lambda text: text[:12],
)
def test_it_takes_time_with_the_length_only(text: str) -> None:
    start = time.process_time()
    locate(text)
    assert time.process_time() - start < 2


def test_b31_more_steps_than_may_be_are_refused_before_anything_is_parsed() -> None:
    for text in ("[[steps]]\n" * 2_001, "steps = [" + "{},\n" * 2_001 + "]"):
        breach = locate("format = 1\n" + text).breach
        assert breach is not None
        assert (breach.path, breach.line) == (("steps",), 2_002)
        assert "over 2000 steps" in breach.message
    inner = locate("[[steps]]\n" + "[[steps.steps]]\n" * 2_001).breach
    assert inner is not None
    assert (inner.path, inner.line) == (("steps", 0, "steps"), 2_002)
    assert locate("[[steps]]\n" * 2_000 + "[[steps.steps]]\n" * 2_000 + "[[other]]\n" * 2_001).breach is None


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("[x]\n", 2),
        ("[[x.y]]\n", 3),
        ("a.b = 1\n", 2),
        ("a = 1\n", 1),
        ("a = [[1, 2]]\n", 4),
        ("a = { b.c = 1 }\n", 3),
    ],
)
def test_b48_a_file_can_say_only_so_much(said: str, parts: int) -> None:
    most = MOST_SAID // parts
    assert locate(said * most).breach is None
    breach = locate(said * (most + 2)).breach
    assert breach is not None
    assert f"over {MOST_SAID} keys and items" in breach.message
    assert most < breach.line <= most + 2
