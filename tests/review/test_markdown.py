"""A change is written in Markdown so that the plain text is exactly what was wanted, with the markup around it kept."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu import tree
from kefu.reading import markup
from kefu.reading.edits import edited
from kefu.review.markdown import Text, UnclearError, Wanted

PATH = PurePosixPath("a.md")
SOURCE = "Den **viktiga** saken[^1] är *klar*\nnu, se [@svara, s. 12] och @fig-x.\n\n[^1]: En not.\n"
SENT = "Den viktiga saken är klar nu, se (Svara 2001, s. 12) och figur 3."


def changed(source: str, sent: str, words: str, instead: str, at: int | None = None) -> str:
    text = Text(source, PATH)
    start = sent.index(words) if at is None else at
    text.change(Wanted(text=sent, mark="", start=start, words=words, instead=instead))
    return edited(source, text.edits)


@pytest.mark.parametrize(
    ("words", "instead", "at", "before", "after"),
    [
        ("viktiga ", "", None, "**viktiga** ", ""),
        ("viktiga", "mycket viktiga", None, "**viktiga**", "mycket **viktiga**"),
        ("", "mycket ", 4, "**viktiga**", "mycket **viktiga**"),
        ("", "s", 17, "saken", "sakens"),
        ("", " alltid", 17, "[^1]", "[^1] alltid"),
        ("saken är", "frågan blir", None, "saken[^1] är", "frågan[^1] blir"),
        (" är klar nu", "", None, " är *klar*\nnu", ""),
        (" och figur 3", "", None, " och @fig-x", ""),
        ("", ", sa *han*", 64, "@fig-x", "@fig-x, sa \\*han\\*"),
        ("", "1. ", 0, "Den", "1\\. Den"),
        ("klar nu", "färdig nu", None, "*klar*", "*färdig*"),
    ],
)
def test_a_change_keeps_the_markup_around_it(words: str, instead: str, at: int | None, before: str, after: str) -> None:
    assert changed(SOURCE, SENT, words, instead, at) == SOURCE.replace(before, after, 1)


@pytest.mark.parametrize(
    ("source", "sent", "words", "instead", "result"),
    [
        (SOURCE, "En not.", "not", "*fotnot*", SOURCE.replace("En not", "En \\*fotnot\\*")),
        ("| a |\n|---|\n| ett |\n", "ett", "ett", "1|2", "| a |\n|---|\n| 1\\|2 |\n"),
        ("# Rubrik {#sec-x}\n", "Rubrik", "Rubrik", "En rubrik", "# En rubrik {#sec-x}\n"),
        ("- ett\n- två\n", "ett", "ett", "", "- två\n"),
        ("Se [länken](http://a.se) här.\n", "Se länken här.", "länken ", "", "Se här.\n"),
        ("Se [länken](http://a.se) här.\n", "Se länken här.", "länken", "en länk", "Se [en länk](http://a.se) här.\n"),
        ("> Ett\n> ord.\n", "Ett ord.", "Ett ord", "Två", "> Två.\n"),
    ],
)
def test_a_change_is_made_in_every_kind_of_paragraph(
    source: str, sent: str, words: str, instead: str, result: str
) -> None:
    assert changed(source, sent, words, instead) == result


def test_only_words_that_differ_are_replaced() -> None:
    source = "Den **viktiga** saken, se [@a], är *klar* nu.\n"
    sent = "Den viktiga saken, se (A 2001), är klar nu."
    wanted = sent.replace("Den", "Denna").replace("klar", "färdig")
    assert changed(source, sent, sent, wanted) == source.replace("Den", "Denna").replace("klar", "färdig")


@pytest.mark.parametrize(
    ("words", "instead", "reason"),
    [
        ("Svara", "X", "in a citation"),
        ("se (Svara 2001, s. 12)", "X", "stands in what is to be replaced"),
        ("figur", "bild", "in a citation"),
        ("klar", "a\n\nb", "new paragraph"),
    ],
)
def test_what_cannot_be_written_is_told(words: str, instead: str, reason: str) -> None:
    with pytest.raises(UnclearError, match=reason):
        changed(SOURCE, SENT, words, instead)


def test_a_paragraph_that_has_changed_or_is_there_twice_is_left() -> None:
    with pytest.raises(UnclearError, match="has changed"):
        changed("Annat.\n", "Något.", "Något", "X")
    with pytest.raises(UnclearError, match="several"):
        changed("Samma.\n\nSamma.\n", "Samma.", "Samma", "X")
    with pytest.raises(UnclearError, match="do not stand"):
        changed("Samma.\n", "Samma.", "Annat", "X", 0)


def test_a_paragraph_that_is_only_a_reference_does_not_say_everything() -> None:
    assert changed("@fig-x\n\nEtt ord.\n", "Ett ord.", "ord", "namn") == "@fig-x\n\nEtt namn.\n"


def test_changes_of_one_paragraph_are_made_together_and_a_failure_leaves_the_others() -> None:
    text = Text(SOURCE, PATH)
    for words, instead in (("viktiga", "stora"), ("klar", "färdig")):
        text.change(Wanted(text=SENT, mark="", start=SENT.index(words), words=words, instead=instead))
    before = text.edits
    with pytest.raises(UnclearError):
        text.change(Wanted(text=SENT, mark="", start=SENT.index("klar nu"), words="klar nu", instead="då"))
    assert text.edits == before
    assert edited(SOURCE, before) == SOURCE.replace("viktiga", "stora").replace("klar", "färdig")


def test_a_place_is_where_the_change_begins() -> None:
    wanted = Wanted(text=SENT, mark="", start=SENT.index("klar"), words="klar", instead="")
    assert Text(SOURCE, PATH).place(wanted) == SOURCE.index("klar")
    assert Text("Annat.", PATH).place(wanted) is None


def test_words_go_with_all_their_markup_however_much_there_is() -> None:
    marked = "a " + "**b** " * 9
    assert changed(f"{marked}c\n", "a " + "b " * 9 + "c", "a " + "b " * 9, "", 0) == "c\n"


def test_what_comes_in_where_something_goes_stays() -> None:
    assert changed("aa bb\n", "aa bb", " bb", "1 ", 2) == "aa1\n"


def test_a_sign_that_what_follows_would_make_markup_is_escaped() -> None:
    assert changed("a\n", "a", "", "@", 0) == "\\@a\n"


def test_markup_that_goes_on_after_the_words_stays() -> None:
    assert changed("a **b** **c** *d e*\n", "a b c d e", "a b c d ", "", 0) == "*e*\n"


WORD = st.text(st.sampled_from("abåö"), min_size=1, max_size=4)
MARKED = st.one_of(
    WORD,
    st.builds("**{}**".format, WORD),
    st.builds("*{} {}*".format, WORD, WORD),
    st.builds("[{}](http://a.se)".format, WORD),
    st.builds("[{}]{{lang=en}}".format, WORD),
    st.builds("{}[^1]".format, WORD),
    st.builds("{}\\*".format, WORD),
)
PARAGRAPH = st.builds(
    lambda words, ends: "".join(word + end for word, end in zip(words, ends, strict=False)).strip(),
    st.lists(MARKED, min_size=1, max_size=7),
    st.lists(st.sampled_from([" ", " ", "\n", ", "]), min_size=7, max_size=7),
)
PUT_IN = st.text(st.sampled_from("ab *_[@#<\\1.”"), max_size=6).map(lambda text: " ".join(text.split(" ")))


def plain(source: str) -> list[str]:
    return [tree.plain(block) for block in json.loads(markup.read([source], jobs=1)[0])]


def without_doubled_spaces(text: str) -> str:
    return " ".join(word for word in text.split(" ") if word)


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(st.lists(PARAGRAPH, min_size=1, max_size=3), st.data())
def test_the_plain_text_is_exactly_what_was_wanted(paragraphs: list[str], data: st.DataObject) -> None:
    source = "\n\n".join([*paragraphs, "[^1]: En not.\n"])
    before = plain(source)
    number = data.draw(st.integers(0, len(paragraphs) - 1))
    sent = before[number]
    start = data.draw(st.integers(0, len(sent)))
    end = data.draw(st.integers(start, len(sent)))
    instead = data.draw(PUT_IN)
    try:
        after = changed(source, sent, sent[start:end], instead, start)
    except UnclearError:
        whole = not without_doubled_spaces(sent[:start] + instead + sent[end:])
        assert whole or Counter(before)[sent] > 1, (source, sent, sent[start:end], instead)
    else:
        expected = without_doubled_spaces(sent[:start] + instead + sent[end:])
        wanted = [text for text in (*before[:number], expected, *before[number + 1 :]) if text]
        assert [text for text in plain(after) if text] == wanted
        assert after.count("[^1]") == source.count("[^1]")
