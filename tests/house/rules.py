"""The rules of CONTRIBUTING.md that a program can check: each turns a source file into its breaches."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MOST_LINES_OF_A_FILE = 600
MOST_LINES_OF_A_CLASS = 400
MOST_METHODS = 30
MOST_LINES_OF_A_FUNCTION = 60

FORBIDDEN_NAMES = {
    ast.Module: re.compile(r"(?:^|_)(?:managers?|helpers?|utils?)(?:_|$)"),
    ast.ClassDef: re.compile(r"Manager|Helper|Utils?(?:$|[A-Z])"),
    ast.FunctionDef: re.compile(r"(?:^|_)(?:helpers?|utils?)(?:_|$)"),  # a window manager is a thing, though
}
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b")
SILENCED = re.compile(
    r"#\s*(?:type:\s*ignore|noqa)(?P<code>\[[^\]]*\]|:\s*[A-Z]+[0-9, A-Z]*)?(?P<reason>.*)$"
)
SKIPPING = {"skip", "skipif", "xfail", "importorskip"}
BLOCKING = {"exec", "exec_", "processEvents"}

# (where, what): what start-up time needs late. A name stands for itself and all below it.
MAY_IMPORT_LATE = (
    ("studio/shell/", "studio.timeline"),
    ("studio/", "pyqtgraph"),
    ("studio/", "PySide6.QtMultimedia"),
    ("studio/", "PySide6.QtTextToSpeech"),
    ("studio/", "PySide6.QtPrintSupport"),
    ("studio/host/awake.py", "wakepy"),
    ("studio/host/single.py", "socket"),
    ("studio/boot.py", "studio.host.listening"),
    ("studio/boot.py", "studio.shell.safekeeping"),
    ("studio/boot.py", "studio.app.safe_start"),
    ("studio/cli/commands.py", "studio.cli.reporting"),
    ("studio/", "sqlite3"),
    # what the first picture does not need
    ("studio/boot.py", "studio.shell.desk"),
    ("studio/boot.py", "studio.shell.prompts"),
    ("studio/boot.py", "studio.shell.pictures"),
    ("studio/boot.py", "studio.shell.playing"),
    ("studio/boot.py", "studio.shell.poster"),
    ("studio/boot.py", "studio.app.settings_keeper"),
    ("studio/shell/desk.py", "studio.shell.playing"),
    ("studio/shell/resuming.py", "studio.shell.playing"),
    ("studio/shell/exercising.py", "studio.builder.exercise_room"),
    ("studio/shell/desk.py", "studio.shell.settings_page"),
    ("studio/shell/desk.py", "studio.shell.sounds"),
    ("studio/shell/desk.py", "studio.builder.fit_panel"),
    ("studio/shell/welcoming.py", "studio.builder.welcome"),
    ("studio/shell/text_room.py", "studio.builder.text_view"),
    ("studio/shell/checking.py", "studio.builder.check_panel"),
    ("studio/cli/__init__.py", "studio.cli.commands"),
    ("studio/cli/commands.py", "studio.cli.answers"),
    ("studio/cli/commands.py", "studio.cli.exporting"),
    ("studio/cli/commands.py", "studio.boot"),
    ("studio/cli/__init__.py", "studio.boot"),
    ("studio/cli/__init__.py", "studio.host.voice_process"),
    ("studio/__main__.py", "studio.boot"),
)
# The event loop, the one place where a person is asked and waited for, and QDrag, which knows no other way.
MAY_BLOCK = (
    *("studio/__main__.py", "studio/boot.py", "studio/shell/prompts.py", "studio/builder/drag.py"),
    "studio/host/voice_process.py",  # the loop of the process that speaks
)
NO_WIDGETS = ("studio/app/", "studio/host/", "studio/files/", "studio/core/", "studio/export/")


@dataclass(frozen=True, slots=True)
class Source:
    """One Python file: its path from the root of the checkout, with slashes, and its text."""

    path: str
    text: str
    tree: ast.Module

    @staticmethod
    def of(path: str, text: str) -> Source:
        return Source(path, text, ast.parse(text, path))

    @staticmethod
    def read(root: Path, path: Path) -> Source:
        return Source.of(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a rule is broken."""

    path: str
    line: int
    what: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.what}"


