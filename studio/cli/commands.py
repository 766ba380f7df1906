"""The commands: check, show and play routines without opening a window that is not needed.

What a command needs is imported when it runs, so that the window is not kept waiting for the others.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path

from studio import __version__
from studio.cli import COMMANDS, begin_log, open_files

FINE, FAILED, MISUSED = 0, 1, 2
"""Exit codes; 2 is argparse's own for wrong usage."""

_MINUTES = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?)(?::([0-5][0-9]))?")
_SHEETS = (".png", ".pdf", ".svg")
_AUDIO = (".wav", ".flac")

_ABOUT = """\
Build back-care routines by drag and drop, see their time and breath, and play them full screen.

commands:
  [FILE...]                   open the builder
  check FILE... [--json]      say what is wrong with routine files
  show FILE [--json]          print a routine's schedule
  play FILE                   play a routine full screen
  fit FILE --minutes 12       fit a routine to a time, and tell what that changes
                              [--to OUT] write it, [--json] for scripts
  export FILE --to OUT        write the sound of a session: a .wav or .flac file
  exercises [--json]          list the exercises there are
  exercises --sheet OUT       draw them with their key poses: a .png, .pdf or .svg file
  render FILE --to FOLDER     draw builder, timeline and player as PNG files
  report [--to OUT]           what to send when something went wrong: nothing personal in it
"""


def run(words: Sequence[str]) -> int:
    """Run a command; gives the exit code."""
    options = _options(list(words))
    _let_any_text_through()
    try:
        code: int = options.run(options)
        _flush()
    except BrokenPipeError:  # whoever read the answer has seen enough
        _give_up_stdout()
        return FAILED
    except OSError as error:
        if options.run not in (_check, _show, _exercises, _fit, _export, _report):
            raise
        _give_up_stdout()
        print(f"spine-studio: the answer could not be written: {error.strerror}", file=sys.stderr)
        return FAILED
    return code


def _options(words: list[str]) -> argparse.Namespace:
    parser = _commands() if words and words[0] in COMMANDS else _opener()
    known = {"-h", "--help", "--version", "--json", "--to", "--sheet", "--minutes"}
    for word in words[: words.index("--")] if "--" in words else words:
        # argparse takes `-5` and `-` for names of files, and Qt would take `-style` for itself
        if word.startswith("-") and word.partition("=")[0] not in known:
            parser.error(f"unknown option {word!a} (a file of that name is given as {'./' + word!a})")
    return parser.parse_args(words)


def _opener() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="spine-studio",
        usage="%(prog)s [COMMAND] [FILE...]",
        description=_ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Spine Studio {__version__}")
    parser.add_argument("files", nargs="*", metavar="FILE", type=Path, help="a routine file to open")
    parser.set_defaults(run=_open)
    return parser


def _commands() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="spine-studio", allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[argparse.Namespace], int], about: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=about, description=about, allow_abbrev=False)
        one.set_defaults(run=run)
        return one

    check = command("check", _check, "Say what is wrong with routine files.")
    check.add_argument("files", nargs="+", metavar="FILE", type=Path)
    show = command("show", _show, "Print a routine's schedule.")
    show.add_argument("file", metavar="FILE", type=Path)
    exercises = command("exercises", _exercises, "List the exercises there are, or draw them.")
    answers = exercises.add_mutually_exclusive_group()
    for one in (check, show, answers):
        one.add_argument("--json", action="store_true", help="for scripts")
    drawn = "draw them with their key poses: a .png, .pdf or .svg file"
    answers.add_argument("--sheet", metavar="OUT", type=_sheet_path, help=drawn)
    fit = command("fit", _fit, "Fit a routine to a time, and tell what that changes.")
    fit.add_argument("file", metavar="FILE", type=Path)
    fit.add_argument(
        "--minutes",
        required=True,
        metavar="MINUTES",
        type=_minutes,
        help="the time there is: 12, 12.5 or 12:30",
    )
    fit.add_argument("--to", metavar="OUT", type=Path, dest="out", help="write the fitted routine")
    fit.add_argument("--json", action="store_true", help="for scripts")
    export = command("export", _export, "Write the sound of a whole session.")
    export.add_argument("file", metavar="FILE", type=Path)
    written = "the file to write: .wav, or .flac, which takes less room"
    export.add_argument("--to", required=True, metavar="OUT", type=_audio_path, dest="out", help=written)
    play = command("play", _play, "Play a routine full screen.")
    play.add_argument("file", metavar="FILE", type=Path)
    render = command("render", _render, "Draw builder, timeline and player as PNG files.")
    render.add_argument("file", metavar="FILE", type=Path)
    render.add_argument("--to", required=True, metavar="FOLDER", type=Path, dest="folder")
    report = command("report", _report, "Tell what to send when something went wrong.")
    report.add_argument("--to", metavar="OUT", type=Path, dest="out", help="write it into a new file")
    return parser


def _check(options: argparse.Namespace) -> int:
    from studio.cli.answers import check

    return check(options.files, options.json)


def _show(options: argparse.Namespace) -> int:
    from studio.cli.answers import show

    return show(options.file, options.json)


def _fit(options: argparse.Namespace) -> int:
    from studio.cli.answers import fit

    return fit(options.file, options.minutes, options.out, options.json)


def _export(options: argparse.Namespace) -> int:
    from studio.cli.exporting import export

    return export(options.file, options.out)


def _audio_path(word: str) -> Path:
    """OUT of `export --to`, which picks the kind of file by its ending."""
    path = Path(word)
    if path.suffix.lower() not in _AUDIO:
        raise argparse.ArgumentTypeError(f"{word!a} does not end in {' or '.join(_AUDIO)}")
    return path


def _minutes(word: str) -> int:
    """Milliseconds of `--minutes`: over none, and no more than a routine may last."""
    found = _MINUTES.fullmatch(word)
    seconds = Fraction(found[1]) * 60 + Fraction(found[2] or 0) if found else Fraction(0)
    if not 0 < seconds <= 12 * 3_600:
        raise argparse.ArgumentTypeError(f"{word!a} is no time; write minutes, 12 or 12:30")
    return round(seconds * 1_000)


def _sheet_path(word: str) -> Path:
    """OUT of `--sheet`, which picks the kind of picture by its ending."""
    path = Path(word)
    if path.suffix.lower() not in _SHEETS:
        raise argparse.ArgumentTypeError(f"{word!a} does not end in {', '.join(_SHEETS)}")
    return path


def _exercises(options: argparse.Namespace) -> int:
    if options.sheet is not None:
        from studio.boot import draw_sheet

        return draw_sheet(options.sheet)
    from studio.cli.answers import exercises

    return exercises(options.json)


def _report(options: argparse.Namespace) -> int:
    from studio.cli.reporting import report

    return report(options.out)


def _open(options: argparse.Namespace) -> int:
    return open_files(options.files)


def _play(options: argparse.Namespace) -> int:
    from studio.cli.answers import can_be_played

    if not can_be_played(options.file):
        return FAILED
    from studio.boot import play_file

    return play_file(options.file, begin_log())


def _render(options: argparse.Namespace) -> int:
    from studio.cli.answers import can_be_drawn

    if not can_be_drawn(options.file):
        return FAILED
    _flush()
    from studio.boot import render

    return render(options.file, options.folder)


def _let_any_text_through() -> None:
    """A terminal that lacks a character shows its number instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _flush() -> None:
    if sys.stdout is not None:  # a program without a console has none
        sys.stdout.flush()


def _give_up_stdout() -> None:
    """Nothing more can be written: keep Python from trying again, and complaining, at its end."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    finally:
        os.close(nowhere)
