"""HTML, also where it is broken."""

from __future__ import annotations

import base64
import json
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.check.readers import read
from kefu.check.readers.channels import Reading
from kefu.check.readers.html import CHANNELS, read_html
from kefu.check.readers.limits import Budget

if TYPE_CHECKING:
    from collections.abc import Mapping

PASSAGE = "Den hemliga meningen står här på sin plats"
PACKED = base64.b64encode(f"<svg><title>{PASSAGE}</title></svg>".encode()).decode()
ESCAPED = json.dumps(PASSAGE)


def found(reading: Reading) -> set[str]:
    return {channel.name for channel in reading.channels if PASSAGE in channel.text and not channel.rearranged}


PLACES = [
    (f"<p>{PASSAGE}", "HTML text"),
    (f"<p>{PASSAGE[:9]}<em>{PASSAGE[9:]}</em>", "HTML text"),
    (f"<p><span>{PASSAGE[:11]}</span><span>{PASSAGE[12:]}</span>", "HTML text"),
    (f"<p>{PASSAGE.replace('å', '&aring;').replace('ä', '&#228;')}", "HTML text"),
    (f"<title>{PASSAGE.replace('å', '&aring;')}</title>", "HTML text"),
    (f"<p title=''>{PASSAGE}<p title='x'>", "HTML text"),
    (f"<textarea>{PASSAGE}</textarea>", "HTML text"),
    (f"<svg><title>x</title></svg><p>{PASSAGE}", "HTML text"),
    (f"<p hidden style='display:none'>{PASSAGE}", "HTML text"),
    (f"<template><p>{PASSAGE}</template>", "HTML template"),
    (f"<template><template>x</template>{PASSAGE}</template>", "HTML template"),
    (f"<template><template>x</template></template><p>{PASSAGE}", "HTML text"),
    (f"<template><noscript>x</template><p>{PASSAGE}", "HTML text"),
    (f"<noscript><p>{PASSAGE}</noscript>", "HTML noscript"),
    (f"<img alt='{PASSAGE}'>", "HTML attribute"),
    (f'<p title="{PASSAGE.replace("å", "&aring;")}">', "HTML attribute"),
    (f"<p aria-label = '{PASSAGE}'/>", "HTML attribute"),
    (f"<p data-x=1 data-x='{PASSAGE}'>", "HTML attribute"),
    (f"<p {PASSAGE}>", "HTML attribute"),
    (f"<p x='1'></p title='{PASSAGE}'>", "HTML attribute"),
    (f"<a href='#{PASSAGE.replace(' ', '%20').replace('å', '%C3%A5')}'>", "HTML attribute"),
    (f"<p style='--x: \"{PASSAGE.replace('å', chr(92) + 'e5 ')}\"'>", "HTML attribute"),
    (f"<meta name=description content='{PASSAGE}'>", "HTML attribute"),
    (f"<!-- {PASSAGE} -->", "HTML comment"),
    (f"<!-- <p>{PASSAGE[:9]}<b>{PASSAGE[9:]}</b> -->", "HTML comment"),
    (f"<!-- {PASSAGE} --!><p>", "HTML comment"),
    (f"<?note {PASSAGE}?>", "HTML comment"),
    (f"</ {PASSAGE}>", "HTML comment"),
    (f"<![CDATA[{PASSAGE}]]>", "HTML comment"),
    (f"<script>var a = '{PASSAGE}';</script>", "HTML script"),
    (f"<script>var a = {ESCAPED};</script>", "HTML script"),
    (f'<script type="application/ld+json">{{"description": {ESCAPED}}}</script>', "HTML script"),
    (f"<script/>{PASSAGE}</script>", "HTML script"),
    (f"<style>a::after {{ content: '{PASSAGE}' }}</style>", "HTML style"),
    (f"<svg><text>{PASSAGE[:9]}<tspan>{PASSAGE[9:]}</tspan></text></svg>", "SVG text"),
    (f"<svg><title>{PASSAGE}</title></svg>", "SVG description"),
    (f"<svg><g><desc>{PASSAGE}</desc></g></svg>", "SVG description"),
    (f"<svg><metadata><x>{PASSAGE}</x></metadata></svg>", "SVG metadata"),
    (f"<svg><!-- {PASSAGE} --></svg>", "SVG comment"),
    (f"<svg><style/><script/><text><![CDATA[{PASSAGE}]]></text></svg>", "SVG text"),
    (f"<svg aria-label='{PASSAGE}'></svg>", "SVG attribute"),
    (f"<svg><g id='{PASSAGE}'/></svg>", "SVG attribute"),
    (f"<img src='data:image/svg+xml;base64,{PACKED}'>", "SVG description"),
    (f"<style>a {{ background: url(data:image/svg+xml;base64,{PACKED}) }}</style>", "SVG description"),
    (f"<iframe srcdoc='&lt;p>{PASSAGE[:9]}&lt;b>{PASSAGE[9:]}'></iframe>", "HTML text"),
]


