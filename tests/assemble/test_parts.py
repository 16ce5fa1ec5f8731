"""Which parts a document holds, in which order, with headings at their level and figures complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kefu import tree
from kefu.authored import PartKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from tests.assemble.conftest import Assembled, Variant, View, WithEditions

    from kefu.model import Project

PAPER = {"document": "case", "visibility": "restricted"}
REPORT = {"document": "report", "visibility": "restricted"}


@pytest.mark.parametrize(
    ("edition", "expected"),
    [
        pytest.param(
            PAPER | {"parts": ["case"]},
            [(1, "Mötet om bron"), (2, "Inne"), (3, "Längst inne"), (1, "Beslutet om bron")],
            id="a case in a document of one part keeps its levels",
        ),
        pytest.param(
            PAPER | {"parts": ["case", "questions"]},
            [
                (1, "Fallbeskrivning"),
                (2, "Mötet om bron"),
                (3, "Inne"),
                (4, "Längst inne"),
                (2, "Beslutet om bron"),
                (1, "Diskussionsfrågor"),
            ],
            id="a case in a document of several parts goes under its part",
        ),
        pytest.param(
            PAPER | {"parts": ["epilogue", "case"]},
            [
                (1, "Epilog"),
                (1, "Fallbeskrivning"),
                (2, "Mötet om bron"),
                (3, "Inne"),
                (4, "Längst inne"),
                (2, "Beslutet om bron"),
            ],
            id="parts stand and count in the order of the edition",
        ),
    ],
)
def test_heading_levels_fit_the_parts_of_the_edition(
    edition: Mapping[str, Any],
    expected: list[tuple[int, str]],
    variant: Variant,
    with_editions: WithEditions,
    assembled: Assembled,
) -> None:
    project = variant(
        {
            "cases/02-bron/case.md": lambda text: text.replace(
                "# Beslutet", "## Inne\n\nText.\n\n### Längst inne\n\nText.\n\n# Beslutet"
            )
        }
    )
    assert assembled(with_editions(project, {"prov": edition}))["prov/cases/02-bron"].headings == expected


def test_a_report_with_several_parts_names_them_under_the_case(
    project: Project, with_editions: WithEditions, assembled: Assembled
) -> None:
    changed = with_editions(project, {"prov": REPORT | {"parts": ["case", "teaching-note"]}})
    headings = assembled(changed)["prov/report"].headings
    start = headings.index((1, "Fall 1 Skolan"))
    assert headings[start : start + 7] == [
        (1, "Fall 1 Skolan"),
        (2, "Fallbeskrivning"),
        (3, "Mötet om skolan"),
        (3, "Beslutet om skolan"),
        (2, "Lärarhandledning"),
        (3, "Sammanfattning"),
        (3, "Tavelplan"),
    ]


@pytest.mark.parametrize("kind", [kind for kind in PartKind if kind is not PartKind.CONVERSATION])
def test_a_document_of_one_part_has_no_heading_for_it(
    kind: PartKind, project: Project, with_editions: WithEditions, assembled: Assembled
) -> None:
    changed = with_editions(project, {"prov": PAPER | {"parts": [kind]}, "allt": PAPER | {"parts": ["case"]}})
    view = assembled(changed)["prov/cases/01-skolan"]
    titles = {"Fallbeskrivning", "Diskussionsfrågor", "Lärarhandledning", "Epilog"}
    assert not titles & {word for _, text in view.headings for word in text.split()}
    assert view.origins == [f"cases/01-skolan/{kind}.md"]


def test_the_report_holds_its_chapters_and_cases_in_the_order_of_the_publication(documents: Mapping[str, View]) -> None:
    assert documents["report/report"].origins == [
        "report/forord.md",
        "report/inledning.md",
        "cases/01-skolan/case.yaml",
        "cases/01-skolan/case.md",
        "cases/02-bron/case.yaml",
        "cases/02-bron/case.md",
        "report/analys.md",
        "report/bilaga.md",
    ]


def test_figures_of_a_case_have_caption_and_alternative_text_of_that_case(documents: Mapping[str, View]) -> None:
    expected = {
        "events_skolan.svg": "Prickar för händelserna. 1 januari 2025: Början; 1 februari 2025: Beslutet.",
        "events_bron.svg": "Prickar för händelserna. 2 januari 2025: Början; 2 februari 2025: Beslutet.",
        "bars.svg": "Två liggande staplar, den andra dubbelt så lång som den första.",
    }
    for name, view in documents.items():
        images = {
            n["c"][2][0]: tree.plain(n["c"][1]).replace("\N{NO-BREAK SPACE}", " ")
            for n in tree.walk(view.blocks)
            if n["t"] == "Image"
        }
        shown = set(expected) if name == "report/report" else {f"events_{name.rpartition('-')[2]}.svg"}
        assert images == {picture: expected[picture] for picture in shown}
    captions = documents["report/report"].captions
    assert "Figur 2. Händelserna i fallet ”Skolan”. Källa: fallets uppgifter." in captions
    assert "Figur 3. Händelserna i fallet ”Bron”. Källa: fallets uppgifter." in captions


def test_a_case_may_show_a_figure_of_the_whole_project(variant: Variant, assembled: Assembled) -> None:
    project = variant({"cases/02-bron/questions.md": "Text.\n\n![](figure:bars){#fig-bron-staplar}\n"})
    assert "Figur 2. Staplar över antalet." in assembled(project)["student/cases/02-bron"].captions[-1]


def test_an_author_may_give_a_figure_another_caption_and_alternative_text(
    variant: Variant, assembled: Assembled
) -> None:
    own = '![Egen *text*.](figure:events){#fig-bron-handelser alt="Egen beskrivning"}'
    project = variant(
        {"cases/02-bron/case.md": lambda text: text.replace("![](figure:events){#fig-bron-handelser}", own)}
    )
    view = assembled(project)["student/cases/02-bron"]
    assert view.captions[0] == "Figur 1. Egen text."
    (alt,) = (tree.plain(node["c"][1]) for node in tree.walk(view.blocks) if node["t"] == "Image")
    assert alt == "Egen beskrivning"


def test_a_caption_alone_keeps_the_alternative_text_of_the_figure(variant: Variant, assembled: Assembled) -> None:
    project = variant(
        {"cases/02-bron/case.md": lambda text: text.replace("![](figure:events)", "![Egen.](figure:events)")}
    )
    view = assembled(project)["student/cases/02-bron"]
    (alt,) = (tree.plain(node["c"][1]) for node in tree.walk(view.blocks) if node["t"] == "Image")
    assert alt.startswith("Prickar för händelserna.")
