"""The documentation says what is so: paths are there, links lead somewhere, commands run, and tables match the code.

`KEFU_UPDATE_GOLDEN=1 pytest -k docs` writes the parts that are made from the code again.
"""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import tempfile
import xml.etree.ElementTree as ET
from collections import defaultdict
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

import pytest
import typer
from tests.conftest import REPOSITORY
from tests.manual import (
    CASE,
    DOCS,
    FIRST_STEPS,
    MISTAKES,
    PICTURES,
    Page,
    kefu,
    pages,
    sample,
    tables,
    write_description,
    write_mistakes,
    write_text,
)
from tests.program import run_here
from tests.test_architecture import MODULES, ROOMS, own_imports_of, room_of
from typer.core import TyperGroup
from typer.exceptions import TyperException

from kefu import layout, tree
from kefu.assemble import file_name
from kefu.authored import CaseDescription, DocumentKind, FigureDescription, Format, PartKind, Status, Visibility
from kefu.authored import Publication as PublicationDescription
from kefu.authoring.lix import lix, prose
from kefu.check.sources.typography import typography
from kefu.cli.app import app
from kefu.cli.outcome import ExitCode
from kefu.engines import PICTURES as ENGINE_PICTURES
from kefu.load import load
from kefu.model import Source
from kefu.rules.catalogue import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kefu.authored import Authored
    from kefu.model import Project

UPDATE: Final = "KEFU_UPDATE_GOLDEN"
FILES: Final = (REPOSITORY / "README.md", *sorted(DOCS.glob("*.md")))
SWEDISH: Final = ("skriva.md", "publicera.md", "undervisa.md")
PACKAGE: Final = REPOSITORY / "scripts" / "kefu"
ARCHITECTURE: Final = DOCS / "architecture.md"

ELSEWHERE: Final = {"foto.jpg", "report/bilaga.md:12", "_output/", "axe.min.js"}
"""What an example invents, and what stands in other projects."""

OTHERS: Final = {"cd", "git", "quarto", "source", "../register.yaml"}
"""Programs of the system and of others that a page names."""

LONGEST_LIX: Final = 40
"""A text that is easy to read, by `kefu.authoring.lix`."""


@cache
def parsed() -> dict[str, Page]:
    return {page.name: page for page in pages(FILES)}


def page(name: str) -> Page:
    return parsed()[name]


every_page: Final = pytest.mark.parametrize("name", [path.relative_to(REPOSITORY).as_posix() for path in FILES])


@cache
def committed() -> frozenset[str]:
    """Return the paths of the repository's files, and of the folders that they are in, which end in a slash."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git, wherever it is
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout.split("\0")
    paths = [PurePosixPath(name) for name in listed if name]
    return frozenset(map(str, paths)) | {f"{folder}/" for path in paths for folder in path.parents[:-1]}


@cache
def project() -> Project:
    return load(REPOSITORY, jobs=1).project


@cache
def released() -> frozenset[str]:
    """Return the paths of the documents in the release of the repository's project, and of the folders around them."""
    documents = [
        PurePosixPath(
            str(layout.RELEASE),
            edition.description.visibility,
            f"cases/{case.id}" if case else "report",
            f"{file_name(edition, case)}.{format_}",
        )
        for edition in project().editions
        for case in ((None,) if edition.description.document is DocumentKind.REPORT else project().cases)
        for format_ in edition.description.formats
    ]
    site = [layout.RELEASE / name for name in ("manifest.json", "public/index.html")]
    folders = {f"{folder}/" for path in documents for folder in path.parents[:-1]}
    return frozenset(map(str, (*documents, *site))) | folders | {f"{layout.RELEASE}/{ENGINE_PICTURES}/"}


# Paths and links


def is_path(span: str) -> bool:
    """Tell whether code in a text is the path of a file or folder: it has a slash or the ending of a file."""
    if not re.fullmatch(r"[\w./:-]+", span) or span.startswith(("-", "http", "10.")):
        return False
    ending = re.search(
        r"\w\.(?:bib|css|csl|csv|docx|epub|html|jpg|js|json|j2|lua|md|pdf|png|py|svg|toml|typ|yaml)$", span
    )
    return "/" in span or ending is not None


def is_there(path: str) -> bool:
    """Tell whether a path is one of the repository, of its package or of the release, or the name of a file in it."""
    if path in ELSEWHERE or CASE in path:  # the page for authors makes that case, and `said` looks it up
        return True
    if path.startswith((".nox/", ".venv/")):
        return path.split("/")[1] in {*sessions(), "bin", ""}
    everything = committed() | released()
    return (
        path in everything
        or f"{path}/" in everything
        or f"scripts/kefu/{path}" in everything
        or (
            "/" not in path.rstrip("/")
            and any(known.rstrip("/").endswith(f"/{path.rstrip('/')}") for known in everything)
        )
    )


