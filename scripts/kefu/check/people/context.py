"""Whether a word that looks like a name is one: by its capital, its letters, and what stands around it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from kefu.check.people.common_words import TELLING, TITLES
from kefu.check.people.spellings import Need

if TYPE_CHECKING:
    from kefu.check.people.folding import Folded
    from kefu.check.people.spellings import Spelling

_NEAR: Final = 80
"""As many characters before a word are looked at."""

_LAST_WORD: Final = re.compile(r"[^\W\d_]+[\W\d_]*$")
_IN_ADDRESS: Final = re.compile(r"(?<=[@#])|(?<=[^\W_]_)")
_ON_ADDRESS: Final = re.compile(r"[@_][^\W_]|\.(?:com|eu|net|nu|org|se)\b")
_BEFORE: Final = re.compile(r"(?P<sign>[^\s*_\[(])[\s*_\[(]*$")
_PREFIXED: Final = re.compile(r"[^\W\d_][-\u2010\u2011]$")
_ABBREVIATION: Final = re.compile(
    r"(?:bl\.\s?a|d\.?v\.?s|f\.\s?d|m\.\s?fl|s\.\s?k|t\.\s?ex|dr|fr|hr)\.[\s*_\[(]*$", re.IGNORECASE
)
_ENDS_SENTENCE: Final = frozenset(".!?:…|#>-\N{EN DASH}\N{EM DASH}•“”„\"»«'’‘+=\\{}<")
_ACCENTED: Final = frozenset(map(chr, range(0xDF, 0x250)))
"""Letters with accents, as opposed to letters of other scripts, which may only look like Latin ones."""

_AFTER: Final = re.compile(
    rf"[*_\])]*(?:[:’']s\b|[-\u2010\u2011\u2013][^\W\d_]|[\s*_]+(?i:{TELLING})\b|,?\s+\([A-ZÅÄÖ]{{1,3}}\)"
    rf"|,\s+(?:{TITLES})\b|\s+och\s+[A-ZÅÄÖ])"
)


def is_the_name(text: str, folded: Folded, match: re.Match[str], spelling: Spelling, *, address: bool) -> bool:
    """Return whether a match of a spelling is the name and not just a word that looks like it.

    An `address` is the name of a file, a field or the like, where names have no capitals.
    """
    if spelling.need is Need.NOTHING:
        return True
    if spelling.length:
        start, end = folded.span(match.start(), match.start() + spelling.length)
        letters = {letter for letter in unicodedata.normalize("NFC", text[start:end]).casefold() if letter.isalpha()}
        if any(letter in _ACCENTED for letter in letters - spelling.letters):
            return False
    if spelling.need is Need.CONTEXT:
        return _is_somebody(text, *folded.span(*match.span()), longer=len(match[0]) > spelling.length)
    if spelling.need is Need.HALVES:
        return text[folded.start(match.start())].isupper()
    return address or _stands_out(text, folded, match)


def _stands_out(text: str, folded: Folded, match: re.Match[str]) -> bool:
    """Return whether the first and the last word of a match are capitalised, or the match is part of an address."""
    heads = (match.start(), match.start() + len(_LAST_WORD.sub("", match[0])))
    if not any(text[folded.start(head)].islower() for head in heads):
        return True
    return _is_address(text, *folded.span(*match.span()))


def _is_address(text: str, start: int, end: int) -> bool:
    return bool(_IN_ADDRESS.match(text, start) or _ON_ADDRESS.match(text, end))


def _is_somebody(text: str, start: int, end: int, *, longer: bool) -> bool:
    """Return whether a short name, such as “Ek”, is a person's, and not the word that begins a sentence.

    It is inside a sentence, where only a name has a capital; at the beginning of one, it is `longer` than the name, as
    in the genitive, or a hyphen, a verb of saying, a party or a title follows.
    """
    word = text[start:end]
    if word[:1].islower():
        return _is_address(text, start, end)
    if _AFTER.match(text, end):
        return True
    shouted = len(word) > 1 and word.isupper()
    return not shouted and (longer or not _begins_sentence(text, start))


def _begins_sentence(text: str, start: int) -> bool:
    near = text[max(0, start - _NEAR) : start]
    before = _BEFORE.search(near)
    if _PREFIXED.search(near):
        return False
    if not before or "\n\n" in before[0]:
        return True
    return before["sign"] in _ENDS_SENTENCE and not _ABBREVIATION.search(near)
