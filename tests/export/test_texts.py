"""What stands in which text: order, headings, cross-references in Quarto's terms, and what is told in words instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.export.conftest import text_of

from kefu import tree
from kefu.assemble import outlines
from kefu.export.texts import texts
from kefu.words import NBSP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.export.conftest import Changed, Exported

    from kefu.export.files import Export
    from kefu.export.texts import ExportText
    from kefu.model import Project


def texts_of(project: Project, name: str) -> tuple[ExportText, ...]:
    edition = next(edition for edition in project.editions if edition.name == name)
    return texts(project, edition, outlines(project), project.publication.date)


def headings(text: ExportText) -> list[tuple[int, str, bool]]:
    """Return the headings of a text: level, words, and whether Quarto numbers them."""
    return [
        (node["c"][0], tree.plain([node]), "unnumbered" not in node["c"][1][1])
        for node in tree.walk(text.blocks)
        if node["t"] == "Header"
    ]


def sentence(export: Export, path: str, beginning: str) -> str:
    """Return the only line of a text that begins so, with spaces for no-break spaces."""
    (found,) = (line for line in text_of(export, path).splitlines() if line.startswith(beginning))
    return found.replace(NBSP, " ")


def test_a_book_has_its_texts_in_the_reports_order(project: Project) -> None:
    found = [(text.name, text.place, text.case and text.case.id) for text in texts_of(project, "report")]

    assert found == [
        ("index", "index", None),
        ("forord", "front", None),
        ("inledning", "body", None),
        ("01-skolan", "chapter", "01-skolan"),
        ("02-bron", "chapter", "02-bron"),
        ("analys", "body", None),
        ("references", "references", None),
        ("bilaga", "back", None),
    ]


def test_a_chapter_begins_at_level_1_and_what_the_report_does_not_number_has_no_number(project: Project) -> None:
    found = {text.name: headings(text) for text in texts_of(project, "report")}

    assert found["index"] == [(1, "Tryckort och utgivning", False)]
    assert found["forord"] == [(1, "Förord", False)]
    assert found["inledning"] == [(1, "Inledning", True), (2, "Syfte", True)]
    assert found["references"] == [(1, "Referenser", False)]
    assert found["01-skolan"] == [
        (1, f"Fall{NBSP}1: Skolan", False),
        (2, "Mötet om skolan", False),
        (2, "Beslutet om skolan", False),
    ]
    assert found["bilaga"] == [(1, "Frågor till läsaren", True), (2, "Om rollerna", True)]


def test_a_document_begins_at_level_2_with_its_parts_in_the_editions_order(project: Project) -> None:
    skolan, bron = texts_of(project, "teacher")

    assert (skolan.name, skolan.place, bron.name) == ("01-skolan", "document", "02-bron")
    assert headings(skolan) == [
        (2, "Fallbeskrivning", False),
        (3, "Mötet om skolan", False),
        (3, "Beslutet om skolan", False),
        (2, "Diskussionsfrågor", False),
        (2, "Lärarhandledning", False),
        (3, "Sammanfattning", False),
        (3, "Tavelplan", False),
        (2, "Epilog", False),
        (2, "Referenser", False),
        (2, "Tryckort och utgivning", False),
    ]


def test_a_document_that_cites_nothing_has_no_list_of_literature(project: Project) -> None:
    skolan, _ = texts_of(project, "student")

    assert skolan.cited == frozenset()
    assert (2, "Referenser", False) not in headings(skolan)


def test_a_report_that_cites_nothing_has_no_list_of_literature(changed: Changed) -> None:
    project = changed(
        {
            "report/inledning.md": "# Inledning {#sec-inledning}\n\nText.\n",
            "report/forord.md": "# Förord {#sec-forord}\n\nText.\n",
            "report/bilaga.md": "# Bilaga\n\nText.\n",
            "figures/bars.yaml": lambda text: text.replace("@svara2001", "Svara"),
        }
    )

    assert "references" not in {text.name for text in texts_of(project, "report")}


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("@fig-bron-handelser", "@fig-bron-handelser"),
        ("@Tbl-bron-kostnader", "@Tbl-bron-kostnader"),
        ("@exh-bron-mejl", "@exh-bron-mejl"),
        ("[-@fig-bron-handelser]", "[-@fig-bron-handelser]"),
        ("[se @fig-bron-handelser, till höger]", "se @fig-bron-handelser, till höger"),
        ("[@fig-bron-handelser; @tbl-bron-kostnader]", "@fig-bron-handelser och @tbl-bron-kostnader"),
        ("@sec-syfte", "@sec-syfte"),
        ("@Sec-syfte", "Avsnitt [-@sec-syfte]"),
        ("@Sec-inledning", "Kapitel [-@sec-inledning]"),
        ("@Sec-bilaga", "Bilaga [-@sec-bilaga]"),
        ("[-@sec-syfte]", "[-@sec-syfte]"),
        ("@sec-forord", "[avsnittet ”Förord”](#sec-forord)"),
        ("@Sec-forord", "[Avsnittet ”Förord”](#sec-forord)"),
        ("@sec-djup", "[avsnittet ”Djup”](#sec-djup)"),
        ("@case-skolan", "[fall 1](#case-skolan)"),
        ("@Case-skolan", "[Fall 1](#case-skolan)"),
        ("[-@case-skolan]", "[1](#case-skolan)"),
    ],
)
def test_a_reference_inside_a_book_is_one_that_quarto_resolves(
    reference: str, expected: str, changed: Changed, exported: Exported
) -> None:
    project = changed(
        {"report/analys.md": lambda text: f"{text}\n## Mer\n\n### Djup {{#sec-djup}}\n\nRad: {reference} slut.\n"}
    )

    assert sentence(exported(project, "report"), "analys.qmd", "Rad: ") == f"Rad: {expected} slut."


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("@case-skolan", "det här fallet"),
        ("@Case-skolan", "Det här fallet"),
        ("@case-bron", "fallet ”Bron”"),
        ("@fig-bron-handelser", "figur 1 i fallet ”Bron”"),
        ("@Exh-bron-mejl", "Underlag 1 i fallet ”Bron”"),
        ("@sec-syfte", "avsnitt 1.1 i PROV:s rapport ”En liten rapport”"),
        ("@sec-skolan-tavla", "[avsnittet ”Tavelplan”](#sec-skolan-tavla)"),
        ("@Sec-skolan-tavla", "[Avsnittet ”Tavelplan”](#sec-skolan-tavla)"),
        ("@tbl-skolan-kostnader", "@tbl-skolan-kostnader"),
    ],
)
def test_what_a_document_does_not_hold_is_told_in_words_that_stand_on_their_own(
    reference: str, expected: str, changed: Changed, exported: Exported
) -> None:
    project = changed({"cases/01-skolan/teaching-note.md": lambda text: f"{text}\nRad: {reference} slut.\n"})

    assert sentence(exported(project, "teacher"), "01-skolan.qmd", "Rad: ") == f"Rad: {expected} slut."


def test_no_two_texts_have_the_same_file(changed: Changed) -> None:
    added = ("index.md", "README.md", "_gomd.md", "Analys.md", "references.md", "01-skolan.md")
    project = changed(
        {
            "report/publication.yaml": lambda text: text.replace(
                "body: [inledning.md", f"body: [{', '.join(added)}, inledning.md"
            ),
            **{f"report/{name}": f"# Kapitel {name[0]}\n\nText.\n" for name in added},
        }
    )

    names = [text.name for text in texts_of(project, "report")]

    assert names[:9] == [
        *("index", "forord", "index-2", "README-2", "gomd", "Analys", "references-2", "01-skolan", "inledning"),
    ]
    assert {"01-skolan-2", "analys-2", "references"} <= set(names)
    assert len({name.lower() for name in names}) == len(names)


def test_an_edition_with_a_single_part_has_no_heading_for_it(changed: Changed) -> None:
    project = changed({"report/publication.yaml": lambda text: text.replace("[case, questions]", "[questions]", 1)})

    assert headings(texts_of(project, "student")[0]) == [(2, "Tryckort och utgivning", False)]


def test_addresses_in_the_imprint_are_links(exports: Mapping[str, Export]) -> None:
    index = text_of(exports["report"], "index.qmd")

    assert "CC BY 4.0, <https://creativecommons.org/licenses/by/4.0/>" in index
    assert "PROV, <prov@example.org>" in index
