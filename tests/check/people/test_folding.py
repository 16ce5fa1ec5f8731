"""Text as names are searched in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.check.people.folding import fold, foldings


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Åkesson", "akesson"),
        ("A\u030akesson", "akesson"),
        ("ØSTBÆK", "ostbaek"),
        ("Strauß", "strauss"),
        ("\ufb01nn", "finn"),
        ("Sven\u00adsson\u200b", "svensson"),
        ("Sv\U000e0041e\ufe0fn\u034fs\u2066son\u180e", "svensson"),
        ("Sven\u3164Berg\u2800Alm", "sven berg alm"),
        ("\u0405v\u0435n\u1d00", "svena"),
        ("&Aring;kes&shy;son", "akesson"),
        ("&#197;kesson", "akesson"),
        ("\\u00c5kesson", "akesson"),
        ("%C3%85kesson%20Ek", "akesson ek"),
        (r"{\AA}kesson", "akesson"),
        (r"M{\"o}ller", "moller"),
        (r"Ren\'e", "rene"),
        (r"\r{A}kesson", "akesson"),
        ("%25C3%2585kesson", "akesson"),
        ("%C5kesson", "akesson"),
        ("%u00C5kesson", "akesson"),
        ("=C3=85kesson", "akesson"),
        ("&amp;Aring;kesson", "akesson"),
        ("&amp;amp;#197;kesson", "akesson"),
        ("%26Aring%3Bkesson", "akesson"),
        ("\\xc5kesson \\u{c5}kesson", "akesson akesson"),
        ("\\u{10ffff}a \\u{110000}a \\u{1}a", "\U0010ffffa \\u{110000}a \x01a"),
        (r"B{\ae}k, Strau{\ss}, {\oe}", "baek, strauss, oe"),
        ("\u0410\u030akess\u043en", "akesson"),
        ("annaSvensson", "anna\x1fsvensson"),
        ("a < b & c > d; \\u00g5 %zz", "a < b & c > d; \\u00g5 %zz"),
    ],
)
def test_letters_are_folded_and_escapes_decoded(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Sven**sson**", ["sven**sson**", "svensson"]),
        ("<b>Sven</b>sson", ["<b>sven</b>sson", "svensson"]),
        ("<p>Sven</p><p>Ek", ["<p>sven</p><p>ek", " sven  ek", " svenek"]),
        ("[Sven](https://a.example)sson", ["[sven](https://a.example)sson", "svensson"]),
        ("Sven-\n  > sson", ["sven-\n  > sson", "svensson"]),
        ("Sven\nsson", ["sven\nsson", "svensson"]),
        ("*Sven*\nsson\nEk", ["*sven*\nsson\nek", "sven\nsson\nek", "sven\nssonek"]),
        ("bara ord", ["bara ord"]),
        ("| Sven | sson | 2 |", ["| sven | sson | 2 |", "| svensson | 2 |"]),
        ("S v e n s s o n ek", ["s v e n s s o n ek", "svensson ek"]),
        ("S.v.e.n i hus", ["s.v.e.n i hus", "sven i hus"]),
        ("S v e n i hus", ["s v e n i hus", "sveni sven hus"]),
        ("och i S v e n", ["och i s v e n", "och isven sven"]),
        ("och i S v e n i hus", ["och i s v e n i hus", "och isveni sveni isven sven hus"]),
        ("S i v e n", ["s i v e n", "siven"]),
        ("Svens0n, 0la, 2010-talet, 10a", ["svens0n, 0la, 2010-talet, 10a", "svenson, ola, 2010-talet, 10a"]),
        ("Ka11a", ["ka11a", "kalla", "kaiia"]),
        ("Ka1in", ["ka1in", "kalin", "kaiin"]),
    ],
)
def test_a_text_is_read_in_each_way_that_differs(written: str, read: list[str]) -> None:
    assert [folded.text for folded in foldings(written)] == read


def test_a_range_is_found_again_in_the_text() -> None:
    text = "ett &Aring;kes**son** \ufb01nns"
    plain, bare = foldings(text)

    start, end = bare.span(bare.text.index("akesson"), bare.text.index("akesson") + len("akesson"))
    assert text[start:end] == "&Aring;kes**son"
    start, end = plain.span(plain.text.index("finns"), len(plain.text))
    assert text[start:end] == "\ufb01nns"
    start, end = plain.span(plain.text.index("inns"), len(plain.text))
    assert text[start:end] == "\ufb01nns"


@given(st.text(alphabet="aÅß\ufb01\u030a\u00ad<b>/&;#197{}[]()*_-\n \\u0e5%C3.", max_size=60))
def test_every_range_is_inside_the_text_and_in_its_order(text: str) -> None:
    for folded in foldings(text):
        spans = [folded.span(at, at + 1) for at in range(len(folded.text))]
        assert all(0 <= start <= end <= len(text) for start, end in spans)
        assert spans == sorted(spans)


def test_a_boundary_between_letters_is_where_they_meet() -> None:
    text = "en p&aring;Ö"
    (folded,) = foldings(text)
    at = folded.text.index("\x1f")

    assert folded.span(at, at + 1) == (text.index("Ö"), text.index("Ö"))


def test_neither_form_of_a_folded_text_shows_it() -> None:
    (folded,) = foldings("hemligt")

    assert "hemligt" not in f"{folded} {folded!r}"
