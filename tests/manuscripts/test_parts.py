"""A case is divided by its headings, and no text for teachers lands in a part for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kefu import tree
from kefu.authored import PartKind
from kefu.manuscripts.marking import mark
from kefu.manuscripts.parts import kind_of, split
from kefu.manuscripts.values import Origin, Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.manuscripts.parts import Split

HEADING = Origin(heading="", number=0, role=Role.HEADING)
LOOK = Origin(heading="", number=0, role=Role.HEADING, by_look=True)


def divided(*lines: str, given: Mapping[str, PartKind] | None = None, origin: Origin = HEADING) -> Split:
    """Divide a text whose headings are given as in Markdown."""
    blocks = []
    for number, line in enumerate(lines, 1):
        level = len(line) - len(line.lstrip("#"))
        inlines = [*tree.text(line.lstrip("# ")), {"t": "Str", "c": mark(number)}]
        blocks.append(tree.header(level, tree.attr(), inlines) if level else tree.para(inlines))
    return split(blocks, [origin] * (len(lines) + 1), given or {})


def texts(found: Split) -> dict[str, str]:
    return {str(kind): " ".join(tree.plain(blocks).split()) for kind, blocks in found.parts.items()}


def unknown(found: Split) -> list[str]:
    return [piece.heading for piece in found.unknown]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Fallbeskrivning", PartKind.CASE),
        ("3. Diskussionsfrågor:", PartKind.QUESTIONS),
        ("DISKUSIONSFRÅGOR", PartKind.QUESTIONS),
        ("Samtalsunderlag", PartKind.CONVERSATION),
        ("Lärarhandledningen", PartKind.TEACHING_NOTE),
        ("Lärar\N{HYPHEN}handledning", PartKind.TEACHING_NOTE),
        ("Handledning för lärare", PartKind.TEACHING_NOTE),
        ("Epilog", PartKind.EPILOGUE),
        ("Vad hände sedan?", PartKind.EPILOGUE),
        ("Mötet", None),
        ("Frågor till läraren", None),
        ("Falken", None),
    ],
)
def test_a_heading_names_a_part(heading: str, kind: PartKind | None) -> None:
    assert kind_of(heading) is kind


def test_a_manuscript_is_divided() -> None:
    lines = ("# Fallbeskrivning", "A", "## Mötet", "B", "# Frågor", "C", "# Lärarhandledning", "D", "# Epilog", "E")

    assert {kind: "".join(c for c in said if c.isascii()) for kind, said in texts(divided(*lines)).items()} == {
        "case": "A Mtet B", "questions": "C", "teaching-note": "D", "epilogue": "E",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "asked"),
    [
        (("Text.",), [""]),
        (("# Mötet", "Text."), ["Mötet"]),
        (("# Fallbeskrivning", "A", "# Analys", "B"), ["Analys"]),
        (("# Fallbeskrivning", "A", "## Till den som är lärare", "B"), ["Till den som är lärare"]),
        (("# Frågor", "A", "# Lärarhandledning", "B", "# Frågor", "SVAR"), ["Frågor"]),
        (("# Lärarhandledning", "A", "## Diskussionsfrågor", "SVAR"), ["Diskussionsfrågor"]),
        (("## Epilog", "A", "## Nästa scen", "B"), ["Nästa scen"]),
    ],
)
def test_what_cannot_be_told_is_asked_and_nothing_is_written(lines: tuple[str, ...], asked: list[str]) -> None:
    found = divided(*lines)

    assert unknown(found) == asked
    assert found.parts == {}


def test_a_heading_that_only_looks_like_one_does_not_end_a_teaching_note() -> None:
    assert unknown(divided("# Lärarhandledning", "A", "# Frågor", "SVAR", origin=LOOK)) == ["Frågor"]


def test_a_line_that_says_only_the_name_of_a_part_is_its_heading() -> None:
    found = divided("# Fallbeskrivning", "A", "Lärarhandledning", "HEMLIGT")

    assert "HEMLIGT" in texts(found)["teaching-note"]
    assert "HEMLIGT" not in texts(found)["case"]


def test_what_is_said_of_a_heading_holds_for_it_and_not_for_another_of_the_same_text() -> None:
    lines = ("# Bakgrund", "A", "# Lärarhandledning", "B", "# Bakgrund", "HEMLIGT")

    assert unknown(divided(*lines, given={"Bakgrund": PartKind.CASE})) == ["Bakgrund (2)"]
    both = {"bakgrund": PartKind.CASE, "Bakgrund (2)": PartKind.TEACHING_NOTE}
    assert "HEMLIGT" in texts(divided(*lines, given=both))["teaching-note"]


def test_all_that_cannot_be_told_may_be_said_at_once_but_not_what_may_be_for_teachers() -> None:
    everything = {"*": PartKind.CASE}

    assert unknown(divided("A", "# Mötet", "B", given=everything)) == []
    assert unknown(divided("# Mötet", "B", "# Facit", "C", given=everything)) == ["Facit"]


def test_a_table_in_a_public_part_that_names_a_part_for_teachers_is_asked_about() -> None:
    item = {"t": "BulletList", "c": [[{"t": "Plain", "c": tree.text("Lärarhandledning")}]]}
    found = split([tree.header(1, tree.attr(), tree.text("Fallbeskrivning")), item], [HEADING], {})

    assert unknown(found) == ["Lärarhandledning"]
