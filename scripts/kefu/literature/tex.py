"""Values of fields without TeX: what an address, an identifier or a name says, for machines and for comparing."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_ACCENTS: Final = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", '"': "\u0308", "r": "\u030a", "c": "\u0327",
    "v": "\u030c", "u": "\u0306", "=": "\u0304", ".": "\u0307", "H": "\u030b", "k": "\u0328",
}  # fmt: skip
_LETTERS: Final = {
    "aa": "å", "AA": "Å", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "ss": "ß", "l": "ł", "L": "Ł",
    "i": "i", "j": "j", "textless": "<", "textgreater": ">", "textasciitilde": "~", "textunderscore": "_",
    "textbackslash": "\\", "textendash": "–", "textemdash": "—", "slash": "/", "sim": "~", "relax": "", "_": "_",
    "textbar": "|", "textquoteright": "’", "th": "þ", "TH": "Þ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ", "ng": "ŋ",
    "textquotesingle": "'", "textdegree": "°", "texteuro": "€", "textmu": "μ", "textminus": "−", "textellipsis": "…",
    "texttrademark": "™", "textregistered": "®", "textcopyright": "©", "copyright": "©", "times": "×",
}  # fmt: skip
_MARKUP: Final = frozenset(
    {"_", "textbackslash", "textless", "textgreater", "sim", "i", "j", "textasciitilde", "times"}
)
"""Commands that stand before a letter that they change, or mean a character that TeX or pandoc would read again."""

_ACCENT: Final = re.compile(r"\\([`'^~\"=.]|[rcvuHk](?=[\s{]))\s*(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))")
_LETTER: Final = re.compile(rf"\\({'|'.join(sorted(_LETTERS, key=len, reverse=True))})(?![A-Za-z])(?:\{{\}}|[ \t])?")


def readable(value: str) -> str:
    """Return a value without commands that mean a letter, or nothing in a list, of which pandoc does not know all."""
    text = re.sub(
        r"\\(?:mbox|hbox|text|textnormal|textrm|textup|uppercase|lowercase|ensuremath\s*(?=\{\\text))\s*(?=\{)",
        "",
        value,
    )
    text = re.sub(
        r"\\(?:newline|linebreak|allowbreak|break|noopsort\s*\{[^{}]*\}|hspace\*?\s*\{[^{}]*\}|protect)(?![A-Za-z])",
        " ",
        text,
    )
    return _LETTER.sub(lambda match: _LETTERS[match[1]] if match[1] not in _MARKUP else match[0], text)


def plain(value: str) -> str:
    """Return a value without the commands, braces and spaces that are there for TeX alone."""
    text = re.sub(r"\$\s*\\sim\s*\$", "~", re.sub(r"\$\s*([<>_])\s*\$", r"\1", value))
    text = _ACCENT.sub(lambda match: unicodedata.normalize("NFC", (match[2] or match[3]) + _ACCENTS[match[1]]), text)
    text = _LETTER.sub(lambda match: _LETTERS[match[1]], text)
    text = re.sub(r"\\(?:url|href|texttt|emph|textit|textbf|path)\s*(?=\{)", "", text)
    text = re.sub(r"\\([&%#$_{}~^\- ])", r"\1", text)
    return " ".join(re.sub(r"(?<!\\)[{}]", "", text).split())


def escaped(text: str) -> str:
    """Return plain text as TeX that says the same."""
    return re.sub(r"([&%#_$])", r"\\\1", text)
