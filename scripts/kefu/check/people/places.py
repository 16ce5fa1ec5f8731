"""Sweden's municipalities and regions, and the passages that set a text in one of them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_IN: Final = "i|inne i|mitt i|utanför|på|(?:norr|söder|öster|väster) om|trakten av"
_NEAR: Final = "till|från|mot|vid|kring|runt|omkring|nära|genom|via|mellan|över|förbi|hos"
_HEADS: Final = (
    "(?:budget|ekonomi|fullmäktig|förvaltning|invånare|kommun|landsting|nämnd"
    "|oppositions|politi|region|skol|social|stads)"
)
_SPACE: Final = r"[\s*_]{1,8}"
_FULL_NAME: Final = r"(?![^\W\d_]|[ \u00a0\n][A-ZÅÄÖ][^\W\d_])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A passage that sets a text in a real municipality or region, and the name of the municipality or region."""

    start: int
    end: int
    name: str


def municipalities() -> tuple[str, ...]:
    """Return the names of Sweden's 290 municipalities, without the word “kommun”."""
    return _lists()["municipalities"]


def regions() -> tuple[str, ...]:
    """Return the names of Sweden's 21 regions, Gotland included, as they are written after the word “Region”."""
    return _lists()["regions"]


def surnames_of_places() -> tuple[str, ...]:
    """Return the names of municipalities that persons bear too, or that could mean anything."""
    return (*_lists()["also surnames"], *_lists()["only with the word for it"])


def scenes(text: str) -> tuple[Scene, ...]:
    """Return the passages where a text names a real municipality or region as its scene, in reading order.

    Names count if they are capitalised, are whole words, and stand

    - with a word that says what they name: “Lunds kommun”, “kommunen Lund”, “Malmö stad”, “Lunds socialnämnd”,
      “Region Skåne”, “Hallands län”, “Västra Götalandsregionen”;
    - or alone after a preposition of place: “i Lund”, “utanför Lund”, “till Ystad”, “på Gotland”. Alone, names that are
      also surnames count only after “i” and the like, and names that could mean anything do not count at all;
      `places.txt` lists both. Before another capitalised word, a name is part of another name (“till Lund Berg”) and
      does not count.

    A longer, invented name (“Norra Lunds kommun”, “Sala-Lunds kommun”) does not count as the real one inside it.
    """
    found = {
        (match.start("name"), match.end()): names[_written(match["name"])]
        for pattern, names in _patterns()
        for match in pattern.finditer(text)
    }
    kept: list[Scene] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not kept or start >= kept[-1].end:
            kept.append(Scene(start=start, end=end, name=found[start, end]))
    return tuple(kept)


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    lists: dict[str, list[str]] = {}
    opened: list[str] = []
    for line in files("kefu.check.people").joinpath("places.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            opened = lists.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            opened += [name.strip() for name in line.split(",")]
    return {title: tuple(names) for title, names in lists.items()}


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    local = {name: name for name in municipalities()}
    regional = {form: name for name in regions() for form in _forms(name)}
    only_with_the_word = {*_lists()["only with the word for it"]}
    surnames = {*_lists()["also surnames"]}
    bare = {form: name for form, name in (regional | local).items() if form not in only_with_the_word}
    anywhere = {form: name for form, name in bare.items() if form not in surnames}
    before = (
        r"(?<![\w-])(?<!Norra )(?<!Södra )(?<!Västra )(?<!Östra )(?<!Nya )(?<!Gamla )(?<!Stora )(?<!Lilla )"
        r"(?<!Övre )(?<!Nedre )(?<!Yttre )(?<!Inre )"
    )
    certain = {form: name for form, name in local.items() if form not in only_with_the_word}
    return tuple(
        (
            re.compile(pattern.replace("NAME", f"(?P<name>{_any(names)})")),
            {_written(form): name for form, name in names.items()},
        )
        for pattern, names in (
            (rf"{before}NAME[sS]?{_SPACE}(?:[Kk]ommun(?:s|en|ens)?|KOMMUN(?:S|EN|ENS)?|[Ss]tads?|STAD)(?!\w)", local),
            (rf"{before}NAME(?:(?<=[sxzSXZ])|[sS]){_SPACE}{_HEADS}\w*", certain),
            (rf"(?<!\w)(?:[Kk]ommunen|[Ss]taden){_SPACE}NAME{_FULL_NAME}", local),
            (rf"(?<!\w)(?:[Rr]egion(?:en)?|REGION|[Ll]andstinget(?: i)?){_SPACE}NAME[sS]?(?![^\W\d_])", regional),
            (
                rf"{before}NAME[sS]?(?:{_SPACE}(?:[Rr]egion(?:en|ens)?|[Ll]än(?:s|et|ets)?|LÄN)|regionens?)(?!\w)",
                regional,
            ),
            (rf"(?<!\w)(?:(?i:{_IN})){_SPACE}NAME{_FULL_NAME}", bare),
            (rf"(?<!\w)(?:(?i:{_NEAR})){_SPACE}NAME{_FULL_NAME}", anywhere),
        )
    )


def _forms(region: str) -> Iterator[str]:
    """Yield the forms of a region's name, without the word “län”."""
    yield region.removesuffix("s län").removesuffix(" län")
    yield from {"Jämtland Härjedalen": ("Jämtland",), "Sörmland": ("Södermanland",)}.get(region, ())


def _written(name: str) -> str:
    return " ".join(re.split(_SPACE, unicodedata.normalize("NFC", name).casefold()))


def _any(names: Iterable[str]) -> str:
    """Return a pattern for any of the names, longest first, also in capitals only or with decomposed letters."""
    cased = {form for name in names for form in (name, name.upper())}
    written = {unicodedata.normalize(form, name) for name in cased for form in ("NFC", "NFD")}
    return "|".join(re.escape(name).replace(r"\ ", _SPACE) for name in sorted(written, key=lambda n: (-len(n), n)))
