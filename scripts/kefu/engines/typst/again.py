"""One document's PDF, made again and again as the document changes: only what has changed is made anew."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.engines import Rendered
from kefu.engines.conversion import BODY
from kefu.engines.typst.errors import MAIN
from kefu.engines.typst.pdf import AROUND, TEMPLATE, files_of, shaped
from kefu.engines.typst.program import compiled_again, compiler

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from kefu.front import Face
    from kefu.model import Document

    Write = Callable[[Sequence[str]], Sequence[str]]
    """Writes whole trees, given as JSON, in Typst."""

PART: Final = "part-{}.typ"
"""The name of the file of a part. Typst lays out anew what comes after a change in the same file."""

BEGIN: Final = f'#import "{TEMPLATE.name}": *\n'


class Press:
    """Typesets one document as it changes, in a folder that is its own."""

    def __init__(self, folder: Path, write: Write) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._write = write
        self._faces: tuple[Face, ...] = ()
        self._compiler = compiler(folder, self._faces)
        self._parts: dict[str, str] = {}
        self._files: dict[str, bytes] = {}

    def typeset(self, document: Document) -> Rendered | None:
        """Return a document as a PDF, or nothing if anything is wrong with it, which an engine can tell.

        It looks like the PDF of an engine, but says nothing of its rights in its metadata.
        """
        parts = self._written(document)
        names = [PART.format(number) for number in range(len(parts))]
        main = AROUND.replace(BODY, "\n\n".join(f'#include "{name}"' for name in names))
        self._put(
            {
                **files_of(document),
                **{name: (BEGIN + part).encode() for name, part in zip(names, parts, strict=True)},
                MAIN: main.encode(),
            }
        )
        if document.theme.faces != self._faces:
            self._faces = document.theme.faces
            self._compiler = compiler(self._folder, self._faces)
        content = compiled_again(self._compiler, self._folder, document)
        return Rendered(content=content) if content else None

    def _written(self, document: Document) -> list[str]:
        """Return the parts of a document in Typst; those that have not changed are not written again."""
        edition = document.edition.description
        around = [document.theme, edition.type_size, edition.parts]
        pictures = {asset.name: hashlib.sha256(asset.content).hexdigest() for asset in document.assets}
        blocks = tree.blocks(document.tree)
        keys = []
        for block in blocks:
            shown = [pictures[node["c"][2][0]] for node in tree.walk([block]) if node["t"] == "Image"]
            keys.append(hashlib.sha256(json.dumps([block, shown, repr(around)]).encode()).hexdigest())
        new = {key: block for key, block in zip(keys, blocks, strict=True) if key not in self._parts}
        texts = self._write([tree.document(shaped([block], document)) for block in new.values()]) if new else ()
        known = {**self._parts, **dict(zip(new, texts, strict=True))}
        self._parts = {key: known[key] for key in keys}
        return [self._parts[key] for key in keys]

    def _put(self, files: dict[str, bytes]) -> None:
        """Let the folder hold just these files."""
        for name in self._files.keys() - files.keys():
            (self._folder / name).unlink()
        for name, content in files.items():
            if self._files.get(name) != content:
                (self._folder / name).write_bytes(content)
        self._files = files
