"""Paragraphs with marks → blocks: headings, quotations, exhibits, and lists that were typed by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.manuscripts.inlines import after, plainly, raw, without_bold
from kefu.manuscripts.looks import NUMBERED
from kefu.manuscripts.marking import MARKS, marked, plain, trimmed
from kefu.manuscripts.values import Outcome, Role, Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu.manuscripts.values import Origin

BULLET: Final = re.compile(r"[•·▪●◦‣\N{BULLET OPERATOR}][ \N{NO-BREAK SPACE}]?|[-*–]\N{NO-BREAK SPACE}|- |\* ")
"""How an item begins whose bullet was typed. A dash with a space begins a line that somebody says."""

NUMBER: Final = re.compile(r"(?P<number>\d{1,2})[.)][ \N{NO-BREAK SPACE}]")
TYPED: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?[ \N{NO-BREAK SPACE}]+|\d{1,2}[.)][ \N{NO-BREAK SPACE}]+")
"""How a heading begins whose number was typed."""

BARE: Final = re.compile(r"(?P<number>\d{1,2})[ \N{NO-BREAK SPACE}]+")


def role_of(block: tree.Node, origins: Sequence[Origin]) -> Role:
    """Return the role of a block's paragraph, or of its first one."""
    at = marked(block.get("c", []))
    return origins[at].role if at < len(origins) else Role.TEXT


def shaped(
    blocks: list[tree.Node], origins: Sequence[Origin], told: list[Told]
) -> tuple[list[tree.Node], list[tree.Node]]:
    """Return blocks in which paragraphs are what their roles say, and the paragraphs that are titles."""
    titles: list[tree.Node] = []
    asides: list[tuple[int, str]] = []
    found: list[tree.Node] = []
    for block in blocks:
        role = role_of(block, origins)
        at = marked(block.get("c", []))
        if block["t"] in {"Para", "Plain"} and role is Role.HEADING:
            found.append(tree.header(origins[at].level, tree.attr(), trimmed(without_bold(plainly(block["c"])))))
        elif block["t"] in {"Para", "Plain"} and role is Role.TITLE:
            titles.append(tree.para(plainly(block["c"])))
        elif role is Role.ASIDE and block["t"] != "Table":
            asides.append((at, plain([block])))
        elif role is Role.QUOTE and block["t"] in {"Para", "BlockQuote"}:
            inner = block["c"] if block["t"] == "BlockQuote" else [block]
            _append_to(found, "BlockQuote", inner)
        else:
            found.append(block)
    for at, said in asides[:1]:
        message = f"what a program has made is left out: {len(asides)} paragraphs, the first of which is “{said[:60]}”"
        told.append(Told(outcome=Outcome.LEFT, message=message, mark=at))
    return found, titles


def _append_to(found: list[tree.Node], kind: str, inner: list[tree.Node]) -> None:
    if found and found[-1]["t"] == kind:
        found[-1] = {"t": kind, "c": [*found[-1]["c"], *inner]}
    else:
        found.append({"t": kind, "c": list(inner)})


def unnumbered(blocks: list[tree.Node], told: list[Told]) -> list[tree.Node]:
    """Return blocks with headings without numbers that were typed: the numbers are set by this program."""
    bare = [int(match["number"]) for block in _headers(blocks) if (match := BARE.match(raw(block["c"][2])))]
    counted = len(bare) > 1 and bare[0] == 1 and bare == sorted(bare)
    found: list[tree.Node] = []
    for block in blocks:
        text = raw(block["c"][2]) if block["t"] == "Header" else ""
        typed = TYPED.match(text) or (BARE.match(text) if counted else None)
        if typed and MARKS.sub("", text[typed.end() :]).strip():
            level, attributes, inlines = block["c"]
            block = tree.header(level, attributes, after(inlines, typed.end()))  # noqa: PLW2901 - the same heading
            message = f"the typed number “{typed[0].strip()}” of a heading is dropped: headings are numbered"
            told.append(Told(outcome=Outcome.CHANGED, message=message, mark=marked(inlines)))
        found.append(block)
    return found


def _headers(blocks: list[tree.Node]) -> list[tree.Node]:
    return [block for block in blocks if block["t"] == "Header"]


