"""Bytes as text, printable runs, escapes, data: URIs."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.check.readers.channels import Channel, Reading
from kefu.check.readers.decoding import data_uris, inside, read_data_uris, readings, runs, unescaped

NAME = "Åkermalms förening"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_whatever_its_encoding(encoding: str) -> None:
    assert readings(f"{NAME}\r\nx".encode(encoding))[0] == f"{NAME}\nx"


def test_a_declared_encoding_counts_where_the_text_is_not_utf_8() -> None:
    assert readings(NAME.encode("mac-roman"), "macintosh")[0] == NAME
    assert readings(NAME.encode("cp1252"), "no-such-thing")[0] == NAME
    assert readings(NAME.encode(), "macintosh") == (NAME,)


def test_one_wrong_byte_does_not_hide_the_rest() -> None:
    assert any(NAME in text for text in readings(NAME.encode() + b" \xff"))


def test_bytes_that_are_no_text_are_none() -> None:
    assert readings(b"a\0b") == ()
    assert readings(bytes(range(1, 32)) * 9 + b"\xff") == ()


def test_a_text_may_have_one_odd_character_in_a_hundred() -> None:
    assert readings(b"\xe5" * 99 + b"\x01")[0] == "å" * 99 + "\x01"
    assert readings(b"\xe5" * 98 + b"\x01") == ()


def test_a_run_has_six_characters_or_more() -> None:
    assert runs(b"\1abcdef\2abcde\3") == "abcdef"
    assert runs(b"\1Sj\xf6vik\2") == ""
    assert runs(b"\1Sj\xf6vik\2", latin=True) == "Sjövik"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("before", [b"\1\2\3", b"\1\2\3\4"])
def test_runs_are_found_at_any_alignment(encoding: str, before: bytes) -> None:
    assert NAME in runs(before + NAME.encode(encoding) + b"\3\4", latin=True).splitlines()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("zeros", [0, 1, 2, 3, 15, 16, 17, 1000])
def test_runs_are_found_on_both_sides_of_zeros(encoding: str, zeros: int) -> None:
    found = runs(NAME.encode(encoding) + bytes(zeros) + "Sjövalla".encode(encoding))

    assert NAME in found
    assert "Sjövalla" in found


@pytest.mark.parametrize("written", [r"\u00c5k", r"\u{c5}k", r"\xc5k", r"\0000c5 k", r"\c5 k"])
def test_escapes_of_scripts_and_style_sheets_are_decoded(written: str) -> None:
    assert unescaped(written) == "Åk"


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"a\nb\rc\td", "a\nb\nc\td"),
        (r"<\/p> \'a\' \"b\"", "</p> 'a' \"b\""),
        ("a\\\nb", "a b"),
        (r"\x01", "\x01"),
        (r"\u0000", r"\u0000"),
        (r"\ud7ff\ud800\udfff\ue000", "\ud7ff\\ud800\\udfff\ue000"),
        (r"\u{10ffff}\u{110000}", "\U0010ffff\\u{110000}"),
        (r"\q", r"\q"),
    ],
)
def test_what_is_escaped_is_decoded_if_it_is_a_character(written: str, text: str) -> None:
    assert unescaped(written) == text


@given(st.text(alphabet="\\ux{}0123456789abcdefdDn\n\"' "))
def test_any_escape_is_decoded_to_a_text_that_can_be_written(text: str) -> None:
    unescaped(text).encode()


PLAIN = b"<svg x='1'>a b)</svg>"
PACKED = base64.b64encode(PLAIN).decode()


@pytest.mark.parametrize(
    "text",
    [
        f"data:image/svg+xml;base64,{PACKED}",
        f"data:image/svg+xml;charset=utf-8;base64,\n{PACKED[:9]}\n{PACKED[9:]}\n",
        f"a {{ background: url(data:image/svg+xml;base64,{PACKED}) }} b",
        "data:image/svg+xml,<svg x='1'>a b)</svg>",
        "url(\"data:image/svg+xml,<svg x='1'>a b)</svg>\") no",
        f"data:image/svg+xml;base64,{PACKED}".replace("=", "") + "!",
        f"a data:image/svg+xml;base64,{PACKED} och mer",
        f"a 'data:image/svg+xml;base64,{PACKED}' och mer",
        "src='data:image/svg+xml,<svg x=%271%27>a b)</svg>' alt='x'",
        "src=\"data:image/svg+xml,<svg x='1'>a b)</svg>",
        "url(data:image/svg+xml,%3Csvg%20x=%271%27%3Ea%20b%29%3C/svg%3E",
        "url(DATA:image/svg+xml,%3Csvg%20x=%271%27%3Ea%20b%29%3C/svg%3E) no",
    ],
)
def test_a_data_uri_is_decoded(text: str) -> None:
    assert list(data_uris(text)) == [("data.svg", PLAIN)]


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("data:,ett ord", ("data.txt", b"ett ord")),
        ("data:text/javascript,x", ("data.js", b"x")),
        ("data:application/octet-stream,x", ("data", b"x")),
        ("data:image/PNG;base64,QUJDR", ("data.png", b"ABC")),
        ("data:image/png;base64,QUJD-_8=", ("data.png", b"ABC\xfb\xff")),
    ],
)
def test_a_data_uri_has_the_name_and_the_content_of_a_file(text: str, file: tuple[str, bytes]) -> None:
    assert list(data_uris(text)) == [file]


def test_several_data_uris_are_read_each_by_itself() -> None:
    text = "a { src: url('data:text/css,ett') } b { src: url('data:text/css,två') }"

    assert [content.decode() for _, content in data_uris(text)] == ["ett", "två"]


def nested(name: str, content: bytes) -> Reading:
    channel = Channel(name="nested", place=name, text=content.decode("utf-8", "replace"))
    return Reading(channels=(channel,), problems=(f"“{name}” is odd",))


def test_the_files_in_texts_are_read_once_each_and_numbered() -> None:
    text = base64.b64encode(b"<svg>ett ord som st\xc3\xa5r i en bild</svg>").decode()
    found = read_data_uris("a.css", [f'x = "{text}"', "url(DATA:text/plain,ord)", "url(data:text/plain,ord)"], nested)

    assert [(channel.place, channel.text) for channel in found.channels] == [
        ("a.css, data: URI 1", "<svg>ett ord som står i en bild</svg>"),
        ("a.css, data: URI 2", "ord"),
    ]
    assert found.problems == (
        "in a.css, data: URI 1: “data.svg” is odd",
        "in a.css, data: URI 2: “data.txt” is odd",
    )


@given(st.text(alphabet="data:,;base64/x=%\"' )+-\n"))
def test_any_data_uri_is_read(text: str) -> None:
    list(data_uris("data:," + text))
    list(data_uris("x data:a/b;base64," + text))


def test_a_place_inside_another_says_both() -> None:
    channels = (Channel(name="a", place="x.svg", text=""), Channel(name="b", place="x.svg, title", text=""))
    reading = inside("doc/x.svg", "x.svg", Reading(channels=channels, problems=("“x.svg” is odd",)))

    assert [channel.place for channel in reading.channels] == ["doc/x.svg", "doc/x.svg › title"]
    assert reading.problems == ("in doc/x.svg: “x.svg” is odd",)
    assert inside("x.svg", "x.svg", Reading(channels=(), problems=("“x.svg” is odd",))).problems == ("“x.svg” is odd",)
