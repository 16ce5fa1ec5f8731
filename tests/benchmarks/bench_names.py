"""How many spellings of real names the search finds, and how often it is wrong: run it with `nox -s bench`.

500 invented Swedish names of all kinds are each written in 40 forms, every form in a sentence of its own. A form is
found if a real name is told there. False alarms are counted in the sample manuscript, which names none of them. Neither
says how often real authors write a form, or what forms others would invent.
"""

from __future__ import annotations

import itertools
import urllib.parse
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import Console
from rich.table import Table

from kefu.check.people.misspelt import misspelt
from kefu.check.people.registry import registry_of, search
from kefu.check.people.spellings import Kind, Name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

REPOSITORY: Final = Path(__file__).parents[2]
MANUSCRIPT: Final = ("report/*.md", "cases/*/*.md", "cases/*/*.yaml")

_FIRST: Final = (
    "Öhr", "Hölk", "Hägg", "Brunn", "Märr", "Åskul", "Tjäder", "Vessl", "Sörp", "Grymt", "Ljusk", "Hultr", "Näckr",
    "Ylv", "Skräpp", "Vråk", "Fjolm", "Ängst", "Rönnk", "Drev",
)  # fmt: skip
_LAST: Final = "ström mark vall hed berg lund gren kvist sjö stedt".split()  # noqa: SIM905 - a list of words
_SHORT: Final = "Ek Öz Åk Ry Ulf Qvist Hörn Sköd Brix Tyrl".split()  # noqa: SIM905 - a list of words
_GIVEN: Final = "Ottilia Anna-Karin Bo Åke Sigvard Märta Torgny Ylva Per-Olof Agda".split()  # noqa: SIM905 - a list of words
_ENDS: Final = "sele vika bodarna hult ås köping torp näs sta mora".split()  # noqa: SIM905 - a list of words
_TRADES: Final = ("Bygg AB", "Åkeri AB", "Fastigheter", "Energi AB", "Entreprenad i Norr AB")
_HOUSES: Final = ("Vårdcentralen", "Förskolan", "Äldreboendet")


def names() -> tuple[Name, ...]:
    """Return 500 invented names: 220 people (40 with short surnames), 140 places, 70 organisations, 70 workplaces."""
    stems = list(itertools.product(_FIRST, _LAST))
    given = itertools.cycle(_GIVEN)
    people = [f"{next(given)} {first}{last}" for first, last in stems[:160]]
    people += [f"{next(given)} von {first}{last}" for first, last in stems[160:170]]
    people += [
        f"{next(given)} {first}{last}-{short}" for (first, last), short in zip(stems[170:180], _SHORT, strict=True)
    ]
    people += [f"{one} {short}" for one in _GIVEN[:4] for short in _SHORT]
    bases = [f"{first}{last}" for first, last in itertools.product(_FIRST, _ENDS)]
    trades, houses = itertools.cycle(_TRADES), itertools.cycle(_HOUSES)
    kinds = {
        Kind.PERSON: people,
        Kind.PLACE: [*bases[:130], *(f"Norra {base}" for base in bases[130:140])],
        Kind.ORGANISATION: [f"{first}{last}s {next(trades)}" for first, last in stems[:70]],
        Kind.WORKPLACE: [f"{next(houses)} {first}{last}gården" for first, last in stems[100:170]],
    }
    return tuple(Name(kind=kind, real=real, invented="Maria Holm") for kind, reals in kinds.items() for real in reals)


def bearing(name: Name) -> str:
    """Return the word of a name that others know its bearer by: a surname, or what follows “Vårdcentralen”."""
    words = name.real.split()
    return words[0] if name.kind is Kind.ORGANISATION else words[-1]


def _plain(text: str) -> str:
    return text.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))


