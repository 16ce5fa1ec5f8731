"""Which documents of a preview differ from those of the release that lies in a folder."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from kefu.authored import Format
from kefu.cache import Step, digest
from kefu.diagnostics import BuildError
from kefu.engines.pandoc import PANDOC
from kefu.provenance import digest_of
from kefu.release import MANIFEST, artifact_path, released, stamp_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kefu.cache import Store
    from kefu.model import Document, Project
    from kefu.preview.state import Entry


class Release:
    """Compares documents with a release by the digests of its files, which its manifest lists.

    A file that a build has kept in the cache is not made for that; otherwise only a web page is, since no other file is
    made so quickly. A document that can be compared with nothing counts as another one.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._manifest = ""
        self._known: dict[str, tuple[str, bool]] = {}

    def differs_still(self, entry: Entry) -> bool | None:
        """Return whether a document that has just been changed differs, as far as that is known without any work."""
        if entry.id not in self._known:
            return None
        revision, differs = self._known[entry.id]
        return differs or revision != entry.revision

    def differs(self, entry: Entry, project: Project, store: Store) -> bool | None:
        """Return whether a document differs from the one in the release, or nothing if there is no release."""
        manifest = _read(self._out)
        if manifest != self._manifest:
            self._manifest, self._known = manifest, {}
        files = {told["path"]: told.get("sha256") for told in released(self._out)}
        if not files or not entry.plain:
            return None
        revision, known = self._known.get(entry.id, ("", True))
        if revision != entry.revision:
            same = stamp_of(json.loads(manifest)).sources == digest_of(project)
            known = not same and not any(
                files.get(str(artifact_path(entry.plain, format_))) == sha for format_, sha in _made(entry.plain, store)
            )
            self._known[entry.id] = entry.revision, known
        return known


def _made(document: Document, store: Store) -> Iterator[tuple[Format, str]]:
    """Yield a format of a document, with the SHA-256 of its file in it, if that takes no time to tell."""
    formats = document.edition.description.formats
    key = digest(document)
    for format_ in formats:
        for rendered in store.look(Step.RENDER, (key, format_, PANDOC.name)):
            yield format_, hashlib.sha256(rendered.content).hexdigest()
            return
    if Format.HTML in formats:
        try:
            yield Format.HTML, hashlib.sha256(PANDOC.render(document, Format.HTML).content).hexdigest()
        except BuildError:
            return


def _read(out: Path) -> str:
    try:
        return (out / MANIFEST).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
