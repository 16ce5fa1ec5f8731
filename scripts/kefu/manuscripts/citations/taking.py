"""Fields of reference programs are taken out of a Word file, and tokens put in their places.

Sources: ECMA-376 part 1, 17.16.2 (simple fields), 17.16.18 (complex fields), 17.5.2 (content controls).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kefu.manuscripts.citations import instructions
from kefu.manuscripts.citations.tokens import token, without
from kefu.word import MC, W, made

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kefu.manuscripts.citations.values import Described, Field
    from kefu.word import Element

_KEPT: Final = frozenset((f"{W}commentReference", f"{W}footnoteReference", f"{W}endnoteReference", f"{W}drawing"))
"""What is no text of a field, although it stands in one."""

_CONTROL: Final = re.compile(r"MENDELEY_(?:CITATION|BIBLIOGRAPHY)", re.IGNORECASE)
_BOOKMARK: Final = "ZOTERO_BREF_"
_NOTES: Final = frozenset((f"{W}footnotes", f"{W}endnotes"))


@dataclass(slots=True, kw_only=True)
class _Span:
    """A field: the indices of its first and last piece among those of its text, its instruction, and its result."""

    first: int
    last: int = -1
    instruction: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    result: int = -1


def take(
    parts: Iterable[Element], *, sources: Mapping[str, Described], properties: Mapping[str, str]
) -> tuple[Field, ...]:
    """Put a token in place of each field of a reference program, and return the fields; the elements are changed.

    `parts` are the roots of the document and its notes, `sources` the works that Word itself knows, by tag, and
    `properties` those of the file, where Zotero keeps its fields if they are bookmarks. Tracked changes should be
    resolved before; a field in text that pandoc leaves out is told as left out.
    """
    found: list[Field] = []
    for part in parts:
        for element in part.iter(f"{W}t", f"{W}instrText"):
            element.text = without(element.text or "")
        for text in part if part.tag in _NOTES else (part,):
            _take(text, found, sources, properties)
    return tuple(found)


def _take(text: Element, found: list[Field], sources: Mapping[str, Described], properties: Mapping[str, str]) -> None:
    _filled(text)
    pieces = [piece for run in text.iter(f"{W}r") for piece in run if piece.tag != f"{W}rPr"]
    order = {piece: index for index, piece in enumerate(pieces)}
    again: list[tuple[Element, Field, int]] = []
    end = -1
    for span in sorted(_spans(text, pieces, order, properties), key=lambda one: (one.first, -one.last)):
        if span.first <= end:
            continue
        shown = _text(pieces[span.result : span.last + 1])
        one = instructions.field("".join(span.instruction), "".join(span.beside), shown, sources)
        if one is None:
            continue
        end = span.last
        alternative = next(pieces[span.first].iterancestors(f"{MC}AlternateContent"), None)
        same = [number for where, other, number in again if where is alternative and other == one]
        number = same[0] if same and next(pieces[span.first].iterancestors(f"{MC}Fallback"), None) is not None else -1
        if number < 0:
            number = len(found)
            found.append(one)
        if alternative is not None:
            again.append((alternative, one, number))
        _replace(pieces[span.first : span.last + 1], "" if one.is_list else token(number))


def _filled(text: Element) -> None:
    """Put an empty run into each field and content control that has none, so that it has a place."""
    for element in text.iter(f"{W}fldSimple", f"{W}sdt"):
        if next(element.iter(f"{W}r"), None) is None:
            inside = next(element.iter(f"{W}p"), element.find(f"{W}sdtContent"))
            (element if inside is None else inside).append(made(f"{W}r", {}, made(f"{W}t")))


def _spans(
    text: Element, pieces: Sequence[Element], order: Mapping[Element, int], properties: Mapping[str, str]
) -> Iterator[_Span]:
    yield from _complex(pieces)
    for element in text.iter(f"{W}fldSimple", f"{W}sdt"):
        inside = [order[piece] for run in element.iter(f"{W}r") for piece in run if piece in order]
        tag = element.find(f"{W}sdtPr/{W}tag")
        said = element.get(f"{W}instr", "") if tag is None else tag.get(f"{W}val", "")
        if inside and (element.tag == f"{W}fldSimple" or _CONTROL.match(said)):
            yield _Span(first=inside[0], last=inside[-1], instruction=[said], result=inside[0])
    yield from _bookmarks(text, order, properties)


def _complex(pieces: Sequence[Element]) -> Iterator[_Span]:
    opened: list[_Span] = []
    for index, piece in enumerate(pieces):
        kind = piece.get(f"{W}fldCharType") if piece.tag == f"{W}fldChar" else ""
        if kind == "begin":
            opened.append(_Span(first=index))
            data = piece.findtext(f"{W}fldData") or ""
            for span in opened:
                if span.result < 0 and not span.beside and data.strip():
                    span.beside.append(data)
        elif kind == "separate" and opened:
            opened[-1].result = index
        elif kind == "end" and opened:
            span = opened.pop()
            span.last = index
            span.result = index if span.result < 0 else span.result
            yield span
        elif piece.tag in {f"{W}instrText", f"{W}delInstrText"} and opened:
            opened[-1].instruction.append(piece.text or "")


def _bookmarks(text: Element, order: Mapping[Element, int], properties: Mapping[str, str]) -> Iterator[_Span]:
    """Yield the bookmarks that Zotero makes; each property holds 255 characters of what would be its instruction."""
    opened: dict[str, tuple[str, list[int]]] = {}
    for element in text.iter():
        if element.tag == f"{W}bookmarkStart" and element.get(f"{W}name", "").startswith(_BOOKMARK):
            opened[element.get(f"{W}id", "")] = (element.get(f"{W}name", ""), [])
        elif element.tag == f"{W}bookmarkEnd" and element.get(f"{W}id", "") in opened:
            name, inside = opened.pop(element.get(f"{W}id", ""))
            kept = ((re.fullmatch(rf"{re.escape(name)}_(\d+)", key), value) for key, value in properties.items())
            said = "".join(value for _, value in sorted((int(key[1]), value) for key, value in kept if key))
            if inside and said:
                yield _Span(first=inside[0], last=inside[-1], instruction=[said], result=inside[0])
        elif element in order:
            for _, inside in opened.values():
                inside.append(order[element])


def _text(pieces: Iterable[Element]) -> str:
    """Return the text that pieces of runs show."""
    spaces = {f"{W}tab", f"{W}br", f"{W}cr"}
    shown = ((piece.text or "") if piece.tag == f"{W}t" else " " if piece.tag in spaces else "" for piece in pieces)
    return " ".join("".join(shown).split())


def _replace(pieces: Sequence[Element], said: str) -> None:
    """Put a text in the place of pieces of runs; runs, and for no text paragraphs, that have nothing left are taken."""
    runs = list(dict.fromkeys(run for piece in pieces if (run := piece.getparent()) is not None))
    new = made(f"{W}t")
    new.text = said
    if said:
        pieces[0].addprevious(new)
    for piece in pieces:
        run = piece.getparent()
        if run is not None and piece.tag not in _KEPT:
            run.remove(piece)
    paragraphs = list(dict.fromkeys(p for run in runs if (p := next(run.iterancestors(f"{W}p"), None)) is not None))
    for run in runs:
        left = [piece for piece in run if piece.tag != f"{W}rPr"]
        around = run.getparent()
        if not left and around is not None:
            around.remove(run)
        elif said and left == [new]:
            for properties in run.findall(f"{W}rPr"):
                run.remove(properties)
    for paragraph in () if said else paragraphs:
        around = paragraph.getparent()
        empty = next(paragraph.iter(f"{W}r", f"{W}sectPr"), None) is None
        if empty and around is not None and (around.tag != f"{W}tc" or len(around.findall(f"{W}p")) > 1):
            around.remove(paragraph)
