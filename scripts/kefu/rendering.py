"""Documents → artifacts: every document in each of its formats, in parallel."""

from __future__ import annotations

import hashlib
import io
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pikepdf

from kefu import tree
from kefu.authored import Format
from kefu.cache import NOTHING_KEPT, Step
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.engines import PICTURES
from kefu.engines.typst import is_drawing, rasterised, undrawable
from kefu.layout import PUBLICATION
from kefu.model import Artifact
from kefu.processes.workers import TooMuchError, alone, patiently
from kefu.reading.locating import located
from kefu.release import artifact_path
from kefu.rules.engines import DOCUMENT_IS_NOT_TOO_LARGE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from kefu.authored import Visibility
    from kefu.cache import Store
    from kefu.engines import Engine, Rendered
    from kefu.model import Document, Project

_Work = tuple["Document", Format]
"""A document, and the format in which it is to be rendered."""


def render(
    documents: Sequence[Document],
    project: Project,
    engine: Engine,
    pool: Executor,
    done: Callable[[Sequence[Artifact]], None],
    store: Store = NOTHING_KEPT,
) -> tuple[tuple[Artifact, ...], tuple[Diagnostic, ...]]:
    """Return the files of the documents, by document and format, and the warnings that came up along the way.

    What a store has is not rendered again. `done` is called for each document in each format, in any order, with the
    files that this has made and nothing else has before. Raises `BuildError` with the problems of all documents, each
    at the line and column of its passage.
    """
    work = [(document, format_) for document in documents for format_ in document.edition.description.formats]
    pending = dict(_begun(work, engine, pool, store))
    rendered: dict[int, Rendered] = {}
    made: dict[int, tuple[Artifact, ...]] = {}
    seen: set[PurePosixPath] = set()
    problems: list[Diagnostic] = []
    patience = max((seconds_for(document) for document in documents), default=0)
    for future in patiently(pool, pending, patience):
        index = pending[future]
        try:
            rendered[index] = _result(future, engine, *work[index])
        except BuildError as error:
            problems.extend(error.diagnostics)
            if isinstance(future.exception(), BrokenProcessPool):
                break  # what is too large in one format is so in others, and would take as long again
        else:
            made[index] = tuple(_artifacts(*work[index], rendered[index]))
            done([artifact for artifact in made[index] if artifact.path not in seen])
            seen.update(artifact.path for artifact in made[index])
    if problems:
        raise BuildError(located(problems, project))
    artifacts = tuple({artifact.path: artifact for index in range(len(work)) for artifact in made[index]}.values())
    warnings = [warning for index in range(len(work)) for warning in rendered[index].warnings]
    return artifacts, located(warnings, project)


def _begun(
    work: Sequence[_Work], engine: Engine, pool: Executor, store: Store
) -> Iterator[tuple[Future[Rendered], int]]:
    """Begin to render, and yield what is to come for each piece of work, by index.

    Drawings become pixels once for all Word files, which are rendered last, so that the pool does not wait for them.
    """
    last = [index for index, (_, format_) in enumerate(work) if format_ is Format.DOCX]
    needed = (work[index][0] for index in last if not store.has(Step.RENDER, _key(work[index], engine, store)))
    drawings = [
        (asset, document.theme.measures) for document in needed for asset in document.assets if is_drawing(asset)
    ]
    waiting = [index for index in range(len(work)) if index not in last]
    for index in waiting[:1]:  # the report's PDF, if there is one: nothing takes longer
        yield _submitted(work[index], engine, pool, store), index
    pixels = {
        asset.content: store.submit(Step.PIXELS, pool, rasterised, asset, measures, key=(asset.content, measures))
        for asset, measures in {(asset.content, measures): (asset, measures) for asset, measures in drawings}.values()
    }
    for index in waiting[1:]:
        yield _submitted(work[index], engine, pool, store), index
    for _ in patiently(pool, pixels.values(), SECONDS):
        pass
    for index in last:
        document, format_ = work[index]
        yield _submitted((_with_pixels(document, pixels), format_), engine, pool, store, key=work[index]), index


