"""Citations: what readers see of each, and the list of works, as a citation style has them."""

from __future__ import annotations

import json
import re
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kefu import tree
from kefu.cache import NOTHING_KEPT, Step
from kefu.reading.markup import run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kefu.cache import Store

REFS: Final = "refs"
"""The identifier of the div into which pandoc puts the list of works. Source: the manual of pandoc, “Citations”."""

IN_WORDS: Final = "\ue000"
"""What begins a place in a work, in braces, that a citation style is to show as it is, without a label of its own."""

_UNLABELLED: Final = (
    '<locale><terms><term name="sub-verbo"><single/><multiple/></term>'
    '<term name="sub-verbo" form="short"><single/><multiple/></term>'
    f'<term name="sub-verbo" form="symbol"><single>{IN_WORDS}</single><multiple>{IN_WORDS}</multiple></term>'
    "</terms></locale>"
)
"""Makes of a label for places that no style needs, “under the word”, one that shows nothing. Source: CSL 1.0.2."""

_IN_NOTES: Final = re.compile(r"<style\b[^>]*\bclass\s*=\s*[\"']note[\"']")
_STOP: Final[tree.Node] = {"t": "Str", "c": "."}


def cite(
    documents: Sequence[tuple[list[tree.Node], Mapping[str, str]]],
    *,
    style: str,
    language: str,
    jobs: int,
    store: Store = NOTHING_KEPT,
) -> list[list[tree.Node]]:
    """Resolve the citations of documents and return the blocks of each.

    A document is its blocks and the references that it cites, by key. The list of works goes into the div `refs`.
    `style` is the text of a CSL style, `language` an IETF tag.

    pandoc is only asked for the citations, in their order, so that nothing is asked anew while they are the same.
    A style that puts them into notes changes what is around them; then it is given everything.
    """
    found = [_Found(blocks) for blocks, _ in documents]
    apart = [not (_IN_NOTES.search(style) or one.is_nested()) for one in found]
    asked = [
        (one.alone() if alone else blocks, references)
        for one, alone, (blocks, references) in zip(found, apart, documents, strict=True)
    ]

    def cited(new: list[tuple[list[tree.Node], Mapping[str, str]]]) -> list[str]:
        return _cite(new, style, language, jobs)

    answers = map(tree.blocks, store.keep_each(Step.CITE, cited, asked, around=(style, language)))
    return [one.together(answer) if alone else answer for one, alone, answer in zip(found, apart, answers, strict=True)]


class _Found:
    """The citations in blocks, in reading order, each with the full stop that follows it, and the place for the list.

    If a citation ends with a full stop, pandoc leaves out the one that follows.
    """

    def __init__(self, blocks: list[tree.Node]) -> None:
        self._blocks = blocks
        self._cites: list[list[tree.Node]] = []
        self._lists: list[tree.Node] = []
        self._around: set[int] = set()
        self._look(blocks)

    def _look(self, content: Any) -> bool:
        """Note what there is in a part of a tree, and return whether there is anything; then it has to be replaced."""
        found = False
        if type(content) is dict:
            if content.get("t") == "Div" and content["c"][0][0] == REFS:
                self._lists.append(content)
                return True
            for value in content.values():
                if (type(value) is list or type(value) is dict) and self._look(value):
                    found = True
        else:
            for index, item in enumerate(content):
                if type(item) is dict and item.get("t") == "Cite":
                    self._cites.append([item, _STOP] if content[index + 1 : index + 2] == [_STOP] else [item])
                    found = True
                elif (type(item) is list or type(item) is dict) and self._look(item):
                    found = True
        if found:
            self._around.add(id(content))
        return found

    def is_nested(self) -> bool:
        """Return whether there is a citation in what an author says beside another one."""
        return any(node["t"] == "Cite" for cite, *_ in self._cites for node in tree.walk(cite["c"]))

    def alone(self) -> list[tree.Node]:
        """Return a paragraph for each citation, and the place for the list."""
        return [*map(tree.para, self._cites), *self._lists[:1]]

    def together(self, answer: list[tree.Node]) -> list[tree.Node]:
        """Return the blocks with what pandoc has made of what was alone."""
        count = len(self._cites)
        cited, listed = iter(answer[:count]), answer[count:]
        placed: list[tree.Node] = self._placed(self._blocks, cited, listed)
        return placed if self._lists else [*placed, *listed]

    def _placed(self, content: Any, cited: Iterator[tree.Node], listed: list[tree.Node]) -> Any:
        if id(content) not in self._around:
            return content
        if type(content) is dict:
            return {key: self._placed(value, cited, listed) for key, value in content.items()}
        found: list[Any] = []
        follows = False
        for item in content:
            cites = type(item) is dict and item.get("t") == "Cite"
            if cites:
                found += next(cited)["c"]
            elif any(item is one for one in self._lists):
                found += listed
            elif not (follows and item == _STOP):
                found.append(self._placed(item, cited, listed))
            follows = cites
        return found


def _cite(
    documents: Sequence[tuple[list[tree.Node], Mapping[str, str]]], style: str, language: str, jobs: int
) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="kefu-") as folder:
        csl = Path(folder, "style.csl")
        csl.write_text(re.sub(r"(?=<citation[\s>])", _UNLABELLED, style, count=1), encoding="utf-8")
        meta = {
            "csl": {"t": "MetaString", "c": str(csl)},
            "lang": {"t": "MetaString", "c": language},
            "link-citations": {"t": "MetaBool", "c": True},
        }
        citing = [
            {
                "job": "cite",
                "tree": tree.document(
                    blocks,
                    meta | {"references": {"t": "MetaList", "c": [json.loads(r) for r in references.values()]}},
                ),
            }
            for blocks, references in documents
        ]
        return run(citing, jobs)


@cache
def refusal(style: str, language: str) -> str:
    """Return why pandoc cannot cite with the text of a CSL style, or nothing if it can."""
    try:
        cite([([], {})], style=style, language=language, jobs=1)
    except RuntimeError as error:
        told = re.search(r"^Citeproc\w*Error: (.*)", str(error), re.MULTILINE)
        if not told:
            raise
        return told[1]
    return ""
