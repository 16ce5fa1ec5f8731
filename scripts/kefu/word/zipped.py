"""ZIP archives from others: unpacked within bounds, and only if they are what they say. Source: APPNOTE.TXT 6.3.10."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from kefu.rules.word import WORD_FILE_IS_READABLE, WORD_FILE_IS_WITHIN_BOUNDS
from kefu.word.refusal import RefusalError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MEMBERS: Final = 10_000
"""The most members of an archive."""

UNPACKED: Final = 256 << 20
"""The most bytes that an archive may unpack to."""

RATIO: Final = 200
"""How many times as large as the archive its content may be; XML of real texts is 10 to 30 times as large."""

FREE: Final = 16 << 20
"""The bytes that any archive may unpack to: a picture of a single colour is very small when it is packed."""

_LOCAL: Final = b"PK\x03\x04"
_CENTRAL: Final = b"PK\x01\x02"
_HEADER: Final = struct.Struct("<4s22xHH")
_ENCRYPTED: Final = 0x1
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_SAVE: Final = "open it in Word, and save it under another name"


def unpacked(content: bytes) -> dict[str, bytes]:
    """Return the members of an archive by name, in the order of its directory.

    Raises `RefusalError` before more is unpacked than may be, and if anything in the archive contradicts the rest.
    """
    infos = _directory(content)
    names = _names(infos)
    _apart((info.header_offset, _end(content, info)) for info in infos)
    left = min(UNPACKED, max(FREE, RATIO * len(content)))
    members = {}
    for name, info in zip(names, infos, strict=True):
        members[name] = _member(content, info, left)
        left -= len(members[name])
    return {name: member for name, member in members.items() if not name.endswith("/")}


def zipped(members: Mapping[str, bytes]) -> bytes:
    """Return an archive of the members in the given order, the same for the same members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, content)
    return buffer.getvalue()


def _directory(content: bytes) -> list[zipfile.ZipInfo]:
    if content.count(_CENTRAL) > MEMBERS:
        raise _too_much(f"it has more than {MEMBERS:,} members")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, struct.error, OverflowError):
        raise RefusalError(
            WORD_FILE_IS_READABLE, "it is damaged: it begins as a DOCX, but its end is missing or wrong", _SAVE
        ) from None


def _names(infos: Iterable[zipfile.ZipInfo]) -> list[str]:
    """Return the names of the members; capital and small letters are the same there (ISO/IEC 29500-2, 6.2.2.3)."""
    names: dict[str, str] = {}
    for info in infos:
        name = info.orig_filename
        if name.casefold() in names:
            raise _contradicting(f"it has two members named “{name}”")
        steps = name.split("/")
        if ".." in steps or not steps[0] or any(sign in name for sign in "\\:\0"):
            raise _contradicting(f"“{name}” is not a path inside it")
        names[name.casefold()] = name
    return [*names.values()]


def _end(content: bytes, info: zipfile.ZipInfo) -> int:
    """Return where the data of a member ends; raises `RefusalError` if the member is not where the directory says."""
    start = info.header_offset
    if 0 <= start <= len(content) - _HEADER.size:
        mark, name, extra = _HEADER.unpack_from(content, start)
        end: int = start + _HEADER.size + name + extra + info.compress_size
        if mark == _LOCAL and end <= len(content):
            told = content[start + _HEADER.size : start + _HEADER.size + name]
            if told.decode("utf-8" if info.flag_bits & 0x800 else "cp437", "replace") == info.orig_filename:
                return end
    raise _contradicting(f"“{info.orig_filename}” is not where its directory says")


def _apart(spans: Iterable[tuple[int, int]]) -> None:
    reached = 0
    for start, end in sorted(spans):
        if start < reached:
            raise _contradicting("its members overlap")
        reached = end


def _member(content: bytes, info: zipfile.ZipInfo, left: int) -> bytes:
    end = _end(content, info)
    data = content[end - info.compress_size : end]
    if info.flag_bits & _ENCRYPTED:
        raise RefusalError(WORD_FILE_IS_READABLE, f"“{info.orig_filename}” in it has a password", _SAVE)
    if info.compress_type == zipfile.ZIP_STORED:
        found, whole = data, True
    elif info.compress_type == zipfile.ZIP_DEFLATED:
        found, whole = _inflated(data, left)
    else:
        raise RefusalError(WORD_FILE_IS_READABLE, f"“{info.orig_filename}” in it is packed in an unusual way", _SAVE)
    if len(found) > left:
        raise _too_much(
            f"it unpacks to more than {UNPACKED >> 20} megabytes, or to more than {RATIO} times its own size"
        )
    if not whole or (len(found), zlib.crc32(found)) != (info.file_size, info.CRC):
        raise _contradicting(f"“{info.orig_filename}” is not what its directory says")
    return found


def _inflated(data: bytes, bound: int) -> tuple[bytes, bool]:
    """Return what data unpacks to, a byte more than the bound at most, and whether that is all of it."""
    engine = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        found = engine.decompress(data, bound + 1)
    except zlib.error:
        return b"", False
    return found, engine.eof and not engine.unused_data


def _contradicting(message: str) -> RefusalError:
    return RefusalError(WORD_FILE_IS_READABLE, f"it is damaged, or made to deceive: {message}", _SAVE)


def _too_much(message: str) -> RefusalError:
    return RefusalError(
        WORD_FILE_IS_WITHIN_BOUNDS,
        message,
        "if it is a real text, compress its pictures in Word (File > Compress Pictures) and save it again",
    )
