"""A manuscript's file → its blocks with marks: Word files are prepared, and pandoc reads them all."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from kefu import tree
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.load import REFERENCE
from kefu.manuscripts.marking import mark, plain
from kefu.manuscripts.preparing import WIDTH, prepared
from kefu.manuscripts.values import Manuscript, Origin, Role
from kefu.reading import markup
from kefu.rules.files import FILE_IS_READABLE
from kefu.rules.manuscripts import MANUSCRIPT_IS_READABLE
from kefu.word import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kefu.word import Revision

FORMATS: Final[Mapping[str, str]] = {
    ".docx": "docx+styles",
    ".odt": "odt",
    ".md": markup.MARKDOWN.replace("-yaml_metadata_block", "").replace("-tex_math_dollars", ""),
}
"""How pandoc calls the kinds of manuscripts, by the end of the file's name."""

LARGEST: Final = 100 << 20
"""The most bytes of a manuscript, and of a picture beside it."""


def read(path: Path, accepts: Callable[[Revision], bool]) -> Manuscript:
    """Read a manuscript; `accepts` tells of each tracked change whether it is accepted. Raises `BuildError`."""
    kind = path.suffix.lower()
    if kind not in FORMATS:
        raise unread(path, f"“{kind or path.name}” is no kind of manuscript that is read")
    if kind != ".docx":
        return _read_other(path, FORMATS[kind])
    word = prepared(opened(path), accepts)
    whole, pictures = _pandoc(path, word.content, FORMATS[kind])
    return Manuscript(
        title="",
        blocks=tree.blocks(whole),
        origins=word.origins,
        bookmarks=word.bookmarks,
        pictures=pictures,
        told=word.told,
        width=word.width,
        names=word.names,
        fields=word.fields,
        said=word.said,
    )


def unread(path: Path, message: str) -> BuildError:
    """Return the error for a manuscript that cannot be read."""
    hint = "save it as a “Word Document (*.docx)”, an OpenDocument text (.odt) or Markdown (.md)"
    location = Location(path=PurePosixPath(path.name))
    return BuildError([Diagnostic(rule=MANUSCRIPT_IS_READABLE, location=location, message=message, hints=(hint,))])


def _pandoc(path: Path, content: bytes, format_: str) -> tuple[str, dict[str, bytes]]:
    try:
        return markup.read_package(content, format_)
    except markup.UnreadError as error:
        raise unread(path, f"the manuscript {error.reasons[0]}") from None
    except ValueError:
        raise unread(path, f"the file is not whole, or is not what its name says: “{path.suffix}”") from None


def _read_other(path: Path, format_: str) -> Manuscript:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        location = Location(path=PurePosixPath(path.name))
        message = f"the file cannot be read: {error.strerror}"
        raise BuildError([Diagnostic(rule=FILE_IS_READABLE, location=location, message=message)]) from None
    if len(content) > LARGEST:
        raise unread(path, f"the file is larger than {LARGEST >> 20} megabytes")
    whole, pictures = _pandoc(path, content, format_)
    origins, bookmarks = [Origin(heading="", number=0)], dict[str, int]()
    blocks = _marked(tree.blocks(whole), origins, bookmarks)
    title = json.loads(whole)["meta"].get("title", {}).get("c", [])
    shown = {str(node["c"][2][0]) for node in tree.walk(blocks) if node["t"] == "Image"} - {*pictures}
    beside = {name: found for name in shown if (found := _beside(path.parent, name)) is not None}
    return Manuscript(
        title=plain(title) if isinstance(title, list) else str(title),
        blocks=blocks,
        origins=tuple(origins),
        bookmarks=bookmarks,
        pictures={**pictures, **beside},
        told=(),
        width=WIDTH,
        names=(),
        fields=(),
        said=None,
    )


def _beside(folder: Path, name: str) -> bytes | None:
    """Return a picture in the manuscript's folder or below it."""
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file() or path.stat().st_size > LARGEST:
        return None
    return path.read_bytes()


def _marked(blocks: list[tree.Node], origins: list[Origin], bookmarks: dict[str, int]) -> list[tree.Node]:
    """Return blocks with a mark at the end of each paragraph; labels become bookmarks, and references links to them."""
    above, number = "", 0

    def begin(attributes: list[Any]) -> None:
        if attributes[0]:
            bookmarks[attributes[0]] = len(origins)

    def paragraph(inlines: list[tree.Node]) -> list[tree.Node]:
        nonlocal number
        number += 1
        origins.append(Origin(heading=above, number=number))
        return [*tree.rewrite(inlines, _linked), {"t": "Str", "c": mark(len(origins) - 1)}]

    def visit(content: Any) -> Any:
        nonlocal above, number
        if isinstance(content, list):
            return [visit(item) for item in content]
        if not isinstance(content, dict):
            return content
        begin(tree.attributes_of(content) if "t" in content else [""])
        if content.get("t") == "Header":
            level, attributes, inlines = content["c"]
            above, number = plain(inlines), 0
            origins.append(Origin(heading=above, number=number, role=Role.HEADING, level=level))
            return tree.header(level, attributes, [*inlines, {"t": "Str", "c": mark(len(origins) - 1)}])
        if content.get("t") in {"Para", "Plain"}:
            return {"t": content["t"], "c": paragraph(content["c"])}
        return {key: visit(value) for key, value in content.items()}

    return [visit(block) for block in blocks]


def _linked(node: tree.Node) -> list[tree.Node] | None:
    if node["t"] != "Cite" or len(node["c"][0]) != 1:
        return None
    name = str(node["c"][0][0]["citationId"])
    label = name[:1].lower() + name[1:]
    said = "1" if node["c"][0][0]["citationMode"]["t"] == "SuppressAuthor" else name
    return (
        [tree.link(f"#{label}", tree.text(said))] if REFERENCE.match(name) and not label.startswith("case-") else None
    )
