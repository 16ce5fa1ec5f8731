"""What is chosen of a project, by the names of editions and cases."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.assemble import outlines
from kefu.selection import SelectionError, find_case, select

if TYPE_CHECKING:
    from kefu.model import Project


@pytest.mark.parametrize(
    ("editions", "cases", "expected"),
    [
        ([], [], ["report report", *(f"{e} {c}" for e in ("student", "teacher") for c in ("01-skolan", "02-bron"))]),
        (["report"], [], ["report report"]),
        (["teacher"], [], ["teacher 01-skolan", "teacher 02-bron"]),
        (["teacher", "report"], [], ["report report", "teacher 01-skolan", "teacher 02-bron"]),
        ([], ["2"], ["student 02-bron", "teacher 02-bron"]),
        (["student"], ["bron"], ["student 02-bron"]),
        (["report", "student"], ["bron"], ["report report", "student 02-bron"]),
        (["student"], ["skolan", "02", "1"], ["student 01-skolan", "student 02-bron"]),
    ],
    ids=["all", "report", "edition", "editions", "case", "edition of case", "report and case", "same case twice"],
)
def test_what_is_asked_for_is_chosen(
    project: Project, editions: list[str], cases: list[str], expected: list[str]
) -> None:
    chosen = select(outlines(project), project, editions, cases)

    assert [f"{o.edition.name} {o.case.id if o.case else 'report'}" for o in chosen] == expected


@pytest.mark.parametrize(
    ("editions", "cases", "message"),
    [
        (["elev"], [], "there is no edition “elev”; the editions are report, student, teacher"),
        (["student", "Teacher"], [], "there is no edition “Teacher”; the editions are report, student, teacher"),
        ([], ["3"], "there is no case “3”; the cases are 01-skolan, 02-bron"),
        (["student"], ["1", "sko"], "there is no case “sko”; the cases are 01-skolan, 02-bron"),
    ],
)
def test_an_unknown_name_is_answered_with_the_known_ones(
    project: Project, editions: list[str], cases: list[str], message: str
) -> None:
    with pytest.raises(SelectionError) as caught:
        select(outlines(project), project, editions, cases)

    assert str(caught.value) == message


@pytest.mark.parametrize("name", ["2", "02", "002", "bron", "02-bron"])
def test_a_case_is_found_by_number_slug_and_folder(project: Project, name: str) -> None:
    assert find_case(project, name) == "02-bron"


def numbered(project: Project, *folders: str) -> Project:
    """Return a project with cases in folders of these names."""
    return replace(
        project,
        cases=tuple(
            replace(
                project.cases[0],
                number=int(folder.partition("-")[0]),
                source=replace(project.cases[0].source, path=PurePosixPath("cases", folder, "case.yaml")),
                description=project.cases[0].description.model_copy(update={"id": folder.partition("-")[2]}),
            )
            for folder in folders
        ),
    )


@given(
    numbers=st.sets(st.integers(0, 1200), min_size=1), digits=st.integers(2, 6), zeros=st.integers(0, 6), of=st.data()
)
def test_a_case_is_found_by_number_however_many_digits_its_folder_has(
    project: Project, numbers: set[int], digits: int, zeros: int, of: st.DataObject
) -> None:
    folders = [f"{number:0{digits}}-fall-{number}" for number in sorted(numbers)]
    number = of.draw(st.sampled_from(sorted(numbers)))

    found = find_case(numbered(project, *folders), f"{'0' * zeros}{number}")

    assert found == f"{number:0{digits}}-fall-{number}"


@pytest.mark.parametrize(("name", "found"), [("3", "003-skolan"), ("001-3", "001-3"), ("2030", "100-2030")])
def test_a_name_that_means_two_cases_is_first_a_number_then_an_id_then_a_slug(
    project: Project, name: str, found: str
) -> None:
    cases = numbered(project, "001-3", "003-skolan", "004-001-3", "100-2030")

    assert find_case(cases, name) == found


@pytest.mark.parametrize("name", ["", "0", "-1", "1.0", "Bron", "2-bron", "01-bron", "bron ", "cases/02-bron", "²"])
def test_a_name_that_is_nearly_a_case_is_none(project: Project, name: str) -> None:
    with pytest.raises(SelectionError):
        find_case(project, name)
