from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from kefu.check.readers.pdf.pieces import Piece, orders
from kefu.check.readers.pdf.text import page_texts


def read(*pieces: Piece) -> set[str]:
    """Return the texts that the orders make of pieces."""
    return {"".join(pieces[number].text for number in order) for order in orders(pieces)}


def piece(text: str, across: float, down: float, *, hidden: bool = False, style: str = "") -> Piece:
    return Piece(text, across, down, 10, style, hidden)


def test_what_is_hidden_is_left_out_and_read_alone() -> None:
    found = read(piece("a", 1, 9), piece("x", 2, 9, hidden=True), piece("b", 3, 9), piece("y", 4, 9, hidden=True))

    assert {"ab", "xy"} <= found


def test_pieces_are_read_line_by_line_although_letters_stand_a_little_higher() -> None:
    assert "abcd" in read(piece("d", 20, 50), piece("b", 20, 102), piece("c", 10, 50), piece("a", 10, 100))


def test_pieces_are_read_column_by_column() -> None:
    assert "abxy" in read(piece("a", 1, 90), piece("x", 50, 90), piece("b", 1, 80), piece("y", 50, 80))


def test_letters_are_read_from_the_left_whatever_their_height() -> None:
    assert "abc" in read(piece("c", 30, 90), piece("a", 10, 70), piece("b", 20, 10))


def test_pieces_that_look_alike_are_read_together() -> None:
    found = read(piece("a", 1, 9, style="red"), piece("x", 2, 9), piece("b", 3, 9, style="red"), piece("y", 4, 9))

    assert {"ab", "xy"} <= found


