from __future__ import annotations

from kefu.check.readers.pdf.pieces import Piece, orders


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
