"""How the headings, figures, tables and exhibits of a document are numbered."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest

from kefu import tree, words
from kefu.assemble import outlines
from kefu.assemble.outline import Number, Numbered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.assemble.conftest import Assembled, Variant, View

    from kefu.model import Project


@pytest.fixture(scope="module")
def deep(variant: Variant, assembled: Assembled) -> Mapping[str, View]:
    """Return the documents of a project with headings of every level, and more than one appendix."""
    return assembled(
        variant(
            {
                "report/forord.md": "# Förord {#sec-forord}\n\nText.\n\n## Tack\n\nText.\n",
                "report/inledning.md": lambda text: f"{text}\n### Detalj\n\nText.\n\n## Plan\n\nText.\n",
                "report/guide.md": "# Guide {#sec-guide}\n\n## Start\n\nText.\n\n## Slut\n\n### Sist\n\nText.\n",
                "report/publication.yaml": lambda text: text.replace(
                    "back: [bilaga.md]", "back: [bilaga.md, guide.md]"
                ),
                "cases/01-skolan/case.md": lambda text: f"{text}\n## Samtalet\n\nText.\n\n### Repliken\n\nText.\n",
            }
        )
    )


def test_front_matter_and_references_have_no_number(deep: Mapping[str, View]) -> None:
    headings = deep["report/report"].headings
    assert headings[:2] == [(1, "Förord"), (2, "Tack")]
    assert (1, "Referenser") in headings


def test_chapters_and_their_sections_are_numbered_two_levels_deep(deep: Mapping[str, View]) -> None:
    headings = deep["report/report"].headings
    assert headings[2:6] == [(1, "1 Inledning"), (2, "1.1 Syfte"), (3, "Detalj"), (2, "1.2 Plan")]
    assert (1, "2 Analys") in headings


def test_cases_have_their_own_number_and_the_headings_of_their_text_none_one_level_down(
    deep: Mapping[str, View],
) -> None:
    headings = deep["report/report"].headings
    assert headings[6:14] == [
        (1, "Fall 1 Skolan"),
        (2, "Mötet om skolan"),
        (2, "Beslutet om skolan"),
        (3, "Samtalet"),
        (4, "Repliken"),
        (1, "Fall 2 Bron"),
        (2, "Mötet om bron"),
        (2, "Beslutet om bron"),
    ]


def test_numbers_are_numbers_whatever_they_stand_beside(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words.documents, "CASE", "Ett: fall")
    monkeypatch.setattr(words.documents, "APPENDIX", "Bi: laga")
    (report,) = (outline for outline in outlines(project) if outline.case is None)

    assert [report.numbers[f"case-{case.description.id}"].number for case in project.cases] == ["1", "2"]
    assert [number for number in report.numbers.values() if number.noun == "bi: laga"] == [
        Number(noun="bi: laga", number="A")
    ]


def test_appendices_come_last_with_letters_and_sections_of_their_own(deep: Mapping[str, View]) -> None:
    assert deep["report/report"].headings[-6:] == [
        (1, "Bilaga A Frågor till läsaren"),
        (2, "A.1 Om rollerna"),
        (1, "Bilaga B Guide"),
        (2, "B.1 Start"),
        (2, "B.2 Slut"),
        (3, "Sist"),
    ]


def test_a_number_is_marked_so_that_pages_can_set_it_apart(deep: Mapping[str, View]) -> None:
    marks = [
        tree.plain(node["c"][1]).replace("\N{NO-BREAK SPACE}", " ")
        for node in tree.walk(deep["report/report"].blocks)
        if node["t"] == "Span" and "number" in node["c"][0][1]
    ]
    numbered = [text for _, text in deep["report/report"].headings if text[0].isdigit() or text[:2] in {"A.", "B."}]
    assert [mark for mark in marks if not mark.startswith(("Bilaga", "Fall"))] == [text.split()[0] for text in numbered]


def test_every_case_gets_a_document_in_every_edition_for_cases(project: Project) -> None:
    assert [(outline.edition.name, outline.name) for outline in outlines(project)] == [
        ("report", "report"),
        ("student", "cases/01-skolan"),
        ("student", "cases/02-bron"),
        ("teacher", "cases/01-skolan"),
        ("teacher", "cases/02-bron"),
    ]


def test_the_report_counts_figures_tables_and_exhibits_from_beginning_to_end(documents: Mapping[str, View]) -> None:
    assert [caption.partition(".")[0] for caption in documents["report/report"].captions] == [
        "Figur 1",
        "Tabell 1",
        "Figur 2",
        "Underlag 1",
        "Tabell 2",
        "Figur 3",
        "Underlag 2",
        "Tabell 3",
    ]


def test_every_case_of_its_own_counts_from_one(documents: Mapping[str, View]) -> None:
    for name in ("student/cases/01-skolan", "student/cases/02-bron", "teacher/cases/02-bron"):
        numbers = [caption.partition(".")[0] for caption in documents[name].captions]
        assert numbers == ["Figur 1", "Underlag 1", "Tabell 1"]


def test_the_words_before_a_caption_are_strong_and_their_number_never_parts_from_them(
    documents: Mapping[str, View],
) -> None:
    marks = [
        tree.plain(node["c"])
        for node in tree.walk(documents["student/cases/01-skolan"].blocks)
        if node["t"] == "Strong" and tree.plain(node["c"]).endswith(".")
    ]
    assert marks == ["Figur\N{NO-BREAK SPACE}1.", "Underlag\N{NO-BREAK SPACE}1.", "Tabell\N{NO-BREAK SPACE}1."]


TABLE = "| A | B |\n|---|---|\n| 1 | 2 |\n\n"


def test_a_table_without_a_label_is_not_counted(variant: Variant, assembled: Assembled) -> None:
    project = variant({"cases/02-bron/case.md": lambda text: text.replace("# Beslutet", f"{TABLE}# Beslutet")})
    assert assembled(project)["student/cases/02-bron"].captions == [
        "Figur 1. Händelserna i fallet ”Bron”. Källa: fallets uppgifter.",
        "Underlag 1. Mejl från Bo",
        "",
        "Tabell 1. Kostnader för bron",
    ]


THINGS = {
    "figure": ("![](figure:events){#fig-ny}", "Figur 2", "Händelserna i fallet ”Bron”. Källa: fallets uppgifter."),
    "table": (f"{TABLE}: Ny {{#tbl-ny}}", "Tabell 2", "Ny"),
    "exhibit": ('::: {.exhibit #exh-ny title="Ny"}\nText.\n:::', "Underlag 2", "Ny"),
}
PLACES = {
    "pull quote": "::: {{.pullquote}}\n{0}\n:::",
    "exhibit": ':::: {{.exhibit #exh-runtom title="Runtom"}}\n{0}\n::::',
    "passage in English": ":::: {{lang=en}}\n{0}\n::::",
    "list item": "1. Läs.\n\n{1}",
    "quotation": "{2}",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("thing", THINGS)
def test_what_has_a_label_is_numbered_wherever_it_stands(
    thing: str, place: str, variant: Variant, assembled: Assembled
) -> None:
    markdown, number, caption = THINGS[thing]
    if place == thing == "exhibit":
        number = "Underlag 3"
    label = markdown.partition("#")[2].replace("}", " ").split()[0]
    indented = textwrap.indent(markdown, "   ")
    quoted = textwrap.indent(markdown, "> ", predicate=lambda _: True)
    text = f"{PLACES[place].format(markdown, indented, quoted)}\n\nSlutet: @{label}\n"
    view = assembled(variant({"cases/02-bron/epilogue.md": text}))["teacher/cases/02-bron"]
    assert f"{number}. {caption}" in view.captions
    assert view.paragraph("Slutet:") == (number.lower(), [(number.lower(), f"#{label}")])


def test_a_heading_in_a_quotation_can_be_referred_to(variant: Variant, assembled: Assembled) -> None:
    text = "> # Citerat {#sec-citerat}\n>\n> Text.\n\nSlutet: @sec-citerat\n"
    view = assembled(variant({"cases/02-bron/epilogue.md": text}))["teacher/cases/02-bron"]
    (link,) = view.paragraph("Slutet:")[1]
    assert link[1] == "#sec-citerat"


def test_an_exhibit_is_counted_before_what_is_inside_it(variant: Variant, assembled: Assembled) -> None:
    inner = '::: {.exhibit #exh-inre title="Inre"}\nText.\n:::'
    outer = f':::: {{.exhibit #exh-yttre title="Yttre"}}\n{inner}\n::::'
    text = f'{outer}\n\n::: {{.exhibit #exh-sist title="Sist"}}\nText.\n:::\n'
    captions = assembled(variant({"cases/02-bron/epilogue.md": text}))["teacher/cases/02-bron"].captions
    assert captions[-3:] == ["Underlag 2. Yttre", "Underlag 3. Inre", "Underlag 4. Sist"]


def test_an_outline_names_each_drawing_that_it_shows_once_and_no_other(variant: Variant) -> None:
    project = variant(
        {"cases/02-bron/case.md": lambda text: f"{text}\n![](figure:events){{#fig-bron-igen}}\n"},
    )
    drawings = {f"{outline.edition.name}/{outline.name}": outline.drawings for outline in outlines(project)}
    assert drawings == {
        "report/report": ("bars.svg", "events_skolan.svg", "events_bron.svg"),
        "student/cases/01-skolan": ("events_skolan.svg",),
        "student/cases/02-bron": ("events_bron.svg",),
        "teacher/cases/01-skolan": ("events_skolan.svg",),
        "teacher/cases/02-bron": ("events_bron.svg",),
    }


def test_parts_that_were_numbered_before_come_to_the_same(project: Project, variant: Variant) -> None:
    longer = variant(
        {
            "cases/01-skolan/case.md": lambda text: (
                f"{text}\n# Sist {{#sec-skolan-sist}}\n\nText.\n\n![](figure:bars){{#fig-b}}\n"
            )
        }
    )
    numbered: Numbered = {}
    for each in (project, longer, project):
        assert outlines(each, numbered) == outlines(each)
    many = len(numbered)
    assert many
    assert outlines(longer, numbered) == outlines(longer)
    assert len(numbered) == many
