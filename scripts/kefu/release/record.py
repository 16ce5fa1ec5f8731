"""The record, in a folder's manifest, of what was last released to readers from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The documents of the last release to readers: its date in ISO 8601, and the SHA-256 of each file, by path.

    A folder from which nothing was released has a record without a date.
    """

    date: str = ""
    files: Mapping[str, str]

    def with_release(self, date: str, files: Mapping[str, str], *, whole: bool) -> Record:
        """Return the record after a release of files; a part of a release of the same date leaves the rest of it."""
        kept = {} if whole or date != self.date else self.files
        return Record(date=date, files={**kept, **files})

    def differences(self, date: str, files: Mapping[str, str], *, whole: bool) -> Iterator[str]:
        """Yield what a release of files would change in the release of the same date, a phrase for each file.

        A file that is added changes nothing that anybody has.
        """
        if date != self.date:
            return
        for path in sorted(self.files):
            if path in files and files[path] != self.files[path]:
                yield f"“{path}” has other content"
            elif path not in files and whole:
                yield f"“{path}” is missing"


def record_of(manifest: Mapping[str, Any]) -> Record:
    """Return the record in a manifest; an empty one if it has none that can be read."""
    match manifest.get("released"):
        case {"date": str(date), "files": dict(files)}:
            return Record(date=date, files={str(path): str(digest) for path, digest in files.items()})
        case _:
            return Record(files={})
