"""Markdown of an export: every construct as a person writes it, and read by Quarto as what it was."""

from __future__ import annotations

import json
import re
import subprocess
from typing import Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kefu import tree
from kefu.engines.columns import letters_across
from kefu.export.markdown import inlines, written
from kefu.reading import markup
from kefu.theme import THEME

PICTURES: Final = {"figure:x": "figures/x.svg"}
ROOM: Final = letters_across(THEME, 11)


def blocks_of(text: str) -> list[tree.Node]:
    """Return the blocks of a text as authors write it."""
    blocks: list[tree.Node] = json.loads(markup.read([text], jobs=1)[0])
    return blocks


def as_quarto_reads(text: str) -> list[tree.Node]:
    """Return the blocks of a text as pandoc reads it by itself, which is how Quarto does."""
    read = subprocess.run(
        [markup.pandoc(), "--from=markdown", "--to=json"], input=text.encode(), capture_output=True, check=True
    )
    return tree.blocks(read.stdout.decode())


def exported(text: str) -> str:
    return written([blocks_of(text)], PICTURES, room=ROOM, jobs=1)[0]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# Rubrik {#sec-rubrik}\n", id="heading"),
        pytest.param("Text med [@svara2001, s. 12], @svara1985 och [-@svara1985; -@svara2001].\n", id="citations"),
        pytest.param("Se @fig-x, @Tbl-y och [-@exh-z].\n", id="references"),
        pytest.param("*kursiv*, **fet**, H~2~O, `kod`, [länk](https://a.se) och <https://b.se>.\n", id="inlines"),
        pytest.param('[word]{lang="en"}\n', id="language"),
        pytest.param('::: {lang="en"}\nA passage.\n:::\n', id="passage in a language"),
        pytest.param("::: pullquote\n”Citat”\n:::\n", id="pull quote"),
        pytest.param("Not.[^1]\n\n[^1]: Ett.\n", id="note"),
        pytest.param("> Citat\n", id="quotation"),
        pytest.param("1.  Ett\n2.  Två\n", id="numbers"),
        pytest.param("- ett\n\n- två\n\n  mer\n", id="list of paragraphs"),
        pytest.param("- ett\n- två\n", id="list"),
        pytest.param("Rad\\\nrad\n", id="line break"),
        pytest.param("Term\n:   Förklaring\n", id="definition"),
        pytest.param("``` python\nx = 1\n```\n", id="code"),
        pytest.param("| rad ett\n| rad två\n", id="lines"),
        pytest.param("Ett långt stycke " + "som står på en enda rad, " * 20 + "till slut.\n", id="long paragraph"),
        pytest.param("| A   |   B |\n|:----|----:|\n| 1   |   2 |\n\n: Text {#tbl-x}\n", id="table"),
    ],
)
def test_what_is_plain_is_written_as_authors_write_it(text: str) -> None:
    assert exported(text) == text


def test_a_figure_has_its_caption_its_label_and_its_alternative_text() -> None:
    (figure,) = blocks_of("![Bildtext efter @svara2001.](figure:x){#fig-x}")
    image = {"t": "Image", "c": [tree.attr(), tree.text('En ”stapel” och en "linje"'), ["figure:x", ""]]}
    figure["c"][2] = [{"t": "Plain", "c": [image]}]

    (text,) = written([[figure]], PICTURES, room=ROOM, jobs=1)

    assert text == ('![Bildtext efter @svara2001.](figures/x.svg){#fig-x fig-alt="En ”stapel” och en \\"linje\\""}\n')


def test_the_title_of_an_exhibit_becomes_its_last_paragraph() -> None:
    text = exported('::: {.exhibit #exh-x title="Mejl från Bo"}\nHej.\n\n- ett\n:::\n')

    assert text == "::: {#exh-x}\nHej.\n\n- ett\n\nMejl från Bo\n:::\n"


def test_an_exhibit_may_be_empty() -> None:
    assert exported('::: {.exhibit #exh-x title="Mejl från Bo"}\n:::\n') == "::: {#exh-x}\nMejl från Bo\n:::\n"


