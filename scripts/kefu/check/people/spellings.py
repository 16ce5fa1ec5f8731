"""The spellings that a real name may have in a Swedish text, as patterns for folded text.

Every spelling is one or more whole words, with or without a genitive s, in upper or lower case, with or without
diacritics.

- Persons: the whole name, also with fewer given names, other middle initials, initials only, the surname first, or all
  names run together; a surname of at least four letters alone, as well as each such part of a double one, and compounds
  with words such as “affär” and “fall”. From six letters, any word may follow the surname or precede it in one word,
  except inside another surname (not “Johansson” for Hansson). A shorter surname than four letters is found alone only
  where its surroundings tell that it is a name (`context`).
- Places: inhabitants (“-bo”, “-are”), and compounds; if the name has at least six letters, compounds with any word.
- Organisations and workplaces: definite and indefinite forms, “Granens vårdcentral” for “Vårdcentralen Granen”,
  without AB;
- Names of several words that are not persons: each word of five letters or more that is not one of those that many
  names have, with a capital, and the last word after the initials of the others (“Ö. Häradsbäck”);
- Single names of six letters or more: with a space in them, if a capital begins the first half;
- “Lunds kommun” is also searched for as the place.
- A name of up to four letters, or one that is an ordinary word, is found alone only if it has a capital and no
  diacritics that the name lacks (not “våra” for Vara), or if it is part of an address.

Nicknames, given names alone, abbreviations and former names are found only if they are listed as aliases.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from typing import TYPE_CHECKING, Final, NoReturn

from kefu.check.people.common_words import (
    COMPANY_FORMS,
    DEFINITE,
    DIRECTIONS,
    GENERAL,
    HEADS,
    LOCAL_HEADS,
    PARTICLES,
    PEOPLE_OF,
    PERSON_ENDINGS,
    SEATS,
)
from kefu.check.people.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

SHORT: Final = 4
"""Names of at most this many letters are found only with a capital, or in an address or a file's name."""

HALF: Final = 3
"""Each half of a name that is written with a space has at least this many letters."""

LONG: Final = 6
"""Names of at least this many letters are so long that any word that begins with one counts as its compound."""

