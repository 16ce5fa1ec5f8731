"""Check a parsed Markdown text against what authors may write, and normalise it for the rest of the program."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.load.inlines import (
    Text,
    check_formulas,
    check_header,
    check_language,
    check_link,
    check_nested_links,
    check_note,
    check_span,
    check_str,
)
from kefu.load.pictures import check_picture, uses
from kefu.load.places import FIGURE, from_root, heading, literally, targets
from kefu.reading.sources import locate, occurrences
from kefu.rules.figures import (
    EXHIBIT_HAS_TITLE,
    FIGURE_HAS_ALT_TEXT,
    FIGURE_HAS_CAPTION,
    FIGURE_HAS_LABEL,
    TABLE_HAS_CAPTION,
    TABLE_HAS_HEADER,
)
from kefu.rules.markup import (
    BOX_IS_KNOWN,
    HEADING_HAS_TEXT,
    LABEL_NAMES_ITS_KIND,
    MARKUP_IS_PORTABLE,
    REFERENCES_ARE_APART,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from kefu.diagnostics import Location
    from kefu.load.pictures import Use
    from kefu.load.problems import Problems
    from kefu.model import Source

KINDS: Final = {"Header": "sec", "Figure": "fig", "Table": "tbl", "Div": "exh"}
REFERENCE: Final = re.compile(r"^(?:[Ss]ec|[Ff]ig|[Tt]bl|[Ee]xh|[Cc]ase)-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspected:
    """A checked text: its normalised blocks, as JSON, its number of words, and every name that it defines or uses."""

    source: Source
    blocks: str
    words: int
    labels: tuple[str, ...]
    references: tuple[str, ...]
    citations: tuple[str, ...]
    figures: tuple[str, ...]
    images: tuple[Use, ...]


def label_of(reference: str) -> str:
    """Return the label that a reference like `Fig-slug` (capital at the start of a sentence) points to."""
    return reference[:1].lower() + reference[1:]


def first(source: Source, token: str, passage: str = "") -> Location:
    """Return where a token first occurs in a source, or else where the passage does, or the token in whatever way."""
    return next(occurrences(source, token), None) or locate(source, passage or token)


def inspect(source: Source, blocks: list[tree.Node], problems: Problems) -> Inspected:
    """Check a text and return it normalised.

    Normalised means: comments are gone, a figure without a caption of its own is a figure too, a picture named by path
    is named from the project's root, and a heading's language is that of its words.
    """
    check_nested_links(source, problems)
    settled = tree.rewrite(blocks, _settle(source, check_formulas(source, problems), problems))
    nodes = list(tree.walk(settled))
    text = Text(source, problems, targets(source, nodes), _shown_as_figures(nodes))
    labels = tuple(label for node in nodes if (label := _label(text, node)))
    for node in nodes:
        check = CHECKS.get(node["t"])
        if check:
            check(text, node)
    references, citations = _cited(source, nodes, problems)
    shown = [node["c"][2][0] for node in nodes if node["t"] == "Image"]
    return Inspected(
        source=source,
        blocks=json.dumps(settled, ensure_ascii=False),
        words=len(tree.plain(settled).split()),
        labels=labels,
        references=references,
        citations=citations,
        figures=tuple(target.removeprefix(FIGURE) for target in shown if target.startswith(FIGURE)),
        images=uses(nodes, text.targets),
    )


def _settle(source: Source, in_words: Source, problems: Problems) -> Callable[[tree.Node], list[tree.Node] | None]:
    def settle(node: tree.Node) -> list[tree.Node] | None:
        match node["t"]:
            case "RawBlock" | "RawInline":
                format_, code = node["c"]
                if format_ == "html" and re.fullmatch(r"<!--.*-->\s*", code, re.DOTALL):
                    return []
                # What is written in the source, but not in what is left of it without formulas, is told as one.
                written = literally(source, code)
                for place in literally(in_words, code) if written else [locate(source, code)]:
                    problems.note(
                        MARKUP_IS_PORTABLE,
                        place,
                        f"“{code.strip().splitlines()[0]}” is {format_}, which not every format can show",
                        "write it in Markdown, or put a backslash before the first character to show it as it is",
                    )
                kept = tree.text(code)
                return kept if node["t"] == "RawInline" else [tree.para(kept)]
            case "Para" if len(node["c"]) == 1 and node["c"][0]["t"] == "Image":
                attributes, alt, target = node["c"][0]["c"]
                own = tree.text(dict(attributes[2]).get("alt", "")) or alt
                rest = [pair for pair in attributes[2] if pair[0] != "alt"]
                picture = {"t": "Image", "c": [["", attributes[1], rest], own, target]}
                return [tree.figure(tree.attr(attributes[0]), [], picture)]
            case "Image":
                attributes, alt, (target, title) = node["c"]
                picture = {"t": "Image", "c": [attributes, alt, [from_root(source, target), title]]}
                return [picture] if target else list(alt)  # one without a target is told as forgotten
            case "Header" if "lang" in dict(node["c"][1][2]):
                level, (identifier, classes, pairs), inlines = node["c"]
                rest = [pair for pair in pairs if pair[0] != "lang"]
                words = tree.span(tree.attr(lang=dict(pairs)["lang"]), inlines)
                return [tree.header(level, [identifier, classes, rest], [words])]
        return None

    return settle


def _shown_as_figures(nodes: list[tree.Node]) -> frozenset[int]:
    inside = (inner for node in nodes if node["t"] == "Figure" for inner in tree.walk(node["c"][2]))
    return frozenset(id(node) for node in inside if node["t"] == "Image")


def _label(text: Text, node: tree.Node) -> str:
    label = str(tree.attributes_of(node)[0])
    if not label:
        return ""
    kind = KINDS.get(node["t"], "")
    if not re.fullmatch(rf"{kind}-[a-z0-9]+(-[a-z0-9]+)*", label) or not kind:
        hint = f"write it as “{{#{kind}-name}}”" if kind else "only headings, figures, tables and exhibits have labels"
        text.problems.note(
            LABEL_NAMES_ITS_KIND,
            first(text.source, f"#{label}", label),
            f"“{label}” is no label that can stand here",
            f"{hint}, in small letters a–z, digits and hyphens",
        )
    return label


def _check_div(text: Text, node: tree.Node) -> None:
    (label, classes, pairs), content = node["c"]
    known = {"exhibit": {"title"}, "pullquote": set[str]()}
    place = (
        first(text.source, f"#{label}") if label else locate(text.source, " ".join(classes) + " " + tree.plain(content))
    )
    unknown = [name for name in classes if name not in known]
    allowed = {"lang"}.union(*(known.get(name, ()) for name in classes))
    unknown += [key for key, _ in pairs if key not in allowed]
    if unknown:
        text.problems.note(
            BOX_IS_KNOWN,
            place,
            f"unknown class or attribute “{unknown[0]}” of a “:::” block",
            'known are .exhibit with title="…", .pullquote, and lang=…',
        )
    if "exhibit" in classes and not (label and dict(pairs).get("title")):
        text.problems.note(
            EXHIBIT_HAS_TITLE,
            place,
            "an exhibit needs a label and a title",
            'write “::: {.exhibit #exh-name title="…"}”',
        )
    check_language(text, node)


def _check_header(text: Text, node: tree.Node) -> None:
    _, (_, classes, pairs), inlines = node["c"]
    place = heading(text.source, inlines)
    if not tree.plain(inlines):
        text.problems.note(HEADING_HAS_TEXT, place, "a heading is empty", "write its text after “#”")
    if classes or pairs:
        name = classes[0] if classes else pairs[0][0]
        text.problems.note(
            MARKUP_IS_PORTABLE,
            place,
            f"unknown class or attribute “{name}” of a heading",
            "a heading can be given a label “{#sec-name}” and a language “{lang=en}”",
        )
    check_header(text, node)


def _check_figure(text: Text, node: tree.Node) -> None:
    label = node["c"][0][0]
    images = [inner for inner in tree.walk(node["c"][2]) if inner["t"] == "Image"]
    for image in images:
        _, alt, (target, _) = image["c"]
        token = first(text.source, f"#{label}") if label else text.targets[id(image)]
        if not label:
            text.problems.note(FIGURE_HAS_LABEL, token, f"the figure “{target}” has no label", "add “{#fig-name}”")
        if target.startswith(FIGURE):
            continue
        caption = tree.plain(tree.caption_of(node))
        if not caption:
            text.problems.note(FIGURE_HAS_CAPTION, token, f"the picture “{target}” has no caption", "write it in “[…]”")
        if not tree.plain(alt) or tree.plain(alt) == caption:
            text.problems.note(
                FIGURE_HAS_ALT_TEXT,
                token,
                f"the picture “{target}” has no alternative text of its own",
                'add alt="what the picture shows" in “{…}”',
            )


def _check_image(text: Text, node: tree.Node) -> None:
    check_picture(node, text.targets[id(node)], text.problems, apart=id(node) in text.figures)


def _check_table(text: Text, node: tree.Node) -> None:
    label = node["c"][0][0]
    body = tree.plain(node["c"][4])
    place = first(text.source, f"#{label}") if label else locate(text.source, body[:80])
    if label and not tree.plain(tree.caption_of(node)):
        text.problems.note(
            TABLE_HAS_CAPTION, place, "a table with a label has no caption", "write “: Caption {#tbl-name}”"
        )
    if not tree.plain(node["c"][3]):
        text.problems.note(TABLE_HAS_HEADER, place, "a table has no header row", "name the columns in its first row")


CHECKS: Final[dict[str, Callable[[Text, tree.Node], None]]] = {
    "Div": _check_div,
    "Span": check_span,
    "Header": _check_header,
    "Figure": _check_figure,
    "Image": _check_image,
    "Table": _check_table,
    "Link": check_link,
    "Note": check_note,
    "Str": check_str,
}


def _cited(source: Source, nodes: list[tree.Node], problems: Problems) -> tuple[tuple[str, ...], tuple[str, ...]]:
    references: list[str] = []
    citations: list[str] = []
    for node in nodes:
        if node["t"] != "Cite":
            continue
        keys = [citation["citationId"] for citation in node["c"][0]]
        own = [key for key in keys if REFERENCE.match(key)]
        if own and len(own) < len(keys):
            problems.note(
                REFERENCES_ARE_APART,
                first(source, f"@{keys[0]}"),
                "a cross-reference and a citation share a pair of brackets",
                "give each its own",
            )
        references.extend(own)
        citations.extend(key for key in keys if key not in own)
    return tuple(references), tuple(citations)
