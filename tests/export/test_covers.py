"""Covers for a printer as an export: which documents have one, and that they pass the same gate."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from kefu.check.report import CheckError
from kefu.diagnostics import OutputError
from kefu.export.covers import export

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.usefixtures("here")
def test_the_covers_of_the_report_are_one_file_and_replace_those_of_before(small: Path, tmp_path: Path) -> None:
    export(small, tmp_path / "ut", bleed=5)
    made = export(small, tmp_path / "ut", bleed=3)

    assert {path.name for path in (tmp_path / "ut").iterdir()} == {"kefu-export.json", "prov-rapport-omslag.pdf"}
    assert {str(path) for path in made.paths} == {"kefu-export.json", "prov-rapport-omslag.pdf"}
    assert "Provserien" in PdfReader(tmp_path / "ut" / "prov-rapport-omslag.pdf").pages[0].extract_text()
    with pytest.raises(OutputError, match="“report”"):
        export(small, tmp_path / "ut", bleed=3, edition="student")


@pytest.mark.usefixtures("here")
def test_each_case_of_an_edition_has_its_own(small: Path, tmp_path: Path) -> None:
    made = export(small, tmp_path / "ut", bleed=3, edition="teacher")

    names = sorted(path.name for path in made.paths if path.suffix == ".pdf")
    assert names == ["fall-01-skolan-lararutgava-omslag.pdf", "fall-02-bron-lararutgava-omslag.pdf"]
    assert "Lärarutgåva" in PdfReader(tmp_path / "ut" / names[0]).pages[0].extract_text()


@pytest.mark.usefixtures("here")
def test_what_a_cover_may_not_show_is_found_and_nothing_is_written(small: Path, tmp_path: Path) -> None:
    path = small / "report" / "publication.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("subtitle: ", "subtitle: Fråga 19121212-1212. ", 1), encoding="utf-8")

    with pytest.raises(CheckError):
        export(small, tmp_path / "ut", bleed=3)
    assert not (tmp_path / "ut").exists()
