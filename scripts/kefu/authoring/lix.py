"""LIX, a measure of how hard a Swedish text is to read: longer sentences and more long words make it harder.

Source: Carl-Hugo Björnsson, *Läsbarhet* (Stockholm: Liber, 1968): words per sentence, and the percentage of words with
more than six letters. About 30–40 is easy, 40–50 medium and 50–60 hard.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from kefu import tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONG: Final = 7
"""The fewest letters that make a word long."""

ABBREVIATIONS: Final = frozenset((
    "adj", "art", "bil", "bl", "bl.a", "ca", "d.v.s", "doc", "dr", "dvs", "e.g", "ex", "exkl", "f.d", "fig", "fr",
    "fr.o.m", "i.e", "inkl", "jfr", "kap", "kl", "m.a.o", "max", "milj", "mom", "nr", "p", "p.g.a", "pp", "prof", "red",
    "resp", "s", "s.k", "t", "t.ex", "t.o.m", "tab", "tbl", "tel", "tfn", "uppl", "vol", "vs", "övers",
))  # fmt: skip
"""Abbreviations that never end a sentence, since something always follows them. “M.m.” is not one of them."""

_PROSE: Final = frozenset(("Para", "Plain", "LineBlock"))
_LEFT_OUT: Final = frozenset(("Header", "Table", "Figure", "CodeBlock", "Note"))
_AROUND: Final = "”\"’'»“‘«([{)]}–—-"
_ENDS: Final = (".", "!", "?", "…")
_INITIAL: Final = re.compile(r"[A-ZÅÄÖÉ]\.")
_INITIALS: Final = re.compile(r"[A-ZÅÄÖÉ](?:\.-?[A-ZÅÄÖÉ])*")


def prose(blocks: list[tree.Node]) -> tuple[str, ...]:
    """Return the running text of blocks, one text for each paragraph, also those in list items, quotations and boxes.

    Headings, tables, figures, code and footnotes are left out, and so are citations and references in brackets. A
    citation or reference that is part of its sentence counts as one word.
    """
    kept = tree.rewrite(blocks, _reduced)
    return tuple(tree.plain([node]) for node in tree.walk(kept) if node["t"] in _PROSE)


def _reduced(node: tree.Node) -> list[tree.Node] | None:
    if node["t"] in _LEFT_OUT:
        return []
    if node["t"] == "Cite":
        first = node["c"][0][0]
        word = re.match(r"[^\W\d]*", first["citationId"])
        in_text = first["citationMode"]["t"] == "AuthorInText"
        return tree.text(word[0] if word and word[0] else "x") if in_text else []
    return None


def lix(texts: Iterable[str]) -> float | None:
    """Return the LIX of texts taken together, or `None` if they have no words.

    Anything between spaces that has a letter or a digit is a word. The end of a text always ends a sentence.
    """
    words = [_words(text) for text in texts]
    count = sum(map(len, words))
    long = sum(sum(map(str.isalpha, word)) >= LONG for word in itertools.chain.from_iterable(words))
    return count / sum(map(_sentences, words)) + 100 * long / count if count else None


def sentences(text: str) -> int:
    """Return how many sentences a text has, including a last one without a mark at its end.

    A period, exclamation mark, question mark or ellipsis ends a sentence, unless the next word begins in lower case.
    A period does not end a sentence if it belongs to one of the `ABBREVIATIONS`, to a number or letter at the beginning
    (“1. Syfte”), or to an initial that follows a name or is next to another initial (“Anna K. Ek”, “av J. H. Ek”).
    “Av A. Ek” is taken for two sentences, since “Hon valde A. Ek röstade emot” looks the same.
    """
    return _sentences(_words(text))


def _words(text: str) -> list[str]:
    """Return the words of a text, each with the marks around it."""
    words: list[str] = []
    for token in text.split():
        if any(map(str.isalnum, token)):
            words.append(token)
        elif words:
            words[-1] += token
    return words


def _sentences(words: Sequence[str]) -> int:
    count = start = 0
    for index in range(1, len(words)):
        if _ends(words[index - 1], words[index], words[index - 2] if index - 2 >= start else None):
            count += 1
            start = index
    return count + (start < len(words))


def _ends(word: str, after: str, before: str | None) -> bool:
    """Return whether a word ends its sentence; `before` is `None` if it is the first word of the sentence."""
    marked = word.strip(_AROUND)
    if not marked.endswith(_ENDS) or next(filter(str.isalnum, after)).islower():
        return False
    bare = marked[:-1]
    if not marked.endswith(".") or bare.endswith(_ENDS):
        return True
    if bare.lower() in ABBREVIATIONS:
        return False
    if before is None:
        return not (bare.isdigit() or len(bare) == 1)
    named = "." in bare or before.strip(_AROUND)[:1].isupper() or _INITIAL.fullmatch(after)
    return not (_INITIALS.fullmatch(bare) and named)
