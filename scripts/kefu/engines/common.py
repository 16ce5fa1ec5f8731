"""What EPUB and DOCX make alike of a document's tree: nothing in it that is for the build alone."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.engines.html_contents import with_identifiers
from kefu.engines.pictures import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Asset, Document

KEPT: Final[Mapping[str, frozenset[str]]] = {
    "Div": frozenset(("exhibit", "exhibit-title", "pullquote", "notice", "references", "csl-entry")),
    "Span": frozenset(("number",)),
}
"""The classes that tell readers something, by type of node; of these alone a language is kept too."""

ATTRIBUTED: Final = frozenset((*KEPT, "Figure", "Table", "Link", "Code", "CodeBlock"))


picture: Final = lru_cache(maxsize=128)(shown)
"""`pictures.shown`, once a process for each picture: editions of a document show the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document's blocks without its parts around them, and the pictures that they show, by a name of this document.

    Every heading has an identifier. One of level 1 has as its class what its part is: `front`, `chapter`,
    `questions`, `references` and so on.
    """

    blocks: list[tree.Node]
    pictures: Mapping[str, Asset]


def prepared(document: Document) -> Prepared:
    """Return a document's blocks with what its readers need, and no other attribute or class."""
    assets = {asset.name: asset for asset in document.assets}
    names: dict[str, str] = {}

    def cleaned(node: tree.Node) -> list[tree.Node] | None:
        if node["t"] != "Image":
            return _cleaned(node)
        _, alt, (target, _) = node["c"]
        name = names.setdefault(target, f"bild-{len(names) + 1}{PurePosixPath(target).suffix.lower()}")
        return [{"t": "Image", "c": [tree.attr(), alt, [name, ""]]}]

    blocks = with_identifiers(_without_parts(tree.blocks(document.tree), ""))
    blocks = tree.rewrite(blocks, cleaned)
    return Prepared(blocks=blocks, pictures={name: assets[target] for target, name in names.items()})


def moment(document: Document) -> str:
    """Return when a document was made, as metadata say it: at noon of its date."""
    return f"{document.metadata.date.isoformat()}T12:00:00Z"


def _without_parts(blocks: list[tree.Node], kind: str) -> list[tree.Node]:
    """Return the blocks of all parts; headings of level 1 say which kind of part they begin."""
    found: list[tree.Node] = []
    for block in blocks:
        classes = tree.attributes_of(block)[1]
        if block["t"] == "Div" and "part" in classes:
            inner = next((name for name in classes if name != "part"), "")
            found += _without_parts(block["c"][1], kind or inner)
        elif block["t"] == "Header":
            level, (identifier, _, _), inlines = block["c"]
            kinds = [kind] if kind and level == 1 else []
            found.append(tree.header(level, tree.attr(identifier, kinds), inlines))
        else:
            found.append(block)
    return found


def _cleaned(node: tree.Node) -> list[tree.Node] | None:
    if node["t"] == "Header":
        level, (label, classes, _), inlines = node["c"]
        return [tree.header(level, tree.attr(label, classes if level == 1 else ()), inlines)]
    if node["t"] not in ATTRIBUTED:
        return None
    identifier, classes, pairs = tree.attributes_of(node)
    if node["t"] not in KEPT:
        return [{"t": node["t"], "c": [tree.attr(identifier), *node["c"][1:]]}]
    language = dict(pairs).get("lang")
    kept = [name for name in classes if name in KEPT[node["t"]]]
    if not (identifier or kept or language):
        return list(node["c"][1])
    spoken = {"lang": language} if language else {}
    return [{"t": node["t"], "c": [tree.attr(identifier, kept, **spoken), node["c"][1]]}]
