"""Whatever Markdown has, alone and in each other: right in every format, or an error at its line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import DRAWING
from tests.readers import READERS

from kefu import tree
from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.check.readers.pdf import read_structure
from kefu.check.tags import tags
from kefu.check.tags.expected import expected
from kefu.check.tags.items import Kind
from kefu.diagnostics import BuildError
from kefu.engines.pandoc import PandocEngine
from kefu.load.problems import Problems
from kefu.load.texts import inspect
from kefu.model import Source
from kefu.reading import markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kefu.diagnostics import Diagnostic
    from kefu.model import Document, Project

pytestmark = pytest.mark.slow

PATH: Final = PurePosixPath("cases/02-bron/case.md")
BEFORE: Final = "# Prov {#sec-prov}\n\nIngress.\n\n"
FIRST: Final = 5
"""The first line of a construct, after the lines before it."""

INLINES: Final = {
    "emphasis": "*betonat **fetare***",
    "struck": "~~struket~~",
    "index": "H~2~O x^två^",
    "code": "`kod: x`",
    "link": "[länken dit](https://example.org/a)",
    "address": "<https://example.org/b>",
    "note": "ord^[En not.]",
    "citation": "[@svara1985]",
    "language": "[english words]{lang=en}",
    "underlined": "[strecket]{.underline}",
    "break": "före\\\nefter",
    "comment": "ord<!-- dolt -->",
    "html": "<b>fet</b>",
    "tex": r"\emph{x}",
    "formula": "$x^2$",
    "class": "[märkt]{.mark}",
    "picture": "![bild](p.svg)",
    "heading": "[Prov]",
    "place": "[dit](#sec-prov)",
}

BLOCKS: Final = {
    "paragraph": "Stycke.",
    "items": "- ett\n- två",
    "numbers": "1. ett\n\n2. två",
    "letters": "c) ett\nd) två",
    "terms": "Ord\n\n:   förklaring\n\n    mer\n\n:   till",
    "lines": "| rad ett\n|   rad två",
    "quotation": "> citat",
    "code": "```python\nkod = 1\n\n  # två\n```",
    "table": "| A | B |\n|:--|--:|\n| ett | två |\n\n: Text {#tbl-N}",
    "cells": "+-----+-----+\n| A   | B   |\n+=====+=====+\n| ett | två |\n|     |     |\n| - a |     |\n+-----+-----+",
    "merged": "+-----+-----+\n| A   | B   |\n+=====+=====+\n| ett       |\n+-----+-----+\n| tre | fyr |\n+-----+-----+",
    "figure": '![Bildtext.](a.svg){#fig-N alt="En svart ruta."}',
    "exhibit": '::: {.exhibit #exh-N title="Underlag"}\nInnehåll.\n:::',
    "pull quote": "::: {.pullquote}\nMening.\n:::",
    "language": "::: {lang=en}\nEnglish `words`.\n\n    code\n:::",
    "rule": "* * *",
    "heading": "## Rubrik N",
    "empty item": "- \n- två",
    "note": "Ord.[^N]\n\n[^N]: Noten.\n\n    - Mer.",
    "tasks": "- [ ] gör\n- [x] gjord",
    "empty heading": "## ",
    "unknown box": "::: {.ruta}\nord\n:::",
    "html": "<table>\n</table>",
    "tex": "\\begin{x}\ny\n\\end{x}",
    "formula": "$$x$$",
    "no header": "|   |   |\n|---|---|\n| a | b |",
}


def indented(text: str, start: str = "    ") -> str:
    return "\n".join(start + line if line else line for line in text.split("\n"))


def boxed(text: str) -> str:
    lines = [f"| {line:<60} | {'':<3} |" for line in text.split("\n")]
    edge = f"+-{'':-<60}-+-----+"
    return "\n".join([edge, f"| {'A':<60} | B   |", edge.replace("-", "="), *lines, edge])


AROUND_INLINES: Final[Mapping[str, Callable[[str], str]]] = {
    "paragraph": lambda x: f"Före {x} efter.",
    "start": lambda x: x,
    "heading": lambda x: f"## {x} rubrik N\n\nText.",
    "item": lambda x: f"- {x}\n- två",
    "cell": boxed,
    "header cell": lambda x: f"| {x} | B |\n|---|---|\n| a | b |",
    "caption of a table": lambda x: f"| A | B |\n|---|---|\n| a | b |\n\n: Tabell {x} text {{#tbl-N}}",
    "caption of a figure": lambda x: f'![Text {x} bild.](a.svg){{#fig-N alt="En svart ruta."}}',
    "term": lambda x: f"{x}\n:   förklaring",
    "line": lambda x: f"| {x}\n| {x}",
    "quotation": lambda x: f"> {x}",
    "note": lambda x: f"Ord.[^N]\n\n[^N]: {x}",
    "link": lambda x: f"[{x} länk](https://example.org/q)",
    "emphasis": lambda x: f"*a {x} b*",
    "struck": lambda x: f"~~a {x} b~~",
    "language": lambda x: f"[a {x} b]{{lang=en}}",
}

AROUND_BLOCKS: Final[Mapping[str, Callable[[str], str]]] = {
    "nothing": lambda x: x,
    "item": lambda x: "- " + indented(x).lstrip(),
    "item after words": lambda x: f"1. Ord.\n\n{indented(x)}\n\n2. två",
    "definition": lambda x: "Ord\n\n:   " + indented(x).lstrip(),
    "quotation": lambda x: "\n".join(f"> {line}" for line in x.split("\n")),
    "note": lambda x: f"Ord.[^yN]\n\n[^yN]: Text.\n\n{indented(x)}",
    "exhibit": lambda x: f'::: {{.exhibit #exh-yN title="Underlag"}}\n{x}\n:::',
    "language": lambda x: f"::: {{lang=en}}\n{x}\n:::",
    "cell": boxed,
    "quotation in an item in an item": lambda x: f"- Ord.\n\n    - Mer.\n\n{indented(x, '        > ')}",
}


@dataclass(frozen=True, slots=True)
class Made:
    """A construct in another one: its name, what was found wrong with it, and its blocks."""

    name: str
    problems: tuple[Diagnostic, ...]
    blocks: list[tree.Node]


def written() -> Iterator[tuple[str, str]]:
    number = 0
    for around, inner in ((AROUND_INLINES, INLINES), (AROUND_BLOCKS, BLOCKS)):
        for outer, put in around.items():
            for name, text in inner.items():
                number += 1
                yield f"{name} in {outer}", re.sub(r"(?<![A-Za-z])N|(?<=y)N\b", str(number), put(text))


@pytest.fixture(scope="module")
def made() -> list[Made]:
    names, texts = zip(*written(), strict=True)
    sources = [f"{BEFORE}{text}\n\nSlut.\n" for text in texts]
    found = []
    for name, text, blocks in zip(names, sources, markup.read(sources, jobs=1), strict=True):
        problems = Problems()
        inspected = inspect(Source(path=PATH, text=text, digest=""), json.loads(blocks), problems)
        try:
            told = problems.settle()
        except BuildError as error:
            told = error.diagnostics
        found.append(Made(name, told, json.loads(inspected.blocks)[2:]))
    return found


@pytest.fixture(scope="module")
def document(project: Project, made: list[Made]) -> Document:
    """Return one document of everything that is not refused."""
    everything = outlines(project)
    chosen = [one for one in everything if (one.edition.name, one.name) == ("student", "cases/02-bron")]
    drawn = {name: DRAWING for one in chosen for name in one.drawings}
    (case,) = assemble(project, chosen, everything, drawn, project.publication.date, jobs=1)

    def resolved(node: tree.Node) -> list[tree.Node] | None:
        match node["t"]:
            case "Cite":
                return [tree.link("https://example.org/c", node["c"][1])]
            case "Image":
                return [tree.image("a.svg", tree.plain(node["c"][1]))]
        return None

    good = [block for one in made if not one.problems for block in one.blocks]
    first = tree.header(1, tree.attr(), tree.text("Prov"))
    part = tree.div(["", ["part", "case"], [["origin", str(PATH)]]], [first, *tree.rewrite(good, resolved)])
    return replace(case, tree=tree.document([part]), assets=(replace(case.assets[0], name="a.svg", content=DRAWING),))


def test_what_is_refused_is_refused_at_its_line(made: list[Made]) -> None:
    lost = [
        f"{one.name}: {problem}"
        for one in made
        for problem in one.problems
        if problem.location.line is None or problem.location.line < FIRST
    ]

    assert lost == []


@pytest.mark.parametrize(
    ("kind", "refused"),
    [
        ("html", 16 + 9),
        ("tex", 16 + 9),
        ("formula", 16 + 9),
        ("picture", 16),
        ("place", 16),
        ("unknown box", 9),
        ("paragraph", 0),
        ("merged", 0),
    ],
)
def test_what_no_format_or_not_all_can_show_is_refused_wherever_it_stands(
    made: list[Made], kind: str, refused: int
) -> None:
    assert sum(1 for one in made if one.problems and one.name.startswith(f"{kind} in ")) >= refused


def test_a_pdf_conveys_all_that_is_not_refused(document: Document) -> None:
    rendered = PandocEngine().render(document, Format.PDF)

    assert rendered.warnings == ()
    assert tags(document, read_structure(rendered.content), PurePosixPath("a.pdf")) == ()


@pytest.mark.parametrize("format_", [Format.HTML, Format.EPUB, Format.DOCX])
def test_other_formats_say_all_that_is_not_refused(document: Document, format_: Format) -> None:
    _, said = READERS[format_](PandocEngine().render(document, format_).content)
    letters = _letters(said)
    items = [one for one in expected(document) if one.origin and one.kind in {Kind.TEXT, Kind.HEADING, Kind.FIGURE}]

    assert len(items) > len(INLINES) * len(AROUND_INLINES)
    assert [one.text for one in items if _letters(one.text) not in letters] == []


def _letters(text: str) -> str:
    """Return the letters of a text; numbers may be those of notes, which stand elsewhere in each format."""
    return re.sub(r"[\W\d_]+", "", text)
