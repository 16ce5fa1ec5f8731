"""Places in works that citations point to: they appear as they are written, as Swedish writes them.

pandoc would read a place as a word that it knows and a number, and write the word again in its own way, so that “§ 12”
becomes “avs. 12”. A place in braces after `citations.IN_WORDS` is given to the citation style as it is.
"""

from __future__ import annotations

import itertools
import json
import re
from typing import TYPE_CHECKING, Final

from kefu import tree, words
from kefu.reading.citations import IN_WORDS

if TYPE_CHECKING:
    from collections.abc import Mapping

LEGAL: Final = frozenset({"legislation", "legal_case", "bill", "treaty"})
"""Types of works, in CSL, in which “p.” is a point and a number alone is no page."""

RECORDED: Final = frozenset({"motion_picture", "song", "broadcast"})
"""Types of works, in CSL, that have no pages."""

_ENGLISH: Final[Mapping[str, str]] = {
    "p.": "page", "pp.": "page", "pg.": "page", "p": "page", "pp": "page", "page": "page", "pages": "page",
    "chap.": "chapter", "ch.": "chapter", "chapter": "chapter", "chapters": "chapter", "sec.": "section",
    "section": "section", "sections": "section", "para.": "paragraph", "paras.": "paragraph", "fn.": "note",
    "n.": "note", "footnote": "footnote", "note": "note", "table": "table", "figure": "figure", "line": "line",
    "lines": "line", "appendix": "appendix",
}  # fmt: skip
"""Words for places that authors who are used to English write, and the places that they mean."""

_LABEL: Final = (
    r"§{1,2}|s|sid|sidan|sidorna|sidor|kap|kapitel|kapitlet|paragraf|paragrafen|avsnitt|avsn|avs|stycke|stycket|st"
    r"|punkt|punkten|p|bilaga|bil|tabell|tab|figur|fig|not|fotnot|rad|raderna|vers|v|artikel|art|skäl|volym|vol|band|bd"
    r"|del|nr|bild|min|mom|spalt|sp|dnr|diagram|ruta|led|tillägg|tim|sek|kol"
)
_SHORT: Final = re.compile(rf"(?P<label>(?:{_LABEL})\.?)(?P<number>\d.*)", re.IGNORECASE)
_WORD: Final = re.compile(rf"(?:{_LABEL})\.?", re.IGNORECASE)
_AFTER: Final = re.compile(r"(?:§{1,2}|kap|st|stycket|f|ff|min|mom|p)[.,;]?", re.IGNORECASE)
_NUMBER: Final = re.compile(r"[(\[]?\d[\d:.–-]*[a-z]?[)\],;]?")
_BARE: Final = re.compile(r"(?:\d+(?:–\d+)?|[ivxl]+(?:–[ivxl]+)?)(?:(?:, | och |,)\d+(?:–\d+)?)*(?: ?ff?\.?)?")
_RANGE: Final = re.compile(r"(?<![\d-])(\d+)--?(\d+)(?![\d-])")


def as_written(blocks: list[tree.Node], references: Mapping[str, str], *, marked: bool = True) -> list[tree.Node]:
    """Return blocks in which pandoc leaves the places in citations as they are; `references` are as in a project.

    Places are `marked` for `citations.cite`, or in a form that pandoc alone reads with any style: after empty braces.
    """
    types = {key: _type(reference) for key, reference in references.items()}

    def place(node: tree.Node) -> list[tree.Node] | None:
        if node["t"] != "Cite":
            return None
        citations, inlines = node["c"]
        placed = [
            {**one, "citationSuffix": _located(one["citationSuffix"], types[one["citationId"]], marked=marked)}
            if one["citationId"] in types
            else one
            for one in citations
        ]
        return [{"t": "Cite", "c": [placed, inlines]}]

    return tree.rewrite(blocks, place)


def _type(reference: str) -> str:
    return str(json.loads(reference)["c"]["type"]["c"])