@pytest.mark.parametrize(("inner", "channel"), PLACES)
def test_everything_in_a_page_is_read(inner: str, channel: str, written: Mapping[str, bytes]) -> None:
    page = written["html"].replace(b"</body>", f"{inner}</body>".encode())
    reading = read("a.html", page)

    assert found(reading) == {channel}
    assert channel in CHANNELS
    assert not reading.problems


def test_a_page_that_pandoc_writes_is_read(written: Mapping[str, bytes]) -> None:
    reading = read("a.html", written["html"])
    text = "\n".join(channel.text for channel in reading.channels if channel.name == "HTML text")
    attributes = "\n".join(channel.text for channel in reading.channels if channel.name == "HTML attribute")

    assert not reading.problems
    for passage in ("Mötet i Granhult", "Hon gick hem över ån.", "En fotnot.", "Tabelltext", "Bildtext", "två"):
        assert passage in text
    for passage in ("Vad bilden visar", "länkens titel", "https://example.org/a b"):
        assert passage in attributes
    assert any("data: URI 1" in channel.place for channel in reading.channels)


@pytest.mark.parametrize(
    "inner",
    [
        f"<!-- {PASSAGE}",
        f"<script>{PASSAGE}",
        f"<p title='{PASSAGE}",
        f"<p title={PASSAGE.replace(' ', '&#32;')}",
        f"<? {PASSAGE}",
        f"<svg><![CDATA[{PASSAGE}",
        f"<title>{PASSAGE}",
    ],
)
def test_what_is_never_closed_is_read_to_the_end_and_is_a_problem(inner: str) -> None:
    reading = read("a.html", inner.encode())

    assert found(reading)
    assert reading.problems


@pytest.mark.parametrize(
    "content",
    [
        "<" * 1_000_000,
        "<a " * 300_000,
        "<a>" * 100_000,
        "</a " * 200_000,
        "<!--" * 200_000,
        "<!-->" * 200_000,
        "<![CDATA[" * 100_000,
        "<svg><g>" + "<g>x" * 100_000,
        "<template>" * 100_000,
        "<script>" * 100_000,
        "<a x='" * 100_000,
        "<a x" + " " * 1_000_000,
        "<a x=" + "'" * 1_000_000,
        "&" * 1_000_000,
        "<!-- " + "<" * 1_000_000 + "-->",
        "<a style='" + "data:," * 100_000 + "'>",
        "<a b='" + "data:a/b;" * 100_000 + "'>",
        "<a b='" + "\\" * 1_000_000 + "'>",
    ],
)
def test_a_hostile_page_takes_no_more_time_than_its_length(content: str) -> None:
    begin = time.process_time()
    reading = read("a.html", (content + PASSAGE).encode())

    assert found(reading)
    assert time.process_time() - begin < 5


