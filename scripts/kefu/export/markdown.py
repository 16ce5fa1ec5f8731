"""Blocks → Markdown for Quarto, in a form that a person would want to go on writing."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any, Final

from kefu import tree
from kefu.engines import columns
from kefu.reading import markup
from kefu.reading.citations import REFS
from kefu.reading.sources import UNSHOWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FORMAT: Final = "markdown-smart-simple_tables-multiline_tables"
"""Pandoc's Markdown with tables in the forms that authors use. Characters are written as they are to be read."""

SIGNS: Final = re.compile(r"""("|(?<!\w)'|'(?!\w)|--+|\.\.\.|(?<![^\W_])@|&(?=#?\w+;))""")
"""Characters that Quarto, unlike this project, reads as others, and those that pandoc's writer does not always escape.

Apostrophes inside words are left to Quarto. Source: pandoc's manual, extension `smart`.
"""

MARKER: Final = re.compile(r"[:|+*~=>#-]+|\(?(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)]|#\.")
"""A word that begins a list, a definition, a heading and so on, if it is first on its line and a space follows."""

BOX: Final = re.compile(r"\[[xX]?\]?")
"""The box of a task, or its beginning, if it is first in an item; Quarto finds it even if it is escaped."""

WHOLE: Final = "whole"
"""The class of a block around the only content of an exhibit, such as a list; Quarto would omit it from Word files."""

DASHES: Final = 72
"""How many dashes show the widths of a table's columns. With the bars between them, they make a line so long that the
widths are used.

Any line longer than this is that long. Source: pandoc's manual, `--columns` and extension `pipe_tables`.
"""

NOTES: Final = re.compile(rf"{UNSHOWN.pattern}|(?<!\\)\[\^(?P<note>\d+)\]", UNSHOWN.flags)
"""The labels of notes; also matches code, in which something may look like one."""

BAR: Final = re.compile(r"(?<!\\)\|")


def written(
    texts: Sequence[list[tree.Node]],
    pictures: Mapping[str, str],
    *,
    room: float,
    jobs: int,
    names: Sequence[str] = (),
) -> list[str]:
    """Return each text as Markdown, with one line for each paragraph.

    `pictures` holds the paths of pictures in the export, by the target that the blocks name. `room` is how many letters
    of average width fit across a table. With `names`, one for each text, no two texts have notes with the same label,
    so that Quarto can make a book of them. The work is shared among `jobs` processes.
    """
    formed = [tree.rewrite(tree.rewrite(blocks, lambda node: _boxed(node, pictures)), _escaped) for blocks in texts]
    tables: list[tree.Node] = []

    def collect(node: tree.Node) -> None:
        if _is_plain_table(node):
            tables.append(node)

    for blocks in formed:
        tree.rewrite(blocks, collect)
    drawn = iter(markup.write_each([tree.document([_free(table)]) for table in tables], FORMAT, jobs=jobs))

    def draw(node: tree.Node) -> list[tree.Node] | None:
        if not _is_plain_table(node):
            return None
        text = next(drawn)
        table = _in_widths(text, _widths(node, room)) if _has_widths(node) or _is_long(text) else ""
        return [tree.raw_block("markdown", table)] if table else None

    whole = [tree.document(tree.rewrite(blocks, draw)) for blocks in formed]
    done = [text.strip("\n") + "\n" for text in markup.write_each(whole, FORMAT, jobs=jobs)]
    return [_with_notes_of(name, text) for name, text in zip(names, done, strict=True)] if names else done


def inlines(words: Sequence[str], *, jobs: int) -> list[str]:
    """Return each plain text as Markdown in which nothing is taken for markup."""
    paragraphs = [tree.document(tree.rewrite([tree.para(tree.text(one))], _escaped)) for one in words]
    return [text.strip("\n") for text in markup.write_each(paragraphs, FORMAT, jobs=jobs)]


def _boxed(node: tree.Node, pictures: Mapping[str, str]) -> list[tree.Node] | None:
    """Return a figure, an exhibit or the place of the bibliography in Quarto's form.

    A figure is an image with a label and alternative text, and an exhibit a block whose last paragraph is its caption.
    Source: https://quarto.org/docs/authoring/cross-references.html and cross-references-custom.html.
    """
    if node["t"] == "Figure":
        attributes, _, body = node["c"]
        (image,) = (inner for inner in tree.walk(body) if inner["t"] == "Image")
        (_, _, pairs), alt, (target, _) = image["c"]
        caption = tree.caption_of(node)
        picture = {
            "t": "Image",
            "c": [["", [], [["fig-alt", tree.plain(alt)], *pairs]], caption, [pictures[target], ""]],
        }
        return [tree.figure(attributes, caption, picture)]
    if node["t"] == "Div" and node["c"][0][0] == REFS:
        return [tree.raw_block("markdown", f"::: {{#{REFS}}}\n:::")]  # pandoc drops an empty one at the end of a text
    if node["t"] == "Div" and "exhibit" in node["c"][0][1]:
        (label, _, pairs), content = node["c"]
        rest = [pair for pair in pairs if pair[0] != "title"]
        if len(content) == 1 and content[0]["t"] not in {"Para", "Plain", "Div"}:
            content = [tree.div(tree.attr(classes=[WHOLE]), content)]
        return [tree.div([label, [], rest], [*content, tree.para(tree.text(dict(pairs)["title"]))])]
    return None


