"""The rules of the house hold in every file, and each rule sees a planted fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house import rules

ROOT = Path(__file__).parents[2]
LONG_FUNCTION = "def f():\n" + "    a = 1\n" * 60
LONG_CLASS = "class A:\n" + "    a = 1\n" * 400
MANY_METHODS = "class A:\n" + "".join(f"    def m{i}(self): ...\n" for i in range(31))

PLANTED = [
    (rules.sizes, "studio/a.py", "a = 1\n" * 600),
    (rules.sizes, "studio/a.py", LONG_FUNCTION),
    (rules.sizes, "tests/a.py", LONG_CLASS),
    (rules.sizes, "packaging/a.py", MANY_METHODS),
    (rules.names, "studio/app/utils.py", "a = 1"),
    (rules.names, "studio/app/time_helpers.py", "a = 1"),
    (rules.names, "studio/a.py", "class SoundManager: ..."),
    (rules.names, "studio/a.py", "def sound_helper(): ..."),
    (
        rules.type_checking,
        "studio/a.py",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import os",
    ),
    (rules.type_checking, "studio/a.py", "import typing\nif typing.TYPE_CHECKING:\n    import os"),
    (rules.late_imports, "studio/core/a.py", "def f():\n    import os"),
    (rules.late_imports, "studio/builder/a.py", "def f():\n    from studio.timeline import view"),
    (rules.late_imports, "tests/a.py", "class A:\n    def f(self):\n        import os"),
    (rules.early_qt, "studio/cli/__init__.py", "from studio import boot"),
    (rules.early_qt, "studio/__main__.py", "from PySide6.QtCore import QObject"),
    (rules.widgets, "studio/app/a.py", "from PySide6.QtWidgets import QWidget"),
    (rules.widgets, "studio/app/a.py", "from PySide6 import QtWidgets"),
    (rules.widgets, "studio/host/a.py", "import PySide6.QtWidgets"),
    (rules.waiting, "studio/builder/a.py", "def f(dialog):\n    dialog.exec()"),
    (rules.waiting, "studio/player/a.py", "def f(app):\n    app.processEvents()"),
    (rules.waiting, "studio/core/a.py", "exec('1')"),
    (rules.unfinished, "studio/a.py", "a = 1  # TO" + "DO: more"),
    (rules.unfinished, "tests/a.py", "@pytest.mark.skipif(True)\ndef test(): ..."),
    (rules.unfinished, "tests/a.py", "@pytest.mark.xfail\ndef test(): ..."),
    (rules.unfinished, "tests/a.py", "def test():\n    pytest.skip('later')"),
    (rules.unfinished, "studio/a.py", "def f():\n    raise NotImplementedError"),
    (rules.silenced, "studio/a.py", "a = b()  # type: ignore[misc]"),
    (rules.silenced, "studio/a.py", "a = b()  # type: ignore  # because"),
    (rules.silenced, "studio/a.py", "a = b()  # noqa: E501"),
    (rules.described, "studio/a.py", "a = 1"),
]
ALLOWED = [
    (rules.sizes, "studio/a.py", "def f():\n" + "    a = 1\n" * 59),
    (rules.names, "studio/a.py", "class Futility: ..."),
    (rules.names, "tests/a.py", "def start_window_manager(): ..."),
    (rules.late_imports, "studio/shell/a.py", "def f():\n    from studio.timeline.view import TimelineView"),
    (rules.late_imports, "studio/host/a.py", "def f():\n    from PySide6.QtMultimedia import QAudioSink"),
    (rules.late_imports, "studio/cli/__init__.py", "def f():\n    from studio import boot"),
    (rules.early_qt, "studio/boot.py", "from PySide6.QtWidgets import QApplication"),
    (rules.widgets, "studio/paint/a.py", "from PySide6.QtWidgets import QStyle"),
    (rules.waiting, "studio/boot.py", "def f(app):\n    return app.exec()"),
    (rules.unfinished, "tests/a.py", "def test(player):\n    player.skip()"),
    (rules.silenced, "studio/a.py", "a = b()  # type: ignore[misc]  # the stub lacks it"),
    (rules.silenced, "studio/a.py", "a = b()  # noqa: N802 - the name of Qt's virtual"),
]


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps(rule: rules.Rule) -> None:
    breaches = [str(breach) for source in rules.sources(ROOT) for breach in rule(source)]
    assert not breaches, f"{rule.__doc__}\n" + "\n".join(breaches)


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_fault_is_seen(rule: rules.Rule, path: str, text: str) -> None:
    assert list(rule(rules.Source.of(path, text)))


@pytest.mark.parametrize(("rule", "path", "text"), ALLOWED)
def test_what_is_allowed_is_left_alone(rule: rules.Rule, path: str, text: str) -> None:
    assert not list(rule(rules.Source.of(path, text)))


def test_each_rule_has_a_planted_fault() -> None:
    assert {rule for rule, _, _ in PLANTED} == set(rules.RULES)


def test_every_source_file_is_read() -> None:
    paths = {source.path for source in rules.sources(ROOT)}
    assert {"studio/__init__.py", "packaging/dev.py", "tests/conftest.py", "tests/house/rules.py"} <= paths


def test_packaging_is_no_package(tmp_path: Path) -> None:
    assert rules.misplaced(ROOT) == []
    (tmp_path / "packaging").mkdir()
    (tmp_path / "packaging" / "__init__.py").touch()
    assert rules.misplaced(tmp_path) == ["packaging/__init__.py"]
