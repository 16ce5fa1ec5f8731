"""The fonts that a publication brings: they may be embedded, they have its characters, and they are in its files."""

from __future__ import annotations

import io
import zipfile
from importlib.resources import files
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # it ships no types

from kefu import words
from kefu.assemble import assemble, metadata_of, outlines
from kefu.authored import Format
from kefu.diagnostics import BuildError
from kefu.engines.pandoc import PANDOC
from kefu.fonts import packed
from kefu.load import load
from kefu.load.faces import licence_named_in
from kefu.site.fonts import fonts

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.diagnostics import Diagnostic

FAMILY: Final = "Prov Sans"
FAMILIES, POSTSCRIPT = {1, 16}, 6
"""The ids of names in a font. Source: OpenType 1.9, table `name`, “Name IDs”."""


def font(*, family: str = FAMILY, embedding: int = 0, without: str = "", style: str = "Regular") -> bytes:
    """Return a font of a family, with a value of `fsType`, that lacks some characters."""
    path = files("font_source_sans_pro").joinpath("files", f"SourceSansPro-{style}.ttf")
    with TTFont(io.BytesIO(path.read_bytes())) as made:
        for record in [*made["name"].names]:
            if record.nameID in FAMILIES:
                made["name"].setName(family, record.nameID, record.platformID, record.platEncID, record.langID)
            if record.nameID == POSTSCRIPT:
                made["name"].setName(f"Prov-{style}", record.nameID, record.platformID, record.platEncID, record.langID)
        made["OS/2"].fsType = embedding
        for table in made["cmap"].tables:
            for letter in without:
                table.cmap.pop(ord(letter), None)
        written = io.BytesIO()
        made.save(written)
    return written.getvalue()


def brought(root: Path, **contents: bytes) -> tuple[Diagnostic, ...]:
    """Bring fonts into a project, and return what is wrong with it."""
    (root / "typsnitt").mkdir()
    (root / "typsnitt" / "OFL.txt").write_text("SIL Open Font License\n", encoding="utf-8")
    usual = {"regular": font(), "italic": font(style="It"), "semibold": font(style="Semibold")}
    for style, content in (usual | contents).items():
        (root / "typsnitt" / f"{style}.ttf").write_bytes(content)
    styles = ", ".join(f"{style}: typsnitt/{style}.ttf" for style in usual)
    path = root / "report" / "publication.yaml"
    theme = f"theme: {{fonts: {{sans: {{{styles}, licence: typsnitt/OFL.txt}}}}}}\n"
    path.write_text(path.read_text(encoding="utf-8") + theme, encoding="utf-8")
    try:
        return load(root, jobs=1).warnings
    except BuildError as error:
        return error.diagnostics


def test_a_family_is_in_every_file_that_is_typeset(small: Path) -> None:
    assert brought(small) == ()
    project = load(small, jobs=1).project
    assert (project.theme.type.sans, project.theme.type.serif) == (FAMILY, "Source Serif Pro")
    assert [face.style for face in project.theme.faces] == ["Regular", "It", "Semibold"]
    everything = outlines(project)
    chosen = [one for one in everything if one.edition.name == "student"][:1]
    drawings = dict.fromkeys(chosen[0].drawings, b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    (document,) = assemble(project, chosen, everything, drawings, project.publication.date, jobs=1)

    with pikepdf.open(io.BytesIO(PANDOC.render(document, Format.PDF).content)) as pdf:
        dictionaries = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary)]
        embedded = {str(one["/FontName"]).partition("+")[2] for one in dictionaries if "/FontName" in one}
    with zipfile.ZipFile(io.BytesIO(PANDOC.render(document, Format.EPUB).content)) as book:
        names = book.namelist()
        style = book.read("EPUB/kefu.css").decode()
    assert {"Prov-Regular", "Prov-Semibold"} <= embedded
    assert "EPUB/fonts/own-sans-regular.woff" in names
    assert f'@font-face {{ font-family: "{FAMILY}"; font-weight: 600;' in style


def test_the_imprint_names_the_fonts_with_their_licence(small: Path) -> None:
    brought(small)
    project = load(small, jobs=1).project

    for edition, case in ((project.editions[0], None), (project.editions[1], project.cases[0])):
        told = metadata_of(project, edition, case, project.publication.date)
        assert dict(words.labelled(told.imprint))["Typsnitt"] == "Prov Sans (SIL Open Font License)"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Copyright 2010 Prov\n\nThis Font Software is licensed under the SIL Open Font License,\nVersion 1.1.\n",
            "SIL Open Font License, Version 1.1",
        ),
        ("-----\nUBUNTU FONT LICENCE Version 1.0\n-----\n", "UBUNTU FONT LICENCE Version 1.0"),
        ("  Apache License\n  Version 2.0, January 2004\n", "Apache License Version 2.0"),
        ("This License applies. The License is ours.", ""),
        ("Får användas av SKR.", ""),
    ],
)
def test_a_licence_is_called_what_its_text_calls_it(text: str, name: str) -> None:
    assert licence_named_in(text) == name


def test_web_pages_have_the_styles_that_a_publication_brings_in_the_places_of_ours(small: Path) -> None:
    brought(small)
    faces = load(small, jobs=1).project.theme.faces
    ours, own = dict(fonts(())), dict(fonts(faces))
    assert [*own] == [*ours]
    assert own["kefu-sans-regular.woff"] == dict(packed(faces))["own-sans-regular.woff"]
    assert own["kefu-sans-bold.woff"] != ours["kefu-sans-bold.woff"], "the semibold one"
    assert own["kefu-serif-regular.woff"] == ours["kefu-serif-regular.woff"]


@pytest.mark.parametrize(
    ("style", "content", "rule", "message"),
    [
        ("italic", b"no font", "font-is-readable", "is no TrueType or OpenType font"),
        ("italic", b"", "font-is-readable", "is no TrueType or OpenType font"),
        (
            "semibold",
            font(family="Annan"),
            "font-is-readable",
            "is of the family “Annan”, but “regular” of “Prov Sans”",
        ),
        ("regular", font(embedding=0x0002), "font-may-be-embedded", "may not be embedded in part (fsType 2)"),
        ("regular", font(embedding=0x0108), "font-may-be-embedded", "may not be embedded in part (fsType 264)"),
        ("semibold", font(without="åÖ"), "font-has-characters", "lacks characters that the publication uses: å"),
    ],
)
def test_a_font_that_cannot_be_used_is_told_at_its_line(
    style: str, content: bytes, rule: str, message: str, small: Path
) -> None:
    (found,) = brought(small, **{style: content})
    assert (found.rule.name, found.location.path.name) == (rule, "publication.yaml")
    assert message in found.message


def test_a_font_without_licence_is_told(small: Path) -> None:
    brought(small)
    (small / "typsnitt" / "OFL.txt").write_text("\n", encoding="utf-8")
    with pytest.raises(BuildError) as caught:
        load(small, jobs=1)
    assert [found.rule.name for found in caught.value.diagnostics] == ["font-may-be-embedded"]
    (small / "typsnitt" / "OFL.txt").unlink()
    with pytest.raises(BuildError) as caught:
        load(small, jobs=1)
    assert [found.rule.name for found in caught.value.diagnostics] == ["file-exists"]
