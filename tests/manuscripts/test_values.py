"""A place in a manuscript is told as people look for it."""

from __future__ import annotations

from kefu.manuscripts.values import Origin


def test_a_place_is_a_paragraph_under_a_heading() -> None:
    assert str(Origin(heading="Mötet", number=3)) == "paragraph 3 under “Mötet”"
    assert str(Origin(heading="", number=3)) == "paragraph 3"
    assert str(Origin(heading="Mötet", number=0)) == "the heading “Mötet”"