_GAP: Final = r"[\W_]{0,40}"
_SOME_GAP: Final = r"[\W_]{1,40}"
_REST: Final = r"(?P<rest>[^\W\d_]*)"
_END: Final = r"(?![^\W\d_])"
_WORD: Final = re.compile(r"[^\W_]+")
_TRANSLITERATION: Final = str.maketrans(
    {"å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "Å": "Aa", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
)

_DEFINITE_END: Final = re.compile("(?:arna|erna|orna|en|et|an|na|n|t|a)$")
SON: Final = re.compile("s[eo]ns?$|datter$")
"""The end of surnames that stand inside others, as Hansson in Johansson, and so are not searched for there."""


class Need(Enum):
    """What a match needs to be the name: nothing, a capital, one in its first half, or surroundings that tell."""

    NOTHING = auto()
    CAPITAL = auto()
    CONTEXT = auto()
    HALVES = auto()


class Kind(StrEnum):
    """What kind of thing bears a name."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    WORKPLACE = "workplace"


class Secret:
    """A value that names somebody real; it is never written anywhere, as it has no readable form and no pickle."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__}>"

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("values that contain real names must not be written")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Name(Secret):
    """A real name, and the invented one that replaces it.

    `aliases` are other names of the same bearer. `exceptions` are phrases in which the name is somebody else's. On its
    own, a name that is also an `ordinary_word` is found only with a capital.
    """

    kind: Kind
    real: str
    invented: str
    aliases: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    ordinary_word: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Spelling(Secret):
    """A pattern for folded text, matched at the start of a word that begins with `key`, or `inside` any word.

    If a match needs more than nothing, its first `length` letters must have no accents other than those in the
    `letters` of the name. A group “rest” in the pattern is what may follow the name in its word.
    """

    key: str
    pattern: re.Pattern[str]
    need: Need = Need.NOTHING
    length: int = 0
    letters: frozenset[str] = frozenset()
    inside: bool = False


def spellings(name: Name, others: Collection[str] = ()) -> Iterator[Spelling]:
    """Yield the spellings of a name and its aliases, also with å written as aa and so on.

    `others` are names, folded, that have spellings of their own, and are not searched for as a word of this one.
    """
    for written in dict.fromkeys((name.real, *name.aliases)):
        composed = unicodedata.normalize("NFC", written)
        for spelt in dict.fromkeys((composed, composed.translate(_TRANSLITERATION))):
            if name.kind is Kind.PERSON:
                yield from _of_person(spelt, name)
            else:
                yield from _of_place_or_organisation(spelt, name, others)


def phrase(words: str) -> Spelling:
    """Return the spelling of a phrase, with any gaps between its words; its pattern may match anywhere."""
    return Spelling(key="", pattern=re.compile(rf"(?<![^\W_]){_GAP.join(_tokens(words))}{_END}"))


def _tokens(words: str) -> list[str]:
    """Return the words of a name, folded; they consist of letters and digits, so each is a pattern for itself."""
    return _WORD.findall(fold(words))


def _spelling(
    key: str, pattern: str, *, need: Need = Need.NOTHING, written: str = "", inside: bool = False
) -> Spelling:
    return Spelling(
        key=key if inside else key[:4],
        pattern=re.compile(pattern + _END),
        need=need,
        length=len(key) if written else 0,
        letters=frozenset(written.casefold()),
        inside=inside,
    )


def _capital(*, needed: bool) -> Need:
    return Need.CAPITAL if needed else Need.NOTHING


def _of_person(written: str, name: Name) -> Iterator[Spelling]:
    """Yield the spellings of a person's name, written as given names, particles such as “von”, and a surname."""
    groups = [tokens for group in written.split() if (tokens := _tokens(group))]
    surname = groups.pop()
    particles: list[str] = []
    while groups and groups[-1][0] in PARTICLES:
        particles.insert(0, _GAP.join(groups.pop()))
    core = _GAP.join(surname)
    length = sum(map(len, surname))
    if length >= SHORT or not groups or not name.ordinary_word:
        yield from _surname(surname[0], core, length, written, ordinary=name.ordinary_word)
    for part in surname if len(surname) > 1 else ():
        if len(part) >= SHORT:
            yield from _surname(part, part, len(part), written, ordinary=name.ordinary_word)
    full = "".join(f"{particle}{_GAP}" for particle in particles) + core
    given = [token for group in groups for token in group]
    also = "|".join(given)
    middle = rf"(?:(?:{also}|(?<![^\W\d_])[^\W\d_](?=[\W_])){_GAP}){{0,4}}(?:(?:{'|'.join(PARTICLES)}){_GAP}){{0,2}}"
    for token in dict.fromkeys(given):
        gap = _GAP if len(token) + length > LONG else _SOME_GAP
        yield _spelling(token, rf"{token}{gap}{middle}{full}(?:{PERSON_ENDINGS})?")
        yield _spelling(surname[0], rf"{core}(?:[\s,;|/_-]{{1,12}}|\.){token}", need=_capital(needed=length < SHORT))
    for group in groups:
        initials = group[0][0] + "".join(rf"(?:[\W_]{{0,3}}{token[0]})?" for token in group[1:])
        yield _spelling(
            initials[0],
            rf"{initials}[\W_]{{1,4}}{middle}{full}(?:{PERSON_ENDINGS})?",
            need=_capital(needed=length < SHORT),
        )
        yield _spelling(
            surname[0], rf"{core}(?:,[\W_]{{0,3}}|[\W_]{{1,2}}){initials}\.", need=_capital(needed=length < SHORT)
        )
        if length > SHORT:
            yield _spelling(initials[0], rf"{initials}{full}(?:{PERSON_ENDINGS})?")
    for other in groups[1:]:
        yield _spelling(groups[0][0], rf"{_GAP.join(groups[0])}{_SOME_GAP}{_GAP.join(other)}s?")


def _surname(key: str, core: str, length: int, written: str, *, ordinary: bool) -> Iterator[Spelling]:
    if length < SHORT:
        yield _spelling(key, f"{core}s?", need=Need.CONTEXT, written=written)
        yield _spelling(key, f"{core}s?(?:{HEADS}){_REST}", need=Need.CAPITAL, written=written)
        return
    need = _capital(needed=length <= SHORT or ordinary)
    long = length >= LONG and not ordinary
    ending = _REST if long else f"(?:{PERSON_ENDINGS}|s?(?:{HEADS}){_REST})?"
    yield _spelling(key, core + ending, need=need, written=written)
    if long and core == key:
        yield from _halved(core)
    if long and not SON.search(core):
        yield _spelling(key, core + _REST, inside=True)
    elif length > SHORT:
        for before in DIRECTIONS:
            yield _spelling(before, f"{before}{core}{ending}", need=need)


def _halved(core: str) -> Iterator[Spelling]:
    """Yield the spelling of a long name with a space in it, with a capital before and without one after it."""
    places = range(HALF, len(core) - HALF + 1)
    halves = "|".join(rf"{core[HALF:at]}[ \xa0]{core[at:]}" for at in places)
    if halves:
        yield Spelling(key=core[:HALF], pattern=re.compile(rf"{core[:HALF]}(?:{halves})s?{_END}"), need=Need.HALVES)


def _of_place_or_organisation(written: str, name: Name, others: Collection[str]) -> Iterator[Spelling]:
    tokens = _tokens(written)
    if name.kind is not Kind.PLACE:
        tokens = [token for token in tokens if token not in COMPANY_FORMS] or tokens
    if len(tokens) == 1:
        yield from _single(tokens[0], written, name)
        return
    *inner, last = tokens
    stem = _stem(last)
    ending = _REST if len(stem) >= SHORT else "s?"
    yield _spelling(_stem(inner[0]), "".join(f"{_inflected(token)}{_GAP}" for token in inner) + stem + ending)
    if len(tokens) == 2 and name.kind is not Kind.PLACE and min(map(len, tokens)) >= SHORT:  # noqa: PLR2004 - two words
        yield _spelling(stem, f"{_inflected(last)}{_SOME_GAP}(?:(?:i|pa|vid){_GAP})?{_inflected(inner[0])}")
    yield _spelling(
        inner[0][0], "".join(rf"{token[0]}[\W_]{{1,3}}" for token in inner) + stem + ending, need=Need.CAPITAL
    )
    for token in tokens:
        known = token in others or _base(token) in others
        if len(token) > SHORT and token not in SEATS and not known and not GENERAL.fullmatch(token):
            yield from _single(token, written, name, bearing=True)
    seats = [token for token in tokens if token not in SEATS]
    if len(tokens) == 2 and len(seats) == 1:  # noqa: PLR2004 - a name and the word for what it names
        for place in dict.fromkeys((seats[0], _base(seats[0]))):
            yield from _single(place, written, name)


def _stem(token: str) -> str:
    """Return a word without the ending of its definite form or genitive, if it is long enough."""
    return _DEFINITE_END.sub("", _base(token)) if len(token) > LONG else _base(token)


def _inflected(token: str) -> str:
    """Return a pattern for a word of a longer name, in its definite or indefinite form."""
    return _stem(token) + (r"[^\W\d_]{0,4}" if len(token) > LONG else "s?")


def _base(token: str) -> str:
    """Return a word without the final s that may mark its genitive."""
    return token[:-1] if token.endswith("s") and len(token) > SHORT else token


def _single(token: str, written: str, name: Name, *, bearing: bool = False) -> Iterator[Spelling]:
    """Yield the spellings of a place, an organisation or a workplace whose name is one word.

    The `bearing` word of a longer name, such as “Granstugan” in “Vårdcentralen Granstugan”, needs a capital.
    """
    length = len(token)
    need = _capital(needed=length <= SHORT or bearing or name.ordinary_word)
    endings = "s"
    if length >= SHORT:
        endings += f"|(?:{PEOPLE_OF})s?|[saeou]?(?:{HEADS}|{LOCAL_HEADS}){_REST}"
    if length > SHORT and name.kind is not Kind.PLACE:
        endings += f"|{DEFINITE}"
    ending = _REST if length >= LONG else f"(?:{endings})?"
    yield _spelling(token, token + ending, need=need, written=written)
    if length >= LONG and not name.ordinary_word:
        yield from _halved(token)
    if length >= LONG and need is Need.NOTHING:
        yield _spelling(token, token + _REST, inside=True)
    elif length > SHORT:
        for before in DIRECTIONS:
            yield _spelling(before, f"{before}{token}{ending}", need=need)
    stem = _DEFINITE_END.sub("", token)
    if name.kind is not Kind.PLACE and len(stem) >= LONG:
        yield _spelling(token, stem + _REST, need=need, written=written)
