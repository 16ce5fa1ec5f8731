"""Where in the sources the texts of a document come from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.check.tags import normalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kefu.model import Document

LONGEST: Final = 60
"""How much of a text is searched for in its source, in letters."""

TEXTS: Final = frozenset(("Para", "Plain", "Header"))

Place = tuple[PurePosixPath, str]
"""The path of a source, and a passage in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The places of a document's texts, by their letters, and the place of any other: the beginning of its text."""

    by_text: Mapping[str, Place]
    first: Place

    @classmethod
    def of(cls, document: Document) -> Places:
        """Return the places of the texts of a document."""
        found = {
            text: place for text, place in reversed([*_places(tree.blocks(document.tree), PurePosixPath())]) if text
        }
        return cls(by_text=found, first=next(iter(reversed(found.values())), (PurePosixPath(), "")))

    def knows(self, text: str) -> bool:
        """Return whether a text is one of the document's, or as that of a table consists of them for the most part."""
        letters = normalised(text)
        return letters in self.by_text or 2 * sum(len(known) for known in self.by_text if known in letters) > len(
            letters
        )

    def of_text(self, text: str) -> Place:
        """Return the place of a text, or of the first known text in it."""
        letters = normalised(text)
        if letters in self.by_text:
            return self.by_text[letters]
        inner = (place for known, place in self.by_text.items() if len(known) > 3 and known in letters)  # noqa: PLR2004 - a word
        return next(inner, self.first)


def _places(nodes: list[tree.Node], origin: PurePosixPath) -> Iterator[tuple[str, Place]]:
    for node in nodes:
        if node["t"] == "Div":
            (_, _, pairs), content = node["c"]
            named = dict(pairs).get("origin")
            yield from _places(content, PurePosixPath(named) if named else origin)
        else:
            for inner in tree.walk([node]):
                if inner["t"] in TEXTS:
                    inlines = inner["c"][2] if inner["t"] == "Header" else inner["c"]
                    yield normalised(tree.plain(inlines)), (origin, _passage(inlines))


def _passage(inlines: list[tree.Node]) -> str:
    """Return the longest piece of a text that its source has as it is."""
    runs = [""]
    for inline in inlines:
        if inline["t"] == "Str" and "\N{NO-BREAK SPACE}" not in inline["c"]:
            runs[-1] += inline["c"]
        elif inline["t"] == "Space":
            runs[-1] += " "
        else:
            runs.append("")
    longest = max((run.strip() for run in runs), key=len)
    return longest if len(longest) <= LONGEST else longest[:LONGEST].rpartition(" ")[0]
