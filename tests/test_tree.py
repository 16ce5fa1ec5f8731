"""Functions over pandoc trees keep what pandoc means by them."""

from __future__ import annotations

import copy
import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu import tree
from kefu.reading import markup

if TYPE_CHECKING:
    from collections.abc import Callable

Node = tree.Node

repeatable = settings(derandomize=True, database=None, deadline=None)

words = st.text("abåäö\N{NO-BREAK SPACE}”–", min_size=1, max_size=6)
attributes = st.builds(lambda name: tree.attr(name, ["klass"], nyckel="värde"), st.sampled_from(["", "sec-a", "fig-b"]))


def leaf(kind: str) -> Node:
    return {"t": kind}


def node(kind: str, content: Any) -> Node:
    return {"t": kind, "c": content}


def citation(prefix: list[Node], suffix: list[Node]) -> dict[str, Any]:
    return {
        "citationId": "svara2001",
        "citationPrefix": prefix,
        "citationSuffix": suffix,
        "citationMode": leaf("NormalCitation"),
        "citationNoteNum": 0,
        "citationHash": 0,
    }


leaves = st.one_of(words.map(lambda word: node("Str", word)), st.just(leaf("Space")), st.just(leaf("SoftBreak")))


def inline_holding(content: st.SearchStrategy[list[Node]]) -> st.SearchStrategy[Node]:
    return st.one_of(
        content.map(lambda inlines: node("Emph", inlines)),
        content.map(tree.strong),
        st.builds(tree.span, attributes, content),
        content.map(lambda inlines: tree.link("https://example.org", inlines)),
        content.map(lambda inlines: node("Quoted", [leaf("DoubleQuote"), inlines])),
        content.map(lambda inlines: node("Note", [tree.para(inlines)])),
        st.builds(
            lambda prefix, suffix, text: node("Cite", [[citation(prefix, suffix)], text]), content, content, content
        ),
    )


inlines = st.recursive(
    st.lists(leaves, max_size=3), lambda inner: st.lists(st.one_of(leaves, inline_holding(inner)), max_size=3)
)


def block_holding(content: st.SearchStrategy[list[Node]]) -> st.SearchStrategy[Node]:
    several = st.lists(content, max_size=2)
    return st.one_of(
        st.builds(tree.div, attributes, content),
        content.map(lambda blocks: node("BlockQuote", blocks)),
        several.map(lambda items: node("BulletList", items)),
        several.map(lambda items: node("OrderedList", [[1, leaf("Decimal"), leaf("Period")], items])),
    )


flat = st.one_of(
    inlines.map(tree.para),
    st.builds(tree.header, st.integers(1, 4), attributes, inlines),
    st.builds(lambda name, caption: tree.figure(name, caption, tree.image("a.svg", "bild")), attributes, inlines),
    st.just(leaf("HorizontalRule")),
)
blocks = st.recursive(
    st.lists(flat, max_size=3), lambda inner: st.lists(st.one_of(flat, block_holding(inner)), max_size=3), max_leaves=8
)


def strings(content: Any) -> list[str]:
    return [found["c"] for found in tree.walk(content) if found["t"] == "Str"]


@repeatable
@given(blocks)
def test_a_rule_that_changes_nothing_gives_the_same_tree(content: list[Node]) -> None:
    assert tree.rewrite(content, lambda _: None) == content


@repeatable
@given(blocks)
def test_rewriting_reaches_every_node_that_walking_finds(content: list[Node]) -> None:
    upper = tree.rewrite(content, lambda n: [node("Str", n["c"].upper())] if n["t"] == "Str" else None)
    assert strings(upper) == [word.upper() for word in strings(content)]


@repeatable
@given(blocks)
def test_what_becomes_nothing_is_gone_and_all_else_is_left(content: list[Node]) -> None:
    left = tree.rewrite(content, lambda n: [] if n["t"] == "Str" else None)
    assert [n["t"] for n in tree.walk(left)] == [n["t"] for n in tree.walk(content) if n["t"] != "Str"]


@repeatable
@given(blocks)
def test_one_node_can_become_several(content: list[Node]) -> None:
    double = tree.rewrite(content, lambda n: [n, n] if n["t"] == "Str" else None)
    assert strings(double) == [word for word in strings(content) for _ in range(2)]


@repeatable
@given(blocks)
def test_rewriting_never_changes_the_tree_that_it_is_given(content: list[Node]) -> None:
    before = copy.deepcopy(content)
    tree.rewrite(content, lambda n: [] if n["t"] in {"Str", "Emph", "Div"} else [n, n])
    assert content == before


