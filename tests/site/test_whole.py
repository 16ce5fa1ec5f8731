"""The whole site has every file that its pages ask for, and tells of nothing that is not for the public."""

from __future__ import annotations

import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from kefu.site.whole import entries, whole_site

if TYPE_CHECKING:
    from kefu.model import Project

DATE = datetime.date(2026, 3, 1)
FONT = ("kefu-sans.woff", b"wOFF")


def told(path: str, **other: Any) -> dict[str, Any]:
    return {
        "path": path,
        "sha256": "0" * 64,
        "bytes": 1000,
        "pages": 3,
        "document": "01-skolan",
        "edition": "student",
        "title": "Skolan",
        "visibility": "public",
    } | other


STUDENT = told("public/cases/01-skolan/fall-01-skolan-studentutgava.pdf")


def test_the_site_lies_in_the_public_folder_with_its_style_fonts_script_and_index(project: Project) -> None:
    site = whole_site(project, [STUDENT], {}, [FONT], DATE)
    names = {str(path) for path in site}
    assert {path.parts[0] for path in site} == {"public"}
    assert {"public/index.html", "public/404.html", "public/assets/kefu.css", "public/assets/search.js"} <= names
    assert site[PurePosixPath("public/assets/fonts/kefu-sans.woff")] == b"wOFF"
    assert "public/pagefind/pagefind.js" in names
    assert "public/cases/01-skolan/index.html" in names
    assert "public/cases/02-bron/index.html" not in names


def test_the_same_release_gives_the_same_site(project: Project) -> None:
    pages = {PurePosixPath("public/report/prov-rapport.html"): b"<!doctype html><title>R</title><main>Text</main>"}
    assert whole_site(project, [STUDENT], pages, [FONT], DATE) == whole_site(project, [STUDENT], pages, [FONT], DATE)


def test_what_is_restricted_or_not_as_a_manifest_says_it_is_left_out(project: Project) -> None:
    odd = [
        told("restricted/cases/01-skolan/fall.pdf", edition="teacher", visibility="restricted"),
        told("public/cases/01-skolan/fall.pdf", edition="teacher"),
        told("public/cases/01-skolan/fall.pdf", visibility="restricted"),
        told("restricted/cases/01-skolan/fall.pdf"),
        told("public/../restricted/fall.pdf"),
        told("public/a.pdf", bytes="many"),
        told("public/a.pdf", edition=""),
        {},
    ]
    assert [str(entry.path) for entry in entries(project, [*odd, STUDENT])] == [STUDENT["path"]]
    site = whole_site(project, odd, {}, [FONT], DATE)
    assert not [path for path, content in site.items() if b"lararutgava" in content]
