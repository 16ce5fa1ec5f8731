"""What is written in a content stream, or in other bytes with the same syntax: strings, comments, properties."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import reduce
from typing import TYPE_CHECKING, Final

import pikepdf

from kefu.check.readers.decoding import readings
from kefu.check.readers.pdf.objects import MISTAKES, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LITERAL: Final = rb"\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.|\((?:[^()\\]++|\\.)*+\))*+\))*+\)"
"""A literal string (ISO 32000-1, 7.3.4.2), with up to three levels of parentheses."""
COMMENT: Final = rb"%[^\r\n]*+"

_HEXADECIMAL: Final = rb"<(?!<)[0-9A-Fa-f\s]*+>"
_STRING: Final = re.compile(rb"%b|<[0-9A-Fa-f\s]{8,}+>" % LITERAL, re.DOTALL)
_LITERALS: Final = re.compile(LITERAL, re.DOTALL)
_COMMENTS: Final = re.compile(COMMENT)
_LETTERS: Final = re.compile(rb"[A-Za-z\x80-\xff]{4}")
_WORDY_LITERAL: Final = re.compile(rb"\((?>(?:[^()\\]|\\.)*?[A-Za-z\x80-\xff]{4})(?:[^()\\]|\\.)*+\)", re.DOTALL)
_DEEPEST: Final = 8
"""How deeply the dictionaries of a property list may be nested."""
_DICTIONARY: Final = reduce(
    lambda inner, _: rb"<<(?:[^<>()]++|%b|%b|%b)*+>>" % (_HEXADECIMAL, LITERAL, inner), range(_DEEPEST), rb"<<>>"
)
_PROPERTIES: Final = re.compile(rb"%b\s*+(?:BDC|DP)" % _DICTIONARY, re.DOTALL)
_PROPERTY: Final = re.compile(rb"/([^\s/<>\[\](){}%%]+)\s*+(%b|%b)" % (LITERAL, _HEXADECIMAL), re.DOTALL)
_BEGINS_TEXT: Final = re.compile(rb"(?<![A-Za-z])BT(?![A-Za-z])")
_SHOWS_TEXT: Final = re.compile(rb"[)>\]]\s*(?:T[jJ](?![A-Za-z])|['\"](?=\s))")
_ZERO: Final = rb"[+-]?(?:0+\.?0*|\.0+)"
_NO_SIZE: Final = re.compile(rb"(?<=\s)%b(?=\s+Tf(?![A-Za-z]))" % _ZERO)
_NO_EXTENT: Final = re.compile(rb"(?<=\s)(?:%b\s+){4}(?=\S+\s+\S+\s+(?:Tm|cm)(?![A-Za-z]))" % _ZERO)
_STEP: Final = rb"(\s*+\+?(?:[3-9]\d\d|\d{4,}+)(?:\.\d*+)?\s*+)(?=[(<][^<])"
_BACK: Final = (re.compile(rb">" + _STEP), re.compile(rb"\)" + _STEP))
"""A step back, by three tenths of the size or more, between texts that one operator shows; kerning is less."""
_NAME: Final = re.compile(rb"/[^\s/<>\[\](){}%]+")
_SHORTEST: Final = 4
_LONGEST_OPERANDS: Final = 80
_CONTROLS: Final = frozenset({*range(9), 0x0B, *range(0x0E, 0x20), 0x7F})


def shows_text(content: bytes) -> bool:
    """Return whether bytes are a content stream that shows text."""
    begin = _BEGINS_TEXT.search(content)
    return begin is not None and _SHOWS_TEXT.search(content, begin.end()) is not None


def hides_size(content: bytes) -> bool:
    """Return whether a content stream may show text of size zero, which pdfium leaves out."""
    return any(
        hidden.search(piece[-_LONGEST_OPERANDS:] + operator)
        for operator, hidden in ((b"Tf", _NO_SIZE), (b"Tm", _NO_EXTENT), (b"cm", _NO_EXTENT))
        for piece in content.split(operator)
    )


def turns_back(content: bytes) -> bool:
    """Return whether a content stream may show letters to the left of those before them: ISO 32000-1, 9.4.3."""
    return any(step.search(content) for step in _BACK)


def bared(content: bytes) -> bytes:
    """Return a content stream without replacement texts, and with a size for text that has none.

    A text that begins further back than the one before it ends has an operator of its own.
    """
    content = _NAME.sub(lambda match: b"/_" if plain_name(match[0]) == b"/ActualText" else match[0], content)
    content = _NO_EXTENT.sub(b"1 0 0 1 ", _NO_SIZE.sub(b"1", content))
    for step, end in zip(_BACK, (b">", b")"), strict=True):
        content = step.sub(end + rb"\1] TJ [", content)
    return content


def plain_name(name: bytes) -> bytes:
    """Return a name without the escapes of ISO 32000-1, 7.3.5."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda match: bytes.fromhex(match[1].decode()), name) if b"#" in name else name


def property_texts(content: bytes) -> tuple[tuple[str, str], ...]:
    """Return the strings of the property lists in a content stream, each with its key: ISO 32000-1, 14.6.2."""
    found: dict[tuple[str, str], None] = {}
    for properties in dict.fromkeys(_PROPERTIES.findall(content)):
        for key, token in _PROPERTY.findall(properties):
            found[plain_name(key).decode("utf-8", "replace"), _written(token)] = None
    return tuple(found)


def stand_ins(content: bytes) -> tuple[str, ...]:
    """Return the replacement texts in a content stream: ISO 32000-1, 14.9.4."""
    return tuple(text for key, text in property_texts(content) if key == "ActualText")


def strings_in(data: bytes) -> tuple[str, ...]:
    """Return the texts of the strings that bytes contain in the syntax of PDF: ISO 32000-1, 7.3.4."""
    return tuple(_texts(_STRING.findall(data)))


def words_in(content: bytes) -> tuple[str, ...]:
    """Return the strings of a content stream that are words even without a font, and its comments."""
    return (*_texts(_WORDY_LITERAL.findall(content)), *comments_in(content))


def comments_in(data: bytes) -> tuple[str, ...]:
    """Return the comments that contain words in bytes with the syntax of PDF."""
    if not any(map(_LETTERS.search, _COMMENTS.findall(data))):
        return ()
    return tuple(text for comment in _COMMENTS.findall(_LITERALS.sub(b"", data)) for text in readings(comment[1:]))


def _texts(tokens: Iterable[bytes]) -> Iterator[str]:
    for token in dict.fromkeys(tokens):
        text = _written(token)
        letters = sum(character.isalnum() or character.isspace() for character in text)
        if letters >= _SHORTEST and letters * 2 > len(text):
            yield text


def _written(token: bytes) -> str:
    """Return the text of a string token, or an empty string if it is not text."""
    if token.startswith(b"<"):
        digits = re.sub(rb"\s", b"", token[1:-1]).decode()
        raw = bytes.fromhex(digits + "0" * (len(digits) % 2))
    else:
        raw = token[1:-1]
        if b"\\" in token:
            with suppress(*MISTAKES):
                raw = bytes(pikepdf.Object.parse(token))
    if raw.startswith((b"\xfe\xff", b"\xff\xfe")):
        return raw.decode("utf-16", "replace")
    return "" if _CONTROLS & set(raw) else text_of(f"b:{raw.hex()}") or ""
