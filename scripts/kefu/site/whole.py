"""The whole site of a release: its pages and pictures, style, fonts, scripts, and the index of everything public."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from kefu.authored import Visibility
from kefu.cache import NOTHING_KEPT, Step
from kefu.covers import front_of
from kefu.site import search
from kefu.site.cards import cards
from kefu.site.catalogue import PUBLIC, Entry, catalogue
from kefu.site.pages import site
from kefu.site.style import style

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Mapping

    from kefu.cache import Store
    from kefu.model import Project

ASSETS: Final = PurePosixPath("assets")


def whole_site(
    project: Project,
    listed: Iterable[Mapping[str, Any]],
    pages: Mapping[PurePosixPath, bytes],
    typefaces: Iterable[tuple[str, bytes]],
    date: datetime.date,
    store: Store = NOTHING_KEPT,
) -> dict[PurePosixPath, bytes]:
    """Return every file of the site, by its path in the release.

    `listed` is what a manifest says about the release's files; what is not for the public, or not in the form that this
    program writes, is left out. `pages` holds the release's web pages, by their path in it, which are to be searchable;
    `typefaces` holds the font files, by name, which take a while to make. `date` is the day of publication.
    An index of the same pages may be in the `store`, and pictures that show the same.
    """
    sheet = style(project.theme)
    offer = catalogue(project, entries(project, listed), date)
    fronts = {work.folder: front_of(project.theme, project.cases, work.case) for work in offer.works}
    shown = {folder: front for folder, front in fronts.items() if front}
    around = site(offer, project.summary, sheet.decode(), project.theme.logo, shown)
    made = {file.path: file.content for file in around}
    searched = {path: content for path, content in made.items() if path.suffix == ".html"}
    searched |= {path.relative_to(PUBLIC): page for path, page in pages.items()}
    made |= cards(offer, project.theme, store)
    made[ASSETS / "kefu.css"] = sheet
    made |= {ASSETS / name: content for name, content in _scripts().items()}
    made |= {ASSETS / "fonts" / name: content for name, content in typefaces}
    made |= store.keep(Step.INDEX, search.index, dict(sorted(searched.items())), key=sorted(searched.items()))
    return {PUBLIC / path: content for path, content in made.items()}


def entries(project: Project, listed: Iterable[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Return what a manifest says about the public files of the project's documents, sorted by path."""
    public = {edition.name for edition in project.editions if not edition.restricted}
    found = (
        Entry(
            path=PurePosixPath(told["path"]),
            sha256=told["sha256"],
            size=told["bytes"],
            pages=told["pages"],
            document=told["document"],
            edition=told["edition"],
            title=told["title"],
        )
        for told in listed
        if told.get("edition") in public and told.get("visibility") == Visibility.PUBLIC and _is_whole(told)
    )
    return tuple(sorted(found, key=lambda entry: entry.path))


def _is_whole(told: Mapping[str, Any]) -> bool:
    texts = all(isinstance(told.get(key), str) for key in ("path", "sha256", "document", "title"))
    numbers = isinstance(told.get("bytes"), int) and isinstance(told.get("pages"), (int, type(None)))
    return texts and numbers and str(told["path"]).startswith(f"{PUBLIC}/") and ".." not in str(told["path"])


@cache
def _scripts() -> Mapping[str, bytes]:
    """Return the scripts of the site's pages, by name."""
    return {file.name: file.read_bytes() for file in files("kefu.site").joinpath("scripts").iterdir()}
