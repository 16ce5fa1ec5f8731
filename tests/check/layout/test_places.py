"""Where in the sources a text of a PDF comes from."""

from __future__ import annotations

from pathlib import PurePosixPath
from types import SimpleNamespace

from kefu import tree
from kefu.check.layout.places import Places

CASE = PurePosixPath("cases/01-a/case.md")


def places() -> Places:
    number = tree.span(tree.attr(classes=["number"]), tree.text("2.1"))
    long = "Ett stycke som är så långt att ingen behöver läsa det till slut för att veta var det står."
    blocks = [
        tree.header(2, tree.attr(), [number, {"t": "Space"}, *tree.text("Mötet i salen")]),
        tree.para(
            [*tree.text("Se "), tree.link("#x", tree.text("figur\N{NO-BREAK SPACE}3")), *tree.text(" om detta.")]
        ),
        tree.para(tree.text(long)),
    ]
    document = SimpleNamespace(tree=tree.document([tree.div(["", ["part", "case"], [["origin", str(CASE)]]], blocks)]))
    return Places.of(document)  # type: ignore[arg-type]  # no more of a document is asked for


def test_a_heading_is_found_by_its_words_without_its_number() -> None:
    assert places().of_text("2.1 Mötet i salen") == (CASE, "Mötet i salen")


def test_a_text_is_found_by_the_longest_piece_that_the_source_has() -> None:
    assert places().of_text("Se figur 3 om detta.") == (CASE, "om detta.")


def test_of_a_long_text_the_first_words_are_enough() -> None:
    path, passage = places().of_text(
        "Ett stycke som är så långt att ingen behöver läsa det till slut för att veta var det står."
    )
    assert path == CASE
    assert passage == "Ett stycke som är så långt att ingen behöver läsa det till"


def test_a_larger_text_is_where_what_is_in_it_is_and_an_unknown_one_where_the_text_begins() -> None:
    assert places().of_text("Före. Se figur 3 om detta. Efter.") == (CASE, "om detta.")
    assert places().of_text("Något helt annat") == (CASE, "Mötet i salen")


def test_what_the_document_does_not_say_is_not_known() -> None:
    assert places().knows("2.1 MÖTET i salen")
    assert places().knows("Mer: Se figur 3 om detta.")
    assert not places().knows("Baksidan")
    assert not places().knows("På baksidan står en lång text om publikationen, och i den: se figur 3 om detta.")
