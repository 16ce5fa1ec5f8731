"""What the gate says of the texts, which is asked while nobody waits for anything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.cache import Step
from kefu.check.acceptance import unaccepted
from kefu.check.sources.findings import texts
from kefu.provenance import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kefu.cache import Store
    from kefu.diagnostics import Diagnostic
    from kefu.model import Project
    from kefu.preview.making import Maker
    from kefu.preview.sources import Contents

SECONDS: Final = 120
"""The time limit for all texts; those of this repository take three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What was found in the texts, when, and what was in their files then."""

    at: str
    found: tuple[Diagnostic, ...]
    contents: Contents

    def is_of(self, contents: Contents) -> bool:
        """Return whether nothing has changed since."""
        return self.contents.files == contents.files

    def remaining(self, contents: Contents) -> Iterator[Diagnostic]:
        """Yield what was found in files that have not changed since."""
        for found in self.found:
            path = str(found.location.path)
            if self.contents.files.get(path) == contents.files.get(path):
                yield found


def found_in_texts(project: Project, root: Path, maker: Maker, store: Store) -> tuple[Diagnostic, ...]:
    """Return what the gate finds in the texts of a project and is not accepted; raises `TooMuchError`.

    Real names are not searched for.
    """
    key = digest_of(project)
    found: tuple[Diagnostic, ...] | None = next(store.look(Step.SOURCES, key), None)
    if found is None:
        found = maker.aside(SECONDS, texts, project, root, None)
        store.put(Step.SOURCES, key, found)
    return unaccepted(found, project.acceptances)