def test_a_rule_sees_what_its_inner_nodes_have_become() -> None:
    def rule(found: Node) -> list[Node] | None:
        match found["t"]:
            case "Str":
                return tree.text("ny text")
            case "Emph":
                return [tree.strong(found["c"])]
        return None

    old = [tree.para([node("Emph", tree.text("gammal"))])]
    assert tree.rewrite(old, rule) == [tree.para([tree.strong(tree.text("ny text"))])]


def test_walking_goes_from_the_outside_in_and_in_reading_order() -> None:
    note = node("Note", [tree.para(tree.text("fyra"))])
    content = [
        tree.header(1, tree.attr("sec-a"), tree.text("ett två")),
        tree.div(tree.attr(), [tree.para([tree.strong(tree.text("tre")), note])]),
        tree.figure(tree.attr("fig-a"), tree.text("fem"), tree.image("a.svg", "sex")),
    ]
    assert [found["t"] for found in tree.walk(content)] == [
        *("Header", "Str", "Space", "Str"),
        *("Div", "Para", "Strong", "Str", "Note", "Para", "Str"),
        *("Figure", "Plain", "Str", "Plain", "Image", "Str"),
    ]
    assert strings(content) == ["ett", "två", "tre", "fyra", "fem", "sex"]


READ = {
    "text keeps every word": ("ett *två* **tre** [fyra](https://example.org)", "ett två tre fyra"),
    "code is text": ("skriv `a b` så", "skriv a b så"),
    "a code block is text": ("ett\n\n    två\n", "ett två"),
    "a footnote is not": ("ett[^1] två\n\n[^1]: noten\n", "ett två"),
    "markup for one format is not": ("ett `<b>`{=html} två", "ett två"),
    "blocks are parted": ("ett\n\ntvå\n\n# tre\n", "ett två tre"),
    "line ends are spaces": ("ett\ntvå\\\ntre", "ett två tre"),
    "items of a list are parted": ("- ett\n- två\n", "ett två"),
    "cells of a table are parted": ("| A | B |\n|---|---|\n| 1 | 2 |\n\n: T {#tbl-a}\n", "T A B 1 2"),
    "lines of a verse are parted": ("| ett\n| två\n", "ett två"),
    "a term and its explanation are parted": ("ett\n:   två\n", "ett två"),
    "a comment leaves one space": ("ett <!-- nej --> två", "ett två"),
    "no-break spaces stay": ("s.\N{NO-BREAK SPACE}3", "s.\N{NO-BREAK SPACE}3"),
    "the text of a citation stays as written": ("se [@svara2001, s. 3]", "se [@svara2001, s. 3]"),
    "attributes and targets are not text": ("[ett]{lang=en} ![två](tre.png)", "ett två"),
}


@pytest.fixture(scope="module")
def read() -> dict[str, list[Node]]:
    texts = markup.read([text for text, _ in READ.values()], jobs=1)
    return {what: json.loads(text) for what, text in zip(READ, texts, strict=True)}


@pytest.mark.parametrize("what", READ)
def test_plain_text(what: str, read: dict[str, list[Node]]) -> None:
    assert tree.plain(read[what]) == READ[what][1]


@repeatable
@given(st.lists(words, min_size=1, max_size=5))
def test_words_become_inlines_and_inlines_words_again(given_words: list[str]) -> None:
    line = " ".join(given_words)
    made = tree.text(line)
    assert tree.plain([tree.para(made)]) == line.strip(" ")
    assert all(" " not in inline["c"] for inline in made if inline["t"] == "Str")


BUILT: dict[str, tuple[str, Callable[[], Node]]] = {
    "paragraph": ("ett två", lambda: tree.para(tree.text("ett två"))),
    "no-break space": (
        "figur\N{NO-BREAK SPACE}3",
        lambda: tree.para(tree.text("figur\N{NO-BREAK SPACE}3")),
    ),
    "strong": ("**ett**", lambda: tree.para([tree.strong(tree.text("ett"))])),
    "span": (
        '[ett]{#a .b c="d"}',
        lambda: tree.para([tree.span(tree.attr("a", ["b"], c="d"), tree.text("ett"))]),
    ),
    "link": ("[ett två](#sec-a)", lambda: tree.para([tree.link("#sec-a", tree.text("ett två"))])),
    "header": ("## ett {#sec-a}", lambda: tree.header(2, tree.attr("sec-a"), tree.text("ett"))),
    "div": (
        "::: {.exhibit #exh-a title=T}\nett\n:::",
        lambda: tree.div(tree.attr("exh-a", ["exhibit"], title="T"), [tree.para(tree.text("ett"))]),
    ),
    "figure": (
        "![ett](a.svg){#fig-a}",
        lambda: tree.figure(tree.attr("fig-a"), tree.text("ett"), tree.image("a.svg", "ett")),
    ),
    "raw block": ("```{=typst}\n#v(1em)\n```", lambda: tree.raw_block("typst", "#v(1em)")),
    "raw inline": ("`#h(1em)`{=typst}", lambda: tree.para([tree.raw_inline("typst", "#h(1em)")])),
}


