"""Each case has a picture of its own that links to it are shown with, and all other pages have one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kefu.cache import Step, open_store
from kefu.site.cards import cards, described, path_of
from kefu.site.catalogue import catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import Project
    from kefu.site.catalogue import Entry


def test_there_is_a_picture_for_each_case_and_one_for_everything_else(
    project: Project, entries: tuple[Entry, ...]
) -> None:
    offer = catalogue(project, entries, project.publication.date)
    made = cards(offer, project.theme)

    assert [str(path) for path in made] == [
        "delningsbild.png",
        "cases/01-skolan/delningsbild.png",
        "cases/02-bron/delningsbild.png",
    ]
    assert len({*made.values()}) == 3
    assert all(picture.startswith(b"\x89PNG") for picture in made.values())
    assert [*map(path_of, (None, *offer.works))] == [path_of(None), *made]
    assert described(offer, offer.report).startswith("En liten rapport. ")
    assert described(offer, offer.cases[1]).startswith("Fall\N{NO-BREAK SPACE}2: Bron. ")


def test_a_picture_is_drawn_once_for_what_it_shows(
    project: Project, entries: tuple[Entry, ...], tmp_path: Path
) -> None:
    first, second = project.cases
    renamed = replace(second, description=second.description.model_copy(update={"title": "Färjan"}))
    again = open_store(tmp_path)
    for shown, fresh in ((project, 3), (project, 0), (replace(project, cases=(first, renamed)), 1)):
        before = again.asked.get((Step.CARD, False), 0)
        cards(catalogue(shown, entries, project.publication.date), project.theme, again)
        assert again.asked.get((Step.CARD, False), 0) - before == fresh


def test_a_release_without_cases_has_a_picture(project: Project) -> None:
    assert len(cards(catalogue(project, (), project.publication.date), project.theme)) == 1
