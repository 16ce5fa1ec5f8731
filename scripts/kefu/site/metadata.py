"""What a page tells machines about itself: schema.org as JSON-LD, Highwire tags, Open Graph.

Addresses are relative to the page if the site's own address is not known; those that must not be relative (`og:url`,
`og:image`, `citation_pdf_url`, `rel=canonical`) are then left out. Sources: schema.org 29; Google Scholar, *Inclusion
guidelines for webmasters*, “Indexing guidelines”; ogp.me.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from kefu import words
from kefu.authored import Format, PartKind
from kefu.completeness import complete
from kefu.engines.typst import CARD_HEIGHT, CARD_WIDTH
from kefu.site import cards, cite
from kefu.site.catalogue import START
from kefu.site.links import absolute, relative

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from kefu.authored import Organisation
    from kefu.site.catalogue import Catalogue, Entry, Files, Work

_BOOK: Final = ["alternativeText", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"]

FEATURES: Final = complete(
    Format,
    {
        Format.HTML: _BOOK,
        Format.PDF: ["alternativeText", "readingOrder", "structuralNavigation", "tableOfContents", "taggedPDF"],
        Format.EPUB: _BOOK,
        Format.DOCX: ["alternativeText", "displayTransformability", "structuralNavigation"],
    },
)
"""Source: W3C, *Schema.org Accessibility Properties for Discoverability Vocabulary*."""

ACCESS: Final[dict[str, Any]] = {
    "accessMode": ["textual", "visual"],
    "accessModeSufficient": {"@type": "ItemList", "itemListElement": ["textual"]},
    "accessibilityHazard": "none",
}

AUDIENCES: Final[Mapping[PartKind, Mapping[str, str]]] = complete(
    PartKind,
    {
        PartKind.CASE: {},
        PartKind.QUESTIONS: {"@type": "EducationalAudience", "educationalRole": "student"},
        PartKind.CONVERSATION: {"@type": "Audience", "audienceType": words.editions.COUNCILLORS_AND_OFFICIALS},
        PartKind.TEACHING_NOTE: {},
        PartKind.EPILOGUE: {},
    },
)
"""Whom a part is for, where it is there for somebody alone who finds it on the site."""

CONTEXT: Final = "https://schema.org"


def tags(
    catalogue: Catalogue, page: PurePosixPath, title: str, description: str, work: Work | None
) -> tuple[tuple[str, str, str], ...]:
    """Return the `meta` elements of a page: for each, the attribute that names it, its name and its content."""
    publication = catalogue.publication
    graph = [
        ("property", "og:type", "article" if work else "website"),
        ("property", "og:title", title),
        ("property", "og:description", description),
        ("property", "og:site_name", publication.title),
        ("property", "og:locale", publication.language.replace("-", "_")),
        ("property", "og:url", absolute(catalogue.base, page) if catalogue.base else ""),
        *(_picture(catalogue, work) if catalogue.base else ()),
    ]
    named = [("name", name, content) for name, content in _highwire(catalogue, work)] if work else []
    return tuple(tag for tag in (*graph, *named) if tag[2])


def _picture(catalogue: Catalogue, work: Work | None) -> list[tuple[str, str, str]]:
    return [
        ("property", "og:image", absolute(catalogue.base, cards.path_of(work))),
        ("property", "og:image:type", "image/png"),
        ("property", "og:image:width", f"{CARD_WIDTH}"),
        ("property", "og:image:height", f"{CARD_HEIGHT}"),
        ("property", "og:image:alt", cards.described(catalogue, work)),
    ]


def _highwire(catalogue: Catalogue, work: Work) -> list[tuple[str, str]]:
    publication = catalogue.publication
    pdf = next((entry for entry in work.entries if entry.format is Format.PDF), None)
    common = [
        ("citation_title", work.case.description.title if work.case else cite.whole_title(publication)),
        *(("citation_author", author) for author in publication.authors),
        ("citation_publication_date", catalogue.date.strftime("%Y/%m/%d")),
        ("citation_language", cite.LANGUAGE),
        ("citation_keywords", "; ".join(work.metadata.keywords)),
        ("citation_publisher", publication.publisher.name),
        ("citation_public_url", absolute(catalogue.base, work.page) if catalogue.base else ""),
        ("citation_pdf_url", absolute(catalogue.base, pdf.address) if pdf and catalogue.base else ""),
    ]
    if work.case:
        return [*common, ("citation_inbook_title", cite.whole_title(publication))]
    series = publication.series
    return [
        *common,
        ("citation_technical_report_institution", publication.publisher.name),
        ("citation_technical_report_number", (series.number or "") if series else ""),
        ("citation_issn", (series.issn or "") if series else ""),
        ("citation_isbn", publication.identifiers.isbn.get(Format.PDF, "")),
        ("citation_doi", publication.identifiers.doi or ""),
    ]


def linked_data(catalogue: Catalogue, page: PurePosixPath, work: Work | None) -> str:
    """Return a page's JSON-LD, which is about a work or, on the start page, about the site and everything on it.

    The text is safe inside a `script` element: it contains no `<`, `>` or `&`.
    """
    graph = _work(catalogue, page, work) if work else _site(catalogue, page)
    text = json.dumps({"@context": CONTEXT, **_filled(graph)}, ensure_ascii=False, indent=1)
    return text.replace("<", r"\u003c").replace(">", r"\u003e").replace("&", r"\u0026")


def _site(catalogue: Catalogue, page: PurePosixPath) -> dict[str, Any]:
    publication = catalogue.publication
    return {
        "@type": "WebSite",
        "@id": _address(catalogue, page, START),
        "url": _address(catalogue, page, START),
        "name": publication.title,
        "alternativeHeadline": publication.subtitle,
        "description": publication.description,
        "inLanguage": publication.language,
        "publisher": _organisation(publication.publisher),
        "license": publication.licence.url,
        "hasPart": [_reference(catalogue, page, work) for work in catalogue.works],
    }


def _work(catalogue: Catalogue, page: PurePosixPath, work: Work) -> dict[str, Any]:
    publication = catalogue.publication
    common = {
        "@type": "LearningResource" if work.case else "Report",
        "@id": _address(catalogue, page, work.page),
        "url": _address(catalogue, page, work.page),
        "name": work.case.description.title if work.case else publication.title,
        "alternativeHeadline": "" if work.case else publication.subtitle,
        "abstract": work.case.description.dilemma if work.case else "",
        "description": work.metadata.description,
        "inLanguage": publication.language,
        "license": [rights.licence.url for rights, _ in work.rights if rights.licence],
        "usageInfo": [{"@type": "CreativeWork", "text": rights.terms} for rights, _ in work.rights if rights.terms],
        "datePublished": catalogue.date.isoformat(),
        "version": catalogue.date.isoformat(),
        "creativeWorkStatus": "Draft" if work.draft else "Published",
        "isAccessibleForFree": True,
        "author": [_author(name, catalogue) for name in publication.authors],
        "publisher": _organisation(publication.publisher),
        "sponsor": _organisation(publication.commissioner),
        "keywords": list(work.metadata.keywords),
        **ACCESS,
        "accessibilityFeature": sorted({feature for entry in work.entries for feature in FEATURES[entry.format]}),
        "encoding": [_encoding(catalogue, page, files, entry) for files in work.editions for entry in files.entries],
    }
    return common | (_case(catalogue, page, work) if work.case else _report(catalogue, page))


def _case(catalogue: Catalogue, page: PurePosixPath, work: Work) -> dict[str, Any]:
    if work.case is None:
        return {}
    themes = catalogue.publication.themes
    weights = work.case.description.themes
    report = catalogue.report
    return {
        "position": work.case.number,
        "learningResourceType": words.editions.LEARNING_RESOURCE,
        "educationalUse": [use for kind, use in words.editions.USES.items() if use and kind in work.parts],
        "audience": [whom for kind, whom in AUDIENCES.items() if whom and kind in work.parts],
        "educationalLevel": [words.editions.LEVELS[level] for level in work.case.description.levels],
        "image": _address(catalogue, page, cards.path_of(work)),
        "timeRequired": f"PT{work.case.reading_minutes}M",
        "about": [
            {"@type": "Thing", "name": themes[theme]} for theme in sorted(weights, key=lambda theme: -weights[theme])
        ],
        "isPartOf": _reference(catalogue, page, report)
        if report
        else {"@type": "Report", "name": catalogue.publication.title},
    }


def _report(catalogue: Catalogue, page: PurePosixPath) -> dict[str, Any]:
    publication = catalogue.publication
    return {
        "hasPart": [_reference(catalogue, page, case) for case in catalogue.cases],
        "reportNumber": (publication.series.number or "") if publication.series else "",
        "identifier": [
            {"@type": "PropertyValue", "propertyID": kind, "value": value}
            for kind, value in (
                *((("ISBN"), number) for number in publication.identifiers.isbn.values()),
                *((("DOI", publication.identifiers.doi),) if publication.identifiers.doi else ()),
            )
        ],
    }


def _reference(catalogue: Catalogue, page: PurePosixPath, work: Work) -> dict[str, Any]:
    return {
        "@type": "LearningResource" if work.case else "Report",
        "@id": _address(catalogue, page, work.page),
        "url": _address(catalogue, page, work.page),
        "name": work.case.description.title if work.case else catalogue.publication.title,
    }


def _encoding(catalogue: Catalogue, page: PurePosixPath, files: Files, entry: Entry) -> dict[str, Any]:
    return {
        "@type": "MediaObject",
        "name": words.beside(files.edition.description.title, words.editions.FORMATS[entry.format]),
        "contentUrl": _address(catalogue, page, entry.address),
        "contentSize": f"{entry.size} B",
        "encodingFormat": entry.format.media_type,
        "sha256": entry.sha256,
        "accessibilityFeature": FEATURES[entry.format],
        **({"license": files.edition.rights.licence.url} if files.edition.rights.licence else {}),
    }


def _author(name: str, catalogue: Catalogue) -> dict[str, str]:
    kind = "Organization" if cite.is_organisation(name, catalogue.publication) else "Person"
    return {"@type": kind, "name": name}


def _organisation(organisation: Organisation) -> dict[str, str]:
    return {"@type": "Organization", "name": organisation.name, "alternateName": organisation.short_name}


def _address(catalogue: Catalogue, page: PurePosixPath, target: PurePosixPath) -> str:
    return absolute(catalogue.base, target) if catalogue.base else relative(page, target)


def _filled(graph: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in graph.items() if value not in ("", [], None)}
