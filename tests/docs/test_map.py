"""The map of the code is what the code says, and the everyday changes are recipes.

`KEFU_UPDATE_GOLDEN=1 pytest -k docs` rewrites the parts that are made from the code.
"""

from __future__ import annotations

import ast
import os
import re
from collections import defaultdict
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import REPOSITORY
from tests.manual import is_path, page, table
from tests.test_architecture import MODULES, ROOMS, own_imports_of, room_of

if TYPE_CHECKING:
    from collections.abc import Callable

UPDATE: Final = "KEFU_UPDATE_GOLDEN"
ARCHITECTURE: Final = REPOSITORY / "docs" / "architecture.md"
FORGETTING: Final = "\n**If you forget:** "


def purpose_of(module: str) -> str:
    """Return the first paragraph of a module's docstring on one line."""
    docstring = ast.get_docstring(ast.parse(MODULES[module].read_text(encoding="utf-8")))
    assert docstring
    return " ".join(docstring.partition("\n\n")[0].split())


def modules_in(room: str) -> list[str]:
    inside = (module for module in MODULES if room_of(module) == room and module not in ROOMS)
    return [module.rpartition(".")[2] for module in inside]


def rooms() -> str:
    """Return the table of rooms: what each says about itself, and the modules in it."""
    rows = (
        f"| `{room.removeprefix('kefu.').replace('.', '/')}/` | {purpose_of(room)} | {', '.join(modules_in(room))} |\n"
        for room in ROOMS
        if room != "kefu"
    )
    return "| room | what it is for | modules |\n|:--|:--|:--|\n" + "".join(rows)


def modules() -> str:
    """Return the table of the modules that are in no room."""
    rows = (f"| `{name}.py` | {purpose_of(f'kefu.{name}')} |\n" for name in modules_in("kefu") if name != "__main__")
    return "| module | what it is for |\n|:--|:--|\n" + "".join(rows)


def floors() -> str:
    """Return the floors as text, the highest first. A room is on the floor above the highest that it imports from."""

    def top(module: str) -> str:
        return module.split(".")[1] if "." in module else ""

    imported: dict[str, set[str]] = defaultdict(set)
    for module in MODULES:
        imported[top(module)] |= {top(other) for other in own_imports_of(module)} - {top(module), ""}
    del imported[""]
    floor: dict[str, int] = {}
    for name in TopologicalSorter(imported).static_order():
        floor[name] = 1 + max((floor[other] for other in imported[name]), default=-1)
    lines = (
        f"{number:2}  {'  '.join(sorted(name for name in floor if floor[name] == number))}\n"
        for number in reversed(range(max(floor.values()) + 1))
    )
    return f"```text\n{''.join(lines)}```\n"


@pytest.mark.parametrize("make", [rooms, modules, floors], ids=lambda make: make.__name__)
def test_the_map_is_made_from_the_code(make: Callable[[], str]) -> None:
    name = make.__name__
    text = ARCHITECTURE.read_text(encoding="utf-8")
    place = re.compile(rf"(?<=<!-- {name} -->\n\n).*?(?=\n<!-- end of {name} -->)", re.DOTALL)
    if os.environ.get(UPDATE):
        text = place.sub(lambda _: make(), text)
        ARCHITECTURE.write_text(text, encoding="utf-8")

    assert place.findall(text) == [make()], f"{UPDATE}=1 pytest -k docs rewrites it"


def test_every_room_and_every_module_is_on_the_map_once() -> None:
    on_the_map = [module for room in ROOMS for module in [room, *(f"{room}.{name}" for name in modules_in(room))]]

    assert sorted(on_the_map) == sorted(MODULES)
    assert "| `check/leaks/` | " in rooms()
    assert "| `pipeline.py` | The straight line of a build" in modules()


def test_a_floor_is_above_all_that_it_imports_from() -> None:
    lines = [line.split() for line in floors().splitlines()[1:-1]]
    floor = {name: int(number) for number, *names in lines for name in names}

    assert floor["cli"] > floor["pipeline"] > floor["check"] > floor["load"] > floor["reading"] > floor["model"]
    assert floor["tree"] == 0


def test_the_values_of_the_line_are_declared_where_the_page_says() -> None:
    for value, _, path in table(page("docs/architecture.md"), "Source"):
        assert re.search(rf"^class {value}\b", (REPOSITORY / path).read_text(encoding="utf-8"), re.MULTILINE), value


def changes() -> dict[str, str]:
    """Return the texts of the everyday changes by their headings."""
    text = page("docs/develop.md").path.read_text(encoding="utf-8")
    chapter = text.partition("\n## Ten everyday changes\n")[2].partition("\n## ")[0]
    return {heading: body for heading, _, body in (part.partition("\n") for part in chapter.split("\n### ")[1:])}


def test_there_are_ten_everyday_changes() -> None:
    assert len(changes()) == 10


@pytest.mark.parametrize("change", changes())
def test_a_change_lists_its_files_in_order_and_says_what_fails_without_one(change: str) -> None:
    steps, _, fails = changes()[change].partition(FORGETTING)
    listed = re.findall(r"^(\d+)\. (.*(?:\n   .*)*)", steps, re.MULTILINE)
    with_files = [step for _, step in listed if any(map(is_path, re.findall("`([^`]+)`", step)))]

    assert [int(number) for number, _ in listed] == [*range(1, len(listed) + 1)]
    assert len(with_files) >= 2
    assert fails
