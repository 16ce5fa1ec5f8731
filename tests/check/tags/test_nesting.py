"""Elements that stand where they may not, or do not say what they must, are told with the page; others are not."""

from __future__ import annotations

import pytest

from kefu.check.readers.structure import Element
from kefu.check.tags.nesting import misplaced


def e(role: str, *children: Element | str, alt: str = "", identifier: str = "") -> Element:
    return Element(role=role, page=3, alt=alt, identifier=identifier, children=children)


ITEM = e("LI", e("Lbl", "1."), e("LBody", e("P", "Ett")))
HEAD = e("THead", e("TR", e("TH", "År"), e("TH", "Elever")))
BODY = e("TBody", e("TR", e("TD", "2024"), e("TD")))
CAPTION = e("Caption", "Elever")

SOUND = (
    e("TOC", e("TOCI", "Planen"), e("TOC", e("TOCI", "Åren"))),
    e("L", CAPTION, ITEM, e("L", ITEM)),
    e("LI", e("LBody", e("L", ITEM))),
    e("Table", HEAD, BODY, BODY, e("TFoot", e("TR", e("TD", "312")))),
    e("Table", CAPTION, HEAD, BODY),
    e("Table", HEAD, BODY, CAPTION),
    e("Table", e("TR", e("TD", e("Table", BODY)))),
    e("Table", e("NonStruct", HEAD, BODY)),
    e("P", "Ord", e("Note", "En not", identifier="a"), e("Note", "En till", identifier="b")),
    e("Figure", alt="En plan över skolan"),
    e("Formula", "a", alt="a i kvadrat"),
    e("P"),
)


@pytest.mark.parametrize("element", SOUND, ids=[element.role for element in SOUND])
def test_what_stands_where_it_may_is_sound(element: Element) -> None:
    inside = e("L", element) if element.role == "LI" else element

    assert misplaced((e("Document", inside),)) == ()


@pytest.mark.parametrize(
    ("element", "fault"),
    [
        (e("TOC", e("P", "Planen")), "P is not allowed in TOC"),
        (e("TOCI", "Planen"), "TOCI is not allowed in Document"),
        (e("L", e("P", "Ett")), "P is not allowed in L"),
        (ITEM, "LI is not allowed in Document"),
        (e("L", e("LI", e("P", "Ett"))), "P is not allowed in LI"),
        (e("L", e("LI", e("L", ITEM))), "L is not allowed in LI"),
        (e("LBody", "Ett"), "LBody is not allowed in Document"),
        (e("Table", e("P", "2024")), "P is not allowed in Table"),
        (e("Table", e("TBody", e("TD", "2024"))), "TD is not allowed in TBody"),
        (e("Table", e("TR", e("P", "2024"))), "P is not allowed in TR"),
        (e("THead", e("TR", e("TH", "År"))), "THead is not allowed in Document"),
        (e("TR", e("TH", "År")), "TR is not allowed in Document"),
        (e("TH", "År"), "TH is not allowed in Document"),
        (e("Div", e("NonStruct", e("TH", "År"))), "TH is not allowed in Div"),
        (e("Table", HEAD, HEAD, BODY), "Table has more than one THead or TFoot"),
        (e("Table", HEAD), "Table has THead or TFoot but no TBody"),
        (e("Table", HEAD, CAPTION, BODY), "Table has a Caption that is neither first nor last, or more than one"),
        (e("Table", CAPTION, BODY, CAPTION), "Table has a Caption that is neither first nor last, or more than one"),
        (e("P", "Långa ord", alt="x"), "P has an alternative text, which is read aloud instead of its words"),
        (e("Div", e("P", "Ord"), alt="x"), "Div has an alternative text, which is read aloud instead of its words"),
        (e("Formula", "a"), "Formula has no alternative text"),
        (e("Note", "En not"), "Note has no identifier"),
        (
            e("P", e("Note", "En not", identifier="a"), e("Note", "En till", identifier="a")),
            "two Notes have the identifier “a”",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_stands_where_it_may_not_is_told_with_its_page(element: Element, fault: str) -> None:
    assert misplaced((e("Document", element),)) == (f"{fault} (page 3)",)


def test_a_fault_that_is_in_many_places_is_told_once_with_the_first_page() -> None:
    later = Element(role="TR", page=7)

    assert misplaced((e("TR"), later, later)) == ("TR is not allowed at the top level (page 3)",)


def test_a_fault_on_no_page_and_at_the_top_is_told_without() -> None:
    assert misplaced((Element(role="TR"),)) == ("TR is not allowed at the top level",)
