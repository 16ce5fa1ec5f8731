"""The pictures that are shown with links to the site's pages, one for each case and one for all other pages."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.authored import WEIGHTS
from kefu.cache import NOTHING_KEPT, Step
from kefu.covers import ground_of
from kefu.engines.typst import card
from kefu.site.catalogue import has_theme, weights

if TYPE_CHECKING:
    from kefu.cache import Store
    from kefu.site.catalogue import Catalogue, Work
    from kefu.theme import Theme

NAME: Final = f"{words.addresses.CARD}.png"
FOR_ALL: Final = PurePosixPath(NAME)


def path_of(work: Work | None) -> PurePosixPath:
    """Return where the picture for the page about a work is, or the one for every other page."""
    return work.folder / NAME if work and work.case else FOR_ALL


def described(offer: Catalogue, work: Work | None) -> str:
    """Return the alternative text of a picture."""
    if work and work.case:
        title = words.case_title(work.case.number, work.case.description.title)
        return words.site.CARD_OF_CASE.format(title=title)
    return words.site.CARD.format(title=offer.publication.title)


def cards(offer: Catalogue, theme: Theme, store: Store = NOTHING_KEPT) -> dict[PurePosixPath, bytes]:
    """Return the pictures of a release as PNG files, by their paths on the site; they may be in the `store`.

    Their ground is that of the work's cover.
    """
    publication = offer.publication
    faces = {FOR_ALL: (publication.publisher.short_name, publication.title, publication.subtitle, _frequencies(offer))}
    for work in offer.cases:
        if work.case:
            title, columns = work.case.description.title, weights(offer, work.case.description)
            faces[path_of(work)] = words.case_number(work.case.number), title, publication.title, columns
    grounds = {path_of(work): ground_of(theme, work.case) for work in offer.cases}
    themes = {
        path: replace(theme, light=replace(theme.light, accent=grounds.get(path, theme.light.accent))) for path in faces
    }
    return {path: store.keep(Step.CARD, card, *face, themes[path]) for path, face in faces.items()}


def _frequencies(offer: Catalogue) -> tuple[int, ...]:
    """Return how many of the cases have each theme, as a weight: the heaviest if all have it, nothing if none has."""
    return tuple(
        math.ceil(WEIGHTS[-1] * sum(has_theme(work, theme) for work in offer.cases) / max(1, len(offer.cases)))
        for theme in offer.publication.themes
    )
