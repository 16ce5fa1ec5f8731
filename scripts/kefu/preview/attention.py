"""What somebody looks at, and what they want to see next: the document in which the last change was made."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kefu.authored import Format
from kefu.preview.belonging import belongs

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from pathlib import Path

    from kefu.preview.state import Entry


class Attention:
    """Which documents were looked at, each in which revision, and which one was changed last."""

    def __init__(self) -> None:
        self._seen: dict[str, str] = {}
        self._format = Format.HTML
        self.latest = ""

    def see(self, id_: str, revision: str, format_: Format) -> None:
        """Note that somebody looks at a document as it is; what cannot be shown in a browser is only downloaded."""
        self._seen.pop(id_, None)
        self._seen[id_] = revision
        if format_ in {Format.HTML, Format.PDF}:
            self._format = format_

    def is_on_page(self, entry: Entry) -> bool:
        """Return whether somebody looks at a document's web page as it is, or would because it was changed last."""
        looks = entry.id == self.latest or self._seen.get(entry.id) == entry.revision
        return bool(entry.revision) and looks and self._format is Format.HTML

    def order(self) -> Iterator[str]:
        """Yield the documents that somebody looks at or has looked at, those first that matter most."""
        yield from dict.fromkeys((*filter(None, [self.latest]), *reversed(self._seen)))

    def forget(self, kept: Collection[str]) -> None:
        """Forget the documents that are not kept."""
        self._seen = {id_: revision for id_, revision in self._seen.items() if id_ in kept}
        if self.latest not in kept:
            self.latest = ""

    def move(self, path: PurePosixPath, entries: Mapping[str, Entry]) -> None:
        """Turn to the document in which a file was changed.

        If several show it, it is the one that was looked at last, or of an edition that was, or that of a case. What
        belongs to all documents turns to none that nobody has looked at.
        """
        owners = [entry for entry in entries.values() if owns(entry, path)]
        seen = [id_ for id_ in reversed(self._seen) if id_ in entries]
        looked_at = [id_ for id_ in seen if any(owner.id == id_ for owner in owners)]
        editions = dict.fromkeys(entries[id_].edition.name for id_ in seen)
        alike = [owner.id for name in editions for owner in owners if owner.edition.name == name]
        cases = [owner.id for owner in owners if owner.case]
        others = () if len(owners) == len(entries) else (*alike, *cases, *(owner.id for owner in owners))
        self.latest = next(iter((*looked_at, *others)), self.latest)


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
