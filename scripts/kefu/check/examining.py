"""Examining a finished file: it is read in full, searched, and compared with its document."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from kefu.check import readers
from kefu.check.active import inert
from kefu.check.conformance import conformance
from kefu.check.layout import layout
from kefu.check.leaks import PICTURE, Lettered, Searched, Wanted, lettered, search_channels
from kefu.check.marked import own_marks
from kefu.check.people import names_in_channels, names_in_path, personal_data_in_channels
from kefu.check.pictures import bare
from kefu.check.readers import BINARY
from kefu.check.tags import tags
from kefu.diagnostics import Diagnostic, Location
from kefu.processes.bounds import SECONDS, bounded
from kefu.rules.leaks import ARTIFACT_IS_READ_IN_FULL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import PurePosixPath

    from kefu.check.people import RegistryFile
    from kefu.check.readers import Channel
    from kefu.model import Asset, Document

ADDRESSES: Final = frozenset(
    {"file name", "PDF destination", "PDF object", "DOCX listing", "EPUB listing", "ZIP listing"}
)
"""Channels that contain names of files and the like, in which short names are found even without a capital."""

NOT_WRITTEN: Final = ("PDF raw bytes", "PDF stream", "PDF object", BINARY, "SVG drawn text")
"""Prefixes of channels with digits that nobody wrote as numbers, or not one after another, but that could look like
personal data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A finished file, by its path in the release, with everything that it is checked against.

    `document` is the assembled document that the file must show, or `None` if it does not belong to one. `allowed`
    holds the telephone numbers and addresses that it may show. `names` is the registry of real names, if there is one.
    What is not `published` is searched for what the file that is made of it could show.
    """

    path: PurePosixPath
    content: bytes
    wanted: Wanted
    document: Document | None
    allowed: frozenset[str]
    names: RegistryFile | None
    published: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """The result of examining a file: the number of channels, what the search found, and findings of other kinds."""

    path: PurePosixPath
    channels: int
    searched: Searched
    findings: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What is found in a file whatever it is searched for, and its letters, packed, so that it can be searched again.

    Files change less often than what they are searched for, which is every passage that they may not show.
    """

    path: PurePosixPath
    channels: int
    findings: tuple[Diagnostic, ...]
    letters: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is wrong with a picture of a document, and its letters, packed likewise."""

    channels: int
    problems: tuple[str, ...]
    letters: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What was found in a file and in the pictures of its document, and what was searched for and found in either."""

    read: Read
    seen: tuple[Seen, ...]
    searched: Searched
    pictured: Searched

    @property
    def lasts(self) -> bool:
        """Whether it would be the same tomorrow: what takes too long today may not do so then."""
        return not any(found.rule is ARTIFACT_IS_READ_IN_FULL for found in self.examined.findings)

    @property
    def examined(self) -> Examined:
        """The result of examining the file."""
        path = self.read.path
        return Examined(
            path=path,
            channels=self.read.channels + sum(seen.channels for seen in self.seen),
            searched=replace(self.searched, hits=(*self.searched.hits, *self.pictured.hits)),
            findings=(
                *self.read.findings,
                *(_not_read(path, problem) for seen in self.seen for problem in seen.problems),
            ),
        )


def search_all(known: Sequence[tuple[Read, Sequence[Seen]]], wanted: Wanted) -> tuple[Outcome, ...]:
    """Search files and the pictures of their documents, which have all been read before."""
    return tuple(
        Outcome(
            read=read,
            seen=tuple(seen),
            searched=search_channels(_unpacked(read.letters), wanted),
            pictured=_pictured(seen, wanted),
        )
        for read, seen in known
    )


def examine_all(work: Sequence[tuple[Task, Sequence[Asset | Seen]]], *, keeps: bool) -> tuple[Outcome, ...]:
    """Read and search files and the pictures of their documents; letters are packed if somebody `keeps` them.

    The letters of drawings in a PDF are outlines, which only people can read, so drawings are read by themselves.
    """
    return tuple(_outcome(task, pictures, keeps=keeps) for task, pictures in work)


def examine(task: Task) -> Examined:
    """Read everything in a file and in the pictures of its document, and return what was found."""
    return _outcome(task, pictures_of(task.document), keeps=False).examined


def pictures_of(document: Document | None) -> tuple[Asset, ...]:
    """Return the pictures of a document that can be read.

    A document has its drawings while it is built; one that is assembled to check finished files has none.
    """
    return tuple(asset for asset in document.pictures if asset.original) if document else ()


