"""Placeholders: all of a new case, and what people write for a text that is still to come."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from kefu.authoring.skeleton import new_case
from kefu.check.sources.findings import texts
from kefu.check.sources.placeholders import unreplaced, unwritten
from kefu.load import load
from kefu.model import Source
from kefu.rules.rule import Severity
from kefu.starting import to_replace

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.model import Project


def found(project: Project, text: str, path: str = "report/a.md") -> list[str]:
    source = Source(path=PurePosixPath(path), text=text, digest="")
    told = unreplaced(replace(project, sources=(source,)))
    return [f"{one.location.line}:{one.location.column} {one.message}" for one in told]


def test_a_new_case_is_told_line_by_line_as_warnings_and_as_errors_of_a_release(small: Path) -> None:
    folder = new_case(small, "Torget")
    project = load(small, jobs=1).project
    warnings, errors = unreplaced(project), unwritten(project, ())
    assert {one.severity for one in warnings} == {Severity.WARNING}
    assert {one.severity for one in errors} == {Severity.ERROR}
    assert [str(one.location) for one in warnings] == [str(one.location) for one in errors]
    files = {path.name: path.read_text(encoding="utf-8") for path in (small / folder).iterdir()}
    marked = {
        f"{folder / name}:{number}"
        for name, text in files.items()
        for number, line in enumerate(text.splitlines(), 1)
        if any(sentence in line for sentence in to_replace())
    }
    assert {str(one.location).rpartition(":")[0] for one in errors} == marked
    assert {*warnings} <= {*texts(project, small, None)}


def test_what_a_release_leaves_out_may_be_unwritten(small: Path) -> None:
    folder = new_case(small, "Torget")
    project = load(small, jobs=1).project
    unread = {folder / name for name in ("epilogue.md", "teaching-note.md")}
    assert {one.location.path for one in unwritten(project, unread)} == {
        folder / name for name in ("case.md", "case.yaml", "conversation.md")
    }


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("Skriv fallets dilemma i en mening", "1:1 “Skriv fallets dilemma i en mening”"),
        ("Ja. Skriv två eller tre meningar om vad fallet handlar om.", "1:5 “Skriv två eller tre meningar om vad"),
        ("- Skriv vem fallet passar för", "1:3 “Skriv vem"),
        ("# En första scen {#sec-a}", "1:3 “En första scen”"),
        ("Ja. Sammanfatta fallet för läraren. Nej.", "1:5 “Sammanfatta fallet för läraren”"),
        ("Hon är en person som har ett beslut att fatta", "1:8 “en person som har ett beslut att fatta”"),
        ("Det är om en person som har ett beslut att", "1:8 “om en person som har ett beslut att”"),
        ("Det är Antal invånare och hur kommunen", "1:8 “Antal invånare och hur kommunen”"),
        ("Ett. TODO: mer", "1:6 “TODO”"),
        ("Lorem ipsum dolor", "1:1 “Lorem ipsum”"),
        ("Sa [namn] den XXX", "1:4 “[namn]”"),
        ("Enligt [källa saknas] är", "1:8"),
        ("Talet är ???", "1:10"),
        ("Klicka eller tryck här för att ange text.", "1:1"),
    ],
)  # fmt: skip
def test_what_is_left_of_a_placeholder_is_told_where_it_stands(project: Project, text: str, head: str) -> None:
    (told,) = found(project, text)
    assert told.startswith(head)
    assert told.endswith("is a placeholder")


@pytest.mark.parametrize(
    "text",
    [
        "<!-- TODO -->",
        "|-----" * 2000,
        "`TODO` och Todo, @TODO, #TODO",
        "Namn på kommunen och personerna är påhittade.",
        "Hon vill ha besked före mötet i kväll, och något händer.",
        "Ett beslut måste fattas nu. Vad? Varför?? XX och xxx.",
        "[namn](https://example.org), [sic], [kommunen], […]",
        "Han hade ett beslut att fatta, och skrev i dåtid om en person.",
        "Hon är en annan person som har ett beslut att fatta.",
    ],
)
def test_prose_is_no_placeholder(project: Project, text: str) -> None:
    assert found(project, text) == []


def test_placeholders_are_found_in_yaml_and_bibtex_but_not_in_comments(project: Project) -> None:
    yaml = "# TODO\nname: Namn på kommunen\nactors:\n  - {id: a, name: Förnamn Efternamn, role: x}\nd: [Något händer]\n"
    assert [head.partition(" ")[0] for head in found(project, yaml, "cases/01-a/case.yaml")] == ["2:7", "4:19", "5:5"]
    assert found(project, "@book{a, title = {TODO}}", "bibliography/a.bib")
