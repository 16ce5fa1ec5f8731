"""Cards: of the measures that links are shown with, always the same, and with room for any title."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from kefu.engines.typst.cards import CARD_HEIGHT, CARD_WIDTH, MARGIN, card
from kefu.theme import THEME

GROUND = tuple(int(THEME.light.accent[place : place + 2], 16) for place in (1, 3, 5))


def drawn(title: str = "Skolan", weights: tuple[int, ...] = (3, 0, 1)) -> Image.Image:
    made = card("Fall 1", title, "En liten rapport", weights, THEME)
    with Image.open(io.BytesIO(made)) as picture:
        assert picture.format == "PNG"
        assert picture.info == {}, "nothing is in the file but the picture"
        return picture.convert("RGB")


def is_bare(picture: Image.Image, box: tuple[int, int, int, int]) -> bool:
    return picture.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), GROUND)]


def test_the_same_card_has_the_same_bytes_and_another_theme_another_colour() -> None:
    first, again, other = (card("Fall 1", title, "R", (1, 2), THEME) for title in ("Skolan", "Skolan", "Bron"))

    assert first == again != other
    assert drawn().size == (CARD_WIDTH, CARD_HEIGHT)
    assert drawn().getpixel((5, 5)) == GROUND


@pytest.mark.parametrize(
    "title",
    [
        "Å",
        'Tecken som betyder något: #let $x$ *a* _b_ [c] "d" \\e @f <g> //h',
        "Förvaltningsövergripande organisationsförändringar och en titel som är så lång att den behöver många rader",
        "Kommunalförbundsdirektörsrekryteringsprocessutvärderingsgruppssammanträdesprotokollsjusteringsordning",
    ],
    ids=["short", "signs", "long", "one long word"],
)
def test_a_title_stays_between_the_margins_and_above_the_pattern(title: str) -> None:
    picture = drawn(title)

    assert not is_bare(picture, (MARGIN, 130, CARD_WIDTH - MARGIN, 420)), "it is shown"
    assert is_bare(picture, (CARD_WIDTH - MARGIN + 2, 0, CARD_WIDTH, CARD_HEIGHT))
    assert is_bare(picture, (MARGIN, 425, MARGIN + 120, 430))


@pytest.mark.parametrize("weights", [(), (3,), (0,) * 80])
def test_a_pattern_has_as_many_columns_as_there_are_weights(weights: tuple[int, ...]) -> None:
    picture = drawn(weights=weights)

    assert is_bare(picture, (MARGIN, 438, CARD_WIDTH // 2, CARD_HEIGHT - MARGIN)) == (not weights)
    assert is_bare(picture, (0, CARD_HEIGHT - MARGIN + 2, CARD_WIDTH // 2, CARD_HEIGHT))
