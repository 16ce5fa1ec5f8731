"""Finished files that are read again are remembered: what tests build and damage is the same but for a little.

What is read in a file depends on its name and its bytes alone, and what is searched in it on what was read. Only tests
that are slow use this, which nobody runs on code that was changed for a trial.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pytest

from kefu.check import examining, readers
from kefu.check.leaks import disguises
from kefu.check.leaks.audit import lettered
from kefu.check.people import findings, folding
from kefu.check.people.registry import search

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kefu.check.leaks.audit import Lettered
    from kefu.check.people.registry import Hit, Registry
    from kefu.check.readers import Channel

LONG: Final = 500_000
"""Letters in a text whose readings are kept, as those of short texts are in a build."""

read_once: Final = lru_cache(maxsize=256)(readers.read)

lettered_of: Final = lru_cache(maxsize=256)(lettered)


def lettered_once(channels: Iterable[Channel]) -> tuple[Lettered, ...]:
    return lettered_of(tuple(channels))


registries: Final[dict[int, Registry]] = {}
"""The registries that were searched with, by what tells them apart: none can be compared with another."""


@lru_cache(maxsize=1024)
def _hits(text: str, registry: int, *, address: bool) -> tuple[Hit, ...]:
    return search(text, registries[registry], address=address)


def search_once(text: str, registry: Registry, *, address: bool = False) -> tuple[Hit, ...]:
    registries[id(registry)] = registry
    return _hits(text, id(registry), address=address)


def forget() -> None:
    """Forget what was read, so that a build begins from nothing."""
    for remembering in (read_once, lettered_of, _hits):
        remembering.cache_clear()


@contextmanager
def rereading() -> Iterator[None]:
    """Let files and texts that were read before be remembered inside."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(readers, "read", read_once)
        patch.setattr(examining, "lettered", lettered_once)
        patch.setattr(findings, "search", search_once)
        patch.setattr(folding, "_SHORT", LONG)
        patch.setattr(disguises, "_SHORT", LONG)
        yield
