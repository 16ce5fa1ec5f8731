"""Whether alternative texts and the texts of links say something."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu.check.sources.wording import describes, is_address, leads_somewhere, says_more

CAPTION = "Antal dagar från den första händelsen till beslutet"
WORDS = st.lists(st.sampled_from(("bron", "ån", "staplar", "fem", "personer", "i", "rad")), min_size=1, max_size=12)


@pytest.mark.parametrize(
    "alt",
    [
        CAPTION,
        f"{CAPTION.upper()}!",
        "antal dagar – från den första händelsen till *beslutet*.",
        "Antal dagar till beslutet från den första händelsen",
        "Antalet dagar från den första händelsen till beslutet",
        f"Figur: {CAPTION}",
        f"Bild som visar {CAPTION.lower()}",
        "Antal dagar",
        "",
        "…",
    ],
)
def test_an_alternative_text_that_repeats_the_caption_says_no_more(alt: str) -> None:
    assert not says_more(alt, CAPTION)


@pytest.mark.parametrize(
    "alt",
    [
        "Liggande staplar, en för varje fall. Den längsta är 240 dagar, den kortaste 9.",
        f"{CAPTION}: fall 1 tog 103 dagar, fall 2 tog 12 och fall 3 tog 240.",
        "Staplar som visar dagar från den första händelsen, i fallande ordning från 240 till 9",
    ],
)
def test_an_alternative_text_that_tells_what_is_to_be_seen_says_more(alt: str) -> None:
    assert says_more(alt, CAPTION)


@pytest.mark.parametrize(
    ("alt", "caption", "more"),
    [
        ("bron över ån ett två tre fyra", "Bron över ån", False),
        ("bron över ån ett två tre fyra fem", "Bron över ån", True),
        ("ett två tre fyra x", "fem fyra tre två ett", False),
        ("ett två tre y x", "fem fyra tre två ett", True),
        ("fem fyra tre två", "ett två tre fyra fem sex sju", True),
    ],
)
def test_how_much_more_an_alternative_text_must_say(alt: str, caption: str, *, more: bool) -> None:
    assert says_more(alt, caption) == more


def test_a_picture_without_caption_has_nothing_to_repeat() -> None:
    assert says_more("Två personer på en bro", "")


@settings(derandomize=True, deadline=None)
@given(WORDS, WORDS)
def test_what_repeats_whole_or_in_part_says_no_more_and_what_shares_no_word_does(
    words: list[str], others: list[str]
) -> None:
    text = " ".join(words)
    assert not says_more(text, text)
    assert not says_more(text, f"{' '.join(others)} {text.upper()}. {' '.join(others)}")
    assert says_more(" ".join(f"x{word}" for word in words), " ".join(others))


@pytest.mark.parametrize(
    "alt",
    ["", "Bild", "bild.", "Figur 3", "En bild", "Diagrammet visar", "karta-ny.png", "bild 1.JPG", "figur_02_slut.svg",
     "Storbro", "alt text", "image", "🙂"],
)  # fmt: skip
def test_a_word_for_a_picture_or_a_files_name_describes_nothing(alt: str) -> None:
    assert not describes(alt)


@pytest.mark.parametrize("alt", ["Karta över Storbro", "Två personer", "Diagram med fyra rader", "Bild av filen a.png"])
def test_a_few_words_can_describe_a_picture(alt: str) -> None:
    assert describes(alt)


@pytest.mark.parametrize(
    "text",
    ["här", "Här.", "HÄR", "klicka här", "Klicka på länken", "länk", "[länk]", "läs mer", "Läs mer här »", "denna sida",
     "→", "", "mer information", "ladda ner", "here", "Click here", "read more"],
)  # fmt: skip
def test_a_pointer_leads_nowhere_when_read_alone(text: str) -> None:
    assert not leads_somewhere(text)


@pytest.mark.parametrize(
    "text",
    ["kommunallagen", "Läs mer om budgeten", "SKR:s webbplats", "rapporten här", "https://example.org", "2024"],
)
def test_a_text_that_names_what_is_linked_leads_there(text: str) -> None:
    assert leads_somewhere(text)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("example.org/a", "https://example.org/a/"),
        ("https://example.org/å", "https://example.org/%C3%A5"),
        ("www.example.org", "https://example.org/a"),
        ("archive.example/https://a.example", "https://archive.example/https://a.example"),
        ("HTTP://EXAMPLE.ORG", "http://example.org"),
    ],
)
def test_an_address_as_text_is_one(text: str, target: str) -> None:
    assert is_address(text, target)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Exempel", "https://example.org/a"),
        ("se https://example.org/a och b", "https://example.org/a"),
        ("prov@example.org", "mailto:prov@example.org"),
    ],
)
def test_words_and_addresses_of_mail_are_none(text: str, target: str) -> None:
    assert not is_address(text, target)
