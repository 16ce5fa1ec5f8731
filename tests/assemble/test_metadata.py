"""What documents say of themselves: title, imprint, notices and banner."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from kefu import words
from kefu.assemble import outlines
from kefu.assemble.metadata import case_metadata, report_metadata
from kefu.authored import DocumentKind, Format, Identifiers, Series
from kefu.imprint import ImprintTerm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.assemble.conftest import Assembled, Variant, View

    from kefu.load import Loaded
    from kefu.model import Metadata, Project

DAY = datetime.date(2031, 5, 9)

REPORT_IMPRINT = {
    "Utgåva": "Rapport",
    "Författare": "PROV",
    "Utgivare": "Provförlaget (PROV), Lund",
    "Uppdragsgivare": "Provförbundet",
    "Utgiven": "9\N{NO-BREAK SPACE}maj 2031",
    "Serie": "Provserien 7",
    "ISSN": "1234-5679",
    "ISBN": "978-91-0000-000-4 (pdf)",
    "Licens": "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
    "Kontakt": "PROV, prov@example.org",
    "Så här hänvisar du": "PROV (2031). En liten rapport. Två fall. Provförlaget (PROV).",
}
CASE_IMPRINT = {
    "Utgåva": "Studentutgåva",
    "Författare": "PROV",
    "Utgivare": "Provförlaget (PROV), Lund",
    "Uppdragsgivare": "Provförbundet",
    "Utgiven": "9\N{NO-BREAK SPACE}maj 2031",
    "Ingår i": "En liten rapport. Två fall. Provförlaget (PROV), 2031. ISBN 978-91-0000-000-4.",
    "Licens": "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/",
    "Kontakt": "PROV, prov@example.org",
    "Så här hänvisar du": (
        "PROV (2031). Bron. Fall\N{NO-BREAK SPACE}2 i En liten rapport. Två fall. Provförlaget (PROV)."
    ),
}


def of(project: Project, edition: str, number: int | None = None) -> Metadata:
    """Return the metadata of the report, or of the case with a number, published on `DAY`."""
    (chosen,) = (candidate for candidate in project.editions if candidate.name == edition)
    if number is None:
        return report_metadata(project, chosen, DAY)
    return case_metadata(project, chosen, project.cases[number - 1], DAY)


def published(project: Project, **changes: Any) -> Project:
    """Return the project with other values in its publication."""
    return replace(project, publication=project.publication.model_copy(update=changes))


def test_the_imprint_of_the_report_has_these_terms_in_this_order(project: Project) -> None:
    assert list(words.labelled(of(project, "report").imprint)) == list(REPORT_IMPRINT.items())


def test_the_imprint_of_a_case_tells_what_it_is_part_of_and_has_no_identifiers_of_its_own(project: Project) -> None:
    assert list(words.labelled(of(project, "student", 2).imprint)) == list(CASE_IMPRINT.items())


def test_the_isbn_of_every_format_is_told_apart(project: Project) -> None:
    isbn = {Format.PDF: "978-91-0-000000-1", Format.EPUB: "978-91-0-000000-2"}
    metadata = of(published(project, identifiers=Identifiers.model_validate({"isbn": isbn})), "report")

    assert {format_: metadata.told(ImprintTerm.ISBN, format_) for format_ in Format} == dict.fromkeys(Format, "") | isbn
    assert metadata.told(ImprintTerm.ISBN) == ""


def test_without_an_isbn_a_case_is_part_of_the_report_all_the_same(project: Project) -> None:
    metadata = of(published(project, identifiers=Identifiers()), "student", 2)
    assert metadata.told(ImprintTerm.PART_OF) == "En liten rapport. Två fall. Provförlaget (PROV), 2031."


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"series": None}, {"ISBN": "978-91-0000-000-4 (pdf)"}, id="no series"),
        pytest.param(
            {"series": Series.model_validate({"name": "Provserien"})},
            {"Serie": "Provserien", "ISBN": "978-91-0000-000-4 (pdf)"},
            id="a series without number and ISSN",
        ),
        pytest.param(
            {"identifiers": Identifiers.model_validate({"isbn": {Format.PDF: "1"}, "doi": "10.1/x"}), "series": None},
            {"ISBN": "1 (pdf)", "DOI": "10.1/x"},
            id="a DOI",
        ),
        pytest.param({"identifiers": Identifiers(), "series": None}, {}, id="no identifiers"),
    ],
)
def test_the_report_names_only_the_series_and_identifiers_that_it_has(
    changes: Mapping[str, Any], expected: Mapping[str, str], project: Project
) -> None:
    imprint = dict(words.labelled(of(published(project, **changes), "report").imprint))
    assert {term: imprint[term] for term in ("Serie", "ISSN", "ISBN", "DOI") if term in imprint} == expected


def test_several_authors_are_joined_as_in_a_sentence(project: Project) -> None:
    metadata = of(published(project, authors=("A. Ek", "B. Al", "C. Ask")), "report")
    assert metadata.authors == ("A. Ek", "B. Al", "C. Ask")
    assert metadata.told(ImprintTerm.AUTHORS) == "A. Ek, B. Al och C. Ask"
    assert metadata.told(ImprintTerm.CITE).startswith("A. Ek, B. Al och C. Ask (2031). ")


def test_the_cover_of_the_report(project: Project) -> None:
    metadata = of(project, "report")
    assert (metadata.eyebrow, metadata.heading, metadata.subtitle, metadata.edition) == (
        "Provserien",
        "En liten rapport",
        "Två fall",
        "Rapport",
    )
    assert of(published(project, series=None), "report").eyebrow == "Rapport"


def test_the_cover_of_a_case_has_its_number_title_and_dilemma(project: Project) -> None:
    metadata = of(project, "teacher", 1)
    assert (metadata.eyebrow, metadata.heading, metadata.subtitle, metadata.edition) == (
        "Fall\N{NO-BREAK SPACE}1",
        "Skolan",
        "Ska skolan stå kvar?",
        "Lärarutgåva",
    )


def test_properties_of_a_file_are_those_of_its_own_content(project: Project) -> None:
    report, case = of(project, "report"), of(project, "student", 2)
    assert (report.description, report.keywords) == ("En rapport för prov.", ("prov",))
    assert (case.description, case.keywords) == ("Ett fall om bron.", ("bron",))
    for metadata in (report, case):
        assert (metadata.language, metadata.date) == ("sv-SE", DAY)
        assert (metadata.publisher, metadata.commissioner) == ("Provförlaget (PROV)", "Provförbundet")


def test_every_page_of_a_restricted_edition_says_so_and_no_page_of_a_public_one(
    documents: Mapping[str, View],
) -> None:
    banners = {name: view.document.metadata.banner for name, view in documents.items()}
    told = "Lärarutgåva – får inte lämnas till studenter"
    assert banners == {name: told if name.startswith("teacher/") else "" for name in documents}


@pytest.fixture(scope="module")
def with_draft(variant: Variant, assembled: Assembled) -> Mapping[str, View]:
    """Return the documents of the small project with its first case a draft and its second in review."""
    return assembled(
        variant({"cases/01-skolan/case.yaml": lambda text: text.replace("status: review", "status: draft")})
    )


def test_every_page_of_a_draft_says_so_and_so_does_the_report_with_it(with_draft: Mapping[str, View]) -> None:
    assert {name: view.document.metadata.banner for name, view in with_draft.items()} == {
        "report/report": "UTKAST",
        "student/cases/01-skolan": "UTKAST",
        "student/cases/02-bron": "",
        "teacher/cases/01-skolan": "UTKAST · Lärarutgåva – får inte lämnas till studenter",
        "teacher/cases/02-bron": "Lärarutgåva – får inte lämnas till studenter",
    }


def test_a_draft_says_so_in_its_title_above_its_heading_and_in_a_notice(
    with_draft: Mapping[str, View], documents: Mapping[str, View]
) -> None:
    for name, view in with_draft.items():
        draft, finished = view.document.metadata, documents[name].document.metadata
        if name.endswith("02-bron"):
            assert draft == finished
        else:
            assert draft.title == f"UTKAST: {finished.title}"
            assert draft.eyebrow == f"UTKAST · {finished.eyebrow}"
            assert draft.notices == (words.documents.DRAFT_NOTICE, *finished.notices)
            assert draft.heading == finished.heading
        assert (draft.draft, finished.draft) == (not name.endswith("02-bron"), False)
        assert view.document.file_name == documents[name].document.file_name


def test_what_is_approved_looks_like_what_is_in_review(
    variant: Variant, assembled: Assembled, documents: Mapping[str, View]
) -> None:
    approved = assembled(
        variant({"cases/01-skolan/case.yaml": lambda text: text.replace("status: review", "status: approved")})
    )
    assert {name: view.document for name, view in approved.items()} == {
        name: view.document for name, view in documents.items()
    }


def test_every_document_says_that_a_case_is_for_discussion(documents: Mapping[str, View]) -> None:
    for name, view in documents.items():
        expected = (
            words.documents.REPORT_DISCLAIMER
            if view.document.kind is DocumentKind.REPORT
            else words.documents.DISCLAIMER
        )
        assert view.document.metadata.notices[0] == expected, name
    assert documents["report/report"].text.count(words.documents.DISCLAIMER) == 2


def test_only_a_case_that_is_fiction_says_that_it_is(variant: Variant) -> None:
    project = variant({"cases/02-bron/case.yaml": lambda text: text.replace("fictional: true", "fictional: false")})
    notices = {
        f"{outline.edition.name} {outline.case.number}": words.documents.FICTION
        in of(project, outline.edition.name, outline.case.number).notices
        for outline in outlines(project)
        if outline.case
    }
    assert notices == {"student 1": True, "student 2": False, "teacher 1": True, "teacher 2": False}
    assert words.documents.FICTION not in of(project, "report").notices


def test_the_notice_of_the_publication_is_the_last_one_of_every_document(project: Project) -> None:
    changed = published(project, notice="Texten är ett prov.")
    for metadata in (of(changed, "report"), of(changed, "student", 1), of(changed, "teacher", 2)):
        assert metadata.notices[-1] == "Texten är ett prov."


@pytest.mark.parametrize("which", ["small project", "repository"])
def test_no_two_documents_have_the_same_title(which: str, project: Project, manuscript: Loaded) -> None:
    whole = project if which == "small project" else manuscript.project
    everything = outlines(whole)
    titles = Counter(
        of(whole, outline.edition.name, None if outline.case is None else whole.cases.index(outline.case) + 1).title
        for outline in everything
    )
    assert len(titles) == len(everything)


def test_a_title_says_which_case_in_which_edition(project: Project) -> None:
    assert of(project, "report").title == "En liten rapport. Två fall – Rapport"
    assert of(project, "teacher", 2).title == "Fall\N{NO-BREAK SPACE}2: Bron – Lärarutgåva"
