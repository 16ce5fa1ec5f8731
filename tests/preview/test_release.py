"""Documents are compared with the release that lies in a folder, as far as that takes little time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.conftest import DRAWING

from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.cache import NOTHING_KEPT, Step, digest, open_store
from kefu.engines import Rendered
from kefu.engines.pandoc import PANDOC
from kefu.preview.release import Release
from kefu.preview.state import entry_of
from kefu.provenance import digest_of
from kefu.release import MANIFEST, artifact_path

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import Project
    from kefu.preview.state import Entry


@pytest.fixture(scope="module")
def entry(project: Project) -> Entry:
    everything = outlines(project)
    (outline,) = [one for one in everything if one.case and one.edition.name == "student" and one.case.number == 1]
    drawings = dict.fromkeys(outline.drawings, DRAWING)
    (document,) = assemble(project, [outline], everything, drawings, project.publication.date, jobs=1)
    return replace(entry_of(outline, "Rapport"), plain=document, revision="1")


def released(out: Path, entry: Entry, format_: Format, content: bytes, sources: str = "") -> Release:
    """Put the manifest of a release with one file into a folder."""
    assert entry.plain
    path = str(artifact_path(entry.plain, format_))
    told = {"path": path, "sha256": hashlib.sha256(content).hexdigest()}
    out.mkdir(exist_ok=True)
    text = json.dumps({"generator": "kefu", "sources": sources, "artifacts": [told]})
    (out / MANIFEST).write_text(text, encoding="utf-8")
    return Release(out)


def test_without_a_release_nothing_differs_from_it(project: Project, entry: Entry, tmp_path: Path) -> None:
    release = Release(tmp_path)

    assert release.differs(entry, project, NOTHING_KEPT) is None
    assert release.differs_still(entry) is None


def test_what_was_built_from_the_same_sources_is_the_same(project: Project, entry: Entry, tmp_path: Path) -> None:
    release = released(tmp_path, entry, Format.PDF, b"%PDF", sources=digest_of(project))

    assert release.differs(entry, project, NOTHING_KEPT) is False
    assert release.differs_still(entry) is False
    assert release.differs_still(replace(entry, revision="2")) is True


@pytest.mark.parametrize(("content", "differs"), [(b"%PDF", False), (b"%PDF 2", True)])
def test_a_file_that_a_build_has_kept_is_compared(
    project: Project, entry: Entry, tmp_path: Path, content: bytes, differs: bool
) -> None:
    store = open_store(tmp_path / "cache")
    store.put(Step.RENDER, (digest(entry.plain), Format.PDF, PANDOC.name), Rendered(content=b"%PDF"))
    release = released(tmp_path / "dist", entry, Format.PDF, content)

    assert release.differs(entry, project, store) is differs


def test_a_web_page_is_made_to_be_compared(project: Project, entry: Entry, tmp_path: Path) -> None:
    assert entry.plain
    description = entry.edition.description.model_copy(update={"formats": (Format.PDF, Format.HTML)})
    edition = replace(entry.edition, description=description)
    public = replace(entry, edition=edition, plain=replace(entry.plain, edition=edition))
    assert public.plain
    page = PANDOC.render(public.plain, Format.HTML).content

    assert released(tmp_path, public, Format.HTML, page).differs(public, project, NOTHING_KEPT) is False
    assert released(tmp_path, public, Format.HTML, b"").differs(public, project, NOTHING_KEPT) is True


def test_what_can_be_compared_with_nothing_differs(project: Project, entry: Entry, tmp_path: Path) -> None:
    assert released(tmp_path, entry, Format.PDF, b"%PDF").differs(entry, project, NOTHING_KEPT) is True


def test_another_release_is_compared_anew(project: Project, entry: Entry, tmp_path: Path) -> None:
    release = released(tmp_path, entry, Format.PDF, b"%PDF")
    release.differs(entry, project, NOTHING_KEPT)
    released(tmp_path, entry, Format.PDF, b"%PDF", sources=digest_of(project))

    assert release.differs(entry, project, NOTHING_KEPT) is False
