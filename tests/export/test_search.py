"""The gate of an export: whatever a file may not show is found in it, wherever it stands, and stops the export."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from tests.here import Here
from tests.sabotage.conftest import NAMES

from kefu.check.people.registry_file import RegistryFile
from kefu.check.report import Report
from kefu.export.search import searched
from kefu.rules.leaks import EXCLUDED_PART_IS_ABSENT, INCLUDED_PART_IS_FOUND, PICTURES_ARE_BARE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path, PurePosixPath

    from kefu.export.files import Export, ExportFile
    from kefu.model import Project
    from kefu.rules.rule import Rule

PASSAGE: Final = "Epilogmarkör skolan delta. Det gick som det gick."
"""What teachers alone may read: the epilogue of a case of the small project."""


ReportOn = Callable[..., Report]


@pytest.fixture(scope="module")
def report_on(project: Project) -> ReportOn:
    """Return what searches the files of an edition's export."""

    def report(files: tuple[ExportFile, ...], edition: str, names: RegistryFile | None = None) -> Report:
        return searched(
            files,
            project,
            next(one for one in project.editions if one.name == edition),
            found=[],
            names=names,
            pool=Here(),
            progress=lambda _done, _total: None,
        )

    return report


def with_content(export: Export, path: str, change: Callable[[bytes], bytes]) -> tuple[ExportFile, ...]:
    """Return the files of an export with one of them changed."""
    assert path in {str(file.path) for file in export.files}
    return tuple(
        replace(file, content=change(file.content)) if str(file.path) == path else file for file in export.files
    )


def with_text(export: Export, path: str, old: str, new: str) -> tuple[ExportFile, ...]:
    """Return the files of an export with something else in one of them."""

    def change(content: bytes) -> bytes:
        text = content.decode()
        assert old in text
        return text.replace(old, new, 1).encode()

    return with_content(export, path, change)


def rules(report: Report) -> set[tuple[str, Rule]]:
    return {(str(finding.location.path), finding.rule) for finding in report.findings}


@pytest.mark.parametrize("edition", ["report", "student", "teacher"])
def test_an_export_as_it_is_made_passes(edition: str, report_on: ReportOn, exports: Mapping[str, Export]) -> None:
    report = report_on((*exports[edition].files, *exports[edition].originals), edition)

    assert report.findings == ()
    assert {audited.path for audited in report.artifacts} == {file.path for file in exports[edition].files}
    assert all(audited.canaries for audited in report.artifacts if edition != "teacher")
    assert sum(audited.found for audited in report.artifacts) == sum(audited.included for audited in report.artifacts)
    assert any(audited.included for audited in report.artifacts)


PLANTS: Final[Mapping[str, tuple[str, str, str]]] = {
    "a text": ("01-skolan.qmd", "## Disk", f"{PASSAGE}\n\n## Disk"),
    "a comment": ("01-skolan.qmd", "## Disk", f"<!-- {PASSAGE} -->\n\n## Disk"),
    "the text of another case": ("02-bron.qmd", "## Disk", f"{PASSAGE}\n\n## Disk"),
    "a head": ("01-skolan.qmd", "keywords:", f"x: {PASSAGE}\nkeywords:"),
    "an attribute": ("01-skolan.qmd", "fig-alt=", f'x="{PASSAGE}" fig-alt='),
    "emphasis": ("01-skolan.qmd", "## Disk", PASSAGE.replace(" ", "* *") + "\n\n## Disk"),
    "a link": ("01-skolan.qmd", "## Disk", PASSAGE.replace("gick s", "[gick](https://a.se/b) s") + "\n\n## Disk"),
    "a language": ("01-skolan.qmd", "## Disk", PASSAGE.replace("gick s", '[gick]{lang="en"} s') + "\n\n## Disk"),
    "the settings": ("_quarto.yml", "lang:", f"# {PASSAGE}\nlang:"),
    "the read me": ("README.md", "## Gör", f"{PASSAGE}\n\n## Gör"),
    "the marker": ("kefu-export.json", '"edition"', f'"{PASSAGE}": 1, "edition"'),
    "a style sheet": ("_format/styles.css", ".notice", f"/* {PASSAGE} */ .notice"),
    "a filter": ("_format/word.lua", "function Div", f"-- {PASSAGE}\nfunction Div"),
    "a drawing": ("figures/events_skolan.svg", "</svg>", f"<desc>{PASSAGE}</desc></svg>"),
}
"""Where a passage is planted: the file, what stands there, and what stands there then."""


