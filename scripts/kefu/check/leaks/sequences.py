"""Sources → sequences of words: each source in the ways in which its readers may read on from one piece to the next."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from kefu import tree
from kefu.authored import Visibility
from kefu.check.leaks.canaries import letters_of
from kefu.check.leaks.pieces import ASIDE, LABEL, UNPRINTED, columns, pieces
from kefu.check.leaks.printed import cited, printed
from kefu.check.leaks.scope import strings
from kefu.layout import FIGURES
from kefu.reading.unseen import FILLERS, INVISIBLE, MARKS
from kefu.reading.yaml import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kefu.check.leaks.pieces import Piece
    from kefu.model import Case, Project, Source, Table

_WORD: Final = re.compile(rf"[^\W_{FILLERS}](?:[^\W_{FILLERS}]|[{INVISIBLE}{MARKS}])*")
_QUOTED: Final = re.compile(r"[\"“”„»«][^\"“”„»«]+[\"“”„»«]")

_APART: Final = ("Header", "BlockQuote", "Table", "Figure", "Image", ASIDE, UNPRINTED)
"""What interrupts a text that can be read on without it, and can be read by itself; notes and citations do, too."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Passage:
    """A piece of a source; `quoted` if all of it is in a block quote, `of_work` if it is printed of a work."""

    path: PurePosixPath
    case: str
    text: str
    quoted: bool = False
    of_work: bool = False

    def quotes(self, start: int, end: int) -> bool:
        """Return whether the characters between two places are marked as a quotation."""
        return self.quoted or any(match.start() < start and end < match.end() for match in _QUOTED.finditer(self.text))


class Word(NamedTuple):
    """A word of a passage: its letters as they are compared, and where it stands in the passage."""

    passage: Passage
    letters: str
    start: int
    end: int

    @property
    def written(self) -> str:
        """The word as it is written."""
        return self.passage.text[self.start : self.end]


Sequence = tuple[Word, ...]


def restricted(project: Project) -> Iterator[Sequence]:
    """Yield the sequences of everything that is for teachers only."""
    for case in project.cases:
        yield from _of_parts(case, Visibility.RESTRICTED)


def public(project: Project) -> Iterator[Sequence]:
    """Yield the sequences of everything that some public document may show, in whatever form."""
    sources = {source.path: source for source in project.sources}
    for chapter in project.chapters:
        yield from _of_blocks(chapter.text.source.path, "", json.loads(chapter.text.blocks))
    for case in project.cases:
        yield from _of_parts(case, Visibility.PUBLIC)
        yield from _of_yaml(case.source, case.id, strings(case.description))
    yield from _of_yaml(project.sources[0], "", strings(project.publication))
    bibliography = PurePosixPath(project.publication.bibliography.references)
    for texts in printed(project, cited(project, public=True)).values():
        yield _words(Passage(path=bibliography, case="", text=_composed(text), of_work=True) for text in texts)
    for figure in project.figures:
        told = figure.description
        yield from _of_yaml(sources[FIGURES / f"{figure.slug}.yaml"], "", (told.caption, told.alt, told.source))
        for table in figure.tables:
            yield from _of_table(table)


def _of_parts(case: Case, visibility: Visibility) -> Iterator[Sequence]:
    for part in case.parts:
        if part.kind.visibility is visibility:
            yield from _of_blocks(part.text.source.path, case.id, json.loads(part.text.blocks))


def _of_blocks(path: PurePosixPath, case: str, blocks: Any) -> Iterator[Sequence]:
    """Yield a text without what interrupts it, each kind of that by itself, everything in its order, and columns."""
    uncited = tree.rewrite(blocks, lambda node: [] if node["t"] == "Cite" else None)
    text = pieces(tree.rewrite(uncited, lambda node: [] if node["t"] == "Note" else None))
    without = pieces(uncited)
    everything = pieces(blocks)
    readings = (
        [piece for piece in text if piece.inside.isdisjoint(_APART)],
        *([piece for piece in text if kind in piece.inside] for kind in _APART),
        [piece for piece in without if "Note" in piece.inside],
        [piece for piece in everything if "Cite" in piece.inside],
        [piece for piece in without if piece.inside.isdisjoint({"Image", ASIDE, UNPRINTED})],
        without,
        everything,
        *(column for node in tree.walk(uncited) if node["t"] == "Table" for column in columns(node)),
    )
    for reading in dict.fromkeys(map(tuple, readings)):
        yield _of_pieces(path, case, reading)


def _of_pieces(path: PurePosixPath, case: str, read: Iterable[Piece]) -> Sequence:
    shown = (piece for piece in read if LABEL not in piece.inside)
    return _words(
        Passage(path=path, case=case, text=_composed(piece.text), quoted="BlockQuote" in piece.inside)
        for piece in shown
    )


def _of_yaml(source: Source, case: str, texts: Iterable[str]) -> Iterator[Sequence]:
    """Yield the texts of a description in the order of its keys, and in that in which they are written."""
    shown = [*texts]
    kept = {text.strip() for text in shown}
    for order in (shown, [text for text in parse_yaml(source).written.values() if text.strip() in kept]):
        yield _words(Passage(path=source.path, case=case, text=_composed(text)) for text in order)


def _of_table(table: Table) -> Iterator[Sequence]:
    """Yield the cells of a CSV file row by row, and column by column."""
    rows = [[*table.rows[0]], *([*row.values()] for row in table.rows)] if table.rows else []
    for order in (rows, [*zip(*rows, strict=True)]):
        cells = (cell for line in order for cell in line)
        yield _words(Passage(path=FIGURES / table.name, case="", text=_composed(cell)) for cell in cells)


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _words(passages: Iterable[Passage]) -> Sequence:
    return tuple(Word(passage, *word) for passage in passages for word in _words_of(passage.text))


@lru_cache(maxsize=4096)  # a text is read in several ways, one after another
def _words_of(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple((letters_of(match[0]), match.start(), match.end()) for match in _WORD.finditer(text))
