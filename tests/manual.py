"""The documentation as data: its pages, parsed, and a project where its examples stand and its commands run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tests.conftest import REPOSITORY

from kefu import tree
from kefu.reading import markup

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

DOCS: Final = REPOSITORY / "docs"
PICTURES: Final = DOCS / "pictures"
WRITING: Final = DOCS / "skriva.md"
"""The page for authors, which tells of one case from its beginning."""

CASE: Final = "cases/11-badhuset"
"""The case that the page for authors begins."""

FIRST_STEPS: Final = (("new", "case", "Badhuset"), ("build", "--case", "11", "--edition", "student"))
MISTAKES: Final = {"@svara2001": "@svara2011", "\n@tbl-badhuset-kostnad.": "\n@tbl-badhuset-kostnader."}
"""What the page for authors gets wrong on purpose in its example, with what stands there instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of the documentation: the anchors that links can lead to, and what stands in it, in reading order.

    `links` and `pictures` are pairs of words (or alternative text) and target; `blocks` are pairs of a language, which
    may be empty, and the code in it.
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
        """Return the code of the first block in a language whose code begins like this."""
        return next(code for found, code in self.blocks if found == language and code.startswith(beginning))

    def code(self, *languages: str) -> str:
        """Return the code of all blocks in some languages."""
        return "\n".join(code for language, code in self.blocks if language in languages)


def pages(paths: Sequence[Path]) -> tuple[Page, ...]:
    """Return pages of the documentation, parsed."""
    trees = markup.read([path.read_text(encoding="utf-8") for path in paths], jobs=1)
    return tuple(_page(path, json.loads(blocks)) for path, blocks in zip(paths, trees, strict=True))


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
    """Return the name by which a page links to a heading: in small letters, without punctuation, with hyphens.

    Source: https://github.com/Flet/github-slugger, which does what GitHub does.
    """
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def tables(page: Page) -> list[list[list[str]]]:
    """Return the tables of a page, each as rows of the words in its cells, without the header."""
    return [
        [[tree.plain(cell[4]) for cell in row[1]] for body in node["c"][4] for row in body[3]]
        for node in tree.walk(page.tree)
        if node["t"] == "Table"
    ]


def sample(folder: Path) -> Path:
    """Copy the repository's own project, without anything that was built, and return its folder."""
    for name in ("report", "cases", "figures", "bibliography"):
        shutil.copytree(REPOSITORY / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def kefu(*arguments: str, root: Path, environment: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Run a command in a project, and return its exit code and what it says, without the steps that it goes through."""
    kept = {name: value for name, value in os.environ.items() if name not in {"SOURCE_DATE_EPOCH", "KEFU_PSEUDONYMS"}}
    ended = subprocess.run(
        [sys.executable, "-m", "kefu", *arguments],
        cwd=root,
        env=kept | {"PYTHONIOENCODING": "utf-8", "COLUMNS": "120"} | dict(environment or {}),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return ended.returncode, re.sub(r"^\w+ …\n", "", ended.stdout, flags=re.MULTILINE)


def write_description(root: Path, writing: Page) -> None:
    """Describe the case that the page for authors has begun as its example does."""
    description = root / CASE / "case.yaml"
    begun = description.read_text(encoding="utf-8")
    described = begun[: begun.index("actors:")] + writing.block("yaml", "actors:") + "\n"
    description.write_text(described, encoding="utf-8")


def write_text(root: Path, writing: Page) -> None:
    """Write the example of the page for authors into the case that it has begun."""
    (root / CASE / "case.md").write_text(writing.block("markdown"), encoding="utf-8")


def write_mistakes(root: Path) -> None:
    """Put the mistakes of the page for authors into its example."""
    case = root / CASE / "case.md"
    text = case.read_text(encoding="utf-8")
    for right, wrong in MISTAKES.items():
        assert text.count(right) == 1, right
        text = text.replace(right, wrong)
    case.write_text(text, encoding="utf-8")
