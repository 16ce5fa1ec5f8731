"""A catalogue offers what a release has, and refuses what is not for the public."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kefu.site.catalogue import Work, catalogue, neighbours, related

if TYPE_CHECKING:
    from kefu.model import Project
    from kefu.site.catalogue import Catalogue, Entry


def whole(project: Project, entries: tuple[Entry, ...]) -> Catalogue:
    return catalogue(project, entries, project.publication.date)


def test_everything_public_is_offered_the_web_first(project: Project, entries: tuple[Entry, ...]) -> None:
    offer = whole(project, entries)

    assert [str(work.page) for work in offer.works] == [
        "report/index.html",
        "cases/01-skolan/index.html",
        "cases/02-bron/index.html",
    ]
    assert [[entry.format for entry in work.entries] for work in offer.works] == [["html", "pdf", "epub", "docx"]] * 3
    assert {entry for work in offer.works for entry in work.entries} == set(entries)
    assert [edition.name for edition in offer.restricted] == ["teacher"]


def test_a_partial_release_offers_what_is_there(project: Project, entries: tuple[Entry, ...]) -> None:
    offer = whole(project, tuple(entry for entry in entries if entry.document == "02-bron" and entry.format == "pdf"))

    assert offer.report is None
    assert [(work.folder.name, work.pages) for work in offer.cases] == [("02-bron", 4)]
    assert [edition.name for edition in offer.editions] == ["student"]
    assert {listing.name: len(listing.cases) for listing in offer.themes} == {"Rollfördelning": 1, "Förtroende": 1}


def test_a_release_of_nothing_offers_nothing(project: Project) -> None:
    offer = whole(project, ())

    assert (offer.works, offer.themes, offer.organisations, offer.editions) == ((), (), (), ())


@pytest.mark.parametrize(
    "change",
    [
        {"path": PurePosixPath("restricted/cases/01-skolan/a.pdf")},
        {"path": PurePosixPath("publicly/a.pdf")},
        {"edition": "teacher"},
    ],
)
def test_what_is_not_for_the_public_is_refused(
    project: Project, entries: tuple[Entry, ...], change: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match="is not for the public"):
        whole(project, (*entries, replace(entries[-1], **change)))  # type: ignore[arg-type]  # fields by their names


def test_pictures_and_files_of_unknown_documents_are_left_out(project: Project, entries: tuple[Entry, ...]) -> None:
    picture = replace(entries[0], path=PurePosixPath("public/report/bilder/a.svg"))
    gone = replace(entries[-1], document="09-borta")

    assert whole(project, (*entries, picture, gone)) == whole(project, entries)


def test_a_list_by_theme_begins_with_the_case_that_it_weighs_most_in(
    project: Project, entries: tuple[Entry, ...]
) -> None:
    roles, trust = whole(project, entries).themes

    assert [work.folder.name for work in roles.cases] == ["02-bron", "01-skolan"], "2 and 1"
    assert [work.folder.name for work in trust.cases] == ["01-skolan", "02-bron"], "1 and 1: by number"
    assert [str(listing.address) for listing in whole(project, entries).organisations] == [
        "organisation/kommuner/index.html"
    ]


def weighing(work: Work, number: int, themes: dict[str, int]) -> Work:
    assert work.case
    description = work.case.description.model_copy(update={"id": f"fall-{number}", "themes": themes})
    source = replace(work.case.source, path=PurePosixPath(f"cases/{number:02}-fall/case.yaml"))
    return replace(work, case=replace(work.case, number=number, source=source, description=description))


def test_the_nearest_cases_share_the_heaviest_themes(project: Project, entries: tuple[Entry, ...]) -> None:
    some = whole(project, entries).cases[0]
    mine = weighing(some, 1, {"roles": 3, "trust": 1})
    others = [
        weighing(some, 2, {"trust": 3}),
        weighing(some, 3, {"roles": 2, "trust": 1}),
        weighing(some, 4, {"line": 3}),
        weighing(some, 5, {"trust": 3}),
        weighing(some, 6, {"roles": 1}),
    ]

    nearest = related(mine, [mine, *others])

    assert [(work.case.number if work.case else 0, shared) for work, shared in nearest] == [
        (3, ("roles", "trust")),
        (2, ("trust",)),
        (5, ("trust",)),
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_files_changes_nothing(project: Project, entries: tuple[Entry, ...], data: st.DataObject) -> None:
    assert whole(project, tuple(data.draw(st.permutations(entries)))) == whole(project, entries)


def test_a_case_has_the_one_before_and_the_one_after_as_neighbours(
    project: Project, entries: tuple[Entry, ...]
) -> None:
    offer = whole(project, entries)
    first, second = offer.cases

    assert neighbours(first, offer.cases) == (None, second)
    assert neighbours(second, offer.cases) == (first, None)
    assert offer.report
    assert neighbours(offer.report, offer.cases) == (None, None)
