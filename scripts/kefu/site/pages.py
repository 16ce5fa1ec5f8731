"""The site's own pages and the files for machines, made from the publication and the release's manifest."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from kefu import words
from kefu.authored import DocumentKind
from kefu.imprint import ImprintTerm
from kefu.site import cite, feed, prose
from kefu.site.catalogue import CASES, FORMATS, START, has_theme, neighbours, related, theme_page, weights
from kefu.site.choosing import facets, meetings_of_all, shared
from kefu.site.links import absolute, mailto, relative
from kefu.site.metadata import linked_data, tags
from kefu.site.summary import opening, whole
from kefu.templating import environment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from jinja2 import Environment

    from kefu.authored import CaseDescription
    from kefu.front import Front, Shown
    from kefu.model import Text
    from kefu.site.catalogue import Catalogue, Entry, Listing, Work

SEARCH: Final = PurePosixPath(words.addresses.SEARCH)
ACCESSIBILITY: Final = PurePosixPath(words.addresses.ACCESSIBILITY)
MISSING: Final = PurePosixPath("404.html")
BIBTEX: Final = f"{words.addresses.REFERENCE}.bib"
RIS: Final = f"{words.addresses.REFERENCE}.ris"
IDENTIFYING: Final = frozenset({ImprintTerm.SERIES, ImprintTerm.ISBN, ImprintTerm.ISSN, ImprintTerm.DOI})
FONT_FACE: Final = re.compile(r"@font-face\s*\{[^}]*\}\s*")
MOST_THEMES: Final = 3
"""How many themes are named where they are a detail among others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """A file of the site, by its path under the release's public folder."""

    path: PurePosixPath
    content: bytes


def site(
    offer: Catalogue,
    summary: Text | None,
    style: str,
    logo: Shown | None = None,
    fronts: Mapping[PurePosixPath, Front] = MappingProxyType({}),
) -> tuple[SiteFile, ...]:
    """Return the pages about the publication's works and the files for machines, for what a release offers.

    There are no pages about works that the release does not have. If the publication does not say what the site's
    address is, there is no sitemap, no canonical address and no `og:url` or `citation_pdf_url`, since none of them may
    be relative. `summary` is the report's; `style` is the site's style sheet, which is embedded in the page for missing
    addresses. `logo` is the publication's, and `fronts` holds what the covers of works show, by their folders.
    """
    pages = _Pages(catalogue=offer, summary=summary, logo=logo, fronts=fronts)
    indexed = [
        pages.start(),
        *([pages.cases()] if offer.cases else []),
        *(pages.work(work) for work in offer.works),
        *(
            pages.listing(listing, words.listing.CASES_BY_THEME, prose.with_theme(listing.name, len(listing.cases)))
            for listing in offer.themes
        ),
        *(
            pages.listing(
                listing,
                words.listing.CASES_BY_ORGANISATION,
                prose.in_organisations(listing.name, len(listing.cases)),
            )
            for listing in offer.organisations
        ),
        pages.accessibility(),
    ]
    files = [
        *indexed,
        pages.search(),
        pages.missing(style),
        *(file for work in offer.works for file in _references(work, offer)),
        *(SiteFile(path=_front_file(folder, front), content=front.content) for folder, front in pages.fronts.items()),
        SiteFile(path=PurePosixPath(feed.FEED), content=feed.atom(offer)),
        SiteFile(path=PurePosixPath("robots.txt"), content=feed.robots(offer.base).encode()),
        SiteFile(path=PurePosixPath("CITATION.cff"), content=cite.cff(offer).encode()),
    ]
    if offer.base:
        addresses = [file.path for file in indexed]
        files.append(SiteFile(path=PurePosixPath("sitemap.xml"), content=feed.sitemap(offer, addresses)))
    return tuple(sorted(files, key=lambda file: file.path))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pages:
    """The pages of a catalogue; `fronts` holds what the covers of works show, by their folders."""

    catalogue: Catalogue
    summary: Text | None
    logo: Shown | None
    fronts: Mapping[PurePosixPath, Front]

    def start(self) -> SiteFile:
        offer = self.catalogue
        return self._page(
            "start",
            START,
            heading=offer.publication.title,
            description=offer.publication.description,
            front=self._front(offer.report),
            linked_data=linked_data(offer, START, None),
            opening=opening(self.summary) if self.summary else "",
            case_editions=[
                edition
                for edition in (*offer.editions, *offer.restricted)
                if edition.description.document is DocumentKind.CASE
            ],
        )

    def cases(self) -> SiteFile:
        found = facets(self.catalogue)
        return self._page(
            "cases",
            CASES,
            heading=words.listing.CHOOSE_A_CASE,
            description=prose.all_cases(len(self.catalogue.cases)),
            facets=found,
            shared=shared(found, len(self.catalogue.cases)),
            said=meetings_of_all(found, len(self.catalogue.cases)),
        )

    def work(self, work: Work) -> SiteFile:
        offer = self.catalogue
        themes = offer.publication.themes
        before, after = neighbours(work, offer.cases)
        return self._page(
            "work",
            work.page,
            work,
            heading=_case_title(work) if work.case else words.work.REPORT.format(title=offer.publication.title),
            description=work.case.description.dilemma if work.case else work.metadata.description,
            front=self._front(work),
            linked_data=linked_data(offer, work.page, work),
            citation=cite.citation(work, offer),
            bibtex=cite.bibtex(work, offer),
            ris=cite.ris(work, offer).replace("\r\n", "\n"),
            bibtex_file=work.folder / BIBTEX,
            ris_file=work.folder / RIS,
            summary=whole(self.summary) if self.summary and work.case is None else "",
            leading=prose.leading(work),
            previous=before,
            next=after,
            related=[
                (other, ", ".join(prose.in_sentence(themes[theme]) for theme in shared[:MOST_THEMES]))
                for other, shared in related(work, offer.cases)
            ],
        )

    def listing(self, listing: Listing, kind: str, description: str) -> SiteFile:
        return self._page(
            "listing", listing.address, heading=listing.name, description=description, listing=listing, kind=kind
        )

    def accessibility(self) -> SiteFile:
        found = {entry.format for work in self.catalogue.works for entry in work.entries}
        return self._page(
            "accessibility",
            ACCESSIBILITY,
            heading=words.accessibility.TITLE,
            description=words.accessibility.DESCRIPTION,
            formats=[format_ for format_ in FORMATS if format_ in found],
        )

    def search(self) -> SiteFile:
        return self._page("search", SEARCH, heading=words.search.SEARCH, description=words.search.DESCRIPTION)

    def missing(self, style: str) -> SiteFile:
        """Return the page for addresses that lead nowhere, which a server shows at any depth.

        Its links start at the site's own address or, if that is not known, at the root of the domain it is shown on.
        """
        return self._page(
            "missing",
            MISSING,
            heading=words.missing.TITLE,
            description=words.missing.DESCRIPTION,
            style=f"data:text/css;charset=utf-8,{quote(FONT_FACE.sub('', style))}",
            link=partial(absolute, self.catalogue.base or "/"),
        )

    def _front(self, work: Work | None) -> tuple[PurePosixPath, Front] | None:
        """Return what the cover of a work shows, with its file."""
        front = self.fronts.get(work.folder) if work else None
        return (_front_file(work.folder, front), front) if work and front else None

    def _page(self, template: str, page: PurePosixPath, work: Work | None = None, **values: Any) -> SiteFile:
        offer = self.catalogue
        publication = offer.publication
        context = {
            "catalogue": offer,
            "publication": publication,
            "page": str(page),
            "all_cases": CASES,
            "work": work,
            "link": partial(relative, page),
            "mailto": partial(mailto, publication.contact),
            "main_themes": partial(_main_themes, offer),
            "weighed": partial(_weighed, offer),
            "weights": partial(weights, offer),
            "linked_data": "",
            "logo": self.logo,
            "front_of": self._front,
            "canonical": absolute(offer.base, page) if offer.base else "",
            "tags": tags(offer, page, values["heading"], values["description"], work),
            **values,
        }
        text = _environment().get_template(f"{template}.html.j2").render(context)
        return SiteFile(path=page, content=text.encode())


