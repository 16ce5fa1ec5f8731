"""What was tried against the gate is counted from the tests; `KEFU_UPDATE_GOLDEN=1 pytest -k docs` counts it again."""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import REPOSITORY
from tests.drawing import test_studio
from tests.sabotage import drawn_plants, figure_plants, hiding_plants, source_plants, web_plants
from tests.sabotage.table import PLANTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.sabotage.planting import Plant

GATE: Final = REPOSITORY / "docs" / "gate.md"
BEGIN: Final = "<!-- tried -->\n\n"
END: Final = "\n<!-- end of tried -->"

ATTACKS: Final = (test_studio.STARTING, test_studio.UNENDING, test_studio.FORBIDDEN, test_studio.CHEATING)


def tried() -> str:
    """Return the table of what was tried: how many of each, in what, and the test that does it."""
    disguised = hiding_plants.PLANTS + drawn_plants.PLANTS
    rows = (
        ("passages in finished files", len(PLANTS), kinds(PLANTS), "sabotage/test_leaks_in_every_channel"),
        ("the same with real names", len(PLANTS), "the same", "sabotage/test_names_in_every_channel"),
        (
            "passages that are hidden or out of order",
            len(disguised),
            kinds(disguised),
            "sabotage/test_hidden_and_out_of_order",
        ),
        ("passages in disguise", len(web_plants.DISGUISED), "one kind of file", "sabotage/test_leaks_in_every_channel"),
        ("passages that a figure script draws", len(figure_plants.SCRIPTS), "drawings", "sabotage/test_figures"),
        (
            "passages pasted in sources",
            len(source_plants.PLANTS),
            "Markdown, YAML, BibTeX, CSV",
            "sabotage/test_sources",
        ),
        ("figure scripts that do what they must not", sum(map(len, ATTACKS)), "processes", "drawing/test_studio"),
    )
    lines = (f"| {what} | {count:,} | {where} | `tests/{test}.py` |\n" for what, count, where, test in rows)
    return "| what | how many | in what | test |\n|:--|--:|:--|:--|\n" + "".join(lines)


def kinds(plants: Iterable[Plant]) -> str:
    """Return the kinds of files that plants are in, the most frequent first."""
    counted = Counter(str(plant.kind) for plant in plants)
    return ", ".join(f"{kind} {count}" for kind, count in sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def test_the_documentation_tells_what_was_tried() -> None:
    text = GATE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    shown, _, after = rest.partition(END)
    if os.environ.get("KEFU_UPDATE_GOLDEN") and shown != tried():
        GATE.write_text(f"{before}{BEGIN}{tried()}{END}{after}", encoding="utf-8")
        pytest.skip("counted what was tried; look at what git says has changed")
    assert shown == tried()


@pytest.mark.parametrize("name", re.findall(r"`([\w./]+)\.py` \|\n", tried()))
def test_what_does_it_exists(name: str) -> None:
    assert (REPOSITORY / f"{name}.py").is_file()
