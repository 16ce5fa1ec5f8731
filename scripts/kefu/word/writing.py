"""Word files written again: changed parts take the place of what they were, and all others stay byte for byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu.word.package import CONTENT_TYPES
from kefu.word.xml import LINKS, TYPES, is_strict, made, written
from kefu.word.zipped import zipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kefu.word.package import Package


def saved(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """Return a Word file with some parts changed or added, the same bytes for the same parts."""
    return zipped({**package.parts, **dict(sorted(changed.items()))})


def registered(package: Package, parts: Iterable[tuple[str, str, str]]) -> dict[str, bytes]:
    """Return the parts in which new ones are known, given by name, content type and type of the relationship to them.

    They are related to the main part, and stand in its folder. Source: ISO/IEC 29500-2, 6.5 and 7.2.
    """
    new = [*parts]
    if not new:
        return {}
    own = package.links_part(package.main)
    types = package.xml(CONTENT_TYPES)
    links = package.xml(own) if own in package.parts else made(f"{LINKS}Relationships")
    taken = {link.id for link in package.links(package.main)}
    free = (f"rId{count}" for count in range(1, len(taken) + len(new) + 1) if f"rId{count}" not in taken)
    for name, kind, relation in new:
        types.append(made(f"{TYPES}Override", {"PartName": f"/{name}", "ContentType": kind}))
        target = {"Id": next(free), "Type": relation, "Target": f"/{name}"}
        links.append(made(f"{LINKS}Relationship", target))
    return {CONTENT_TYPES: written(types), own: written(links, strict=is_strict(package.parts.get(own, b"")))}
