"""The shape of the repository: what may import what, tests that mirror the package, dependencies that are pinned."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from functools import cache
from graphlib import TopologicalSorter
from itertools import chain
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import REPOSITORY

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PACKAGE: Final = REPOSITORY / "scripts" / "kefu"
TESTS: Final = REPOSITORY / "tests"
MODULES: Final = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
TESTS_OF_THE_WHOLE: Final = {
    "fuzz/test_trying.py",
    "test_drawings.py",
    "test_growth.py",
    "benchmarks/test_edits.py",
    "benchmarks/test_multiplied.py",
    "benchmarks/test_page.py",
    "benchmarks/test_quarto.py",
    "benchmarks/test_rows.py",
    "browser/test_choosing.py",
    "browser/test_keyboard.py",
    "browser/test_places.py",
    "cli/test_surroundings.py",
    "browser/test_search.py",
    "browser/test_site.py",
    "conformance/test_validate.py",
    "conformance/test_validate_web.py",
    "docs/test_commands.py",
    "docs/test_map.py",
    "docs/test_paths.py",
    "docs/test_sources.py",
    "docs/test_tables.py",
    "docs/test_tried.py",
    "docs/test_writing.py",
    "engines/quarto/test_rendered.py",
    "export/test_rendered.py",
    "mutants/test_record.py",
    "preview/test_kills.py",
    "preview/page/test_following.py",
    "preview/page/test_keys.py",
    "preview/page/test_list.py",
    "preview/page/test_looks.py",
    "preview/page/test_problems.py",
    "preview/page/test_stage.py",
    "sabotage/test_commands.py",
    "sabotage/test_figures.py",
    "sabotage/test_hidden_and_out_of_order.py",
    "sabotage/test_kills.py",
    "sabotage/test_leaks_in_every_channel.py",
    "sabotage/test_names_in_every_channel.py",
    "sabotage/test_names_measured.py",
    "sabotage/test_pictures_in_every_channel.py",
    "sabotage/test_sources.py",
    "sabotage/test_spellings_everywhere.py",
    "test_appearing.py",
    "test_architecture.py",
    "test_constructs.py",
    "test_dependencies.py",
    "test_bootstrap.py",
    "test_end_to_end.py",
    "test_formats.py",
    "test_fuzz.py",
    "test_manuscript.py",
    "test_signs.py",
    "test_slow.py",
    "unrest/test_unrest.py",
    "words/test_one_place.py",
}
"""Tests that mirror no module, because they look at all of them."""

LONGEST_MODULE: Final = 320


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def imports_of(module: str) -> frozenset[str]:
    """Return the full names of all modules that a module imports, anywhere in it and for any reason.

    `from kefu import words` imports `kefu.words`, `from kefu.words import slug` too.
    """
    names: set[str] = set()
    for node in ast.walk(parsed(MODULES[module])):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import, which these tests cannot follow"
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            names |= {name if name in MODULES else str(node.module) for name in inner}
    return frozenset(names)


@cache
def own_imports_of(module: str) -> frozenset[str]:
    return frozenset(name for name in imports_of(module) if name in MODULES)


def imports_reached_from(module: str) -> set[str]:
    reached: set[str] = set()
    waiting = [module]
    while waiting:
        new = own_imports_of(waiting.pop()) - reached
        reached |= new
        waiting.extend(new)
    return reached


def importers_of(library: str) -> set[str]:
    return {module for module in MODULES if any(name.partition(".")[0] == library for name in imports_of(module))}


def under(name: str) -> set[str]:
    return {module for module in MODULES if module == name or module.startswith(f"{name}.")}


def room_of(module: str) -> str:
    """Return the folder that a module stands in, as a package; a package stands in itself."""
    return module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]


ROOMS: Final = sorted({room_of(module) for module in MODULES})
USED_AS_THEY_ARE: Final = {
    "kefu",
    *(
        f"kefu.{name}"
        for name in ["authoring", "check", "check.sources", "cli", "engines", "engines.quarto", "export", "processes"]
    ),
    *(f"kefu.{name}" for name in ["reading", "rules", "site"]),
}
"""Rooms whose modules are what others use, so that nobody loads more than they need."""


def handed_on(room: str) -> set[str]:
    """Return the names that a room hands on, as its `__all__` lists them."""
    for node in parsed(MODULES[room]).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return set(ast.literal_eval(node.value))
    return set()


def test_modules_are_found() -> None:
    assert {"kefu", "kefu.cli.app", "kefu.engines.pandoc", "kefu.load.texts"} <= set(MODULES)
    assert "kefu.words" in own_imports_of("kefu.assemble.outline")
    assert "kefu.pipeline" in own_imports_of("kefu.cli.build"), "imports inside functions count"


@pytest.mark.parametrize("room", ROOMS)
def test_imports_run_one_way_between_what_stands_in_a_room(room: str) -> None:
    """What stands in a room are its modules and, each as one thing, the rooms in it."""

    def inside(module: str) -> str | None:
        return module.removeprefix(f"{room}.").partition(".")[0] if module.startswith(f"{room}.") else None

    imports: dict[str, set[str]] = {}
    for module in MODULES:
        if one := inside(module):
            others = {other for name in own_imports_of(module) if (other := inside(name)) and other != one}
            imports.setdefault(one, set()).update(others)

    assert set(TopologicalSorter(imports).static_order()) == set(imports)


def test_who_stands_outside_a_room_uses_what_it_hands_on() -> None:
    entered = {
        f"{module} uses {name} in {room}"
        for module in MODULES
        for name in own_imports_of(module)
        for room in [room_of(name)]
        if name != room and room not in USED_AS_THEY_ARE and not module.startswith(f"{room}.") and module != room
    }

    assert entered == set()


@cache
def used() -> tuple[frozenset[tuple[str | None, str]], frozenset[str]]:
    """Return the names that the package and its tests import, each with its module, and those of all attributes."""
    imported: set[tuple[str | None, str]] = set()
    attributes: set[str] = set()
    tests = (ast.parse(path.read_text(encoding="utf-8")) for path in TESTS.rglob("*.py"))
    for node in (node for tree in chain(map(parsed, MODULES.values()), tests) for node in ast.walk(tree)):
        if isinstance(node, ast.ImportFrom):
            imported |= {(node.module, alias.name) for alias in node.names}
        elif isinstance(node, ast.Attribute):
            attributes.add(node.attr)
    return frozenset(imported), frozenset(attributes)


@pytest.mark.parametrize("room", ROOMS)
def test_what_a_room_hands_on_is_used(room: str) -> None:
    imported, attributes = used()

    assert handed_on(room) <= {name for module, name in imported if module == room} | attributes


def test_nothing_imports_the_command_line() -> None:
    commands = under("kefu.cli")
    importers = {module for module in MODULES if module not in commands and own_imports_of(module) & commands}

    assert importers == {"kefu.__main__"}


def test_the_export_is_known_to_the_command_line_alone() -> None:
    export = under("kefu.export")
    importers = {module for module in MODULES if module not in export and own_imports_of(module) & export}

    assert importers == {"kefu.cli.export"}


VALUES: Final = {
    "kefu.colour",
    "kefu.completeness",
    "kefu.diagnostics",
    "kefu.front",
    "kefu.imprint",
    "kefu.model",
    "kefu.theme",
    "kefu.themes",
    *under("kefu.authored"),
}


@pytest.mark.parametrize("module", sorted(VALUES))
def test_values_import_nothing_of_the_package_but_values(module: str) -> None:
    assert own_imports_of(module) <= {*VALUES, "kefu.rules.rule"}


@pytest.mark.parametrize("module", sorted(under("kefu.rules")))
def test_rules_import_nothing_but_rules_and_the_standard_library(module: str) -> None:
    names = imports_of(module)

    assert {name for name in names if name in MODULES} <= under("kefu.rules")
    assert {name.partition(".")[0] for name in names} <= {"kefu"} | sys.stdlib_module_names


def test_who_shows_something_is_given_its_theme() -> None:
    """A theme that the package has, and what a publication says of it, is what a project has once it is read.

    Nobody else takes it, but who also shows what is wrong with a project that cannot be read.
    """
    taking = {
        module
        for module, path in MODULES.items()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if (node.module, alias.name) in {("kefu.theme", "THEME"), ("kefu.themes", "THEMES"), ("kefu", "theme")}
    }

    assert taking == {"kefu.load.looks", "kefu.load.project", "kefu.preview.session", "kefu.themes"}


@pytest.mark.parametrize(
    ("library", "allowed"),
    [
        ("typst", {"kefu.engines.typst.program", "kefu.engines.typst.raster"}),
        ("jinja2", {"kefu.engines.epub.book", "kefu.engines.html.page", "kefu.site.pages", "kefu.templating"}),
        ("pagefind_bin", {"kefu.site.search"}),
        ("pypandoc", {"kefu.reading.markup"}),
        ("matplotlib", {"kefu.plotting", "kefu.drawing.areas", "kefu.drawing.scripts"}),
        (
            "typer",
            {module for module in MODULES if module.startswith("kefu.cli.")}
            - {"kefu.cli.shortages", "kefu.cli.terminal"},
        ),
        ("rich", {"kefu.cli.doctor", "kefu.cli.explain", "kefu.cli.list", "kefu.cli.terminal"}),
        ("lxml", {"kefu.word.xml"}),
        ("ruamel", {"kefu.reading.yaml", "kefu.reading.yaml_writing"}),
        ("bibtexparser", {"kefu.literature.names", "kefu.manuscripts.citations.entries", "kefu.reading.bibtex"}),
        ("pylatexenc", {"kefu.literature.tex"}),
        ("psutil", {"kefu.drawing.server", "kefu.processes.keeping"}),
        ("filelock", {"kefu.release.swapping"}),
        ("distributed", {"kefu.processes.cluster"}),
        ("starlette", {"kefu.preview.server"}),
        ("uvicorn", {"kefu.preview.running"}),
        ("watchfiles", {"kefu.preview.watching"}),
    ],
)
def test_a_library_is_known_to_the_module_that_hides_it_alone(library: str, allowed: set[str]) -> None:
    assert importers_of(library) == allowed


def test_code_for_typst_is_written_in_the_engines_alone() -> None:
    knowing = set()
    for module, path in MODULES.items():
        tree = parsed(path)
        bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        texts = [node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        if any("typst" in node.value for node in texts if id(node) not in bare and isinstance(node.value, str)):
            knowing.add(module)

    assert {module for module in knowing if room_of(module) != "kefu.engines.typst"} == {
        "kefu.engines.pandoc",
        "kefu.engines.quarto.engine",
        "kefu.engines.quarto.messages",
        "kefu.rules.engines",  # has its rules
        "kefu.tools",  # tells its version
    }


@pytest.mark.parametrize(
    ("phase", "later"),
    [
        ("kefu.reading", ("kefu.load", "kefu.assemble", "kefu.engines", "kefu.release", "kefu.check", "kefu.pipeline")),
        ("kefu.load", ("kefu.assemble", "kefu.engines", "kefu.release", "kefu.check", "kefu.pipeline")),
        ("kefu.figures", ("kefu.assemble", "kefu.engines", "kefu.release", "kefu.check", "kefu.pipeline")),
        ("kefu.assemble", ("kefu.engines", "kefu.release", "kefu.check", "kefu.pipeline")),
        ("kefu.engines", ("kefu.load", "kefu.assemble", "kefu.release", "kefu.check", "kefu.pipeline")),
        ("kefu.release", ("kefu.load", "kefu.assemble", "kefu.engines", "kefu.check", "kefu.pipeline")),
        ("kefu.check", ("kefu.site", "kefu.export", "kefu.pipeline")),
    ],
)
def test_a_phase_knows_no_phase_that_it_does_not_need(phase: str, later: tuple[str, ...]) -> None:
    reached = {name for module in under(phase) for name in imports_reached_from(module)}

    assert reached & {module for name in later for module in under(name)} == set()


def test_a_module_is_short_enough_to_be_read_in_one_sitting() -> None:
    lengths = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in MODULES.items()}

    assert {module: length for module, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_a_module_says_what_it_is_for() -> None:
    assert [module for module, path in MODULES.items() if not ast.get_docstring(parsed(path))] == []


def does_something(module: str) -> bool:
    """Tell whether a module has anything to test: a function or a class, and not only names and values."""
    return any(isinstance(node, ast.FunctionDef | ast.ClassDef) for node in parsed(MODULES[module]).body)


def mirror_of(module: str) -> Path:
    """Return where the tests of a module stand."""
    path = MODULES[module].relative_to(PACKAGE)
    return TESTS / path.with_name(f"test_{path.name}")


def test_tests_mirror_the_package() -> None:
    tests = set(TESTS.rglob("test_*.py"))

    assert {path.relative_to(TESTS).as_posix() for path in tests - {*map(mirror_of, MODULES)}} == TESTS_OF_THE_WHOLE


def test_a_module_that_does_something_has_tests() -> None:
    untested = [module for module in MODULES if does_something(module) and not mirror_of(module).is_file()]

    assert untested == [], "the tests of a module stand where it stands, in `tests/`, under its name"


def test_what_needs_a_cluster_stands_where_its_task_looks_for_it() -> None:
    mark = f"mark.{'cluster'}"
    marked = {path for path in TESTS.rglob("test_*.py") if mark in path.read_text(encoding="utf-8")}
    task = (REPOSITORY / "noxfile.py").read_text(encoding="utf-8")

    assert [path.relative_to(REPOSITORY).as_posix() for path in marked] == ["tests/processes/test_cluster.py"]
    assert '"tests/processes/test_cluster.py"' in task


def test_only_modules_without_functions_and_classes_have_no_tests() -> None:
    assert does_something("kefu.tree")
    assert does_something("kefu.model")
    assert not does_something("kefu.rules.release")
    assert not any(map(does_something, ROOMS)), "what a room hands on is tested where it stands"


def committed() -> Iterator[Path]:
    """Yield the files that are in the repository, or would be with the next commit of everything."""
    git = shutil.which("git")
    assert git, "git is needed to tell the repository's files from what was built beside them"
    listed = subprocess.run(
        [git, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
    )
    paths = (REPOSITORY / name for name in listed.stdout.decode().split("\0") if name)
    return (path for path in paths if path.is_file())


REGISTRIES: Final = tuple(
    ".".join(steps)
    for steps in (
        ("pypi", "org"),
        ("pypi", "python", "org"),
        ("pythonhosted", "org"),
        ("anaconda", "org"),
        ("npmjs", "com"),
        ("npmjs", "org"),
        ("yarnpkg", "com"),
        ("maven", "org"),
        ("maven", "apache", "org"),
        ("crates", "io"),
        ("rubygems", "org"),
        ("proxy", "golang", "org"),
        ("docker", "io"),
        ("ghcr", "io"),
    )
)
"""Where packages come from is the machine's to say. The names are put together here so that they stand nowhere."""


