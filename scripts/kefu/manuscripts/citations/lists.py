"""The list of works at the end of a manuscript: recognised, compared with the bibliography, and left out of the text.

A finished document gets its list from the bibliography.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu import tree
from kefu.literature import bare_doi, plain, surname
from kefu.manuscripts.citations.matching import author_of, folded, year_of
from kefu.manuscripts.citations.values import Fate, Told
from kefu.manuscripts.marking import marked
from kefu.manuscripts.marking import plain as unmarked

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kefu.literature import Work

HEADINGS: Final = frozenset(
    map(
        folded,
        (
            "Referenser", "Referenslista", "Referensförteckning", "Litteratur", "Litteraturlista", "Källor",
            "Litteraturförteckning", "Litteraturreferenser", "Källförteckning", "Källor och litteratur",
            "Källhänvisningar",
            "Litteratur och källor", "Käll- och litteraturförteckning", "Referenser och källor", "References",
            "Bibliografi", "Bibliography", "Works cited", "Reference list", "Literature",
        ),
    )
)  # fmt: skip
"""What such a list is called, for comparing."""

_YEAR: Final = re.compile(r"\b(?:1[5-9]|20)\d\d(?P<letter>[a-z])?\b|\bu\.\s?å\.|\bn\.\s?d\.", re.ASCII)
_NAMED: Final = re.compile(r"[A-ZÀ-ÖØ-Þ{][^.]{0,200}?[.,(]")
_LISTS: Final = frozenset(("Para", "Plain", "BulletList", "OrderedList", "BlockQuote", "LineBlock"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A manuscript without its list of works, what has become of each entry of that, and letters after years by key."""

    blocks: list[tree.Node]
    told: tuple[Told, ...] = ()
    letters: Mapping[str, str]


def parted(blocks: list[tree.Node], known: Sequence[Work]) -> Parted:
    """Return a manuscript and its list of works apart; what stands in the list and is no entry stays in the text."""
    kept: list[tree.Node] = []
    told: list[Told] = []
    letters: dict[str, str] = {}
    index = 0
    while index < len(blocks):
        end = _end(blocks, index) if _is_heading(blocks[index]) else index
        section = blocks[index + 1 : end]
        entries = [text for block in section for text in _texts(block)]
        if end > index and 2 * sum(map(_is_entry, entries)) >= len(entries):
            left = [rest for block in section for rest in _without(block)]
            kept += [blocks[index], *left] if any(block["t"] != "Header" for block in left) else []
            at = marked([blocks[index]])
            for text in filter(_is_entry, entries):
                key = _key(text, known)
                why = "" if key else "the bibliography does not have it"
                told.append(Told(fate=Fate.LEFT_OUT, words=text, keys=(key,) if key else (), why=why, mark=at))
                year = _YEAR.search(text)
                if key and year and year["letter"]:
                    letters[key] = year["letter"]
            index = end
        else:
            kept.append(blocks[index])
            index += 1
    return Parted(blocks=kept, told=tuple(told), letters=letters)


def _is_heading(block: tree.Node) -> bool:
    return block["t"] == "Header" and folded(_words(block)) in HEADINGS


def _words(block: tree.Node) -> str:
    return re.sub(r"^(?:\d+(?:\.\d+)*|[A-Z]|[IVX]+)(?:\.\s*|\s+)(?=[A-ZÅÄÖ])", "", unmarked([block])).strip(" .:")


def _end(blocks: Sequence[tree.Node], start: int) -> int:
    """Return where the list under a heading ends: at a heading as high, or at what no list has."""
    level = blocks[start]["c"][0]
    for index in range(start + 1, len(blocks)):
        block = blocks[index]
        if block["t"] not in _LISTS and (block["t"] != "Header" or block["c"][0] <= level):
            return index
    return len(blocks)


def _texts(block: tree.Node) -> Iterator[str]:
    """Yield the texts of the paragraphs in a block of a list."""
    if block["t"] == "Header":
        return
    for node in tree.walk([block]):
        if node["t"] in {"Para", "Plain", "LineBlock"} and (text := unmarked([node])):
            yield text


def _without(block: tree.Node) -> list[tree.Node]:
    """Return a block without its entries; notes and pictures stay, and so does whatever else is no text."""
    if block["t"] == "Header":
        return [block]
    if block["t"] in {"Para", "Plain", "LineBlock"}:
        kept = any(node["t"] in {"Note", "Image", "Math"} for node in tree.walk([block]))
        return [block] if kept or not _is_entry(unmarked([block]) or "") else []
    return [] if all(map(_is_entry, _texts(block))) else [block]


def _is_entry(text: str) -> bool:
    """Return whether a paragraph looks like an entry: a name at its beginning, and a year or an address."""
    return bool(_NAMED.match(text.lstrip("[]0123456789. \t–-")) and (_YEAR.search(text) or "http" in text))


def _key(text: str, known: Sequence[Work]) -> str:
    """Return the key of the work that an entry is, by its DOI, or by its title, first author and year; or nothing."""
    said = f" {folded(text)} "
    doi = re.search(r"10\.\d{4,9}/\S+", text)
    for work in known:
        title = folded(plain(work.fields.get("title", "")))
        if doi and bare_doi(work.fields.get("doi", "")).casefold() == doi[0].casefold().rstrip(".,;"):
            return work.entry.key
        author = folded(surname(author_of(work)))
        if title and f" {title} " in said and f" {author} " in f"{said} " and year_of(work) in text:
            return work.entry.key
    return ""
