"""The text of a web page: what each kind of node becomes, as pandoc writes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu import tree
from kefu.engines.html.body import article
from kefu.reading import markup

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


def parsed(markdown: str) -> list[tree.Node]:
    (blocks,) = markup.read([markdown], jobs=1)
    found: list[tree.Node] = json.loads(blocks)
    return found


def page(
    blocks: list[tree.Node],
    sizes: dict[str, tuple[int, int]] | None = None,
    narrow: dict[str, str] | None = None,
) -> Element:
    """Return the elements that pandoc writes of blocks; it fails where they are not well-formed."""
    written = markup.write(tree.document(article(blocks, sizes or {}, narrow or {})), "html5")
    return ElementTree.fromstring(f"<page>{written}</page>")  # noqa: S314 - our own page


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def only(root: Element, path: str) -> Element:
    (found,) = root.findall(path)
    return found


def test_headings_are_one_level_down_and_hold_their_sections() -> None:
    root = page(parsed("# A {#sec-a}\n\nEtt\n\n## B {#sec-b}\n\nTvå\n\n# C {#sec-c}\n\nTre"))
    first, second = root.findall("div[@class='text']/section")

    assert [text_of(h) for h in (only(first, "h2"), only(first, "section/h3"), only(second, "h2"))] == ["A", "B", "C"]
    assert [text_of(p) for p in root.iter("p") if p.get("class") is None] == ["Ett", "Två", "Tre"]
    assert only(first, "section/h3").get("id") == "sec-b"


def test_no_heading_is_deeper_than_html_has() -> None:
    assert text_of(only(page(parsed("###### Djupt")), ".//h6")) == "Djupt"


def test_parts_leave_no_trace() -> None:
    part = tree.div(["", ["part", "case"], [["origin", "cases/01-x/case.md"]]], parsed("# A"))
    code = markup.write(tree.document(article([part], {}, {})), "html5")

    assert "part" not in code
    assert "origin" not in code
    assert "case" not in code


def test_the_number_of_a_heading_is_as_it_was_given() -> None:
    number = tree.span(tree.attr(classes=["number"]), tree.text("2.1"))
    heading = only(page([tree.header(1, tree.attr(), [number, {"t": "Space"}, *tree.text("Syfte")])]), ".//h2")

    assert text_of(heading) == "2.1 Syfte"
    assert text_of(only(heading, "span[@class='number']")) == "2.1"


def test_an_exhibit_is_a_group_that_its_title_names() -> None:
    title = tree.div(tree.attr(classes=["exhibit-title"]), [tree.para(tree.text("Underlag 1. Mejl"))])
    root = page([tree.div(tree.attr("exh-mejl", ["exhibit"]), [title, *parsed("Hej.")])])
    exhibit = only(root, ".//div[@class='exhibit']")

    assert (exhibit.get("id"), exhibit.get("role")) == ("exh-mejl", "group")
    named = only(root, f".//*[@id='{exhibit.get('aria-labelledby')}']")
    assert text_of(named) == "Underlag 1. Mejl"


def test_a_pull_quote_is_a_quotation() -> None:
    assert (
        text_of(only(page(parsed("::: pullquote\n”Nej.”\n:::")), ".//div[@class='pullquote']/blockquote/p")) == "”Nej.”"
    )


def test_passages_and_blocks_keep_their_language() -> None:
    root = page(parsed("[Yes]{lang=en} och\n\n::: {lang=de}\nNein\n:::"))

    assert text_of(only(root, ".//span[@lang='en']")) == "Yes"
    assert text_of(only(root, ".//div[@lang='de']/p")) == "Nein"


def test_a_figure_has_a_caption_and_a_picture_with_its_size_in_a_region_that_moves_sideways() -> None:
    caption = [tree.strong(tree.text("Figur 3.")), *tree.text(" Tre.")]
    figure = tree.figure(tree.attr("fig-tre"), caption, tree.image("a%2Fb.svg", 'Alt ”å” & "x"'))
    root = page([figure], {"a%2Fb.svg": (640, 480)})
    found = only(root, ".//figure")
    region = only(found, "div[@class='wide']")
    picture = only(region, "img")
    link = only(found, "div[@class='enlarge']/p/a")

    assert found.get("id") == "fig-tre"
    assert text_of(only(found, "figcaption")) == "Figur 3. Tre."
    assert (region.get("role"), region.get("tabindex"), region.get("aria-label")) == ("region", "0", "Figur 3")
    assert picture.attrib == {
        "src": "bilder/a%252Fb.svg",
        "alt": 'Alt ”å” & "x"',
        "width": "640",
        "height": "480",
        "loading": "lazy",
    }
    assert (text_of(link), link.get("href")) == ("Förstora figur 3", "bilder/a%252Fb.svg")


def test_a_narrow_screen_is_shown_the_narrow_form_of_a_figure_and_can_open_the_other_one() -> None:
    figure = tree.figure(tree.attr("fig-tre"), tree.text("Figur 3. Tre."), tree.image("a.svg", "Alt"))
    root = page([figure], {"a.svg": (640, 480), "a.narrow.svg": (333, 700)}, {"a.svg": "a.narrow.svg"})
    picture = only(root, ".//picture")

    assert only(picture, "source").attrib == {
        "media": "screen and (max-width: 36rem)",
        "srcset": "bilder/a.narrow.svg",
    }
    assert only(picture, "img").get("src") == "bilder/a.svg"
    assert only(root, ".//div[@class='enlarge']/p/a").get("href") == "bilder/a.svg"


def test_footnotes_are_numbered_in_reading_order_and_linked_both_ways() -> None:
    root = page(parsed("# A[^a]\n\n| x[^b] |\n|:--|\n| y |\n\nz[^c]\n\n[^a]: Ett\n[^b]: Två\n[^c]:\n    > Tre"))
    references = root.findall(".//a[@role='doc-noteref']")
    notes = only(root, ".//section[@role='doc-endnotes']")
    items = notes.findall("ol/li")
    backs = notes.findall(".//a[@role='doc-backlink']")

    assert [text_of(item).rstrip(" ↑") for item in items] == ["Ett", "Två", "Tre"]
    assert [reference.get("href") for reference in references] == [f"#{item.get('id')}" for item in items]
    assert [back.get("href") for back in backs] == [f"#{reference.get('id')}" for reference in references]
    assert [r.get("aria-label") for r in references] == ["Fotnot 1", "Fotnot 2", "Fotnot 3"]
    assert [b.get("aria-label") for b in backs] == [f"Tillbaka till texten, fotnot {n}" for n in (1, 2, 3)]
    heading = only(root, f".//*[@id='{notes.get('aria-labelledby')}']")
    assert text_of(heading) == "Fotnoter"


def test_a_text_without_footnotes_has_no_section_for_them() -> None:
    assert page(parsed("Ord")).findall(".//section[@role='doc-endnotes']") == []


def test_a_bibliography_is_a_list_whose_items_citations_lead_to() -> None:
    entry = tree.div(tree.attr("ref-svara", ["csl-entry"]), [tree.para(tree.text("Svara (2001)."))])
    references: tree.Node = tree.div(
        ["refs", ["references", "csl-bib-body", "hanging-indent"], [["entry-spacing", "0"]]], [entry]
    )
    root = page([tree.para([tree.link("#ref-svara", tree.text("Svara"))]), references])

    found = only(root, ".//div[@id='refs']")
    assert found.attrib == {"id": "refs", "class": "references", "role": "list"}
    assert only(found, "div[@id='ref-svara']").get("role") == "listitem"
    assert text_of(only(found, "div[@id='ref-svara']")) == "Svara (2001)."
    assert only(root, ".//a[@href='#ref-svara']").get("role") == "doc-biblioref"


def test_a_link_whose_words_are_its_address_is_told_from_others() -> None:
    code = "<https://example.org/a> [example.org/b](https://example.org/b) [ord](https://example.org/c)"
    root = page(parsed(code))

    assert [(a.get("href"), a.get("class")) for a in root.iter("a")] == [
        ("https://example.org/a", "uri"),
        ("https://example.org/b", "uri"),
        ("https://example.org/c", None),
    ]


def test_an_ordered_list_keeps_its_start_and_its_kind() -> None:
    root = page(parsed("3. a\n4. b\n\nx\n\nc. d\n\ny\n\n(iv) e"))

    assert [(ol.get("start"), ol.get("type")) for ol in root.iter("ol")] == [("3", "1"), ("3", "a"), ("4", "i")]


def test_code_has_no_colours() -> None:
    assert text_of(only(page(parsed("``` python\nx = 1\n```")), ".//pre/code")) == "x = 1"
    assert only(page(parsed("`x`{.python}")), ".//code").attrib == {}


@pytest.mark.slow
@given(
    st.recursive(
        st.text("ab <&\"'ÅÄÖ–\u00a0", min_size=1, max_size=8).map(lambda text: [tree.para([{"t": "Str", "c": text}])]),
        lambda inner: st.one_of(
            inner.map(lambda b: [tree.para([{"t": "Note", "c": b}])]),
            st.tuples(st.integers(1, 6), inner).map(
                lambda pair: [tree.header(pair[0], tree.attr(), tree.text("Ord")), *pair[1]]
            ),
            inner.map(lambda b: [tree.div(tree.attr(classes=["pullquote"], lang='"en"'), b)]),
            inner.map(lambda b: [tree.div(["", ["okänd"], [["origin", "x"]]], b)]),
            st.lists(inner, min_size=1, max_size=3).map(lambda items: [{"t": "BulletList", "c": items}]),
            st.tuples(inner, inner).map(lambda pair: [*pair[0], *pair[1]]),
        ),
        max_leaves=8,
    )
)
def test_whatever_is_in_a_text_its_page_is_well_formed_and_every_link_leads_to_one_place(blocks: list[Any]) -> None:
    root = page(blocks)
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    targets = {(a.get("href") or "").removeprefix("#") for a in root.iter("a")}

    assert len(ids) == len(set(ids))
    assert targets <= {*ids, "innehall"}, "the page around the text has “innehall”"
    assert not {"origin", "data-origin"} & {name for element in root.iter() for name in element.attrib}


def test_a_picture_has_its_share_of_the_width() -> None:
    image = {"t": "Image", "c": [tree.attr(width="40%"), tree.text("Alt"), ["a.png", ""]]}
    (shown,) = page([tree.para([image])], {"a.png": (300, 200)}).iter("img")

    assert (shown.get("style"), shown.get("width"), shown.get("height")) == ("width:40.0000%", "300", "200")
