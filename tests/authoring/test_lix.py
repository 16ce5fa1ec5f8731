"""LIX: what counts as a word, as a long one and as a sentence."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu.authoring.lix import ABBREVIATIONS, lix, prose, sentences
from kefu.reading import markup

WORDS = st.text("abcdefghijklmnopqrstuvwxyzåäö", min_size=1, max_size=12)
SENTENCES = st.builds(
    lambda first, rest, mark: f"{first}a {' '.join([*rest, 'slut'])}{mark}".capitalize(),
    WORDS,
    st.lists(WORDS, max_size=8),
    st.sampled_from([".", "!", "?", "…", "?!", ".”"]),
)


def prose_of(text: str) -> tuple[str, ...]:
    (blocks,) = markup.read([text], jobs=1)
    return prose(json.loads(blocks))


def test_lix_is_words_per_sentence_and_the_percentage_of_long_words() -> None:
    # 10 words in 2 sentences, of which “politiker” and “bestämmer” are long: 10 / 2 + 100 · 2 / 10.
    assert lix(["Det är en politiker som talar. Och hon bestämmer nu."]) == 5 + 20


@pytest.mark.parametrize(
    ("word", "long"), [("sexsex", False), ("sjusjus", True), ("”år-2025”,", False), ("KEFU:s", False)]
)
def test_a_long_word_has_more_than_six_letters_and_marks_and_digits_are_none(word: str, long: bool) -> None:
    assert lix([word]) == 1 + (100 if long else 0)


@pytest.mark.parametrize("texts", [[], [""], ["  ", "– …", "!"]], ids=["nothing", "empty", "marks"])
def test_without_words_there_is_no_lix(texts: list[str]) -> None:
    assert lix(texts) is None


def test_a_mark_that_stands_alone_is_no_word() -> None:
    assert lix(["Han – kom …"]) == lix(["Han kom"]) == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("Ett två tre", 1),
        ("Ett. Två. Tre.", 3),
        ("Vad nu? Nej! Vänta… Jo.", 4),
        ("Hon väntade … men ingen kom.", 1),
        ("Hon väntade … Ingen kom.", 2),
        ("”Vad gör vi?” frågade hon. ”Inget”, sa han.", 2),
        ("”Vad gör vi?” Hon teg.", 2),
        ("– Kommer du? – Ja.", 2),
        ("Det sa hon (i mars.) Sedan gick hon.", 2),
        ("Mötet börjar kl. 08.00. Sedan äter vi.", 2),
        ("Mötet börjar kl. 08.00 i sal 3.", 1),
        ("Se 6 kap. 1 § och s. 12 i boken.", 1),
        ("Flera orter, t.ex. Ekby, bl.a. Alnäs, valde fr.o.m. 2025 det.", 1),
        ("Flera orter, t. ex. Ekby, valde det.", 1),
        ("Ekby, Alnäs m.fl. valde det.", 1),
        ("De valde Ekby, Alnäs m.fl. Andra teg.", 2),
        ("Det kostade 3.5 miljoner och 2,5 till.", 1),
        ("Det blev så den 3. maj.", 1),
        ("Så blev det 2024. Året efter var allt glömt.", 2),
        ("Hon valde 12. 14 andra teg.", 2),
        ("1. Syftet är klart.", 1),
        ("A. Ek och J. H. Alm skrev det.", 1),
        ("Anna K. Ek skrev det.", 1),
        ("Det skrev läraren C.-G. Alm.", 1),
        ("De valde A. I mars kom svaret.", 2),
        ("(A. Ek skrev det.)", 1),
        ("De valde alternativ A. Resten föll.", 2),
        ("Hon bor i Ö. Där bor han.", 2),
        ("Slut!!! Nu", 2),
        ("Jo.. Nu", 2),
        ("Vem var det, Anna K? Nej, Bo.", 2),
        ("5? Nej.", 2),
        ("Bara 3. Sedan kom hon.", 2),
        ("Vilket nr? Det femte.", 2),
    ],
)
def test_sentences_are_counted_as_a_reader_would(text: str, count: int) -> None:
    assert sentences(text) == count


@given(st.lists(SENTENCES, min_size=1, max_size=5))
def test_sentences_that_stand_beside_each_other_are_all_counted(written: list[str]) -> None:
    assert sentences(" ".join(written)) == len(written)


@given(
    st.lists(SENTENCES, min_size=1, max_size=4),
    st.sampled_from(sorted(ABBREVIATIONS)),
    st.sampled_from(["Ek", "12", "det"]),
)
def test_an_abbreviation_inside_a_sentence_ends_none(written: list[str], short: str, after: str) -> None:
    first, *rest = written
    begun, word, end = first.rpartition(" ")
    for form in (short, short.capitalize(), f"({short}"):
        assert sentences(" ".join([f"{begun} {form}. {after}{word}{end}", *rest])) == len(written)


@given(st.lists(st.text(max_size=60), max_size=4))
@settings(max_examples=300)
def test_a_text_repeated_is_as_hard_as_it_is_once(texts: list[str]) -> None:
    assert lix([*texts, *texts]) == lix(texts)


@given(st.text(max_size=200))
@settings(max_examples=300)
def test_a_text_has_a_sentence_if_it_has_a_word_and_never_more_than_words(text: str) -> None:
    count = sum(any(map(str.isalnum, token)) for token in text.split())
    assert min(count, 1) <= sentences(text) <= count
    value = lix([text])
    assert (value is None) == (count == 0)
    assert value is None or 1 <= value <= count + 100


@given(st.lists(SENTENCES, min_size=2, max_size=6))
def test_the_same_words_in_fewer_sentences_are_harder(written: list[str]) -> None:
    joined = " ".join(text.rstrip(".!?…”").lower() for text in written)
    parted, whole = lix([" ".join(written)]), lix([joined])
    assert parted is not None
    assert whole is not None
    assert whole > parted


def test_running_text_is_paragraphs_lists_quotations_and_boxes() -> None:
    text = """\
# En rubrik {#sec-x}

Första *stycket* [har en länk](https://x.example).[^1]

- En punkt
- En till

  med ett stycke

> Ett citat.

::: {.exhibit #exh-x title="Titeln"}
Ett mejl.
:::

| Kolumn | Tal |
|--------|----:|
| Cell   |   1 |

: Texten till tabellen {#tbl-x}

![Bildtext](figure:x){#fig-x alt="En bild"}

```
kod
```

[^1]: En fotnot.
"""
    assert prose_of(text) == (
        "Första stycket har en länk.",
        "En punkt",
        "En till",
        "med ett stycke",
        "Ett citat.",
        "Ett mejl.",
    )


def test_a_citation_counts_as_a_word_only_where_it_is_one() -> None:
    assert prose_of("Det visar @ek2001 [s. 3] i @fig-skolan-karta. Så är det [@al2002, s. 4; @ask1999].") == (
        "Det visar ek i fig. Så är det .",
    )
    assert lix(prose_of("Så är det [@al2002].")) == 3


def test_a_citation_whose_key_begins_with_a_digit_is_a_word_too() -> None:
    assert prose_of("Det visar @1999ek [s. 3].") == ("Det visar x.",)
