"""A feed reader gets every work with its files, and a robot every page."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as Xml

import feedparser  # type: ignore[import-untyped]  # it has no types
import pytest

from kefu.imprint import Rights
from kefu.site import feed
from kefu.site.catalogue import catalogue

if TYPE_CHECKING:
    from kefu.model import Project
    from kefu.site.catalogue import Catalogue, Entry

BASE = "https://prov.example/fall/"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # feedparser's own


def whole(project: Project, entries: tuple[Entry, ...], **changes: object) -> Catalogue:
    publication = project.publication.model_copy(update=changes)
    return catalogue(replace(project, publication=publication), entries, publication.date)


def read(content: bytes) -> Any:
    parsed = feedparser.parse(content)
    assert not parsed.bozo, parsed.get("bozo_exception")
    assert parsed.version == "atom10"
    return parsed


def tree(content: bytes) -> Xml.Element:
    return Xml.fromstring(content)  # noqa: S314 - the package itself wrote it


def test_a_feed_reader_finds_every_file_with_its_type_and_length(
    published: Project, entries: tuple[Entry, ...]
) -> None:
    parsed = read(feed.atom(whole(published, entries)))

    assert [entry.title for entry in parsed.entries] == [
        "En liten rapport: Två fall",
        "Fall\N{NO-BREAK SPACE}1: Skolan",
        "Fall\N{NO-BREAK SPACE}2: Bron",
    ]
    enclosures = {
        (link.href, link.type, link.length)
        for entry in parsed.entries
        for link in entry.links
        if link.rel == "enclosure"
    }
    types = {
        "pdf": "application/pdf",
        "html": "text/html",
        "epub": "application/epub+zip",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
    assert enclosures == {(f"{BASE}{entry.address}", types[entry.format], str(entry.size)) for entry in entries}


def test_the_feed_has_what_rfc_4287_requires(published: Project, entries: tuple[Entry, ...]) -> None:
    parsed = read(feed.atom(whole(published, entries)))

    assert (parsed.feed.title, parsed.feed.updated) == ("En liten rapport", "2026-03-01T12:00:00Z")
    assert parsed.feed.author == "PROV"
    assert {link.rel: link.href for link in parsed.feed.links} == {"self": f"{BASE}feed.xml", "alternate": BASE}
    for entry in parsed.entries:
        assert entry.id.startswith("urn:uuid:")
        assert entry.updated == "2026-03-01T12:00:00Z"
        assert entry.summary
        assert entry.link.startswith(BASE)
    assert len({parsed.feed.id, *(entry.id for entry in parsed.entries)}) == 1 + len(parsed.entries)


def test_without_the_sites_address_links_are_relative_and_the_feed_does_not_say_where_it_is(
    project: Project, entries: tuple[Entry, ...]
) -> None:
    root = tree(feed.atom(whole(project, entries)))
    links = [link.attrib for link in root.iter(f"{{{feed.ATOM}}}link")]

    assert "self" not in {link["rel"] for link in links}
    assert {str(entry.address) for entry in entries} <= {link["href"] for link in links}
    assert not any(link["href"].startswith(("/", "http")) for link in links)


def identities(offer: Catalogue) -> list[str]:
    return [feed.identity(offer, work) for work in (None, *offer.works)]


def test_an_identifier_outlives_date_address_and_number(
    project: Project, published: Project, entries: tuple[Entry, ...]
) -> None:
    first = identities(whole(project, entries))
    later = whole(published, entries, date=datetime.date(2030, 1, 1), subtitle="En annan")

    assert identities(later) == first
    case = later.cases[0].case
    assert case
    moved = replace(later.cases[0], case=replace(case, number=9))
    assert feed.identity(later, moved) == first[2]
    assert first[0] == "urn:uuid:84235507-a969-593e-a078-e5aee9edb087"


def test_a_text_with_markup_is_text(project: Project, entries: tuple[Entry, ...]) -> None:
    offer = whole(project, entries, title="<b>&amp;</b> ]]>")

    assert tree(feed.atom(offer)).findtext(f"{{{feed.ATOM}}}title") == "<b>&amp;</b> ]]>"


def test_a_sitemap_names_every_page_by_its_address(published: Project, entries: tuple[Entry, ...]) -> None:
    pages = [PurePosixPath("index.html"), PurePosixPath("cases/01-skolan/index.html")]
    root = tree(feed.sitemap(whole(published, entries), pages))
    places = [(url[0].text, url[1].text) for url in root]

    assert root.tag == f"{{{feed.SITEMAP}}}urlset"
    assert places == [(BASE, "2026-03-01"), (f"{BASE}cases/01-skolan/index.html", "2026-03-01")]


def test_robots_are_let_in_and_told_of_the_sitemap_where_there_is_one() -> None:
    assert feed.robots(BASE) == f"User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n"
    assert "Sitemap" not in feed.robots("")


def test_an_entry_says_what_readers_may_do_in_one_text(published: Project, entries: tuple[Entry, ...]) -> None:
    offer = whole(published, entries)
    case = offer.cases[0]
    (files,) = case.editions
    closed = replace(
        files.edition,
        description=files.edition.description.model_copy(update={"title": "Kursutgåva"}),
        rights=Rights(licence=None, terms="Bara i kursen."),
    )
    both = replace(case, editions=(files, replace(files, edition=closed)))
    parsed = read(feed.atom(replace(offer, cases=(case, both))))

    licence = "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"
    assert [entry.rights for entry in parsed.entries[1:]] == [
        licence,
        f"Studentutgåva: {licence}; Kursutgåva: Bara i kursen.",
    ]
