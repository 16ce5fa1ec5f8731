"""Works → what documents print of them: their citations and their entries in lists of references."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.authored import Visibility
from kefu.check.leaks.pieces import pieces
from kefu.reading.citations import REFS, cite

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kefu.model import Project

_CITED: Final = "cited-"
_LISTED: Final = "ref-"
"""What the identifiers of citations and of entries in a list of references begin with, before the key."""


def cited(project: Project, *, public: bool = False) -> list[str]:
    """Return the keys that the texts and captions of a project cite, or only those that everybody can read."""
    parts = (part for case in project.cases for part in case.parts)
    texts = (
        *(chapter.text.blocks for chapter in project.chapters),
        *(caption for figure in project.figures for caption in figure.captions.values()),
        *(part.text.blocks for part in parts if not public or part.kind.visibility is Visibility.PUBLIC),
    )
    return [key for text in texts for key in tree.cited(tree.walk(json.loads(text)))]


def printed(project: Project, keys: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Return the texts that documents show of works, by key: only the fields that the citation style prints for each.

    Keys that are not in the bibliography are left out.
    """
    references = {key: project.references[key] for key in dict.fromkeys(keys) if key in project.references}
    if not references:
        return {}
    citing = [tree.div(tree.attr(f"{_CITED}{key}"), [tree.para([_citation(key)])]) for key in references]
    (cited,) = cite(
        [([*citing, tree.div(tree.attr(REFS), [])], references)],
        style=project.style,
        language=project.publication.language,
        jobs=1,
    )
    shown = {str(node["c"][0][0]): node for node in tree.walk(cited) if node["t"] == "Div"}
    return {
        key: tuple(
            piece.text
            for identifier in (f"{_CITED}{key}", f"{_LISTED}{key}")
            if identifier in shown
            for piece in pieces(shown[identifier]["c"][1])
        )
        for key in references
    }


def _citation(key: str) -> tree.Node:
    citation = {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": [],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 1,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[citation], []]}
