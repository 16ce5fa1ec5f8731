"""Machines read who made a work, what it is, and where its files are."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from kefu.imprint import Rights
from kefu.site.catalogue import START, Work, catalogue
from kefu.site.links import absolute
from kefu.site.metadata import FEATURES, linked_data, tags

if TYPE_CHECKING:
    from kefu.model import Project
    from kefu.site.catalogue import Catalogue, Entry

BASE = "https://prov.example/fall/"
REQUIRED = {
    "@type", "@id", "url", "name", "description", "inLanguage", "license", "datePublished", "author", "publisher",
    "keywords", "encoding", "accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard",
}  # fmt: skip


def whole(project: Project, entries: tuple[Entry, ...]) -> Catalogue:
    return catalogue(project, entries, project.publication.date)


def data(offer: Catalogue, work: Work | None) -> Any:
    graph = json.loads(linked_data(offer, work.page if work else START, work))
    assert graph["@context"] == "https://schema.org"
    return graph


def test_the_report_has_the_cases_as_parts_and_they_are_part_of_it(
    published: Project, entries: tuple[Entry, ...]
) -> None:
    offer = whole(published, entries)
    report, *cases = (data(offer, work) for work in offer.works)

    assert report["@type"] == "Report"
    assert {case["@type"] for case in cases} == {"LearningResource"}
    assert [part["@id"] for part in report["hasPart"]] == [case["@id"] for case in cases]
    assert {case["isPartOf"]["@id"] for case in cases} == {report["@id"]} == {f"{BASE}report/index.html"}
    assert {identifier["propertyID"]: identifier["value"] for identifier in report["identifier"]} == {
        "ISBN": "978-91-0000-000-4"
    }


def test_every_work_says_what_is_required(published: Project, entries: tuple[Entry, ...]) -> None:
    offer = whole(published, entries)

    for work in offer.works:
        graph = data(offer, work)
        assert set(graph) >= REQUIRED
        assert (graph["inLanguage"], graph["datePublished"]) == ("sv-SE", "2026-03-01")
        assert graph["publisher"]["name"] == "Provförlaget (PROV)"
        assert graph["author"] == [{"@type": "Organization", "name": "PROV"}]
    case = data(offer, offer.cases[0])
    assert case["learningResourceType"] == "undervisningsfall"
    assert case["educationalUse"] == ["kurser på högskolenivå"]
    assert case["audience"] == [{"@type": "EducationalAudience", "educationalRole": "student"}]
    assert [theme["name"] for theme in case["about"]] == ["Rollfördelning", "Förtroende"]
    assert case["image"] == f"{BASE}cases/01-skolan/delningsbild.png"
    assert "educationalLevel" not in case, "nobody has said it"


def test_a_case_says_what_level_it_is_for(published: Project, entries: tuple[Entry, ...]) -> None:
    first, *others = published.cases
    levelled = replace(first, description=first.description.model_copy(update={"levels": ("advanced",)}))
    offer = whole(replace(published, cases=(levelled, *others)), entries)

    assert data(offer, offer.cases[0])["educationalLevel"] == ["avancerad nivå"]


def test_every_file_is_told_with_its_address_type_size_and_digest(
    published: Project, entries: tuple[Entry, ...]
) -> None:
    offer = whole(published, entries)
    told = {file["contentUrl"]: file for work in offer.works for file in data(offer, work)["encoding"]}

    assert set(told) == {f"{BASE}{entry.address}" for entry in entries}
    for entry in entries:
        file = told[f"{BASE}{entry.address}"]
        assert file["encodingFormat"] == entry.format.media_type
        assert file["sha256"] == entry.sha256
        assert file["contentSize"] == f"{entry.size} B"
        assert file["accessibilityFeature"] == FEATURES[entry.format]


def test_the_start_page_names_everything(published: Project, entries: tuple[Entry, ...]) -> None:
    offer = whole(published, entries)
    site = data(offer, None)

    assert (site["@type"], site["@id"]) == ("WebSite", BASE)
    assert [part["name"] for part in site["hasPart"]] == ["En liten rapport", "Skolan", "Bron"]


def test_without_the_sites_address_identifiers_are_relative_to_the_page(
    project: Project, published: Project, entries: tuple[Entry, ...]
) -> None:
    offer, known = whole(project, entries), whole(published, entries)

    for plain, full in zip(offer.works, known.works, strict=True):
        page = absolute(BASE, plain.page)
        assert urljoin(page, data(offer, plain)["@id"]) == data(known, full)["@id"] == page
        assert [urljoin(page, file["contentUrl"]) for file in data(offer, plain)["encoding"]] == [
            file["contentUrl"] for file in data(known, full)["encoding"]
        ]


def test_no_text_ends_the_script_that_it_stands_in(project: Project, entries: tuple[Entry, ...]) -> None:
    title = "</script><!-- & <script>"
    hostile = replace(project, publication=project.publication.model_copy(update={"title": title}))
    offer = whole(hostile, entries)
    text = linked_data(offer, START, None)

    assert not set(text) & set("<>&")
    assert json.loads(text)["name"] == title


def named(found: tuple[tuple[str, str, str], ...]) -> dict[str, str]:
    return {name: content for _, name, content in found}


def test_a_library_finds_the_report_and_its_pdf(published: Project, entries: tuple[Entry, ...]) -> None:
    offer = whole(published, entries)
    found = named(tags(offer, offer.works[0].page, "En titel", "En text", offer.works[0]))

    assert found["citation_title"] == "En liten rapport: Två fall"
    assert found["citation_author"] == "PROV"
    assert found["citation_publication_date"] == "2026/03/01"
    assert found["citation_language"] == "sv"
    assert found["citation_technical_report_institution"] == "Provförlaget (PROV)"
    assert found["citation_isbn"] == "978-91-0000-000-4"
    assert found["citation_pdf_url"] == f"{BASE}report/prov-rapport.pdf"
    assert found["og:url"] == f"{BASE}report/index.html"
    assert (found["og:title"], found["og:description"], found["og:locale"]) == ("En titel", "En text", "sv_SE")


def test_a_case_is_told_as_a_part_of_the_report(published: Project, entries: tuple[Entry, ...]) -> None:
    offer = whole(published, entries)
    found = named(tags(offer, offer.cases[0].page, "En titel", "En text", offer.cases[0]))

    assert (found["citation_title"], found["citation_inbook_title"]) == ("Skolan", "En liten rapport: Två fall")
    assert found["citation_pdf_url"] == f"{BASE}cases/01-skolan/fall-01-skolan-studentutgava.pdf"
    assert "citation_isbn" not in found, "the report's, not the case's"


def test_a_link_to_a_page_is_shown_with_a_picture_and_what_is_on_it(
    published: Project, entries: tuple[Entry, ...]
) -> None:
    offer = whole(published, entries)
    report, case, start = (
        named(tags(offer, page, "En titel", "En text", work))
        for page, work in ((offer.works[0].page, offer.works[0]), (offer.cases[0].page, offer.cases[0]), (START, None))
    )

    assert case["og:image"] == f"{BASE}cases/01-skolan/delningsbild.png"
    assert report["og:image"] == start["og:image"] == f"{BASE}delningsbild.png"
    assert (case["og:image:width"], case["og:image:height"], case["og:image:type"]) == ("1200", "630", "image/png")
    assert case["og:image:alt"].startswith("Fall\N{NO-BREAK SPACE}1: Skolan. ")


def test_what_may_not_be_relative_is_left_out(project: Project, entries: tuple[Entry, ...]) -> None:
    offer = whole(project, entries)
    found = named(tags(offer, offer.works[0].page, "En titel", "En text", offer.works[0]))

    assert not {"og:url", "og:image", "og:image:alt", "citation_pdf_url", "citation_public_url"} & set(found)
    assert all(found.values())


def test_editions_with_rights_of_their_own_say_so(published: Project, entries: tuple[Entry, ...]) -> None:
    offer = whole(published, entries)
    case = offer.cases[0]
    (files,) = case.editions
    closed = replace(files.edition, rights=Rights(licence=None, terms="Bara i kursen."))
    graph = data(offer, replace(case, editions=(files, replace(files, edition=closed))))

    assert graph["license"] == [published.publication.licence.url]
    assert graph["usageInfo"] == [{"@type": "CreativeWork", "text": "Bara i kursen."}]
    count = len(files.entries)
    assert [encoding.get("license") for encoding in graph["encoding"]] == [
        *[published.publication.licence.url] * count,
        *[None] * count,
    ]
