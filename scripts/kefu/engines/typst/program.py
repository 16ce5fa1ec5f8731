"""Calls of Typst: a source becomes a PDF, or a source of one page a picture, with no fonts but ours."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import typst

from kefu.diagnostics import BuildError
from kefu.engines import Rendered
from kefu.engines.conversion import noon
from kefu.engines.typst.endings import ATTEMPT, SELECTOR, attempt, endings, respaced
from kefu.engines.typst.errors import MAIN, explain
from kefu.fonts import FONTS, folder_of_fonts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.engines.typst.endings import Ending, Spacing
    from kefu.front import Face
    from kefu.model import Document

STANDARDS: Final[list[Any]] = ["ua-1", "a-2a"]
"""The standards that every PDF conforms to, by Typst's names: PDF/UA-1 and PDF/A-2a."""


UNSETTLED: Final = re.compile("did not (?:converge|stabilize)")
"""What Typst says if the places of figures depend on each other in more ways than it tries."""


@cache
def fonts(faces: tuple[Face, ...]) -> typst.Fonts:
    """Return the fonts that pages may use, and no others: neither the system's nor Typst's own.

    `faces` are those that a publication brings.

    Raises `RuntimeError` if one is missing, because Typst would then silently leave out the text set in it.
    """
    folder = str(folder_of_fonts(faces))
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    expected = sum(map(len, FONTS.values())) + len(faces)
    if len(fonts.fonts()) != expected:
        raise RuntimeError(f"{len(fonts.fonts())} of {expected} fonts found; reinstall the font packages")
    return fonts


def typeset(source: str, files: Mapping[str, bytes], document: Document) -> Rendered:
    """Return a Typst source as a PDF that conforms to `STANDARDS`; `files` holds what the source reads, by name.

    `document` is what the source was made from; problems are reported in its sources. Raises `BuildError`.
    """
    with tempfile.TemporaryDirectory(prefix="kefu-") as scratch:
        folder = Path(scratch)
        for name, content in {**files, MAIN: source.encode()}.items():
            (folder / name).write_bytes(content)
        try:
            content, warnings = _spaced(folder, document)
        except typst.TypstError as error:
            raise BuildError(explain(error.diagnostic or error.message, source, document)) from None
    found = [d for warning in warnings for d in explain(warning.diagnostic, source, document)]
    return Rendered(content=content, warnings=tuple(found))


def _spaced(folder: Path, document: Document) -> tuple[bytes, list[typst.TypstWarning]]:
    """Compile a document again, with other spaces between paragraphs, until no part ends with a page of a few lines.

    One compiler does it, so that parts whose spaces stay as they are need not be laid out anew.
    """
    kept = compiler(folder, document.theme.faces)
    made = _made(kept, folder, document, {})
    while (spacing := respaced(made.endings, document, made.spacing)) != made.spacing:
        made = _made(kept, folder, document, spacing)
    return made.content, made.warnings


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A document as Typst made it with a spacing of its parts."""

    content: bytes
    warnings: list[typst.TypstWarning]
    endings: tuple[Ending, ...]
    spacing: Spacing


def _made(kept: typst.Compiler, folder: Path, document: Document, spacing: Spacing) -> _Made:
    content, warnings = _attempted(kept, folder, document, attempt(spacing, still=False))
    if any(UNSETTLED.search(warning.diagnostic) for warning in warnings):
        content, warnings = _attempted(kept, folder, document, attempt(spacing, still=True))
    found = endings(kept.query(SELECTOR, field="value"))
    return _Made(content=content, warnings=warnings, endings=found, spacing=spacing)


def _attempted(
    kept: typst.Compiler, folder: Path, document: Document, settings: bytes
) -> tuple[bytes, list[typst.TypstWarning]]:
    (folder / ATTEMPT).write_bytes(settings)
    return _compiled(kept, folder, document)


def _compiled(kept: typst.Compiler, folder: Path, document: Document) -> tuple[bytes, list[typst.TypstWarning]]:
    content, warnings = kept.compile_with_warnings(
        input=str(folder / MAIN), format="pdf", pdf_standards=STANDARDS, timestamp=noon(document)
    )
    if not isinstance(content, bytes):
        raise RuntimeError("a PDF came out as more than one file")  # noqa: TRY004 - no caller gave a wrong type
    return content, warnings


def compiler(folder: Path, faces: tuple[Face, ...]) -> typst.Compiler:
    """Return what can compile the same document again and again, as it changes in a folder that stays."""
    return typst.Compiler(root=str(folder), font_paths=fonts(faces))


def compiled_again(kept: typst.Compiler, folder: Path, document: Document) -> bytes | None:
    """Return a document's PDF, from the file `MAIN` in a folder, or nothing if anything is wrong with it.

    What has not changed since the last time is not made anew, as long as the source is given by its path: every text
    that is given by its bytes is a new one to Typst.
    """
    try:
        content, warnings = _compiled(kept, folder, document)
    except typst.TypstError:
        return None
    return None if warnings else content


def page(source: str, files: dict[str, bytes], *, ppi: float, faces: tuple[Face, ...] = ()) -> bytes:
    """Return the only page of a Typst source as a PNG; `files` holds what the source reads, by name.

    `faces` are the fonts that a publication brings.
    """
    with tempfile.TemporaryDirectory(prefix="kefu-") as scratch:
        folder = Path(scratch)
        for name, content in {MAIN: source.encode(), **files}.items():
            (folder / name).write_bytes(content)
        drawing: object = typst.compile(folder / MAIN, root=folder, font_paths=fonts(faces), format="png", ppi=ppi)
    if not isinstance(drawing, bytes):
        raise RuntimeError("a picture came out as more than one page")  # noqa: TRY004 - no caller gave a wrong type
    return drawing
