"""What reads texts takes time in proportion to them: a text of 20,000 signs of any kind takes a moment."""

from __future__ import annotations

import itertools
import time
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import pytest

from kefu import tree
from kefu.check.people import personal_data_in_source
from kefu.check.sources.tables import tables
from kefu.check.sources.typography import typography
from kefu.load.places import headings, labels, targets
from kefu.model import Source
from kefu.reading.sources import active, locate, occurrences
from kefu.slips import characters, unreadable
from kefu.slips.finding import SEARCHES
from kefu.slips.written import Written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kefu.slips import Slip

pytestmark = pytest.mark.slow

SIZE: Final = 20_000
MOST: Final = 1.0
"""Seconds of computing. What took time that grew with the square of the size took from two seconds on."""

PIECES: Final = (
    *(
        " \n",
        "*\n",
        "[\n",
        "](a ",
        "[^",
        "([^",
        "{%",
        "{{<",
        "<<<<<<<\n",
        "![",
        "**",
        "~~",
        "==",
        "“",
        '"',
        "|",
        "$",
        "`a``",
    ),
    *(
        "# ord\n",
        "**ord**\n\n",
        "    kod\n\n",
        "@a ",
        "{#sec-a} ",
        "<a",
        "&",
        "\\(",
        "a@",
        "- ",
        "> ",
        ": ",
        "0 ",
        "a.b",
        "ord ",
    ),
)


def written(source: Source) -> Written:
    return Written(source, [tree.para(tree.text(source.text))])


def searched(search: Callable[[Written], Iterable[Slip]], source: Source) -> list[Slip]:
    return [*search(written(source))]


READING: Final[dict[str, Callable[[Source], Any]]] = {
    **{search.__name__: partial(searched, search) for search in SEARCHES},
    "characters": lambda source: [*characters(source)],
    "unreadable": lambda source: unreadable(source.text),
    "typography": typography,
    "personal data": lambda source: [*personal_data_in_source(source, frozenset())],
    "active": active,
    "occurrences": lambda source: [*occurrences(source, "@ab")],
    "locate": lambda source: locate(source, "ord " * 500 + "slut"),
}


@pytest.mark.parametrize("name", READING)
def test_no_sign_takes_long_however_often_it_is_repeated(name: str) -> None:
    slow = []
    for piece in PIECES:
        source = Source(path=PurePosixPath("report/a.md"), text=piece * (SIZE // len(piece)), digest="")
        begin = time.process_time()
        READING[name](source)
        if (took := time.process_time() - begin) > MOST:
            slow.append((piece, took))

    assert slow == []


def test_many_things_of_a_kind_are_found_in_time() -> None:
    many = range(4000)
    text = "".join(
        f"## Rubrik {n} {{#sec-n{n}}}\n\n![Bild](b{n}.png){{#fig-n{n}}}\n\n| A{n} | B |\n|---|---|\n| c | d |\n\n"
        for n in many
    )
    source = Source(path=PurePosixPath("report/a.md"), text=text, digest="")
    heads = [tree.header(2, tree.attr(f"sec-n{n}"), tree.text(f"Rubrik {n}")) for n in many]
    shown = [tree.image(f"b{n}.png", "bild") for n in many]
    begin = time.process_time()

    found = headings(source, heads)
    places = targets(source, shown)
    named = [labels(source, f"fig-n{n}") for n in many]
    used = [[*occurrences(source, f"#sec-n{n}")] for n in many]

    assert [found[id(head)].line for head in heads] == [1 + 8 * n for n in many]
    assert [places[id(image)].line for image in shown] == [3 + 8 * n for n in many]
    assert all(len(one) == 1 for one in itertools.chain(named, used))
    assert [*tables(source, heads)] == []
    assert time.process_time() - begin < 8 * MOST
