"""Works that Word knows, and its fields that cite them."""

from __future__ import annotations

import pytest

from kefu.manuscripts.citations.csl import UnreadError
from kefu.manuscripts.citations.values import Described, Name
from kefu.manuscripts.citations.word import B, described, references
from kefu.word import parsed


def source(inner: str) -> Described:
    return described(parsed("item1.xml", f'<b:Source xmlns:b="{B[1:-1]}">{inner}</b:Source>'.encode()))


def test_a_source_becomes_a_work() -> None:
    person = "<b:Person><b:Last>Ek</b:Last><b:First>Cia</b:First><b:Middle>M.</b:Middle></b:Person>"
    found = source(
        "<b:Tag>Ek19</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Title>Om  samtal</b:Title>"
        "<b:JournalName>Tidskriften</b:JournalName><b:Volume>3</b:Volume><b:Pages>1-9</b:Pages>"
        "<b:Year>2019</b:Year><b:Month>4</b:Month><b:YearAccessed>2020</b:YearAccessed>"
        "<b:StandardNumber>doi:10.1234/abc</b:StandardNumber>"
        f"<b:Author><b:Author><b:NameList>{person}</b:NameList></b:Author>"
        "<b:Editor><b:Corporate>Förlaget</b:Corporate></b:Editor></b:Author>"
    )

    assert found == Described(
        kind="article-journal",
        names={"author": (Name(family="Ek", given="Cia M."),), "editor": (Name(family="Förlaget"),)},
        dates={"issued": "2019-04", "accessed": "2020"},
        fields={
            "title": "Om samtal",
            "container-title": "Tidskriften",
            "volume": "3",
            "page": "1-9",
            "DOI": "10.1234/abc",
        },
    )


@pytest.mark.parametrize(
    ("inner", "kind"),
    [
        ("<b:SourceType>Report</b:SourceType><b:ThesisType>Rapport</b:ThesisType>", "report"),
        ("<b:SourceType>Report</b:SourceType><b:ThesisType>Doktorsavhandling</b:ThesisType>", "thesis"),
        ("<b:SourceType>InternetSite</b:SourceType>", "webpage"),
        ("", "document"),
    ],
)
def test_kinds(inner: str, kind: str) -> None:
    assert source(inner).kind == kind


KNOWN = {"ek19": Described(fields={"title": "A"}), "al20": Described(fields={"title": "B"})}


def test_a_field_cites_works_at_places() -> None:
    one, other = references(r'CITATION Ek19 \p "12-14" \n \l 1053 \f "se " \m Al20 \s ff', KNOWN)

    assert (one.work, one.locator, one.prefix, one.without_author) == (KNOWN["ek19"], "s. 12–14", "se", True)
    assert (other.work, other.suffix, other.without_author) == (KNOWN["al20"], "ff", False)


@pytest.mark.parametrize(
    ("instruction", "why"),
    [
        ("CITATION ", "names no work"),
        (r"CITATION Borta \l 1053", "does not have the source “Borta”"),
        (r"CITATION Ek19 \y", "without the year"),
    ],
)
def test_a_field_that_cannot_be_read_says_why(instruction: str, why: str) -> None:
    with pytest.raises(UnreadError, match=why):
        references(instruction, KNOWN)
