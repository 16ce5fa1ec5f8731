"""Names in the registry that will be found too seldom, or where they are not meant, and what to add."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.check.people.common_words import COMPANY_FORMS, GENERAL, ORDINARY
from kefu.check.people.folding import fold
from kefu.check.people.registry import registry_of, search
from kefu.check.people.spellings import SHORT, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.check.people.spellings import Name

_DEFINITE: Final = re.compile("(?:en|et|an|n|t)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What may be wrong with a name, in words that do not tell it: it is found too little, or `too_much`."""

    too_much: bool
    message: str
    hint: str


def doubts(name: Name) -> Iterator[Doubt]:
    """Yield what may be wrong with a name on its own."""
    words = re.findall(r"[^\W\d_]+", fold(name.real))
    if any(not search(f"sa {written} nej", registry_of([name])) for written in (name.real, *name.aliases)):
        yield Doubt(
            too_much=False,
            message="the name is not found even as it is written here",
            hint="write it with a capital, and remove exceptions that are the name itself",
        )
    if name.kind is Kind.PERSON:
        yield from _of_person(name, words)
    else:
        yield from _of_other(words)
    alone = words[-1:] if name.kind is Kind.PERSON else words if len(words) == 1 else []
    if not name.ordinary_word and any(_is_ordinary(word) for word in alone if len(word) > SHORT):
        yield Doubt(
            too_much=True,
            message="the name is also an ordinary word, and will be found where it means only that",
            hint="add “ordinary-word: true”; it is then found only with a capital",
        )


def _of_person(name: Name, words: list[str]) -> Iterator[Doubt]:
    given = words[:-1]
    if not given or all(len(word) == 1 for word in given):
        yield Doubt(
            too_much=False,
            message="the person has no given name, so the name with a given name or an initial may not be found",
            hint="write the given names too, as in “Anna-Karin Exempelsson”",
        )
    elif len(words[-1]) < SHORT and not any(len(alias.split()) > 1 for alias in name.aliases):
        yield Doubt(
            too_much=False,
            message="the surname is so short that alone it is found only where its neighbours show that it is a name",
            hint="list what else the person is called, such as “aliases: [rektor Ek, Ekan]”",
        )


def _of_other(words: list[str]) -> Iterator[Doubt]:
    telling = [word for word in words if word not in COMPANY_FORMS]
    if telling and all(GENERAL.fullmatch(word) for word in telling):
        yield Doubt(
            too_much=True,
            message="the name has only words that name no particular place, and will be found where others are meant",
            hint="write the whole name, as in “Vårdcentralen Granstugan”, or list it only as an alias of that",
        )
    elif len(words) == 1 and len(words[0]) <= SHORT:
        yield Doubt(
            too_much=False,
            message="the name is so short that alone it is found only with a capital, and in few compounds",
            hint="list its longer forms, such as “aliases: [Lurö kommun, Luröborna]”",
        )


def _is_ordinary(word: str) -> bool:
    return word in ORDINARY or _DEFINITE.sub("", word) in ORDINARY