def test_the_place_of_the_literature_is_kept_where_a_text_ends() -> None:
    assert written([[tree.div(tree.attr("refs"), [])]], {}, room=ROOM, jobs=1) == ["::: {#refs}\n:::\n"]


LONG: Final = "en cell med så mycket text att raden blir längre än vad som går att läsa i ett svep, ja mycket längre"


def test_a_list_that_is_all_of_an_exhibit_is_a_block_that_quarto_keeps_in_word() -> None:
    source = '::: {.exhibit #exh-x title="Regler"}\n1. Ett\n2. Två\n:::\n'

    assert exported(source) == ":::: {#exh-x}\n::: whole\n1.  Ett\n2.  Två\n:::\n\nRegler\n::::\n"


def test_a_table_with_wide_rows_has_columns_as_its_words_want_them_and_is_not_filled_up_with_spaces() -> None:
    source = f"| A | B |\n|:--|-----:|\n| {LONG} | 1 |\n| x \\| y | **2** |\n\n: Text {{#tbl-x}}\n"

    text = exported(source)

    assert text.splitlines()[0] == "| A | B |"
    assert text.splitlines()[2:4] == [f"| {LONG} | 1 |", "| x \\| y | **2** |"]
    assert text.splitlines()[-1] == ": Text {#tbl-x}"
    (before,), (after,) = blocks_of(source), as_quarto_reads(text)
    long, short = (width["c"] for _, width in after["c"][2])
    assert long + short == pytest.approx(1, abs=0.01)
    assert 0.04 < short < 0.1
    assert after["c"][3:] == before["c"][3:]


@pytest.mark.parametrize("letters", [62, 63, 64, 72, 73])
def test_a_row_that_is_long_for_quarto_alone_does_not_make_all_columns_as_wide(letters: int) -> None:
    cell = "ord " * 18
    text = exported(f"| Sak | B |\n|---|---|\n| {cell[: letters - 1]}x | 1 |\n\n: {LONG} {{#tbl-x}}\n")

    (table,) = as_quarto_reads(text)
    widths = [width.get("c") for _, width in table["c"][2]]
    if letters > 62:
        assert widths[0] > 10 * widths[1]
    else:
        assert widths == [None, None]
        assert text.splitlines()[1] == f"|{'-' * (letters + 2)}|-----|"


def test_notes_in_a_table_are_numbered_with_those_around_it() -> None:
    text = exported(f"Ett.[^1]\n\n| A | B |\n|---|---|\n| {LONG}[^2] | 1 |\n\n[^1]: ett\n\n[^2]: två\n")

    assert [tree.plain(node["c"]) for node in tree.walk(as_quarto_reads(text)) if node["t"] == "Note"] == ["ett", "två"]


def test_notes_of_the_texts_of_a_book_have_labels_of_their_own_and_code_keeps_its() -> None:
    source = "Ett[^a] och `[^1]` och \\[^1\\].\n\n[^a]: Not.\n\n``` text\n[^1]: kod\n```\n"

    first, second = written([blocks_of(source)] * 2, {}, room=ROOM, names=["inledning", "analys"], jobs=1)

    assert first == (
        "Ett[^inledning-1] och `[^1]` och \\[\\^1\\].\n\n``` text\n[^1]: kod\n```\n\n[^inledning-1]: Not.\n"
    )
    assert second == first.replace("inledning", "analys")


def test_what_only_a_grid_can_hold_is_a_grid() -> None:
    source = "+-----+---+\n| A   | B |\n+=====+===+\n| - a | 1 |\n| - b |   |\n+-----+---+\n"
    text = exported(source)

    assert text.startswith("+-")
    kinds = [node["t"] for node in tree.walk(as_quarto_reads(text))]
    assert "Table" in kinds
    assert "BulletList" in kinds


NESTED: Final = """\
+---------------------+-----+
| C                   | D   |
+=====================+=====+
| | E | F |           | 2   |
| |---|---|           |     |
| | 3 | 4 |           |     |
+---------------------+-----+
"""


