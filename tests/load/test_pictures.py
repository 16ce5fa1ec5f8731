"""Pictures are read once, as they may be published, and their faults are told at the line that names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.photographs import PRIVATE, arrow, is_upright, opened, saved, telling_jpeg, telling_png, turned

from kefu.diagnostics import BuildError
from kefu.load import load

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.diagnostics import Diagnostic
    from kefu.model import Image

LINE = 12


def told(small: Path, name: str, content: bytes, *, more: str = "") -> tuple[tuple[Image, ...], tuple[Diagnostic, ...]]:
    """Return the pictures of a project whose appendix shows one, and what is told about them."""
    (small / "report" / name).write_bytes(content)
    text = small / "report" / "bilaga.md"
    lines = [*text.read_text(encoding="utf-8").splitlines(), *[""] * LINE][: LINE - 2]
    picture = f'![En bild]({name}){{#fig-bild alt="En pil" {more}}}'
    text.write_text("\n".join([*lines, "", picture, "", "Se @fig-bild.", ""]), encoding="utf-8")
    try:
        loaded = load(small, jobs=1)
    except BuildError as error:
        return (), error.diagnostics
    return loaded.project.images, loaded.warnings


@pytest.mark.parametrize(("name", "content"), [("a.jpg", telling_jpeg()), ("a.PNG", telling_png())])
def test_a_project_has_nothing_of_what_a_picture_tells(small: Path, name: str, content: bytes) -> None:
    (image,), _ = told(small, name, content)

    assert PRIVATE.encode() not in image.content + image.original
    assert (str(image.place.path), image.place.line) == ("report/bilaga.md", LINE)


def test_a_project_has_its_pictures_upright(small: Path) -> None:
    (image,), warnings = told(small, "a.jpg", turned(6, "JPEG", (1200, 800)))

    assert is_upright(opened(image.content))
    assert warnings == ()


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("a.jpg", saved(arrow().convert("CMYK"), "JPEG"), "picture-is-portable"),
        ("a.png", saved(arrow(), "JPEG"), "picture-is-portable"),
        ("a.jpg", saved(arrow(), "JPEG")[:900], "picture-is-readable"),
        ("a.png", b"", "picture-is-readable"),
        ("a.svg", b"<svg", "picture-is-readable"),
    ],
)
def test_what_is_wrong_is_told_at_the_line_that_names_the_picture(
    small: Path, name: str, content: bytes, rule: str
) -> None:
    _, (problem,) = told(small, name, content)

    assert problem.rule.name == rule
    assert problem.message.startswith(f"“{name}”: ")
    assert problem.hints
    assert (str(problem.location.path), problem.location.line) == ("report/bilaga.md", LINE)


def test_a_folder_is_no_picture(small: Path) -> None:
    (small / "report" / "b.png").mkdir()
    text = small / "report" / "bilaga.md"
    text.write_text(text.read_text(encoding="utf-8") + '\n![B](b.png){#fig-b alt="En bild"}\n', encoding="utf-8")

    with pytest.raises(BuildError, match=r"bilaga.md:\d+:6: error\[file-is-readable\]"):
        load(small, jobs=1)


@pytest.mark.parametrize(
    ("width", "more", "sharp"), [(160, "", False), (800, "", False), (820, "", True), (160, "width=15%", True)]
)
def test_a_picture_with_too_few_pixels_for_its_width_gets_a_warning(
    small: Path, width: int, more: str, *, sharp: bool
) -> None:
    images, warnings = told(small, "a.png", saved(arrow(width, 100), "PNG"), more=more)

    assert len(images) == 1
    assert [warning.rule.name for warning in warnings] == ([] if sharp else ["picture-is-sharp"])
    assert [warning.location.line for warning in warnings] == ([] if sharp else [LINE])


def test_the_warning_says_how_many_pixels_there_are_and_how_many_are_needed(small: Path) -> None:
    _, (warning,) = told(small, "a.png", saved(arrow(160, 120), "PNG"))

    assert "160 × 120 pixels: 30 per inch in print, where 150 are needed" in warning.message
    assert warning.hints == ("use an original of at least 809 pixels across, or show it narrower: width=19%",)


@pytest.mark.parametrize(
    ("width", "narrower"),
    [(80, ""), (81, ", or show it narrower: width=10%"), (450, ", or show it narrower: width=55%")],
)
def test_nobody_is_told_to_show_a_picture_so_narrow_that_it_shows_nothing(
    small: Path, width: int, narrower: str
) -> None:
    _, (warning,) = told(small, "a.png", saved(arrow(width, 120), "PNG"))

    assert warning.hints == (f"use an original of at least 809 pixels across{narrower}",)
