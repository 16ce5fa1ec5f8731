"""What a document's file should show, by kind and in order."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kefu import tree, words
from kefu.assemble import assemble, outlines
from kefu.authored import DocumentKind
from kefu.check.tags.expected import expected
from kefu.check.tags.items import Kind
from kefu.reading import markup

if TYPE_CHECKING:
    from kefu.model import Document, Project


@pytest.fixture(scope="module")
def documents(project: Project) -> tuple[Document, ...]:
    everything = outlines(project)
    names = [name for outline in everything for name in outline.drawings]
    return assemble(project, everything, everything, dict.fromkeys(names, b""), project.publication.date, jobs=1)


@pytest.fixture
def report(documents: tuple[Document, ...]) -> Document:
    return next(document for document in documents if document.kind is DocumentKind.REPORT)


@pytest.fixture
def case(documents: tuple[Document, ...]) -> Document:
    return next(document for document in documents if document.kind is DocumentKind.CASE)


def of(document: Document, kind: Kind) -> list[str]:
    return [
        f"{item.text} ({item.detail})" if item.detail else item.text for item in expected(document) if item.kind is kind
    ]


def holding(document: Document, markdown: str) -> Document:
    """Return a document of one part with the text alone."""
    (text,) = markup.read([markdown], jobs=1)
    part = tree.div(["", ["part", "case"], [["origin", "cases/01-skolan/case.md"]]], json.loads(text))
    return replace(document, tree=tree.document([part]))


def test_headings_have_their_levels_and_numbers(report: Document) -> None:
    assert of(report, Kind.HEADING) == [
        "Innehåll (level 1)",
        "Förord (level 1)",
        "1 Inledning (level 1)",
        "1.1 Syfte (level 2)",
        "Fall 1 Skolan (level 1)",
        "Mötet om skolan (level 2)",
        "Beslutet om skolan (level 2)",
        "Fall 2 Bron (level 1)",
        "Mötet om bron (level 2)",
        "Beslutet om bron (level 2)",
        "2 Analys (level 1)",
        "Referenser (level 1)",
        "Bilaga A Frågor till läsaren (level 1)",
        "A.1 Om rollerna (level 2)",
    ]


def test_a_report_has_a_table_of_contents_without_the_scenes_of_its_cases(report: Document, case: Document) -> None:
    contents = of(report, Kind.CONTENTS)

    assert "Fall 1 Skolan" in contents
    assert "1.1 Syfte" in contents
    assert not [entry for entry in contents if "Mötet" in entry]
    assert of(case, Kind.CONTENTS) == []


def test_cover_and_imprint_come_first(case: Document) -> None:
    texts = of(case, Kind.TEXT)

    assert texts[0] == case.metadata.publisher
    assert case.metadata.heading in texts[:4]
    assert texts.index(words.imprint.TITLE) < texts.index(case.metadata.notices[0])
    assert "prov@example.org" in of(case, Kind.LINK)


def test_figures_have_their_alternative_text(report: Document) -> None:
    assert of(report, Kind.FIGURE)[0] == "Två liggande staplar, den andra dubbelt så lång som den första."
    assert len(of(report, Kind.FIGURE)) == 3


def test_tables_have_their_column_headers_and_count_their_cells(case: Document) -> None:
    assert of(case, Kind.TABLE)[0] == "Post | Kronor (3 rows, 6 cells)"


def test_lists_say_their_form_their_items_and_how_deep_they_are(case: Document) -> None:
    document = holding(case, "* a\n\n    1. b\n    2. c\n\n* d\n\nOrd\n:   Förklaring\n")

    assert of(document, Kind.LIST) == [
        "a b c (bulleted, 2 items, depth 1)",
        "b (numbered, 2 items, depth 2)",
        "Ord Förklaring (terms, 1 items, depth 1)",
    ]


def test_footnotes_stand_apart_from_the_running_text(case: Document) -> None:
    document = holding(case, "Bron står.[^1]\n\n[^1]: Se [boken](https://example.org) *noga*.")

    assert of(document, Kind.FOOTNOTE) == ["Se boken noga."]
    assert of(document, Kind.TEXT)[-1] == "Bron står."
    assert of(document, Kind.LINK)[-1] == "boken"


def test_passages_say_their_language_and_a_footnote_is_in_the_documents(case: Document) -> None:
    document = holding(case, "Ett [good]{lang=en} mål.\n\n::: {lang=de}\nSatz.[^1]\n\nNoch.\n:::\n\n[^1]: Not.")

    assert of(document, Kind.LANGUAGE) == ["good (en)", "Satz. Noch. (de)"]


def test_every_kind_of_block_gives_its_text_in_order(case: Document) -> None:
    document = holding(case, "> citat\n\n| rad ett\n| rad två\n\n    kod\n\n“Sagt” `x` H~2~O ~~nej~~ **ja** [@ref]\n")

    assert of(document, Kind.TEXT)[-5:] == ["citat", "rad ett", "rad två", "kod", "“Sagt” x H2O nej ja [@ref]"]


def test_what_is_expected_names_its_source(case: Document) -> None:
    document = holding(case, "# Rubrik {#sec-a}\n")

    assert [item.origin for item in expected(document) if item.kind is Kind.HEADING] == ["cases/01-skolan/case.md"]
