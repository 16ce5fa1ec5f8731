"""What a structure tree shows, by kind and in order."""

from __future__ import annotations

import pytest

from kefu.check.readers.structure import Element, Structure
from kefu.check.tags.found import NO_ALT, tagged
from kefu.check.tags.items import Kind


def structure(*elements: Element) -> Structure:
    return Structure(
        title="",
        displays_title=True,
        language="sv-SE",
        marked=True,
        pdf_ua="1",
        pdf_a="2A",
        unembedded=(),
        elements=(Element(role="Document", children=elements),),
    )


def of(kind: Kind, *elements: Element) -> list[tuple[str, str]]:
    return [(item.text, item.detail) for item in tagged(structure(*elements), "sv-SE") if item.kind is kind]


def e(role: str, *children: Element | str, language: str = "", alt: str = "", **attributes: str) -> Element:
    return Element(role=role, language=language, alt=alt, attributes=attributes, children=children)


@pytest.mark.parametrize(("role", "detail"), [("H1", "level 1"), ("H6", "level 6"), ("H", "level unknown")])
def test_headings_have_the_level_of_their_role(role: str, detail: str) -> None:
    assert of(Kind.HEADING, e(role, "1.2", " Mötet\n")) == [("1.2 Mötet", detail)]


def test_a_paragraph_is_no_heading() -> None:
    assert of(Kind.HEADING, e("P", "1.2 Mötet")) == []


@pytest.mark.parametrize(("alt", "detail"), [("En karta.", ""), ("", NO_ALT), (" ", NO_ALT)])
def test_figures_have_their_alternative_text(alt: str, detail: str) -> None:
    assert of(Kind.FIGURE, e("Figure", "ritning", alt=alt)) == [(alt.strip(), detail)]


def test_what_is_drawn_in_a_figure_is_no_running_text() -> None:
    assert of(Kind.TEXT, e("Figure", "ritning", alt="En karta.")) == []


def test_a_header_cell_counts_if_it_says_what_it_is_the_header_of() -> None:
    head = e("THead", e("TR", e("TH", "Post", Scope="Column"), e("TH", "Summa"), e("TD", "Kronor")))
    body = e("TBody", e("TR", e("TD", "Lön"), e("TD", "1"), e("TD", "2")))

    assert of(Kind.TABLE, e("Table", e("Caption", "Tabell 1."), head, body)) == [("Post", "2 rows, 6 cells")]


def test_lists_say_their_form_their_items_and_how_deep_they_are() -> None:
    inner = e("L", e("LI", e("Lbl", "1."), e("LBody", "b")), ListNumbering="Decimal")
    outer = e("L", e("LI", e("Lbl", "•"), e("LBody", "a")), inner, ListNumbering="Circle")

    assert of(Kind.LIST, outer) == [("a", "bulleted, 1 items, depth 1"), ("b", "numbered, 1 items, depth 2")]
    assert of(Kind.TEXT, outer) == [("a", ""), ("b", "")]


def test_the_label_of_an_item_without_a_number_is_the_term_that_it_explains() -> None:
    terms = e("L", e("LI", e("Lbl", e("Span", "Ord")), e("LBody", "Förklaring")), ListNumbering="None")

    assert of(Kind.TEXT, terms) == [("Ord", ""), ("Förklaring", "")]
    assert of(Kind.LIST, terms) == [("Förklaring", "terms, 1 items, depth 1")]


@pytest.mark.parametrize("role", ["Note", "FENote"])
def test_footnotes_stand_apart_from_the_running_text(role: str) -> None:
    mark = e("Lbl", e("Link", "1"))
    paragraph = e("P", "Bron står.", mark, e(role, mark, "Se boken."), " Sedan.")

    assert of(Kind.FOOTNOTE, paragraph) == [("Se boken.", "")]
    assert of(Kind.TEXT, paragraph) == [("Bron står. Sedan.", "")]
    assert of(Kind.LINK, paragraph) == []


def test_links_in_the_text_count() -> None:
    assert of(Kind.LINK, e("P", "Se ", e("Link", e("Span", "figur"), " 1"), ".")) == [("figur 1", "")]


def test_the_table_of_contents_has_entries_without_their_page_and_no_links() -> None:
    inner = e("TOC", e("TOCI", e("Reference", e("Link", "1.1", " Mål 2025 ", "4"))))
    contents = e("TOC", e("TOCI", e("Reference", e("Link", "Förord ", "2\n"))), inner)

    assert of(Kind.CONTENTS, contents) == [("Förord", ""), ("1.1 Mål 2025", "")]
    assert of(Kind.LINK, contents) == []
    assert of(Kind.TEXT, contents) == []


def test_passages_have_the_language_of_the_element_that_they_are_in() -> None:
    paragraph = e("P", "Ett ", e("Span", "good", language="en"), " mål.")
    block = e("P", "Again, ", e("Span", "sedan", language="sv-SE"), ".", language="en")

    assert of(Kind.LANGUAGE, paragraph, block) == [("good", "en"), ("Again,", "en")]


def test_a_footnote_is_in_the_language_of_what_it_stands_in_unless_it_says_another() -> None:
    plain, english, swedish = e("Note", "Note."), e("Note", "Note.", language="en"), e("Note", "Not.", language="sv-SE")

    assert of(Kind.LANGUAGE, e("P", "Satz.", plain, language="de")) == [("Note.", "de"), ("Satz.", "de")]
    assert of(Kind.LANGUAGE, e("P", "Satz.", swedish, language="de")) == [("Satz.", "de")]
    assert of(Kind.LANGUAGE, e("P", "Text.", english)) == [("Note.", "en")]
    assert of(Kind.LANGUAGE, e("P", "Text.", plain)) == []


def test_code_is_text_in_a_language_like_any_other() -> None:
    assert of(Kind.TEXT, e("P", "Kör ", e("Code", "kefu"), ".")) == [("Kör kefu.", "")]
    assert of(Kind.LANGUAGE, e("Code", "open", language="en")) == [("open", "en")]


def test_an_actual_text_is_heard_in_place_of_what_is_drawn() -> None:
    paragraph = Element(role="P", actual_text="annat", children=("Bron står.",))

    assert of(Kind.TEXT, paragraph) == [("annat", "")]


def test_a_tree_as_deep_as_is_read_is_walked_through() -> None:
    deep: Element | str = "Botten."
    for level in range(200):
        deep = Element(role=("L", "LI", "LBody", "Div")[level % 4], children=(deep,))
    assert isinstance(deep, Element)

    assert of(Kind.TEXT, deep) == [("Botten.", "")]


def test_what_explains_a_term_keeps_its_kind_and_text_beside_it_is_read() -> None:
    terms = e("L", e("LI", e("Lbl", "Ord"), "text", e("LBody", e("Link", "länk"))), ListNumbering="None")
    linked = e("L", e("LI", e("Lbl", "Ord"), e("Link", "länk")), ListNumbering="None")

    assert of(Kind.TEXT, terms) == [("Ord", ""), ("text", ""), ("länk", "")]
    assert of(Kind.LINK, linked) == [("länk", "")]


@pytest.mark.parametrize(
    ("texts", "entry"),
    [
        (["Förord ", "2"], "Förord"),
        (["Förord"], "Förord"),
        (["Kapitel ", "om 2 broar"], "Kapitel om 2 broar"),
        (["7"], "7"),
    ],
)
def test_only_the_page_at_the_end_of_an_entry_is_left_out(texts: list[str], entry: str) -> None:
    assert of(Kind.CONTENTS, e("TOC", e("TOCI", *texts))) == [(entry, "")]
