"""The whole line of an export: which edition, what stops it, and that nothing is written then."""

from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import pytest

from kefu import tree
from kefu.assemble import selected
from kefu.authored import PartKind
from kefu.check.report import CheckError
from kefu.diagnostics import BuildError, OutputError
from kefu.export.quarto import export
from kefu.rules.leaks import EXCLUDED_PART_IS_ABSENT
from kefu.selection import SelectionError

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import Case, Edition, Project


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def bytes_in(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def edition_of(folder: Path) -> str:
    return str(json.loads((folder / "kefu-export.json").read_text(encoding="utf-8"))["edition"])


@pytest.mark.usefixtures("here")
def test_without_an_edition_the_report_is_exported(small: Path, tmp_path: Path) -> None:
    said: list[str] = []

    made = export(small, tmp_path / "ut", progress=lambda doing, _done, _total: said.append(doing))

    assert edition_of(tmp_path / "ut") == "report"
    assert set(map(str, made.paths)) == set(bytes_in(tmp_path / "ut"))
    assert made.report.findings == ()
    assert list(dict.fromkeys(said)) == ["reading", "drawing", "writing", "checking"]


@pytest.mark.usefixtures("here")
def test_a_named_edition_is_exported(small: Path, tmp_path: Path) -> None:
    export(small, tmp_path / "ut", edition="teacher")

    assert edition_of(tmp_path / "ut") == "teacher"


@pytest.mark.usefixtures("here")
def test_an_edition_that_is_not_there_is_told_with_those_that_are(small: Path, tmp_path: Path) -> None:
    with pytest.raises(SelectionError, match="no edition “elev”; the editions are report, student, teacher"):
        export(small, tmp_path / "ut", edition="elev")

    change(small / "report/publication.yaml", "document: report", "document: case")
    with pytest.raises(
        SelectionError, match="no edition of the report; choose another with --edition: report, student"
    ):
        export(small, tmp_path / "ut")

    assert not (tmp_path / "ut").exists()


@pytest.mark.slow
def test_the_same_sources_give_the_same_bytes_in_another_folder_and_with_other_jobs(
    small: Path, tmp_path: Path
) -> None:
    export(small, tmp_path / "ett", jobs=1)
    export(small.rename(tmp_path / "annan mapp"), tmp_path / "två", jobs=3)

    assert bytes_in(tmp_path / "ett") == bytes_in(tmp_path / "två")


@pytest.mark.usefixtures("here")
def test_a_date_takes_the_place_of_the_publications_own(small: Path, tmp_path: Path) -> None:
    export(small, tmp_path / "ut", edition="student", date=datetime.date(2031, 12, 24))

    assert b"date: 2031-12-24\n" in bytes_in(tmp_path / "ut")["01-skolan.qmd"]


@pytest.mark.usefixtures("here")
def test_a_fault_in_the_selection_of_parts_stops_the_export(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(project: Project, edition: Edition, case: Case | None) -> tuple[tree.Node, ...]:
        chosen = selected(project, edition, case)
        note = json.loads(case.part(PartKind.TEACHING_NOTE).text.blocks) if case else []
        return (*chosen, tree.div(["", ["part", "questions"], []], note))

    monkeypatch.setattr("kefu.export.texts.selected", wrong)
    with pytest.raises(CheckError) as caught:
        export(small, tmp_path / "ut", edition="student")

    leaks = [finding for finding in caught.value.report.findings if finding.rule == EXCLUDED_PART_IS_ABSENT]
    assert {str(leak.location.path) for leak in leaks} == {"01-skolan.qmd", "02-bron.qmd"}
    assert any("cases/01-skolan/teaching-note.md:3:1" in hint for leak in leaks for hint in leak.hints)
    assert not (tmp_path / "ut").exists()


@pytest.mark.usefixtures("here")
def test_a_passage_for_teachers_in_a_drawing_of_a_public_edition_stops_the_export(small: Path, tmp_path: Path) -> None:
    change(
        small / "figures" / "events.py",
        "    return ",
        '    axes.text(0, 0, "Handledningsmarkör skolan gamma. Rita tre fält. Epilogmarkör skolan delta. Det gick")\n'
        "    return ",
    )

    with pytest.raises(CheckError) as caught:
        export(small, tmp_path / "ut", edition="student")

    assert {str(finding.location.path) for finding in caught.value.report.findings} == {
        *("figures/events_skolan.svg", "figures/events_bron.svg"),
    }
    assert not (tmp_path / "ut").exists()


@pytest.mark.usefixtures("here")
def test_what_is_wrong_with_the_sources_is_told(small: Path, tmp_path: Path) -> None:
    change(small / "cases/01-skolan/teaching-note.md", "[@svara2001]", "[@svara2011]")

    with pytest.raises(BuildError, match="svara2011"):
        export(small, tmp_path / "ut")

    assert not (tmp_path / "ut").exists()


@pytest.mark.usefixtures("here")
def test_a_folder_of_the_sources_is_refused_and_left_as_it_is(small: Path) -> None:
    before = bytes_in(small)

    with pytest.raises(OutputError, match="sources"):
        export(small, small / "cases" / "03-export")

    assert bytes_in(small) == before