def test_a_large_page_is_read_quickly() -> None:
    page = ("<p class='a'>Ett ord och <em>ett</em> till på en <a href='#b'>rad</a>.</p>\n" * 4000).encode()
    begin = time.process_time()

    assert not read("a.html", page).problems
    assert time.process_time() - begin < 1


def test_a_declared_encoding_counts() -> None:
    assert found(read("a.html", b"<meta charset=windows-1252><p>" + PASSAGE.encode("cp1252"))) == {"HTML text"}
    assert found(read("a.html", b"<meta charset=macintosh><p>" + PASSAGE.encode("mac_roman"))) == {"HTML text"}
    assert found(read("a.html", b"<meta charset=utf-8><p>" + PASSAGE.encode("cp1252"))) == {"HTML text"}
    assert found(read("a.html", f"<p>{PASSAGE}".encode("utf-16"))) == {"HTML text"}


@given(
    st.lists(st.sampled_from(["<", ">", "</", "<!--", "-->", "a", "svg", "title", "script", " ", "=", "'", '"', "/"]))
)
def test_no_page_loses_a_text(pieces: list[str]) -> None:
    reading = read("a.html", ("".join(pieces) + "ORDET").encode())

    assert any("ordet" in channel.text.lower() for channel in reading.channels)


def said(page: str) -> set[tuple[str, ...]]:
    """Return the name and the lines of each channel of a page, and its place in the page."""
    channels = (c for c in read("a.html", page.encode()).channels if not c.rearranged and c.name != "file name")
    return {(c.name, c.place.removeprefix("a.html").lstrip(", "), *c.text.strip("\n").split("\n")) for c in channels}


def test_every_kind_of_markup_ends_where_it_ends() -> None:
    page = "a<!--b-->c<!-->d<!--->e<?f?>g</ h>i<![CDATA[j]]>k<!doctype l>m<n o=p Q>r</n s='t'>u<x y/>v<br>w<!--z--!>ö"

    assert said(page) == {
        ("HTML text", "", "acdegikm", "r", "u", "v", "wö"),
        ("HTML comment", "", "b", "?f?", "/ h", "![CDATA[j]]", "!doctype l", "z"),
        ("HTML attribute", "", "p", "n Q", "t", "x y"),
        ("HTML attribute", "names", "n", "o", "q", "s", "x", "y", "br"),
    }


def test_what_is_in_a_drawing_or_only_for_scripts_is_apart() -> None:
    drawing = "<title>a&amp;b</title><g title='x'/><script/><desc>c<b>d</b></desc>e<metadata>f</metadata>"
    page = f"<html><svg viewBox='0'>{drawing}</svg>g<template>h<b>i</b></template>j<noscript>k</noscript>l</template>m"

    names = ("html", "svg", "viewbox", "title", "g", "script", "desc", "b", "metadata", "template", "noscript")
    assert said(page) == {
        ("HTML text", "", "g", "", "j", "", "l", "m"),
        ("SVG text", "", "e"),
        ("SVG description", "title", "a&b"),
        ("SVG description", "desc", "cd"),
        ("SVG description", "desc, words apart", "c d "),
        ("SVG metadata", "metadata", "f"),
        ("HTML template", "", "hi"),
        ("HTML template", "words apart", "h i "),
        ("HTML noscript", "", "k"),
        ("SVG attribute", "", "0", "x"),
        ("SVG action", "", "script"),
        ("HTML attribute", "names", *names),
    }


def test_values_are_read_however_they_are_quoted_and_decoded() -> None:
    assert said("<html><a href=x%20y b=\"c\" d = 'e' f=g>h</a><i style='\\e5'>") == {
        ("HTML text", "", "h"),
        ("HTML attribute", "", "x%20y", "c", "e", "g", "\\e5", "x y", "å"),
        ("HTML attribute", "names", "html", "a", "href", "b", "d", "f", "i", "style"),
    }


