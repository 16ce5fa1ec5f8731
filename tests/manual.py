"""The documentation as data: its pages, parsed, and a project in which its examples are tried out."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from tests.conftest import REPOSITORY
from tests.program import run_here

from kefu import tree
from kefu.reading import markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

DOCS: Final = REPOSITORY / "docs"
PICTURES: Final = DOCS / "pictures"
FILES: Final = (REPOSITORY / "README.md", *sorted(DOCS.glob("*.md")))
NAMES: Final = [path.relative_to(REPOSITORY).as_posix() for path in FILES]
WRITING: Final = "docs/skriva.md"
"""The page for authors, which follows one case from its beginning."""

CASE: Final = "cases/11-badhuset"
"""The case that the page for authors starts."""

SUFFIX: Final = re.compile(
    r"\w\.(?:bib|css|csl|csv|docx|epub|html|jpg|js|json|j2|lua|md|pdf|png|py|svg|toml|typ|yaml)$"
)

PROGRESS: Final = re.compile(r"^\w+ …\n", re.MULTILINE)
"""The lines that tell how far a command has come."""

FIRST_STEPS: Final = (("new", "case", "Badhuset"), ("build", "--case", "11", "--edition", "student"))
MISTAKES: Final = {"@svara2001": "@svara2011", "\n@tbl-badhuset-kostnad.": "\n@tbl-badhuset-kostnader."}
"""The mistakes that the page for authors makes in its example on purpose: what is right, and what it writes instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the documentation and what is on it, in reading order.

    `blocks` are blocks of code as pairs of language, which may be empty, and code; `spans` are code within a line.
    `links` and `pictures` are pairs of text (or alternative text) and target. `anchors` are what links can lead to.
    """

    path: Path
    blocks: tuple[tuple[str, str], ...]
    spans: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    pictures: tuple[tuple[str, str], ...]
    anchors: frozenset[str]
    tree: Sequence[tree.Node]

    @property
    def name(self) -> str:
        """The page's path from the repository's root."""
        return self.path.relative_to(REPOSITORY).as_posix()

    def block(self, language: str, beginning: str = "") -> str:
        """Return the code of the first block in a language that begins with the given text."""
        return next(code for found, code in self.blocks if found == language and code.startswith(beginning))

    def code(self, *languages: str) -> str:
        """Return the code of all blocks in the given languages."""
        return "\n".join(code for language, code in self.blocks if language in languages)


def page(name: str) -> Page:
    """Return a page of the documentation by its path from the repository's root."""
    return _pages()[name]


@cache
def _pages() -> Mapping[str, Page]:
    trees = markup.read([path.read_text(encoding="utf-8") for path in FILES], jobs=1)
    return {name: _page(path, json.loads(tree_)) for name, path, tree_ in zip(NAMES, FILES, trees, strict=True)}


def _page(path: Path, blocks: Sequence[tree.Node]) -> Page:
    nodes = list(tree.walk(blocks))
    return Page(
        path=path,
        blocks=tuple(("".join(node["c"][0][1]), node["c"][1]) for node in nodes if node["t"] == "CodeBlock"),
        spans=tuple(node["c"][1] for node in nodes if node["t"] == "Code"),
        links=tuple((tree.plain(node["c"][1]), node["c"][2][0]) for node in nodes if node["t"] == "Link"),
        pictures=tuple((tree.plain(node["c"][1]), node["c"][2][0]) for node in nodes if node["t"] == "Image"),
        anchors=frozenset(anchor(tree.plain(node["c"][2])) for node in nodes if node["t"] == "Header"),
        tree=blocks,
    )


def anchor(heading: str) -> str:
    """Return the anchor of a heading: lower-case, without punctuation, with hyphens between words.

    Source: https://github.com/Flet/github-slugger, which does what GitHub does.
    """
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def tables(page: Page) -> list[list[list[str]]]:
    """Return the tables of a page without their headers: rows of cells, as plain text."""
    return [
        [[tree.plain(cell[4]) for cell in row[1]] for body in node["c"][4] for row in body[3]]
        for node in tree.walk(page.tree)
        if node["t"] == "Table"
    ]


def table(page: Page, first: str) -> list[list[str]]:
    """Return the only table of a page whose first cell is the given one."""
    (found,) = (rows for rows in tables(page) if rows[0][0] == first)
    return found


def is_path(span: str) -> bool:
    """Tell whether code within a line is the path of a file or folder: it has a slash, or ends like a file's name."""
    if not re.fullmatch(r"[\w./:-]+", span) or span.startswith(("-", "http", "10.")):
        return False
    return "/" in span or SUFFIX.search(span) is not None


@cache
def sessions() -> frozenset[str]:
    """Return the names of nox's sessions: the functions in the noxfile that are declared as such."""
    noxfile = ast.parse((REPOSITORY / "noxfile.py").read_text(encoding="utf-8"))
    return frozenset(
        node.name
        for node in noxfile.body
        if isinstance(node, ast.FunctionDef) and "nox.session" in map(ast.unparse, node.decorator_list)
    )


def sample(folder: Path) -> Path:
    """Copy the sources of the repository's own project into a folder, and return the folder."""
    for name in ("report", "cases", "figures", "bibliography"):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def kefu(*arguments: str, root: Path, environment: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run a command in a project; return its exit code and its output, without the lines that show progress."""
    ended = subprocess.run(
        [sys.executable, "-m", "kefu", *arguments],
        cwd=root,
        env={**_environment(), **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return ended.returncode, PROGRESS.sub("", ended.stdout)


def kefu_here(*arguments: str, root: Path) -> tuple[int, str]:
    """Run a command like `kefu`, in this process."""
    ended = run_here(*arguments, cwd=root, environment=_environment())
    return ended.returncode, PROGRESS.sub("", ended.stderr + ended.stdout)


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"SOURCE_DATE_EPOCH", "KEFU_PSEUDONYMS"}}
    return kept | {"PYTHONIOENCODING": "utf-8", "COLUMNS": "120"}


def write_description(root: Path) -> None:
    """Replace the description of the case that the page for authors starts with the one in its example."""
    description = root / CASE / "case.yaml"
    begun = description.read_text(encoding="utf-8")
    described = begun[: begun.index("actors:")] + page(WRITING).block("yaml", "actors:") + "\n"
    description.write_text(described, encoding="utf-8")


def write_text(root: Path) -> None:
    """Replace the text of that case with the one in the example."""
    (root / CASE / "case.md").write_text(page(WRITING).block("markdown"), encoding="utf-8")


def write_mistakes(root: Path) -> None:
    """Make the mistakes of the page for authors in the text of its example."""
    case = root / CASE / "case.md"
    text = case.read_text(encoding="utf-8")
    for right, wrong in MISTAKES.items():
        assert text.count(right) == 1, right
        text = text.replace(right, wrong)
    case.write_text(text, encoding="utf-8")
