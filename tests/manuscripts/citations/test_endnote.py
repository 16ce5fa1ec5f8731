"""Citations of EndNote."""

from __future__ import annotations

import base64

import pytest
from tests.manuscripts.citations.fields import base64_of, endnote, endnote_cite

from kefu.manuscripts.citations import Described, Name
from kefu.manuscripts.citations.csl import UnreadError
from kefu.manuscripts.citations.endnote import KINDS as OWN
from kefu.manuscripts.citations.endnote import beside, references
from kefu.manuscripts.citations.entries import KINDS


def work(kind: str = "Book", author: str = "Ek, Cia", record: str = "") -> Described:
    return references(endnote(endnote_cite(kind=kind, author=author, record=record)))[0].work


@pytest.mark.parametrize(
    ("kind", "record", "csl", "fields"),
    [
        (
            "Journal Article",
            ("<periodical><full-title>Tidskriften</full-title></periodical>"
            "<volume>3</volume><number>2</number><pages>1-9</pages><isbn>1234-5679</isbn>"
            "<electronic-resource-num>10.1/a</electronic-resource-num>"),
            "article-journal",
            {"container-title": "Tidskriften", "volume": "3", "issue": "2", "page": "1-9", "ISSN": "1234-5679",
             "DOI": "10.1/a"},
        ),
        (
            "Book",
            "<pub-location>Lund</pub-location><publisher>Förlaget</publisher><edition>2</edition><isbn>1</isbn>",
            "book",
            {"publisher-place": "Lund", "publisher": "Förlaget", "edition": "2", "ISBN": "1"},
        ),
        ("Report", "<number>7</number><section>x</section>", "report", {"number": "7"}),
        ("Thesis", "<work-type>Diss.</work-type>", "thesis", {"genre": "Diss."}),
        ("Web Page", "<urls><related-urls><url>https://example.org</url></related-urls></urls>", "webpage",
         {"URL": "https://example.org"}),
        ("Statute", "<section>3</section>", "legislation", {"section": "3"}),
        ("Something New", "", "document", {}),
    ],
)  # fmt: skip
def test_kinds_and_fields(kind: str, record: str, csl: str, fields: dict[str, str]) -> None:
    found = work(kind, record=record)

    assert found.kind == csl
    assert found.fields == {"title": "Samtal för alla", **fields}


def test_every_kind_has_an_entry() -> None:
    assert {kind for kind in OWN.values() if kind not in KINDS} == {"patent"}


@pytest.mark.parametrize(
    ("kind", "csl"), [("Book", "collection-title"), ("Book Section", "container-title"), ("Report", "collection-title")]
)
def test_a_second_title_is_that_of_a_series_or_of_what_the_work_is_in(kind: str, csl: str) -> None:
    cite = endnote_cite(kind=kind).replace("</titles>", "<secondary-title>Andra</secondary-title></titles>")

    assert references(endnote(cite))[0].work.fields[csl] == "Andra"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Ek, Cia", Name(family="Ek", given="Cia")),
        ("von Ås, Gun", Name(family="von Ås", given="Gun")),
        ("Ek, Cia, Jr.", Name(family="Ek", given="Cia", suffix="Jr.")),
        ("Cia Ek", Name(family="Ek", given="Cia")),
        ("Rådet för samtal,", Name(family="Rådet för samtal")),
        ("Rådet för samtal", Name(family="Rådet för samtal")),
        ("Göteborgs Universitet", Name(family="Göteborgs Universitet")),
        ("Malmö Stad", Name(family="Malmö Stad")),
        ("Tillitsdelegationen", Name(family="Tillitsdelegationen")),
    ],
)
def test_names(written: str, name: Name) -> None:
    assert work(author=written).names == {"author": (name,)}


def test_the_authors_of_an_edited_book_are_its_editors() -> None:
    assert work("Edited Book").names == {"editor": (Name(family="Ek", given="Cia"),)}


def test_a_citation_says_how_each_work_is_cited() -> None:
    inside = "<Pages>12-14</Pages><Prefix>se </Prefix><Suffix> med mera</Suffix>"
    hidden = endnote_cite(inside=inside, attributes=' ExcludeAuth="1"')

    one, two = references("x" + endnote(hidden, endnote_cite(attributes=' AuthorYear="1"')) + "y")

    assert (one.locator, one.prefix, one.suffix, one.without_author) == ("s. 12–14", "se", "med mera", True)
    assert (two.in_text, two.without_author) == (True, False)


def test_a_citation_without_a_record_names_its_author_and_year() -> None:
    (one,) = references(endnote(endnote_cite(title="")))

    assert one.work == Described(names={"author": (Name(family="Ek"),)}, dates={"issued": "2019"})


@pytest.mark.parametrize(
    "text",
    ["", "<EndNote>", "</EndNote><EndNote>", endnote(), endnote("<Cite/>"), endnote("<Cite>"),
     endnote(endnote_cite(attributes=" Hidden='1'"))],
)  # fmt: skip
def test_what_cannot_be_read_is_told(text: str) -> None:
    with pytest.raises(UnreadError):
        references(text)


def test_xml_beside_a_field_is_decoded() -> None:
    said = endnote(endnote_cite())

    assert beside(base64_of(said)) == said
    assert beside(base64.b64encode(said.encode("utf-16-le")).decode().rstrip("=")) == said
    assert beside(base64_of("annat")) == beside("") == beside("å") == beside("A") == ""