@pytest.fixture(scope="module")
def parsed() -> dict[str, list[Node]]:
    texts = markup.read([text for text, _ in BUILT.values()], jobs=1)
    return {what: json.loads(text) for what, text in zip(BUILT, texts, strict=True)}


@pytest.mark.parametrize("what", BUILT)
def test_what_is_built_is_what_pandoc_reads(what: str, parsed: dict[str, list[Node]]) -> None:
    assert parsed[what] == [BUILT[what][1]()]


def test_a_document_is_one_that_pandoc_takes_and_gives_its_blocks_back() -> None:
    content = [tree.header(1, tree.attr("sec-a"), tree.text("Året")), tree.para(tree.text("ett ”två”"))]
    whole = tree.document(content)
    assert tree.blocks(whole) == content
    assert markup.write(whole, "markdown-smart") == "# Året {#sec-a}\n\nett ”två”\n"


TABLE = "| A |\n|---|\n| 1 |\n\n: Gammal {#tbl-a}\n"
OTHER = "[a]{#i .c}\n\n![b](b.png){#fig-b}\n\n# d {#sec-d}\n\n`e`{#i}\n\n::: {#exh-f}\ng\n:::\n"


@pytest.fixture(scope="module")
def table() -> Node:
    (text,) = markup.read([TABLE], jobs=1)
    (found,) = json.loads(text)
    assert isinstance(found, dict)
    return found


def test_the_caption_of_a_table_can_be_read_and_changed_and_the_rest_stays(table: Node) -> None:
    assert tree.plain(tree.caption_of(table)) == "Gammal"
    changed = tree.with_caption(table, tree.text("Ny text"))
    assert tree.caption_of(changed) == tree.text("Ny text")
    assert markup.write(tree.document([changed]), "html") == markup.write(tree.document([table]), "html").replace(
        "Gammal", "Ny text"
    )


def test_the_caption_of_a_figure_can_be_read(table: Node) -> None:
    figure = tree.figure(tree.attr("fig-a"), tree.text("ett två"), tree.image("a.svg", "bild"))
    assert tree.caption_of(figure) == tree.text("ett två")
    assert tree.caption_of({**table, "c": [table["c"][0], [None, []], *table["c"][2:]]}) == []


def test_attributes_are_found_on_every_kind_of_node_that_has_them(table: Node) -> None:
    (text,) = markup.read([OTHER], jobs=1)
    found = {n["t"]: tree.attributes_of(n)[0] for n in tree.walk(json.loads(text)) if tree.attributes_of(n)[0]}
    assert found == {"Span": "i", "Figure": "fig-b", "Header": "sec-d", "Code": "i", "Div": "exh-f"}
    assert tree.attributes_of(table) == ["tbl-a", [], []]
    assert tree.attributes_of(tree.para([])) == tree.attributes_of(leaf("HorizontalRule")) == ["", [], []]


def test_attributes_that_are_given_out_can_be_changed_without_changing_the_node(table: Node) -> None:
    tree.attributes_of(table)[0] = "annat"
    assert tree.attributes_of(table)[0] == "tbl-a"


def test_citations_and_references_are_told_in_their_order() -> None:
    (text,) = markup.read(["Se @fig-b och [@svara2001; @ek1999].[^n]\n\n[^n]: Se [-@sec-a].\n"], jobs=1)
    assert tree.cited(tree.walk(json.loads(text))) == ["fig-b", "svara2001", "ek1999", "sec-a"]


def test_an_image_says_how_wide_it_is() -> None:
    assert tree.share_of(tree.image("a.svg", "Alt")) == 1
    assert tree.share_of({"t": "Image", "c": [tree.attr(width="12.5%"), [], ["a.svg", ""]]}) == 0.125
