"""What a content stream says beside the letters that it draws, and what it does to hide them."""

from __future__ import annotations

import pytest

from kefu.check.readers.pdf import content

SENTENCE = "Rektorn hade bestämt sig"
LATIN = SENTENCE.encode("latin-1")
WIDE = b"feff" + SENTENCE.encode("utf-16-be").hex().encode()


@pytest.mark.parametrize(
    ("stream", "shows"),
    [
        (b"BT /F 9 Tf (a) Tj ET", True),
        (b"BT [(a) 3 (b)] TJ ET", True),
        (b"BT <0041> Tj ET", True),
        (b"BT (a) ' ET", True),
        (b"BT /F 9 Tf ET", False),
        (b"(a) Tj", False),
        (b"q 1 0 0 1 0 0 cm Q", False),
        (b"ABT (a) Tj", False),
        (b"(a) Tj BT ET", False),
        (b"BT (a)Tj ET", True),
        (b"BT (a) Tjx ET", False),
        (b"q BT /F 9 Tf (a) Tj ET", True),
    ],
)
def test_a_stream_shows_text_with_an_operator_that_does(stream: bytes, shows: bool) -> None:
    assert content.shows_text(stream) is shows


HIDING = [
    b"BT /F 0 Tf (a) Tj ET",
    b"BT /F 0.00 Tf (a) Tj ET",
    b"q 0 0 0 0 5 5 cm",
    b"BT 0 0.0 0 -0 5 5 Tm (a) Tj ET",
]


@pytest.mark.parametrize("stream", HIDING)
def test_text_without_a_size_is_noticed_and_gets_one(stream: bytes) -> None:
    assert content.hides_size(stream)
    assert not content.hides_size(content.bared(stream))


@pytest.mark.parametrize("stream", [b"BT /F 10 Tf (a) Tj ET", b"q 1 0 0 1 0 0 cm", b"BT /F0 9 Tf (0 Tf) Tj ET"])
def test_text_with_a_size_is_left_as_it_is(stream: bytes) -> None:
    assert not content.hides_size(stream)
    assert content.bared(stream) == stream


@pytest.mark.parametrize("name", [b"/ActualText", b"/Actual#54ext"])
def test_what_stands_in_for_text_is_taken_away(name: bytes) -> None:
    bared = content.bared(b"/Span <<" + name + b" (inget)>> BDC (ord) Tj EMC")

    assert bared == b"/Span <</_ (inget)>> BDC (ord) Tj EMC"


def test_escapes_in_names_are_read() -> None:
    assert content.plain_name(b"/A#62c#2F") == b"/Abc/"
    assert content.plain_name(b"/Abc") == b"/Abc"


def test_strings_of_property_lists_are_told_with_their_keys() -> None:
    stream = b"/Span <</ActualText (%b) /Lang (sv) /Deep <</Alt <%b>>>>> BDC EMC /P <</MCID 3>> BDC EMC" % (LATIN, WIDE)

    assert content.property_texts(stream) == (("ActualText", SENTENCE), ("Lang", "sv"), ("Alt", SENTENCE))
    assert content.stand_ins(stream) == (SENTENCE,)


@pytest.mark.parametrize(
    "written",
    [
        b"(%b)" % LATIN,
        b"(Rektorn hade best\\344mt sig)",
        b"<%b>" % LATIN.hex().encode(),
        b"<%b>" % WIDE,
        b"<< /A (x) /B (%b) >>" % LATIN,
    ],
    ids=["literal", "escaped", "hexadecimal", "UTF-16", "in a dictionary"],
)
def test_strings_are_read_however_they_are_written(written: bytes) -> None:
    assert SENTENCE in content.strings_in(b"9 0 obj " + written + b" endobj")


@pytest.mark.parametrize("written", [b"(ab)", b"(\x01\x02\x03\x04\x05\x06)", b"<0001000200030004>"])
def test_strings_that_are_codes_of_a_font_are_no_texts(written: bytes) -> None:
    assert content.strings_in(written) == ()


def test_words_without_a_font_and_comments_are_told() -> None:
    stream = b"q %% %b\nBT (%b) pop (ab) Tj ET (100 %% %%inget)" % (LATIN, LATIN)

    assert SENTENCE in content.words_in(stream)
    assert any(SENTENCE in comment for comment in content.comments_in(stream))
    assert not any("inget" in comment for comment in content.comments_in(stream)), "it stands in a string"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (b"(abcd)", "abcd"),
        (b"(abc)", None),
        (b"(ab!!)", None),
        (b"(abcd!!!!)", None),
        (b"(abcde!!!!)", "abcde!!!!"),
        (b"(a b c)", "a b c"),
        (b"<6162636465>", "abcde"),
        (b"<61 62 63 64 6>", "abcd`"),
        (b"<fffe6100620063006400>", "abcd"),
        (b"(ab\\(cd)", "ab(cd"),
        (b"(abcd\x01)", None),
        (b"(abcd\x7f)", None),
        (b"(abcd\x0e)", None),
        (b"(abcd\t\n\r\x0c)", "abcd\t\n\r\x0c"),
    ],
)
def test_a_string_is_a_text_if_most_of_it_is_letters(written: bytes, text: str | None) -> None:
    assert content.strings_in(b" " + written + b" ") == ((text,) if text else ())


@pytest.mark.parametrize(
    ("stream", "bared"),
    [
        (b"[(ab) 400 (cd)] TJ", b"[(ab) 400 ] TJ [(cd)] TJ"),
        (b"[(ab) +300.5 (cd)] TJ", b"[(ab) +300.5 ] TJ [(cd)] TJ"),
        (b"[<61> 1000 <62>] TJ", b"[<61> 1000 ] TJ [<62>] TJ"),
        (b"[<61> 300 (cd)] TJ", b"[<61> 300 ] TJ [(cd)] TJ"),
        (b"[(ab) 299 (cd)] TJ", None),
        (b"[(ab) -400 (cd)] TJ", None),
        (b"[(ab) (cd)] TJ", None),
    ],
)
def test_a_text_that_begins_further_back_gets_its_own_operator(stream: bytes, bared: bytes | None) -> None:
    assert content.turns_back(stream) is (bared is not None)
    assert content.bared(stream) == (bared or stream)


def test_a_comment_is_told_if_a_word_is_in_one() -> None:
    assert content.comments_in(b"% abc\n1 0 obj % abcd\r% ab\n") == (" abc", " abcd", " ab")
    assert content.comments_in(b"% abc\n% de") == ()
    assert content.words_in(b"(abcd) (abc) (\\\\xyz) % word") == ("abcd", " word")


@pytest.mark.parametrize(("depth", "read"), [(8, True), (9, False)])
def test_property_lists_are_read_so_deeply(depth: int, *, read: bool) -> None:
    stream = b"/P " + b"<</A " * depth + b"(abcd)" + b">>" * depth + b" BDC"

    assert content.property_texts(stream) == ((("A", "abcd"),) if read else ())


@pytest.mark.parametrize(("spaces", "found"), [(78, True), (79, False)])
def test_a_size_is_looked_for_among_so_many_bytes_before_its_operator(spaces: int, *, found: bool) -> None:
    assert content.hides_size(b"BT /F 0" + b" " * spaces + b"Tf (a) Tj ET") is found