def test_each_of_several_tables_keeps_its_rows_even_one_in_another() -> None:
    wide = f"| A | B |\n|:--------|--:|\n| {LONG} | 1 |\n"
    text = exported(f"{wide}\n{NESTED}\n{wide.replace('| 1 |', '| 5 |')}\n")

    tables = [node for node in tree.walk(as_quarto_reads(text)) if node["t"] == "Table"]
    assert [tree.plain(table["c"][3:]).split()[0] for table in tables] == ["A", "C", "E", "A"]
    assert [tree.plain(table["c"][4]).split()[-1] for table in tables] == ["1", "2", "4", "5"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Ett "citat" -- med ... punkter', 'Ett \\"citat\\" \\-\\- med \\.\\.\\. punkter'),
        ("don't 'säga' så", "don't \\'säga\\' så"),
        ("pris $5 och $6$", "pris \\$5 och \\$6\\$"),
        ("{{< meta title >}}", "{{\\< meta title \\>}}"),
        ("2018. Ett år", "2018\\. Ett år"),
        ("# inte rubrik", "\\# inte rubrik"),
        ("a@b.se och @namn", "a@b.se och \\@namn"),
        ("[x] *y* _z_ `k` ~v~ ^w^ <b>", "\\[x\\] \\*y\\* \\_z\\_ \\`k\\` \\~v\\~ \\^w\\^ \\<b\\>"),
    ],
)
def test_signs_that_quarto_reads_as_markup_are_escaped(text: str, expected: str) -> None:
    assert inlines([text], jobs=1) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "&amp;amp; och &amp;\\#228;", "Ord\\\n12\\) ord", "Ord\\\n\\: ord", "- \\[x] ord", "1. \\[ ] ord",
        "- Ord\\\n  \\- ord",
        "\\::: ord\n:   förklaring", "- Ord\\\n  a\\. ord", "Ord\n:   \\[x] ord", "Ord.",
    ],
)  # fmt: skip
def test_what_begins_a_line_or_an_item_is_read_by_quarto_as_it_was_written(text: str) -> None:
    """Quarto reads pandoc's own Markdown, with all of its extensions."""
    before, after = blocks_of(text), as_quarto_reads(exported(text))

    assert tree.plain(after) == tree.plain(before)
    assert [node["t"] for node in after] == [node["t"] for node in before]


def test_what_quarto_would_run_in_code_is_shown() -> None:
    assert exported("`{{< meta title >}}`\n") == "`{{{< meta title >}}}`\n"
    assert exported("``` text\n{{< pagebreak >}}\n```\n") == "``` text\n{{{< pagebreak >}}}\n```\n"
    assert exported("```\n{{< pagebreak >}}\n```\n") == "    {{{< pagebreak >}}}\n"


def test_a_citation_in_a_parenthesis_is_no_example_where_a_paragraph_begins() -> None:
    text = exported("(@svara2001) visar det.\n")

    assert text == "\\(@svara2001) visar det.\n"
    assert [block["t"] for block in as_quarto_reads(text)] == ["Para"]


SIGNS: Final = st.text(st.sampled_from("aåB1 .,-–…”’\"'()[]{}<>@#*_~^`$|\\!:;%&=+/?\N{NO-BREAK SPACE}"), max_size=30)


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.lists(SIGNS, min_size=1, max_size=20))
@example([" :", ":", " (@a", "1'1", " -", " 1.", " #", " >"])
def test_any_words_are_read_as_they_were_written(words: list[str]) -> None:
    said = [" ".join(text.split(" ")) for text in words if text.strip(" ")]

    for text, before in zip(inlines(said, jobs=1), said, strict=True):
        first, *blocks = as_quarto_reads(f"Text.\n\n{text}\n")
        assert tree.plain([first]) == "Text."
        assert [block["t"] for block in blocks] == ["Para"], text
        assert {node["t"] for node in tree.walk(blocks)} <= {"Para", "Str", "Space"}, text
        expected = re.sub(r"(?<=\w)'(?=\w)", "’", before)  # an apostrophe in a word is left to Quarto
        assert tree.plain(blocks) == " ".join(word for word in expected.split(" ") if word)
