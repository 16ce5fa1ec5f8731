"""Words that are one slip of the pen away from a real name, which may be the name."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kefu.check.people.common_words import GENERAL
from kefu.check.people.folding import fold
from kefu.check.people.registry import Hit, search
from kefu.check.people.spellings import LONG, SON, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.check.people.registry import Registry
    from kefu.check.people.spellings import Name

_WORD: Final = re.compile(rf"[^\W\d_]{{{LONG - 1},}}")


def misspelt(text: str, registry: Registry) -> tuple[Hit, ...]:
    """Return the words with a capital in which one letter is wrong, missing, too many or swapped with the next.

    They are compared with the surnames of people and the words of other names that have six letters or more, begin with
    the same letter and do not end as Johansson does, since many such surnames differ by a letter. Real names, words of
    the invented ones and the exceptions of the registry are left out.
    """
    names = _by_first_letter(registry)
    known = {word for name in registry.names for phrase in (name.invented, *name.exceptions) for word in _words(phrase)}
    told: dict[str, Name | None] = {}
    found = []
    for match in _WORD.finditer(text):
        if not match[0][0].isupper():
            continue
        if match[0] not in told:
            told[match[0]] = _nearest(match[0], names, known, registry)
        name = told[match[0]]
        if name:
            found.append(Hit(start=match.start(), end=match.end(), kind=name.kind, invented=name.invented))
    return tuple(found)


def _nearest(word: str, names: dict[str, list[tuple[str, Name]]], known: set[str], registry: Registry) -> Name | None:
    folded = "".join(_words(word))
    forms = dict.fromkeys((folded, folded.removesuffix("s")))
    if not folded or any(form in known for form in forms):
        return None
    near = (name for core, name in names.get(folded[0], ()) if any(one_slip(form, core) for form in forms))
    name = next(near, None)
    return name if name and not search(word, registry) else None


def _by_first_letter(registry: Registry) -> dict[str, list[tuple[str, Name]]]:
    found: defaultdict[str, list[tuple[str, Name]]] = defaultdict(list)
    for name in registry.names:
        for core in _cores(name):
            found[core[0]].append((core, name))
    return found


def _cores(name: Name) -> Iterator[str]:
    for written in (name.real, *name.aliases):
        words = _words(written.split()[-1] if name.kind is Kind.PERSON else written)
        for word in words:
            if len(word) >= LONG and not SON.search(word) and not GENERAL.fullmatch(word):
                yield word


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(re.findall(r"[^\W\d_]+", fold(phrase)))


def one_slip(one: str, other: str) -> bool:
    """Return whether two words differ by one letter that is wrong, missing or too many, or by two that are swapped."""
    if one == other:
        return False
    at = next(
        (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(map(len, (one, other)))
    )
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return short[at:] == long[at + 1 :]
    swapped = other[at + 1 : at + 2] + other[at : at + 1] + other[at + 2 :]
    return one[at + 1 :] == other[at + 1 :] or one[at:] == swapped
