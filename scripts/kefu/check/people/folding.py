"""Text in the form in which names are searched for: without case and diacritics, mapped back to the original."""

from __future__ import annotations

import html
import re
import sys
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final

from kefu.reading.lookalikes import plain
from kefu.reading.unseen import FILLERS, INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LETTERS: Final = {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
_LATEX: Final = {"aa": "å", "ae": "æ", "oe": "œ", "o": "ø", "l": "ł", "ss": "ß"}
_BOUNDARY: Final = "\N{INFORMATION SEPARATOR ONE}"
_SHORT: Final = 2_000
"""Letters in a text whose readings are kept."""
_PUNYCODE: Final = "xn--"
"""What begins a domain's name that is written in ASCII alone: RFC 3492."""
_LAYERS: Final = 4
"""How many times a text is decoded at most: “&amp;amp;Aring;” takes three."""

_ESCAPE: Final = re.compile(
    r"""
    &(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,24}\d{0,2});      # HTML
  | \\u[0-9a-fA-F]{4} | \\x[0-9a-fA-F]{2} | \\u\{[0-9a-fA-F]{1,6}\}   # JSON, YAML, Python, JavaScript
  | %u[0-9a-fA-F]{4} | (?:%[0-9A-Fa-f]{2})+                           # addresses
  | (?:=[0-9A-F]{2}){2,}                                              # mail (quoted-printable)
  | (?<![A-Za-z0-9])[xX][nN]--[A-Za-z0-9-]{2,60}                      # domains (punycode)
  | \{?\\["'`^~=.]\{?[A-Za-z]\}{0,2}                                  # LaTeX and BibTeX: \"o, {\'e}
  | \{?\\[cHkrtuv]\{[A-Za-z]\}\}?                                     # \r{a}
  | \{?\\(?:aa|AA|ae|AE|oe|OE|ss|o|O|l|L)(?![A-Za-z])(?:\{\}|\s)?\}?  # \aa{}
    """,
    re.VERBOSE,
)
_CAMEL: Final = r"(?P<camel>(?<=[a-zß-öø-ÿ])(?=[A-ZÀ-ÖØ-Þ]))"
_INLINE: Final = "(?:a|abbr|b|bdi|bdo|cite|code|em|font|i|mark|q|s|small|span|strong|sub|sup|tspan|u|wbr)"
_MARKUP: Final = (
    rf"""(?P<dropped>
    <!--.{{0,2000}}?-->
  | </?{_INLINE}(?:\s[^<>]{{0,400}})?/?>
"""
    r"""  | \#[a-z]{2,12}(?:\([^()]{0,100}\))?\[                              # Typst: #emph[
  | \]\([^()]{0,400}\) | \]\{[^{}]{0,200}\} | \{[.\#=][^{}]{0,200}\}  # the tail of a link or a span
  | \[\^[\w-]{1,40}\]                                                 # the mark of a footnote
  | \\- | -\?                                                         # where LaTeX and Typst may hyphenate
  | (?<=[^\W\d_])[-\u2010\u2011\xac](?:[\s>|#*/]{0,80}(?=[^\W\d_]))   # a hyphen in a word, or at the end of a line
  | [\]\[*_`~^{}\\]
) | (?P<spaced> <[!/?]?[a-zA-Z][^<>]{0,400}> )"""
)
_UNSEEN: Final = rf"[\]\[*_`~^{{}}\\{INVISIBLE}]"
"""What readers do not see between letters, which are then not spaced out: markup, and invisible characters."""

_APART: Final = (
    (  # letters that are spaced out, cells and lines, and digits that look like letters
        r"""
    (?P<letters>(?<![^\W_])[^\W\d_](?P<gap>(?!UNSEEN{1,3}[^\W\d_])(?:[^\w\n<>]|_){1,3})[^\W\d_](?:(?P=gap)[^\W\d_](?![^\W_])){2,60})
  | (?P<joined>(?<=[^\W\d_])[ \t]*(?:[\n|;\t][ \t>|;]{0,40}|</?(?!INLINE[\s>/])[a-zA-Z][^<>]{0,400}>\s{0,40}){1,4}
    (?=[^\W\d_]))
  | (?P<digit>(?<=[^\W\d_])[01345]{1,3}(?=[^\W\d_])|(?<!\w)[01345](?=[^\W\d_]{2})|(?<=[^\W\d_]{2})[01345]{1,2}(?!\w))
  |"""
    )
    .replace("INLINE", _INLINE)
    .replace("UNSEEN", _UNSEEN)
)
_DIGITS: Final = {"0": "o", "1": "l", "3": "e", "4": "a", "5": "s"}
_ONE_AS_I: Final = re.compile(r"[^\W\d_][0345]{0,2}1|1[^\W\d_]")
_MINIMS: Final = frozenset("iåö")
"""Words of one letter, which cannot be told from the letters of a word that is spaced out beside them."""


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
    """One reading of a text. Neither `repr` nor `str` shows the text.

    A reading of a text that was decoded before has that decoding as `below`.
    """

    text: str = field(repr=False)
    pieces: tuple[_Piece, ...] = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    below: Folded | None = field(default=None, repr=False)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the text that corresponds to a range of this reading, which must not be empty."""
        return self.start(start), self.end(end)

    def start(self, at: int) -> int:
        """Return where in the text that begins which stands from a place in this reading on."""
        piece = self.pieces[bisect_right(self.starts, at) - 1]
        begins = piece.start + (at - piece.at) if piece.even else piece.start
        return self.below.start(begins) if self.below else begins

    def end(self, at: int) -> int:
        """Return where in the text that ends which stands before a place in this reading."""
        piece = self.pieces[bisect_right(self.starts, at - 1) - 1]
        ends = piece.start + (at - piece.at) if piece.even else piece.end
        return self.below.end(ends) if self.below else ends


def foldings(text: str) -> tuple[Folded, ...]:
    """Return up to four readings of a text, leaving out each that is the same as the one before.

    In all of them, letters are folded, escapes are decoded, invisible characters are dropped, and a capital inside a
    word begins a new one. In the first, markup separates words. In the second, inline markup is dropped and hyphenated
    words are joined. In the third, lines, cells and letters that are spaced out are joined too, and digits in words are
    the letters that they look like; if one of them is a 1, which may be an l or an i, there is a fourth. Together they
    reveal a name that any of these splits.
    """
    return _known(text) if len(text) < _SHORT else _foldings(text)


@lru_cache(maxsize=1024)
def _known(text: str) -> tuple[Folded, ...]:
    """Return the readings of a short text, which often stands in many files, as what a figure shows does."""
    return _foldings(text)


def _foldings(text: str) -> tuple[Folded, ...]:
    below = None
    for _ in range(_LAYERS):
        decoded = _read(text, _ESCAPE, lambda match: _decoded(match[0]), {}, below)
        if decoded.text == text:
            break
        below, text = decoded, decoded.text
    table = {ord(character): _folded(character) for character in set(text)}
    odd = "".join(chr(code) for code, folded in sorted(table.items()) if len(folded) != 1)
    last = rf"|(?P<odd>[{re.escape(odd)}])" if odd else ""
    ways = [("", _DIGITS), (f"|{_MARKUP}", _DIGITS), (f"|{_APART}{_MARKUP}", _DIGITS)]
    if _ONE_AS_I.search(text):
        ways.append((ways[-1][0], _DIGITS | {"1": "i"}))
    found: list[Folded] = []
    for between, digits in ways:
        pattern = re.compile(f"{_CAMEL}{between}{last}", re.VERBOSE | re.DOTALL)
        folded = _read(text, pattern, partial(_replacement, digits=digits), table, below)
        if not found or folded.text != found[-1].text:
            found.append(folded)
    return tuple(found)


def fold(text: str) -> str:
    """Return the first reading of a name."""
    return foldings(text)[0].text


def _read(
    text: str,
    pattern: re.Pattern[str],
    replacement: Callable[[re.Match[str]], str],
    table: Mapping[int, str],
    below: Folded | None,
) -> Folded:
    read: list[str] = []
    pieces: list[_Piece] = []
    length = position = 0

    def add(piece: str, start: int, end: int, *, even: bool) -> None:
        nonlocal length
        if piece:
            read.append(piece)
            pieces.append(_Piece(length, start, end, even))
            length += len(piece)

    for match in pattern.finditer(text):
        start, end = match.span()
        add(text[position:start].translate(table), position, start, even=True)
        add(replacement(match), start, end, even=False)
        position = end
    add(text[position:].translate(table), position, len(text), even=True)
    return Folded(text="".join(read), pieces=tuple(pieces), starts=tuple(piece.at for piece in pieces), below=below)


def _replacement(match: re.Match[str], *, digits: Mapping[str, str]) -> str:
    match match.lastgroup:
        case "camel":
            return _BOUNDARY
        case "spaced":
            return " "
        case "odd":
            return _folded(match[0])
        case "digit":
            return "".join(digits[digit] for digit in match[0])
        case "letters":
            return _closed_up(match[0])
        case _:
            return ""


def _closed_up(letters: str) -> str:
    """Return a word that is spaced out, and the same without a word of one letter before or after it."""
    kept = [letter for letter in letters if letter.isalpha()]
    begins = 1 if kept[0] in _MINIMS else 0
    ends = len(kept) - 1 if kept[-1] in _MINIMS else len(kept)
    ranges = dict.fromkeys([(0, len(kept)), (begins, len(kept)), (0, ends), (begins, ends)])
    return " ".join("".join(map(_folded, kept[start:end])) for start, end in ranges)


def _decoded(escape: str) -> str:
    return _of_domain(escape) if escape[:4].lower() == _PUNYCODE else _of_letters(escape)


def _of_domain(escape: str) -> str:
    try:
        return escape.removeprefix(escape[: len(_PUNYCODE)]).encode().decode("punycode")
    except UnicodeError:
        return escape


def _of_letters(escape: str) -> str:
    if escape.startswith("&"):
        return html.unescape(escape)
    if escape.startswith("%u"):
        return chr(int(escape.removeprefix("%u"), base=16))
    if escape.startswith(("%", "=")):
        content = bytes.fromhex(escape.replace(escape[0], ""))
        try:
            return content.decode("utf-8")
        except UnicodeDecodeError:
            return content.decode("cp1252", "replace")
    if number := re.fullmatch(r"\\[ux]\{?([0-9a-fA-F]{1,6})\}?", escape):
        code = int(number[1], 16)
        return chr(code) if code <= sys.maxunicode else escape
    letters = re.sub(r"[^A-Za-z]", "", escape)
    return _LATEX.get(letters.lower(), letters[-1:])


def _folded(character: str) -> str:
    """Return the folded form of a character: nothing for soft hyphens, joiners, accents and other invisible ones."""
    if character in FILLERS:
        return " "
    if character in "\N{DIAERESIS}\N{RING ABOVE}" or unicodedata.category(character) in {"Cf", "Mn", "Me"}:
        return ""
    parts = plain(unicodedata.normalize("NFKD", character)).casefold()
    kept = (part for part in unicodedata.normalize("NFKD", parts) if unicodedata.category(part) not in {"Mn", "Me"})
    return "".join(_LETTERS.get(part, part) for part in kept)
