"""A document's web page as a preview shows it: with places, with a script of the preview, and for no search engine."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kefu import words
from kefu.preview.places import marked, with_attributes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import PurePosixPath

    from kefu.diagnostics import Diagnostic
    from kefu.engines.html import Pages
    from kefu.model import Document, Source
    from kefu.preview.editor import Editor
    from kefu.preview.places import Place

SHEET: Final = re.compile(rb'href="(?:\.\./)+(?=assets/kefu\.css")')
"""The beginning of the address of a page's style sheet, up to its name."""

ABOVE: Final = "../../../"
"""What leads from a document's address to the preview's own."""

HEAD: Final = (
    f'<meta name="robots" content="noindex">\n<script type="module" src="{ABOVE}page/preview-document.js"></script>\n'
).encode()
END: Final = b"</head>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A web page of a document, with the pictures that it shows, by name, and the places of its paragraphs."""

    revision: str
    content: bytes
    pictures: Mapping[str, bytes]
    places: tuple[Place, ...]
    warnings: tuple[Diagnostic, ...]


def previewed(document: Document) -> Document:
    """Return a document that says on every page that it is a preview, in all formats, beside what it says already."""
    metadata = document.metadata
    banner = words.beside(words.preview.BANNER, metadata.banner)
    return replace(document, metadata=replace(metadata, banner=banner))


def page(
    document: Document, revision: str, sources: Mapping[PurePosixPath, Source], editor: Editor, pages: Pages
) -> Page:
    """Return the web page of a document; raises `BuildError` as an engine does."""
    tree_, places = marked(document.tree, sources)
    made = pages.render(replace(document, tree=tree_))
    content = SHEET.sub(f'href="{ABOVE}'.encode(), with_attributes(made.content, places, editor.link))
    return Page(
        revision=revision,
        content=content.replace(END, HEAD + END, 1),
        pictures={asset.name: asset.content for asset in made.assets},
        places=places,
        warnings=made.warnings,
    )
