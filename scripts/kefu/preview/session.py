"""What a preview keeps in memory: the project as it was last good, its documents, and what is wrong with them.

It knows nothing of browsers, and does not watch files: whoever does says `changed` when something may have.
"""

from __future__ import annotations

import threading
import time
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from kefu import words
from kefu.authored import Format
from kefu.cache import digest, open_store
from kefu.diagnostics import in_reading_order
from kefu.layout import RELEASE
from kefu.preview.assembling import Assembler
from kefu.preview.attention import Attention, last_written, touched
from kefu.preview.checking import Checked, found_in_texts
from kefu.preview.making import Maker, UnmadeError
from kefu.preview.page import previewed
from kefu.preview.places import changed as changed_places
from kefu.preview.release import Release
from kefu.preview.sources import NO_CONTENTS, is_as_read, read_project
from kefu.preview.state import Entry, Problem, id_of, lines_of, now_in_words, settled, state
from kefu.processes.workers import TooMuchError
from kefu.rules.rule import Severity
from kefu.site.style import style
from kefu.theme import THEME

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection, Iterator
    from pathlib import Path, PurePosixPath

    from kefu.assemble import Numbered, Outline
    from kefu.cache import Store
    from kefu.diagnostics import Diagnostic
    from kefu.model import Project
    from kefu.preview.editor import Editor
    from kefu.preview.page import Page
    from kefu.preview.sources import Choice, Read

SHEET: Final = "kefu.css"

PATIENCE: Final = 120
"""Seconds that a request waits for a document to be assembled."""

OFTEN: Final = 64
"""So many changes leave so much in the cache, and in memory, that both are tidied."""


