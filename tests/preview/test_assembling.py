"""Documents are assembled one by one, as a build assembles them all, and figures are drawn once."""

from __future__ import annotations

import datetime
from contextlib import nullcontext
from typing import TYPE_CHECKING

import pytest
from tests.drawing.writing import Easel

from kefu.assemble import assemble, outlines
from kefu.cache import open_store
from kefu.figures import draw, drawings_by_name
from kefu.preview.assembling import assembled

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import Project


@pytest.mark.slow
def test_a_document_is_as_in_a_build(project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    easels: list[Easel] = []

    def opened(_jobs: int) -> nullcontext[Easel]:
        easels.append(Easel())
        return nullcontext(easels[-1])

    monkeypatch.setattr("kefu.preview.assembling.open_studio", opened)
    store = open_store(tmp_path / "cache")
    everything = outlines(project)
    date = datetime.date(2026, 12, 24)
    drawn = draw(project, [name for one in everything for name in one.drawings], Easel().draw)
    built = assemble(project, everything, everything, drawings_by_name(drawn), date, jobs=1)

    assert tuple(assembled(one, project, everything, date, store)[0] for one in everything) == built

    count = len(easels)
    assembled(everything[0], project, everything, date, store)
    assert len(easels) == count
    assert assembled(everything[0], project, everything, None, store)[0].metadata.date == project.publication.date
