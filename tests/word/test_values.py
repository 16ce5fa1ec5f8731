"""What a paragraph says before and after the changes that were tracked in it."""

from __future__ import annotations

from kefu.word import Paragraph, Piece, Signed, State, Story

ANNA = Signed(name="Anna")
BO = Signed(name="Bo")


def test_a_paragraph_says_what_it_said_and_what_it_says() -> None:
    paragraph = Paragraph(
        story=Story.BODY,
        pieces=(
            Piece(text="Kommunen "),
            Piece(text="växer", state=State.DELETED, by=ANNA),
            Piece(text="krymper", state=State.INSERTED, by=ANNA),
            Piece(text=" fort", state=State.DELETED, by=BO, inserted_by=ANNA),
            Piece(text="."),
        ),
    )

    assert paragraph.text == "Kommunen växerkrymper fort."
    assert paragraph.before == "Kommunen växer."
    assert paragraph.after == "Kommunen krymper."
