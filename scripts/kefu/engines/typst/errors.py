"""Typst's messages about a document, turned into problems of its sources."""

from __future__ import annotations

import itertools
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu.diagnostics import Diagnostic, Location
from kefu.engines.typst.code import unescaped
from kefu.layout import PUBLICATION
from kefu.rules.engines import PDF_IS_CONFORMING, TYPST_COMPILES
from kefu.rules.figures import PICTURE_IS_READABLE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu.model import Asset, Document

MAIN: Final = "document.typ"
"""The file that holds a document's text."""

ORIGIN: Final = "// origin: "
"""The beginning of a line that names the source of what follows."""

PLACE: Final = re.compile(r"^[ \t]*┌─ (?P<file>.*?):(?P<line>\d+):(?P<column>\d+)", re.MULTILINE)
HEAD: Final = re.compile(r"^(?P<severity>error|warning): (?P<message>.*)$", re.MULTILINE)
SEARCHED: Final = re.compile(r"(?<=\(searched at ).*[/\\]")
"""The folder of a missing file, which exists only during one rendering."""

PICTURE: Final = re.compile(r"#picture\(\"(?P<name>[^\"]+)\"")
"""Where the text shows a picture, by the name of its asset."""

HINT: Final = re.compile(r"^[ \t]*(?:= )?hint: (?P<hint>.*)$", re.MULTILINE)


def explain(report: str, text: str, document: Document) -> tuple[Diagnostic, ...]:
    """Return Typst's report as diagnostics about the sources of the document's parts.

    `text` is the Typst source of the document, in the file `MAIN`; comments in it name the source of what follows. A
    problem elsewhere concerns the whole document, and is reported at the publication's own file.
    """
    heads = list(HEAD.finditer(report))
    blocks = [
        report[head.start() : after.start() if after else None]
        for head, after in itertools.zip_longest(heads, heads[1:])
    ]
    return tuple(_explain_one(block, text.splitlines(), document) for block in blocks or [f"error: {report}"])


def _explain_one(block: str, lines: Sequence[str], document: Document) -> Diagnostic:
    head = HEAD.search(block)
    places = (match for match in PLACE.finditer(block) if _is_main(match["file"]))
    place = next(places, None)  # in the text itself, or where it calls what failed elsewhere
    message = SEARCHED.sub("", head["message"] if head else block.strip())
    origin, passage = str(PUBLICATION), ""
    if place:
        line = int(place["line"])
        before = [text for text in lines[:line] if text.startswith(ORIGIN)]
        origin = before[-1].removeprefix(ORIGIN).strip() if before else origin
        passage = unescaped(" ".join(lines[line - 1 : line + 2]))
        shown = PICTURE.search(lines[line - 1])
        assets = {asset.name: asset for asset in document.assets}
        if shown and shown["name"] in assets and head and head["severity"] == "error":
            return undrawable(assets[shown["name"]], message)
    quoted = re.search(r"[“\"](.+?)[”\"]", message)
    conformance = "PDF/" in message or "could not be displayed" in message or "alt text" in message
    return Diagnostic(
        rule=PDF_IS_CONFORMING if conformance else TYPST_COMPILES,
        location=Location(path=PurePosixPath(origin) if origin else PUBLICATION),
        message=f"{message} (in {document.metadata.title})",
        hints=tuple(match["hint"] for match in HINT.finditer(block)),
        minor=bool(head and head["severity"] == "warning"),
        passage=unescaped(quoted[1]) if quoted and conformance else passage,
    )


def undrawable(asset: Asset, reason: str) -> Diagnostic:
    """Return the error for a picture that Typst cannot draw, at the place where its author can do something."""
    return Diagnostic(
        rule=PICTURE_IS_READABLE,
        location=asset.place,
        message=f"the picture cannot be drawn: {reason}",
        hints=("open it in a program for pictures, and save it again as SVG, PNG or JPEG",),
    )


def _is_main(file: str) -> bool:
    return PurePosixPath(file.replace("\\", "/")).name == MAIN
