"""Text in the form in which names are searched for: without case and diacritics, mapped back to the original."""

from __future__ import annotations

import html
import json
import re
import unicodedata
import urllib.parse
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_LETTERS: Final = {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
_LATEX: Final = {"aa": "å", "ae": "æ", "oe": "œ", "o": "ø", "l": "ł", "ss": "ß"}
_BOUNDARY: Final = "\N{INFORMATION SEPARATOR ONE}"

_CAMEL: Final = r"(?P<camel>(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ]))"
_ESCAPE: Final = r"""(?P<escape>
    &(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,24}\d{0,2});      # HTML
  | \\u[0-9a-fA-F]{4}                                                 # JSON, YAML, Python
  | (?:%[0-9A-Fa-f]{2})+                                              # addresses
  | \{?\\["'`^~=.]\{?[A-Za-z]\}{0,2}                                  # LaTeX and BibTeX: \"o, {\'e}
  | \{?\\[cHkrtuv]\{[A-Za-z]\}\}?                                     # \r{a}
  | \{?\\(?:aa|AA|ae|AE|oe|OE|ss|o|O|l|L)(?![A-Za-z])(?:\{\}|\s)?\}?  # \aa{}
)"""
_MARKUP: Final = r"""(?P<dropped>
    <!--.{0,2000}?-->
  | </?(?:a|abbr|b|bdi|bdo|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|tspan|u|wbr)(?:\s[^<>]{0,400})?/?>
  | \#[a-z]{2,12}(?:\([^()]{0,100}\))?\[                              # Typst: #emph[
  | \]\([^()]{0,400}\) | \]\{[^{}]{0,200}\} | \{[.\#=][^{}]{0,200}\}  # the tail of a link or a span
  | \[\^[\w-]{1,40}\]                                                 # the mark of a footnote
  | \\- | -\?                                                         # where LaTeX and Typst may hyphenate
  | (?<=[^\W\d_])[-\u2010\u2011\xac](?:[\s>|#*/]{0,80}(?=[^\W\d_]))   # a hyphen in a word, or at the end of a line
  | [\]\[*_`~^{}\\]
) | (?P<spaced> <[!/?]?[a-zA-Z][^<>]{0,400}> )"""

_LINE_END: Final = r"(?P<joined>(?<=[^\W\d_])[\ \t]*\n[\ \t]*(?=[^\W\d_]))"


@dataclass(frozen=True, slots=True)
class _Piece:
    """A piece of a reading: where it begins in the reading, and the range of the text that it represents.

    If the piece is `even`, each of its characters represents one character of the text.
    """

    at: int
    start: int
    end: int
    even: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """One reading of a text. Neither `repr` nor `str` shows the text."""

    text: str = field(repr=False)
    pieces: tuple[_Piece, ...] = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the text that corresponds to a range of this reading, which must not be empty."""
        first = self.pieces[bisect_right(self.starts, start) - 1]
        last = self.pieces[bisect_right(self.starts, end - 1) - 1]
        return (
            first.start + (start - first.at) if first.even else first.start,
            last.start + (end - last.at) if last.even else last.end,
        )


def foldings(text: str) -> tuple[Folded, ...]:
    """Return up to three readings of a text, leaving out each that is the same as the one before.

    In all of them, letters are folded, escapes are decoded, invisible characters are dropped, and a capital inside a
    word begins a new one. In the first, markup separates words. In the second, inline markup is dropped and hyphenated
    words are joined. In the third, lines are joined too. Together they reveal a name that any of these splits.
    """
    table = {ord(character): _folded(character) for character in set(text)}
    odd = "".join(chr(code) for code, folded in sorted(table.items()) if len(folded) != 1)
    last = rf"|(?P<odd>[{re.escape(odd)}])" if odd else ""
    found: list[Folded] = []
    for between in ("", f"|{_MARKUP}", f"|{_MARKUP}|{_LINE_END}"):
        pattern = re.compile(f"{_CAMEL}|{_ESCAPE}{between}{last}", re.VERBOSE | re.DOTALL)
        folded = _folding(text, table, pattern)
        if not found or folded.text != found[-1].text:
            found.append(folded)
    return tuple(found)


def fold(text: str) -> str:
    """Return the first reading of a name."""
    return foldings(text)[0].text


def _folding(text: str, table: Mapping[int, str], pattern: re.Pattern[str]) -> Folded:
    folded: list[str] = []
    pieces: list[_Piece] = []
    length = position = 0

    def add(piece: str, start: int, end: int, *, even: bool) -> None:
        nonlocal length
        if piece:
            folded.append(piece)
            pieces.append(_Piece(length, start, end, even))
            length += len(piece)

    for match in pattern.finditer(text):
        start, end = match.span()
        add(text[position:start].translate(table), position, start, even=True)
        add(_replacement(match), start, end, even=False)
        position = end
    add(text[position:].translate(table), position, len(text), even=True)
    return Folded(text="".join(folded), pieces=tuple(pieces), starts=tuple(piece.at for piece in pieces))


def _replacement(match: re.Match[str]) -> str:
    match match.lastgroup:
        case "camel":
            return _BOUNDARY
        case "escape":
            return "".join(map(_folded, _decoded(match[0])))
        case "spaced":
            return " "
        case "odd":
            return _folded(match[0])
        case _:
            return ""


def _decoded(escape: str) -> str:
    if escape.startswith("&"):
        return html.unescape(escape)
    if escape.startswith("%"):
        return urllib.parse.unquote(escape)
    if escape.startswith("\\u") and len(escape) == len("\\u00e5"):
        return str(json.loads(f'"{escape}"'))
    letters = re.sub(r"[^A-Za-z]", "", escape)
    return _LATEX.get(letters.lower(), letters[-1:])


def _folded(character: str) -> str:
    """Return the folded form of a character: nothing for soft hyphens, joiners, accents and other invisible ones."""
    if character in "\N{DIAERESIS}\N{RING ABOVE}" or unicodedata.category(character) in {"Cf", "Mn", "Me"}:
        return ""
    parts = unicodedata.normalize("NFKD", character).casefold()
    kept = (part for part in unicodedata.normalize("NFKD", parts) if unicodedata.category(part) not in {"Mn", "Me"})
    return "".join(_LETTERS.get(part, part) for part in kept)
