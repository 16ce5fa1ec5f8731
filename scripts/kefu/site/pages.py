"""The site's own pages and the files for machines, from what the publication and the release's manifest say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from kefu import words
from kefu.authored import DocumentKind, Format
from kefu.site import cite, feed, prose, summary
from kefu.site.catalogue import FORMATS, START, catalogue, related, theme_page
from kefu.site.links import absolute, mailto, relative
from kefu.site.metadata import linked_data, tags
from kefu.templating import environment

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from jinja2 import Environment

    from kefu.authored import CaseDescription
    from kefu.model import Project, Text
    from kefu.site.catalogue import Catalogue, Entry, Listing, Work

SEARCH: Final = PurePosixPath("sok/index.html")
ACCESSIBILITY: Final = PurePosixPath("tillganglighet/index.html")
MISSING: Final = PurePosixPath("404.html")
FONT_FACE: Final = re.compile(r"@font-face\s*\{[^}]*\}\s*")
MOST_THEMES: Final = 3
"""How many themes are named where they are not the point."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFile:
    """A file of the site, by its path under the release's public folder."""

    path: PurePosixPath
    content: bytes


def site(project: Project, entries: Sequence[Entry], date: datetime.date, style: str) -> tuple[SiteFile, ...]:
    """Return the pages about the publication's works and the files for machines, for the given public files.

    What a release does not have has no page. Where the publication does not say the site's address there is no
    sitemap, no canonical address and no `og:url` or `citation_pdf_url`, since none of them may be relative. `style` is
    the site's style sheet, which the page for missing addresses carries with it. Raises `ValueError` for a file that is
    not for the public.
    """
    offer = catalogue(project, entries, date)
    pages = _Pages(catalogue=offer, summary=project.summary)
    indexed = [
        pages.start(),
        *(pages.work(work) for work in offer.works),
        *(pages.listing(listing, "Fall efter tema", _about_theme(listing)) for listing in offer.themes),
        *(
            pages.listing(listing, "Fall efter organisation", _about_organisation(listing))
            for listing in offer.organisations
        ),
        pages.accessibility(),
    ]
    files = [
        *indexed,
        pages.search(),
        pages.missing(style),
        *(file for work in offer.works for file in _references(work, offer)),
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
    """The pages of a catalogue."""

    catalogue: Catalogue
    summary: Text | None

    def start(self) -> SiteFile:
        offer = self.catalogue
        return self._page(
            "start",
            START,
            heading=offer.publication.title,
            description=offer.publication.description,
            linked_data=linked_data(offer, START, None),
            opening=summary.opening(self.summary) if self.summary else "",
            case_editions=[
                edition
                for edition in (*offer.editions, *offer.restricted)
                if edition.description.document is DocumentKind.CASE
            ],
        )

    def work(self, work: Work) -> SiteFile:
        offer = self.catalogue
        themes = offer.publication.themes
        return self._page(
            "work",
            work.page,
            work,
            heading=_case_title(work) if work.case else f"Rapporten {offer.publication.title}",
            description=work.case.description.dilemma if work.case else work.metadata.description,
            linked_data=linked_data(offer, work.page, work),
            citation=cite.citation(work, offer),
            bibtex=cite.bibtex(work, offer),
            ris=cite.ris(work, offer).replace("\r\n", "\n"),
            draft_notice=words.DRAFT_NOTICE,
            summary=summary.whole(self.summary) if self.summary and work.case is None else "",
            related=[
                (other, ", ".join(_in_sentence(themes[theme]) for theme in shared[:MOST_THEMES]))
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
            heading="Tillgänglighetsredogörelse",
            description="Hur tillgängliga sidorna och filerna är, vilka brister vi känner till och hur vi har provat.",
            formats=[format_ for format_ in FORMATS if format_ in found],
            format_names=prose.FORMAT_NAMES,
        )

    def search(self) -> SiteFile:
        return self._page("search", SEARCH, heading="Sök", description="Sök i rapporten och fallen.")

    def missing(self, style: str) -> SiteFile:
        """Return the page for addresses that lead nowhere, which a server shows at any depth.

        Its links are to the site's own address; where that is not known, to the root of whatever domain it is shown in.
        """
        return self._page(
            "missing",
            MISSING,
            heading="Sidan finns inte",
            description="Sidan finns inte.",
            style=f"data:text/css;charset=utf-8,{quote(FONT_FACE.sub('', style))}",
            link=partial(absolute, self.catalogue.base or "/"),
        )

    def _page(self, template: str, page: PurePosixPath, work: Work | None = None, **values: Any) -> SiteFile:
        offer = self.catalogue
        publication = offer.publication
        context = {
            "catalogue": offer,
            "publication": publication,
            "page": str(page),
            "work": work,
            "link": partial(relative, page),
            "mailto": partial(mailto, publication.contact),
            "main_themes": partial(_main_themes, offer),
            "weighed": partial(_weighed, offer),
            "linked_data": "",
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
        capitalise=words.capitalise,
        case_title=_case_title,
        contents=prose.contents,
        count=prose.count,
        date=words.date,
        enumerate_words=words.enumerate_words,
        extent=prose.extent,
        files_of=prose.files_of,
        identifiers=_identifiers,
        length=prose.length,
        offered=prose.offered,
        pages=prose.pages,
        reading=_reading,
        reading_words=_reading_words,
        setting=prose.setting,
        statements=prose.STATEMENTS,
        the_case=words.the_case,
        theme_page=theme_page,
        uses=lambda work: prose.uses([files.edition.description for files in work.editions]),
    )
    return made


def _reading(work: Work) -> Entry:
    """Return the file that a reader gets who just wants to read: the first, which is a web page if there is one."""
    return work.entries[0]


def _reading_words(work: Work) -> str:
    what = "fallet" if work.case else "rapporten"
    entry = _reading(work)
    if entry.format is Format.HTML:
        return f"Läs {what} på webben"
    return f"Läs {what} som {prose.FORMAT_NAMES[entry.format]} ({prose.extent(entry)})"


def _references(work: Work, offer: Catalogue) -> Iterator[SiteFile]:
    yield SiteFile(path=work.folder / "hanvisning.bib", content=cite.bibtex(work, offer).encode())
    yield SiteFile(path=work.folder / "hanvisning.ris", content=cite.ris(work, offer).encode())


def _case_title(work: Work) -> str:
    if work.case is None:
        return work.metadata.heading
    title = words.case_title(work.case.number, work.case.description.title)
    return words.draft_title(title) if work.draft else title


def _identifiers(work: Work) -> tuple[tuple[str, str], ...]:
    """Return series, ISBN, ISSN and DOI as the report's imprint has them, each with its term."""
    terms = {words.IMPRINT_TERMS[name] for name in ("series", "isbn", "issn", "doi")}
    return tuple((term, text) for term, text in work.metadata.imprint if term in terms)


def _weighed(offer: Catalogue, case: CaseDescription) -> list[tuple[str, str, str]]:
    """Return a case's themes from the heaviest to the lightest: id, name, what the weight means."""
    heaviest = sorted(case.themes, key=lambda theme: -case.themes[theme])
    return [(theme, offer.publication.themes[theme], prose.DEGREES[case.themes[theme]]) for theme in heaviest]


def _main_themes(offer: Catalogue, case: CaseDescription) -> str:
    """Return the names of the themes that weigh most in a case. No “och” joins them, since they hold some."""
    heaviest = sorted(case.themes, key=lambda theme: -case.themes[theme])
    first, *others = (offer.publication.themes[theme] for theme in heaviest[:MOST_THEMES])
    return ", ".join([first, *(_in_sentence(name) for name in others)])


def _in_sentence(name: str) -> str:
    """Return the name of a theme inside a sentence, “lojalitet och yttrandefrihet”; an abbreviation stays."""
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _about_theme(listing: Listing) -> str:
    one = len(listing.cases) == 1
    begins = f"{words.capitalise(prose.count(len(listing.cases)))} rör temat {_in_sentence(listing.name)}."
    return begins if one else f"{begins} De fall där temat väger tyngst kommer först."


def _about_organisation(listing: Listing) -> str:
    return f"{words.capitalise(prose.count(len(listing.cases)))} utspelar sig i {_in_sentence(listing.name)}."
