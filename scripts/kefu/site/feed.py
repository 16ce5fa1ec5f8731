"""The files for machines that read the site as a whole: the Atom feed, the sitemap, `robots.txt`."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as Xml

from kefu import words
from kefu.site import cite
from kefu.site.catalogue import START
from kefu.site.links import absolute

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import PurePosixPath

    from kefu.site.catalogue import Catalogue, Work

ATOM: Final = "http://www.w3.org/2005/Atom"
SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
FEED: Final = "feed.xml"
IDENTITIES: Final = uuid.UUID("6f4a1f43-9c1e-5b0e-8f6d-3a8a2f0c5d17")
"""The namespace of the publications' identifiers, in the sense of RFC 9562, section 5.5."""


def identity(catalogue: Catalogue, work: Work | None) -> str:
    """Return the identifier of a work, or of the whole publication, as a URN.

    It depends only on the publisher's short name, the publication's title and the case's own id: it stays the same
    if the date, the address or the number in the series changes.
    """
    publication = catalogue.publication
    what = "" if work is None else work.case.description.id if work.case else "report"
    name = f"{publication.publisher.short_name}/{publication.title}/{what}"
    return uuid.uuid5(IDENTITIES, name).urn


def atom(catalogue: Catalogue) -> bytes:
    """Return the Atom feed: an entry for each work, with its files as enclosures.

    If the site's address is not known, links are relative to the feed's own address, as RFC 4287 allows (section 2),
    and the feed does not say where it is. The time of day is noon, so that the date is the same everywhere.
    """
    publication = catalogue.publication
    updated = f"{catalogue.date.isoformat()}T12:00:00Z"
    feed = Xml.Element("feed", {"xmlns": ATOM, "xml:lang": publication.language})
    _text(feed, "id", identity(catalogue, None))
    _text(feed, "title", publication.title)
    _text(feed, "subtitle", publication.subtitle)
    _text(feed, "updated", updated)
    for name in publication.authors:
        _text(Xml.SubElement(feed, "author"), "name", name)
    _text(feed, "rights", str(publication.licence))
    _text(feed, "generator", "kefu")
    if catalogue.base:
        Xml.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{catalogue.base}{FEED}"})
    Xml.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": _href(catalogue, START)})
    for work in catalogue.works:
        _entry(feed, catalogue, work, updated)
    return _document(feed)


def _entry(feed: Xml.Element, catalogue: Catalogue, work: Work, updated: str) -> None:
    entry = Xml.SubElement(feed, "entry")
    case = work.case
    title = words.case_title(case.number, case.description.title) if case else cite.whole_title(catalogue.publication)
    _text(entry, "id", identity(catalogue, work))
    _text(entry, "title", words.draft_title(title) if work.draft else title)
    _text(entry, "published", updated)
    _text(entry, "updated", updated)
    Xml.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": _href(catalogue, work.page)})
    for files in work.editions:
        for file in files.entries:
            described = {
                "rel": "enclosure",
                "type": file.format.media_type,
                "length": str(file.size),
                "title": f"{files.edition.description.title}, {words.editions.FORMATS[file.format]}",
                "href": _href(catalogue, file.address),
            }
            Xml.SubElement(entry, "link", described)
    for theme in case.description.themes if case else ():
        Xml.SubElement(entry, "category", {"term": theme, "label": catalogue.publication.themes[theme]})
    _text(entry, "rights", _rights(work))
    _text(entry, "summary", work.metadata.description)


def _rights(work: Work) -> str:
    """Return what readers may do with a work: in one text, which is all that an entry has room for (4.2.10)."""
    if len(work.rights) == 1:
        return str(work.rights[0][0])
    return "; ".join(
        f"{words.enumerate_words([edition.description.title for edition in editions])}: {rights}"
        for rights, editions in work.rights
    )


def sitemap(catalogue: Catalogue, pages: Iterable[PurePosixPath]) -> bytes:
    """Return the sitemap of pages on a site whose address is known; the protocol does not allow relative addresses."""
    urls = Xml.Element("urlset", {"xmlns": SITEMAP})
    for page in pages:
        url = Xml.SubElement(urls, "url")
        _text(url, "loc", absolute(catalogue.base, page))
        _text(url, "lastmod", catalogue.date.isoformat())
    return _document(urls)


def robots(base: str) -> str:
    """Return `robots.txt`, which lets every robot in and says where the sitemap is, if there is one.

    Robots read it only at the root of a domain (RFC 9309, section 2.3).
    """
    return "User-agent: *\nAllow: /\n" + (f"\nSitemap: {base}sitemap.xml\n" if base else "")


def _href(catalogue: Catalogue, address: PurePosixPath) -> str:
    return absolute(catalogue.base, address)


def _text(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = text


def _document(root: Xml.Element) -> bytes:
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{Xml.tostring(root, encoding="unicode")}\n'.encode()
