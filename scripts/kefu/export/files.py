"""The files of an export: what each of them contains, and whose text it is."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from kefu import words
from kefu.assemble import metadata_of
from kefu.engines.columns import letters_across
from kefu.export import markdown, pictures, settings
from kefu.export.readme import readme
from kefu.export.texts import texts
from kefu.literature import works, written
from kefu.provenance import digest_of
from kefu.reading.bibtex import parse_bibtex
from kefu.theme import filled

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence
    from concurrent.futures import Executor

    from kefu.assemble import Outline
    from kefu.export.texts import ExportText
    from kefu.model import Case, Edition, Project
    from kefu.theme import Theme

MARKER: Final = PurePosixPath("kefu-export.json")
"""The file by which a folder is recognised as an export; it lists the export's files, with their digests."""

QUARTO: Final = "kefu export quarto"
COVERS: Final = "kefu export covers"
"""The commands that write exports, as a marker names them."""

FORMAT: Final = "_format"
"""The folder of the files that style an export. Quarto renders nothing in a folder whose name begins like this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFile:
    """One file of an export, by its path in the export.

    `case` is the case to whose document the file belongs; it is `None` if the file belongs to the report or to several
    documents. `shows` holds the sources of the case parts whose text must be found in the file.
    """

    path: PurePosixPath
    content: bytes = field(repr=False)
    case: Case | None = None
    shows: frozenset[PurePosixPath] = frozenset()
    published: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """The files of an export, and its pictures as they were before anything invisible was removed from them."""

    files: tuple[ExportFile, ...]
    originals: tuple[ExportFile, ...]


def export_of(
    project: Project,
    edition: Edition,
    everything: Sequence[Outline],
    drawings: Mapping[str, bytes],
    date: datetime.date,
    *,
    pool: Executor,
    jobs: int,
) -> Export:
    """Return the export of an edition, published on a date.

    `everything` holds the outlines of all documents, and `drawings` the SVG of each drawing, by name. Pictures are
    drawn in the pool's processes. Raises `BuildError` if one cannot be drawn.
    """
    chosen = texts(project, edition, everything, date)
    paths = pictures.paths(chosen)
    assets = pictures.originals(project, drawings, paths)
    owners = _owners(chosen)
    drawn = pictures.files(assets, paths, project.theme.measures, pool)
    report = chosen[0].place == "index"
    metadata = [text.metadata for text in chosen if text.metadata] or [metadata_of(project, edition, None, date)]
    said = settings.prose(metadata, jobs=jobs)
    names = [words.slug(text.name) for text in chosen] if report else ()
    room = letters_across(project.theme, project.theme.type.size)
    bodies = markdown.written([text.blocks for text in chosen], paths, room=room, names=names, jobs=jobs)
    digest = digest_of(project)
    files = [
        *_literature(project, chosen),
        *_looks(project.theme, book=report),
        _file(".gitignore", _text(settings.SUPPORT / "gitignore")),
        _file("_quarto.yml", settings.project_yaml(edition, chosen, metadata[0], said)),
        _file("README.md", readme(edition, chosen, metadata, digest)),
        *(
            ExportFile(
                path=PurePosixPath(f"{text.name}.qmd"),
                content=(settings.head_yaml(edition, text, metadata[0], said) + body).encode(),
                case=None if report else text.case,
                shows=text.shows,
            )
            for text, body in zip(chosen, bodies, strict=True)
        ),
        *(
            ExportFile(path=PurePosixPath(path), content=content, case=owners[target])
            for target, made in drawn.items()
            for path, content in made.items()
        ),
    ]
    files.append(marker(QUARTO, files, edition, digest))
    return Export(
        files=tuple(sorted(files, key=lambda file: file.path)),
        originals=tuple(
            ExportFile(path=PurePosixPath(paths[target]), content=asset.original, case=owners[target], published=False)
            for target, asset in assets.items()
        ),
    )


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _file(path: str, text: str) -> ExportFile:
    return ExportFile(path=PurePosixPath(path), content=text.encode())


def _looks(theme: Theme, *, book: bool) -> Iterator[ExportFile]:
    for source in sorted((settings.SUPPORT / FORMAT).iterdir()):
        path = f"{FORMAT}/{source.name}"
        if book or path != settings.BOOK:
            web = path == settings.WEB
            text = settings.worded(source) if web else filled(_text(source), theme)
            yield _file(path, text)


def _literature(project: Project, chosen: Sequence[ExportText]) -> Iterator[ExportFile]:
    keys = frozenset[str]().union(*(text.cited for text in chosen))
    if keys:
        entries = [
            entry
            for source in project.sources
            if source.path.suffix == ".bib"
            for entry in parse_bibtex(source).entries
        ]
        yield _file(settings.BIBLIOGRAPHY, written(work for work in works(entries) if work.entry.key in keys))
        yield _file(settings.STYLE, project.style)


def _owners(chosen: Sequence[ExportText]) -> dict[str, Case | None]:
    """Return, by target, the case whose documents alone show a picture, or `None` if other texts show it, too."""
    owners: dict[str, Case | None] = {}
    for text in chosen:
        owner = text.case if text.metadata else None
        for target in pictures.shown_in(text):
            owners[target] = owner if owners.get(target, owner) == owner else None
    return owners


def marker(command: str, files: Sequence[ExportFile], edition: Edition, digest: str) -> ExportFile:
    """Return the file by which a folder with these files is recognised as an export of an edition."""
    told: dict[str, Any] = {
        "generator": command,
        "edition": edition.name,
        "sources": digest,
        "files": {str(file.path): hashlib.sha256(file.content).hexdigest() for file in sorted(files, key=_path)},
    }
    return _file(str(MARKER), f"{json.dumps(told, ensure_ascii=False, indent=2)}\n")


def _path(file: ExportFile) -> str:
    return str(file.path)
