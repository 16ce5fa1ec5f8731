"""Pieces are what readers see as one, whatever the layout."""

from __future__ import annotations

import json
from typing import Any

from kefu.check.leaks.pieces import ASIDE, LABEL, UNPRINTED, columns, notes, pieces, runs
from kefu.reading import markup


def parsed(markdown: str) -> Any:
    (blocks,) = markup.read([markdown], jobs=1)
    return json.loads(blocks)


def runs_of(markdown: str) -> tuple[str, ...]:
    return runs(parsed(markdown))


def texts(markdown: str, inside: str) -> list[str]:
    return [piece.text for piece in pieces(parsed(markdown)) if inside in piece.inside]


def test_runs_end_where_a_document_shows_something_else_than_what_is_written() -> None:
    assert runs_of("Ett *två*\ntre.[^n] Fyra [@svara2001, s. 3] fem.\n\n[^n]: Noten **här**.") == (
        "Ett två tre.",
        "Noten här.",
        "Fyra",
        "fem.",
    )


def test_runs_hold_headings_cells_captions_alternative_texts_titles_and_labels() -> None:
    text = (
        "# Rubrik {#sec-r}\n\n| A b | C |\n|---|---|\n| d e | f |\n\n: Tabelltext {#tbl-t}\n\n"
        '![Bildtext](x.png){#fig-x alt="Vad bilden visar"}\n\n::: {.exhibit #exh-y title="Ett mejl"}\nHej\n:::\n\n'
        "1. [länk](https://a.example)\n\n        kod\n\n| rad ett\n| rad två\n"
    )
    assert {"Rubrik", "sec-r", "A b", "d e", "Tabelltext", "tbl-t", "Bildtext", "fig-x", "Vad bilden visar", "Hej"} <= {
        *runs_of(text)
    }
    assert {"exh-y", "Ett mejl", "länk", "kod", "rad ett", "rad två"} <= {*runs_of(text)}


def test_a_run_goes_on_through_code_and_the_words_of_a_link_whose_title_comes_after_it() -> None:
    assert runs_of("Ett `två`{data-x=osett} [tre](https://a.example 'Titeln') fyra.\n\nFem.") == (
        "Ett två tre fyra.",
        "Titeln",
        "Fem.",
    )


def test_a_piece_says_what_it_stands_in() -> None:
    text = "# Rubrik {#sec-r}\n\n> Citat.[^n]\n\n[^n]: Not.\n\n| A |\n|---|\n| b |\n\n: T {#tbl-t}"

    assert texts(text, "Header") == ["sec-r", "Rubrik"]
    assert texts(text, LABEL) == ["sec-r", "tbl-t"]
    assert texts(text, "BlockQuote") == ["Citat.", "Not."]
    assert texts(text, "Note") == ["Not."]
    assert texts(text, "Table") == ["tbl-t", "T", "A", "b"]


def test_what_is_said_in_a_citation_and_in_braces_is_no_run_but_a_piece() -> None:
    text = (
        "Text [se @a, s. 3, om det; jämför @b] slut.\n\n`kod`{data-x=osett}\n\n"
        '![Bild](x.png){#fig-x alt="Sett"}\n\n::: {.exhibit #exh-y title="Mejl"}\nHej\n:::'
    )

    assert texts(text, "Cite") == ["se, s. 3, om det", "jämför"]
    assert texts(text, UNPRINTED) == ["osett"]
    assert texts(text, ASIDE) == ["Mejl"]
    assert "Sett" in texts(text, "Image")
    assert "slut." in runs_of(text)
    assert not {"osett", "jämför"} & {*runs_of(text)}


def test_columns_are_read_from_the_head_to_the_foot() -> None:
    table = next(
        node
        for node in parsed(
            "+---+---+\n| A | B |\n+===+===+\n| c | d |\n|   |   |\n| e |   |\n+---+---+\n| f | g |\n+---+---+"
        )
        if node["t"] == "Table"
    )

    assert [[piece.text for piece in column] for column in columns(table)] == [["A", "c", "e", "f"], ["B", "d", "g"]]


def test_cells_that_stretch_over_several_columns_or_rows_are_read_where_they_begin() -> None:
    table = next(
        node
        for node in parsed("+---+---+\n| A     |\n+===+===+\n| c | d |\n|   +---+\n|   | e |\n+---+---+")
        if node["t"] == "Table"
    )

    assert [[piece.text for piece in column] for column in columns(table)] == [["A", "c", "e"], ["d"]]


def test_notes_are_read_one_after_another_without_what_they_cite() -> None:
    written = "Ett[^a] ord[^b].\n\n[^a]: Först *detta*.\n\n    Sedan mer.\n\n[^b]: Och detta [@svara2001, s. 3].\n"
    assert notes(parsed(written)) == ("Först detta.", "Sedan mer.", "Och detta", ".")
