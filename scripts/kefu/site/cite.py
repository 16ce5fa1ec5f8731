"""How to cite a work: as text, as BibTeX, as RIS, and for the whole publication as `CITATION.cff`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.authored import Format
from kefu.imprint import ImprintTerm
from kefu.site.links import absolute

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kefu.authored import Publication
    from kefu.site.catalogue import Catalogue, Work

LANGUAGE: Final = "sv"
ORGANISATION: Final = re.compile(rf"\b[{words.CAPITALS}]{{2,}}\b|\d|[(&]")
SPECIAL: Final = str.maketrans(
    {char: f"\\{char}" for char in "&%$#_"}
    | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}"}
)
"""Characters that have a special meaning in LaTeX, with what to write instead."""

CREATIVE_COMMONS: Final = re.compile(
    r"https?://creativecommons\.org/(licenses/([a-z-]+)|publicdomain/(zero))/(\d\.\d)/"
)


def citation(work: Work, catalogue: Catalogue) -> str:
    """Return the reference to a work as given in its own imprint, with its address if the site has one."""
    reference = work.metadata.told(ImprintTerm.CITE)
    return f"{reference} {absolute(catalogue.base, work.page)}" if catalogue.base else reference


def whole_title(publication: Publication) -> str:
    """Return the title and subtitle: “Titel: Undertitel”."""
    return f"{publication.title}: {publication.subtitle}"


def is_organisation(name: str, publication: Publication) -> bool:
    """Return whether an author is an organisation: one of the publication's own, a single word, or written like one."""
    known = {
        spelling
        for organisation in (publication.publisher, publication.commissioner)
        for spelling in (organisation.name, organisation.short_name)
    }
    return name in known or " " not in name or ORGANISATION.search(name) is not None


def bibtex(work: Work, catalogue: Catalogue) -> str:
    """Return a work as a BibTeX entry: a report, or a part of it that has its own title."""
    publication = catalogue.publication
    authors = " and ".join(
        f"{{{name}}}" if is_organisation(name, publication) else name
        for name in (author.translate(SPECIAL) for author in publication.authors)
    )
    key = f"{words.slug(publication.authors[0])}{catalogue.date.year}"
    common = {
        "author": authors,
        "year": str(catalogue.date.year),
        "address": publication.place.translate(SPECIAL),
        "language": "swedish",
        "url": absolute(catalogue.base, work.page) if catalogue.base else "",
    }
    whole = f"{{{whole_title(publication).translate(SPECIAL)}}}"
    publisher = publication.publisher.name.translate(SPECIAL)
    if work.case is None:
        series = publication.series
        fields = common | {
            "title": whole,
            "institution": publisher,
            "type": series.name.translate(SPECIAL) if series else "",
            "number": (series.number or "").translate(SPECIAL) if series else "",
            "issn": (series.issn or "") if series else "",
            "isbn": publication.identifiers.isbn.get(Format.PDF, ""),
            "doi": publication.identifiers.doi or "",
        }
        return _entry("techreport", key, fields)
    fields = common | {
        "title": f"{{{work.case.description.title.translate(SPECIAL)}}}",
        "booktitle": whole,
        "publisher": publisher,
        "note": f"{words.documents.CASE} {work.case.number}",
    }
    return _entry("incollection", f"{key}-{work.case.description.id}", fields)


