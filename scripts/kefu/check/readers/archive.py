"""The content of a ZIP archive, byte by byte: its members, what it says about them, and what its directory omits.

Follows the ZIP specification (APPNOTE.TXT 6.3.10). The standard library reads the directory; this module locates the
members and whatever lies before, between and after them, since a deleted member is as readable as any other.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.check.readers.decoding import runs
from kefu.check.readers.limits import DEFLATE, MEMBERS, LimitError, inflate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kefu.check.readers.limits import Budget

LOCAL: Final = b"PK\x03\x04"
_CENTRAL: Final = b"PK\x01\x02"
_END: Final = b"PK\x05\x06"
_END_64: Final = b"PK\x06\x06"
_LOCATOR_64: Final = b"PK\x06\x07"
_DESCRIPTOR: Final = b"PK\x07\x08"

_ENCRYPTED: Final = 0x1
_DESCRIBED_AFTER: Final = 0x8
_UTF_8: Final = 0x800


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member of an archive and the place of its data, which ends before `end`; the next member may begin at `after`.

    `told` holds the checksum and the size that the directory tells; it is `None` for a member that is in no directory.
    """

    name: str
    start: int
    end: int
    after: int
    method: int
    flags: int
    told: tuple[int, int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive:
    """The members of an archive, the printable text in its listing and between its members, and what is wrong."""

    members: tuple[Member, ...]
    listing: tuple[str, ...]
    problems: tuple[str, ...]


def names_in(content: bytes) -> tuple[str, ...]:
    """Return the names in an archive's directory, or nothing if the directory cannot be read."""
    try:
        return tuple(info.orig_filename for info in _directory(content)[0])
    except (zipfile.BadZipFile, LimitError):
        return ()


def open_archive(content: bytes, name: str) -> Archive:
    """Read the directory of an archive and find its members."""
    problems: list[str] = []
    listing: list[str] = []
    members: list[Member] = []
    spans: list[tuple[int, int]] = []
    try:
        infos, start, comment = _directory(content)
    except (zipfile.BadZipFile, LimitError) as error:
        problems.append(f"the directory of “{name}” cannot be read: {error}")
    else:
        spans.extend(_records(content, start))
        listing.extend((_decoded(comment), runs(content[start:], latin=True)))
        for info in infos:
            listing.extend((info.orig_filename, _decoded(info.comment)))
            member = _member(content, info)
            if not member:
                problems.append(f"“{info.orig_filename}” is not where the directory of “{name}” says it is")
                continue
            members.append(member)
            spans.append((info.header_offset, member.after))
            header = content[info.header_offset : member.start]
            listing.append(runs(header[30:], latin=True))
            if _header_name(header) != info.orig_filename:
                problems.append(f"“{info.orig_filename}” has a different name in its own header than in the directory")
    problems.extend(_wrong_names(members))
    if overlapping := _overlapping(spans):
        problems.append(f"{overlapping} records of “{name}” overlap others")
        members.clear()
    for first, last in _gaps(spans, len(content)):
        gap = content[first:last]
        if gap.strip(b"\0"):
            problems.append(f"{last - first} bytes of “{name}”, from byte {first}, belong to none of its members")
            listing.append(runs(gap, latin=True))
            members.extend(_lost(content, first, last))
    return Archive(members=tuple(members), listing=tuple(filter(None, listing)), problems=tuple(problems))


def extract(content: bytes, member: Member, budget: Budget) -> tuple[bytes, str]:
    """Return the bytes of a member, and what is wrong with them, if anything.

    Raises `LimitError` before more is unpacked than may be read.
    """
    data = content[member.start : member.end]
    if member.flags & _ENCRYPTED:
        return b"", f"“{member.name}” is encrypted"
    if member.method == zipfile.ZIP_STORED:
        found, whole = data, True
    elif member.method == zipfile.ZIP_DEFLATED:
        inflated = inflate(data, budget, wbits=DEFLATE)
        found, whole = inflated.content, inflated.whole and (member.told is None or inflated.end == len(data))
    else:
        return b"", f"“{member.name}” is compressed with an unsupported method ({member.method})"
    if not whole or member.told not in {None, (zlib.crc32(found), len(found))}:
        return found, f"“{member.name}” is damaged: its data does not match the directory"
    return found, ""


def _directory(content: bytes) -> tuple[list[zipfile.ZipInfo], int, bytes]:
    """Return the entries of the directory, the offset of the directory, and the archive's comment."""
    if content.count(_CENTRAL) > MEMBERS:
        raise LimitError(f"it has more than {MEMBERS} members")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.infolist(), archive.start_dir, archive.comment
    except (ValueError, OSError, NotImplementedError, EOFError, struct.error, LookupError, OverflowError) as error:
        raise zipfile.BadZipFile(str(error)) from None


def _records(content: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each record of the directory and of the end of the archive."""
    position = start
    while content.startswith(_CENTRAL, position):
        end = position + 46 + sum(_number(content, position + at, 2) for at in (28, 30, 32))
        yield position, end
        position = end
    for mark, length in ((_END_64, 56), (_LOCATOR_64, 20)):
        if content.startswith(mark, position):
            yield position, position + length
            position += length
    if content.startswith(_END, position):
        yield position, position + 22 + _number(content, position + 20, 2)


def _number(content: bytes, at: int, size: int) -> int:
    """Return a number of so many bytes; those that are after the end count as zeros."""
    return int.from_bytes(content[at : at + size], "little")


def _data_start(content: bytes, position: int) -> int:
    """Return where the data of a member begins, whose own header begins at a position."""
    return position + 30 + _number(content, position + 26, 2) + _number(content, position + 28, 2)


def _member(content: bytes, info: zipfile.ZipInfo) -> Member | None:
    position = info.header_offset
    start = _data_start(content, position)
    end = start + info.compress_size
    if position < 0 or not content.startswith(LOCAL, position) or end > len(content):
        return None
    return Member(
        name=info.orig_filename,
        start=start,
        end=end,
        after=end + (_descriptor(content, end, info) if info.flag_bits & _DESCRIBED_AFTER else 0),
        method=info.compress_type,
        flags=info.flag_bits,
        told=(info.CRC, info.file_size),
    )


def _descriptor(content: bytes, end: int, info: zipfile.ZipInfo) -> int:
    """Return the length of the record after a member's data that repeats its sizes, or 0 if there is none."""
    for mark in (_DESCRIPTOR, b""):
        for width in (8, 4):
            sizes = (size % 256**width for size in (info.compress_size, info.file_size))
            record = b"".join(
                (mark, info.CRC.to_bytes(4, "little"), *(size.to_bytes(width, "little") for size in sizes))
            )
            if content.startswith(record, end):
                return len(record)
    return 0


def _lost(content: bytes, first: int, last: int) -> Iterator[Member]:
    """Yield the members that begin in a range of bytes that the directory does not cover."""
    position = content.find(LOCAL, first, last)
    while position >= 0:
        start, packed = _data_start(content, position), _number(content, position + 18, 4)
        end = start + packed if packed and start + packed <= last else last
        yield Member(
            name=_header_name(content[position:start]),
            start=start,
            end=end,
            after=end,
            method=_number(content, position + 8, 2),
            flags=_number(content, position + 6, 2),
            told=None,
        )
        position = content.find(LOCAL, max(start, end if packed else start), last)


def _header_name(header: bytes) -> str:
    name = header[30 : 30 + _number(header, 26, 2)]
    return name.decode("utf-8" if _number(header, 6, 2) & _UTF_8 else "cp437", "replace")


def _decoded(text: bytes) -> str:
    """Return a comment, decoded as UTF-8 and as the encodings of DOS and Windows."""
    readings = (text.decode(encoding, "replace") for encoding in ("utf-8", "cp437", "cp1252"))
    return "\n".join(dict.fromkeys(readings))


def _wrong_names(members: Iterable[Member]) -> Iterator[str]:
    seen: set[str] = set()
    for member in members:
        steps = member.name.replace("\\", "/").split("/")
        if member.name in seen:
            yield f"there are two members “{member.name}”"
        if ".." in steps or not steps[0] or steps[0].endswith(":") or "\0" in member.name:
            yield f"“{member.name}” is not a path inside the archive"
        seen.add(member.name)


def _overlapping(spans: Iterable[tuple[int, int]]) -> int:
    reached = count = 0
    for start, end in sorted(spans):
        count += start < reached
        reached = max(reached, end)
    return count


def _gaps(spans: Iterable[tuple[int, int]], size: int) -> Iterator[tuple[int, int]]:
    reached = 0
    for start, end in (*sorted(spans), (size, size)):
        if start > reached:
            yield reached, start
        reached = max(reached, end)
