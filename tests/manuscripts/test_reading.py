"""Manuscripts of other kinds than Word are read too, and what is none is told."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.manuscripts.imports import planned, png, said, text

from kefu.diagnostics import BuildError
from kefu.manuscripts import read
from kefu.manuscripts.marking import numbers
from kefu.reading import markup

if TYPE_CHECKING:
    from pathlib import Path

MARKDOWN = """---
title: Badhuset
---

# Fallbeskrivning

Se @fig-vy.

![Vy](vy.png){#fig-vy alt="Hav"}

# Lärarhandledning

Hemligt.
"""


def test_markdown_is_read_with_pictures_and_references(small: Path) -> None:
    (small / "vy.png").write_bytes(png())
    plan = planned(small, MARKDOWN.encode(), name="manus.md")

    assert text(plan) == 'Se @fig-badhuset-vy.\n\n![Vy](badhuset-vy.png){#fig-badhuset-vy alt="Hav"}\n'
    assert text(plan, "teaching-note.md") == "Hemligt.\n"
    assert plan.files[plan.target / "badhuset-vy.png"] == png()


def test_a_picture_outside_the_folder_of_a_manuscript_is_not_read(small: Path) -> None:
    (small.parent / "vy.png").write_bytes(png())
    plan = planned(small, MARKDOWN.replace("vy.png", "../vy.png").encode(), name="manus.md")

    assert "a picture is not in the file" in said(plan)
    assert not any(path.suffix == ".png" for path in plan.files)


def test_an_opendocument_text_is_read(small: Path) -> None:
    path = small / "made.odt"
    subprocess.run([markup.pandoc(), "-o", path], input="# Fallbeskrivning\n\nTexten.\n", text=True, check=True)
    file = path.read_bytes()

    assert text(planned(small, file, name="manus.odt", title="Hamnen")) == "Texten.\n"


@pytest.mark.parametrize(("name", "content"), [("manus.pages", b"x"), ("manus.odt", b"no archive")])
def test_what_is_no_manuscript_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(BuildError, match="manuscript-is-readable"):
        read(path, lambda _: True)


def test_a_manuscript_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="file-is-readable"):
        read(tmp_path / "borta.md", lambda _: True)


def test_each_paragraph_has_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "manus.md"
    path.write_text(MARKDOWN, encoding="utf-8")
    found = read(path, lambda _: True)

    assert sorted(numbers(json.dumps(found.blocks, ensure_ascii=False))) == list(range(1, len(found.origins)))