def _escaped(node: tree.Node) -> list[tree.Node] | None:
    """Return text that Quarto reads as written, and not as an example or a definition at the beginning of a block.

    Even in code, Quarto would run what is between “{{<” and “>}}” if a third brace did not prevent it.
    Source: https://quarto.org/docs/extensions/shortcodes.html, Escaping.
    """
    if node["t"] in {"Code", "CodeBlock"}:
        attributes, code = node["c"]
        return [{"t": node["t"], "c": [attributes, code.replace("{{<", "{{{<").replace(">}}", ">}}}")]}]
    if node["t"] == "Str":
        pieces = SIGNS.split(node["c"])
        if len(pieces) == 1:
            return None
        return [
            tree.raw_inline("markdown", re.sub(r"([\"'.@&-])", r"\\\1", piece)) if odd else {"t": "Str", "c": piece}
            for odd, piece in ((index % 2, piece) for index, piece in enumerate(pieces))
            if piece
        ]
    return _with_beginnings(node)


def _with_beginnings(node: tree.Node) -> list[tree.Node] | None:
    """Return a block whose lines and items begin with nothing that Quarto would take for something else."""
    content: list[Any]
    match node["t"]:
        case "Para" | "Plain":
            content = _begun(node["c"])
        case "BulletList":
            content = [*map(_without_box, node["c"])]
        case "OrderedList":
            content = [node["c"][0], [*map(_without_box, node["c"][1])]]
        case "DefinitionList":
            content = [[_begun(term), [*map(_without_box, items)]] for term, items in node["c"]]
        case _:
            return None
    return [{"t": node["t"], "c": content}]


def _begun(inlines: list[tree.Node]) -> list[tree.Node]:
    """Return inlines from their first word on, with what Quarto would read as a beginning escaped, on every line."""
    made: list[tree.Node] = []
    starts = True
    begun = [*itertools.dropwhile(lambda inline: inline["t"] in tree.SPACES, inlines)]
    for inline, following in itertools.zip_longest(begun, begun[1:]):
        example = inline.get("c") == "(" and following is not None and following["t"] == "Cite"
        apart = following is not None and following["t"] in tree.SPACES
        begins = inline["t"] == "Str" and (inline["c"].startswith(":") or (apart and MARKER.fullmatch(inline["c"])))
        made.append(tree.raw_inline("markdown", _bare(inline["c"])) if starts and (example or begins) else inline)
        starts = inline["t"] == "LineBreak"
    return made


def _bare(word: str) -> str:
    return re.sub(r"([^\w\s])", r"\\\1", word)


def _without_box(item: list[tree.Node]) -> list[tree.Node]:
    """Return an item of a list that is not taken for a task: what looks like its box is put in a span."""
    if not item or item[0]["t"] not in {"Para", "Plain"} or not item[0]["c"]:
        return item
    first, *rest = item[0]["c"]
    if first["t"] != "Str" or not BOX.fullmatch(first["c"]):
        return item
    return [{"t": item[0]["t"], "c": [tree.raw_inline("markdown", f"[{_bare(first['c'])}]{{}}"), *rest]}, *item[1:]]


def _with_notes_of(name: str, text: str) -> str:
    """Return a text with a name before the numbers by which pandoc labels its notes: `[^inledning-1]`."""

    def named(match: re.Match[str]) -> str:
        return f"[^{name}-{match['note']}]" if match["note"] else match[0]

    return NOTES.sub(named, text)


def _is_plain_table(node: tree.Node) -> bool:
    """Return whether a node is a table without notes; notes keep their numbers only if a table stays in its text."""
    return node["t"] == "Table" and not any(inner["t"] == "Note" for inner in tree.walk(node["c"]))


def _has_widths(table: tree.Node) -> bool:
    return all(width.get("c", 0) for _, width in table["c"][2])


def _is_long(text: str) -> bool:
    """Return whether a row of a table is so long that Quarto takes the widths of its columns from the dashes.

    Quarto's limit is lower than that of the reader of this project's sources.
    """
    return any(len(line) > DASHES for line in text.splitlines() if line.startswith("|"))


def _widths(table: tree.Node, room: float) -> list[float]:
    """Return the widths of columns that suit the words of a table, in letters, as the engines choose them."""
    return columns.widths(columns.extents(table), room, columns.PADDING)


def _free(table: tree.Node) -> tree.Node:
    attributes, caption, columns, *rows = table["c"]
    free = [[alignment, {"t": "ColWidthDefault"}] for alignment, _ in columns]
    return {"t": "Table", "c": [attributes, caption, free, *rows]}


def _in_widths(text: str, widths: list[float]) -> str:
    """Return a pipe table whose dashes show the widths of its columns, and whose cells are not padded with spaces.

    Returns an empty string for a table that cannot be a pipe table.
    """
    lines = text.strip().split("\n")
    if not all(line.startswith("|") for line in lines[:2]):
        return ""
    end = next((index for index, line in enumerate(lines) if not line.startswith("|")), len(lines))
    rows = [f"| {' | '.join(cell.strip() for cell in BAR.split(line)[1:-1])} |" for line in lines[:end]]
    ruler = BAR.split(lines[1])[1:-1]
    rows[1] = f"|{'|'.join(_dashes(cell, width / sum(widths)) for cell, width in zip(ruler, widths, strict=True))}|"
    return "\n".join([*rows, *lines[end:]])


def _dashes(cell: str, share: float) -> str:
    before, after = cell[:1] == ":", cell[-1:] == ":"
    return ":" * before + "-" * max(3, round(DASHES * share) - before - after) + ":" * after