@pytest.mark.parametrize("plant", PLANTS)
def test_a_passage_for_teachers_is_found_wherever_it_stands_in_a_public_export(
    plant: str, report_on: ReportOn, exports: Mapping[str, Export]
) -> None:
    path, old, new = PLANTS[plant]

    report = report_on(with_text(exports["student"], path, old, new), "student")

    assert rules(report) - {("figures/events_skolan.svg", PICTURES_ARE_BARE)} == {(path, EXCLUDED_PART_IS_ABSENT)}
    assert {hint for one in report.findings for hint in one.hints if "epilogue.md" in hint}


def test_a_passage_for_teachers_is_found_in_the_literature_of_the_report(
    report_on: ReportOn, exports: Mapping[str, Export]
) -> None:
    files = with_text(exports["report"], "references.bib", "date = {1985},", f"note = {{{PASSAGE}}},")

    assert rules(report_on(files, "report")) == {("references.bib", EXCLUDED_PART_IS_ABSENT)}


def test_a_passage_of_one_case_is_found_in_the_document_of_another(
    report_on: ReportOn, exports: Mapping[str, Export]
) -> None:
    passage = "Hej Anna. Jag vill ha besked om skolan."
    files = with_text(exports["student"], "02-bron.qmd", "## Disk", f"{passage}\n\n## Disk")

    assert rules(report_on(files, "student")) == {("02-bron.qmd", EXCLUDED_PART_IS_ABSENT)}


def test_a_text_that_does_not_show_its_parts_proves_nothing(report_on: ReportOn, exports: Mapping[str, Export]) -> None:
    files = with_content(exports["teacher"], "01-skolan.qmd", lambda content: content[:400])

    assert rules(report_on(files, "teacher")) == {("01-skolan.qmd", INCLUDED_PART_IS_FOUND)}


def test_what_teachers_may_read_is_no_leak_in_their_export(report_on: ReportOn, exports: Mapping[str, Export]) -> None:
    files = with_text(exports["teacher"], "README.md", "## Gör", f"{PASSAGE}\n\n## Gör")

    assert rules(report_on(files, "teacher")) == set()


def test_real_names_are_found_and_not_repeated(
    report_on: ReportOn, exports: Mapping[str, Export], tmp_path: Path
) -> None:
    registry = tmp_path / "names.yaml"
    registry.write_text(NAMES, encoding="utf-8")
    (tmp_path / "project").mkdir()
    names = RegistryFile(path=registry, root=tmp_path / "project")
    files = with_text(exports["student"], "01-skolan.qmd", "## Disk", "Ottilia Provdal ringde.\n\n## Disk")

    report = report_on(files, "student", names)

    assert report.registry_searched
    assert report.findings
    assert {str(finding.location.path) for finding in report.findings} == {"01-skolan.qmd"}
    assert "Provdal" not in "".join(map(str, report.findings))


def test_a_file_that_cannot_be_read_is_an_error(report_on: ReportOn, exports: Mapping[str, Export]) -> None:
    files = with_content(exports["student"], "figures/events_skolan.png", lambda content: content[:100])

    found: set[PurePosixPath] = {finding.location.path for finding in report_on(files, "student").findings}
    assert {str(path) for path in found} == {"figures/events_skolan.png"}
