"""Marks lead from a paragraph to its source, whatever document shows it and whatever is written around it."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import DRAWING

from kefu import tree
from kefu.assemble import assemble, outlines
from kefu.marks import NAME, Marked, own, paragraphs, referring
from kefu.words import NBSP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kefu.model import Document, Project

KINDS: Final = ("text", "heading", "item", "caption", "cell", "verse", "term", "note")


@dataclass(frozen=True)
class Written:
    """A paragraph as an author writes it: what it is, its words, what it refers to, and the work that it cites."""

    kind: str
    words: str
    refers: str = ""
    cites: str = ""


@dataclass(frozen=True)
class Edition:
    """What a document makes of what an author has written: its first number, and the words for references."""

    number: int = 1
    phrase: str = ""
    work: str = "Svara 2001"

    def shown(self, source: Sequence[Written]) -> list[tree.Node]:
        return [self._block(one, number) for number, one in enumerate(source, start=self.number)]

    def _block(self, one: Written, number: int) -> tree.Node:
        inlines = tree.text(one.words)
        if one.refers:
            phrase = tree.text(self.phrase) if self.phrase else [tree.link(f"#{one.refers}", tree.text(f"{number}"))]
            inlines += [{"t": "Space"}, *referring(one.refers, phrase)]
        if one.cites:
            inlines += [{"t": "Space"}, tree.link(f"#ref-{one.cites}", tree.text(self.work))]
        plain = {"t": "Plain", "c": inlines}
        span = tree.span(tree.attr(classes=["number"]), tree.text(f"{number}"))
        strong = tree.strong(tree.text(f"Figur{NBSP}{number}."))
        cell = [tree.attr(), {"t": "AlignDefault"}, 1, 1, [plain]]
        head = [tree.attr(), [[tree.attr(), [cell]]]]
        return {
            "text": tree.para(inlines),
            "heading": tree.header(1, tree.attr(), [span, {"t": "Space"}, *inlines]),
            "item": {"t": "BulletList", "c": [[plain]]},
            "caption": tree.figure(tree.attr(), [strong, {"t": "Space"}, *inlines], tree.image("a.svg", "")),
            "cell": {"t": "Table", "c": [tree.attr(), [None, []], [], head, [], [tree.attr(), []]]},
            "verse": {"t": "LineBlock", "c": [inlines]},
            "term": {"t": "DefinitionList", "c": [[inlines, []]]},
            "note": tree.para([{"t": "Note", "c": [tree.para(inlines)]}]),
        }[one.kind]


def part(source: str, blocks: list[tree.Node]) -> tree.Node:
    return tree.div(["", ["part", "case"], [["origin", source]]], blocks)


def document(sources: Mapping[str, Sequence[Written]], edition: Edition) -> list[Marked]:
    return [*paragraphs([part(name, edition.shown(source)) for name, source in sources.items()])]


def by_source(marked: Sequence[Marked]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in marked:
        found.setdefault(str(one.origin), []).append(one.mark)
    return found


WORDS: Final = st.lists(st.sampled_from(("en", "två", "tre")), min_size=1, max_size=2).map(" ".join)
WRITTEN: Final = st.builds(
    Written,
    kind=st.sampled_from(KINDS),
    words=WORDS,
    refers=st.sampled_from(("", "", "fig-a", "sec-b")),
    cites=st.sampled_from(("", "", "svara")),
)
SOURCE: Final = st.lists(WRITTEN, min_size=1, max_size=8)
SOURCES: Final = st.dictionaries(st.sampled_from(("a.md", "b.md", "c.yaml")), SOURCE, min_size=1)
EDITION: Final = st.builds(
    Edition,
    number=st.integers(1, 400),
    phrase=st.sampled_from(("", "figur 2 i rapporten", "det här fallet")),
    work=st.sampled_from(("Svara 2001", "Svara 2001a", "J. Svara 2001")),
)


@settings(max_examples=50)
@given(sources=SOURCES, edition=EDITION)
def test_a_mark_is_the_name_of_one_paragraph_and_of_no_word(
    sources: Mapping[str, Sequence[Written]], edition: Edition
) -> None:
    marked = document(sources, edition)
    names = [one.mark for one in marked]

    assert len(marked) == sum(map(len, sources.values()))
    assert len(set(names)) == len(names)
    assert all(len(name) <= 40 and NAME.fullmatch(name) for name in names)
    assert not re.search("[aeiouy0-9]", "".join(name.removeprefix("_kefu") for name in names))


@settings(max_examples=50)
@given(sources=SOURCES, one=EDITION, other=EDITION, chosen=st.sets(st.sampled_from(("a.md", "b.md", "c.yaml"))))
def test_every_document_has_the_same_marks_for_the_same_source(
    sources: Mapping[str, Sequence[Written]], one: Edition, other: Edition, chosen: set[str]
) -> None:
    everything = by_source(document(sources, one))
    less = by_source(document({name: source for name, source in sources.items() if name in chosen}, other))

    assert less == {name: marks for name, marks in everything.items() if name in chosen}


@given(source=SOURCE, new=WRITTEN, at=st.integers(0, 8), instead=st.booleans(), edition=EDITION)
def test_a_mark_stays_as_it_is_when_something_else_is_written(
    source: list[Written], new: Written, at: int, instead: bool, edition: Edition
) -> None:
    edited = [*source[:at], new, *source[at + instead :]]
    before, after = document({"a.md": source}, edition), document({"a.md": edited}, Edition())
    said = [*map(_said, source)]
    often, then = Counter(said), Counter(map(_said, edited))

    for number, written in enumerate(said):
        if number == at and instead:
            continue
        now = number + (0 if number < at else 1 - instead)
        alone = often[written] == then[written] == 1
        follows = number > 0 and _said(edited[now - 1]) == said[number - 1]
        pairs = Counter(itertools.pairwise(said)), Counter(itertools.pairwise(map(_said, edited)))
        known = follows and all(each[said[number - 1], written] == 1 for each in pairs)
        if alone or (known and min(often[written], then[written]) > 1):
            assert before[number].mark == after[now].mark


def _said(one: Written) -> tuple[str, str, str]:
    return one.words, one.refers, one.cites


def test_another_text_and_another_source_have_another_mark() -> None:
    texts = [Written("text", "en"), Written("text", "en", refers="fig-a"), Written("text", "en", refers="fig-b")]
    texts += [Written("text", "en", cites="svara"), Written("text", "en", cites="weber")]
    marked = [*document({"a.md": texts, "b.md": texts}, Edition())]

    assert len({one.mark for one in marked}) == 10
    assert {one.origin for one in marked} == {PurePosixPath("a.md"), PurePosixPath("b.md")}


def test_a_paragraph_says_what_readers_see_without_numbers_and_notes() -> None:
    note = {"t": "Note", "c": [tree.para(tree.text("En not."))]}
    strong = tree.strong(tree.text("Figur 3."))
    blocks = [
        *Edition(number=7).shown([Written("heading", "Rubrik"), Written("caption", "Bild", refers="fig-a")]),
        tree.para([*tree.text("Ett"), note]),
        tree.para([strong, {"t": "Space"}, *tree.text("är skrivet så.")]),
        tree.para([tree.raw_inline("html", "<!-- -->")]),
    ]
    marked = [*paragraphs([part("a.md", blocks)])]

    assert [(one.text, one.note) for one in marked] == [
        ("Rubrik", False),
        ("Bild 8", False),
        ("Ett", False),
        ("En not.", True),
        ("Figur 3. är skrivet så.", False),
    ]
    assert own([strong]) == [strong]


def test_what_is_put_in_a_paragraph_is_put_in_the_tree() -> None:
    blocks = [part("a.md", Edition().shown([Written(kind, kind) for kind in KINDS]))]
    for one in paragraphs(blocks):
        one.inlines.insert(0, {"t": "Str", "c": "@"})

    assert tree.plain(blocks).count("@") == len(KINDS) - 1  # `plain` leaves out notes


def test_what_has_an_origin_of_its_own_or_none_does_not_have_that_of_its_part() -> None:
    facts = tree.div(tree.attr(classes=["facts"], origin="case.yaml"), [tree.para(tree.text("Kommun"))])
    works = tree.div(tree.attr(classes=["part", "references"]), [tree.para(tree.text("Svara (2001)."))])
    marked = [*paragraphs([part("case.md", [facts, tree.para(tree.text("Text")), works])])]

    assert [str(one.origin) for one in marked] == ["case.yaml", "case.md", "."]


@pytest.fixture(scope="module")
def documents(project: Project) -> tuple[Document, ...]:
    everything = outlines(project)
    drawings = {name: DRAWING for outline in everything for name in outline.drawings}
    return assemble(project, everything, everything, drawings, project.publication.date, jobs=1)


def test_the_editions_of_a_case_have_the_same_marks_for_what_they_share(documents: tuple[Document, ...]) -> None:
    marks: dict[str, dict[str, set[str]]] = {}
    for one in documents:
        for marked in paragraphs(tree.blocks(one.tree)):
            marks.setdefault(str(marked.origin), {}).setdefault(one.edition.name, set()).add(marked.mark)

    for origin in ("cases/01-skolan/case.md", "cases/02-bron/case.md"):
        assert set(marks[origin]) == {"report", "student", "teacher"}
        report, student, teacher = (marks[origin][name] for name in ("report", "student", "teacher"))
        assert len(report) > 10
        assert student == teacher
        assert len(student - report) == 1, "only the heading that is put before a part is not in the report"
        assert report <= student
    for origin in ("cases/01-skolan/case.yaml", "cases/02-bron/case.yaml"):
        assert marks[origin]["student"] <= marks[origin]["report"]
