"""PDF: pandoc writes Typst, Typst writes PDF/UA-1 and PDF/A-2a."""

from __future__ import annotations

import datetime
import itertools
import json
import re
import shutil
import tempfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import typst

from kefu import markup, tree, words
from kefu.diagnostics import BuildError, Diagnostic, Location, Severity
from kefu.engines import Rendered
from kefu.engines.fonts import fonts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kefu.model import Document

STANDARDS: Final[list[Any]] = ["ua-1", "a-2a"]
TEMPLATE: Final = Path(__file__).with_name("templates") / "publication.typ"
BODY: Final = "body.typ"
ORIGIN: Final = "// origin: "
PREAMBLE: Final = '#import "publication.typ": *\n'
MAIN: Final = PREAMBLE + f'#show: publication.with(..json("metadata.json"))\n#include "{BODY}"\n'


def render(document: Document) -> Rendered:
    """Return the document as a PDF that is PDF/UA-1 and PDF/A-2a; see `Engine.render`."""
    body = PREAMBLE + markup.write(tree.document(for_typst(tree.blocks(document.tree))), "typst-citations")
    with tempfile.TemporaryDirectory(prefix="kefu-") as scratch:
        folder = Path(scratch)
        (folder / BODY).write_text(body, encoding="utf-8")
        (folder / "main.typ").write_text(MAIN, encoding="utf-8")
        (folder / "metadata.json").write_text(json.dumps(settings(document), ensure_ascii=False), encoding="utf-8")
        shutil.copyfile(TEMPLATE, folder / TEMPLATE.name)
        for asset in document.assets:
            (folder / asset.name).write_bytes(asset.content)
        return _compile(folder, body, document)


def _compile(folder: Path, body: str, document: Document) -> Rendered:
    noon = datetime.datetime.combine(document.metadata.date, datetime.time(12), tzinfo=datetime.UTC)
    try:
        content, warnings = typst.compile_with_warnings(
            str(folder / "main.typ"),
            root=str(folder),
            font_paths=fonts(),
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=noon,
        )
    except typst.TypstError as error:
        raise BuildError(explain(error.diagnostic or error.message, body, document)) from None
    found = [d for warning in warnings for d in explain(warning.diagnostic, body, document)]
    return Rendered(content=content, warnings=tuple(found))


def settings(document: Document) -> dict[str, Any]:
    """Return what the template's `publication` function is given, by parameter name."""
    metadata = document.metadata
    return {
        "kind": document.kind,
        "type-size": document.edition.description.type_size,
        "title": metadata.title,
        "heading": metadata.heading,
        "subtitle": metadata.subtitle,
        "eyebrow": metadata.eyebrow,
        "edition": metadata.edition,
        "authors": metadata.authors,
        "publisher": metadata.publisher,
        "commissioner": metadata.commissioner,
        "language": metadata.language,
        "description": metadata.description,
        "keywords": metadata.keywords,
        "date": [metadata.date.year, metadata.date.month, metadata.date.day],
        "date-in-words": words.date(metadata.date),
        "imprint-title": words.IMPRINT,
        "imprint": metadata.imprint,
        "notices": metadata.notices,
        "banner": metadata.banner,
        "contents-title": words.CONTENTS,
    }


SHORTHAND: Final = re.compile(r"([’‘]|--+|\.\.\.|-(?=\?)|-(?=\d))")
"""What pandoc writes in a form that Typst would read as another sign."""


def for_typst(blocks: list[tree.Node]) -> list[tree.Node]:
    """Return the blocks with everything that pandoc's Typst writer has no form for written as Typst.

    That is alternative text, boxes, the room for answers after questions, languages, and numbers of headings.
    """
    return tree.rewrite(tree.rewrite(blocks, _images_for_typst), _for_typst)


def _images_for_typst(node: tree.Node) -> list[tree.Node] | None:
    return _image(node) if node["t"] == "Image" else None


def _for_typst(node: tree.Node) -> list[tree.Node] | None:
    form = FORMS.get(node["t"])
    return form(node) if form else None


def _str(node: tree.Node) -> list[tree.Node]:
    return [
        tree.raw_inline("typst", "".join(f"\\u{{{ord(letter):x}}}" for letter in piece))
        if odd
        else {"t": "Str", "c": piece}
        for odd, piece in zip(itertools.cycle((False, True)), SHORTHAND.split(node["c"]), strict=False)
        if piece
    ]


def _image(node: tree.Node) -> list[tree.Node]:
    _, alt, (target, _) = node["c"]
    return [tree.raw_inline("typst", f"#picture({_quoted(target)}, alt: {_quoted(tree.plain(alt))})")]


def _span(node: tree.Node) -> list[tree.Node] | None:
    (_, classes, pairs), inlines = node["c"]
    language = dict(pairs).get("lang")
    if language:
        return _around("inline", f"#text({_language(language)})[", inlines, "]")
    return _around("inline", "#number[", inlines, "]") if "number" in classes else None


