"""The cache of a command: where it is, what was wrong with it, and what the command leaves for the next one."""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING

import typer

from kefu.cache import NOTHING_KEPT, Heard, Ran, contents, listing, open_store, remember
from kefu.cli import terminal
from kefu.layout import CACHE, real
from kefu.reading.sources import noted
from kefu.release import MANIFEST, released

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from kefu.cache import Store


@contextmanager
def kept_in(
    given: Path | None, root: Path, out: Path | None = None, *, fresh: bool = False, names: bool = False
) -> Iterator[Store]:
    """Provide the store of a command; a `fresh` start has none, and one that searches for `names` writes nothing in it.

    In the end it is kept small, and if nothing could be kept, that is said once.
    Raises `typer.BadParameter` if the store would be in the release `out`.
    """
    folder = given or root / CACHE
    if out and real(folder).is_relative_to(real(out)):
        raise typer.BadParameter(f"the cache “{folder}” must not be in the release “{out}”")
    store = NOTHING_KEPT if fresh else open_store(folder, writes=not names)
    yield store
    store.tidy()
    if store.problem:
        terminal.warning(f"nothing is kept in the cache, so the next time takes as long: {store.problem}")


@contextmanager
def remembered(
    store: Store, root: Path, out: Path | None = None
) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Remember what a command read, and what it says, if it succeeds.

    If it is about a release, that must be what its manifest says. Provides what to put around the block in which the
    command says something.
    """
    if not store.keeps:
        yield nullcontext
        return
    listed, heard = listing(root), Heard()
    with noted() as read:
        yield heard.hears
    release = contents(out) if out else {}
    listed_there = {str(told["path"]): told["sha256"] for told in released(out)} if out else {}
    if {path: digest for path, digest in release.items() if path != str(MANIFEST)} == listed_there:
        told_of = str(out) if out else ""
        remember(store, Ran(root=str(root), out=told_of, read=read, listing=listed, release=release, said=heard.said))
