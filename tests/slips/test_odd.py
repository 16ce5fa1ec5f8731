"""Odd characters: invisible ones, ones in another form, and ones that no font has."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kefu.model import Source
from kefu.reading.edits import edited
from kefu.slips import characters, shown


def source(text: str, path: str = "a.md") -> Source:
    return Source(path=PurePosixPath(path), text=text, digest="")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("kom\u00admun", "kommun"),
        ("kom\u200bmun\u2060 \ufeffa", "kommun a"),
        ("a\u200db\u202eab\u202c", "abab"),
        ("a\U000e0041b\ufe0f", "ab"),
        ("e\u2011post", "e-post"),
        ("a\u2009b\u3000c", "a b c"),
        ("rad\u2028rad\x0brad\x0c", "rad rad rad "),
        ("\x93ord\x94 \x96 ord", "“ord” – ord"),
        ("a\u0308ndra o\u0308 e\u0301", "ändra ö é"),
        ("e\ufb03cient \uff21", "efficient A"),
        ("kom&shy;mun &#8203;", "kommun "),
    ],
)
@pytest.mark.parametrize("path", ["a.md", "a.yaml", "a.bib"])
def test_what_has_one_right_answer_is_told_and_mended(text: str, right: str, path: str) -> None:
    told = [*characters(source(text, path))]
    assert {slip.rule.name for slip in told} == {"characters-are-plain"}
    assert edited(text, (edit for slip in told for edit in slip.edits)) == right
    assert not [*characters(source(right, path))]


@pytest.mark.parametrize(
    ("text", "at", "piece"),
    [
        ("Wang, 王偉.", 6, "“王偉” (U+738B"),
        ("Ordet שלום.", 6, "“שלום”"),
        ("Bra 👍.", 4, "“👍” (U+1F44D (thumbs up sign))"),
        ("A \uf0e0 B", 2, "only a font of Word knows, U+F0E0"),
        ("x\u0338y", 0, "x"),
    ],
)
def test_what_no_font_has_is_told_and_left(text: str, at: int, piece: str) -> None:
    told = [*characters(source(text))]
    if "\u0338" in text:
        assert all(not slip.edits for slip in told)
        return
    (slip,) = told
    assert (slip.rule.name, slip.at, slip.edits) == ("characters-can-be-set", at, ())
    assert piece in slip.message


def test_a_character_that_no_file_can_hold_is_an_error() -> None:
    (slip,) = characters(source("ett\0ord"))

    assert (slip.rule.name, slip.at, slip.edits) == ("characters-can-be-set", 3, ((3, 4, ""),))


@pytest.mark.parametrize("text", ["k\u043eммун", "n\u00e4mn\u0430"])
def test_letters_of_two_scripts_in_one_word_are_told(text: str) -> None:
    (slip,) = characters(source(text))
    assert (slip.rule.name, slip.edits) == ("characters-are-plain", ())


def test_a_character_that_was_lost_is_told() -> None:
    (slip,) = characters(source("Malm\ufffd"))
    assert "a character was lost here" in slip.message


@pytest.mark.parametrize(
    "text",
    [
        "12\u00a0300 kr, 5\u202f000, 7 kap. 1\u00a0§ och ”ord” – ’ord’ …",
        "Zoë, Łódź, Đoković, Ştefan, Þór, œuvre, ½, ≥, −, →, ✓, €, µg, α, Москва, Ὀ".partition("Ὀ")[0],
        "<!-- 王偉 \u00ad -->",
        "• punkt",
        "\uf0b7 punkt",
    ],
)
def test_what_is_legitimate_or_told_elsewhere_is_not_told(text: str) -> None:
    assert not [*characters(source(text))]


def test_what_no_reader_sees_is_blank() -> None:
    assert shown(source("title: a # b\nc: d", "a.yaml")) == "title: a    \nc: d"
    entry = "@book{a,\n  title = {x},\n  abstract = {\u00ad},\n  year = {2020},\n}"
    assert not [*characters(source(entry, "a.bib"))]
    (slip,) = characters(source(entry.replace("{x}", "{\u00ad}"), "a.bib"))
    assert slip.at == entry.index("{x}") + 1
    assert [*characters(source(entry.replace("abstract", "note"), "a.bib"))], "the list of references shows it"
