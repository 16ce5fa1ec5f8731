"""The persons and organisations in a field like `author`, and what is probably no name as it stands."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from kefu.literature.tex import plain

if TYPE_CHECKING:
    from collections.abc import Collection

NAMES: Final = ("author", "editor", "translator", "bookauthor", "editora", "editorb", "holder")
"""Fields that name persons and organisations."""

_PARTICLES: Final = frozenset(
    "af al ap av bin d da dal dalla das de degli dei del della den der des di do dos du e el el. ibn la las le les lo "  # noqa: SIM905 - a list of words
    "los ten ter und van vander vom von y zu zum zur".split()
)
_JUNIOR: Final = re.compile(r"(?:Jr|Sr|J:r|S:r|d\.y|d\.ä)\.?|[IVX]+\.?", re.IGNORECASE)
_INITIAL: Final = re.compile(r"(?:^|[\s-])\w\.?(?=$|[\s-])|\.")
_BODY: Final = re.compile(
    r"\b(?:\w*(?:departement(?:et)?|myndighet(?:en)?|verket|styrelsen?|råd(?:et)?|nämnd(?:en)?|byrån?|inspektionen?"
    r"|kommission(?:en)?|kommittén?|delegationen?|institut(?:et)?|förbund(?:et)?|domstol(?:en)?|universitet(?:et)?"
    r"|högskolan?|akademin?|samfundet|föreningen|sällskapet|utredningen|kontoret|förvaltningen|tinget|kansliet)"
    r"|kommun|region(?:en)?|stad|stads|län|landsting(?:et)?|riksdagen|regeringen|ombudsmannen|stiftelsen|museet|AB|SKR"
    r"|university|college|institute|institution|ministry|department|council|commission|committee|agency|authority"
    r"|association|organi[sz]ation|bank|foundation|society|union|office|statistics|government|parliament|centre|center"
    r"|group|team|network|united|nations|inc|ltd|press)\b",
    re.IGNORECASE,
)


def split(names: str) -> list[str]:
    """Return the names in a field, which “and” outside braces parts."""
    once = re.sub(r"\s(?:and\s+)+", " and ", names, flags=re.IGNORECASE)
    return [" ".join(name.split()) for name in split_multiple_persons_names(once)]


def surname(names: str) -> str:
    """Return the surname of the first person in a field like `author`; a name in braces is taken whole."""
    return next(iter(surnames(names)), "")


def surnames(names: str) -> tuple[str, ...]:
    """Return the surnames of all persons in a field like `author`; names in braces are taken whole."""
    persons = (name.rstrip(", ") for name in split(names))
    parts = (parse_single_name_into_parts(name, strict=False) for name in persons if name)
    return tuple(plain(" ".join([*each.von, *each.last])) for each in parts)


def _is_whole(name: str) -> bool:
    """Return whether a pair of braces makes a name one that has no parts."""
    inside = re.sub(r"\\.", "", name)
    return bool(re.fullmatch(r"\{(?:[^{}]|\{[^{}]*\})*\}", inside))


def doubt(names: str, bodies: Collection[str] = ()) -> tuple[str, str] | None:
    """Return what is probably wrong with a field of names and how to write it; `None` if nothing seems to be.

    `bodies` holds names that are those of organisations, as the same entry names them elsewhere.
    """
    outside = re.sub(r"\{[^{}]*\}", lambda match: "x" * len(match[0]), re.sub(r"\\.\{?\w?\}?", "x", names))
    if ";" in outside:
        return "the names are parted by semicolons", _parted(re.split(r"\s*;\s*", names))
    if re.search(r"\b(?:et ?al\b|m\. ?fl\b|med flera)", outside, re.IGNORECASE):
        return "“et al.” is read as a name", "write “and others” after the last name"
    for name in split(names):
        found = _doubt(name, bodies)
        if found:
            return found
    return None


def _doubt(name: str, bodies: Collection[str]) -> tuple[str, str] | None:
    if _is_whole(name) or name.lower() == "others" or re.match(r"(?:family|given)\s*=", name):
        return None
    text = plain(name)
    pieces = [piece.strip() for piece in text.split(",")]
    people = re.split(r"\s+(?:&|och|und)\s+", text)
    if len(people) > 1 and not _BODY.search(text) and all(map(_is_person, people)):
        persons = [person for one in people for person in _turned([piece.strip() for piece in one.split(",")])]
        return f"“{text}” is read as one person", f"{_parted(persons)}; {_as_body(text)}"
    institution = _as_body(text)
    if len(pieces) > len("ab") and not (len(pieces) == len("abc") and _JUNIOR.fullmatch(pieces[1])):
        return f"“{text}” has {len(pieces) - 1} commas: several persons are parted by “and”", _parted(_turned(pieces))
    if len(pieces) == 1 and (_is_body(text) or (text in bodies and " " in text)):
        return f"“{text}” is read as the name of a person", institution
    if len(pieces) == len("ab") and "{" not in name and all(map(_is_whole_name, pieces)):
        last = f"write “{{{pieces[0]}}}, {pieces[1]}” if “{pieces[0]}” is a surname"
        return f"“{text}” is read as one person with the surname “{pieces[0]}”", f"{_parted(pieces)}; {last}"
    return None


def _is_person(text: str) -> bool:
    """Return whether a text has a comma, as in “Ek, C.”, or is a given name and a surname."""
    return "," in text or len(text.split()) == len("ab")


def _as_body(text: str) -> str:
    return f"put a second pair of braces around the name of an organisation: “{{{text.rstrip(',')}}}”"


def _is_body(name: str) -> bool:
    words = name.split()
    if len(words) == 1 or any(len(word.strip(".")) == 1 for word in words):
        return False
    lower = [word for word in words if word.islower() and word.strip(".'’") not in _PARTICLES]
    return bool(lower) or bool(_BODY.search(name)) or bool(re.search(r"\s[&–-]\s", name))


def _is_whole_name(piece: str) -> bool:
    """Return whether a text looks like a given name and a surname, written in this order."""
    words = piece.split()
    return len(words) == len("ab") and all(len(w) > 1 and w[0].isupper() for w in words) and not _INITIAL.search(piece)


def _turned(pieces: list[str]) -> list[str]:
    """Return the persons in a list with commas: each piece a person, or every two of them."""
    if all(" " in piece for piece in pieces):
        return pieces
    return [", ".join(pieces[index : index + 2]) for index in range(0, len(pieces), 2)]


def _parted(persons: list[str]) -> str:
    return f"write “{' and '.join(person.strip() for person in persons if person.strip())}”"
