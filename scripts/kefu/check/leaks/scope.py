"""What a document may and may not show, derived from the sources alone.

Nothing here looks at assembled documents: otherwise a mistake in assembling them would make itself look right.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

from kefu import tree, words
from kefu.authored import PartKind
from kefu.check.leaks.canaries import Canary, canaries, comments, index_of, search, squeezed
from kefu.check.leaks.pieces import notes, runs
from kefu.check.leaks.printed import cited, printed
from kefu.figures import names_of
from kefu.load import REFERENCE, label_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kefu.model import Case, Edition, Project

_NOT_SHOWN: Final = frozenset({"status", "status_date", "status_role", "allowed", "accepted", "registry", "review"})
"""Keys in YAML files whose values are meant for those who make the publication, not for its readers."""

_Piece = tuple[str, str] | str
"""A piece of the sources: a part, given by case id and kind, or the name of anything else that is shown as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What to search an artifact for: the canaries that it must not contain, and those that it must.

    `drawn` maps the name of each drawing to the canaries, given by their letters, that it may show all the same, since
    they stand in what it is drawn from.
    """

    excluded: tuple[Canary, ...]
    included: tuple[Canary, ...]
    drawn: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """All passages of a project: the canaries of each part, those that no reader may see, and what is shown where.

    `shown` maps each piece of the sources to the canaries (given by their letters) that can be read in it, and `drawn`
    the name of each drawing to those in what it is drawn from. `letters` holds the letters of all canaries, without
    duplicates.
    """

    parts: Mapping[tuple[str, str], tuple[Canary, ...]]
    hidden: tuple[Canary, ...]
    letters: tuple[str, ...]
    shown: Mapping[_Piece, frozenset[str]]
    drawn: Mapping[str, frozenset[str]]


def passages(project: Project) -> Passages:
    """Return the passages of a project."""
    parts: dict[tuple[str, str], tuple[Canary, ...]] = {
        (case.id, part.kind): tuple(canaries(part.text.source.path, runs(json.loads(part.text.blocks))))
        for case in project.cases
        for part in case.parts
    }
    hidden = tuple(_hidden(project))
    banners = _banners(project)
    wanted = tuple(dict.fromkeys(canary.letters for canary in chain(*parts.values(), hidden, banners)))
    index = index_of(wanted)

    def readable(texts: Iterable[str]) -> frozenset[str]:
        # What is divided over two pieces is read on from one to the next in a file, too.
        return frozenset(wanted[found.index] for found in search("".join(map(squeezed, texts)), index))

    return Passages(
        parts=parts,
        hidden=hidden,
        letters=wanted,
        shown={piece: readable(texts) for piece, texts in _shown(project)},
        drawn={name: readable(texts) for name, texts in _drawn(project)},
    )


def scope_of(known: Passages, project: Project, edition: Edition | None, case: Case | None) -> Scope:
    """Return the scope of a case or, without a case, of the report, in an edition.

    Without an edition, no part may be shown at all: that is the scope of a file that belongs to no document.
    """
    cases = (case,) if case else project.cases
    included = [
        (owner.id, kind) for owner in cases for kind in (edition.description.parts if edition else ())
    ]  # fmt: skip
    pieces: list[_Piece] = ["publication", *included]
    if edition:
        pieces += [owner.id for owner in cases]
    if edition and not case:
        pieces.append("chapters")
    may = frozenset(chain.from_iterable(known.shown.get(piece, ()) for piece in pieces))
    banners = _banners(project) if not (edition and edition.restricted) else ()
    excluded = [
        *(canary for piece, found in known.parts.items() if piece not in included for canary in found),
        *known.hidden,
        *banners,
    ]
    return Scope(
        excluded=tuple(canary for canary in excluded if canary.letters not in may),
        included=tuple(canary for piece in included for canary in known.parts.get(piece, ()) if " " in canary.words),
        drawn=known.drawn,
    )


def scope_of_site(known: Passages, project: Project) -> Scope:
    """Return the scope of what belongs to the site as a whole: its pages, its search index, pictures of web pages.

    It may show anything that some public edition shows, but need not show any of it.
    """
    public = {
        (case.id, kind)
        for edition in project.editions
        if not edition.restricted
        for case in project.cases
        for kind in edition.description.parts
    }
    pieces: list[_Piece] = ["publication", "chapters", *(case.id for case in project.cases), *public]
    may = frozenset(chain.from_iterable(known.shown.get(piece, ()) for piece in pieces))
    excluded = [
        *(canary for piece, found in known.parts.items() if piece not in public for canary in found),
        *known.hidden,
        *_banners(project),
    ]
    return Scope(excluded=tuple(canary for canary in excluded if canary.letters not in may), included=())


def _banners(project: Project) -> tuple[Canary, ...]:
    """Return the canaries of what every page of a restricted edition says; in a public file they reveal a mix-up."""
    return tuple(
        canary
        for edition in project.editions
        if edition.restricted
        for canary in canaries(project.sources[0].path, [words.restricted(edition.description.title)])
    )


def _hidden(project: Project) -> Iterator[Canary]:
    """Yield the canaries of what no document may show: comments, and the reasons for allowances and acceptances."""
    for source in project.sources:
        if source.path.suffix == ".md":
            yield from canaries(source.path, comments(source.text))
    for case in project.cases:
        yield from canaries(
            case.source.path, (allowance.reason for allowance in getattr(case.description, "allowed", ()))
        )
    publication = project.publication
    yield from canaries(
        project.sources[0].path, (acceptance.reason for acceptance in getattr(publication, "accepted", ()))
    )


def _shown(project: Project) -> Iterator[tuple[_Piece, list[str]]]:
    """Yield the pieces of the sources, each with the texts that its readers see."""
    works = printed(project, cited(project))
    yield "publication", [*_of_publication(project)]
    yield (
        "chapters",
        [text for chapter in project.chapters for text in _texts(project, chapter.text.blocks, "", works)],
    )
    for case in project.cases:
        told = case.description
        yield case.id, [told.dilemma, told.synopsis, *told.keywords]
        for part in case.parts:
            facts = [told.organisation.name, told.organisation.description, *told.roles]
            before = facts if part.kind is PartKind.CASE else []
            yield (case.id, part.kind), [*before, *_texts(project, part.text.blocks, told.id, works)]


def _drawn(project: Project) -> Iterator[tuple[str, list[str]]]:
    """Yield the names of all drawings, each with the texts that it is drawn from: its tables, and its case or all."""
    everything = [case.description for case in project.cases]
    for figure in project.figures:
        cells = [*strings([table.rows for table in figure.tables])]
        if figure.description.for_ == "project":
            yield from ((name, [*cells, *strings(everything)]) for name in names_of(figure, ""))
        else:
            for case in everything:
                yield from ((name, [*cells, *strings(case)]) for name in names_of(figure, case.id))


def _texts(project: Project, blocks: str, owner: str, works: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return what a text shows: its runs, its notes, the titles of headings that it refers to, its figures and works.

    Of a figure these are its caption and its alternative text, as written for the case `owner` or for the project; of
    a work that the text or a caption cites, what is printed in `works`.
    """
    parsed = json.loads(blocks)
    captions, alts = _of_figures(project, parsed, owner)
    keys = tree.cited(tree.walk([parsed, captions]))
    referred = {label_of(key) for key in keys if REFERENCE.match(key)}
    titles = [
        tree.plain(node["c"][2])
        for text in project.texts
        if any(label in text.blocks for label in referred)
        for node in tree.walk(json.loads(text.blocks))
        if node["t"] == "Header" and node["c"][1][0] in referred
    ]
    return [
        *runs(parsed),
        *notes(parsed),
        *titles,
        *(text for caption in captions for text in runs(caption)),
        *alts,
        *(text for key in keys for text in works.get(key, ())),
    ]


