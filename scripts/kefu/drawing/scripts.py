"""Run a figure script in this process: what it draws, and what it does wrong, at the line where it does it."""

from __future__ import annotations

import ast
import io
import os
import re
import sys
import traceback
import types
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

from matplotlib.figure import Figure

from kefu.drawing.areas import alike
from kefu.drawing.outcome import Outcome, Told, failed
from kefu.plotting import styled
from kefu.processes.bounds import bounded

if TYPE_CHECKING:
    from kefu.drawing.areas import Alike
    from kefu.drawing.outcome import Run

_FLEETING: Final = re.compile(r" at 0x[0-9a-fA-F]+|(?<=subprocess) \d+")
"""Addresses of objects and numbers of processes, which are others in every run."""
_GLYPH: Final = re.compile(r"Glyph (?P<code>\d+) \(.*?\) missing from font\(s\) (?P<fonts>.*?)\.?", re.DOTALL)
_LONGEST: Final = 500
"""Characters in a message."""


def run_script(run: Run, *, seconds: int) -> Outcome:
    """Run one figure script.

    A failure is told at the line of the script where it happened, and so is exceeding the time or memory that a script
    may use. What is told is the same in every run.
    """
    with styled(run.given.theme):
        return _run(run, seconds)


def _run(run: Run, seconds: int) -> Outcome:
    script = run.script
    module = types.ModuleType(f"kefu_figure_{script.path.stem}")
    sys.modules[module.__name__] = module  # where dataclasses look up the names that a script defines
    try:
        with bounded(seconds=seconds), warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            exec(compile(script.text, str(script.path), "exec"), module.__dict__)  # noqa: S102 - the project's own scripts
            function = getattr(module, run.function, None)
            if not callable(function):
                return failed(1, f"the script does not define a function “{run.function}”")
            figure = function(run.given)
            if not isinstance(figure, Figure):
                return failed(_line_of(function), f"“{run.function}” does not return a matplotlib figure")
            buffer = io.BytesIO()
            told = [
                Told(line=_line_of(function), message=_said(pair), minor=True, alike=True) for pair in alike(figure)
            ]
            figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    except SyntaxError as error:
        return failed(error.lineno or 1, f"SyntaxError: {_plain(str(error.msg))}")
    except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a script raises is a mistake in the script
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == str(script.path)]
        return failed((lines or [1])[-1] or 1, f"{type(error).__name__}: {_plain(str(error))}")
    given = {_warning(run, str(one.message), one.lineno if one.filename == str(script.path) else 1) for one in caught}
    return Outcome(
        svg=buffer.getvalue(),
        told=(*(Told(line=line, message=message, minor=True) for message, line in sorted(given)), *told),
    )


def _said(pair: Alike) -> str:
    return (
        f"two areas of the figure that meet, {pair.one} and {pair.other}, have a contrast of only "
        f"{pair.contrast:.1f}:1 {pair.sight}"
    )


def _line_of(function: object) -> int:
    return int(getattr(getattr(function, "__code__", None), "co_firstlineno", 1))


def _warning(run: Run, message: str, line: int) -> tuple[str, int]:
    """Return a warning in words, and its line: for a character that the font lacks, the first that writes it."""
    lacking = _GLYPH.fullmatch(message)
    if not lacking:
        return _plain(message), line
    character = chr(int(lacking["code"]))
    number = f"U+{ord(character):04X}"
    shown = f"“{character}” ({number})" if character.isprintable() else f"the control character {number}"
    lines = [
        node.lineno
        for node in ast.walk(ast.parse(run.script.text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and character in node.value
    ]
    tables = [name for name, rows in run.given.tables.items() if any(character in str(row) for row in rows)]
    place = f", which is in {tables[0]}" if tables and not lines else ""
    return f"the font has no sign for {shown}{place}", min(lines, default=line)


def _plain(message: str) -> str:
    """Return a message without what differs from run to run, such as its folder, or cannot be printed."""
    text = _FLEETING.sub("", message).replace(str(Path.cwd()) + os.sep, "")
    text = "".join(letter if letter.isprintable() or letter == "\n" else " " for letter in text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
