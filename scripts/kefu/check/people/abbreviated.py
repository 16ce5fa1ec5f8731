"""Given names with the initial of a surname, as in “Åsa Ö.”, which may be somebody in the registry."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kefu.check.people.folding import fold
from kefu.check.people.registry import Hit
from kefu.check.people.spellings import Kind

if TYPE_CHECKING:
    from kefu.check.people.registry import Registry
    from kefu.check.people.spellings import Name

_ABBREVIATED: Final = re.compile(
    r"(?<![^\W_])(?P<given>[^\W\d_]{2,}(?:-[^\W\d_]{2,})?)[ \xa0]{1,2}"
    r"(?P<initial>[^\W\d_])(?![^\W_])(?!\.[ \xa0]?[^\W\d_]\.)"
)


def abbreviated(text: str, registry: Registry) -> tuple[Hit, ...]:
    """Return the given names with an initial, both with a capital, that are those of somebody in the registry.

    Those that the invented name has as well are left out.
    """
    known: defaultdict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in registry.names:
        for written in (name.real, *name.aliases) if name.kind is Kind.PERSON else ():
            for given in written.split()[:-1]:
                known[fold(given), fold(written.split()[-1])[:1]].append(name)
    found = []
    for match in _ABBREVIATED.finditer(text) if known else ():
        if not (match["given"][0].isupper() and match["initial"].isupper()):
            continue
        for name in known.get((fold(match["given"]), fold(match["initial"])), ()):
            invented = name.invented.split()
            if match["given"] not in invented or not invented[-1].startswith(match["initial"]):
                found.append(Hit(start=match.start(), end=match.end(), kind=name.kind, invented=name.invented))
                break
    return tuple(found)