def _located(suffix: list[tree.Node], type_: str, *, marked: bool) -> list[tree.Node]:
    """Return what follows the key of a citation so that it appears as it is written; `type_` is the work's in CSL.

    `marked` is as for `as_written`. Pages are never marked for pandoc alone, which shows them as they are written.
    """
    said = _words(suffix)
    comma = said[:1] == [{"t": "Str", "c": ","}]
    said = _spaced([_without_braces(word) for word in said[comma:]])
    if not said:
        return suffix
    place = _is_place(said)
    if place and type_ not in LEGAL:
        said = [_swedish(word) for word in said]
        if type_ not in RECORDED and _BARE.fullmatch(_plain(said)):
            said = [{"t": "Str", "c": words.literature.PLACES["page"]}, *said]
    inlines = said[:1]
    for one, other in itertools.pairwise(said):
        if _belong_together(one, other) and inlines[-1]["t"] == other["t"] == "Str":
            inlines[-1] = {"t": "Str", "c": f"{inlines[-1]['c']}{words.NBSP}{other['c']}"}
        else:
            inlines += [{"t": "Space"}, other]
    if place and marked and all(word["t"] == "Str" for word in said):
        return [*tree.text(f", {{{IN_WORDS} "), *inlines, *tree.text("}")]
    if place and not marked and _plain(said[:1]) == words.literature.PLACES["page"]:
        return [*tree.text(", "), *inlines]
    apart = type_ not in LEGAL if place else comma
    return [*tree.text("{}, " if apart else "{} "), *inlines]


def _words(inlines: list[tree.Node]) -> list[tree.Node]:
    """Return the words of inlines, which a space parts; a comma before all of them is a word, too."""
    found: list[tree.Node] = []
    together = False
    for node in inlines:
        if node["t"] in tree.SPACES:
            together = False
            continue
        pieces = re.sub(r"^\{\},?$", ",", node["c"]).replace(words.NBSP, " ").split() if node["t"] == "Str" else []
        new = [{"t": "Str", "c": piece} for piece in pieces] or [node]
        if together:
            new[0] = tree.span(tree.attr(), [found.pop(), new[0]])
        found += new
        together = True
    return found


def _without_braces(word: tree.Node) -> tree.Node:
    return {"t": "Str", "c": word["c"].strip("{}")} if word["t"] == "Str" else word


def _spaced(said: list[tree.Node]) -> list[tree.Node]:
    """Return words with “s.12”, “§12” and “3§” as two each, and ranges of numbers with an en dash."""
    found: list[tree.Node] = []
    for word in said:
        if word["t"] != "Str":
            found.append(word)
            continue
        match = re.fullmatch(r"(pp?\.)(\d.*)", word["c"]) or _SHORT.fullmatch(word["c"])
        match = match or re.fullmatch(r"(\d+[a-z]?)(§{1,2}[.,;]?)", word["c"])
        pieces = match.groups() if match else (word["c"],)
        found += [{"t": "Str", "c": _RANGE.sub(r"\1–\2", piece)} for piece in pieces if piece]
    return found


def _swedish(word: tree.Node) -> tree.Node:
    english = word["c"].lower() if word["t"] == "Str" else ""
    if english in _ENGLISH:
        return {"t": "Str", "c": words.literature.PLACES[_ENGLISH[english]]}
    return {"t": "Str", "c": words.AND} if english == "and" else word


def _plain(said: list[tree.Node]) -> str:
    return " ".join(tree.plain([word]) for word in said)


def _is_place(said: list[tree.Node]) -> bool:
    first = tree.plain(said[:1])
    return bool(
        first.lower() in _ENGLISH
        or _NUMBER.match(first)
        or _WORD.fullmatch(first.rstrip(","))
        or _BARE.fullmatch(first)
    )


def _belong_together(one: tree.Node, other: tree.Node) -> bool:
    first, second = tree.plain([one]), tree.plain([other])
    return bool(
        (_WORD.fullmatch(first) and re.match(r"[\dIVXLivxl]", second))
        or (_NUMBER.fullmatch(first) and first[-1] not in ",;" and _AFTER.fullmatch(second))
    )