Rule = Callable[[Source], Iterator[Breach]]
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _length(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def sizes(source: Source) -> Iterator[Breach]:
    """No file, class or function over its limit; decorators do not count, docstrings do."""
    lines = source.text.count("\n") + 1
    if lines > MOST_LINES_OF_A_FILE:
        yield Breach(source.path, 1, f"{lines} lines in a file")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            methods = sum(isinstance(part, Function) for part in node.body)
            if _length(node) > MOST_LINES_OF_A_CLASS:
                yield Breach(source.path, node.lineno, f"{_length(node)} lines in class {node.name}")
            if methods > MOST_METHODS:
                yield Breach(source.path, node.lineno, f"{methods} methods in class {node.name}")
        elif isinstance(node, Function) and _length(node) > MOST_LINES_OF_A_FUNCTION:
            yield Breach(source.path, node.lineno, f"{_length(node)} lines in {node.name}()")


def names(source: Source) -> Iterator[Breach]:
    """No module, class, function or method named for what it is not."""
    if FORBIDDEN_NAMES[ast.Module].search(PurePosixPath(source.path).stem):
        yield Breach(source.path, 1, "name of the module")
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and FORBIDDEN_NAMES[type(node)].search(node.name):
            yield Breach(source.path, node.lineno, f"name {node.name}")


def type_checking(source: Source) -> Iterator[Breach]:
    """No import that only the type checker sees."""
    for node in ast.walk(source.tree):
        name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
        if name == "TYPE_CHECKING":
            yield Breach(source.path, getattr(node, "lineno", 1), "TYPE_CHECKING")


def _imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """The full names that an import statement may bind."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names]


def _is_within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def late_imports(source: Source) -> Iterator[Breach]:
    """No import inside a function, but the few that make the window appear sooner."""
    for function in ast.walk(source.tree):
        if not isinstance(function, Function | ast.Lambda):
            continue
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                for name in _imported(node):
                    if not any(
                        source.path.startswith(where) and _is_within(name, what)
                        for where, what in MAY_IMPORT_LATE
                    ):
                        yield Breach(source.path, node.lineno, f"imports {name} inside a function")


def early_qt(source: Source) -> Iterator[Breach]:
    """The command line and the entry point do not import the windows before a command needs them."""
    if not source.path.startswith(("studio/cli/", "studio/__main__.py")):
        return
    for node in source.tree.body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in _imported(node):
                if _is_within(name, "studio.boot") or _is_within(name, "PySide6"):
                    yield Breach(source.path, node.lineno, f"imports {name} before a command needs it")


def widgets(source: Source) -> Iterator[Breach]:
    """The rooms below `paint` own no widget."""
    if not source.path.startswith(NO_WIDGETS):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            for name in _imported(node):
                if _is_within(name, "PySide6.QtWidgets"):
                    yield Breach(source.path, node.lineno, f"imports {name}")


def waiting(source: Source) -> Iterator[Breach]:
    """Nothing waits for a person or turns the event loop, but the entry point and the Prompts."""
    if source.path in MAY_BLOCK or not source.path.startswith("studio/"):
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in BLOCKING:
                yield Breach(source.path, node.lineno, f"calls {name}()")


def unfinished(source: Source) -> Iterator[Breach]:
    """No note to finish later, no test that is passed over, no stub."""
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        if token.type == tokenize.COMMENT and UNFINISHED.search(token.string):
            yield Breach(source.path, token.start[0], token.string.strip())
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and node.attr in SKIPPING:
            owner = node.value
            if getattr(owner, "id", "") == "pytest" or getattr(owner, "attr", "") == "mark":
                yield Breach(source.path, node.lineno, f"pytest's {node.attr}")
        elif isinstance(node, ast.Raise) and "NotImplementedError" in ast.dump(node):
            yield Breach(source.path, node.lineno, "not implemented")


def silenced(source: Source) -> Iterator[Breach]:
    """A silenced checker names what it silences and says why."""
    for token in tokenize.generate_tokens(io.StringIO(source.text).readline):
        found = SILENCED.search(token.string) if token.type == tokenize.COMMENT else None
        if found and not (found["code"] and re.search(r"[a-z]{3}", found["reason"])):
            yield Breach(source.path, token.start[0], f"no reason: {token.string.strip()}")


def described(source: Source) -> Iterator[Breach]:
    """Each module says in one line what it is for."""
    told = ast.get_docstring(source.tree)
    if source.tree.body and not told:
        yield Breach(source.path, 1, "no docstring")
    elif told and "\n\n" not in told and "\n" in told and source.path.startswith("studio/"):
        yield Breach(source.path, 1, "first line of the docstring runs on")


RULES: tuple[Rule, ...] = (
    sizes,
    names,
    type_checking,
    late_imports,
    early_qt,
    widgets,
    waiting,
    unfinished,
    silenced,
    described,
)


def sources(root: Path) -> list[Source]:
    """Every Python file of the checkout."""
    return [
        Source.read(root, path)
        for folder in ("studio", "packaging", "tests")
        for path in sorted((root / folder).rglob("*.py"))
    ]


def misplaced(root: Path) -> list[str]:
    """Files that may not be there: packaging/ shares its name with a library and is never a package."""
    return [str(path.relative_to(root)) for path in (root / "packaging" / "__init__.py",) if path.exists()]
