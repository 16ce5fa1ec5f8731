"""Loading a whole project: every mistake is told, at its place, all of them in one go.

The mistakes are in `errors/*.txt`. Such a file tells how the project `small` is changed and what is then reported:

    What stands before the first file says what the fixture shows.

    === report/bilaga.md
    # Bilaga {#sec-bilaga}

    Se [@svara1895] och @sec-analys.
    //! 5 error[citation-resolves]: no entry in the bibliography “svara1895”
    //!   hint: did you mean “@svara1985”?

`=== path` begins a file, whose text is the lines below it. After the path there may be, in brackets, `latin-1`
(how the text is encoded), or, without lines of text: `as it is`, `deleted`, `folder`, `link to TARGET`.
`//! column severity[rule]: message` expects a report about the line above, with a piece of its message;
`//! -` in place of a column expects one about the file as a whole. `//!   hint: …` expects a piece of a hint of
the report above. Reports are in reading order, and there are no others.
"""

from __future__ import annotations

import ast
import errno
import os
import re
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from tests.conftest import PROJECTS
from tests.photographs import arrow, opened, saved

from kefu.assemble import assemble, outlines
from kefu.diagnostics import BuildError
from kefu.load import load
from kefu.rules.catalogue import RULES

if TYPE_CHECKING:
    from collections.abc import Callable

    from kefu.diagnostics import Diagnostic
    from kefu.model import Document, Project