def drawn(content: bytes, form: bytes = b"", matrix: tuple[int, ...] = (2, 0, 0, 3, 10, 20)) -> list[Piece]:
    """Return the pieces on a page of 200 by 100 points with a content, which may draw a form, X."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(200, 100)).obj
        fonts = {
            key: pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=base))
            for key, base in {"/F": Name.Helvetica, "/G": Name.Courier}.items()
        }
        page.Resources = Dictionary(Font=Dictionary(fonts))
        inner = pdf.make_stream(form, Subtype=Name.Form, BBox=[-999, -999, 999, 999], Matrix=[*matrix])
        inner.Resources = page.Resources
        dot = pdf.make_stream(
            b"\0", Subtype=Name.Image, Width=1, Height=1, BitsPerComponent=8, ColorSpace=Name.DeviceGray
        )
        states = Dictionary(Faint=Dictionary(ca=0.05), Pale=Dictionary(ca=0.064), Weak=Dictionary(ca=0.1))
        page.Resources.XObject = Dictionary(X=pdf.make_indirect(inner), I=pdf.make_indirect(dot))
        page.Resources.ExtGState = states
        page.Contents = pdf.make_stream(content)
        written = io.BytesIO()
        pdf.save(written)
    (found,) = page_texts(written.getvalue())
    assert found is not None
    return [*found.pieces]


TEXT = b"BT /F 10 Tf 20 50 Td (ord) Tj ET"
BOX = b" 1 g 15 45 40 20 re f "


@pytest.mark.parametrize(
    "content",
    [
        TEXT,
        TEXT.replace(b"/F", b"1 Tr /F"),
        TEXT.replace(b"/F", b"2 Tr /F"),
        TEXT.replace(b"/F", b"5 Tr /F"),
        TEXT.replace(b"10 Tf", b"2 Tf"),
        TEXT.replace(b"10 Tf", b"-10 Tf").replace(b"20 50", b"60 50"),
        TEXT.replace(b"10 Tf", b"1 Tf").replace(b"Td", b"Td 4 0 0 1 20 50 Tm"),
        TEXT.replace(b"10 Tf", b"1 Tf").replace(b"20 50 Td", b"0 4 -4 0 50 20 Tm"),
        b"0.93 1 1 rg " + TEXT,
        b"1 0.93 1 rg " + TEXT,
        b"1 1 0.93 rg " + TEXT,
        b"1 g 1 Tr " + TEXT,
        b"/Weak gs " + TEXT,
        b"/Pale gs " + TEXT,
        b"/Faint gs 1 Tr " + TEXT,
        TEXT.replace(b"20 50", b"-5 50"),
        TEXT.replace(b"20 50", b"-13.6 50"),
        TEXT.replace(b"20 50", b"20 -6.8"),
        TEXT.replace(b"20 50", b"195 50"),
        TEXT.replace(b"20 50", b"20 97"),
        TEXT.replace(b"20 50", b"20 -5"),
        BOX + b"0 g " + TEXT,
        TEXT + BOX.replace(b" f ", b" S "),
        TEXT + BOX.replace(b" f ", b" n "),
        TEXT + BOX.replace(b"15 45", b"60 45"),
        TEXT + BOX.replace(b"15 45", b"15 70"),
        TEXT + BOX.replace(b"15 45 40", b"0 45 25"),
        TEXT + BOX.replace(b"45 40 20", b"30 40 22"),
        TEXT + b" 15 45 m 55 45 l 56 50 l 57 55 l 56 60 l 55 65 l 15 65 l f ",
        TEXT + b" q 40 0 0 20 60 45 cm /I Do Q",
        b"q 15 45 40 20 re W n " + TEXT + b" Q",
        b"q 15 45 40 20 re W n 0 0 90 90 re W n " + TEXT + b" Q",
        b"q 25 55 90 20 re W n " + TEXT + b" Q",
    ],
)
def test_what_a_page_shows_is_not_hidden(content: bytes) -> None:
    assert [(piece.text, piece.hidden) for piece in drawn(content)] == [("ord", False)]


@pytest.mark.parametrize(
    "content",
    [
        TEXT.replace(b"/F", b"3 Tr /F"),
        TEXT.replace(b"/F", b"7 Tr /F"),
        TEXT.replace(b"10 Tf", b"1.9 Tf"),
        TEXT.replace(b"10 Tf", b"10 Tf 0.19 0 0 0.19 0 0 Tm"),
        TEXT.replace(b"10 Tf", b"10 Tf 0 0.19 -0.19 0 0 0 Tm"),
        b"0.95 g " + TEXT,
        b"1 g 4 Tr " + TEXT,
        b"/Faint gs " + TEXT,
        b"q 25 40 0 30 re W n " + TEXT + b" Q",
        b"q 15 52 40 0 re W n " + TEXT + b" Q",
        TEXT + BOX.replace(b"15 45 40", b"22 45 10"),
        TEXT.replace(b"20 50", b"-20 50"),
        TEXT.replace(b"20 50", b"201 50"),
        TEXT.replace(b"20 50", b"20 101"),
        TEXT.replace(b"20 50", b"20 -9"),
        TEXT + BOX,
        TEXT + BOX.replace(b" f ", b" B "),
        TEXT + b" 15 45 m 55 45 l 56 55 l 55 65 l 15 65 l h f ",
        TEXT + b" q 40 0 0 20 15 45 cm /I Do Q",
        b"q 60 45 40 20 re W n " + TEXT + b" Q",
        b"q 15 70 40 20 re W n " + TEXT + b" Q",
        b"q 15 45 40 20 re W n 60 45 40 20 re W n " + TEXT + b" Q",
    ],
)
def test_what_a_page_does_not_show_is_hidden(content: bytes) -> None:
    assert [(piece.text, piece.hidden) for piece in drawn(content)] == [("ord", True)]


@pytest.mark.parametrize(
    ("place", "hidden"), [(b"20 50", False), (b"-20 50", True), (b"220 50", True), (b"20 -20", True), (b"20 120", True)]
)
def test_a_space_which_has_no_extent_is_shown_if_it_is_on_the_page(place: bytes, *, hidden: bool) -> None:
    spaced = TEXT.replace(b"(ord)", b"( )").replace(b"20 50", place)
    assert [(piece.text, piece.hidden) for piece in drawn(spaced)] == [(" ", hidden)]


def test_what_a_form_draws_is_hidden_where_the_page_moves_the_form_away() -> None:
    for moved, hidden in ((b"1 0 0 1 20 0", False), (b"1 0 0 1 160 0", True), (b"1 0 0 1 0 -90", True)):
        (found,) = drawn(b"q " + moved + b" cm /X Do Q", INNER)
        assert found.hidden == hidden


INNER = TEXT.replace(b"20 50", b"20 10")
"""What a form draws, at 50 points across and 50 down."""


@pytest.mark.parametrize(
    ("content", "hidden"),
    [
        (INNER, False),
        (INNER.replace(b"10 Tf", b"0.9 Tf"), False),
        (INNER.replace(b"10 Tf", b"0.8 Tf"), True),
        (INNER.replace(b"20 10", b"92 10"), False),
        (INNER.replace(b"20 10", b"96 10"), True),
        (INNER.replace(b"20 10", b"20 26"), False),
        (INNER.replace(b"20 10", b"20 28"), True),
        (INNER.replace(b"20 10", b"-14 1"), False),
        (INNER.replace(b"20 10", b"20 -9"), False),
        (INNER.replace(b"20 10", b"20 -16"), True),
        (b"q 15 5 40 20 re W n " + INNER + b" Q", False),
        (b"q 15 5 40 20 re W n " + INNER.replace(b"20 10", b"20 1") + b" Q", False),
        (b"q 60 5 40 20 re W n " + INNER + b" Q", True),
        (b"q 15 30 40 20 re W n " + INNER + b" Q", True),
        (INNER + BOX.replace(b"15 45", b"15 5"), True),
        (INNER + BOX.replace(b"15 45", b"60 5"), False),
    ],
)
def test_what_a_form_draws_is_where_the_form_puts_it(content: bytes, *, hidden: bool) -> None:
    assert [(piece.text, piece.hidden) for piece in drawn(b"/X Do", content)] == [("ord", hidden)]


def test_a_piece_in_a_form_has_the_place_and_the_size_that_the_page_gives_it() -> None:
    (found,) = drawn(b"q 0 1 -1 0 100 0 cm /X Do Q", b"BT /F 10 Tf 1 0 0 2 5 7 Tm (ord) Tj ET")

    assert (round(found.across), round(found.down)) == (59, 20)
    assert round(found.size, 1) == round(10 * 12**0.5, 1)


def test_pieces_look_alike_that_have_the_same_font_size_and_colour() -> None:
    same = b"BT /F 10 Tf 20 %d Td (ord) Tj ET "
    other = [
        same.replace(b"10 Tf", b"10.2 Tf"),
        same.replace(b"/F", b"/G"),
        b"q 1 0 0 rg " + same + b"Q ",
        b"q 0 0 1 rg " + same + b"Q ",
        b"q /Weak gs " + same + b"Q ",
        b"q 1 Tr " + same + b"Q ",
    ]
    near = same.replace(b"10 Tf", b"10.04 Tf")
    first, second, *others = drawn(b"".join(each % (90 - 10 * n) for n, each in enumerate([same, near, *other])))

    assert first.style == second.style
    assert len({first.style, *(piece.style for piece in others)}) == 7


def test_a_form_may_turn_and_skew_what_it_draws() -> None:
    (found,) = drawn(b"/X Do", b"BT /F 10 Tf 2 1 3 5 5 7 Tm (ord) Tj ET", (2, 1, -1, 3, 10, 20))

    assert (round(found.across), round(found.down), round(found.size)) == (13, 46, 70)


def test_what_follows_a_form_is_drawn_too() -> None:
    assert [piece.text.strip() for piece in drawn(b"/X Do " + TEXT, TEXT)] == ["ord", "ord"]


@pytest.mark.parametrize(
    ("content", "hidden"),
    [
        (TEXT + b" 150 5 9 9 re f " * 199 + BOX, True),
        (TEXT + b" 150 5 9 9 re f " * 200 + BOX, False),
        (TEXT + b" 0 0 m 9 0 l 9 9 l 8 9 l 7 9 l 6 9 l 0 9 l f " + BOX, True),
        (TEXT + b" 150 5 9 9 re n 150 5 9 9 re S " + BOX, True),
        (b"0.9412 g " + TEXT, True),
        (b"0.937 g " + TEXT, False),
    ],
)
def test_where_hiding_begins_is_known(content: bytes, *, hidden: bool) -> None:
    assert [piece.hidden for piece in drawn(content)] == [hidden]


def test_all_orders_of_a_page_are_told() -> None:
    texts = [("abc", 10.4, 50), ("de", 10, 60), ("f" * 30, 5, 55.9), ("g" * 31, 0, 10)]
    pieces = [piece(text, across, down, style=text) for text, across, down in texts]

    assert [[*order] for order in orders(pieces)] == [
        [0, 1, 2, 3],
        [],
        [1, 2, 0, 3],
        [2, 1, 0],
        [0, 2, 1],
        [1, 0],
        [1, 0],
    ]


def test_letters_are_texts_of_three_at_most() -> None:
    *_, across, down = orders([piece("abcd", 1, 9), piece("efg", 2, 8), piece("h", 0, 7)])
    assert ([*across], [*down]) == ([2, 1], [1, 2])


def test_a_text_stands_in_a_line_if_it_is_at_most_two_fifths_of_its_size_lower() -> None:
    first, second = "f" * 31, "g" * 31
    assert f"{second}{first}" in read(piece(first, 9, 100), piece(second, 1, 96))
    assert f"{second}{first}" not in read(piece(first, 9, 100), piece(second, 1, 95))