def listed(blocks: list[tree.Node], told: list[Told]) -> list[tree.Node]:
    """Return blocks in which paragraphs with typed bullets or numbers, one after the other, are lists."""
    found: list[tree.Node] = []
    index = 0
    while index < len(blocks):
        bullets = _run_of(blocks, index, BULLET)
        numbers = _run_of(blocks, index, NUMBER)
        lone = bullets == 1 and raw(blocks[index]["c"])[0] in "-*–"
        count = 0 if lone else bullets or (numbers if numbers > 1 and _rise(blocks[index : index + numbers]) else 0)
        if not count:
            found.append(blocks[index])
            index += 1
            continue
        pattern = BULLET if bullets else NUMBER
        items = [[_without_sign(block, pattern)] for block in blocks[index : index + count]]
        kind = "bullets" if bullets else "numbers"
        message = f"{kind} typed by hand are a list now, of {count} {'item' if count == 1 else 'items'}"
        told.append(Told(outcome=Outcome.CHANGED, message=message, mark=marked(blocks[index]["c"])))
        first = NUMBER.match(raw(blocks[index]["c"]))
        style = [int(first["number"]) if first else 1, {"t": "Decimal"}, {"t": "Period"}]
        found.append({"t": "BulletList", "c": items} if bullets else {"t": "OrderedList", "c": [style, items]})
        index += count
    return found


def _run_of(blocks: list[tree.Node], index: int, pattern: re.Pattern[str]) -> int:
    end = index
    while end < len(blocks) and blocks[end]["t"] in {"Para", "Plain"} and pattern.match(raw(blocks[end]["c"])):
        end += 1
    return end - index


def _rise(blocks: list[tree.Node]) -> bool:
    numbers = [int(found["number"]) for block in blocks if (found := NUMBER.match(raw(block["c"])))]
    return numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _without_sign(block: tree.Node, pattern: re.Pattern[str]) -> tree.Node:
    sign = pattern.match(raw(block["c"]))
    return {"t": "Plain", "c": trimmed(after(block["c"], sign.end() if sign else 0))}


def tight(blocks: list[tree.Node]) -> list[tree.Node]:
    """Return blocks with lists whose items are a paragraph each, without empty lines between them."""
    return tree.rewrite(blocks, _tight)


def _tight(node: tree.Node) -> list[tree.Node] | None:
    if node["t"] not in {"BulletList", "OrderedList"}:
        return None
    items = node["c"] if node["t"] == "BulletList" else node["c"][1]
    lists = {"BulletList", "OrderedList"}
    if any(
        item[0]["t"] not in {"Para", "Plain"} or any(b["t"] not in lists for b in item[1:]) for item in items if item
    ):
        return None
    lean = [[{"t": "Plain", "c": item[0]["c"]}, *item[1:]] if item else item for item in items]
    return [{"t": node["t"], "c": lean if node["t"] == "BulletList" else [node["c"][0], lean]}]


def boxed(blocks: list[tree.Node], origins: Sequence[Origin]) -> list[tree.Node]:
    """Return blocks in which what stands in a box is an exhibit: by style, or as a table of one cell."""
    found: list[tree.Node] = []
    for block in blocks:
        role = role_of(block, origins)
        open_ = bool(found) and found[-1]["t"] == "Div" and dict(found[-1]["c"][0][2]).get("open") == "yes"
        if role is Role.EXHIBIT_TITLE and block["t"] == "Para":
            title = NUMBERED.sub("", plain([block]), count=1)
            anchor = [] if not MARKS.search(raw(block["c"])) else [marked(block["c"])]
            attributes = tree.attr("", ["exhibit"], title=title, marks=" ".join(map(str, anchor)), open="yes")
            found.append(tree.div(attributes, []))
        elif open_ and role is Role.EXHIBIT and block["t"] != "Header":
            found[-1] = tree.div(found[-1]["c"][0], [*found[-1]["c"][1], block])
        elif open_ and block["t"] in {"Table", "Figure", "BulletList", "OrderedList"} and not found[-1]["c"][1]:
            found[-1] = tree.div(found[-1]["c"][0], [block])
        elif block["t"] == "Table" and (cell := _only_cell(block)) is not None:
            found.append(_box(cell))
        else:
            found.append(block)
    return found


def _only_cell(table: tree.Node) -> list[tree.Node] | None:
    rows = [*table["c"][3][1], *(row for body in table["c"][4] for row in (*body[2], *body[3])), *table["c"][5][1]]
    cells = [cell for row in rows for cell in row[1]]
    return list(cells[0][4]) if len(cells) == 1 else None


def _box(cell: list[tree.Node]) -> tree.Node:
    """Return an exhibit; its title is a first line that is all bold."""
    paragraphs = [{"t": "Para", "c": block["c"]} if block["t"] == "Plain" else block for block in cell]
    first = plainly(paragraphs[0]["c"]) if paragraphs and paragraphs[0]["t"] == "Para" else []
    bold = bool(first) and any(node["t"] == "Strong" for node in paragraphs[0]["c"]) and len(paragraphs) > 1
    whole = bold and plain([node for node in paragraphs[0]["c"] if node["t"] != "Strong"]) == ""
    title = NUMBERED.sub("", plain(first), count=1) if whole else ""
    at = marked(paragraphs)
    return tree.div(tree.attr("", ["exhibit"], title=title, marks=str(at)), paragraphs[1:] if whole else paragraphs)