def _of_figures(project: Project, blocks: Any, owner: str) -> tuple[list[Any], list[str]]:
    """Return the captions and alternative texts of the figures in blocks that do not write their own."""
    figures = {f"figure:{figure.slug}": figure for figure in project.figures}
    captions, alts = [], []
    for node in tree.walk(blocks):
        images = (inner for inner in tree.walk(node["c"]) if inner["t"] == "Image") if node["t"] == "Figure" else ()
        image = next(iter(images), None)
        figure = figures.get(image["c"][2][0]) if image else None
        if not image or not figure:
            continue
        its = owner if figure.description.for_ == "case" else ""
        own = tree.plain(tree.caption_of(node))
        if not own:
            captions.append(json.loads(figure.captions[its]))
        if tree.plain(image["c"][1]) in {"", own}:
            alts.append(figure.alts[its])
    return captions, alts


def _of_publication(project: Project) -> Iterator[str]:
    """Yield what every document may show: the publication's standing texts, and the titles of all cases."""
    yield from strings(project.publication)
    for fixed in (words.documents, words.figures, words.imprint):
        yield from strings([value for name, value in vars(fixed).items() if name.isupper()])
    for case in project.cases:
        yield case.description.title


def strings(value: Any) -> Iterator[str]:
    """Yield the texts in an authored value, except those that are not for readers."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in _NOT_SHOWN:
                yield from strings(getattr(value, name))
    elif isinstance(value, Mapping):
        for inner in chain(value.keys(), value.values()):
            yield from strings(inner)
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from strings(inner)
