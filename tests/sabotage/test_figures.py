"""A passage that a figure script draws is found, however it draws it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.drawing.writing import NOTHING, Easel, drawing
from tests.sabotage.figure_plants import FIRST, LAST, SCRIPTS

from kefu.check import readers
from kefu.check.leaks.audit import Wanted, lettered, search_channels
from kefu.check.leaks.canaries import canaries
from kefu.drawing import Run
from kefu.model import FigureInput, Source

if TYPE_CHECKING:
    from kefu.check.leaks.audit import Searched

from dataclasses import replace
from pathlib import PurePosixPath

PASSAGE: Final = "Rektorn fick aldrig veta att ordföranden redan hade bestämt sig före mötet"


def drawn(*lines: str) -> bytes:
    """Return what a script draws that is given the passage in a table."""
    script = Source(path=PurePosixPath("figures/plant.py"), text=drawing(*lines), digest="")
    given: FigureInput = replace(NOTHING, tables={"plant.csv": ({"words": PASSAGE},)})
    (outcome,) = Easel().draw([Run(script=script, given=given)])
    assert [told for told in outcome.told if not told.minor] == []
    return outcome.svg


def searched(svg: bytes) -> Searched:
    letters = tuple(canary.letters for canary in canaries(PurePosixPath("note.md"), (PASSAGE,)))
    return search_channels(lettered(readers.read("plant.svg", svg).channels), Wanted(excluded=letters, included=()))


@pytest.mark.parametrize("what", SCRIPTS)
def test_a_passage_that_is_drawn_is_found(what: str) -> None:
    assert searched(drawn(*FIRST, *SCRIPTS[what], LAST)).hits
