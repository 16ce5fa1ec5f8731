"""Report what authors forgot in their texts, before anything is made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu.diagnostics import BuildError
from kefu.slips import characters, nested, oversized, slips_in, unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kefu import tree
    from kefu.load.problems import Problems
    from kefu.model import Source


def can_be_read(source: Source, problems: Problems) -> bool:
    """Return whether a text is Markdown as this project has it; if not, report it; its labels are unknown."""
    reason = unreadable(source.text)
    if reason:
        problems.add(BuildError([reason.told(source)]))
        problems.unread.add("label")
    return reason is None


def note_slips(source: Source, blocks: list[tree.Node], problems: Problems) -> None:
    """Report what was forgotten in a text, given with its tree."""
    told = (slip.told(source) for slip in slips_in(source, blocks))
    problems.add(BuildError((*nested(source, blocks), *oversized(source, blocks), *told)))


def note_characters(sources: Iterable[Source], problems: Problems) -> None:
    """Report the odd characters in YAML and BibTeX files."""
    for source in dict.fromkeys(sources):
        problems.add(BuildError(slip.told(source) for slip in characters(source)))
