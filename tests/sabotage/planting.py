"""What a plant is: a passage, put into one channel of a finished file."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kefu.check.readers.kinds import Kind

NOTE: Final = (
    "Rektorn fick aldrig veta att ordföranden redan hade bestämt sig före mötet.",
    "Fråga därför varför ingen i rummet vågade säga emot honom när det gällde.",
    "Avslöja inte att skolan till slut fick stå kvar i åtta år till.",
)
"""The sentences of the teaching note; what is planted is the first. It has letters that are joined, and diacritics."""


@dataclass(frozen=True, kw_only=True)
class Plant:
    """A way to put a passage into a finished file of a kind.

    `channel` is the channel that must name it, `also` are others that may say the same. Where `unread` is set, the
    file is not whole any more, and that is told too.
    """

    kind: Kind
    what: str
    channel: str
    put: Callable[[bytes, str], bytes]
    also: frozenset[str] = frozenset()
    unread: bool = False

    def __str__(self) -> str:
        return f"{self.kind}-{self.channel}-{self.what}".replace(" ", "_")


EXTENSIONS: Final[Mapping[str, str]] = {
    "PDF": "pdf",
    "DOCX": "docx",
    "EPUB": "epub",
    "ZIP": "zip",
    "gzip": "txt.gz",
    "PNG": "png",
    "JPEG": "jpg",
    "GIF": "gif",
    "WebP": "webp",
    "TIFF": "tif",
    "font": "ttf",
    "WebAssembly": "wasm",
    "Pagefind index": "pf_fragment",
    "HTML": "html",
    "SVG": "svg",
    "XML": "xml",
    "JSON": "json",
    "text": "txt",
    "unknown": "bin",
}
"""The extension that a file of each kind has."""


def before(mark: str, written: Callable[[str], str], *, last: bool = True) -> Callable[[bytes, str], bytes]:
    """Return a plant that writes a passage before a mark of a text file."""

    def put(content: bytes, passage: str) -> bytes:
        assert mark.encode() in content
        parts = content.rpartition(mark.encode()) if last else content.partition(mark.encode())
        return b"".join((parts[0], written(passage).encode(), *parts[1:]))

    return put


def text_file(passage: str) -> str:
    """Return a passage as the name of a text file."""
    return f"{passage.removesuffix('.')}.txt"


def repacked(archive: bytes, changes: Mapping[str, bytes]) -> bytes:
    """Return an archive with members changed or added."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), *changes)):
            new.writestr(name, changes[name] if name in changes else old.read(name))
    return packed.getvalue()


def member(archive: bytes, name: str) -> bytes:
    """Return what a member of an archive holds, nothing where it is not there."""
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        return packed.read(name) if name in packed.namelist() else b""