def _middle(text: str, between: str) -> str:
    return text[: len(text) // 2] + between + text[len(text) // 2 :]


def _entities(text: str) -> str:
    return "".join(letter if letter.isascii() else f"&#{ord(letter)};" for letter in text)


FORMS: Final[Mapping[str, Callable[[str, str], str]]] = {
    "as registered": lambda whole, _: whole,
    "genitive": lambda whole, _: f"{whole}s",
    "capitals": lambda whole, _: whole.upper(),
    "small letters": lambda whole, _: whole.lower(),
    "no diacritics": lambda whole, _: _plain(whole),
    "å as aa": lambda whole, _: whole.replace("å", "aa").replace("ä", "ae").replace("ö", "oe").replace("Ö", "Oe"),
    "line break between words": lambda whole, _: whole.replace(" ", "\n"),
    "no-break space": lambda whole, _: whole.replace(" ", "\u00a0"),
    "underscores": lambda whole, _: whole.replace(" ", "_").lower(),
    "name of a file": lambda whole, _: f"{_plain(whole).lower().replace(' ', '-')}.docx",
    "run together": lambda whole, _: whole.replace(" ", ""),
    "bold": lambda whole, _: f"**{whole}**",
    "two cells": lambda whole, _: whole.replace(" ", " | "),
    "two cells of HTML": lambda whole, _: f"<td>{whole.replace(' ', '</td><td>')}</td>",
    "percent codes": lambda whole, _: urllib.parse.quote(whole),
    "percent codes of percent codes": lambda whole, _: urllib.parse.quote(urllib.parse.quote(whole)),
    "HTML codes": lambda whole, _: _entities(whole),
    "HTML codes of HTML codes": lambda whole, _: _entities(whole).replace("&", "&amp;"),
    "JSON codes": lambda whole, _: whole.encode("ascii", "backslashreplace").decode().replace("\\x", "\\u00"),
    "Cyrillic letters": lambda whole, _: whole.translate(str.maketrans("aeo", "аео")),
    "0 for o, 1 for l": lambda whole, _: whole.translate(str.maketrans("ol", "01")),
    "bearing word": lambda _, word: f"i går {word} nej",
    "bearing word, genitive": lambda _, word: f"{word}s förslag",
    "bearing word, no diacritics": lambda _, word: f"nej {_plain(word)} ja",
    "bearing word in quotes": lambda _, word: f"så kallade ”{word}”",
    "bearing word, capitals": lambda _, word: f"den {word.upper()} som",
    "bearing word, small letters": lambda _, word: word.lower(),
    "bearing word, colon and s": lambda _, word: f"{word}:s",
    "hyphen and a word": lambda _, word: f"{word}-affären",
    "affair": lambda _, word: f"{word}affären",
    "any word after": lambda _, word: f"{word}falangen",
    "any word before": lambda _, word: f"Stor{word.lower()}",
    "soft hyphen": lambda _, word: _middle(word, "\u00ad"),
    "hyphen at the end of a line": lambda _, word: _middle(word, "-\n"),
    "line break in a word": lambda _, word: _middle(word, "\n"),
    "part of a word in italics": lambda _, word: f"{word[:2]}*{word[2:]}*",
    "part of a word in HTML": lambda _, word: f"{word[:2]}<span class='x'>{word[2:]}</span>",
    "word in two cells": lambda _, word: _middle(word, " | "),
    "letters spaced out": lambda _, word: " ".join(word),
    "joined to the next sentence": lambda _, word: f"{word}Sedan",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured: names found per form, of all names, and false alarms in a number of characters of text."""

    found: Mapping[str, int]
    names: int
    alarms: int
    slips: int
    characters: int

    @property
    def share(self) -> float:
        """The share of all names in all forms that were found."""
        return sum(self.found.values()) / (self.names * len(self.found))


def measured() -> Measured:
    """Search for every name in every form, and for all of them in the manuscript."""
    everybody = names()
    found = Counter(dict.fromkeys(FORMS, 0))
    for name in everybody:
        found.update(forms_found(name))
    registry = registry_of(everybody)
    alarms = slips = characters = 0
    for path in (path for pattern in MANUSCRIPT for path in sorted(REPOSITORY.glob(pattern))):
        text = path.read_text(encoding="utf-8")
        characters += len(text)
        alarms += len(search(text, registry))
        slips += len(misspelt(text, registry))
    return Measured(found=found, names=len(everybody), alarms=alarms, slips=slips, characters=characters)


def forms_found(name: Name) -> Iterator[str]:
    """Yield the forms in which a name is found, when each stands in a sentence of its own."""
    registry = registry_of([name])
    for form, write in FORMS.items():
        if search(f"Det var då, sa man, {write(name.real, bearing(name))}.", registry):
            yield form


def show(result: Measured) -> None:
    """Print a row for each form, the share of all, and the false alarms."""
    table = Table(
        title=f"Names found: {result.names} invented names in {len(result.found)} forms",
        caption=f"False alarms in {result.characters:,} characters that name none of them: {result.alarms};"
        f" warnings of slips: {result.slips}",
    )
    table.add_column("form")
    table.add_column("found", justify="right")
    for form, count in result.found.items():
        table.add_row(form, f"{count / result.names:.1%}")
    table.add_section()
    table.add_row("all", f"{result.share:.1%}")
    Console().print(table)


if __name__ == "__main__":
    show(measured())
