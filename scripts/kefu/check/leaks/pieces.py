"""A text as a pandoc tree → its pieces: words that readers see one after another, and what each of them stands in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kefu import tree

if TYPE_CHECKING:
    from collections.abc import Iterator

LABEL: Final = "label"
"""What the label of a heading, figure, table or box stands in."""

ASIDE: Final = "aside"
"""What an alternative text, the title of a box and the title of a link stand in."""

UNPRINTED: Final = "unprinted"
"""What any other value in braces stands in, which no format shows."""

_FLOWING: Final = frozenset(
    ("Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Underline", "Quoted", "Span", "Link")
)
"""Inlines whose words belong to the piece around them."""


_SHOWN: Final = frozenset((("Image", "alt"), ("Div", "title")))
"""The values in braces that documents show, by the type of their node and their key."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that readers see one after another, whatever the layout; `inside` has the types of all nodes around."""

    text: str
    inside: frozenset[str]


def runs(blocks: Any) -> tuple[str, ...]:
    """Return the texts of the pieces of blocks that documents show as they are written, which citations are not."""
    return tuple(piece.text for piece in pieces(blocks) if piece.inside.isdisjoint({"Cite", UNPRINTED}))


def pieces(blocks: Any) -> tuple[Piece, ...]:
    """Return the pieces of blocks, in the order in which they are written.

    A piece ends at the end of its block, and at anything that does not appear as it is written: citations,
    cross-references, notes and pictures. Notes, captions, alternative texts, titles and labels, and what is said
    before and after a work that is cited, are separate pieces.
    """
    reader = _Reader()
    reader.read(blocks)
    reader.end()
    return tuple(reader.pieces)


def notes(blocks: Any) -> tuple[str, ...]:
    """Return the texts in the notes of blocks, which documents show one after another, apart from what they belong to.

    Citations are left out, as in `runs`.
    """
    return tuple(piece.text for piece in pieces(blocks) if "Note" in piece.inside and piece.inside.isdisjoint({"Cite"}))


def columns(table: tree.Node) -> Iterator[tuple[Piece, ...]]:
    """Yield the pieces of each column of a table, from its head to its foot."""
    _, _, widths, (_, head), bodies, (_, foot) = table["c"]
    rows = [*head, *(row for body in bodies for part in body[2:] for row in part), *foot]
    for number in range(len(widths)):
        yield pieces([{"t": "Div", "c": [tree.attr(), cells[number][4]]} for _, cells in rows if number < len(cells)])


class _Reader:
    """Collects pieces while walking a tree."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._words: list[str] = []
        self._inside: list[str] = []
        self._after: list[Piece] = []

    def end(self) -> None:
        """End the current piece; the titles of links in it come after it."""
        self._add(self.pieces, "".join(self._words))
        self._words.clear()
        self.pieces += self._after
        self._after.clear()

    def read(self, content: Any) -> None:
        """Walk through nodes, lists of nodes, and values that contain nodes."""
        if isinstance(content, list):
            for item in content:
                if not isinstance(item, str):
                    self.read(item)
        elif isinstance(content, dict):
            if "t" in content:
                self._read_node(content["t"], content.get("c"), content)
            else:
                self.read([*content.values()])

    def _read_node(self, kind: str, content: Any, node: tree.Node) -> None:
        if kind in tree.SPACES:
            self._words.append(" ")
        elif kind == "Str":
            self._words.append(content)
        elif kind in {"Code", "Math"}:
            self._words.append(content[1])
            self._note_asides(node)
        elif kind in _FLOWING:
            self.read(content)
            self._note_asides(node)
        else:
            self.end()
            self._inside.append(kind)
            self._read_apart(kind, content, node)
            self.end()
            self._inside.pop()

    def _read_apart(self, kind: str, content: Any, node: tree.Node) -> None:
        self._add(self.pieces, tree.attributes_of(node)[0], LABEL)
        self._note_asides(node)
        self.end()
        if kind == "CodeBlock":
            self._words.append(content[1])
        elif kind == "LineBlock":
            for line in content:
                self.read(line)
                self.end()
        elif kind == "Cite":
            self.read(content[0])
        else:
            self.read(content)

    def _note_asides(self, node: tree.Node) -> None:
        """Remember the values in the braces of a node, and the title of a link or a picture, for after the piece."""
        for key, value in tree.attributes_of(node)[2]:
            self._add(self._after, value, ASIDE if (node["t"], key) in _SHOWN else UNPRINTED)
        if node["t"] in {"Link", "Image"}:
            self._add(self._after, node["c"][2][1], ASIDE)

    def _add(self, to: list[Piece], words: str, *around: str) -> None:
        if text := " ".join(words.split()):
            to.append(Piece(text, frozenset((*self._inside, *around))))