def test_in_some_elements_there_is_no_markup() -> None:
    scripts = '<script>{"k": "v\\u00e5"}</script><script>[1</script><script> {a}</script>'
    others = "<textarea>a<b></textarea><xmp>c<d>&amp;</xmp><title/>e</title >"
    page = f"<html>{others}{scripts}<STYLE>f</sTyLe><style>g</stylex>"

    assert said(page) == {
        ("HTML text", "", "a<b>", "", "", "c<d>&", "c&", "", "", "e"),
        ("HTML script", "", '{"k": "v\\u00e5"}', '{"k": "vå"}', "k", "vå", "[1", " {a}"),
        ("HTML style", "", "f", "g</stylex>", "g"),
        ("HTML action", "", "script"),
        ("HTML attribute", "names", "html", "textarea", "xmp", "title", "script", "style"),
    }


def test_a_style_sheet_says_what_is_hidden_and_a_script_does_not() -> None:
    def seen(rules: str) -> bool:
        words = "<i>ett </i>", "<i class=a>två </i>", "<i class=b>tre </i>", "<i class=c>fyra</i>"
        page = "<html>{}<p>{}{x}{}{}{x}{x}{}</p>".format(rules, *words, x="<i class=x>y</i>")
        return any("ett två tre fyra" in channel.text for channel in read("a.html", page.encode()).channels)

    assert seen("<style>.x { display: none }</style>")
    assert not seen("<script>.x { display: none }</script>")


def test_what_the_element_around_a_drawing_would_run_is_told_with_the_drawing() -> None:
    assert ("SVG action", "", "onload x()") in said("<html><svg onload='x()'></svg>")
    assert ("HTML action", "", "onload x()") in said("<html><body onload='x()'>")


def test_the_keys_and_values_of_json_are_read_by_themselves_wherever_it_begins() -> None:
    assert ("HTML script", "", '{"k": "v"}', "", "k", "v") in said('<html><script>\n{"k": "v"}\n</script>')


def test_pages_in_attributes_are_numbered() -> None:
    page = "<html><iframe srcdoc='&lt;p>x'></iframe><iframe SRCDOC='&lt;p>y'></iframe>"

    assert {("HTML text", "srcdoc 1", "x"), ("HTML text", "srcdoc 2", "y")} <= {
        (name, place, *filter(None, lines)) for name, place, *lines in said(page)
    }


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ("a<!-- b", "a comment"),
        ("<script>b", "the element “script”"),
        ("<title>b", "the element “title”"),
        ("<p title='b", "the tag “<p”"),
        ("<p b", "the tag “<p”"),
        ("<p", "the tag “<p”"),
        ("</abcdefghijklmnopqrstuvwxyz", "the tag “<abcdefghijklmnopqrst”"),
        ("<? b", "markup that begins with “<? b”"),
        ("</ bcdefghijklmnopqrstuvwxyz", "markup that begins with “</ bcdefghijklmnopqr”"),
        ("<svg><![CDATA[b", "markup that begins with “<![CDATA[b”"),
    ],
)
def test_what_is_never_closed_is_named(page: str, problem: str) -> None:
    assert read("a.html", f"<html>{page}".encode()).problems == (f"“a.html” ends inside {problem}",)


def test_a_page_is_read_up_to_a_number_of_elements() -> None:
    def read_up_to(nodes: int) -> Reading:
        page = b"<p>ett<!-- x -->tv\xc3\xa5</p>tre"
        return read_html("a.html", page, lambda _name, _content: Reading(channels=()), Budget(nodes=nodes))

    assert read_up_to(3).problems == ()
    (problem,) = read_up_to(2).problems
    assert problem.startswith("“a.html” cannot be read in full")
    (source,) = [channel.text for channel in read_up_to(2).channels if channel.name == "HTML source"]
    assert source == "<p>ett<!-- x -->två</p>tre"