@every_page
def test_every_path_is_there(name: str) -> None:
    missing = [span for span in page(name).spans if is_path(span) and not is_there(span)]

    assert missing == []


def test_what_is_a_path_is_known_from_what_is_none() -> None:
    assert all(map(is_path, ("docs/skriva.md", "case.yaml", "cases/", "dist/public/", "words/")))
    assert not any(map(is_path, ("@fig-x", ".html", "--out", "kefu build", "3.5", "http://127.0.0.1:8000/", "a.b")))
    assert is_there("scripts/kefu/pipeline.py")
    assert is_there("publication.yaml")
    assert not is_there("scripts/kefu/pipelines.py")
    assert not is_there("dist/public/report/rapport.pdf")


@every_page
def test_every_link_leads_somewhere(name: str) -> None:
    here = page(name)
    broken = []
    for _, target in here.links:
        address, _, anchor = target.partition("#")
        if re.match(r"https?://", target):
            continue
        file = os.path.normpath(Path(name).parent / address) if address else name
        if file not in parsed() or (anchor and anchor not in page(file).anchors):
            broken.append(target)

    assert broken == []


@every_page
def test_every_picture_is_there_and_says_what_it_shows(name: str) -> None:
    for words, target in page(name).pictures:
        assert (DOCS.parent / Path(name).parent / target).is_file(), target
        assert len(words.split()) >= 8, words


def test_every_picture_is_shown() -> None:
    shown = {
        (REPOSITORY / Path(name).parent / target).resolve() for name in parsed() for _, target in page(name).pictures
    }

    assert {path.resolve() for path in PICTURES.iterdir()} == shown


def test_every_page_is_reached_from_the_readme() -> None:
    assert {f"docs/{path.name}" for path in DOCS.glob("*.md")} == {target for _, target in page("README.md").links}


def test_the_readme_is_one_screen_and_a_half() -> None:
    assert len((REPOSITORY / "README.md").read_text(encoding="utf-8").splitlines()) <= 70


@every_page
def test_a_page_that_lists_its_sections_lists_them_all_in_order(name: str) -> None:
    here = page(name)
    sections = [tree.plain(node["c"][2]) for node in here.tree if node["t"] == "Header" and node["c"][0] == 2]
    lists = [node for node in here.tree if node["t"] == "BulletList"]
    listed = [[tree.plain(item) for item in one["c"]] for one in lists]

    assert sections in listed or not any({*sections[:1]} & {*items} for items in listed)


# Commands


@cache
def sessions() -> frozenset[str]:
    """Return the names of nox's sessions: the functions of the noxfile that are marked as one."""
    noxfile = ast.parse((REPOSITORY / "noxfile.py").read_text(encoding="utf-8"))
    return frozenset(
        node.name
        for node in noxfile.body
        if isinstance(node, ast.FunctionDef) and any(ast.unparse(one) == "nox.session" for one in node.decorator_list)
    )


def commands(here: Page) -> Iterator[list[str]]:
    """Yield the commands of a page: code in its text that begins with a program, and every line of its scripts."""
    scripts = here.code("sh", "powershell").splitlines()
    starts = ("kefu ", "nox ", ".nox/", ".venv/", ".nox\\", ".venv\\", "python3 ", "py ")
    for line in [*(span for span in here.spans if span.startswith(starts) and " " in span), *scripts]:
        words = shlex.split(line.replace("\\", "/"))
        program = re.sub(r"^\.(?:nox/build|venv)/(?:bin|Scripts)/(?=kefu|nox)", "", words[0])
        yield [program, *words[1:]]


def parse(words: Sequence[str]) -> None:
    """Parse a command of kefu by the real command line; raises what that raises for what it does not know."""
    command: Any = typer.main.get_command(app)
    rest = list(words)
    while rest and not rest[0].startswith("-") and isinstance(command, TyperGroup):
        command = command.commands[rest.pop(0)]
    if isinstance(command, TyperGroup):
        assert {*rest} <= {option for one in command.params for option in one.opts}, words  # they do what they say
    else:
        command.make_context("kefu", rest)


@every_page
def test_every_command_is_one(name: str) -> None:
    for program, *words in commands(page(name)):
        match program:
            case "kefu":
                parse(words)
            case "nox":
                chosen = (
                    words[words.index("-s") + 1 : words.index("--") if "--" in words else None] if "-s" in words else []
                )
                assert {*chosen} <= sessions(), words
            case "python3" | "py":
                assert words[0] in committed(), words
            case "source":
                assert is_there(words[0]), words
            case _:
                assert program in OTHERS or is_there(program), (program, words)