def _table(node: tree.Node) -> list[tree.Node]:
    # Widths that pandoc guesses from the source's dashes would break words and dates; Typst measures the words.
    attributes, caption, columns, *rows = node["c"]
    free = [[alignment, {"t": "ColWidthDefault"}] for alignment, _ in columns]
    return [{"t": "Table", "c": [attributes, caption, free, *rows]}]


def _div(node: tree.Node) -> list[tree.Node] | None:
    (identifier, classes, pairs), content = node["c"]
    attributes = dict(pairs)
    label = f"] <{identifier}>" if identifier else "]"
    if "part" in classes:
        if "questions" in classes:
            content = _with_room(content)
        if "chapter" in classes:
            # The table of contents of a report names a case, not the scenes in it.
            outlined, scenes = content[:1], content[1:]
            content = [*outlined, _headings(outlined=False), *scenes, _headings(outlined=True)]
        begin = tree.raw_block("typst", f"{ORIGIN}{attributes.get('origin', '')}")
        return [begin, *content, tree.raw_block("typst", "#place.flush()")]
    if "lang" in attributes:
        return _around("block", f"#[#set text({_language(attributes['lang'])})", content, "]")
    for name in ("exhibit", "exhibit-title", "pullquote", "notice"):
        if name in classes:
            return _around("block", f"#{name}[", content, label)
    if identifier == "refs":
        return _around("block", "#references[", content, "]")
    return None


FORMS: Final[Mapping[str, Callable[[tree.Node], list[tree.Node] | None]]] = {
    "Str": _str,
    "Span": _span,
    "Table": _table,
    "Div": _div,
}


def _headings(*, outlined: bool) -> tree.Node:
    return tree.raw_block("typst", f"#set heading(outlined: {str(outlined).lower()}, bookmarked: true)")


def _with_room(blocks: list[tree.Node]) -> list[tree.Node]:
    """Return the blocks with each item of their numbered lists kept together with room to think."""
    return [
        {
            "t": "OrderedList",
            "c": [block["c"][0], [_around("block", "#question[", i, "]") for i in block["c"][1]]],
        }
        if block["t"] == "OrderedList"
        else block
        for block in blocks
    ]


def _around(what: str, before: str, nodes: list[tree.Node], after: str) -> list[tree.Node]:
    raw = tree.raw_inline if what == "inline" else tree.raw_block
    return [raw("typst", before), *nodes, raw("typst", after)]


def _language(tag: str) -> str:
    """Return the arguments of Typst's `text` for an IETF language tag, which may name a region."""
    language, _, region = tag.partition("-")
    return f"lang: {_quoted(language)}, region: {_quoted(region) if region else 'none'}"


def _quoted(text: str) -> str:
    """Return a Typst string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


PLACE: Final = re.compile(r"^\s*┌─ (?P<file>.*?):(?P<line>\d+):(?P<column>\d+)", re.MULTILINE)
HEAD: Final = re.compile(r"^(?P<severity>error|warning): (?P<message>.*)$", re.MULTILINE)
HINT: Final = re.compile(r"^\s*(?:= )?hint: (?P<hint>.*)$", re.MULTILINE)


def explain(report: str, body: str, document: Document) -> tuple[Diagnostic, ...]:
    """Return Typst's report as diagnostics about the sources of the document's parts.

    `body` is the Typst text of the document; a comment in it names the source of what follows. A problem outside
    the body is one of the whole document, and is reported at the publication's own file.
    """
    heads = list(HEAD.finditer(report))
    blocks = [
        report[head.start() : after.start() if after else None]
        for head, after in itertools.zip_longest(heads, heads[1:])
    ]
    return tuple(_explain_one(block, body.splitlines(), document) for block in blocks or [f"error: {report}"])


def _explain_one(block: str, lines: Sequence[str], document: Document) -> Diagnostic:
    head, place = HEAD.search(block), PLACE.search(block)
    message = head["message"] if head else block.strip()
    origin, passage = "report/publication.yaml", ""
    if place and PurePosixPath(place["file"].replace("\\", "/")).name == BODY:
        line = int(place["line"])
        before = [text for text in lines[:line] if text.startswith(ORIGIN)]
        origin = before[-1].removeprefix(ORIGIN).strip() if before else origin
        passage = " ".join(lines[line - 1 : line + 2])
    quoted = re.search(r"[“\"](.+?)[”\"]", message)
    conformance = "PDF/" in message or "could not be displayed" in message or "alt text" in message
    severity = Severity.WARNING if head and head["severity"] == "warning" else Severity.ERROR
    return Diagnostic(
        rule="pdf-is-conforming" if conformance else "typst-compiles",
        location=Location(path=PurePosixPath(origin or "report/publication.yaml")),
        message=f"{message} (in {document.metadata.title})",
        hints=tuple(match["hint"] for match in HINT.finditer(block)),
        severity=severity,
        passage=quoted[1] if quoted and conformance else passage,
    )
