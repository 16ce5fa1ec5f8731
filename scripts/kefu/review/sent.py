"""What was sent to reviewers, found by what a file says of itself: in the release, in the sources, or in Git."""

from __future__ import annotations

import hashlib
import io
import re
import tarfile
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.check.people import git, repository_of
from kefu.diagnostics import BuildError, OutputError
from kefu.engines.pandoc import PANDOC
from kefu.figures import undrawn
from kefu.layout import CASES, FIGURES, PUBLICATION, RELEASE, real
from kefu.load import load
from kefu.release import released
from kefu.review.items import Sent
from kefu.word import opened, read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.cache import Store
    from kefu.model import Document, Project
    from kefu.word import Word

PROPERTY: Final = "kefu-document"
"""The property of a Word file that says which document it is."""

_STATED: Final = re.compile(r"(?P<document>report|cases/\S+) (?P<edition>\S+) (?P<digest>[0-9a-f]{64})")

MOST_COMMITS: Final = 100
SECONDS: Final = 60
"""How many commits are looked at, and for how long."""

_BLANK: Final = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
"""What stands for each drawing where only the text of a document is wanted."""


def stated(word: Word) -> Sent | None:
    """Return which document a Word file says that it is, or nothing if it does not say so."""
    found = _STATED.fullmatch(word.properties.get(PROPERTY, "").strip())
    return Sent(**found.groupdict()) if found else None


def digest_of(document: Document) -> str:
    """Return the digest that a Word file of a document states."""
    return hashlib.sha256(document.tree.encode()).hexdigest()


def current(project: Project, sent: Sent, store: Store) -> Document | None:
    """Return a document as it would be built now, with blank drawings; if its edition is gone, in another one."""
    everything = outlines(project)
    named = [outline for outline in everything if outline.name == sent.document]
    chosen = [outline for outline in named if outline.edition.name == sent.edition] or named
    if not chosen:
        return None
    drawings = dict.fromkeys(undrawn(project, chosen[0].drawings), _BLANK)
    (document,) = assemble(project, chosen[:1], everything, drawings, project.publication.date, jobs=1, store=store)
    return document


def found(root: Path, now: Document | None, sent: Sent, store: Store) -> Word | None:
    """Return the Word file that was sent, or nothing if it is nowhere; `now` is the document as it is.

    It is taken from the release, or else made again from the sources as they are or were in a commit.
    """
    return _released(root / RELEASE, sent) or _made(now, sent) or _committed(root, sent, store)


def _released(out: Path, sent: Sent) -> Word | None:
    with suppress(OutputError):
        for told in released(out):
            path = str(told.get("path", ""))
            if path.endswith(f".{Format.DOCX}") and (told.get("edition"), told.get("document")) == (
                sent.edition,
                sent.document.rpartition("/")[2],
            ):
                with suppress(BuildError):
                    word = read(opened(out / path))
                    if stated(word) == sent:
                        return word
    return None


def _made(document: Document | None, sent: Sent) -> Word | None:
    """Return the Word file of a document, if that is the one that was sent."""
    if document is None or digest_of(document) != sent.digest:
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"sent.{Format.DOCX}")
        path.write_bytes(PANDOC.render(document, Format.DOCX).content)
        return read(opened(path))


def _committed(root: Path, sent: Sent, store: Store) -> Word | None:
    ends = time.monotonic() + SECONDS
    for archive in _archives(root):
        with tempfile.TemporaryDirectory() as folder, suppress(BuildError, tarfile.TarError, OSError):
            with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
                tar.extractall(folder, filter="data")
            if word := _made(current(load(Path(folder), jobs=1, store=store).project, sent, store), sent):
                return word
        if time.monotonic() > ends:
            return None
    return None


def _archives(root: Path) -> Iterator[bytes]:
    """Yield the project as it was in each commit that changed its sources, as an archive, the newest first."""
    top = repository_of(root)
    if top is None:
        return
    prefix = real(root).relative_to(top).as_posix()
    inside = "" if prefix == "." else f"{prefix}/"
    sources = (f"{inside}{path}" for path in (PUBLICATION.parent, CASES, FIGURES, "bibliography"))
    listed = git(top, "log", "--format=%H", f"--max-count={MOST_COMMITS}", "--", *sources) or b""
    for commit in listed.decode("ascii").split():
        if archive := git(top, "archive", "--format=tar", f"{commit}:{inside}"):
            yield archive
