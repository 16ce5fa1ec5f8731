"""Works that Word itself knows, and its fields that cite them. Source: ECMA-376 part 1, 17.16.5.9 and 22.6."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.manuscripts.citations.values import Described
    from kefu.word import Package


def sources(package: Package) -> Mapping[str, Described]:
    """Return the works that a Word file has as its sources, by tag."""
    raise NotImplementedError
