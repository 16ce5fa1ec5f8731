"""The page for authors can be followed, and shows what the program says; pages in Swedish are written well."""

from __future__ import annotations

import re
import tempfile
import xml.etree.ElementTree as ET
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from tests.manual import (
    CASE,
    FIRST_STEPS,
    MISTAKES,
    NAMES,
    PICTURES,
    WRITING,
    is_path,
    kefu_here,
    page,
    sample,
    write_description,
    write_mistakes,
    write_text,
)

from kefu.authoring.lix import lix, prose
from kefu.check.sources.typography import typography
from kefu.cli.outcome import ExitCode
from kefu.model import Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

SWEDISH: Final = (WRITING, "docs/granska.md", "docs/publicera.md", "docs/undervisa.md")
HIGHEST_LIX: Final = 40
"""Up to this a text is easy to read; see `kefu.authoring.lix`."""

STEPS: Final = [" ".join(step) for step in FIRST_STEPS]
WRONG: Final = "the build of the example with its mistakes"


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """Return what the program says to somebody who follows the page for authors in the repository's project."""
    root = sample(tmp_path_factory.mktemp("manual"))
    outputs = {}
    for step in FIRST_STEPS:
        code, outputs[" ".join(step)] = kefu_here(*step, root=root)
        assert code == ExitCode.DONE, outputs
    assert_exist_now(root)
    write_description(root)
    write_text(root)
    write_mistakes(root)
    code, outputs[WRONG] = kefu_here(*FIRST_STEPS[-1], root=root)
    assert code == ExitCode.SOURCES, outputs
    return outputs


def assert_exist_now(root: Path) -> None:
    """Assert that the files that the page says its first steps make are there."""
    promised = [span for span in page(WRITING).spans if CASE in span and is_path(span)]

    assert any(span.endswith(".pdf") for span in promised)
    assert [path for path in promised if not (root / path).exists()] == []


@pytest.mark.slow
def test_the_example_has_only_the_mistakes_that_are_made_in_it(said: Mapping[str, str]) -> None:
    assert said[WRONG].count("error[") == len(MISTAKES)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_diagnostic_is_quoted_as_the_program_says_it(name: str, said: Mapping[str, str]) -> None:
    output = "\n".join(said.values()).splitlines()
    quoted = [line for line in page(name).code("text").splitlines() if re.search(r"error\[|hint:", line)]

    assert [line for line in quoted if line not in output] == []


@pytest.mark.slow
@pytest.mark.parametrize(("picture", "steps"), [("nytt-fall", STEPS), ("fel", [WRONG])])
def test_a_picture_of_a_terminal_shows_what_the_program_says(
    picture: str, steps: list[str], said: Mapping[str, str]
) -> None:
    """Numbers are left out, as sizes of files change with every design."""
    drawn = ET.parse(PICTURES / f"{picture}.svg").iter("{http://www.w3.org/2000/svg}text")  # noqa: S314 - our own file
    shown = words_in(" ".join(text.text or "" for text in drawn))
    spoken = [word for step in steps for word in words_in(said[step])]

    assert spoken
    assert [word for word in spoken if word not in shown] == [], "`nox -s pictures -- tutorial` remakes it"


def words_in(text: str) -> list[str]:
    return re.findall(r"[^\W\d]{2,}", text)


def test_pictures_do_not_show_where_they_were_made() -> None:
    for path in PICTURES.glob("*.svg"):
        assert tempfile.gettempdir() not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SWEDISH)
def test_a_page_in_swedish_is_easy_to_read(name: str) -> None:
    assert (lix(prose([*page(name).tree])) or 0) <= HIGHEST_LIX


@pytest.mark.parametrize("name", SWEDISH)
def test_the_typography_of_a_page_in_swedish_is_right(name: str) -> None:
    text = page(name).path.read_text(encoding="utf-8")

    assert typography(Source(path=PurePosixPath(name), text=text, digest="")) == ()
