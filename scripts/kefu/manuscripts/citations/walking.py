"""A manuscript's tree in reading order: tokens and typed citations become `Cite` nodes, or stay text and are told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from kefu import tree
from kefu.manuscripts.citations import typed
from kefu.manuscripts.citations.tokens import TOKEN
from kefu.manuscripts.citations.values import Fate, Told
from kefu.manuscripts.marking import marked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kefu.manuscripts.citations.shelf import Shelf
    from kefu.manuscripts.citations.typed import Part, Typed
    from kefu.manuscripts.citations.values import Field

_OPAQUE: Final = "\ufffc"
_AS_THEY_ARE: Final = frozenset(("Code", "CodeBlock", "Math", "RawInline", "RawBlock", "Image"))
_PARAGRAPHS: Final = frozenset(("Header", "Para", "Plain", "LineBlock"))

_Signs = list[tuple[str, "tree.Node | None"]]
"""The signs of a text, each with the node that it stands for if that is no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Which works a field cites, or why that is in doubt."""

    field: Field
    parts: tuple[Part, ...] = ()
    could_be: tuple[str, ...] = ()
    why: str = ""
    in_text: bool = False


class Walk:
    """One way through a manuscript. `told` has what has become of each citation, with the number of its field."""

    def __init__(self, shelf: Shelf, decided: Mapping[int, Decided]) -> None:
        self.told: list[tuple[int | None, Told]] = []
        self._shelf = shelf
        self._decided = decided
        self._cited: list[tuple[str, ...]] = []
        self._mark = 0

    def blocks(self, nodes: list[tree.Node]) -> list[tree.Node]:
        """Return blocks with their citations."""
        return [self._node(node) for node in nodes]

    def _node(self, node: tree.Node) -> tree.Node:
        kind = node["t"]
        if kind == "Cite":
            self._cited.append(tuple(tree.cited([node])))
            return node
        if kind in _AS_THEY_ARE or "c" not in node:
            return node
        outer = self._mark
        if kind in _PARAGRAPHS:
            self._mark = marked(node["c"]) or outer
        inner = self._content(node["c"])
        self._mark = outer
        return {"t": kind, "c": inner}

    def _content(self, content: Any) -> Any:
        if isinstance(content, list):
            if content and all(isinstance(item, dict) and "t" in item for item in content):
                inline = any(item["t"] in {"Str", *tree.SPACES, "Note"} for item in content)
                return self._inlines(content) if inline else [self._node(item) for item in content]
            return [self._content(item) for item in content]
        if isinstance(content, dict):
            return self._node(content) if "t" in content else {k: self._content(v) for k, v in content.items()}
        return content

    def _inlines(self, nodes: list[tree.Node]) -> list[tree.Node]:
        signs: _Signs = []
        for node in nodes:
            if node["t"] == "Str":
                signs += [(sign, None) for sign in node["c"]]
            else:
                signs.append((" " if node["t"] in tree.SPACES else _OPAQUE, node))
        text = "".join(sign for sign, _ in signs)
        found: list[tree.Node] = []
        end = 0
        for start, stop, what in self._events(text):
            if start < end:
                continue
            if isinstance(what, int):
                found += [*self._plain(signs[end:start]), *self._field(what)]
            elif (citation := typed.read(what, self._shelf, self._cited)) is None:
                continue
            else:
                start, stop = citation.start, citation.end  # noqa: PLW2901 - words before it stay text
                found += self._plain(signs[end:start])
                found += self._typed(
                    citation, signs[start:stop], text[start if citation.in_text else what.start() : stop]
                )
            end = stop
        return [*found, *self._plain(signs[end:])]

    def _events(self, text: str) -> Iterator[tuple[int, int, Any]]:
        """Yield the tokens and the candidates in a text, in order."""
        tokens = [(one.start(), one.end(), int(one[1])) for one in TOKEN.finditer(text)]
        maybe = [(one.start(), one.end(), one) for one in typed.candidates(text)]
        yield from sorted([*tokens, *maybe], key=lambda event: event[:2])

    def _plain(self, signs: _Signs) -> list[tree.Node]:
        """Return the nodes that signs stand for, with the citations in those that are no text."""
        found: list[tree.Node] = []
        word = ""
        for sign, node in signs:
            if node is None:
                word += sign
                continue
            if word:
                found.append({"t": "Str", "c": word})
                word = ""
            found.append(node if sign == " " else self._node(node))
        return [*found, {"t": "Str", "c": word}] if word else found

    def _typed(self, citation: Typed, signs: _Signs, words: str) -> list[tree.Node]:
        keys = tuple(part.key for part in citation.parts)
        self._cited.append(keys)
        self._tell(None, words, keys, citation.could_be, citation.why)
        if not citation.parts:
            return self._plain(signs)
        return _cited(citation.parts, in_text=citation.in_text, words=words)

    def _field(self, number: int) -> list[tree.Node]:
        one = self._decided.get(number)
        if one is None:
            return []
        told = any(number == other for other, _ in self.told)
        if one.parts:
            keys = tuple(part.key for part in one.parts)
            self._cited.append(keys)
            if not told:
                self._tell(number, one.field.text, keys)
            return _cited(one.parts, in_text=one.in_text, words=one.field.text)
        return self._as_shown(number, one, told=told)

    def _as_shown(self, number: int, one: Decided, *, told: bool) -> list[tree.Node]:
        """Return a field that is in doubt as it was shown; if all in it can be read as if it were typed, it is that."""
        inside = Walk(self._shelf, {})
        inside._cited = [*self._cited]
        nodes = inside._inlines(tree.text(one.field.text)) if one.field.text else []
        results = [result for _, result in inside.told]
        sure = bool(results) and not one.could_be and all(result.fate is Fate.CITED for result in results)
        keys = tuple(key for result in results for key in result.keys) if sure else ()
        could_be = (*one.could_be, *(key for result in results for key in (*result.keys, *result.could_be)))
        self._cited.append(keys)
        if not told:
            self._tell(number, one.field.text, keys, () if sure else tuple(dict.fromkeys(could_be)), one.why)
        return nodes if sure else tree.text(one.field.text) if one.field.text else []

    def _tell(
        self, number: int | None, words: str, keys: Sequence[str], could_be: tuple[str, ...] = (), why: str = ""
    ) -> None:
        fate = Fate.CITED if keys else Fate.DOUBTFUL
        told = Told(fate=fate, words=words, keys=tuple(keys), could_be=could_be, why=why)
        self.told.append((number, replace(told, mark=self._mark)))


def _cited(parts: Sequence[Part], *, in_text: bool, words: str) -> list[tree.Node]:
    """Return the node of a citation; what stands before an author who is part of the sentence is text."""
    before = [*tree.text(parts[0].prefix), {"t": "Space"}] if in_text and parts[0].prefix else []
    citations = []
    for index, part in enumerate(parts):
        first = in_text and index == 0
        mode = "AuthorInText" if first and not part.hidden else "SuppressAuthor" if part.hidden else "NormalCitation"
        citations.append({
            "citationId": part.key,
            "citationPrefix": [] if first or not part.prefix else tree.text(_safe(part.prefix)),
            "citationSuffix": _suffix(part.suffix, "" if first else ", "),
            "citationMode": {"t": mode},
            "citationNoteNum": 0,
            "citationHash": 0,
        })  # fmt: skip
    return [*before, {"t": "Cite", "c": [citations, tree.text(words)]}]


def _suffix(said: str, before: str) -> list[tree.Node]:
    text = _safe(said).strip(" ,")
    return tree.text(text if text[0] in ".:" else before + text) if text else []


def _safe(said: str) -> str:
    """Return what stands around a key without the signs that part citations and end them in Markdown."""
    return said.replace(";", ",").translate({ord("["): "(", ord("]"): ")", ord("@"): None})
