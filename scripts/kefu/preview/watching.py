"""Watching a project's folder, and saying what has to be done when something in it may have changed.

Editors save by renaming, in several steps, and several files at once, so folders are watched and not files, and what
has happened in a short while is one change. Whether contents differ is for the session to say.
"""

from __future__ import annotations

import re
import threading
import traceback
from typing import TYPE_CHECKING, Final

from watchfiles import watch

from kefu.layout import CACHE, RELEASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

STEP: Final = 20
"""Milliseconds without a change after which those before it are told."""

MOST: Final = 50
"""Milliseconds after which changes are told even if there are more."""

AGAIN: Final = 0.5
"""Seconds until a folder that could not be watched, because it is being replaced, is looked for again."""

QUIET: Final = 1.0
"""Seconds without a change after which there is time for what nobody waits for."""

MOST_ENDS: Final = 30
"""So many programs may be started and ended after each other before what starts them is left alone."""

OTHERS: Final = frozenset((str(CACHE), str(RELEASE), "__pycache__", "node_modules"))
"""Folders in which nothing is written by authors, besides hidden ones."""

TEMPORARY: Final = re.compile(
    r"~\$.*|\.~.*|\.#.*|#.*#|.*~|.*\.(?:sw[a-z]|tmp|part|crdownload|pyc)|4913|\.DS_Store", re.IGNORECASE
)
"""The names of what editors and synchronising programs keep beside a file while somebody writes in it."""


def concerns(root: Path, path: str) -> bool:
    """Return whether a file in a project's folder may be one that somebody has written."""
    try:
        steps = (root / path).relative_to(root).parts
    except ValueError:
        return False
    folders, name = steps[:-1], steps[-1] if steps else ""
    return not any(step in OTHERS or step.startswith(".") for step in folders) and not TEMPORARY.fullmatch(name)


class Watcher:
    """Watches a folder, and calls a function soon after something in it may have changed, until it is closed."""

    def __init__(self, root: Path, changed: Callable[[], None]) -> None:
        self._root = root
        self._changed = changed
        self._over = threading.Event()
        self._replaced = threading.Event()
        self._threads = [
            threading.Thread(target=self._watch_top, name="kefu-watches-the-project", daemon=True),
            threading.Thread(target=self._watch_inside, name="kefu-watches-its-folders", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def _watch_top(self) -> None:
        """Watch what is in the folder itself; when a folder in it comes or goes, watch inside anew."""
        folders = [*self._folders()]
        for _ in self._changes(lambda: [self._root], self._over, recursive=False):
            now = [*self._folders()]
            if now != folders:
                folders = now
                self._replaced.set()
            self._changed()

    def _watch_inside(self) -> None:
        """Watch all that is in the folders, of which some have so much in them that it is better left alone."""
        while not self._over.is_set():
            self._replaced.clear()
            for _ in self._changes(lambda: [*self._folders()], self._replaced, recursive=True):
                self._changed()

    def _folders(self) -> Iterator[Path]:
        try:
            found = sorted(self._root.iterdir())
        except OSError:
            return
        yield from (path for path in found if path.is_dir() and concerns(self._root, f"{path.name}/any"))

    def _changes(self, places: Callable[[], list[Path]], stop: threading.Event, *, recursive: bool) -> Iterator[None]:
        """Yield when something changes in some places, until somebody says stop."""
        while not stop.is_set() and not self._over.is_set():
            try:
                present = places()
                if present:
                    for _ in watch(
                        *present,
                        watch_filter=lambda _change, path: concerns(self._root, path),
                        debounce=MOST,
                        step=STEP,
                        stop_event=stop,
                        recursive=recursive,
                        raise_interrupt=False,
                        ignore_permission_denied=True,
                    ):
                        yield
            except (OSError, RuntimeError):  # a folder has gone, or cannot be watched for now
                pass
            if not stop.wait(AGAIN):
                yield

    def close(self) -> None:
        """Watch no more."""
        self._over.set()
        self._replaced.set()


class Following:
    """A thread that does one thing whenever something has changed, and one that does another once all is quiet.

    What is done at a change is given a function that says whether something has changed again. What is done in quiet
    does not keep a change waiting.
    """

    def __init__(self, changed: Callable[[Callable[[], bool]], object], quiet: Callable[[], object]) -> None:
        self._changed = changed
        self._quiet = quiet
        self._news = threading.Event()
        self._calm = threading.Event()
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._follow, name="kefu-follows-changes", daemon=True),
            threading.Thread(target=self._rest, name="kefu-works-in-quiet", daemon=True),
        ]
        for thread in self._threads:
            thread.start()
        self.tell()

    def tell(self) -> None:
        """Say that something may have changed."""
        self._news.set()

    def _follow(self) -> None:
        waiting = False
        while not self._over.is_set():
            waiting = self._news.wait(timeout=QUIET if waiting else None)
            self._news.clear()
            if waiting:
                self._safely(lambda: self._changed(self._news.is_set))
            else:
                self._calm.set()

    def _rest(self) -> None:
        while not self._over.is_set():
            self._calm.wait()
            self._calm.clear()
            self._safely(self._quiet)

    def _safely(self, function: Callable[[], object]) -> None:
        """Call a function, unless all is over; a mistake of this program is told, and ends nothing."""
        if self._over.is_set():
            return
        try:
            function()
        except Exception as error:  # noqa: BLE001 - as above
            if not self._over.is_set():
                traceback.print_exception(error)

    def close(self, seconds: float, end: Callable[[], object]) -> None:
        """Stop; after so many seconds, what is still being done is ended with a function, again and again."""
        self._over.set()
        self._news.set()
        self._calm.set()
        for thread in self._threads:
            thread.join(timeout=seconds)
            for _ in range(MOST_ENDS):
                if thread.is_alive():
                    end()
                    thread.join(timeout=seconds / 10)
