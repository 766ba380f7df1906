"""Settings: the table, what is kept of them, and every way in which their file can be damaged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from studio.app.settings import SETTINGS, Choice, Settings, choices
from studio.app.settings_file import Found, good_copy, read_settings
from studio.app.settings_keeper import SettingsKeeper
from studio.host.settings_place import settings_file

pytestmark = pytest.mark.usefixtures("qtbot")  # a timer needs an application

KEPT = {"format": 1, "theme": "dark", "text_size": 1.3, "volume": 35, "favourites": ["cat-cow"]}
WHOLE = json.dumps(KEPT).encode()

DAMAGED = {
    "empty": b"",
    "a-blank": b" \n",
    "one-nul": b"\0",
    "nuls": b"\0" * 512,
    "nuls-at-the-end": WHOLE + b"\0\0\0\0",
    "nuls-inside": WHOLE.replace(b"dark", b"da\0k"),
    "truncated-early": WHOLE[:1],
    "truncated-key": WHOLE[:9],
    "truncated-value": WHOLE[: WHOLE.index(b"dark") + 2],
    "truncated-late": WHOLE[:-1],
    "twice": WHOLE + WHOLE,
    "not-utf8": WHOLE.replace(b"dark", b"d\xffrk"),
    "utf16": WHOLE.decode().encode("utf-16"),
    "toml": b'theme = "dark"\n',
    "html": b"<html>404</html>",
    "a-list": b"[1, 2, 3]",
    "a-text": b'"dark"',
    "a-number": b"42",
    "null": b"null",
    "nan": b'{"text_size": NaN}',
    "deep": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "too-large": b'{"a": "' + b"x" * 2_000_000 + b'"}',
    "random": bytes(range(256)) * 8,
    "theme-a-number": json.dumps({**KEPT, "theme": 7}).encode(),
    "theme-unheard-of": json.dumps({**KEPT, "theme": "plaid"}).encode(),
    "text-size-a-text": json.dumps({**KEPT, "text_size": "1.3"}).encode(),
    "text-size-a-switch": json.dumps({**KEPT, "text_size": True}).encode(),
    "volume-too-loud": json.dumps({**KEPT, "volume": 10**12}).encode(),
    "volume-a-half": json.dumps({**KEPT, "volume": 0.5}).encode(),
    "switch-a-number": json.dumps({**KEPT, "reduced_motion": 1}).encode(),
    "favourites-a-text": json.dumps({**KEPT, "favourites": "cat-cow"}).encode(),
    "favourites-of-null": json.dumps({**KEPT, "favourites": [None]}).encode(),
    "window-too-short": json.dumps({**KEPT, "window": [1, 2]}).encode(),
}
assert len(DAMAGED) >= 30


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "config"
    folder.mkdir()
    return folder / "settings.json"


@pytest.fixture
def settings() -> Settings:
    return Settings()


def kept(settings: Settings, path: Path) -> list[str]:
    """Keep what the settings are now; what was said about it."""
    said: list[str] = []
    keeper = SettingsKeeper(settings, path, settings)
    keeper.failed.connect(said.append)
    keeper.begin()
    keeper.flush()
    return said


def run(path: Path) -> tuple[Settings, Found]:
    """The settings as a start of the program finds them and leaves them."""
    found = read_settings(path)
    settings = Settings(found.values)
    if found.keeps:
        assert kept(settings, path) == []
    return settings, found


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a15_damaged_settings_give_way_to_the_last_good_copy(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    good_copy(path).write_bytes(WHOLE)
    settings, found = run(path)
    assert [settings.value(name) for name in ("theme", "text_size", "volume")] == ["dark", 1.3, 35]
    assert settings.value("favourites") == ("cat-cow",)
    assert "damaged" in found.said
    (aside,) = path.parent.glob("*.damaged-*")
    assert aside.read_bytes() == data
    assert aside.name in found.said
    again, quiet = run(path)
    assert quiet.said == ""
    assert again.given == settings.given


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
def test_a15_without_a_good_copy_the_damaged_settings_are_as_at_first(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    settings, found = run(path)
    fitting = {"theme": ("dark", "system"), "text_size": (1.3, 1.0), "volume": (35, 80)}
    assert all(settings.value(name) in values for name, values in fitting.items())
    assert "damaged" in found.said
    assert [aside.read_bytes() for aside in path.parent.glob("*.damaged-*")] == [data]


def test_a15_both_files_damaged(path: Path) -> None:
    path.write_bytes(b"{")
    good_copy(path).write_bytes(b"\0")
    settings, found = run(path)
    assert settings.given == {}
    assert "damaged" in found.said
    assert sorted(aside.read_bytes() for aside in path.parent.glob("*.damaged-*")) == [b"\0", b"{"]


def test_a15_what_is_put_aside_takes_no_name_from_what_was_before(path: Path) -> None:
    for number in range(3):
        path.write_bytes(b"x" * number)
        run(path)
    assert sorted(aside.read_bytes() for aside in path.parent.glob("*.damaged-*")) == [b"", b"x", b"xx"]


def test_a15_a_later_version_keeps_what_only_it_knows(path: Path) -> None:
    later = {**KEPT, "format": 9, "theme": "sepia", "hologram": {"on": True}}
    path.write_text(json.dumps(later))
    found = read_settings(path)
    settings = Settings(found.values)
    assert found.said == ""
    assert settings.value("theme") == "system"
    assert settings.value("volume") == 35
    keeper = SettingsKeeper(settings, path, settings)
    settings.put("volume", 50)
    keeper.flush()
    assert json.loads(path.read_text()) == {**later, "volume": 50}


def test_a15_a_folder_in_the_place_of_the_file(path: Path) -> None:
    path.mkdir()
    settings, found = run(path)
    assert settings.given == {}
    assert "damaged" in found.said
    assert path.is_file()


def test_a16_without_a_folder_to_write_in_the_settings_live_in_memory(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "home").write_text("a file, not a folder")
    path = tmp_path / "home" / "config" / "settings.json"
    assert read_settings(path).values == {}
    said: list[str] = []
    keeper = SettingsKeeper(settings, path, settings)
    keeper.failed.connect(said.append)
    keeper.begin()
    settings.put("theme", "dark")
    keeper.flush()
    settings.put("theme", "light")
    keeper.flush()
    assert settings.value("theme") == "light"
    assert len(said) == 1
    assert "cannot be kept" in said[0]


def test_a16_a_home_that_is_missing_is_made(settings: Settings, tmp_path: Path) -> None:
    path = tmp_path / "not" / "there" / "settings.json"
    assert kept(settings, path) == []
    assert path.is_file()


def test_a16_the_file_is_in_the_persons_own_folder(own_home: Path) -> None:
    assert settings_file().is_relative_to(own_home)


def test_what_is_set_is_there_after_the_next_start(settings: Settings, path: Path) -> None:
    keeper = SettingsKeeper(settings, path, settings)
    settings.put("theme", "dark")
    settings.put("favourites", ("b", "a"))
    settings.put("text_size", 1.15)
    keeper.flush()
    assert Settings(read_settings(path).values).given == settings.given
    assert good_copy(path).read_bytes() == path.read_bytes()


def test_only_what_was_set_is_written(settings: Settings, path: Path) -> None:
    kept(settings, path)
    assert json.loads(path.read_text()) == {"format": 1}


def test_two_programs_keep_each_their_own_change(settings: Settings, path: Path) -> None:
    other = Settings()
    keepers = [SettingsKeeper(one, path, one) for one in (settings, other)]
    settings.put("theme", "dark")
    other.put("volume", 10)
    for keeper in keepers:
        keeper.flush()
    assert json.loads(path.read_text()) == {"format": 1, "theme": "dark", "volume": 10}


def test_a_file_that_is_damaged_meanwhile_is_not_overwritten(settings: Settings, path: Path) -> None:
    keeper = SettingsKeeper(settings, path, settings)
    path.write_bytes(b"{ half")
    settings.put("theme", "dark")
    keeper.flush()
    assert json.loads(path.read_text())["theme"] == "dark"
    assert [aside.read_bytes() for aside in path.parent.glob("*.damaged-*")] == [b"{ half"]


def test_a_change_is_told_once(settings: Settings) -> None:
    told: list[str] = []
    settings.changed.connect(told.append)
    settings.put("volume", 50)
    settings.put("volume", 50)
    settings.put("theme", "system")
    assert told == ["volume"]


@pytest.mark.parametrize(("name", "value"), [("theme", "plaid"), ("volume", 101), ("voice", "yes")])
def test_a_value_that_does_not_fit_is_refused(settings: Settings, name: str, value: object) -> None:
    with pytest.raises(ValueError, match=name):
        settings.put(name, value)
    assert settings.given == {}


def test_a_step_stays_within_the_choice(settings: Settings) -> None:
    sizes = []
    for by in (1, 1, 1, 1, -1, -1, -1, -1):
        settings.step("text_size", by)
        sizes.append(settings.value("text_size"))
    assert sizes == [1.15, 1.3, 1.5, 1.5, 1.3, 1.15, 1.0, 1.0]


def test_every_default_is_of_its_kind() -> None:
    for name, setting in SETTINGS.items():
        assert setting.kind.taken(setting.default) == setting.default, name
        if isinstance(setting.kind, Choice):
            assert setting.default in choices(name)
