"""Real finished files of every format, made of the small project with a teaching note that must not be seen."""

from __future__ import annotations

import gzip
import io
import json
import subprocess
import zipfile
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import matplotlib as mpl
import pytest
from tests.conftest import copy_project
from tests.drawing.writing import Easel
from tests.here import working_here
from tests.rereading import rereading
from tests.sabotage.image_plants import IMAGES, picture
from tests.sabotage.planting import NOTE

from kefu.assemble import assemble, outlines
from kefu.check.leaks.scope import passages, scope_of
from kefu.check.readers.data import PAGEFIND
from kefu.check.readers.kinds import Kind
from kefu.figures import draw, drawings_by_name
from kefu.load import load
from kefu.pipeline import build
from kefu.reading.markup import pandoc
from kefu.selection import select

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.conftest import Once

    from kefu.check.leaks.scope import Scope
    from kefu.model import Document, Project

SHOWING: Final = (Kind.PDF, Kind.DOCX, Kind.EPUB, Kind.HTML, Kind.XML, Kind.TEXT, Kind.GZIP)
"""The kinds of files here that show the whole document."""


NAMES: Final = """
persons:
  - {real: Ottilia Provdal, invented: Maria Holm}
places:
  - {real: Kvarnsele, invented: Sjövalla}
organisations:
  - {real: Kvarnsele Bygg AB, invented: Sjövalla Bygg AB}
workplaces:
  - {real: Vårdcentralen Granen, invented: Vårdcentralen Björken}
"""
"""A registry of names, all of them invented for these tests."""


@dataclass(frozen=True, kw_only=True)
class Finished:
    """The student edition of a case in every format, and what a file of it may show.

    `path` is that of the PDF in the release. `nothing` is the scope of a file that belongs to no document.
    """

    root: Path
    out: Path
    path: PurePosixPath
    project: Project
    document: Document
    student: Scope
    nothing: Scope
    files: Mapping[Kind, bytes]


@pytest.fixture(autouse=True)
def _rereading(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let what slow tests do not damage be read once. Trials of changed code run the quick ones."""
    with rereading() if request.node.get_closest_marker("slow") else nullcontext():
        yield


@pytest.fixture(scope="session")
def names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a registry of names that is in no project."""
    path = tmp_path_factory.mktemp("elsewhere") / "names.yaml"
    path.write_text(NAMES, encoding="utf-8")
    return path


def with_note(root: Path) -> Path:
    """Give the first case of a small project a longer teaching note, and return the project's folder."""
    note = root / "cases" / "01-skolan" / "teaching-note.md"
    head, mark, tail = note.read_text(encoding="utf-8").partition("\n\n")
    note.write_text("".join((head, mark, "\n\n".join(NOTE), "\n\n", tail)), encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def finished(once: Once) -> Finished:
    """Return the finished files. The PDF comes from a build, the other formats from pandoc and the same document."""
    return once("sabotage", _finished)


def _finished(folder: Path) -> Finished:
    root = with_note(copy_project("small", folder / "small"))
    out = folder / "dist"
    with working_here():
        made = build(root, out, editions=["student"], cases=["skolan"])
    (artifact,) = (artifact for artifact in made.artifacts if artifact.edition)
    project = load(root, jobs=1).project
    everything = outlines(project)
    chosen = select(everything, project, ["student"], ["skolan"])
    drawn = draw(project, (name for outline in chosen for name in outline.drawings), Easel().draw)
    (document,) = assemble(project, chosen, everything, drawings_by_name(drawn), project.publication.date, jobs=1)
    known = passages(project)
    return Finished(
        root=root,
        out=out,
        path=artifact.path,
        project=project,
        document=document,
        student=scope_of(known, project, document.edition, project.cases[0]),
        nothing=scope_of(known, project, None, None),
        files=_files(document, artifact.content, (out / "manifest.json").read_bytes(), folder / "pandoc"),
    )


def _files(document: Document, pdf: bytes, manifest: bytes, folder: Path) -> dict[Kind, bytes]:
    folder.mkdir()
    for asset in document.assets:
        (folder / asset.name).write_bytes(asset.content)
    text = _written(document, "plain", "txt", folder)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("manifest.json", manifest)
    entry = {"url": "/", "content": "En liten rapport", "word_count": 3, "filters": {}, "meta": {}, "anchors": []}
    return {
        Kind.PDF: pdf,
        Kind.DOCX: _written(document, "docx", "docx", folder),
        Kind.EPUB: _written(document, "epub", "epub", folder),
        Kind.HTML: _written(document, "html", "html", folder),
        Kind.XML: _written(document, "jats_publishing", "xml", folder),
        Kind.TEXT: text,
        Kind.GZIP: gzip.compress(text, mtime=0),
        Kind.ZIP: archive.getvalue(),
        Kind.SVG: next(asset.content for asset in document.assets if asset.name.endswith(".svg")),
        Kind.JSON: manifest,
        Kind.PAGEFIND: gzip.compress(PAGEFIND + json.dumps(entry).encode(), mtime=0),
        Kind.PROGRAM: b"\0asm\1\0\0\0",
        Kind.FONT: Path(mpl.get_data_path(), "fonts", "ttf", "DejaVuSansDisplay.ttf").read_bytes(),
        Kind.BINARY: bytes(range(256)),
        **{kind: picture(kind) for kind in IMAGES},
    }


def _written(document: Document, format_: str, extension: str, folder: Path) -> bytes:
    subprocess.run(
        [
            pandoc(),
            "--from=json",
            f"--to={format_}",
            "--standalone",
            "--embed-resources",
            f"--metadata=title:{document.metadata.title}",
            "--metadata=lang:sv",
            f"--output=file.{extension}",
        ],
        input=document.tree.encode(),
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return (folder / f"file.{extension}").read_bytes()
