"""What is wrong with a picture comes with its rule and its remedy."""

from __future__ import annotations

from kefu.pictures.faults import unportable, unreadable


def test_an_error_says_what_is_wrong_and_what_to_do() -> None:
    damaged, printed = unreadable("den är trasig"), unportable("den är i CMYK", "spara som RGB")

    assert (damaged.rule.name, damaged.message) == ("picture-is-readable", "den är trasig")
    assert "save it again" in damaged.hint
    assert (printed.rule.name, printed.hint) == ("picture-is-portable", "spara som RGB")
