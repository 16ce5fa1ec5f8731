"""What somebody looks at, and what they want to see next: the document in which the last change was made."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kefu.layout import CASES
from kefu.preview.belonging import belongs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from kefu.preview.state import Entry


class Attention:
    """Which documents were looked at, each in which revision, and which one was changed last."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}
        self.latest = ""

    def see(self, id_: str, revision: str) -> None:
        """Note that somebody looks at a document as it is, or waits for it if it has no revision yet."""
        self._seen.pop(id_, None)
        self._seen[id_] = revision

    def is_on(self, entry: Entry) -> bool:
        """Return whether somebody looks at a document as it is, or would because it was changed last."""
        return bool(entry.revision) and (entry.id == self.latest or self._seen.get(entry.id) == entry.revision)

    def order(self) -> Iterator[str]:
        """Yield the documents that somebody waits for, looks at or has looked at, those first that matter most."""
        awaited = [id_ for id_, revision in self._seen.items() if not revision]
        yield from dict.fromkeys((*awaited, *filter(None, [self.latest]), *reversed(self._seen)))

    def forget(self, kept: Collection[str]) -> None:
        """Forget the documents that are not kept."""
        self._seen = {id_: revision for id_, revision in self._seen.items() if id_ in kept}
        if self.latest not in kept:
            self.latest = ""

    def move(self, path: PurePosixPath, entries: Mapping[str, Entry]) -> None:
        """Turn to the document in which a file was changed.

        It is the one that is looked at, if that shows the file. Otherwise it is one that was looked at, or is of an
        edition that was, or else the first; a text of a case stands first of all in a document of that case. What
        belongs to all documents turns to none that nobody has looked at.
        """
        of_case = path.is_relative_to(CASES)
        owners = [entry for entry in entries.values() if owns(entry, path)]
        own = [entry for entry in owners if entry.case or not of_case]
        seen = [id_ for id_ in reversed(self._seen) if id_ in entries]
        looked_at = [entry.id for entry in owners if entry.id in seen[:1]]
        earlier = [id_ for id_ in seen if any(entry.id == id_ for entry in own)]
        editions = dict.fromkeys(entries[id_].edition.name for id_ in seen)
        alike = [entry.id for name in editions for entry in own if entry.edition.name == name]
        others = [*alike, *(entry.id for entry in (*own, *owners))] if of_case or len(owners) < len(entries) else []
        self.latest = next(iter((*looked_at, *earlier, *others)), self.latest)


def owns(entry: Entry, path: PurePosixPath) -> bool:
    """Return whether a file can change a document."""
    return belongs(path, entry.edition, entry.case.id if entry.case else "")


def touched(entries: Iterable[Entry], paths: Collection[PurePosixPath]) -> list[str]:
    """Return the documents that files can change."""
    return [entry.id for entry in entries if any(owns(entry, path) for path in paths)]


def last_written(root: Path, paths: Collection[PurePosixPath]) -> PurePosixPath:
    """Return the file that was written last, as far as their times tell."""

    def time_of(path: PurePosixPath) -> tuple[int, PurePosixPath]:
        try:
            return (root / path).stat().st_mtime_ns, path
        except OSError:
            return 0, path

    return max(paths, key=time_of, default=PurePosixPath())
