"""A work can be cited: what is written is read back by other programs with nothing lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML

from kefu import words
from kefu.imprint import ImprintTerm
from kefu.model import Source
from kefu.reading.bibtex import parse_bibtex
from kefu.site import cite
from kefu.site.catalogue import catalogue

if TYPE_CHECKING:
    from kefu.model import Project
    from kefu.site.catalogue import Catalogue, Entry


def offer(project: Project, entries: tuple[Entry, ...], **changes: object) -> Catalogue:
    publication = project.publication.model_copy(update=changes)
    return catalogue(replace(project, publication=publication), entries, publication.date)


def fields(text: str) -> dict[str, str]:
    (entry,) = parse_bibtex(Source(path=PurePosixPath("a.bib"), text=text, digest="")).entries
    return {"": entry.kind, "key": entry.key} | dict(entry.fields)


def test_a_report_in_bibtex_has_its_number_and_its_address(published: Project, entries: tuple[Entry, ...]) -> None:
    offered = offer(published, entries)

    assert fields(cite.bibtex(offered.works[0], offered)) == {
        "": "techreport",
        "key": "prov2026",
        "author": "{PROV}",
        "year": "2026",
        "address": "Lund",
        "language": "swedish",
        "url": "https://prov.example/fall/report/index.html",
        "title": "{En liten rapport: Två fall}",
        "institution": "Provförlaget (PROV)",
        "type": "Provserien",
        "number": "7",
        "issn": "1234-5679",
        "isbn": "978-91-0000-000-4",
    }


def test_a_case_in_bibtex_is_a_part_of_the_report(project: Project, entries: tuple[Entry, ...]) -> None:
    offered = offer(project, entries)
    case = fields(cite.bibtex(offered.cases[1], offered))

    assert (case[""], case["key"], case["title"]) == ("incollection", "prov2026-bron", "{Bron}")
    assert (case["booktitle"], case["note"]) == ("{En liten rapport: Två fall}", "Fall 2")
    assert "url" not in case, "nobody knows the address"


def test_bibtex_keeps_signs_that_latex_reads_otherwise(project: Project, entries: tuple[Entry, ...]) -> None:
    offered = offer(project, entries, title=r"50 % {a} & b_c #1 $2 ~ ^ \d")

    title = fields(cite.bibtex(offered.works[0], offered))["title"]

    assert title == (r"{50 \% \{a\} \& b\_c \#1 \$2 \textasciitilde{} \textasciicircum{} \textbackslash{}d: Två fall}")


def test_people_and_organisations_are_told_apart(project: Project, entries: tuple[Entry, ...]) -> None:
    offered = offer(project, entries, authors=("Anna Ek", "Provförlaget (PROV)", "Provförbundet"))

    assert fields(cite.bibtex(offered.works[0], offered))["author"] == (
        "Anna Ek and {Provförlaget (PROV)} and {Provförbundet}"
    )
    assert read(cite.cff(offered))["authors"] == [
        {"family-names": "Ek", "given-names": "Anna"},
        {"name": "Provförlaget (PROV)"},
        {"name": "Provförbundet"},
    ]


def test_ris_is_lines_with_a_tag_each(published: Project, entries: tuple[Entry, ...]) -> None:
    offered = offer(published, entries)
    report, case = (cite.ris(work, offered) for work in offered.works[:2])

    for text in (report, case):
        lines = text.split("\r\n")
        assert "\n" not in "".join(lines)
        assert all(line[:6] == f"{line[:2]}  - " for line in lines[:-1])
        assert (lines[0][:2], lines[-2:]) == ("TY", ["ER  - ", ""])
    assert "TY  - RPRT\r\n" in report
    assert "SN  - 978-91-0000-000-4\r\n" in report
    assert "TY  - CHAP\r\n" in case
    assert "T2  - En liten rapport: Två fall\r\n" in case
    assert "L1  - https://prov.example/fall/cases/01-skolan/fall-01-skolan-studentutgava.pdf\r\n" in case


def test_a_line_end_in_a_text_makes_no_line_of_ris(project: Project, entries: tuple[Entry, ...]) -> None:
    offered = offer(project, entries, description="En rad\nER  - \nen till")

    assert cite.ris(offered.works[0], offered).count("\nER  - ") == 1


def test_the_reference_in_words_is_that_of_the_imprint(
    project: Project, published: Project, entries: tuple[Entry, ...]
) -> None:
    plain, known = offer(project, entries), offer(published, entries)
    reference = "PROV (2026). Skolan. Fall\N{NO-BREAK SPACE}1 i En liten rapport. Två fall. Provförlaget (PROV)."

    assert cite.citation(plain.cases[0], plain) == reference
    assert cite.citation(known.cases[0], known) == f"{reference} https://prov.example/fall/cases/01-skolan/index.html"


def test_the_reference_is_found_whatever_it_is_called(
    project: Project, entries: tuple[Entry, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = offer(project, entries)
    before = [cite.citation(work, plain) for work in plain.works]
    monkeypatch.setattr(words.imprint, "LABELS", dict.fromkeys(ImprintTerm, "Etikett"))
    renamed = offer(project, entries)

    assert [cite.citation(work, renamed) for work in renamed.cases] == before[1:]
    assert cite.citation(renamed.works[0], renamed) == "PROV (2026). En liten rapport. Två fall. Provförlaget (PROV)."


def read(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


REQUIRED = {"authors", "cff-version", "message", "title"}
ALLOWED = REQUIRED | {
    "abstract", "contact", "date-released", "doi", "keywords", "license", "license-url", "preferred-citation", "type",
    "url",
}  # fmt: skip
REFERENCE_ALLOWED = {
    "authors", "collection-title", "date-published", "doi", "institution", "isbn", "issn", "languages", "month",
    "publisher", "title", "type", "url", "year",
}  # fmt: skip


def test_the_citation_file_follows_its_schema(published: Project, entries: tuple[Entry, ...]) -> None:
    cff = read(cite.cff(offer(published, entries)))

    assert set(cff) >= REQUIRED
    assert set(cff) <= ALLOWED
    assert (cff["cff-version"], cff["type"], cff["license"]) == ("1.2.0", "dataset", "CC-BY-4.0")
    assert cff["date-released"] == "2026-03-01", "a text, not a date"
    report = cff["preferred-citation"]
    assert set(report) <= REFERENCE_ALLOWED
    assert {"authors", "title", "type"} <= set(report)
    assert (report["type"], report["year"], report["month"]) == ("report", 2026, 3)
    assert report["institution"] == {"name": "Provförlaget (PROV)"}
    assert report["isbn"] == "978-91-0000-000-4"
    assert cff["url"] == report["url"] == "https://prov.example/fall/"


def test_the_citation_file_keeps_any_text(project: Project, entries: tuple[Entry, ...]) -> None:
    title = "\"a\": [b] # c\n- d \\ 'e' & *f"

    assert read(cite.cff(offer(project, entries, title=title)))["title"] == f"{title}: Två fall"


def test_without_an_address_nothing_has_one(project: Project, entries: tuple[Entry, ...]) -> None:
    offered = offer(project, entries)
    cff = read(cite.cff(offered))

    assert "url" not in cff
    assert "url" not in cff["preferred-citation"]
    assert "UR  - " not in cite.ris(offered.works[0], offered)


@pytest.mark.parametrize(
    ("url", "identifier"),
    [
        ("https://creativecommons.org/licenses/by/4.0/deed.sv", "CC-BY-4.0"),
        ("http://creativecommons.org/licenses/by-nc-sa/3.0/", "CC-BY-NC-SA-3.0"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("https://example.org/villkor", ""),
    ],
)
def test_a_licence_has_the_identifier_that_machines_know(
    project: Project, entries: tuple[Entry, ...], url: str, identifier: str
) -> None:
    offered = offer(project, entries, licence=project.publication.licence.model_copy(update={"url": url}))
    cff = read(cite.cff(offered))

    assert cite.spdx(offered.publication) == identifier
    assert (cff.get("license"), cff.get("license-url")) == ((identifier, None) if identifier else (None, url))


@pytest.mark.parametrize(
    ("name", "organisation"),
    [
        ("Rådet för samtal", True),
        ("Rådet i korthet", True),
        ("Förbundet för kommuner", True),
        ("Förbundet i korthet", True),
        ("Kommunrådet", True),
        ("Stiftelsen för KEFU", True),
        ("Grupp 8", True),
        ("Ek & Alm", True),
        ("Rådet (Lund)", True),
        ("Anna Ek", False),
        ("Anna K. Ek", False),
        ("Anna von Ek", False),
    ],
)
def test_an_organisation_is_known_or_is_written_like_one(project: Project, name: str, *, organisation: bool) -> None:
    publisher = project.publication.publisher.model_copy(
        update={"name": "Rådet för samtal", "short_name": "Rådet i korthet"}
    )
    commissioner = project.publication.commissioner.model_copy(
        update={"name": "Förbundet för kommuner", "short_name": "Förbundet i korthet"}
    )
    publication = project.publication.model_copy(update={"publisher": publisher, "commissioner": commissioner})

    assert cite.is_organisation(name, publication) == organisation
