"""A structure tree is walked through in reading order."""

from __future__ import annotations

from kefu.check.readers.structure import Element, Structure


def test_every_element_comes_before_what_is_in_it() -> None:
    inner = Element(role="P", children=("Ord", Element(role="Span", children=("fler",)), Element(role="Link")))
    structure = Structure(
        title="",
        displays_title=True,
        language="sv-SE",
        marked=True,
        pdf_ua="1",
        pdf_a="2A",
        unembedded=(),
        elements=(Element(role="Document", children=(Element(role="H1"), inner)), Element(role="Part")),
    )

    assert [element.role for element in structure.walk()] == ["Document", "H1", "P", "Span", "Link", "Part"]
