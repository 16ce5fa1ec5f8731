"""The page about sources shows what becomes of its own entries.

`KEFU_UPDATE_GOLDEN=1 pytest -k docs` rewrites its table, which is the golden file of the citation style.
"""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import REPOSITORY
from tests.manual import page

from kefu import tree
from kefu.check.sources.bibliography import bibliography
from kefu.literature import works, written
from kefu.model import Source
from kefu.reading import markup
from kefu.reading.bibtex import parse_bibtex
from kefu.reading.citations import cite
from kefu.words import NBSP

if TYPE_CHECKING:
    from collections.abc import Mapping

UPDATE: Final = "KEFU_UPDATE_GOLDEN"
PAGE: Final = REPOSITORY / "docs" / "kallor.md"
STYLE: Final = REPOSITORY / "bibliography" / "kefu.csl"
TABLE: Final = re.compile(r"(?<=<!-- sources -->\n\n).*?(?=\n<!-- end of sources -->)", re.DOTALL)


@cache
def entries() -> Source:
    return Source(path=PurePosixPath("a.bib"), text=page("docs/kallor.md").code("bibtex"), digest="")


@cache
def references() -> Mapping[str, str]:
    return markup.read_references(written(works(parse_bibtex(entries()).entries)), language="sv-SE")


def cell(content: object) -> str:
    """Return what readers see, as Markdown for a table, with what is in italics."""
    text = markup.write(tree.document([{"t": "Plain", "c": content}]), "commonmark").replace("\n", " ").strip()
    return re.sub(r"<(https?://[^>]+)>", r"\1", text).replace(NBSP, " ").replace("|", "\\|")


def made() -> str:
    """Return the table: each kind of source, its citation and its reference."""
    names = re.findall(r"^% (.+)\n@\w+\{([^,]+),", entries().text, re.MULTILINE)
    cites = [
        {
            "citationId": key,
            "citationPrefix": [],
            "citationSuffix": [],
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": 0,
            "citationHash": 0,
        }
        for _, key in names
    ]
    blocks = [tree.para([{"t": "Cite", "c": [[cite], []]}]) for cite in cites] + [tree.div(tree.attr("refs"), [])]
    (cited,) = cite([(blocks, references())], style=STYLE.read_text(encoding="utf-8"), language="sv-SE", jobs=1)
    *texts, listed = cited
    shown = {entry["c"][0][0].removeprefix("ref-"): entry["c"][1][0]["c"] for entry in listed["c"][1]}
    plainly = [unlinked(text["c"]) for text in texts]
    rows = (
        f"| {name} | `@{key}` | {cell(text)} | {cell(unlinked(shown[key]))} |\n"
        for (name, key), text in zip(names, plainly, strict=True)
    )
    return "| källa | nyckel | i texten | i listan |\n|:--|:--|:--|:--|\n" + "".join(rows)


def unlinked(inlines: list[tree.Node]) -> list[tree.Node]:
    return tree.rewrite(inlines, lambda node: node["c"][1] if node["t"] in {"Link", "Span"} else None)


def test_the_table_shows_what_becomes_of_each_entry() -> None:
    text = PAGE.read_text(encoding="utf-8")
    table = made()
    if os.environ.get(UPDATE):
        PAGE.write_text(TABLE.sub(lambda _: table, text), encoding="utf-8")
        pytest.skip("wrote the table of sources; look at what git says has changed in it")
    assert TABLE.findall(text) == [table], f"run the tests with {UPDATE}=1"


def test_nothing_is_wrong_with_the_entries() -> None:
    keys = {entry.key for entry in parse_bibtex(entries()).entries}
    assert [str(found) for found in bibliography(entries(), keys, year=2026, references=references())] == []