@pytest.mark.parametrize(
    "words", [["built"], ["build", "--cases", "3"], ["serve", "--port", "x"], ["new", "fall", "A"], ["--versions"]]
)
def test_a_command_that_is_none_is_found(words: list[str]) -> None:
    with pytest.raises((KeyError, AssertionError, TyperException)):
        parse(words)


def spoken() -> Iterator[tuple[str, frozenset[str]]]:
    """Yield every command of kefu, as it is typed, with the names of its options."""

    def inner(name: str, command: Any) -> Iterator[tuple[str, frozenset[str]]]:
        yield name, frozenset(option for one in command.params for option in one.opts if option.startswith("-"))
        for word, sub in getattr(command, "commands", {}).items():
            yield from inner(f"{name} {word}", sub)

    yield from inner("kefu", typer.main.get_command(app))


@pytest.mark.parametrize("command", [command for command, _ in spoken()])
def test_every_command_and_option_is_in_the_reference(command: str) -> None:
    spans = page("docs/reference.md").spans
    options = dict(spoken())[command]

    assert any(f"{span} ".startswith(f"{command} ") for span in spans)
    assert options <= {word for span in spans for word in span.split()}


CHEAP: Final = {"doctor", "explain", "fix", "list", "new", "--version"}
"""The commands that are run as the pages have them: they take no time, and change nothing outside a project."""


@pytest.mark.slow
def test_every_command_that_costs_little_ends_well(small: Path) -> None:
    told = dict.fromkeys(
        tuple(words) for name in parsed() for program, *words in commands(page(name)) if program == "kefu"
    )
    cheap = [words for words in told if words[0] in CHEAP]

    assert {words[0] for words in cheap} == CHEAP
    for words in cheap:
        ended = run_here(*words, cwd=small, environment=os.environ)
        assert ended.returncode == ExitCode.DONE, (words, ended.stderr)


def test_the_exit_codes_are_those_of_the_program() -> None:
    (codes,) = (rows for rows in tables(page("docs/reference.md")) if rows[0][0] == "0")

    assert {int(code): bool(meaning) for code, meaning in codes} == dict.fromkeys(map(int, ExitCode), True)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (ExitCode.USAGE, ["build", "--edition", "dragon"]),
        (ExitCode.USAGE, ["build", "--engine", "quarto", "--quarto", "nowhere"]),
        (ExitCode.SOURCES, ["list"]),
        (ExitCode.OUTPUT, ["build", "--out", "report"]),
        (ExitCode.FINDINGS, ["check"]),
    ],
)
def test_an_exit_code_means_what_the_reference_says(code: ExitCode, words: list[str], small: Path) -> None:
    if code is ExitCode.SOURCES:
        (small / "cases" / "02-bron" / "case.yaml").write_text("title: [", encoding="utf-8")

    assert run_here(*words, cwd=small, environment=os.environ).returncode == code


def test_every_rule_that_a_page_explains_is_one() -> None:
    (rows,) = (rows for rows in tables(page("docs/skriva.md")) if rows[0][0] == "yaml-is-readable")
    explained = {
        words[1] for name in parsed() for _, *words in commands(page(name)) if words[:1] == ["explain"] and words[1:]
    }

    assert {row[0] for row in rows} | explained <= {*RULES}


# The two commands of the set-up


