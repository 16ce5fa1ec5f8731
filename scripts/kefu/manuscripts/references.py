"""Links to places of a manuscript → references by label, such as `@fig-…`, and labels for the headings they lead to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.manuscripts.inlines import raw
from kefu.manuscripts.looks import NUMBERED
from kefu.manuscripts.marking import marked, plain
from kefu.manuscripts.values import Outcome, Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.manuscripts.labels import Labels

PAGE: Final = "page:"

_ENDED: Final = re.compile(r"(?:^|(?:\w{4}|[)”])[.!?]”? )$")
"""What stands before a sentence; a word of three letters and a full stop may be an abbreviation."""

_NUMBER: Final = re.compile(r"\d+(?:\.\d+)*")


@dataclass(slots=True, kw_only=True)
class References:
    """What references of a text can lead to: bookmarks by name, and labels by mark; those of headings are added.

    `captions` holds the number that a caption had in the manuscript, such as “Figur 2”, by label.
    """

    bookmarks: Mapping[str, int]
    marks: dict[int, str]
    captions: Mapping[str, str]
    labels: Labels
    told: list[Told] = field(default_factory=list)

    def resolved(self, blocks: list[tree.Node]) -> list[tree.Node]:
        """Return blocks in which links to places are references, and headings that are referred to have labels."""
        wanted = {self._mark(node) for node in tree.walk(blocks) if node["t"] == "Link"}
        for node in tree.walk(blocks):
            if node["t"] == "Header" and (at := marked(node["c"][2])) in wanted and at and at not in self.marks:
                self.marks[at] = self.labels.new("sec", plain(node["c"][2]))
        labelled = tree.rewrite(blocks, self._labelled)
        return [self._in(block) for block in labelled]

    def _mark(self, link: tree.Node) -> int:
        target = str(link["c"][2][0])
        return self.bookmarks.get(target.removeprefix("#").removeprefix(PAGE), 0) if target.startswith("#") else 0

    def _labelled(self, node: tree.Node) -> list[tree.Node] | None:
        if node["t"] != "Header":
            return None
        level, (_, classes, pairs), inlines = node["c"]
        return [tree.header(level, [self.marks.get(marked(inlines), ""), classes, pairs], inlines)]

    def _in(self, block: tree.Node) -> tree.Node:
        at = marked(block.get("c", []))

        def refer(node: tree.Node) -> list[tree.Node] | None:
            if node["t"] != "Link" or not node["c"][2][0].startswith("#"):
                return None
            return self._reference(node, at)

        found = tree.rewrite(tree.rewrite([block], refer), _capitalised)[0]
        self._tell_typed(found, at)
        return found

    def _reference(self, link: tree.Node, at: int) -> list[tree.Node]:
        inlines, target = list(link["c"][1]), link["c"][2][0]
        label, said = self.marks.get(self._mark(link), ""), plain(inlines)
        if not label:
            if said and not target.startswith("#_ftn"):
                self._tell(Outcome.LEFT, f"“{said[:60]}” led to a place that has no label: it is text now", at)
            return inlines
        only_number = bool(_NUMBER.fullmatch(said)) and not target.startswith(f"#{PAGE}")
        if target.startswith(f"#{PAGE}"):
            self._tell(Outcome.CHANGED, f"the page number “{said}” is “@{label}” now: rewrite the sentence", at)
        elif not only_number and not NUMBERED.fullmatch(said) and not re.match(r"(?i)(kapitel|avsnitt)", said):
            self._tell(Outcome.CHANGED, f"“{said[:60]}” is “@{label}” now, and is written by its number", at)
        mode = "SuppressAuthor" if only_number else "AuthorInText"
        return [_cite(label, mode)]

    def _tell_typed(self, block: tree.Node, at: int) -> None:
        """Tell of a number that is typed, and could be a reference."""
        by_number = {caption.casefold(): label for label, caption in self.captions.items() if caption}
        text = raw(block["c"]) if block["t"] in {"Para", "Plain"} else ""
        for found in re.finditer(r"(?i)\b(?:figur|tabell|bild|diagram)[ \N{NO-BREAK SPACE}]\d+(?:\.\d+)*", text):
            label = by_number.get(found[0].replace("\N{NO-BREAK SPACE}", " ").casefold())
            if label:
                self._tell(
                    Outcome.LEFT, f"“{found[0]}” is typed: write @{label} for it, which has the right number", at
                )

    def _tell(self, outcome: Outcome, message: str, at: int) -> None:
        self.told.append(Told(outcome=outcome, message=message, mark=at))


def _cite(name: str, mode: str) -> tree.Node:
    citation = {
        "citationId": name, "citationPrefix": [], "citationSuffix": [], "citationMode": {"t": mode},
        "citationNoteNum": 0, "citationHash": 0,
    }  # fmt: skip
    return {"t": "Cite", "c": [[citation], tree.text(f"[-@{name}]" if mode == "SuppressAuthor" else f"@{name}")]}


def _capitalised(node: tree.Node) -> list[tree.Node] | None:
    """Return a paragraph in which a reference that begins a sentence has a capital."""
    if node["t"] not in {"Para", "Plain"}:
        return None
    found: list[tree.Node] = []
    for inline in node["c"]:
        name = inline["c"][0][0]["citationId"] if inline["t"] == "Cite" else ""
        if name and inline["c"][0][0]["citationMode"]["t"] == "AuthorInText" and _ENDED.search(raw(found)):
            found.append(_cite(name[:1].upper() + name[1:], "AuthorInText"))
        else:
            found.append(inline)
    return [{"t": node["t"], "c": found}]
