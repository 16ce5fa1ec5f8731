"""A project with more cases than this repository's own has no mistakes, and its cases share no passages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import pytest
from tests.benchmarks.multiplied import multiplied, prose, word

from kefu.check.leaks import passages, shared
from kefu.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Once

    from kefu.load import Loaded
    from kefu.model import Project

CASES: Final = 12


@pytest.fixture(scope="module")
def loaded(once: Once) -> Loaded:
    return once("multiplied", lambda folder: load(multiplied(folder, CASES), jobs=2))


@pytest.fixture
def project(loaded: Loaded) -> Project:
    return loaded.project


def test_a_project_with_more_cases_loads_without_a_warning(loaded: Loaded) -> None:
    assert loaded.warnings == ()
    assert [case.number for case in loaded.project.cases] == [*range(1, CASES + 1)]
    assert len({case.description.title for case in loaded.project.cases}) == CASES
    assert loaded.project.cases[10].id == "11-utkastet-som-lackte-11"


def test_a_copy_refers_to_nothing_but_its_own(project: Project) -> None:
    for number, slug in ((11, "utkastet-som-lackte"), (12, "prognosen")):
        texts = "\n".join(part.text.source.text for part in project.cases[number - 1].parts)
        assert re.findall(rf"(?i)(?:fig|tbl|exh)-{slug}-{number}-", texts)
        assert not re.findall(rf"(?i)(?:fig|tbl|exh|sec|case)-{slug}(?!-{number}\b)", texts)


def test_a_copy_is_as_long_as_its_original(project: Project) -> None:
    for original, copy in ((0, 10), (1, 11)):
        lengths = [
            [(part.kind, part.text.words, len(part.text.source.text)) for part in project.cases[case].parts]
            for case in (original, copy)
        ]
        assert [kind for kind, _, _ in lengths[0]] == [kind for kind, _, _ in lengths[1]]
        for (_, words, signs), (_, words_of_copy, signs_of_copy) in zip(*lengths, strict=True):
            assert words_of_copy == words
            assert signs_of_copy == pytest.approx(signs, rel=0.02), "labels alone are longer"


def test_no_passage_of_a_copy_is_in_another_case(project: Project) -> None:
    known = passages(project)
    own = {
        case.id: {canary.letters for part in case.parts for canary in known.parts[case.id, part.kind]}
        for case in project.cases
    }

    for case in project.cases[10:]:
        others = set().union(*(letters for id_, letters in own.items() if id_ != case.id))
        assert own[case.id]
        assert own[case.id] & others == set()
    assert shared(project, minor=False) == ()


def test_a_project_cannot_have_fewer_cases_than_its_report_tells_of(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="10 cases already"):
        multiplied(tmp_path / "project", 9)


def test_numbers_have_as_many_digits_as_the_last_one(small: Path, tmp_path: Path) -> None:
    folder = multiplied(tmp_path / "project", 100, small)
    names = sorted(path.name for path in (folder / "cases").iterdir())
    assert (names[0], names[-1]) == ("001-skolan", "100-bron-100")


@pytest.mark.parametrize(
    "markup",
    [
        "[jämför @ramberg2017, s. 12–13]",
        "@svara2001",
        "[-@fig-a-karta]",
        "](figure:actors){#fig-a}",
        "[^not]",
        "{.exhibit #exh-a-b}",
        "https://example.org/sida",
        "§ 187 (1 450)",
    ],
)
def test_markup_keeps_its_words(markup: str) -> None:
    assert prose(f"Före {markup} efter", 7) == f"{word('Före', 7)} {markup} {word('efter', 7)}"


def test_what_readers_see_of_markup_is_prose() -> None:
    assert prose('{.exhibit #exh-a title="Ur protokollet"}', 7) == (
        f'{{.exhibit #exh-a title="{word("Ur", 7)} {word("protokollet", 7)}"}}'
    )


def test_a_word_has_another_one_for_each_number_with_as_many_letters_and_its_capitals() -> None:
    others = {word("Kommunstyrelsen", number) for number in range(100)}
    assert len(others) == 100
    assert {len(other) for other in others} == {len("Kommunstyrelsen")}
    assert all(other[0].isupper() and other[1:].islower() for other in others)
    assert word("kommunstyrelsen", 3) == word("Kommunstyrelsen", 3).lower()