def unread(task: Task, problem: str) -> Outcome:
    """Return what comes of a file that was not read, because of a problem."""
    read = Read(path=task.path, channels=0, findings=(_not_read(task.path, problem),), letters=b"")
    return Outcome(read=read, seen=(), searched=Searched(hits=(), found=0), pictured=Searched(hits=(), found=0))


def _not_read(path: PurePosixPath, problem: str) -> Diagnostic:
    return Diagnostic(
        rule=ARTIFACT_IS_READ_IN_FULL,
        location=Location(path=path),
        message=problem,
        hints=("what cannot be read cannot be searched: remove the file, or build it again",),
    )


def _outcome(task: Task, pictures: Sequence[Asset | Seen], *, keeps: bool) -> Outcome:
    try:
        with bounded():
            return _whole_outcome(task, pictures, keeps=keeps)
    except TimeoutError:
        return unread(task, f"the file takes more than {SECONDS} seconds to read")
    except (MemoryError, RecursionError):
        return unread(task, "the file takes more memory to read than it may")


def _whole_outcome(task: Task, pictures: Sequence[Asset | Seen], *, keeps: bool) -> Outcome:
    reading = readers.read(str(task.path), task.content)
    findings = [_not_read(task.path, problem) for problem in reading.problems]
    written = [c for c in reading.channels if not (c.rearranged or c.name.startswith(NOT_WRITTEN))]
    if task.document:
        findings += inert(task.path, reading.channels)
        findings += own_marks(task.path, reading.channels, task.document)
    findings += bare(task.path, reading.channels) if task.published else ()
    findings += personal_data_in_channels(task.path, written, task.allowed)
    if task.names:
        registry = task.names.load()
        new = [_picture(one.name, one.original) for one in pictures if not isinstance(one, Seen)]
        channels = (*reading.channels, *(channel for picture in new for channel in picture.channels))
        as_they_stand = [channel for channel in channels if not channel.rearranged]
        findings += names_in_path(task.path, registry)
        findings += names_in_channels(task.path, as_they_stand, registry, addresses=ADDRESSES)
    if task.document and reading.structure:
        findings += tags(task.document, reading.structure, task.path)
        findings += conformance(task.document, reading.structure, task.path)
        findings += layout(task.document, reading.structure, task.path)
    letters = lettered(reading.channels)
    read = Read(
        path=task.path,
        channels=len(letters),
        findings=tuple(findings),
        letters=_packed(letters) if keeps else b"",
    )
    return Outcome(
        read=read,
        seen=tuple(one if isinstance(one, Seen) else _seen(one.name, one.original, keeps=keeps) for one in pictures),
        searched=search_channels(letters, task.wanted),
        pictured=_pictured(pictures, task.wanted),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    """What can be read in a picture of a document, and its letters."""

    channels: tuple[Channel, ...]
    problems: tuple[str, ...]
    letters: tuple[Lettered, ...]


@lru_cache(maxsize=256)
def _picture(name: str, content: bytes) -> _Picture:
    """Read a picture; most stand in many files."""
    reading = readers.read(name, content)
    channels = tuple(replace(channel, name=f"{PICTURE}: {channel.name}") for channel in reading.channels)
    return _Picture(channels=channels, problems=reading.problems, letters=lettered(channels))


@lru_cache(maxsize=256)
def _seen(name: str, content: bytes, *, keeps: bool) -> Seen:
    found = _picture(name, content)
    letters = _packed(found.letters) if keeps else b""
    return Seen(channels=len(found.letters), problems=found.problems, letters=letters)


def _pictured(pictures: Sequence[Asset | Seen], wanted: Wanted) -> Searched:
    """Search the pictures of a document for what they must not show; that they show its text would prove nothing."""
    return search_channels(chain.from_iterable(map(_letters_in, pictures)), replace(wanted, included=()))


def _letters_in(picture: Asset | Seen) -> Iterable[Lettered]:
    return _unpacked(picture.letters) if isinstance(picture, Seen) else _picture(picture.name, picture.original).letters


def _packed(channels: Sequence[Lettered]) -> bytes:
    rows = [(channel.name, channel.place, channel.rearranged, channel.letters) for channel in channels]
    return zlib.compress(json.dumps(rows).encode(), zlib.Z_BEST_SPEED)


def _unpacked(content: bytes) -> Iterator[Lettered]:
    for name, place, rearranged, letters in json.loads(zlib.decompress(content)):
        yield Lettered(name=name, place=place, rearranged=rearranged, letters=tuple(letters))
