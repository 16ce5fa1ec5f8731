"""Entries as they are written → works as pandoc and the citation style can show them."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.conftest import REPOSITORY

from kefu import tree
from kefu.literature.kinds import KINDS
from kefu.literature.normal import PARTS, SHOWN, Work, parents, works, written
from kefu.model import Source
from kefu.reading import markup
from kefu.reading.bibtex import parse_bibtex
from kefu.reading.citations import cite

if TYPE_CHECKING:
    from collections.abc import Mapping

STYLE: Final = (REPOSITORY / "bibliography" / "kefu.csl").read_text(encoding="utf-8")


def of(text: str) -> dict[str, Work]:
    entries = parse_bibtex(Source(path=PurePosixPath("a.bib"), text=text, digest="")).entries
    return {work.entry.key: work for work in works(entries)}


def fields(entry: str) -> Mapping[str, str]:
    return of(entry)["a"].fields


def listed(text: str) -> dict[str, str]:
    """Return the reference of each entry in a text, with ordinary spaces."""
    references = markup.read_references(written(of(text).values()), language="sv-SE")
    blocks: list[tree.Node] = [tree.para([_cite(key) for key in references]), tree.div(tree.attr("refs"), [])]
    (cited,) = cite([(blocks, references)], style=STYLE, language="sv-SE", jobs=1)
    return {
        entry["c"][0][0].removeprefix("ref-"): tree.plain(entry["c"][1]).replace("\N{NO-BREAK SPACE}", " ")
        for entry in cited[-1]["c"][1]
    }


def _cite(key: str) -> tree.Node:
    citation: dict[str, Any] = {"citationId": key, "citationPrefix": [], "citationSuffix": []}
    citation |= {"citationMode": {"t": "NormalCitation"}, "citationNoteNum": 0, "citationHash": 0}
    return {"t": "Cite", "c": [[citation], []]}


@pytest.mark.parametrize(
    ("written_as", "name", "value"),
    [
        ("journal = {T}", "journaltitle", "T"),
        ("school = {U}", "institution", "U"),
        ("year = 2001, month = mar", "date", "2001-03"),
        ("doi = {https://doi.org/10.1/a\\_b}", "doi", "10.1/a_b"),
        ("url = {https://doi.org/10.1/a}", "doi", "10.1/a"),
        ("howpublished = {\\url{https://example.org/a\\_b}}", "url", "https://example.org/a_b"),
        ("note = {Tillgänglig på \\url{https://example.org/a}}", "url", "https://example.org/a"),
        ("url = {https://example.org}, note = {Hämtad 2020-01-02}", "urldate", "2020-01-02"),
        ("url = {https://example.org}, note = {[Online; accessed 19-July-2008]}", "urldate", "2008-07-19"),
        ("note = {Publisher: Routledge\n\\_eprint: https://example.org\nStencil}", "note", "Stencil"),
        ("isbn = {978-91-85831-62-3 978-91-7164-145-8}", "isbn", "978-91-85831-62-3"),
        ("pubstate = {inpress}", "pubstate", "under utgivning"),
        ("author = {Sveriges Radio,}", "author", "{Sveriges Radio}"),
        ("author = {Alm, Bo\n and Ek, Cia}", "author", "Alm, Bo and Ek, Cia"),
        ("title = {Ett: två}", "shorttitle", "Ett"),
        ("title = {{Ett: två}}", "shorttitle", "Ett"),
        ("title = {Avtal (2010:800) i bruk}", "shorttitle", "Avtal (2010:800) i bruk"),
    ],
)
def test_a_field_is_brought_into_one_form(written_as: str, name: str, value: str) -> None:
    assert fields(f"@book{{a, {written_as}}}")[name] == value


@pytest.mark.parametrize(
    "field", ["abstract = {x}", "file = {x}", "langid = {english}", "note = {OCLC: 1}", "pages = {}"]
)
def test_what_no_reference_shows_is_left_out(field: str) -> None:
    assert fields(f"@book{{a, title = {{x}}, {field}}}") == {"title": "x"}


def test_what_an_entry_inherits_it_has() -> None:
    found = of("""
        @incollection{a, title = {Del}, crossref = {b}, xdata = {c, d}}
        @collection{b, title = {Helhet}, editor = {Ek, A.}, year = 2001, crossref = {a}}
        @xdata{c, publisher = {F}, title = {Nej}}
        @article{e, title = {Del}, crossref = {f}}
        @periodical{f, title = {Tidskrift}}
    """)
    assert found["a"].fields == {
        "title": "Del", "booktitle": "Helhet", "editor": "Ek, A.", "date": "2001", "publisher": "F",
    }  # fmt: skip
    assert found["e"].fields["journaltitle"] == "Tidskrift"
    assert parents(found["a"].entry) == [("crossref", "b"), ("xdata", "c"), ("xdata", "d")]


@pytest.mark.parametrize(
    ("entry", "kind", "short"),
    [
        ("@misc{a, title = {Skollag (2010:800)}}", "legislation", "Skollag 2010:800"),
        ("@misc{a, title = {Lag (2018:1937) om stöd}}", "legislation", "Lag (2018:1937) om stöd"),
        (
            "@legislation{a, title = {Skollag}, series = {SFS}, number = {2010:800}}",
            "legislation",
            "Skollag SFS 2010:800",
        ),
        ("@legislation{a, title = {Skollag (2010:800)}, shorttitle = {skollagen}}", "legislation", "skollagen"),
        ("@jurisdiction{a, title = {X}, number = {NJA 2015 s. 298}}", "jurisdiction", "NJA 2015 s. 298"),
        ("@report{a, type = {SOU}, number = {2018:38}}", "legislation", "SOU 2018:38"),
    ],
)
def test_laws_are_known_by_their_names(entry: str, kind: str, short: str) -> None:
    assert (of(entry)["a"].kind, fields(entry)["shorttitle"]) == (kind, short)


def test_a_part_of_a_book_without_the_title_of_the_book_is_the_book() -> None:
    assert of("@inbook{a, title = {x}, chapter = 3}")["a"].kind == "book"


def test_of_entries_with_one_key_the_first_counts_and_without_one_none() -> None:
    found = of("@book{a, title = {x}}@book{a, title = {y}}@book{, title = {z}}@book{a b, title = {z}}")
    assert [(key, work.fields["title"]) for key, work in found.items()] == [("a", "x")]


TEX: Final = {
    "CO$_2$ i kommuner": "CO2 i kommuner",
    "$p<0.05$, $\\alpha$ och 5$^\\circ$C": "p < 0.05, α och 5°C",
    '{\\AA}r och {\\"o}ar \\& {{PhD}} -- 3\\%': "År och öar & PhD – 3%",
    "\\mbox{Hej} \\textbar{} d{\\aa}": "Hej | då",
}


def test_tex_in_titles_is_text() -> None:
    entries = (f"@book{{k{i}, author = {{A{i}}}, title = {{{tex}}}}}" for i, tex in enumerate(TEX))
    found = listed("\n".join(entries))
    assert [found[f"k{i}"] for i in range(len(TEX))] == [f"A{i} (u.å.). {text}." for i, text in enumerate(TEX.values())]


VALUES: Final = {
    "author": ("Aname, Q.", "Aname"), "editor": ("Ename, Q.", "Ename"), "translator": ("Tname, Q.", "Tname"),
    "date": ("1987-03-04", "1987"), "pubstate": ("inpress", "nder utgivning"), "edition": ("77", "77:e uppl"),
    "isbn": ("978-91-85831-62-3", "978-91-85831-62-3"), "volume": ("41", "41"), "number": ("42", "42"),
    "volumes": ("43", "43"), "issue": ("44", "44"), "pages": ("45--46", "45–46"), "chapter": ("47", "47"),
    "version": ("48", "48"),
}  # fmt: skip
ELSEWHERE: Final = frozenset(
    [
        "shorttitle",
        "doi",
        "url",
        "urldate",
        "eprint",
        "eprinttype",
        "entrysubtype",
        "maintitle",
        "mainsubtitle",
        "issue",
    ]
)
"""Fields that are shown in citations, or instead of another."""

BOOKS: Final = frozenset({"booktitle", "booksubtitle", "booktitleaddon"})
JOURNALS: Final = frozenset({"journaltitle", "journalsubtitle"})


def test_entries_that_inherit_from_all_others_are_read_at_once() -> None:
    keys = [f"k{number}" for number in range(40)]
    text = "\n".join(f"@book{{{key}, title = {{T}}, xdata = {{{','.join(keys)}}}}}" for key in keys)
    chain = "\n".join(f"@book{{c{n}, title = {{T}}, xdata = {{c{n + 1}}}}}" for n in range(2000))
    entries = parse_bibtex(Source(path=PurePosixPath("a.bib"), text=f"{text}\n{chain}", digest="")).entries
    assert len(works(entries)) == 2040


UNSHOWN: Final = {
    "article": "editor publisher institution organization location howpublished volumes",
    "periodical": "editor publisher institution organization location howpublished volumes note journaltitle"
    " journalsubtitle",
    "legislation": "author date",
    "standard": "author date",
    "jurisdiction": "author",
}
"""What the references of some kinds leave out, as articles do with what programs copy from their journals."""


def given(kind: str) -> list[str]:
    """Return the fields that an entry of a kind is given."""
    others = JOURNALS if kind in PARTS else BOOKS
    return [name for name in sorted(SHOWN) if name not in ELSEWHERE | others]


def test_every_field_of_every_kind_is_shown() -> None:
    kinds = [kind for kind in KINDS if kind not in {"xdata", "set"}]
    values = {name: VALUES.get(name, (f"w{name}", f"w{name}")) for name in SHOWN}
    text = "\n".join(
        f"@{kind}{{{kind}, " + ", ".join(f"{name} = {{{values[name][0]}}}" for name in given(kind)) + "}"
        for kind in kinds
    )
    found = listed(text)
    missing = {
        kind: " ".join(name for name in given(kind) if values[name][1].lower() not in found[kind].lower())
        for kind in kinds
    }
    assert {kind: {*names.split()} for kind, names in missing.items() if names} == {
        kind: {*names.split()} for kind, names in UNSHOWN.items()
    }


@pytest.mark.parametrize(
    ("kind", "number", "read"),
    [("article", "1-2", "1--2"), ("article", "1–2", "1--2"), ("article", "2", "2"), ("report", "2015-24", "2015-24")],
)
def test_issues_of_a_journal_are_a_range_and_the_number_of_a_report_is_not(kind: str, number: str, read: str) -> None:
    assert fields(f"@{kind}{{a, title = {{T}}, number = {{{number}}}}}")["number"] == read
