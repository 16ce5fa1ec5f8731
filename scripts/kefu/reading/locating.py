"""Problems of which only the file and a passage are known, at the line and column of that passage."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kefu.reading.sources import locate

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kefu.diagnostics import Diagnostic
    from kefu.model import Project


def located(diagnostics: Iterable[Diagnostic], project: Project) -> tuple[Diagnostic, ...]:
    """Return the diagnostics, with the line and column of their passage if only the file was known.

    A passage that is not in that file is looked for in the project's other sources, because titles, captions and
    references are not written in the same file as the text that they appear in.
    """
    return tuple(_located(diagnostic, project) for diagnostic in diagnostics)


def _located(diagnostic: Diagnostic, project: Project) -> Diagnostic:
    if diagnostic.location.line is not None or not diagnostic.passage:
        return diagnostic
    named = [source for source in project.sources if source.path == diagnostic.location.path]
    holding = [source for source in [*named, *project.sources] if diagnostic.passage in source.text]
    for source in [*holding, *named]:
        return replace(diagnostic, location=locate(source, diagnostic.passage), passage="")
    return diagnostic