@cache
def _environment() -> Environment:
    made = environment("kefu.site")
    made.globals.update(
        audience=prose.audience,
        case_title=_case_title,
        contents=prose.contents,
        extent=prose.extent,
        files_of=prose.files_of,
        first=_first,
        identifiers=_identifiers,
        offered=prose.offered,
        reading=prose.reading,
        setting=prose.setting,
        theme_page=theme_page,
        time=prose.time,
        uses=lambda work: prose.uses([files.edition.description for files in work.editions]),
    )
    return made


def _front_file(folder: PurePosixPath, front: Front) -> PurePosixPath:
    return folder / f"{words.addresses.COVER}{front.suffix}"


def _first(work: Work) -> Entry:
    """Return the file for somebody who just wants to read: the first one, which is a web page if there is one."""
    return work.entries[0]


def _references(work: Work, offer: Catalogue) -> Iterator[SiteFile]:
    yield SiteFile(path=work.folder / BIBTEX, content=cite.bibtex(work, offer).encode())
    yield SiteFile(path=work.folder / RIS, content=cite.ris(work, offer).encode())


def _case_title(work: Work) -> str:
    if work.case is None:
        return work.metadata.heading
    title = words.case_title(work.case.number, work.case.description.title)
    return words.draft_title(title) if work.draft else title


def _identifiers(work: Work) -> tuple[tuple[str, str], ...]:
    """Return the series, ISBN, ISSN and DOI as in the report's imprint, each with its label."""
    return words.labelled(entry for entry in work.metadata.imprint if entry.term in IDENTIFYING)


def _weighed(offer: Catalogue, case: CaseDescription) -> list[tuple[str, str, str]]:
    """Return a case's themes from the heaviest to the lightest: id, name, and what the weight means."""
    heaviest = sorted(case.themes, key=lambda theme: -case.themes[theme])
    return [
        (theme, offer.publication.themes[theme], words.editions.THEME_WEIGHTS[case.themes[theme]]) for theme in heaviest
    ]


def _main_themes(offer: Catalogue, case: CaseDescription) -> str:
    """Return the names of the themes that weigh most in a case, among equals those that not all cases have.

    They are not joined by “och”, since some contain it.
    """
    everywhere = {theme for theme in case.themes if all(has_theme(work, theme) for work in offer.cases)}
    heaviest = sorted(case.themes, key=lambda theme: (-case.themes[theme], theme in everywhere))
    first, *others = (offer.publication.themes[theme] for theme in heaviest[:MOST_THEMES])
    return ", ".join([first, *(prose.in_sentence(name) for name in others)])
