"""A Word file as a package of parts, opened only if it is one and asks for nothing.

Source: ISO/IEC 29500-2 (packages); [MS-OFFCRYPTO] 2.3.4.4 for files with a password. Relationships to anything outside
the file are not followed.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.rules.files import FILE_IS_READABLE
from kefu.rules.word import (
    WORD_FILE_IS_READABLE,
    WORD_FILE_IS_WHOLE,
    WORD_FILE_IS_WITHIN_BOUNDS,
    WORD_FILE_RUNS_NOTHING,
)
from kefu.word.refusal import RefusalError
from kefu.word.xml import LINKS, TYPES, W, parsed
from kefu.word.zipped import unpacked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kefu.word.xml import Element

FILE: Final = 100 << 20
"""The most bytes of a file."""

XML: Final = 128 << 20
"""The most bytes of XML in all parts together."""

RELATIONSHIPS: Final = 50_000
"""The most relationships of a part: a book of a thousand pages has some hundred pictures, and some thousand links."""

CONTENT_TYPES: Final = "[Content_Types].xml"

_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_PASSWORD: Final = "EncryptedPackage".encode("utf-16-le")
_KINDS: Final[Mapping[bytes, str]] = {
    _OLE: "the older form of Word files (.doc)",
    b"{\\rtf": "Rich Text (.rtf)",
    b"%PDF": "a PDF",
    b"<": "a web page or another text with marks",
}
"""What a file is that is no DOCX, by how it begins."""

_SAVE: Final = "open it in Word, and choose “Save as” and “Word Document (*.docx)”"

_ELSEWHERE: Final[Mapping[str, str]] = {
    "aFChunk": "in another form, which only Word takes in when it opens the file",
    "subDocument": "in other files: it is a master document",
}
"""Relationships to text that is not in the form of Word (ECMA-376 part 1, 17.17.2), and what that means."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relationship of a part: its id, its type (the last step of it), and the part that it leads to.

    The target is empty if it is outside the file.
    """

    id: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A Word file: the name of the file, its parts by name, in the order of the file, and the name of the main part."""

    name: str
    main: str
    parts: Mapping[str, bytes] = field(repr=False)

    def xml(self, part: str) -> Element:
        """Return the root element of a part, the caller's own to change, under the names of the transitional form."""
        return parsed(part, self.parts[part])

    def links(self, part: str) -> tuple[Link, ...]:
        """Return the relationships of a part, or of the package itself if the name is empty."""
        return tuple(_links(self.parts, part, _folded(self.parts)))

    def links_part(self, part: str) -> str:
        """Return the name of the part that holds the relationships of another, or that would hold them."""
        return _links_part(part, _folded(self.parts))

    def related(self, part: str, kind: str) -> tuple[str, ...]:
        """Return the names of the parts that a part's relationships of a type lead to, such as `comments`."""
        links = _links(self.parts, part, _folded(self.parts), kind)
        return tuple(dict.fromkeys(link.target for link in links if link.target))


def opened(path: Path) -> Package:
    """Read a Word file whole; raises `BuildError` with one diagnostic that says why not, and what to do."""
    try:
        return of(path.name, _content(path))
    except RefusalError as refusal:
        raise BuildError([
            Diagnostic(
                rule=refusal.rule,
                location=Location(path=PurePosixPath(path.name)),
                message=refusal.message,
                hints=refusal.hints,
            )
        ]) from None  # fmt: skip


def of(name: str, content: bytes) -> Package:
    """Return a Word file from its content; raises `RefusalError`."""
    if not content.startswith(b"PK"):
        raise _other(name, content)
    parts = unpacked(content)
    if CONTENT_TYPES not in parts:
        raise _no_document(parts)
    types = _types(parts)
    _bounded(parts, types)
    trees = {part: parsed(part, parts[part]).tag for part in parts if _is_xml(part, types)}
    names = _folded(parts)
    links = [link for part in ("", *parts) for link in _links(parts, part, names)]
    main = next((link.target for link in links if link.kind == "officeDocument"), "")
    if trees.get(main) != f"{W}document":
        raise _no_document(parts)
    if (
        "macroenabled" in types.get(main, "").casefold()
        or any(_is_macro(part, types) for part in parts)
        or any(link.kind.casefold() == "vbaproject" for link in links)
    ):
        raise RefusalError(WORD_FILE_RUNS_NOTHING, "it contains macros, which are programs", _SAVE)
    if elsewhere := next((_ELSEWHERE[link.kind] for link in links if link.kind in _ELSEWHERE), ""):
        raise RefusalError(
            WORD_FILE_IS_WHOLE, f"a part of its text is {elsewhere}", "open it in Word, and save it as one document"
        )
    return Package(name=name, main=main, parts=parts)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(FILE + 1)
    except OSError as error:
        raise RefusalError(FILE_IS_READABLE, f"the file cannot be read: {error.strerror}") from None
    if len(content) > FILE:
        raise RefusalError(
            WORD_FILE_IS_WITHIN_BOUNDS,
            f"it is larger than {FILE >> 20} megabytes",
            "compress its pictures in Word (File > Compress Pictures), or divide it into several files",
        )
    return content


