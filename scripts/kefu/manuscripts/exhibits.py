"""Figures, tables and exhibits: each gets its caption, its label, and a picture beside the text."""

from __future__ import annotations

import itertools
import posixpath
import re
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.manuscripts.inlines import after, plainly, raw
from kefu.manuscripts.looks import NUMBERED
from kefu.manuscripts.marking import MARKS, marked, numbers, plain, trimmed, without
from kefu.manuscripts.structure import role_of
from kefu.manuscripts.tables import plainer
from kefu.manuscripts.values import Outcome, Role, Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kefu.manuscripts.labels import Labels
    from kefu.manuscripts.values import Manuscript

_TABLES: Final = re.compile(r"tab", re.IGNORECASE)
_BY_PROGRAM: Final = re.compile(
    r"[\s.,;]*(?:Automatiskt genererad beskrivning|Description automatically generated"
    r"|AI-genererat innehåll kan vara felaktigt|AI-generated content may be incorrect).*$",
    re.IGNORECASE | re.DOTALL,
)
"""What Word adds to an alternative text that a program has written."""

_SUFFIXES: Final = {".jpeg": ".jpg", ".jpe": ".jpg"}
_SHOWN: Final = frozenset((".png", ".jpg", ".svg"))
_INCH: Final = {"in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4, "pt": 1 / 72, "px": 1 / 96}


class Exhibits:
    """What is found of figures, tables and exhibits in a text: labels by mark, pictures by the name of the file."""

    def __init__(self, manuscript: Manuscript, labels: Labels, told: list[Told]) -> None:
        self._manuscript = manuscript
        self._labels = labels
        self._told = told
        self.marks: dict[int, str] = {}
        self.captions: dict[str, str] = {}
        self.pictures: dict[str, bytes] = {}

    def captioned(self, blocks: list[tree.Node]) -> list[tree.Node]:
        """Return blocks in which pictures are figures, and figures and tables have their captions and labels."""
        apart = [piece for block in blocks for piece in _apart(block)]
        taken: set[int] = set()
        found: list[tree.Node] = []
        for index, block in enumerate(apart):
            if index in taken:
                continue
            match block["t"]:
                case "Table":
                    found += self._table(block, self._caption(apart, index, taken, found, table=True))
                case "Figure":
                    found.append(self._figure(block, self._caption(apart, index, taken, found, table=False)))
                case "Div" if "exhibit" in block["c"][0][1]:
                    found.append(self._exhibit(block))
                case _:
                    found.append(self._inside(block))
        for block in found:
            if self._is_caption(block):
                at = marked(block["c"])
                message = f"“{plain([block])[:60]}” is a caption without a figure or a table beside it: it stays text"
                self._told.append(Told(outcome=Outcome.CHANGED, message=message, mark=at))
        return found

    def _inside(self, block: tree.Node) -> tree.Node:
        """Return a block whose pictures, in a list or a quotation, are named after files."""

        def name(node: tree.Node) -> list[tree.Node] | None:
            return [self._picture(node, "")] if node["t"] == "Image" else None

        return tree.rewrite([block], name)[0]

    def _is_caption(self, block: tree.Node) -> bool:
        is_picture = any(node["t"] == "Image" for node in tree.walk(block.get("c", [])))
        return block["t"] == "Para" and not is_picture and role_of(block, self._manuscript.origins) is Role.CAPTION

    def _caption(
        self, blocks: Sequence[tree.Node], index: int, taken: set[int], found: list[tree.Node], *, table: bool
    ) -> list[tree.Node]:
        """Return the caption of a figure or table: the one of its kind right before or after it, by style or number."""
        own = tree.caption_of(blocks[index])
        if own:
            return own
        nearby = [index - 1, index + 1] if table else [index + 1, index - 1]
        for other in nearby:
            if not 0 <= other < len(blocks) or other in taken:
                continue
            block = blocks[other]
            number = NUMBERED.match(raw(block["c"])) if block["t"] == "Para" else None
            typed = number and len(raw(block["c"])) > number.end() + 1
            if not (self._is_caption(block) or typed) or (number and bool(_TABLES.match(number["kind"])) is not table):
                continue
            if other < index:
                if not found or (found[-1] is not block and found[-1] != block):
                    continue
                found.pop()
            taken.add(other)
            return list(block["c"])
        return []

    def _named(self, caption: list[tree.Node], kind: str, at: int) -> tuple[list[tree.Node], str]:
        number = NUMBERED.match(raw(caption))
        kept = trimmed(plainly(after(caption, number.end()) if number else caption))
        label = self._labels.new(kind, plain(kept))
        for mark in {at, *numbers(tree.plain(caption))} - {0}:
            self.marks[mark] = label
        self.captions[label] = number[0].strip(" .:") if number else ""
        return kept, label

    def _figure(self, figure: tree.Node, caption: list[tree.Node]) -> tree.Node:
        (image,) = (node for node in tree.walk(figure["c"][2]) if node["t"] == "Image")
        at = marked(figure["c"][2])
        kept, label = self._named(caption, "fig", at)
        if not kept:
            self._tell(Outcome.LEFT, "a picture has no caption: write one in the brackets of “![…]”", at)
        picture = self._picture(image, plain(kept))
        alt = dict(picture["c"][0][2]).get("alt", "")
        if not alt:
            message = 'a picture has no alternative text: write what it shows, as in “{#fig-… alt="…"}”'
            self._tell(Outcome.LEFT, message, at)
        pairs = [pair for pair in picture["c"][0][2] if pair[1]]
        shown = [*kept, *({"t": "Str", "c": mark} for mark in _marks(figure["c"][2])[:1])]
        attributes = [label, [], pairs]
        return tree.para([{"t": "Image", "c": [attributes, shown, picture["c"][2]]}])

    def _picture(self, image: tree.Node, caption: str) -> tree.Node:
        (_, _, pairs), alt, (target, _) = image["c"]
        given = dict(pairs)
        said = given.get("alt", "") or plain(alt)
        if said == caption:
            said = ""
        if _BY_PROGRAM.search(said):
            self._tell(Outcome.CHANGED, f"a program has described a picture; check it: “{said[:60]}”", marked(alt))
        content = self._manuscript.pictures.get(target)
        if content is None:
            self._tell(Outcome.LEFT, f"a picture is not in the file: “{target[:80]}”", marked(alt))
            name = target
        else:
            name = self._file(target, content, caption)
        size = _width(given.get("width", ""), self._manuscript.width)
        own = {"alt": _BY_PROGRAM.sub("", " ".join(said.split())), "width": size}
        return {"t": "Image", "c": [tree.attr(**own), alt, [name, ""]]}

    def _file(self, target: str, content: bytes, caption: str) -> str:
        suffix = posixpath.splitext(target)[1].lower()
        suffix = _SUFFIXES.get(suffix, suffix)
        stem = self._labels.new("bild", caption).removeprefix("bild-")
        names = (f"{stem}{'' if count == 1 else f'-{count}'}{suffix}" for count in itertools.count(1))
        name = next(name for name in names if name not in self.pictures)
        self.pictures[name] = content
        if suffix not in _SHOWN:
            message = f"“{name}” is a picture of a kind that not every format can show: save it as .png or .svg"
            self._tell(Outcome.LEFT, message, 0)
        return name

    def _table(self, table: tree.Node, caption: list[tree.Node]) -> list[tree.Node]:
        at = marked(table["c"][3:])
        self._told += plainer(table, at)[1]
        kept, label = self._named(caption, "tbl", at) if caption else ([], "")
        if not kept:
            self._tell(Outcome.LEFT, "a table has no caption: write one below it, as in “: Caption {#tbl-…}”", at)
        bare = tree.rewrite([plainer(table, at)[0]], lambda node: without([node]) if node["t"] == "Str" else None)[0]
        place = [tree.para([{"t": "Str", "c": mark}]) for mark in _marks(table["c"][3:])[:1]]
        (_, caption_, *rest) = tree.with_caption(bare, kept)["c"] if kept else bare["c"]
        return [*place, {"t": "Table", "c": [tree.attr(label), caption_, *rest]}]

    def _exhibit(self, block: tree.Node) -> tree.Node:
        (_, _, pairs), content = block["c"]
        given = dict(pairs)
        label = self._labels.new("exh", given.get("title", ""))
        at = [int(mark) for mark in given.get("marks", "").split()] or [marked(content)]
        self.marks |= dict.fromkeys(at, label)
        self.captions[label] = ""
        if not given.get("title", ""):
            self._tell(Outcome.LEFT, 'a box has no title: write one, as in “title="…"”', at[0])
        return tree.div(tree.attr(label, ["exhibit"], title=given.get("title", "")), self.captioned(content))

    def _tell(self, outcome: Outcome, message: str, at: int) -> None:
        self._told.append(Told(outcome=outcome, message=message, mark=at))


def _marks(content: object) -> list[str]:
    return MARKS.findall(tree.plain(content))


def _apart(block: tree.Node) -> list[tree.Node]:
    """Return a paragraph whose pictures stand after it, each as a figure."""
    if block["t"] not in {"Para", "Plain"}:
        return [block]
    pictures = [node for node in tree.walk(block["c"]) if node["t"] == "Image"]
    if not pictures:
        return [block]
    rest = tree.rewrite(block["c"], lambda node: [] if node["t"] == "Image" else None)
    signs = [{"t": "Str", "c": sign} for sign in _marks(block["c"])[:1]]
    figures = [
        {"t": "Figure", "c": [tree.attr(), [None, []], [{"t": "Plain", "c": [picture, *signs]}]]}
        for picture in pictures
    ]
    if plain(rest):
        return [{"t": block["t"], "c": trimmed(rest)}, *figures]
    return figures


def _width(given: str, text: float) -> str:
    """Return a width as a share of that of the text, in percent; nothing if it is as wide, or not known."""
    found = re.fullmatch(r"([\d.]+)(%|in|cm|mm|pt|px)", given)
    if not found:
        return ""
    share = float(found[1]) if found[2] == "%" else 100 * float(found[1]) * _INCH[found[2]] / text
    return f"{round(share / 5) * 5 or 5}%" if share < 95 else ""  # noqa: PLR2004 - nearly as wide as the text