def test_no_file_names_a_package_registry() -> None:
    naming = {
        f"{path.relative_to(REPOSITORY)}: {host}"
        for path in committed()
        for host in REGISTRIES
        if host in path.read_bytes().decode("utf-8", "ignore").lower()
    }

    assert naming == set()


LOCKS: Final = sorted((REPOSITORY / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_requirement_is_pinned_with_hashes(lock: Path) -> None:
    text = re.sub(r"\\\n", " ", lock.read_text(encoding="utf-8"))
    requirements = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]

    assert requirements
    for requirement in requirements:
        assert re.match(
            r"[A-Za-z0-9._-]+(\[[\w,-]+\])?==[^\s;]+( ; [^-]+?)?( +--hash=sha256:[0-9a-f]{64})+\s*$", requirement
        )


def test_every_direct_dependency_says_what_it_is_for() -> None:
    path = REPOSITORY / "pyproject.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    configuration = tomllib.loads(path.read_text(encoding="utf-8"))
    project = configuration["project"]
    groups = [
        project["dependencies"],
        *project["optional-dependencies"].values(),
        *configuration["dependency-groups"].values(),
    ]
    dependencies = [dependency for group in groups for dependency in group]
    said = [line for line in lines if re.match(r'\s+"[^"]+",\s+# \w+', line)]

    assert dependencies
    for dependency in dependencies:
        written = [line for line in lines if line.strip().startswith(f'"{dependency}"')]
        assert written
        assert set(written) <= set(said)
