"""Documents → the files of a preview: each is made when somebody looks at it, and stays until it changes."""

from __future__ import annotations

import tempfile
import threading
from collections import OrderedDict, defaultdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from kefu.authored import Format
from kefu.cache import Step, digest
from kefu.diagnostics import BuildError
from kefu.engines.pandoc import PANDOC, pages
from kefu.preview.hands import Hands
from kefu.preview.page import page
from kefu.preview.sources import twice, unforeseen
from kefu.preview.typesetting import typeset
from kefu.processes.workers import TooMuchError
from kefu.reading.locating import located
from kefu.rendering import SECONDS, seconds_for, too_large
from kefu.site.fonts import fonts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from kefu.cache import Store
    from kefu.diagnostics import Diagnostic
    from kefu.engines.html import Pages
    from kefu.front import Face
    from kefu.model import Document, Project
    from kefu.preview.editor import Editor
    from kefu.preview.page import Page
    from kefu.preview.state import Entry

T = TypeVar("T")

PRESSES: Final = 3
"""The most processes that typeset PDFs, each of which knows one document. That of the report has 600 MB."""

FILES: Final = 12
"""The most files that are kept besides web pages."""

OTHER: Final = "other formats"

_Key = tuple[str, Format]


class UnmadeError(Exception):
    """A file cannot be made, and there is no earlier one; `diagnostics` say why, if the sources are the reason."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...] = ()) -> None:
        self.diagnostics = diagnostics
        super().__init__("\n".join(map(str, diagnostics)))


class Maker:
    """Makes the files of documents, each once for each revision, and knows what was wrong with them.

    When a file cannot be made, the last one that could stays in its place. Any thread may ask.
    """

    def __init__(self, editor: Editor) -> None:
        self._editor = editor
        self._over = False
        self._folder = tempfile.TemporaryDirectory(prefix="kefu-", ignore_cleanup_errors=True)
        self._presses = Hands(PRESSES)
        self._others = Hands(1)
        self._locks: defaultdict[_Key, threading.Lock] = defaultdict(threading.Lock)
        self._pages: dict[str, Page] = {}
        self._writers: defaultdict[str, Pages] = defaultdict(pages)
        self._files: OrderedDict[_Key, tuple[str, bytes]] = OrderedDict()
        self._found: dict[_Key, tuple[str, tuple[Diagnostic, ...], bool]] = {}

    def page(self, entry: Entry, project: Project) -> Page:
        """Return the web page of a document; raises `UnmadeError`."""

        def make(document: Document) -> tuple[Page, tuple[Diagnostic, ...]]:
            sources = {one.path: one for one in project.sources}
            made = page(document, entry.page, sources, self._editor, self._writers[entry.id])
            return made, made.warnings

        key = entry.id, Format.HTML
        with self._locks[key]:
            last = self._pages.get(entry.id)
            if last and (last.revision == entry.page or self._failed(key, entry)):
                return last
            made = self._made(entry, project, Format.HTML, make)
            if made:
                self._pages[entry.id] = made
            if made or last:
                return made or last  # type: ignore[return-value]  # one of them is there
            raise UnmadeError(self._found[key][1])

    def last_page(self, id_: str) -> Page | None:
        """Return the page of a document that was made last."""
        return self._pages.get(id_)

    def picture(self, id_: str, name: str) -> bytes:
        """Return a picture of the page of a document that was made last; raises `KeyError`."""
        return self._pages[id_].pictures[name]

    def file(self, entry: Entry, project: Project, format_: Format) -> bytes:
        """Return the file of a document in any other format; raises `UnmadeError`."""

        def make(document: Document) -> tuple[bytes, tuple[Diagnostic, ...]]:
            seconds = seconds_for(document)
            if format_ is Format.PDF:
                rendered = self._presses.do(entry.id, seconds, typeset, document, self._folder_of(entry.id))
            else:
                rendered = self._others.do(OTHER, seconds, PANDOC.render, document, format_)
            return rendered.content, rendered.warnings

        key = entry.id, format_
        with self._locks[key]:
            revision, last = self._files.get(key, ("", b""))
            if last and (revision == entry.revision or self._failed(key, entry)):
                self._files.move_to_end(key)
                return last
            made = self._made(entry, project, format_, make)
            if made:
                self._files[key] = entry.revision, made
                self._files.move_to_end(key)
                while len(self._files) > FILES:
                    self._files.popitem(last=False)
            if made or last:
                return made or last
            raise UnmadeError(self._found[key][1])

    def _folder_of(self, id_: str) -> Path:
        return Path(self._folder.name, digest(id_)[:16])

    def _made(
        self,
        entry: Entry,
        project: Project,
        format_: Format,
        make: Callable[[Document], tuple[T, tuple[Diagnostic, ...]]],
    ) -> T | None:
        """Return what a document is made into, or nothing if it cannot be; note what is wrong with it."""
        assert entry.document, "nobody asks for what is not assembled"  # noqa: S101 - it is so
        made, bad = None, False
        try:
            made, found = twice(partial(make, entry.document))
        except BuildError as error:
            found, bad = error.diagnostics, True
        except TooMuchError:
            if self._over:
                raise UnmadeError from None
            found, bad = (too_large(entry.document, format_),), True
        except Exception as error:  # noqa: BLE001 - the last one that could be made stays
            if self._over:
                raise UnmadeError from None
            found, bad = (unforeseen(error),), True
        self._found[entry.id, format_] = entry.revision, located(found, project), bad
        return made

    def failed(self, entry: Entry) -> bool:
        """Return whether a document could not be made in one of the formats in which somebody wanted it."""
        return any(self._failed((entry.id, format_), entry) for format_ in Format)

    def _failed(self, key: _Key, entry: Entry) -> bool:
        revision, _, bad = self._found.get(key, ("", (), False))
        return bad and revision == entry.revision

    def found(self, entry: Entry) -> Iterator[Diagnostic]:
        """Yield what is wrong with a document in the formats that it was made in."""
        for format_ in Format:
            revision, found, _ = self._found.get((entry.id, format_), ("", (), False))
            if revision == entry.revision:
                yield from found

    def forget(self, kept: Collection[str]) -> None:
        """Forget everything about documents that are not kept."""
        self._presses.keep(lambda id_: id_ in kept)
        self._pages = {id_: one for id_, one in self._pages.items() if id_ in kept}
        for id_ in self._writers.keys() - kept:
            del self._writers[id_]
        for key in [*self._files.keys(), *self._found.keys()]:
            if key[0] not in kept:
                self._files.pop(key, None)
                self._found.pop(key, None)

    def font(self, name: str, faces: tuple[Face, ...], store: Store) -> bytes:
        """Return a font of web pages, which takes a while the first time; raises `KeyError`."""
        made: tuple[tuple[str, bytes], ...] | None = next(store.look(Step.FONTS, (faces,)), None)
        if made is None:
            try:
                made = self.aside(SECONDS, fonts, faces)
            except TooMuchError:
                raise KeyError(name) from None
            store.put(Step.FONTS, (faces,), made)
        return dict(made)[name]

    def aside(self, seconds: float, function: Callable[..., T], *given: object) -> T:
        """Return the result of a function that is called beside what is looked at; raises `TooMuchError`."""
        return self._others.do(OTHER, seconds, function, *given)

    def close(self) -> None:
        """End all processes."""
        self._over = True
        self._presses.close()
        self._others.close()
        self._folder.cleanup()
