"""What the site puts together is Swedish as an editor writes it."""

from __future__ import annotations

from kefu.authored import EditionDescription
from kefu.site import prose

NBSP = "\N{NO-BREAK SPACE}"


def edition(**values: object) -> EditionDescription:
    return EditionDescription.model_validate(
        {"title": "En utgåva", "document": "case", "visibility": "public"} | values
    )


def test_an_edition_is_described_by_what_is_in_it() -> None:
    student = edition(parts=["case", "questions"])

    assert prose.contents(student) == "Fallbeskrivningen och diskussionsfrågor"
    assert prose.audience(student) == "För kurser på högskolenivå"
    assert prose.audience(edition(parts=["case"])) == ""
    assert prose.audience(edition(parts=["case", "epilogue"], visibility="restricted")).startswith("Bara för lärare")
    report = edition(document="report", parts=["case"])
    assert prose.contents(report) == "Hela rapporten med alla fallbeskrivningar"
    assert prose.contents(report, 120) == f"Hela rapporten med alla fallbeskrivningar (120{NBSP}sidor)"


def test_a_list_says_what_its_cases_have_in_common() -> None:
    assert prose.with_theme("Förtroende", 1) == f"1{NBSP}fall rör temat förtroende."
    assert prose.with_theme("Förtroende", 7) == (
        f"7{NBSP}fall rör temat förtroende. De fall där temat väger tyngst kommer först."
    )
    assert prose.with_theme("AI i kommuner", 1) == f"1{NBSP}fall rör temat AI i kommuner."
    assert prose.in_organisations("Kommuner", 3) == f"3{NBSP}fall utspelar sig i kommuner."


def test_uses_are_those_of_all_the_editions_together() -> None:
    both = [edition(parts=["case", "conversation"]), edition(parts=["case", "questions"])]

    assert prose.uses(both) == "kurser på högskolenivå och samtal i ledarprogram"
    assert prose.uses([edition(parts=["case"])]) == ""
