"""Figure scripts for tests, and drawing in this process, where all that it needs is loaded."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kefu.drawing import Outcome, Run
from kefu.model import FigureInput, Source
from kefu.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Sequence

NOTHING = FigureInput(cases={}, case=None, themes={}, tables={}, theme=THEME)


def drawing(*lines: str) -> str:
    """Return a script that draws with these lines, the first of which is its fifth."""
    return "from kefu.plotting import canvas\n\n\ndef draw(given):\n" + "".join(f"    {line}\n" for line in lines)


def run(text: str) -> Run:
    """Return a run of a script that is given nothing."""
    return Run(script=Source(path=PurePosixPath("figures/prov.py"), text=text, digest=""), given=NOTHING)


class Easel:
    """Runs scripts in this process, and keeps what they were given."""

    def __init__(self) -> None:
        self.runs: list[Run] = []

    def draw(self, runs: Sequence[Run]) -> list[Outcome]:
        """Run scripts one after another."""
        from kefu.drawing.scripts import run_script  # noqa: PLC0415 - only tests that draw load matplotlib

        self.runs += runs
        return [run_script(one, seconds=60) for one in runs]
