"""The citations of a manuscript: of fields, in the list of works, and typed by hand."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import REPOSITORY
from tests.manuscripts.citations.fields import book, complex_field, item, mendeley, part, zotero
from tests.word.ooxml import p, r

from kefu import tree
from kefu.manuscripts.citations import Added, Cited, Described, Fate, Field, Name, Reference, Told, cite, take
from kefu.manuscripts.citations.tokens import TOKEN, token
from kefu.manuscripts.marking import mark

BIB = """% Allt är påhittat.
@book{ek2019,
  author = {Ek, Cia},
  title  = {Samtal för alla: en handbok},
  isbn   = {978-91-7164-145-8},
  year   = {2019},
}
@article{ekalm2020,
  author = {Ek, C. and Alm, B.},
  title  = {Budget i blåst},
  journal = {Tidskriften},
  doi    = {10.1234/ABC},
  year   = {2020},
}
@book{dal2001,
  author = {Dal, E.},
  title  = {Ett},
  year   = {2001},
}
@book{dal2001b,
  author = {Dal, E.},
  title  = {Två},
  year   = {2001},
}
@report{sou2018_99,
  author = {{Samtalsutredningen}},
  title  = {Samtal},
  number = {SOU 2018:99},
  year   = {2018},
}
"""


def field(*references: Reference, text: str = "(Text)", fault: str = "") -> Field:
    return Field(program="Zotero", text=text, references=references, fault=fault)


def work(title: str, year: str = "2019", family: str = "Ek", **fields: str) -> Described:
    names = {"author": (Name(family=family, given="Cia"),)}
    return Described(kind="book", names=names, dates={"issued": year}, fields={"title": title, **fields})


def cited(text: str, *fields: Field, blocks: tuple[tree.Node, ...] = (), bibliography: str = BIB) -> Cited:
    return cite([tree.para(tree.text(text)), *blocks], fields, bibliography=bibliography)


def markdown(found: Cited) -> str:
    """Return the first paragraph, with citations as Markdown writes them."""
    return "".join(_markdown(node) for node in found.blocks[0]["c"])


def _markdown(node: tree.Node) -> str:
    if node["t"] != "Cite":
        return tree.plain([node]) if node["t"] == "Str" else " "
    signs = {"AuthorInText": "@", "SuppressAuthor": "-@", "NormalCitation": "@"}
    said = [
        "".join((
            *(f"{tree.plain(one['citationPrefix'])} " if one["citationPrefix"] else "",),
            signs[one["citationMode"]["t"]] + one["citationId"],
            " " if one["citationMode"]["t"] == "AuthorInText" and one["citationSuffix"] else "",
            tree.plain(one["citationSuffix"]),
        ))
        for one in node["c"][0]
    ]  # fmt: skip
    return f"[{'; '.join(said)}]"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Så (Ek 2019, s. 12).", "Så [@ek2019, s. 12]."),
        ("Så (Ek, 2019:12).", "Så [@ek2019, s. 12]."),
        ("Så (Ek 2019, p. 12-14).", "Så [@ek2019, s. 12–14]."),
        ("Så (se t.ex. Ek 2019; Ek & Alm 2020).", "Så [se t.ex. @ek2019; @ekalm2020]."),
        ("Så (Ek och Alm 2020, kap. 3).", "Så [@ekalm2020, kap. 3]."),
        ("Så (Ek m.fl. 2020).", "Så [@ekalm2020]."),
        ("Så (SOU 2018:99, s. 3).", "Så [@sou2018_99, s. 3]."),
        ("Så (Samtalsutredningen 2018).", "Så [@sou2018_99]."),
        ("Ek (2019) menar.", "[@ek2019] menar."),
        ("Enligt Ek (2019, s. 3) är.", "Enligt [@ek2019 s. 3] är."),
        ("Cia Ek (2019) är.", "Cia [@ek2019] är."),
        ("Eks (2019) bok.", "Eks [-@ek2019] bok."),
        ("Hos Ek & Alm 2020 står.", "Hos [@ekalm2020] står."),
        ("Så (Ek 2019). Ibid., s. 5.", "Så [@ek2019]. [@ek2019 s. 5]."),
        ("Så (Ek 2019) och (a.a., s. 7).", "Så [@ek2019] och [@ek2019, s. 7]."),
        ("Så (Ek 2019; SOU 2018:99). Se Ek, a.a., s. 2.", "Så [@ek2019; @sou2018_99]. Se [@ek2019 s. 2]."),
    ],
)
def test_a_typed_citation_that_is_certain_becomes_one(typed: str, written: str) -> None:
    found = cited(typed)

    assert markdown(found) == written
    assert {told.fate for told in found.told} == {Fate.CITED}
    assert found.bibliography == BIB


@pytest.mark.parametrize(
    ("typed", "could_be"),
    [
        ("Så (Dal 2001).", ("dal2001", "dal2001b")),
        ("Så (Dal 2001a).", ("dal2001", "dal2001b")),
        ("Så (Ek 2018).", ("ek2019", "ekalm2020")),
        ("Så (Ek 2020).", ("ekalm2020",)),
        ("Så (Okänd 2020).", ()),
        ("Okänd (2020) menar.", ()),
        ("Okänd & Annan 2020 menar.", ()),
        ("Så (Ek 2019; Okänd 2020).", ("ek2019",)),
        ("Ibid.", ()),
        ("Så (Ek 2019; SOU 2018:99) och a.a.", ("ek2019", "sou2018_99")),
        ("Så (SOU 2017:1).", ()),
    ],
)
def test_a_typed_citation_in_doubt_stays_as_it_is_and_is_told(typed: str, could_be: tuple[str, ...]) -> None:
    found = cited(typed)
    (told,) = [one for one in found.told if one.fate is Fate.DOUBTFUL]

    assert told.words in tree.plain(found.blocks)
    assert told.could_be == could_be
    assert told.why


@pytest.mark.parametrize(
    "text",
    [
        "Hösten 2001 (i maj 2002) var det (1998) så.",
        "Under åren 2018–2020 (Malmö 2018–2020).",
        "Kommunallagen (2017:725) gäller.",
        "Kommunen hade 2001 invånare.",
    ],
)
def test_years_alone_are_no_citations(text: str) -> None:
    found = cited(text)

    assert found.told == ()
    assert tree.plain(found.blocks) == text


def test_letters_after_years_are_those_of_the_list_of_works() -> None:
    listed = ("Dal, E. (2001a). Två. Förlaget.", "Dal, E. (2001b). Ett. Förlaget.", "Okänd, O. (1999). Borta.")
    blocks = (tree.header(1, tree.attr(), tree.text("Referenser")), *(tree.para(tree.text(one)) for one in listed))

    found = cited("Så (Dal 2001b) och (Dal 2001a, 2001b).", blocks=blocks)

    assert markdown(found) == "Så [@dal2001] och [@dal2001b; @dal2001]."
    assert len(found.blocks) == 1
    left = [one for one in found.told if one.fate is Fate.LEFT_OUT]
    assert [(one.words, one.keys) for one in left] == [
        (listed[0], ("dal2001b",)),
        (listed[1], ("dal2001",)),
        (listed[2], ()),
    ]


def test_a_field_becomes_a_citation_with_all_that_it_says() -> None:
    first = Reference(work=work("Samtal för alla: en handbok"), locator="s. 12", prefix="se", suffix="och annat")
    second = Reference(work=work("Budget", "2020", DOI="https://doi.org/10.1234/abc"), without_author=True)

    found = cited(f"Så{token(0)}.", field(first, second, text="(se Ek)"))

    assert markdown(found) == "Så[se @ek2019, s. 12 och annat; -@ekalm2020]."
    assert found.told == (Told(fate=Fate.CITED, words="(se Ek)", keys=("ek2019", "ekalm2020")),)
    assert (found.bibliography, found.added) == (BIB, ())


def test_an_author_in_the_sentence_stays_there() -> None:
    one = Reference(work=work("Samtal för alla"), locator="s. 2", in_text=True)

    assert markdown(cited(token(0), field(one))) == "[@ek2019 s. 2]"


def test_a_new_work_becomes_an_entry_once_and_nothing_else_changes() -> None:
    new = Reference(work=work("En annan bok"))
    text = BIB.replace("\n", "\r\n").removesuffix("\r\n")

    found = cited(f"{token(0)} {token(1)} Ek & Ny 2019", field(new), field(new), bibliography=text)

    assert found.added == (Added(key="ek2019b"),)
    entry = "@book{ek2019b,\r\n  author = {Ek, Cia},\r\n  title  = {En annan bok},\r\n  year   = {2019},\r\n}\r\n"
    assert found.bibliography == f"{text}\r\n{entry}"
    assert [one.keys for one in found.told] == [("ek2019b",), ("ek2019b",), ()]


def test_a_new_entry_that_is_like_another_one_is_told() -> None:
    found = cited(token(0), field(Reference(work=work("Samtal för alla", "2022"))))

    assert found.added == (Added(key="ek2022", like=("ek2019",)),)


def test_a_field_in_doubt_keeps_its_text() -> None:
    both = work("Samtal", DOI="10.1234/abc", ISBN="9789171641458")

    found = cited(f"Så {token(0)}.", field(Reference(work=both), Reference(work=work("Helt ny")), text="(Ek 2019)"))

    assert tree.plain(found.blocks) == "Så (Ek 2019)."
    (told,) = found.told
    assert (told.fate, told.could_be) == (Fate.DOUBTFUL, ("ekalm2020", "ek2019"))
    assert found.bibliography == BIB


@pytest.mark.parametrize(
    ("shown", "fate", "keys"),
    [("(Ek 2019)", Fate.CITED, ("ek2019",)), ("[1]", Fate.DOUBTFUL, ()), ("", Fate.DOUBTFUL, ())],
)
def test_a_field_that_cannot_be_read_is_read_as_if_it_were_typed(shown: str, fate: Fate, keys: tuple[str, ...]) -> None:
    found = cited(f"Så {token(0)}.", field(text=shown, fault="its field is damaged"))

    assert [(one.fate, one.keys, one.why) for one in found.told] == [(fate, keys, "its field is damaged")]


def test_a_work_that_a_field_only_names_is_found_by_author_and_year() -> None:
    named = Described(names={"author": (Name(family="Ek"),)}, dates={"issued": "2019"})

    assert markdown(cited(token(0), field(Reference(work=named)))) == "[@ek2019]"


def test_lists_and_fields_in_text_that_is_gone_are_left_out() -> None:
    found = cited("Text.", Field(program="Zotero", text="Ek, C.", is_list=True), field(Reference(work=work("Ny"))))

    assert [(one.fate, one.words, one.mark) for one in found.told] == [
        (Fate.LEFT_OUT, "Ek, C.", 0),
        (Fate.LEFT_OUT, "(Text)", 0),
    ]
    assert found.bibliography == BIB


def test_the_place_of_a_citation_is_the_mark_of_its_paragraph_notes_and_items_too() -> None:
    note = {"t": "Note", "c": [tree.para(tree.text(f"Se Ek 2019, s. 3.{mark(3)}"))]}
    blocks = (
        tree.header(2, tree.attr(), tree.text("Bakgrund")),
        tree.para(tree.text("Ett.")),
        {
            "t": "BulletList",
            "c": [
                [{"t": "Plain", "c": [*tree.text("Så (Ek 2019)"), note, *tree.text(f" och (Ek 2019, s. 4){mark(2)}")]}]
            ],
        },
    )

    told = cited("Text.", blocks=blocks).told

    assert [(one.words, one.mark) for one in told] == [("(Ek 2019)", 2), ("Ek 2019, s. 3", 3), ("(Ek 2019, s. 4)", 2)]


def test_code_formulas_and_pictures_are_not_searched() -> None:
    code = {"t": "Code", "c": [tree.attr(), "(Ek 2019)"]}

    assert cited("x", blocks=(tree.para([code]),)).told == ()


KINDS: dict[str, tuple[str, Any]] = {
    "known": (zotero(item(book("Samtal för alla: en handbok"), locator="3")), "(Ek 2019:3)"),
    "new": (mendeley(item(book("Nytt verk", "Ny", 2022))), "(Ny 2022)"),
    "newer": (zotero(item(book("Nyare verk", "Ny", 2022))), "(Ny 2022)"),
    "broken": ("ADDIN CSL_CITATION {", "(Borta 2001)"),
    "list": ("ADDIN ZOTERO_BIBL {} CSL_BIBLIOGRAPHY", "Ek, C. 2019."),
}
TYPED = ("(Ek 2019)", "Ek (2019)", "(Dal 2001)", "(Okänd 1999)", "(SOU 2018:99)", "Okänd & Annan 1999")


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from([*KINDS, *TYPED])), max_size=12))
def test_every_citation_comes_out_exactly_once(drawn: list[tuple[bool, str]]) -> None:
    """Each is a key, in doubt or left out; and every key that is cited is in the bibliography."""
    pieces = [complex_field(*KINDS[kind], pieces=3) if kind in KINDS else r(kind) for _, kind in drawn]
    root = part(*(p(r("text "), piece, r(" slut.")) for piece in pieces))
    fields = take([root], sources={}, properties={})
    paragraphs = ["".join(t.text or "" for t in paragraph.iter("{*}t")) for paragraph in root.iter("{*}p")]
    blocks = [
        tree.para([{"t": "Note", "c": [tree.para(tree.text(text))]}] if noted else tree.text(text))
        for (noted, _), text in zip(drawn, paragraphs, strict=True)
    ]

    found = cite(blocks, fields, bibliography=BIB)

    expected = sorted(KINDS[kind][1] if kind in KINDS else kind for _, kind in drawn)
    assert sorted(told.words for told in found.told) == expected
    assert not TOKEN.search(json.dumps(found.blocks, ensure_ascii=False))
    keys = set(tree.cited(tree.walk(found.blocks)))
    assert keys == {key for told in found.told if told.fate is Fate.CITED for key in told.keys}
    assert all(f"{{{key}," in found.bibliography for key in keys)
    assert found.bibliography.startswith(BIB)


def test_the_sample_bibliography_can_be_cited() -> None:
    bibliography = (REPOSITORY / "bibliography" / "references.bib").read_text(encoding="utf-8")

    found = cited("(Svara 2001, s. 12; Mouritzen & Svara 2002)", bibliography=bibliography)

    assert markdown(found) == "[@svara2001, s. 12; @mouritzen2002]"
