"""The templates of a new case, and what is to be replaced in them."""

from __future__ import annotations

from kefu.starting import filled, to_replace


def test_a_file_is_filled_and_bears_no_trace_of_what_is_to_be_replaced() -> None:
    text = filled("case.md", {"figures": "⟦$x⟧"})
    assert "Börja mitt i en händelse." in text
    assert "⟦$x⟧" in text
    assert text.count("⟦") == 1


def test_each_sentence_that_is_to_be_replaced_is_known_once() -> None:
    sentences = to_replace()
    assert len(set(sentences)) == len(sentences)
    assert {"Skriv fallets dilemma i en mening.", "Förnamn Efternamn", "Börja mitt i en händelse."} <= {*sentences}
    assert not any("⟦" in sentence or "$" in sentence for sentence in sentences)
