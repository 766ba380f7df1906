"""What a file may not do by its values: name other files, grow without end, or look like something else."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.app.filing import ENDING, suggested_name
from studio.core.plain import LONGEST, one_line
from studio.files.errors import Level, RoutineFileError, visible
from studio.files.own import file_id
from studio.files.read import Loaded, parse_routine, read_routine
from studio.files.write import routine_text

STEP = '[[steps]]\nexercise = "cat-cow"\n'
OWN = '[exercise.x]\nname = "X"\nposture = "supine"\ncycle = [{ hold = true }]\n'


def read(text: str) -> Loaded:
    return parse_routine(f'format = 1\ntitle = "T"\n{text}'.encode(), "x.routine.toml")


@pytest.mark.parametrize(
    "key", ["include", "import", "extends", "use", "file", "url", "'$ref'", '"#include"']
)
def test_b34_there_is_no_way_to_name_another_file(tmp_path: Path, key: str) -> None:
    other = tmp_path / "other.routine.toml"
    other.write_text('format = 1\ntitle = "Other"\n' + STEP, encoding="utf-8")
    path = tmp_path / "a.routine.toml"
    path.write_text(f"format = 1\ntitle = 'T'\n{key} = '{other}'\n{STEP}{key} = '{path.name}'\n", "utf-8")
    loaded = read_routine(path)
    assert [step.exercise for step in loaded.routine.walk()] == ["cat-cow"]
    assert [problem.code for problem in loaded.problems] == ["unknown-key"] * 2
    assert str(other) in routine_text(loaded.routine), "kept as the text that it is"


def test_b34_an_exercise_that_is_called_like_another_is_told_by_line() -> None:
    with pytest.raises(RoutineFileError) as caught:
        read(STEP + OWN + OWN)
    (problem,) = caught.value.problems
    assert (problem.code, problem.at.line) == ("syntax", 9)


PATHS = (
    "/etc/passwd",
    "../../x.png",
    "..\\x.png",
    "C:\\x.png",
    "C:x.png",
    "\\\\host\\share\\x.png",
    "//host/x.png",
    "http://host/x.png",
    "file:///etc/passwd",
    "smb://host/x",
    "data:image/png;base64,AAAA",
    "/dev/zero",
    "NUL",
    "x.svg",
    "bomb-30000.png",
)


@pytest.mark.parametrize("name", PATHS)
@pytest.mark.parametrize("key", ["image", "picture", "icon", "sound", "audio", "video"])
def test_b39_pictures_and_sounds_are_no_part_of_a_file(
    key: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The format has none: such a key is a text like any other, kept and told, and nothing is looked for."""

    def opened(*_words: object, **_more: object) -> None:
        raise AssertionError("a file was looked for")

    text = f"{STEP}{key} = '{name}'\n{OWN}{key} = '{name}'\n"
    for function in ("os.open", "os.stat", "io.open", "builtins.open"):
        monkeypatch.setattr(function, opened)
    loaded = read(text)
    again = routine_text(loaded.routine)
    monkeypatch.undo()
    assert [(p.code, p.level) for p in loaded.problems] == [("unknown-key", Level.WARNING)] * 2
    assert again.count(f"{key} = ") == 2


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Neck & back", "neck-back"),
        ("CON", "con-1"),
        ("com1", "com1-1"),
        ("Lpt\N{SUPERSCRIPT TWO}", "lpt²-1"),
        ("nul.", "nul-1"),
        ("con.txt", "con-txt"),
        ("trailing dot.", "trailing-dot"),
        ("trailing space ", "trailing-space"),
        ("-x", "x"),
        ("--version", "version"),
        (".hidden", "hidden"),
        ("a/b\\c:d", "a-b-c-d"),
        ("../../etc/passwd", "etc-passwd"),
        ("~root", "root"),
        ("$(reboot) `x` %PATH%", "reboot-x-path"),
        ('<a> | "b" ? *', "a-b"),
        ("\u202egnp.exe", "gnp-exe"),
        ("\u2067abc\u2069\u200f", "abc"),
        ("a\u0000b\u0007c\r\nd", "a-b-c-d"),
        ("x" * 300, "x" * 60),
        ("\N{PERSON IN LOTUS POSITION}", "routine"),
        ("...", "routine"),
        ("", "routine"),
    ],
)
def test_b40_a_file_name_from_any_title(title: str, name: str) -> None:
    assert suggested_name(title) == name + ENDING


RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789¹²³")}
"""Names that Windows takes for devices, whatever their ending."""


@given(st.text(max_size=130))
def test_b40_every_name_is_one_that_every_disk_takes(title: str) -> None:
    for name in (suggested_name(title), file_id(title) + ".toml"):
        stem = name.removesuffix(ENDING).removesuffix(".toml")
        assert stem
        assert len(name.encode("utf-8", "replace")) <= 255
        assert all(letter.isalnum() or letter in "-_" for letter in stem)
        assert not stem.startswith("-")
        assert not stem.endswith("-")
        assert Path(name).name == name
        assert stem.lower() not in RESERVED


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("safe\u202egnp.exe", "safegnp.exe"),
        ("\u2067abc\u2069", "abc"),
        ("a\u200bb\u2060c\ufeffd\u00ade", "abcde"),
        ("a\u0000\u0007\u001b[31mb", "a[31mb"),
        ("a\r\nb\u2028c\u2029d\x0be", "a b c d e"),
        ("e" + "\u0301" * 100_000, "e" + "\u0301" * 4),
        ("\U000e0041\U000e0042tags", "tags"),
        ("\ud800x", "x"),
        ("נשימה", "נשימה"),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_b37_what_is_seen_is_what_is_said(text: str, line: str) -> None:
    assert one_line(text) == line


@given(st.text(alphabet=st.characters(), max_size=300))
def test_b37_no_line_turns_breaks_or_hides(text: str) -> None:
    start = time.process_time()
    line = one_line(text)
    assert time.process_time() - start < 0.2
    assert len(line) <= LONGEST
    assert visible(line) == line, "there is nothing left that would have to be written out"
    assert "\n" not in line
    assert one_line(line) == line


def test_b37_b38_a_long_text_is_cut_without_being_looked_at_whole() -> None:
    start = time.process_time()
    assert len(one_line("x" * 20_000_000)) == LONGEST
    assert len(one_line("\u0301" * 20_000_000)) <= LONGEST
    assert time.process_time() - start < 0.2


def test_b38_a_file_with_a_text_of_20_mb_is_refused_by_its_size() -> None:
    start = time.process_time()
    with pytest.raises(RoutineFileError) as caught:
        read(f'note = "{"x" * 20_000_000}"')
    assert time.process_time() - start < 0.2
    assert [problem.code for problem in caught.value.problems] == ["over-limit"]


def test_b41_packs_are_not_offered() -> None:
    """Were they ever, case 41 wants limits and tests of its own; a zip is refused like any other no-text."""
    with pytest.raises(RoutineFileError) as caught:
        parse_routine(b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(range(256)), "x.routine.zip")
    assert caught.value.problems[0].code in ("not-utf8", "syntax")
    studio = Path(__file__).parents[2] / "studio"
    packs = ("import zipfile", "import tarfile", "unpack_archive")
    assert [path for path in studio.rglob("*.py") for word in packs if word in path.read_text("utf-8")] == []