def _types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the content types of the parts, by name (ISO/IEC 29500-2, 7.2)."""
    root = parsed(CONTENT_TYPES, parts[CONTENT_TYPES])
    defaults = {
        each.get("Extension", "").casefold(): each.get("ContentType", "") for each in root.iter(f"{TYPES}Default")
    }
    own = {each.get("PartName", "").casefold(): each.get("ContentType", "") for each in root.iter(f"{TYPES}Override")}
    return {
        part: own.get(f"/{part}".casefold(), defaults.get(part.rpartition(".")[2].casefold(), "")) for part in parts
    }


def _is_xml(part: str, types: Mapping[str, str]) -> bool:
    """Tell whether a part is XML that may be read here; pictures in SVG are not read."""
    return part.casefold().endswith((".xml", ".rels")) or bool(re.search(r"^(?!image/).*\+xml$", types.get(part, "")))


def _is_macro(part: str, types: Mapping[str, str]) -> bool:
    return "vbaproject" in part.casefold() or "vbaproject" in types.get(part, "").casefold()


def _bounded(parts: Mapping[str, bytes], types: Mapping[str, str]) -> None:
    if sum(len(content) for part, content in parts.items() if _is_xml(part, types)) > XML:
        raise RefusalError(
            WORD_FILE_IS_WITHIN_BOUNDS,
            f"it has more than {XML >> 20} megabytes of text and marks",
            "divide it into several files",
        )


def _folded(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the names of the parts by what they are without capitals, which make no difference."""
    return {name.casefold(): name for name in parts}


def _links_part(part: str, names: Mapping[str, str]) -> str:
    folder, _, file = part.rpartition("/")
    own = posixpath.join(folder, "_rels", f"{file}.rels")
    return names.get(own.casefold(), own)


def _links(parts: Mapping[str, bytes], part: str, names: Mapping[str, str], kind: str = "") -> Iterator[Link]:
    """Yield the relationships of a part, all of them or those of a type."""
    own, folder = _links_part(part, names), part.rpartition("/")[0]
    for count, each in enumerate(parsed(own, parts[own]).iter(f"{LINKS}Relationship") if own in parts else ()):
        if count == RELATIONSHIPS:
            raise RefusalError(
                WORD_FILE_IS_WITHIN_BOUNDS,
                f"“{own}” in it leads to more than {RELATIONSHIPS:,} places",
                "divide it into several files",
            )
        of_type = each.get("Type", "").rpartition("/")[2]
        if kind and kind != of_type:
            continue
        target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
        inside = each.get("TargetMode") != "External"
        yield Link(
            id=each.get("Id", ""),
            kind=of_type,
            target=names.get(target.casefold(), "") if inside else "",
        )


def _other(name: str, content: bytes) -> RefusalError:
    """Say what a file is that is no archive."""
    if content.startswith(_OLE) and _PASSWORD in content:
        return RefusalError(
            WORD_FILE_IS_READABLE,
            "it is protected with a password",
            "open it in Word, remove the password (File > Info > Protect Document), and save it",
        )
    if name.startswith("~$"):
        return RefusalError(
            WORD_FILE_IS_READABLE,
            "it is a note that Word keeps beside a document that is open",
            "choose the file whose name has other letters in place of “~$”",
        )
    if not content:
        return RefusalError(WORD_FILE_IS_READABLE, "it is empty", "ask for it again: it was not copied in full")
    kind = next((kind for head, kind in _KINDS.items() if content.lstrip().startswith(head)), "")
    return RefusalError(WORD_FILE_IS_READABLE, f"it is no DOCX but {kind}" if kind else "it is no DOCX", _SAVE)


def _no_document(parts: Mapping[str, bytes]) -> RefusalError:
    """Say what an archive is that holds no Word document."""
    kind = parts.get("mimetype", b"")[:80].decode("ascii", "replace")
    what = "an OpenDocument text (.odt)" if "opendocument.text" in kind else "an archive without a Word document in it"
    return RefusalError(WORD_FILE_IS_READABLE, f"it is no DOCX but {what}", _SAVE)
