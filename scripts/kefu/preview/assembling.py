"""One document after the other, assembled as a build does it with all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.assemble import assemble
from kefu.diagnostics import BuildError
from kefu.drawing import open_studio
from kefu.figures import draw, drawings_by_name, drawn_once
from kefu.preview.sources import twice, unforeseen

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from kefu.assemble import Outline
    from kefu.cache import Store
    from kefu.diagnostics import Diagnostic
    from kefu.drawing import Outcome, Run
    from kefu.model import Document, Project
    from kefu.tree import Node

    Result = tuple[Document | None, tuple[Diagnostic, ...]]

JOBS: Final = 2
"""How many figure scripts run at once."""


class Assembler:
    """Assembles documents, published on a `date` if the publication's own is not to be used.

    A document for which nothing has changed is the one that was assembled before.
    """

    def __init__(self, date: datetime.date | None) -> None:
        self._date = date
        self._made: dict[tuple[str, str], tuple[list[Node], object, Result]] = {}
        self._read: Project | None = None
        self._around: tuple[object, ...] = ()

    def tried(self, outline: Outline, project: Project, everything: Sequence[Outline], store: Store) -> Result:
        """Return a document, and what is wrong with it; without a document, that is why there is none.

        `everything` holds the outlines of all documents.
        """
        if project is not self._read:
            around = _around(project, everything)
            self._read, self._around = project, self._around if around == self._around else around
            there = {(one.edition.name, one.name) for one in everything}
            self._made = {name: made for name, made in self._made.items() if name in there}
        name = outline.edition.name, outline.name
        blocks, around_it, result = self._made.get(name, ([], None, (None, ())))
        if not (result[0] and around_it is self._around and blocks == outline.blocks):
            result = self._tried(outline, project, everything, store)
            self._made[name] = outline.blocks, self._around, result
        return result

    def _tried(self, outline: Outline, project: Project, everything: Sequence[Outline], store: Store) -> Result:
        try:
            return twice(lambda: assembled(outline, project, everything, self._date, store))
        except BuildError as error:
            return None, error.diagnostics
        except Exception as error:  # noqa: BLE001 - the document stays as it was
            return None, (unforeseen(error),)


def _around(project: Project, everything: Sequence[Outline]) -> tuple[object, ...]:
    """Return everything that a document depends on besides its own blocks; of other documents these are the numbers."""
    return (
        project.publication,
        project.editions,
        [(case.number, case.source.path, case.description) for case in project.cases],
        project.figures,
        project.images,
        project.references,
        project.style,
        project.theme,
        [outline.numbers for outline in everything],
    )


def assembled(
    outline: Outline, project: Project, everything: Sequence[Outline], date: datetime.date | None, store: Store
) -> tuple[Document, tuple[Diagnostic, ...]]:
    """Return a document, resolved and complete, and the warnings of the scripts that draw its figures.

    `everything` holds the outlines of all documents; `date` replaces that of the publication. Raises `BuildError`.
    """
    drawn = draw(project, outline.drawings, lambda runs: _outcomes(runs, store))
    drawings = drawings_by_name(drawn)
    day = date or project.publication.date
    (document,) = assemble(project, [outline], everything, drawings, day, jobs=1, store=store)
    return document, drawn.warnings


def _outcomes(runs: Sequence[Run], store: Store) -> list[Outcome]:
    """Return what comes of figure scripts, which run unless that is known."""

    def run(new: Sequence[Run]) -> list[Outcome]:
        with open_studio(JOBS) as studio:
            return studio.draw(new)

    return drawn_once(runs, run, store)
