"""Every path, link, picture and name of something in the code that the documentation mentions exists."""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import REPOSITORY
from tests.manual import CASE, DOCS, NAMES, PICTURES, is_path, page, sessions

from kefu import layout, tree
from kefu.assemble import file_name
from kefu.authored import DocumentKind
from kefu.engines import PICTURES as PICTURES_OF_PAGES
from kefu.load import load

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST_README: Final = 70
"""Lines: about one screen and a half."""

ELSEWHERE: Final = {"foto.jpg", "report/bilaga.md:12", "_output/", "axe.min.js", f"{layout.CACHE}/"}
"""Paths that an example invents, those in other projects, and that of the cache, which exists after a build."""

DEVELOPERS: Final = ("docs/architecture.md", "docs/develop.md")

every_page: Final = pytest.mark.parametrize("name", NAMES)


@cache
def committed() -> frozenset[str]:
    """Return the paths of the files in the repository, and of their folders, which end in a slash."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - whichever git there is
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    return with_folders(PurePosixPath(name) for name in listed.split("\0") if name and (REPOSITORY / name).is_file())


@cache
def released() -> frozenset[str]:
    """Return the paths of what a release of the repository's project consists of, as far as the pages mention it."""
    project = load(REPOSITORY, jobs=1).project
    documents = [
        PurePosixPath(edition.description.visibility, folder, f"{file_name(edition, case)}.{format_}")
        for edition in project.editions
        for case in ((None,) if edition.description.document is DocumentKind.REPORT else project.cases)
        for folder in [f"cases/{case.id}" if case else "report"]
        for format_ in edition.description.formats
    ]
    others = map(PurePosixPath, ("manifest.json", "public/index.html", f"public/report/{PICTURES_OF_PAGES}/figure.svg"))
    return with_folders(layout.RELEASE / path for path in (*documents, *others))


def with_folders(paths: Iterable[PurePosixPath]) -> frozenset[str]:
    """Return paths, and those of the folders that they are in."""
    paths = tuple(paths)
    return frozenset(map(str, paths)) | {f"{folder}/" for path in paths for folder in path.parents[:-1]}


def exists(path: str) -> bool:
    """Tell whether a path exists in the repository, its package or a release; a bare name may be in any folder."""
    if path in ELSEWHERE or CASE in path:  # that case exists once the page for authors has been followed
        return True
    if path.startswith((".nox/", ".venv/")):
        return path.split("/")[1] in {*sessions(), "bin", ""}
    known = committed() | released()
    if "/" in path.rstrip("/"):
        return bool({path, f"{path}/", f"scripts/kefu/{path}"} & known)
    return any(f"/{one}".rstrip("/").endswith(f"/{path}".rstrip("/")) for one in known)


@every_page
def test_every_path_exists(name: str) -> None:
    assert [span for span in page(name).spans if is_path(span) and not exists(span)] == []


@pytest.mark.parametrize("span", ["docs/skriva.md", "case.yaml", "cases/", "dist/public/", "words/", "base.css"])
def test_a_path_is_recognised(span: str) -> None:
    assert is_path(span)
    assert exists(span)


@pytest.mark.parametrize(
    "span", ["@fig-x", ".html", "--out", "kefu build", "3.5", "http://127.0.0.1:8000/", "a.b", "10.1234/name"]
)
def test_other_code_is_not_taken_for_a_path(span: str) -> None:
    assert not is_path(span)


@pytest.mark.parametrize("path", ["scripts/kefu/pipelines.py", "dist/public/report/rapport.pdf", "cas.yaml", "ases/"])
def test_a_path_that_does_not_exist_is_noticed(path: str) -> None:
    assert is_path(path)
    assert not exists(path)


@pytest.mark.parametrize("name", DEVELOPERS)
def test_every_name_in_the_code_exists(name: str) -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (REPOSITORY / "scripts" / "kefu").rglob("*.py"))
    names = {span for span in page(name).spans if re.fullmatch(r"[A-Z]\w+", span)} - {"PATH", "KEFU_CI"}

    assert {one for one in names if not re.search(rf"\b{one}\b", code)} <= {"KEFU_UPDATE_GOLDEN"}


@every_page
def test_every_link_leads_somewhere(name: str) -> None:
    broken = []
    for _, target in page(name).links:
        address, _, anchor = target.partition("#")
        file = os.path.normpath(Path(name).parent / address) if address else name
        if re.match(r"https?://", target):
            continue
        if file not in NAMES or (anchor and anchor not in page(file).anchors):
            broken.append(target)

    assert broken == []


@every_page
def test_every_picture_exists_and_has_an_alternative_text(name: str) -> None:
    for text, target in page(name).pictures:
        assert (REPOSITORY / Path(name).parent / target).is_file(), target
        assert len(text.split()) >= 8, text


def test_every_picture_is_shown_somewhere() -> None:
    shown = {
        os.path.normpath(REPOSITORY / Path(name).parent / target) for name in NAMES for _, target in page(name).pictures
    }

    assert {str(path) for path in PICTURES.iterdir()} == shown


def test_the_readme_is_short_and_links_to_every_page() -> None:
    readme = page("README.md")

    assert len(readme.path.read_text(encoding="utf-8").splitlines()) <= LONGEST_README
    assert {target for _, target in readme.links} == {f"docs/{path.name}" for path in DOCS.glob("*.md")}


@every_page
def test_a_list_of_sections_is_complete_and_in_order(name: str) -> None:
    here = page(name)
    sections = [tree.plain(node["c"][2]) for node in here.tree if node["t"] == "Header" and node["c"][0] == 2]
    lists = [[tree.plain(item) for item in node["c"]] for node in here.tree if node["t"] == "BulletList"]

    assert sections in lists or not any({*sections[:1]} & {*items} for items in lists)
