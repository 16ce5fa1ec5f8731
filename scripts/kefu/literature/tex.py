"""Values of fields without TeX: what an address, an identifier or a name says, for machines and for comparing."""

from __future__ import annotations

import functools
import logging
import re
import unicodedata
from typing import Final

from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]  # it has no types

_SIGNS: Final = {
    "textless": "<", "textgreater": ">", "textunderscore": "_", "textbar": "|", "textminus": "−", "slash": "/",
    "sim": "~", "copyright": "©", "times": "×", "relax": "", "_": "_",
}  # fmt: skip
"""Commands for signs that pylatexenc does not know, or knows as signs of formulas, which addresses do not have."""

_MARKUP: Final = frozenset({"_", "textbackslash", "textless", "textgreater", "sim", "textasciitilde", "times"})
"""Commands that mean a character that TeX or pandoc would read again."""

_ACCENT: Final = re.compile(r"\\(?:[`'^~\"=.]|[rcvuHk](?=[\s{]))\s*(?:\{\\?[A-Za-z]\}|\\?[A-Za-z])")
_COMMAND: Final = re.compile(r"\\([A-Za-z]+|_)(?![A-Za-z])(?:\{\}|[ \t])?")
_DECODER: Final = LatexNodes2Text()

logging.getLogger("pylatexenc").setLevel(logging.CRITICAL + 1)  # what it would print is no diagnostic


@functools.cache
def _decoded(tex: str) -> str:
    return unicodedata.normalize("NFC", str(_DECODER.latex_to_text(tex)))


def _character(match: re.Match[str]) -> str:
    """Return the letter or sign that a command means, or the command if it means none, or something else as well."""
    name = match[1]
    if name in _SIGNS:
        return _SIGNS[name]
    try:
        found = _decoded(f"\\{name}{{}}")
    except (
        IndexError,
        KeyError,
        ValueError,
        TypeError,
    ):  # the library's, for commands that take more than one argument
        return match[0]
    letter = len(found) == 1 and (name.startswith("text") or unicodedata.name(found, "").startswith("LATIN"))
    return found if letter else match[0]


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
    return _COMMAND.sub(lambda match: match[0] if match[1] in {*_MARKUP, "i", "j"} else _character(match), text)


def plain(value: str) -> str:
    """Return a value without the commands, braces and spaces that are there for TeX alone."""
    text = re.sub(r"\$\s*\\sim\s*\$", "~", re.sub(r"\$\s*([<>_])\s*\$", r"\1", value))
    text = _COMMAND.sub(_character, _ACCENT.sub(lambda match: _decoded(match[0]), text))
    text = re.sub(r"\\(?:url|href|texttt|emph|textit|textbf|path)\s*(?=\{)", "", text)
    text = re.sub(r"\\([&%#$_{}~^\- ])", r"\1", text)
    return " ".join(re.sub(r"(?<!\\)[{}]", "", text).split())


def escaped(text: str) -> str:
    """Return plain text as TeX that says the same."""
    return re.sub(r"([&%#_$])", r"\\\1", text)
