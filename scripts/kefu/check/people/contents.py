"""What can be read in a file of the project, whatever its kind and encoding."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kefu.check.readers import Channel, read

if TYPE_CHECKING:
    from collections.abc import Iterator

_BYTE_ORDER_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_CODE_PAGES: Final = ("cp1252", "mac_roman", "cp850")
"""What a text that is not UTF-8 may be written in: on Windows, on an old Mac, in DOS and in exports of its programs."""

_CONTROL: Final = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_MAIL: Final = re.compile(
    rb"(?:From|To|Cc|Subject|Date|Reply-To|Received|Return-Path|Message-ID|MIME-Version|Delivered-To|X-[\w-]+): "
    rb"|From [^\n]*\n[\w-]+: ",
    re.IGNORECASE,
)
_NEXT: Final = re.compile(rb"^From [^\n]*\n", re.MULTILINE)
"""The line before each message in a file of several (RFC 4155)."""
_READ_BY_KIND: Final = (b"%PDF-", b"PK\x03\x04", b"{\\rtf")
_RTF: Final = re.compile(
    r"\\u(-?\d{1,5}) ?(?:\\'[0-9a-f]{2}|\?)?|\\'([0-9a-f]{2})|\\(par|line|cell|row|tab|sect|page)\b ?"
    r"|\\[a-z]+-?\d* ?|[{}]",
    re.IGNORECASE,
)
_RTF_PAGES: Final = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_RTF_PAGE: Final = re.compile(r"\\(mac|pca?)\b")
_WIDE: Final = 0.15
"""The share of zeros in every second place from which on bytes are UTF-16 without a mark: most letters have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a file contains: its text as lines, in each encoding that it may have, or channels of other kinds of files.

    `problems` says what could not be read.
    """

    texts: tuple[str, ...] = field(default=(), repr=False)
    channels: tuple[Channel, ...] = field(default=(), repr=False)
    problems: tuple[str, ...] = ()


def contents(name: str, content: bytes) -> Contents:
    """Return what can be read in the bytes of a file with a name."""
    texts = () if content.startswith(_READ_BY_KIND[:2]) else _texts(content)
    if texts and (PurePosixPath(name).suffix.lower() in {".eml", ".mbox"} or _MAIL.match(content)):
        return Contents(texts=texts, channels=tuple(_of_mail(name, content)))
    if texts and content.startswith(_READ_BY_KIND[2]):
        return Contents(texts=tuple(map(_without_rtf, texts)))
    if texts:
        return Contents(texts=texts)
    reading = read(name, content)
    return Contents(channels=reading.channels, problems=reading.problems)


def _texts(content: bytes) -> tuple[str, ...]:
    """Return the text of a file in each encoding that it may have, or nothing if it is binary."""
    if content.startswith(_BYTE_ORDER_MARKS):
        return (_lines(content.decode("utf-16", "replace")),)
    if b"\0" in content:
        wide = _wide(content)
        return (_lines(content.decode(wide, "replace")),) if wide else ()
    try:
        return (_lines(content.decode("utf-8-sig")),)
    except UnicodeDecodeError:
        if len(_CONTROL.findall(content)) > len(content) / 100:
            return ()
        return tuple(_lines(content.decode(page, "replace")) for page in _CODE_PAGES)


def _wide(content: bytes) -> str:
    shares = [content[start::2].count(0) / len(content) for start in (0, 1)]
    if max(shares) < _WIDE or min(shares) > _WIDE / 10:
        return ""
    return "utf-16-le" if shares[1] > shares[0] else "utf-16-be"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_rtf(text: str) -> str:
    r"""Return a text in RTF as it is read: \'e5 is a letter of its code page, \u229 one of Unicode, \b only a look.

    Its lines are those of the file.
    """
    found = _RTF_PAGE.search(text, 0, 200)
    page = _RTF_PAGES[found[1]] if found else "cp1252"

    def read(match: re.Match[str]) -> str:
        if match[1]:
            return chr(int(match[1]) % 0x10000)
        if match[2]:
            return bytes.fromhex(match[2]).decode(page, "replace")
        return " " if match[3] else ""

    return _RTF.sub(read, text)


def _of_mail(name: str, content: bytes) -> Iterator[Channel]:
    """Yield the headers of a message, the parts of its text, and all that the files attached to it contain."""
    messages = (
        email.message_from_bytes(each, policy=email.policy.default) for each in _NEXT.split(content) if each.strip()
    )
    for number, part in enumerate((part for message in messages for part in message.walk()), start=1):
        place = f"part {number}"
        yield Channel(name="mail header", place=place, text="\n".join(str(value) for value in part.values()))
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        attached = part.get_filename() or f"{name}.{part.get_content_subtype()}"
        inner = contents(attached, payload)
        for text in inner.texts:
            yield Channel(name="mail text", place=place, text=text)
        yield from inner.channels
