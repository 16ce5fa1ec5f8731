"""Tokens and typed citations become citations where they stand, and each is told once."""

from __future__ import annotations

from tests.manuscripts.citations.known import SHELF

from kefu import tree
from kefu.manuscripts.citations.tokens import token
from kefu.manuscripts.citations.typed import Part
from kefu.manuscripts.citations.values import Fate, Field
from kefu.manuscripts.citations.walking import Decided, Walk

FIELD = Field(program="Zotero", text="(Ek 2019)")


def walked(text: str, *decided: Decided) -> tuple[list[tree.Node], Walk]:
    walk = Walk(SHELF, dict(enumerate(decided)))
    return walk.blocks([tree.para(tree.text(text))]), walk


def test_a_token_becomes_the_citation_that_was_decided() -> None:
    part = Part(key="ek2019", prefix="se", suffix="s. 12")
    blocks, walk = walked(f"Ord {token(0)} sist.", Decided(field=FIELD, parts=(part,)))

    (cite,) = [node for node in tree.walk(blocks) if node["t"] == "Cite"]
    (citation,) = cite["c"][0]
    assert (citation["citationId"], citation["citationMode"]["t"]) == ("ek2019", "NormalCitation")
    assert (tree.plain(citation["citationPrefix"]), tree.plain(citation["citationSuffix"])) == ("se", ", s. 12")
    assert [(number, told.fate, told.words) for number, told in walk.told] == [(0, Fate.CITED, "(Ek 2019)")]


def test_a_field_in_doubt_is_read_as_if_it_were_typed() -> None:
    blocks, walk = walked(f"Ord {token(0)}.", Decided(field=FIELD, why="it cannot be read"))

    assert tree.cited(tree.walk(blocks)) == ["ek2019"]
    assert [(told.fate, told.keys, told.why) for _, told in walk.told] == [
        (Fate.CITED, ("ek2019",), "it cannot be read")
    ]


def test_a_field_in_doubt_that_says_nothing_sure_stays_as_readers_saw_it() -> None:
    shown = Field(program="Zotero", text="(Dal 2001)")
    blocks, walk = walked(f"Ord {token(0)}.", Decided(field=shown, could_be=("dal2001",), why="two works"))

    assert tree.plain(blocks) == "Ord (Dal 2001)."
    assert [(told.fate, told.could_be) for _, told in walk.told] == [(Fate.DOUBTFUL, ("dal2001", "dal2001b"))]


def test_typed_citations_are_cited_and_code_and_links_stay() -> None:
    code = {"t": "Code", "c": [tree.attr(), "(Ek 2019)"]}
    walk = Walk(SHELF, {})
    blocks = walk.blocks([tree.para([*tree.text("Enligt Ek (2019) och "), code])])

    assert tree.cited(tree.walk(blocks)) == ["ek2019"]
    assert [node["c"][1] for node in tree.walk(blocks) if node["t"] == "Code"] == ["(Ek 2019)"]