def _submitted(
    work: _Work, engine: Engine, pool: Executor, store: Store, *, key: _Work | None = None
) -> Future[Rendered]:
    try:
        return store.submit(Step.RENDER, pool, engine.render, *work, key=_key(key or work, engine, store))
    except BrokenProcessPool as error:
        failed: Future[Rendered] = Future()
        failed.set_exception(error)
        return failed


def _key(work: _Work, engine: Engine, store: Store) -> tuple[str, ...]:
    """Return what a file depends on."""
    document, format_ = work
    return store.digest_of(document), format_, engine.name


def _with_pixels(document: Document, pixels: Mapping[bytes, Future[bytes]]) -> Document:
    """Return a document with the pixels of its drawings; what could not be drawn will be told when it is rendered."""
    made = {svg: drawn.result() for svg, drawn in pixels.items() if not drawn.exception()}
    return replace(
        document, assets=tuple(replace(asset, pixels=made.get(asset.content, b"")) for asset in document.assets)
    )


SECONDS: Final = 120
"""How long a document may take in a format, beyond what is in proportion to it; the longest one takes a tenth of it."""


def seconds_for(document: Document) -> int:
    """Return how long a document may take in a format."""
    return SECONDS + len(document.tree) // 50_000 + sum(len(asset.content) for asset in document.assets) // 1_000_000


def _result(future: Future[Rendered], engine: Engine, document: Document, format_: Format) -> Rendered:
    """Return the file of a document; if the process that made it has ended, make it in one of its own."""
    try:
        return future.result()
    except BrokenProcessPool:
        pass
    try:
        return alone(seconds_for(document), engine.render, document, format_)
    except TooMuchError:
        raise BuildError([too_large(document, format_)]) from None


def too_large(document: Document, format_: Format) -> Diagnostic:
    """Return the error for a document that takes too much: at the picture that does on its own, or else at its text."""
    for asset in document.assets:
        try:
            alone(SECONDS // 3, rasterised, asset, document.theme.measures)
        except TooMuchError:
            return undrawable(asset, "it takes more time or memory than it may")
        except BuildError as error:
            return error.diagnostics[0]
    parts = [node for node in tree.walk(tree.blocks(document.tree)) if "part" in tree.attributes_of(node)[1]]
    longest = max(parts, key=lambda part: len(tree.plain(part)), default=None)
    origin = dict(tree.attributes_of(longest)[2]).get("origin") if longest else None
    return Diagnostic(
        rule=DOCUMENT_IS_NOT_TOO_LARGE,
        location=Location(path=PurePosixPath(origin or PUBLICATION), line=1),
        message=f"{document.metadata.title} takes more time or memory as {format_.upper()} than it may",
        hints=("divide its longest tables and texts, and make its pictures smaller",),
    )


def _artifacts(document: Document, format_: Format, rendered: Rendered) -> Iterator[Artifact]:
    """Yield the file of a document in a format, and the pictures beside it, which other editions may share."""
    path = artifact_path(document, format_)
    name = document.name.rpartition("/")[2]
    visibility = document.edition.description.visibility
    yield artifact(
        path,
        rendered.content,
        visibility,
        pages=_pages(format_, rendered.content),
        document=name,
        edition=document.edition.name,
        title=document.metadata.title,
        rights=str(document.edition.rights),
    )
    for asset in rendered.assets:
        yield artifact(path.parent / PICTURES / asset.name, asset.content, visibility, document=name)


def _pages(format_: Format, content: bytes) -> int | None:
    match format_:
        case Format.PDF:
            with pikepdf.open(io.BytesIO(content)) as pdf:
                return len(pdf.pages)
        case Format.HTML | Format.EPUB | Format.DOCX:
            return None


def artifact(
    path: PurePosixPath,
    content: bytes,
    visibility: Visibility,
    *,
    pages: int | None = None,
    document: str = "",
    edition: str = "",
    title: str = "",
    rights: str = "",
) -> Artifact:
    """Return a finished file as an artifact; the arguments mean the same as its fields."""
    return Artifact(
        path=path,
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        pages=pages,
        document=document,
        edition=edition,
        title=title,
        visibility=visibility,
        rights=rights,
    )
