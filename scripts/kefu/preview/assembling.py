"""One document after the other, assembled as a build does it with all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.assemble import assemble
from kefu.cache import Step
from kefu.diagnostics import BuildError
from kefu.drawing import open_studio
from kefu.figures import draw, drawings_by_name
from kefu.preview.sources import twice, unforeseen

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from kefu.assemble import Outline
    from kefu.cache import Store
    from kefu.diagnostics import Diagnostic
    from kefu.drawing import Outcome, Run
    from kefu.model import Document, Project

JOBS: Final = 2
"""How many figure scripts run at once."""


def tried(
    outline: Outline, project: Project, everything: Sequence[Outline], date: datetime.date | None, store: Store
) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """Return a document, and what is wrong with it; without a document, that is why there is none. See `assembled`."""
    try:
        return twice(lambda: assembled(outline, project, everything, date, store))
    except BuildError as error:
        return None, error.diagnostics
    except Exception as error:  # noqa: BLE001 - the document stays as it was
        return None, (unforeseen(error),)


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

    def run(new: list[Run]) -> list[Outcome]:
        with open_studio(JOBS) as studio:
            return studio.draw(new)

    return store.keep_each(Step.DRAW, run, runs, lasts=lambda outcome: bool(outcome.svg))
