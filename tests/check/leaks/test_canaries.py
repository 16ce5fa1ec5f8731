"""Canaries are found whatever is done to the layout of a text, and nowhere else."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kefu.check.leaks.canaries import KEY, LETTERS, Canary, canaries, comments, index_of, search, squeezed

ORIGIN = PurePosixPath("cases/01-a/teaching-note.md")
SENTENCE = "Ordföranden visste redan på fredagen vad den hemliga överenskommelsen skulle kosta kommunen."


def of(*texts: str) -> list[Canary]:
    return [*canaries(ORIGIN, texts)]


def found(text: str, wanted: list[Canary]) -> list[str]:
    letters = tuple(canary.letters for canary in wanted)
    return [wanted[match.index].words for match in search(squeezed(text), index_of(letters))]


@pytest.mark.parametrize(
    "laid_out",
    [
        SENTENCE,
        SENTENCE.upper(),
        SENTENCE.replace(" ", "\n"),
        SENTENCE.replace(" ", "\N{NO-BREAK SPACE}"),
        SENTENCE.replace(" ", ""),
        SENTENCE.replace("överens", "överens-\n"),
        SENTENCE.replace("överens", "överens\N{SOFT HYPHEN}"),
        SENTENCE.replace("fredagen", "*fredagen*"),
        SENTENCE.replace("e", "e\N{ZERO WIDTH SPACE}"),
        SENTENCE.replace("ö", "o\N{COMBINING DIAERESIS}").replace("å", "a\N{COMBINING RING ABOVE}"),
        SENTENCE.replace("ö", "o").replace("å", "a"),
        SENTENCE.translate({ord(letter): chr(ord(letter) - ord("a") + 0x1D41A) for letter in "abcdefghijklmnop"}),
    ],
    ids=[
        "plain", "capitals", "lines", "no-break", "no spaces", "hyphen at line end", "soft hyphen", "markup",
        "zero width", "decomposed", "no diacritics", "mathematical letters",
    ],
)  # fmt: skip
def test_a_passage_is_found_however_it_is_laid_out(laid_out: str) -> None:
    wanted = of(SENTENCE)
    assert found(laid_out, wanted) == [canary.words for canary in wanted]


OTHERS = str.maketrans("aeopcnks", "\u0430\u0435\u043e\u0440\u03f2\u0578\u043a\ua731")


@pytest.mark.parametrize(
    "written",
    [
        SENTENCE.translate(OTHERS),
        SENTENCE.upper().translate(str.maketrans("AEON", "\u0391\u13ac\u039f\u039d")),
        SENTENCE.replace("l", "I").replace("o", "0").replace("i", "1"),
        SENTENCE.translate({ord(letter): chr(0x1F150 + ord(letter) - ord("a")) for letter in "abcdefghijklmn"}),
        SENTENCE.replace("a", "\u24d0").replace("e", "\uff45"),
        SENTENCE.replace("d", "\u0111").replace("o", "\u00f8"),
        "\u3164".join(SENTENCE),
        "\u034f".join(SENTENCE),
        "\u2800".join(SENTENCE),
        "\ufe0f".join(SENTENCE),
        "\U000e0041".join(SENTENCE),
        "\u0336".join(SENTENCE),
        "\u202d\u2060\u180e\u17b4\u206a".join(SENTENCE),
    ],
)
def test_a_passage_is_found_in_letters_that_look_like_its_own_and_between_what_nobody_sees(written: str) -> None:
    wanted = of(SENTENCE)
    assert found(written, wanted) == [canary.words for canary in wanted]


def test_ligatures_are_the_letters_that_they_stand_for() -> None:
    assert squeezed("e\N{LATIN SMALL LIGATURE FFI}cient \N{LATIN SMALL LIGATURE FI}ne") == "efflclentflne"


def test_canaries_begin_at_every_word_as_long_as_enough_words_follow() -> None:
    words = SENTENCE.split()
    assert [canary.words.split()[0] for canary in of(SENTENCE)] == words[: len(words) - 4]
    assert all(len(canary.words.split()) >= 5 and len(canary.letters) >= LETTERS for canary in of(SENTENCE))


def test_short_words_make_longer_canaries() -> None:
    (first, *_) = of("a b c d e f g h i j k l m n o p q r s t u v x y z")
    assert first.letters == "abcdefghljklmnopqrstuvxy"


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Samtal efter fullmäktiges möte", True),
        ("tbl-utkastet-tidsplan-for-dagen", True),
        ("Samtal efter mötet", False),
        ("Vad gör du nu", False),
        ("överenskommelserna", False),
        ("fig-a", False),
    ],
)
def test_a_short_run_is_a_canary_as_a_whole_if_it_says_enough(text: str, *, whole: bool) -> None:
    assert [canary.words for canary in of(text)] == ([text] if whole else [])


def test_comments_are_told() -> None:
    assert [*comments("a <!-- hemligt\nom det --> b <!-- till -->")] == [" hemligt\nom det ", " till "]


WORD = st.text("abcdefghåäö", min_size=1, max_size=9)
TEXT = st.lists(WORD, min_size=5, max_size=40).map(" ".join)


@given(TEXT, TEXT, TEXT)
def test_every_canary_of_a_text_is_found_in_whatever_holds_the_text(before: str, text: str, after: str) -> None:
    wanted = of(text)
    assert {*found(f"{before}\n{text}\n{after}", wanted)} == {canary.words for canary in wanted}


@given(TEXT)
def test_a_text_without_the_letters_holds_no_canary(text: str) -> None:
    assert not found("ijklmnopqrstuvxyz " * 20, of(text))


@example("\N{GREEK CAPITAL LETTER OMEGA}")
@given(st.text())
def test_squeezing_twice_is_squeezing_once(text: str) -> None:
    assert squeezed(squeezed(text)) == squeezed(text)
    assert all(character.isalnum() for character in squeezed(text))


@given(st.lists(st.text(max_size=30), max_size=5))
def test_no_canary_is_shorter_than_what_it_is_looked_up_by(texts: list[str]) -> None:
    assert all(len(canary.letters) >= KEY for canary in of(*texts))


def test_nothing_is_found_where_nothing_is_wanted() -> None:
    assert found(SENTENCE, []) == []


def test_a_canary_has_no_more_words_than_it_needs() -> None:
    assert of(SENTENCE)[0].words == "Ordföranden visste redan på fredagen"
    assert [canary.words for canary in of("abcd efgh ijkl mnopqrst")] == ["abcd efgh ijkl mnopqrst"]


@pytest.mark.parametrize(("text", "whole"), [("abcd efgh ijkl mnop", True), ("abcd efgh ijkl mno", False)])
def test_a_short_run_is_a_canary_from_sixteen_letters(text: str, *, whole: bool) -> None:
    assert [canary.words for canary in of(text)] == ([text] if whole else [])
