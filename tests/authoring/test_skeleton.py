"""A new case: complete and buildable from the start."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import REPOSITORY

from kefu import tree, words
from kefu.assemble import assemble, outlines
from kefu.authored import PartKind, Publication
from kefu.authoring.skeleton import FIGURES, files, new_case
from kefu.diagnostics import BuildError, OutputError
from kefu.load import load
from kefu.model import Source
from kefu.reading.yaml import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Project


def everything_in(folder: Path) -> Mapping[str, bytes | None]:
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def test_a_new_case_is_complete_and_has_every_part(small: Path) -> None:
    folder = new_case(small, "Ny ordförande, gammal direktör")
    assert str(folder) == "cases/03-ny-ordforande-gammal-direktor"
    assert sorted(path.name for path in (small / folder).iterdir()) == sorted(
        ["case.yaml", *(f"{kind}.md" for kind in PartKind)]
    )


def test_a_new_case_loads_without_a_warning_and_every_edition_of_it_can_be_assembled(small: Path) -> None:
    new_case(small, "Ny ordförande, gammal direktör")
    loaded = load(small, jobs=1)
    assert loaded.warnings == ()
    case = loaded.project.cases[-1]
    assert (case.number, case.description.title, case.description.status) == (
        3,
        "Ny ordförande, gammal direktör",
        "draft",
    )
    everything = outlines(loaded.project)
    chosen = [outline for outline in everything if outline.case is case]
    documents = assemble(loaded.project, chosen, everything, {}, loaded.project.publication.date, jobs=1)
    assert [document.edition.name for document in documents] == ["student", "teacher"]
    student, teacher = (tree.plain(tree.blocks(document.tree)) for document in documents)
    assert "ett beslut att fatta" in student
    assert "Sammanfatta fallet för läraren." in teacher
    assert "läraren" not in student
    assert all(document.metadata.title.startswith("UTKAST: ") for document in documents)


def test_a_new_case_shows_the_figures_that_the_project_draws_for_cases(small: Path) -> None:
    for slug in FIGURES:
        for suffix in (".py", ".yaml"):
            shutil.copy(REPOSITORY / "figures" / f"{slug}{suffix}", small / "figures")
    new_case(small, "Torget")
    project = load(small, jobs=1).project
    (outline,) = (o for o in outlines(project) if o.name == "cases/03-torget" and o.edition.name == "student")
    assert outline.drawings == tuple(f"{slug}_torget.svg" for slug in FIGURES)


def test_a_new_case_has_the_number_after_the_highest(small: Path) -> None:
    assert new_case(small, "Torget").name == "03-torget"
    (small / "cases" / "02-bron").rename(small / "cases" / "41-bron")
    assert new_case(small, "Hamnen").name == "42-hamnen"


def test_the_first_case_of_a_project_has_the_number_one(small: Path) -> None:
    shutil.rmtree(small / "cases")
    assert str(new_case(small, "Torget")) == "cases/01-torget"


def test_a_new_case_has_a_number_as_long_as_the_others(small: Path) -> None:
    (small / "cases" / "01-skolan").rename(small / "cases" / "001-skolan")
    (small / "cases" / "02-bron").rename(small / "cases" / "099-bron")
    assert new_case(small, "Torget").name == "100-torget"
    assert [case.id for case in load(small, jobs=1).project.cases] == ["001-skolan", "099-bron", "100-torget"]


def test_a_number_that_would_be_longer_than_the_others_is_refused_with_what_to_do(small: Path) -> None:
    (small / "cases" / "02-bron").rename(small / "cases" / "99-bron")
    before = everything_in(small)
    with pytest.raises(OutputError, match=r"would be 100, .* numbers of 2 digits; .* “cases/099-bron”"):
        new_case(small, "Torget")
    assert everything_in(small) == before


@pytest.mark.parametrize(
    "title",
    [
        'Vem "äger" frågan?',
        "Pengar: en fråga # om 'tid'",
        "C:\\mapp\\ny {title} {slug} %s $x",
        "- [lista] & *ankare* !tagg |",
        "@alla: läs <b>detta</b> nu",
        "Fråga_ett och ~två~",
        "2030",
        "2025-01-01",
        "1e3",
        "True",
        "Null",
        "0x1F",
        "1. Skolan",
    ],
)
def test_a_title_stands_in_the_case_as_it_was_given_and_the_case_loads(title: str, small: Path) -> None:
    new_case(small, title)
    case = load(small, jobs=1).project.cases[-1]
    assert case.description.title == title
    assert case.description.id == words.slug(title)


def test_a_title_loses_line_breaks_and_needless_spaces(small: Path) -> None:
    folder = new_case(small, "  Torget\n  och\thamnen ")
    assert folder.name == "03-torget-och-hamnen"
    assert load(small, jobs=1).project.cases[-1].description.title == "Torget och hamnen"


@settings(derandomize=True, deadline=None)
@given(title=st.text(st.characters(exclude_categories=("C", "Z")), min_size=1))
def test_any_title_is_read_as_it_was_written(title: str, project: Project) -> None:
    publication: Publication = project.publication
    text = files("torget", title, publication, [])["case.yaml"]
    source = Source(path=project.cases[0].source.path, text=text, digest="")
    assert parse_yaml(source).value["title"] == title


@pytest.mark.parametrize("title", ["Skolan", "skolan!", "  SKOLAN ", "Skölan"])
def test_a_slug_that_a_case_has_already_is_refused(title: str, small: Path) -> None:
    before = everything_in(small)
    with pytest.raises(OutputError, match="cases/01-skolan"):
        new_case(small, title)
    assert everything_in(small) == before


@pytest.mark.parametrize("title", ["", " ", "…", "?!", "日本"])
def test_a_title_without_letters_for_a_name_is_refused(title: str, small: Path) -> None:
    before = everything_in(small)
    with pytest.raises(OutputError, match="no letter or digit"):
        new_case(small, title)
    assert everything_in(small) == before


def test_a_publication_that_cannot_be_read_is_told_and_nothing_is_written(small: Path) -> None:
    (small / "report" / "publication.yaml").write_text("title: {\n", encoding="utf-8")
    before = everything_in(small)
    with pytest.raises(BuildError, match=r"report/publication\.yaml:\d+:\d+: error\[yaml-is-readable\]"):
        new_case(small, "Torget")
    assert everything_in(small) == before


def test_a_folder_that_cannot_be_made_is_told(small: Path) -> None:
    shutil.rmtree(small / "cases")
    (small / "cases").write_text("en fil där mappen ska vara")
    with pytest.raises(OutputError, match=r"cases.*cannot be written"):
        new_case(small, "Torget")
    assert (small / "cases").read_text() == "en fil där mappen ska vara"


def test_a_title_that_is_too_long_for_a_folder_is_told_and_leaves_nothing(small: Path) -> None:
    before = everything_in(small)
    with pytest.raises(OutputError, match="cannot be written"):
        new_case(small, "mycket lång titel " * 30)
    assert everything_in(small) == before


@pytest.mark.parametrize("failing", ["write_bytes", "rename", "chmod"])
def test_a_disk_that_fails_in_the_middle_leaves_nothing_half_written(
    failing: str, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything_in(small)
    real = getattr(Path, failing)

    def fail(path: Path, *arguments: object, **options: object) -> object:
        if failing != "write_bytes" or path.name == "epilogue.md":
            raise OSError(28, "No space left on device", str(path))
        return real(path, *arguments, **options)

    monkeypatch.setattr(Path, failing, fail)
    with pytest.raises(OutputError, match="No space left on device"):
        new_case(small, "Torget")
    monkeypatch.undo()
    assert everything_in(small) == before