def ris(work: Work, catalogue: Catalogue) -> str:
    """Return a work in RIS, with one line for each fact, and the line endings that the format requires."""
    publication = catalogue.publication
    case = work.case
    pdf = next((entry for entry in work.entries if entry.format is Format.PDF), None)
    address = absolute(catalogue.base, work.page) if catalogue.base else ""
    isbn = publication.identifiers.isbn.get(Format.PDF, "")
    lines = [
        ("TY", "CHAP" if case else "RPRT"),
        *(("AU", author) for author in publication.authors),
        ("TI", case.description.title if case else whole_title(publication)),
        ("T2", whole_title(publication) if case else publication.series.name if publication.series else ""),
        ("PY", str(catalogue.date.year)),
        ("DA", catalogue.date.strftime("%Y/%m/%d")),
        ("PB", publication.publisher.name),
        ("CY", publication.place),
        ("SN", "" if case else isbn),
        ("DO", "" if case else publication.identifiers.doi or ""),
        ("AB", work.metadata.description),
        *(("KW", keyword) for keyword in work.metadata.keywords),
        ("N1", words.case_title(case.number, case.description.title) if case else ""),
        ("LA", LANGUAGE),
        ("UR", address),
        ("L1", absolute(catalogue.base, pdf.address) if pdf and catalogue.base else ""),
    ]
    return "".join(f"{tag}  - {' '.join(text.split())}\r\n" for tag, text in lines if text) + "ER  - \r\n"


def cff(catalogue: Catalogue) -> str:
    """Return `CITATION.cff`, version 1.2.0, as YAML of the plainest kind.

    Strings are written as in JSON, which is valid in YAML 1.2 (section 5.7). The address is left out if the site has
    none. Source: Citation File Format, schema guide 1.2.0.
    """
    publication = catalogue.publication
    authors = [_cff_author(name, publication) for name in publication.authors]
    address = absolute(catalogue.base, "index.html") if catalogue.base else ""
    publisher = {"name": publication.publisher.name}
    report = {
        "type": "report",
        "title": whole_title(publication),
        "authors": authors,
        "institution": publisher,
        "publisher": publisher,
        "date-published": catalogue.date.isoformat(),
        "year": catalogue.date.year,
        "month": catalogue.date.month,
        "isbn": publication.identifiers.isbn.get(Format.PDF, ""),
        "issn": (publication.series.issn or "") if publication.series else "",
        "collection-title": publication.series.name if publication.series else "",
        "doi": publication.identifiers.doi or "",
        "languages": [LANGUAGE],
        "url": address,
    }
    whole = {
        "cff-version": "1.2.0",
        "message": words.citation.REQUEST,
        "type": "dataset",
        "title": whole_title(publication),
        "abstract": publication.description,
        "authors": authors,
        "contact": [{"name": publication.contact.name, "email": publication.contact.email}],
        "date-released": catalogue.date.isoformat(),
        "doi": publication.identifiers.doi or "",
        "keywords": list(dict.fromkeys(publication.keywords)),
        **_cff_licence(publication),
        "url": address,
        "preferred-citation": report,
    }
    return "".join(f"{line}\n" for line in _yaml(whole))


def spdx(publication: Publication) -> str:
    """Return the licence's identifier in the SPDX licence list, or nothing if it is not a Creative Commons licence."""
    found = CREATIVE_COMMONS.match(publication.licence.url)
    if not found:
        return ""
    return f"CC0-{found[4]}" if found[3] else f"CC-{found[2].upper()}-{found[4]}"


def _entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{lines}}}\n"


def _cff_author(name: str, publication: Publication) -> dict[str, str]:
    if is_organisation(name, publication):
        return {"name": name}
    given, _, family = name.rpartition(" ")
    return {"family-names": family, "given-names": given}


def _cff_licence(publication: Publication) -> dict[str, str]:
    identifier = spdx(publication)
    return {"license": identifier} if identifier else {"license-url": publication.licence.url}


def _yaml(mapping: Mapping[str, object]) -> Iterable[str]:
    """Yield the lines of a mapping in block style, without empty values."""
    for key, value in mapping.items():
        if isinstance(value, dict):
            yield f"{key}:"
            yield from (f"  {line}" for line in _yaml(value))
        elif isinstance(value, list) and value:
            yield f"{key}:"
            for item in value:
                lines = list(_yaml(item)) if isinstance(item, dict) else [json.dumps(item, ensure_ascii=False)]
                yield from (f"{'  - ' if index == 0 else '    '}{line}" for index, line in enumerate(lines))
        elif value:
            yield f"{key}: {json.dumps(value, ensure_ascii=False)}"