ERRORS: Final = sorted(Path(__file__).with_name("errors").glob("*.txt"))
PACKAGE: Final = Path(__file__).parents[2] / "scripts" / "kefu"
FILE: Final = re.compile(r"=== (?P<path>.+?)(?: \((?P<how>.*)\))?")
REPORT: Final = re.compile(
    r"//! (?P<column>\d+|-) (?P<severity>error|warning)\[(?P<rule>[a-z0-9-]+)\]: (?P<message>.+)"
)
HINT: Final = re.compile(r"//!   hint: (?P<hint>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What should be reported: where and by which rule, and pieces of the message and of its hints."""

    head: str
    message: str
    hints: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of the project as a fixture changes it."""

    path: str
    how: str
    lines: list[str] = field(default_factory=list)
    reports: list[Expected] = field(default_factory=list)


def parse(fixture: str) -> list[File]:
    files: list[File] = []
    for line in fixture.splitlines():
        if begin := FILE.fullmatch(line):
            files.append(File(path=begin["path"], how=begin["how"] or ""))
        elif report := REPORT.fullmatch(line):
            place = "" if report["column"] == "-" else f":{max(1, len(files[-1].lines))}:{report['column']}"
            head = f"{files[-1].path}{place}: {report['severity']}[{report['rule']}]"
            files[-1].reports.append(Expected(head=head, message=report["message"]))
        elif hint := HINT.fullmatch(line):
            files[-1].reports[-1].hints.append(hint["hint"])
        elif line.startswith(("//!", "===")):
            raise ValueError(f"no annotation: {line}")
        elif files:
            files[-1].lines.append(line)
    return files


def write(files: list[File], root: Path) -> None:
    for file in files:
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        match file.how.split():
            case ["as", "it", "is"]:
                assert path.exists()
            case ["deleted"]:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
            case ["folder"]:
                path.unlink(missing_ok=True)
                path.mkdir()
            case ["link", "to", target]:
                path.unlink(missing_ok=True)
                path.symlink_to(target)
            case [*encoding]:
                text = "\n".join(file.lines).rstrip("\n")
                path.write_bytes(f"{text}\n".encode(*encoding) if text else b"")


def reported(root: Path) -> tuple[Diagnostic, ...]:
    try:
        return load(root, jobs=1).warnings
    except BuildError as error:
        return error.diagnostics


def assembled(project: Project) -> tuple[Document, ...]:
    everything = outlines(project)
    drawings = {name: b"" for outline in everything for name in outline.drawings}
    return assemble(project, everything, everything, drawings, project.publication.date, jobs=1)


def head(diagnostic: Diagnostic) -> str:
    return f"{diagnostic.location}: {diagnostic.severity}[{diagnostic.rule}]"


@pytest.mark.parametrize("fixture", ERRORS, ids=lambda path: path.stem)
def test_each_mistake_is_reported_at_its_place_and_nothing_else(fixture: Path, small: Path) -> None:
    files = parse(fixture.read_text(encoding="utf-8"))
    write(files, small)
    found = reported(small)
    expected = [report for file in files for report in file.reports]
    assert [head(diagnostic) for diagnostic in found] == [report.head for report in expected]
    for diagnostic, report in zip(found, expected, strict=True):
        assert report.message in diagnostic.message
        for hint in report.hints:
            assert hint in "\n".join(diagnostic.hints)


def test_every_rule_of_loading_has_a_fixture() -> None:
    modules = [path for folder in ("reading", "load", "pictures", "slips") for path in (PACKAGE / folder).glob("*.py")]
    nodes = [node for module in modules for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))]
    named = {node.id.lower().replace("_", "-") for node in nodes if isinstance(node, ast.Name)}
    rules = named & set(RULES)
    files = [file for fixture in ERRORS for file in parse(fixture.read_text(encoding="utf-8"))]
    shown = {report.head.partition("[")[2].removesuffix("]") for file in files for report in file.reports}
    tested_apart = {
        "style-is-readable",
        "markdown-is-readable",
        "picture-is-sharp",
        "font-has-characters",
        "field-is-given-once",
        "text-is-not-too-large",
        "file-is-as-read",
        "file-is-writable",
    }
    assert rules - tested_apart == shown


def test_a_warning_alone_does_not_keep_the_project_from_being_loaded(small: Path) -> None:
    (small / "report" / "utkast.md").write_text("# Utkast\n", encoding="utf-8")
    loaded = load(small, jobs=1)
    assert [warning.rule.name for warning in loaded.warnings] == ["chapter-is-listed"]
    assert loaded.project.publication.title == "En liten rapport"


def test_where_there_are_no_figures_an_author_is_told_how_to_make_one(small: Path) -> None:
    shutil.rmtree(small / "figures")
    with pytest.raises(BuildError) as caught:
        load(small, jobs=1)
    assert {d.hints for d in caught.value.diagnostics if d.rule.name == "figure-exists"} == {
        ("write “figures/<name>.py” and “.yaml”",)
    }


def test_what_was_authored_is_in_the_project_in_its_order(project: Project) -> None:
    assert [(chapter.place, chapter.text.source.path.name) for chapter in project.chapters] == [
        ("front", "forord.md"),
        ("body", "inledning.md"),
        ("body", "analys.md"),
        ("back", "bilaga.md"),
    ]
    assert project.cases_after == 2
    assert [(case.number, case.description.id) for case in project.cases] == [(1, "skolan"), (2, "bron")]
    assert [[part.kind for part in case.parts] for case in project.cases] == [
        ["case", "questions", "teaching-note", "epilogue"],
        ["case", "questions", "teaching-note", "epilogue"],
    ]
    assert [{part.text.source.path.parent for part in case.parts} for case in project.cases] == [
        {case.source.path.parent} for case in project.cases
    ]
    assert [edition.name for edition in project.editions] == ["report", "student", "teacher"]
    assert [(figure.slug, sorted(figure.captions)) for figure in project.figures] == [
        ("bars", [""]),
        ("events", ["bron", "skolan"]),
    ]
    assert sorted(project.references) == ["kommunallag", "svara1985", "svara2001"]
    assert project.images == ()


def test_a_picture_file_is_read_once_however_often_it_is_shown(small: Path) -> None:
    (small / "report" / "karta.png").write_bytes(saved(arrow(1200, 800), "PNG"))
    picture = '![Kartan]({}karta.png){{#fig-{} alt="En karta"}}\n'
    for path, folder, label in (
        ("report/bilaga.md", "", "karta-ett"),
        ("report/analys.md", "./", "karta-tre"),
        ("cases/01-skolan/questions.md", "../../report/", "karta-fyra"),
    ):
        with (small / path).open("a", encoding="utf-8") as file:
            file.write("\n" + picture.format(folder, label))
    (image,) = load(small, jobs=1).project.images
    assert str(image.path) == "report/karta.png"
    assert opened(image.content).size == (1200, 800)


def test_comments_are_in_no_text_of_the_project(small: Path) -> None:
    (small / "cases" / "01-skolan" / "questions.md").write_text(
        """\
<!-- hemligt ett -->

# Frågor <!-- hemligt två -->

Ett ord <!-- hemligt tre
på två rader --> till.<!-- hemligt fyra --> Slut.

- punkt <!-- hemligt fem -->
  <!-- hemligt sex -->

| Namn <!-- hemligt sju --> | Antal |
|:--|--:|
| ett | <!-- hemligt åtta --> 1 |

: Tabell <!-- hemligt nio --> {#tbl-skolan-fragor}

::: {.pullquote}
<!-- hemligt tio

med en tom rad -->
En mening.[^1]
:::

[^1]: En fotnot. <!-- hemligt elva -->

<!-- Se @ingen, ![](figure:ingen) och [länken](ingen.md). -->
""",
        encoding="utf-8",
    )
    with (small / "figures" / "bars.yaml").open("a", encoding="utf-8") as file:
        file.write("# hemligt\n")
    description = (small / "figures" / "bars.yaml").read_text(encoding="utf-8")
    commented = description.replace("antalet.", "antalet <!-- hemligt tolv -->.")
    (small / "figures" / "bars.yaml").write_text(commented, encoding="utf-8")
    loaded = load(small, jobs=1).project
    blocks = [part.text.blocks for case in loaded.cases for part in case.parts]
    captions = [caption for figure in loaded.figures for caption in figure.captions.values()]
    texts = "".join(blocks + captions)
    assert "En mening." in texts.replace('"}, {"t": "Space"}, {"t": "Str", "c": "', " ")
    assert "hemligt" not in texts
    assert "ingen" not in texts


@pytest.mark.parametrize(
    "rewrite",
    [
        pytest.param(lambda content: content.replace(b"\n", b"\r\n"), id="windows-line-ends"),
        pytest.param(lambda content: b"\xef\xbb\xbf" + content, id="byte-order-mark"),
    ],
)
def test_how_an_editor_saves_a_file_does_not_matter(
    rewrite: Callable[[bytes], bytes], small: Path, project: Project
) -> None:
    for path in small.rglob("*.*"):
        path.write_bytes(rewrite(path.read_bytes()))
    loaded = load(small, jobs=1).project
    assert loaded.publication == project.publication
    assert [chapter.text.blocks for chapter in loaded.chapters] == [chapter.text.blocks for chapter in project.chapters]
    assert [[part.text.blocks for part in case.parts] for case in loaded.cases] == [
        [part.text.blocks for part in case.parts] for case in project.cases
    ]
    assert [figure.tables for figure in loaded.figures] == [figure.tables for figure in project.figures]
    assert loaded.references == project.references


@pytest.mark.parametrize("jobs", [1, 3, 100])
def test_neither_folder_nor_number_of_jobs_matters(
    jobs: int, small: Path, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.parent)
    assert load(Path("small"), jobs=jobs).project == project


@pytest.mark.parametrize(
    "text",
    [
        "> ## Rubrik {#sec-x}\n\nSe @sec-x.\n",
        "> ![](figure:bars){#fig-x}\n\nSe @fig-x.\n",
        "- Punkt\n\n  ![](figure:bars){#fig-x}\n\nSe @fig-x.\n",
        "- Punkt\n\n  | A |\n  |---|\n  | 1 |\n\n  : Tabell {#tbl-x}\n\nSe @tbl-x.\n",
        'En not.[^1] Se @exh-x.\n\n[^1]: Not\n\n    ::: {.exhibit #exh-x title="x"}\n    y\n    :::\n',
        "Mitt i ![](figure:bars) raden.\n",
        "::: {.pullquote}\n![](figure:bars){#fig-x}\n:::\n\nSe @fig-x.\n",
        "### Djup rubrik {#sec-x}\n\nSe @sec-x.\n",
    ],
    ids=[
        "heading-in-quote",
        "figure-in-quote",
        "figure-in-list",
        "table-in-list",
        "exhibit-in-footnote",
        "figure-in-line",
        "figure-in-box",
        "deep-heading",
    ],
)
def test_what_is_accepted_can_be_assembled(text: str, small: Path) -> None:
    (small / "report" / "bilaga.md").write_text(f"# Bilaga {{#sec-bilaga}}\n\n{text}", encoding="utf-8")
    try:
        project = load(small, jobs=1).project
    except BuildError:
        return
    assert len(assembled(project)) == 5


def test_a_text_that_holds_too_much_in_each_other_is_told(small: Path) -> None:
    path = small / "report" / "bilaga.md"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{'> ' * 500}ord\n", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        load(small, jobs=1)
    assert [str(d.location) for d in caught.value.diagnostics if d.rule.name == "markdown-is-readable"] == [
        "report/bilaga.md:7:1"
    ]


def test_a_text_with_too_many_lists_in_each_other_is_told_where_it_begins(small: Path) -> None:
    path = small / "report" / "bilaga.md"
    path.write_text("# Bilaga {#sec-bilaga}\n\n" + "".join(f"{'  ' * n}- x\n" for n in range(200)), encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        load(small, jobs=1)
    assert [str(d.location) for d in caught.value.diagnostics if d.rule.name == "markdown-is-readable"] == [
        "report/bilaga.md:1:1"
    ]


@pytest.mark.parametrize("name", ["report/bilaga.md", "figures/bars.yaml"])
def test_a_text_that_is_never_read_to_its_end_is_told_at_its_brackets(name: str, small: Path) -> None:
    path = small / name
    text = path.read_text(encoding="utf-8")
    mark = "Vem gör vad?" if path.suffix == ".md" else "Staplar över"
    path.write_text(text.replace(mark, f"{mark} {'[' * 100}"), encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        load(small, jobs=1)
    (told,) = [d for d in caught.value.diagnostics if d.rule.name == "markdown-is-readable"]
    lines = path.read_text(encoding="utf-8").splitlines()
    assert told.location.path.as_posix() == name
    assert told.location.line is not None
    assert lines[told.location.line - 1].index("[") + 1 == told.location.column


CHUNKS: Final = (
    *"{}[]()<>:-#\"'@&*!|%,=`$\\^_~? \n\t",
    "\n\n",
    "  ",
    "- ",
    "---\n",
    "&a ",
    "*a ",
    "<<: *a",
    "!x ",
    "null",
    "0",
    "2025-02-30",
    "å",
    "\a",
    "\x85",
    "\u2028",
    "@article{",
    "@string{a = ",
    "@comment{",
    "title = {x},",
    "#fig-a",
    "{#sec-a}",
    "[^1]",
    "[^1]: ",
    "<!--",
    "-->",
    "<b>",
    "::: {.exhibit}\n",
    "![](figure:bars)",
    "![x](x.png)",
    "| a |\n|---|\n",
    "{title}",
)
"""What means something in YAML, BibTeX or Markdown, or looks as if it did."""

EDITS: Final = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.sampled_from(("delete", "duplicate", "insert")),
        st.integers(1, 60),
        st.sampled_from(CHUNKS) | st.text(max_size=4),
    ),
    min_size=1,
    max_size=4,
)


def damaged(text: str, edits: list[tuple[float, str, int, str]]) -> str:
    for place, how, length, chunk in edits:
        start = round(place * len(text))
        end = start + length
        match how:
            case "delete":
                text = text[:start] + text[end:]
            case "duplicate":
                text = text[:end] + text[start:]
            case _:
                text = text[:start] + chunk + text[start:]
    return text


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "bibliography/references.bib",
        "cases/01-skolan/case.md",
        "cases/01-skolan/case.yaml",
        "figures/events.yaml",
        "report/inledning.md",
        "report/publication.yaml",
    ],
)
@settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=25,
    # The edits of an example are few; to make them fewer would take minutes.
    phases=[Phase.explicit, Phase.generate],
    # Every example writes the whole file again, so that one project can serve them all.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(edits=EDITS)
def test_damage_is_told_at_places_that_exist_or_does_no_harm(
    name: str, small: Path, edits: list[tuple[float, str, int, str]]
) -> None:
    origin = PROJECTS / "small" / name
    text = damaged(origin.read_text(encoding="utf-8"), edits)
    (small / name).write_text(text, encoding="utf-8", errors="ignore", newline="")
    try:
        loaded = load(small, jobs=1)
    except BuildError as error:
        found = error.diagnostics
    else:
        found = loaded.warnings
        assembled(loaded.project)
    for diagnostic in found:
        place = diagnostic.location
        path = small / place.path
        assert path.exists()
        assert path.resolve().is_relative_to(small.resolve())
        assert (place.line is None) is (place.column is None)
        if place.line is not None and place.column is not None:
            lines = path.read_text(encoding="utf-8").split("\n")
            assert 1 <= place.line <= len(lines)
            assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@pytest.mark.parametrize("folder", ["cases", "cases/02-bron", "figures"])
@pytest.mark.parametrize("refused", ["listing", "entering"])
def test_a_folder_that_nobody_may_read_is_not_an_empty_one(
    small: Path, folder: str, refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listdir, access = os.listdir, os.access

    def listed(path: Path) -> list[str]:
        if path == small / folder:
            raise PermissionError(errno.EACCES, "Permission denied")
        return listdir(path)

    if refused == "listing":
        monkeypatch.setattr(os, "listdir", listed)
    else:
        monkeypatch.setattr(os, "access", lambda path, mode: path != small / folder and access(path, mode))

    assert [str(problem).splitlines()[0] for problem in reported(small) if "figure" not in problem.rule.name] == [
        f"{folder}: error[file-is-readable]: the folder “{folder}” cannot be read: Permission denied"
    ]