def test_the_set_up_is_two_commands_that_ci_runs_too() -> None:
    script = page("README.md").block("sh")
    continuous = (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8")

    assert script.splitlines() == ["python3 scripts/bootstrap.py", ".venv/bin/nox -s build"]
    assert page("docs/skriva.md").block("sh", "python3") == script
    assert re.search(r"^python3 scripts/bootstrap\.py$", continuous, re.MULTILINE)
    assert re.search(r"^\.venv/bin/nox --session build$", continuous, re.MULTILINE)


# Tables that say what the code says


def keys_of(model: type[Authored]) -> set[str]:
    return {str(field.alias or name) for name, field in model.model_fields.items()}


def in_tables(here: Page) -> set[str]:
    """Return every word of code in the first cells of a page's tables."""
    return {word for rows in tables(here) for row in rows for word in re.findall(r"[\w-]+", row[0])}


@pytest.mark.parametrize(
    ("name", "model", "apart"),
    [
        ("docs/reference.md", PublicationDescription, set()),
        ("docs/reference.md", FigureDescription, set()),
        ("docs/skriva.md", CaseDescription, {"id", "allowed", "status-date", "status-role"}),
    ],
)
def test_every_key_that_people_can_write_is_in_a_table(name: str, model: type[Authored], apart: set[str]) -> None:
    assert keys_of(model) - in_tables(page(name)) == apart


def test_keys_that_stand_in_no_table_are_told_elsewhere() -> None:
    text = page("docs/skriva.md").path.read_text(encoding="utf-8")

    assert all(f"`{key}`" in text for key in ("status-date", "status-role", "allowed"))


def test_the_editions_are_those_of_the_publication() -> None:
    (rows,) = (rows for rows in tables(page("docs/reference.md")) if rows[0][:2] == ["report", "report"])

    assert [tuple(row) for row in rows] == [
        (
            edition.name,
            str(edition.description.document),
            ", ".join(edition.description.parts),
            str(edition.description.visibility),
            ", ".join(edition.description.formats),
        )
        for edition in project().editions
    ]


def test_the_formats_are_those_that_there_are() -> None:
    (rows,) = (rows for rows in tables(page("docs/reference.md")) if rows[0][0] == "pdf")

    assert [row[0] for row in rows] == [*Format]


def test_the_parts_are_those_that_there_are_with_who_reads_them() -> None:
    (rows,) = (rows for rows in tables(page("docs/skriva.md")) if rows[0][0] == "case.md")

    assert [row[0] for row in rows] == [f"{kind}.md" for kind in PartKind]
    assert [row[2] == "bara lärare" for row in rows] == [kind.visibility is Visibility.RESTRICTED for kind in PartKind]


def test_the_states_are_those_that_there_are() -> None:
    (rows,) = (rows for rows in tables(page("docs/publicera.md")) if rows[0][0] == "draft")

    assert [row[0] for row in rows] == [*Status]


def test_the_values_of_the_line_are_declared_where_the_map_says() -> None:
    rows = tables(page("docs/architecture.md"))[0]

    assert len(rows) == 6
    for value, _, path in rows:
        assert re.search(rf"^class {value}\b", (REPOSITORY / path).read_text(encoding="utf-8"), re.MULTILINE), value


# The map of the rooms


def said_first(module: str) -> str:
    """Return the first paragraph of a module's docstring on one line."""
    docstring = ast.get_docstring(ast.parse(MODULES[module].read_text(encoding="utf-8")))
    assert docstring
    return " ".join(docstring.partition("\n\n")[0].split())


def modules_in(room: str) -> list[str]:
    return [
        module.rpartition(".")[2]
        for module in MODULES
        if module != room and room_of(module) == room and module not in ROOMS
    ]


def rooms() -> str:
    """Return the table of the rooms, each with what it says of itself and the modules that stand in it."""
    rows = (
        f"| `{room.removeprefix('kefu.').replace('.', '/')}/` | {said_first(room)} | {', '.join(modules_in(room))} |\n"
        for room in ROOMS
        if room != "kefu"
    )
    return "| room | what it is for | modules |\n|:--|:--|:--|\n" + "".join(rows)


def at_the_top() -> str:
    """Return the table of the modules that stand in no room."""
    rows = (
        f"| `{module}.py` | {said_first(f'kefu.{module}')} |\n" for module in modules_in("kefu") if module[0] != "_"
    )
    return "| module | what it is for |\n|:--|:--|\n" + "".join(rows)


def floors() -> str:
    """Return what stands on which floor: one above the highest floor of all that it imports."""

    def top(module: str) -> str:
        return module.split(".")[1] if "." in module else ""

    imported: dict[str, set[str]] = defaultdict(set)
    for module in MODULES:
        imported[top(module)] |= {top(other) for other in own_imports_of(module)} - {top(module), ""}
    height: dict[str, int] = {}
    for name in TopologicalSorter(imported).static_order():
        height[name] = 1 + max((height[other] for other in imported[name]), default=-1)
    del height[""]
    drawn = (
        f"{number:2}  {'  '.join(sorted(name for name in height if height[name] == number))}\n"
        for number in range(max(height.values()), -1, -1)
    )
    return f"```text\n{''.join(drawn)}```\n"


@pytest.mark.parametrize(("name", "make"), [("rooms", rooms), ("modules", at_the_top), ("floors", floors)])
def test_the_map_of_docs_is_made_from_the_code(name: str, make: Callable[[], str]) -> None:
    text = ARCHITECTURE.read_text(encoding="utf-8")
    start, end = f"<!-- {name} -->\n\n", f"\n<!-- end of {name} -->"
    made = re.sub(rf"(?s)(?<=<!-- {name} -->\n).*?(?=<!-- end of {name} -->)", lambda _: f"\n{make()}\n", text)
    if os.environ.get(UPDATE):
        ARCHITECTURE.write_text(made, encoding="utf-8")
        text = made

    assert text.partition(start)[2].partition(end)[0] == make(), f"{UPDATE}=1 pytest -k docs writes it again"


def test_every_room_and_every_module_is_on_the_map_once() -> None:
    made = rooms() + at_the_top()

    assert len(ROOMS) - 1 == rooms().count("\n") - 2
    assert sum(len(modules_in(room)) for room in ROOMS) + len(ROOMS) == len(MODULES)
    assert "| `check/leaks/` | " in made
    assert "| `pipeline.py` | The straight line of a build" in made


# Ten everyday changes


def changes() -> dict[str, str]:
    """Return the everyday changes by their headings, each with its text."""
    text = (DOCS / "develop.md").read_text(encoding="utf-8")
    chapter = text.partition("\n## Ten everyday changes\n")[2].partition("\n## ")[0]
    return {head: body for head, _, body in (part.partition("\n") for part in chapter.split("\n### ")[1:])}


def test_there_are_ten_everyday_changes() -> None:
    assert len(changes()) == 10


@pytest.mark.parametrize("change", changes())
def test_a_change_names_its_files_in_order_and_what_tells_of_one_that_was_forgotten(change: str) -> None:
    steps, _, tells = changes()[change].partition("\n**What tells:** ")
    numbered = re.findall(r"^\d\. .*(?:\n   .*)*", steps, re.MULTILINE)

    assert len(numbered) >= 2
    assert tells
    assert sum(bool([span for span in re.findall("`([^`]+)`", step) if is_path(span)]) for step in numbered) >= 2


# The page for authors, done as it says


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return what each command of the page for authors says, in a copy of the repository's project."""
    writing = page("docs/skriva.md")
    root = sample(tmp_path_factory.mktemp("manual"))
    heard = {}
    for step in FIRST_STEPS:
        code, heard[" ".join(step)] = kefu(*step, root=root)
        assert code == ExitCode.DONE, heard
    named = {span for span in writing.spans if is_path(span) and (span.startswith((CASE, f"dist/public/{CASE}")))}
    assert named
    assert [path for path in named if not (root / path).exists()] == []
    write_description(root, writing)
    write_text(root, writing)
    write_mistakes(root)
    code, heard["mistakes"] = kefu(*FIRST_STEPS[-1], root=root)
    assert code == ExitCode.SOURCES, heard
    return heard


@pytest.mark.slow
def test_the_example_has_the_mistakes_that_the_page_makes_and_no_other(said: dict[str, str]) -> None:
    assert said["mistakes"].count("error[") == len(MISTAKES)


@pytest.mark.slow
@every_page
def test_what_the_program_says_is_quoted_as_it_says_it(name: str, said: dict[str, str]) -> None:
    heard = "\n".join(said.values()).splitlines()
    quoted = [line for line in page(name).code("text").splitlines() if re.search(r"error\[|hint:", line)]

    assert [line for line in quoted if line not in heard] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("picture", "steps"), [("nytt-fall", [" ".join(step) for step in FIRST_STEPS]), ("fel", ["mistakes"])]
)
def test_the_picture_of_a_terminal_shows_what_the_program_says(
    picture: str, steps: list[str], said: dict[str, str]
) -> None:
    """Sizes and numbers of files change with every design, and lines end where the picture does."""
    drawn = ET.parse(PICTURES / f"{picture}.svg").iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - our own file
    shown = words_in(" ".join(text.text or "" for text in drawn))

    for step in steps:
        told = words_in(said[step])
        assert told
        assert [word for word in told if word not in shown] == []


def words_in(text: str) -> list[str]:
    return re.findall(r"[^\W\d]{2,}", text)


# Swedish


@pytest.mark.parametrize("name", SWEDISH)
def test_a_swedish_page_is_easy_to_read_and_its_typography_is_right(name: str) -> None:
    here = page(f"docs/{name}")
    text = here.path.read_text(encoding="utf-8")
    mistakes = typography(Source(path=PurePosixPath(name), text=text, digest=""))

    assert [str(mistake) for mistake in mistakes] == []
    assert (lix(prose(list(here.tree))) or 0) <= LONGEST_LIX


def test_the_scratch_folder_of_the_pictures_is_nowhere_in_them() -> None:
    for path in PICTURES.glob("*.svg"):
        assert tempfile.gettempdir() not in path.read_text(encoding="utf-8")
