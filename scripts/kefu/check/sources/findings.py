"""All checks of what was authored whose findings do not prevent a build: the sources → findings."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from kefu.check.leaks import shared
from kefu.check.people import (
    names_in_file,
    names_in_other_file,
    names_in_source,
    other_files,
    personal_data_in_source,
    repository_of,
    scenes_in_source,
    tracked_files,
)
from kefu.check.sources.bibliography import literature, without_identifiers
from kefu.check.sources.editorial import allowed_in, unsearched
from kefu.check.sources.identifiers import identifiers
from kefu.check.sources.manuscript import structure_of_texts
from kefu.check.sources.placeholders import unreplaced
from kefu.check.sources.typography import typography
from kefu.diagnostics import BuildError
from kefu.layout import REVIEW
from kefu.reading.sources import names_in, read

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kefu.check.people import Registry
    from kefu.diagnostics import Diagnostic
    from kefu.model import Project, Source


def texts(project: Project, root: Path, registry: Registry | None) -> tuple[Diagnostic, ...]:
    """Return the findings in the sources of a project and, given a registry, in all files that git tracks."""
    return (
        *structure_of_texts(project),
        *unreplaced(project),
        *shared(project, minor=True),
        *literature(project),
        *identifiers(project.sources[0]),
        *(
            found
            for source in project.sources
            if source.path.suffix in {".md", ".yaml"}
            for found in typography(source)
        ),
        *_people_and_places(project),
        *(_real_names(project, root, registry) if registry else unsearched(project)),
    )


def allowed_addresses(project: Project) -> frozenset[str]:
    """Return the e-mail addresses that any document may show: that of the publication's contact."""
    return frozenset({project.publication.contact.email})


def _people_and_places(project: Project) -> Iterator[Diagnostic]:
    owned: dict[Source, frozenset[str]] = {}
    for case in project.cases:
        allowed = allowed_in(case)
        for source in (case.source, *(part.text.source for part in case.parts)):
            owned[source] = allowed
            yield from scenes_in_source(source, allowed)
    for source in project.sources:
        searched = without_identifiers(source) if source.path.suffix == ".bib" else source
        yield from personal_data_in_source(searched, owned.get(source, frozenset()) | allowed_addresses(project))


def _reviews(root: Path) -> Iterator[Source]:
    """Yield what reviewers have said, which is no source of any document; git lists it where there is git."""
    for name in names_in(root, REVIEW):
        with suppress(BuildError):
            yield read(root, REVIEW / name)


def _real_names(project: Project, root: Path, registry: Registry) -> Iterator[Diagnostic]:
    yield from registry.doubts
    tracked = tracked_files(root)
    for file in tracked:
        yield from names_in_file(file, registry)
    known = {file.path for file in tracked}
    for source in project.sources:
        if source.path not in known:
            yield from names_in_source(source, registry)
    sources = {source.path for source in project.sources}
    for source in () if repository_of(root) else _reviews(root):
        yield from names_in_source(source, registry)
    for file in other_files(root, apart=registry.file):
        if file.path not in sources:
            yield from names_in_other_file(file, registry)