class Session:
    """The warm state of a preview; any thread may ask, and one says what has changed.

    `hear` is called whenever the state has changed. `cache` is the folder of a store.
    """

    def __init__(
        self,
        root: Path,
        choice: Choice,
        *,
        editor: Editor,
        cache: Path,
        date: datetime.date | None = None,
        hear: Callable[[], None] = lambda: None,
    ) -> None:
        self._root = root
        self._choice = choice
        self._editor = editor
        self._cache = cache
        self._assembler = Assembler(date)
        self.hear = hear
        self._maker = Maker(editor)
        self._release = Release(root / RELEASE)
        self._attention = Attention()
        self._news = threading.Condition(threading.RLock())
        self._numbered: Numbered = {}
        self._read: Read | None = None
        self._good: Read | None = None
        self._entries: dict[str, Entry] = {}
        self._behind: dict[str, Outline] = {}
        self._unmade: dict[str, tuple[Diagnostic, ...]] = {}
        self._checked = Checked(at="", found=(), contents=NO_CONTENTS)
        self._focus: dict[str, Any] | None = None
        self._busy = self._checking = ""
        self._told: dict[str, Any] = {}
        self._changes = 0
        self._over = False

    def changed(self, stale: Callable[[], bool] = lambda: False) -> bool:
        """Read the project again if anything in it has other contents, and return whether that was so.

        What is looked at is made first, and at least one document, so that who saves all the time sees something. As
        soon as this is `stale`, because something has changed again, the rest is left for the next time.
        """
        before, good = self._read, self._good.contents if self._good else NO_CONTENTS
        if before and before.project and not self._behind and is_as_read(self._root, before.contents):
            return False
        if not before:
            with self._news:
                self._busy = words.preview.READING
                self._tell()
        earlier = before.contents if before else NO_CONTENTS
        store = open_store(self._cache)
        read = read_project(self._root, self._choice, earlier, store=store, numbered=self._numbered)
        paths = read.contents.differences(earlier) if before else frozenset()
        with self._news:
            self._read = read
            if read.project:
                self._good = read
                self._settle(read, read.project)
            if paths or not before:
                self._attention.move(last_written(self._root, paths or read.contents.paths), self._entries)
            if not read.project:
                wrong = [found.location.path for found in read.found if found.severity is Severity.ERROR]
                old = touched(self._entries.values(), [*wrong, *read.contents.differences(good)])
                for id_ in {*old, *self._behind}:
                    self._entries[id_] = replace(self._entries[id_], good=not self._entries[id_].document)
                self._busy = ""
            self._tell()
        if read.project:
            self._make(read, read.project, paths, store, stale)
        self._changes += 1
        if self._changes % OFTEN == 0:
            store.tidy()
            self._numbered.clear()
        return True

    def _settle(self, read: Read, project: Project) -> None:
        """Take in what documents there are; those that there were stay as they were for now."""
        self._entries = settled(self._entries, read.chosen, project.publication.title)
        self._unmade = {id_: found for id_, found in self._unmade.items() if id_ in self._entries}
        self._attention.forget(self._entries.keys())
        self._maker.forget(self._entries.keys())
        self._behind = {id_of(outline): outline for outline in read.chosen}

    def _make(
        self,
        read: Read,
        project: Project,
        paths: Collection[PurePosixPath],
        store: Store,
        stale: Callable[[], bool],
    ) -> None:
        """Assemble the documents, first those that somebody looks at or waits for."""
        pending = self._behind
        others = [*touched(self._entries.values(), paths), *pending]
        while pending and not self._over:
            if len(pending) < len(read.chosen) and stale():
                return
            with self._news:
                seen = [id_ for id_ in self._attention.order() if id_ in pending]
                id_ = next(one for one in (*seen, *others) if one in pending)
            self._assemble(id_, pending[id_], read, project, store)
            with self._news:
                del pending[id_]
                self._busy = words.preview.MAKING if pending else ""
                self._news.notify_all()
                if id_ in seen or len(pending) in {0, len(read.chosen) - 1}:
                    self._tell()

    def _assemble(self, id_: str, outline: Outline, read: Read, project: Project, store: Store) -> None:
        """Assemble a document and, if somebody looks at its web page, make that; note what is wrong."""
        plain, found = self._assembler.tried(outline, project, read.everything, store)
        with self._news:
            before, self._unmade[id_] = self._entries[id_], found
            if not plain:
                self._entries[id_] = replace(before, good=not before.document)
                return
        document = previewed(plain)
        revision = before.revision if plain is before.plain else digest(document)
        with self._news:
            made = replace(before, plain=plain, document=document, revision=revision, lines=lines_of(before, project))
            now = replace(made, good=not self._maker.failed(made))
            if revision != before.revision:
                now = replace(now, since=now_in_words(), differs=self._release.differs_still(now))
            seen = self._attention.is_on(before) and Format.HTML in now.formats
            if not seen or now.page == before.page:
                self._entries[id_] = now
                return
        earlier = self._maker.last_page(id_)
        with suppress(UnmadeError):
            page = self._maker.page(now, project)
            if earlier and id_ == self._attention.latest:
                sources = changed_places(earlier.places, page.places)
                self._focus = {"document": id_, "sources": sources} if sources else None
        with self._news:
            self._entries[id_] = replace(now, good=not self._maker.failed(now))

    def html(self, id_: str) -> Page:
        """Return the web page of a document, as it was last good; raises `KeyError` and `UnmadeError`."""
        entry, project = self._known(id_)
        if Format.HTML not in entry.formats:
            raise KeyError(id_)
        try:
            return self._maker.page(entry, project)
        finally:
            self._note(entry)

    def picture(self, id_: str, name: str) -> bytes:
        """Return a picture of a web page that was made; raises `KeyError`."""
        return self._maker.picture(id_, name)

    def file(self, id_: str, format_: Format) -> tuple[str, bytes]:
        """Return the name and bytes of a document's file, as it was last good; raises `KeyError` and `UnmadeError`."""
        entry, project = self._known(id_)
        if format_ not in entry.formats or format_ is Format.HTML or not entry.document:
            raise KeyError(id_)
        try:
            return f"{entry.document.file_name}.{format_}", self._maker.file(entry, project, format_)
        finally:
            self._note(entry)

    def asset(self, name: str) -> bytes:
        """Return what all web pages load: their style sheet, or a font; raises `KeyError`."""
        theme = self._good.project.theme if self._good and self._good.project else THEME
        font = name.removeprefix("fonts/")
        return style(theme) if name == SHEET else self._maker.font(font, theme.faces, open_store(self._cache))

    def _known(self, id_: str) -> tuple[Entry, Project]:
        """Return a document, once it has been assembled; note that somebody looks at it."""
        late = time.monotonic() + PATIENCE
        with self._news:
            self._attention.see(id_, "")
            while not self._read and not self._over and time.monotonic() < late:
                self._news.wait(timeout=1)
            entry = self._entries[id_]
            self._attention.see(id_, entry.revision)
            while not entry.document and id_ not in self._unmade and not self._over and time.monotonic() < late:
                self._news.wait(timeout=1)
                entry = self._entries[id_]
            if not (entry.document and self._good and self._good.project):
                raise UnmadeError(self._unmade.get(id_, ()))
            self._attention.see(id_, entry.revision)
            return entry, self._good.project

    def _note(self, entry: Entry) -> None:
        """Say what came of making a file of a document."""
        with self._news:
            now = self._entries.get(entry.id)
            if now and now.revision == entry.revision and self._maker.failed(now):
                self._entries[entry.id] = replace(now, good=False)
            self._tell()

    def check(self) -> None:
        """Do what nobody waits for: check the texts as the gate does, and find out what differs from the release.

        Meanwhile something may change, in another thread; then the rest is left for the next time.
        """
        read = self._read
        if not (read and read.project) or self._behind:
            return
        store = open_store(self._cache)
        if not (self._checked.at and self._checked.is_of(read.contents)):
            self._check(words.preview.CHECKING)
            with suppress(TooMuchError):
                found = found_in_texts(read.project, self._root, self._maker, store)
                self._checked = Checked(at=now_in_words(), found=found, contents=read.contents)
        for id_, entry in [*self._entries.items()]:
            if self._read is not read:
                break
            differs = self._release.differs(entry, read.project, store)
            with self._news:
                if self._entries.get(id_) == entry:
                    self._entries[id_] = replace(entry, differs=differs)
        self._check("")

    def _check(self, checking: str) -> None:
        with self._news:
            self._checking = checking
            self._tell()

    def state(self) -> dict[str, Any]:
        """Return everything that the browser is told, as values of JSON."""
        with self._news:
            if not self._told:
                self._tell()
            return self._told

    def problems(self) -> tuple[Diagnostic, ...]:
        """Return what is wrong, in reading order."""
        with self._news:
            return in_reading_order(problem.diagnostic for problem in self._problems())

    def _problems(self) -> Iterator[Problem]:
        if self._read:
            yield from (Problem(diagnostic=found) for found in self._read.found)
            yield from (Problem(diagnostic=found) for found in self._checked.remaining(self._read.contents))
        for id_, entry in self._entries.items():
            mine = [*self._unmade.get(id_, ()), *self._maker.found(entry)]
            yield from (Problem(diagnostic=found, document=id_) for found in mine)

    def _tell(self) -> None:
        """Put together what the browser is told, and call who wants to hear of it if it is something else."""
        body = state(
            self._good.project.publication.title if self._good and self._good.project else "",
            [*self._entries.values()],
            [*dict.fromkeys(self._problems())],
            busy=self._busy or self._checking,
            latest=self._attention.latest,
            focus=self._focus,
            checked=self._checked.at if self._read and self._checked.is_of(self._read.contents) else "",
            root=self._root,
            editor=self._editor,
        )
        if not self._over and (not self._told or body != {key: self._told[key] for key in body}):
            self._told = {"serial": self._told.get("serial", 0) + 1, "at": now_in_words(), **body}
            self._news.notify_all()
            self.hear()

    def close(self) -> None:
        """End everything; who waits for something waits no longer."""
        with self._news:
            self._over = True
            self._news.notify_all()
        self._maker.close()
