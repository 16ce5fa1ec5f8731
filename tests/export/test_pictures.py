"""Pictures of an export: names that do not meet, SVG without what is not seen, and pixels for Word."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Final

import pytest
from PIL import Image
from tests.conftest import copy_project
from tests.export.conftest import text_of

from kefu.diagnostics import BuildError
from kefu.load import load
from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.export.conftest import Exported

    from kefu.export.files import Export

SVG: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><!-- hemligt --><metadata>hemligt</metadata>'
    '<rect width="40" height="20" fill="#0a4a7a"/></svg>'
)
FIGURE: Final = '\n![En bild.]({name}){{#fig-{label} alt="Vad den visar"}}\n'


@pytest.fixture
def with_pictures(tmp_path: Path) -> Path:
    """Return a project with pictures beside its texts, some of them named alike."""
    root = copy_project("small", tmp_path / "small")
    pixels = io.BytesIO()
    Image.new("RGB", (4, 2), "white").save(pixels, "PNG")
    for name, content in {
        "cases/01-skolan/Foto ö.png": pixels.getvalue(),
        "cases/01-skolan/bars.svg": SVG.encode(),
        "report/foto-o.PNG": pixels.getvalue(),
        "report/bilder/karta.svg": SVG.encode(),
    }.items():
        path = root / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
    for text, figures in {
        "cases/01-skolan/case.md": [("<Foto ö.png>", "ett"), ("bars.svg", "tva")],
        "report/analys.md": [("foto-o.PNG", "tre"), ("bilder/karta.svg", "fyra")],
    }.items():
        with (root / text).open("a", encoding="utf-8") as file:
            file.writelines(FIGURE.format(name=name, label=label) for name, label in figures)
    return root


def test_pictures_are_named_after_their_own_names_and_no_two_alike(with_pictures: Path, exported: Exported) -> None:
    export = exported(load(with_pictures, jobs=1).project, "report")

    names = {str(file.path) for file in export.files if file.path.parts[0] == "figures"}
    assert names >= {
        *("figures/bars.svg", "figures/bars.png", "figures/bars-2.svg", "figures/bars-2.png"),
        *("figures/foto-o.png", "figures/foto-o-2.png", "figures/karta.svg", "figures/karta.png"),
    }
    assert "](figures/bars-2.svg){#fig-tva fig-alt=" in text_of(export, "01-skolan.qmd")
    assert "](figures/bars.svg){#fig-staplar fig-alt=" in text_of(export, "inledning.qmd")


def test_what_is_not_seen_in_a_drawing_is_searched_but_not_handed_over(with_pictures: Path, exported: Exported) -> None:
    export = exported(load(with_pictures, jobs=1).project, "report")

    handed = {str(file.path): file.content for file in export.files}
    before = {str(file.path): file.content for file in export.originals}
    assert b"hemligt" in before["figures/karta.svg"]
    assert b"hemligt" not in handed["figures/karta.svg"]
    assert {path for path in handed if path.startswith("figures/")} >= set(before)


def test_a_drawing_comes_as_pixels_of_the_same_shape(exports: Mapping[str, Export]) -> None:
    handed = {str(file.path): file.content for file in exports["report"].files}

    with Image.open(io.BytesIO(handed["figures/bars.png"])) as image:
        assert image.format == "PNG"
        assert image.width > 1000


def test_a_picture_that_cannot_be_read_is_told_where_a_text_names_it(with_pictures: Path, exported: Exported) -> None:
    (with_pictures / "report" / "bilder" / "karta.svg").write_text("<svg", encoding="utf-8")

    with pytest.raises(BuildError) as caught:
        exported(load(with_pictures, jobs=1).project, "report")

    errors = [one for one in caught.value.diagnostics if one.severity is Severity.ERROR]
    assert [str(one.location.path) for one in errors] == ["report/analys.md"]


def test_a_picture_keeps_its_share_of_the_width(with_pictures: Path, exported: Exported) -> None:
    text = with_pictures / "report" / "analys.md"
    text.write_text(text.read_text(encoding="utf-8").replace("{#fig-fyra", "{width=40% #fig-fyra"), encoding="utf-8")
    export = exported(load(with_pictures, jobs=1).project, "report")

    assert 'width="40%"' in next(line for line in text_of(export, "analys.qmd").splitlines() if "fig-fyra" in line)
