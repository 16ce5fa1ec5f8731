"""Text as Typst: every sign is escaped, and can be read back."""

from __future__ import annotations

import string

import pytest

from kefu import tree
from kefu.engines.typst.code import apart, escaped, heading, lined, quoted, raw, terms, unescaped, words


def test_no_sign_is_left_bare() -> None:
    assert escaped(string.punctuation) == "".join(f"\\{sign}" for sign in string.punctuation)
    assert escaped("Åäö 1−2 § 7") == r"Åäö\u{20}1−2\u{20}§\u{20}7"
    assert escaped("a\u2028b\u00a0c") == r"a\u{2028}b\u{a0}c"


@pytest.mark.parametrize("text", [string.punctuation, r"\u{41}", "\\", "1. januari", "\u00a0\u2028"])
def test_what_was_escaped_can_be_read_back(text: str) -> None:
    assert unescaped(escaped(text)) == text


def test_a_literal_keeps_quotes_backslashes_and_lines() -> None:
    assert quoted('a "b" \\n\nc') == r'"a \"b\" \\n\nc"'


def test_nodes_become_typst_of_their_own() -> None:
    code = {"t": "Code", "c": [tree.attr(), "a`b"]}
    block = {"t": "CodeBlock", "c": [tree.attr(classes=["python"]), "x\n  y"]}
    (title,) = heading(tree.header(2, tree.attr("sec-a"), tree.text("Ord")))

    assert words({"t": "Str", "c": "+"}) == [tree.raw_inline("typst", r"\+")]
    assert raw(code) == [tree.raw_inline("typst", '#raw("a`b")')]
    assert raw(block) == [tree.raw_block("typst", r'#raw(block: true, "x\n  y")')]
    assert [node["c"] for node in title["c"]] == [["typst", "#heading(level: 2)["], "Ord", ["typst", "] <sec-a>"]]


def test_of_two_lines_along_the_same_words_only_one_is_drawn() -> None:
    struck = {"t": "Strikeout", "c": tree.text("ord")}
    link = tree.link("https://example.org", [struck])

    assert lined(struck) is None
    assert lined(tree.link("https://example.org", tree.text("ord"))) is None
    assert lined(link) == [tree.raw_inline("typst", "#struck["), link, tree.raw_inline("typst", "]")]
    assert struck in (lined({"t": "Underline", "c": [struck]}) or [])


def test_lists_that_follow_each_other_stay_apart() -> None:
    lists = [{"t": "BulletList", "c": [[tree.para(tree.text(word))]]} for word in ("ett", "två")]
    quote = {"t": "BlockQuote", "c": lists}

    (kept,) = apart([quote])

    assert [node["t"] for node in kept["c"]] == ["BulletList", "RawBlock", "BulletList"]
    assert apart([lists[0], tree.para([]), lists[1]]) == [lists[0], tree.para([]), lists[1]]


def test_a_definition_list_is_written_as_a_call_so_that_a_term_may_be_long() -> None:
    first, *_, last = terms({"t": "DefinitionList", "c": [[tree.text("Ord: a"), [[tree.para(tree.text("b"))]]]]})

    assert first["c"][0] == tree.raw_inline("typst", "#terms(terms.item([")
    assert last == tree.raw_block("typst", "]))")
