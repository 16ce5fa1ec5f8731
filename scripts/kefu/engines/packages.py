"""What EPUB and DOCX share: a document's tree without anything that only the build needs, and archives of files."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu import tree, words
from kefu.engines.html import with_identifiers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Asset, Document

KEPT: Final[Mapping[str, frozenset[str]]] = {
    "Div": frozenset(
        ("dilemma", "exhibit", "exhibit-title", "facts", "pullquote", "notice", "references", "csl-entry")
    ),
    "Span": frozenset(("number", "case-number")),
}
"""The classes that mean something to readers, by type of node; only nodes of these types keep their language, too."""

ATTRIBUTED: Final = frozenset((*KEPT, "Figure", "Table", "Link", "Code", "CodeBlock"))

MOMENT: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP archive can state; it has no time zone, so no date would be right everywhere."""

UNIX: Final = 3
READABLE: Final = 0o100644 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A document's blocks without the parts around them, and the pictures that they show, by their new names.

    Every heading has an identifier. The class of a level 1 heading is the kind of its part: `front`, `chapter`,
    `questions`, `references` and so on.
    """

    blocks: list[tree.Node]
    pictures: Mapping[str, Asset]


def prepared(document: Document) -> Prepared:
    """Return a document's blocks with the attributes and classes that its readers need, and no others."""
    assets = {asset.name: asset for asset in document.assets}
    names: dict[str, str] = {}

    def cleaned(node: tree.Node) -> list[tree.Node] | None:
        if node["t"] != "Image":
            return _cleaned(node)
        (_, _, pairs), alt, (target, _) = node["c"]
        name = names.setdefault(
            target, f"{words.addresses.PICTURE}-{len(names) + 1}{PurePosixPath(target).suffix.lower()}"
        )
        return [{"t": "Image", "c": [["", [], pairs], alt, [name, ""]]}]

    blocks = with_identifiers(_without_parts(tree.blocks(document.tree), ""))
    blocks = tree.rewrite(blocks, cleaned)
    return Prepared(blocks=blocks, pictures={name: assets[target] for target, name in names.items()})


def moment(document: Document) -> str:
    """Return when a document was made, as its metadata states it: at noon on its date."""
    return f"{document.metadata.date.isoformat()}T12:00:00Z"


def archived(members: Mapping[str, bytes], *, first: tuple[str, bytes] | None = None) -> bytes:
    """Return an archive of the members, by name, in the given order; `first` goes before them, uncompressed.

    Source for `first`: OCF, the container of EPUB 3.3, section 4.2.2, on the file `mimetype`.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        if first:
            archive.writestr(_entry(first[0], zipfile.ZIP_STORED), first[1])
        for name, content in members.items():
            archive.writestr(_entry(name, zipfile.ZIP_DEFLATED), content)
    return buffer.getvalue()


def _entry(name: str, method: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, MOMENT)
    entry.compress_type = method
    entry.create_system = UNIX
    entry.external_attr = READABLE
    return entry


def _without_parts(blocks: list[tree.Node], kind: str) -> list[tree.Node]:
    """Return the blocks of all parts; the class of a level 1 heading is the kind of part that it begins."""
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
