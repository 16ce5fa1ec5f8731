"""The theme: colours that can be read and told apart, and one home for what everything looks like."""

from __future__ import annotations

import ast
import dataclasses
import io
import itertools
import re
import zipfile
from dataclasses import asdict, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pikepdf
import pypdfium2  # type: ignore[import-untyped]  # it ships no types
import pytest
from matplotlib.colors import CSS4_COLORS, is_color_like
from PIL import Image
from tests.conftest import REPOSITORY
from tests.contrast import READABLE, VISIBLE, Triple, channels, contrast, linear
from tests.drawing.writing import Easel
from tests.here import Here

from kefu.assemble import assemble, outlines
from kefu.authored import Format
from kefu.engines.pandoc import PANDOC
from kefu.export.files import export_of
from kefu.figures import draw, drawings_by_name
from kefu.front import Shown
from kefu.site.whole import whole_site
from kefu.theme import THEME, Colours, Measures, Type, filled
from kefu.themes import THEMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from kefu.model import Project
    from kefu.theme import Theme

SCHEMES: Final = {"light": THEME.light, "dark": THEME.dark}
TEXTS: Final = ("ink", "quiet", "accent", "warn")
GROUNDS: Final = ("paper", "wash")

APART: Final = 10.0
"""A difference in CIE L*a*b* that nobody overlooks; a just noticeable one is about 2.3."""

SIGHT: Final = {
    "all colours": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
"""How linear RGB is seen. Source: Machado, Oliveira and Fernandes (2009), severity 1.0."""

PAIRS: Final = list(itertools.combinations(THEME.categories, 2))


def between(one: str, other: str) -> float:
    """Return the contrast of two colours of a theme."""
    return contrast(channels(one), channels(other))


def of(colours: Colours, name: str) -> str:
    colour: str = getattr(colours, name)
    return colour


def seen(colour: str, sight: str) -> Triple:
    """Return the linear RGB that a colour looks like."""
    light = linear(channels(colour))
    red, green, blue = (min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in SIGHT[sight])
    return red, green, blue


def lab(light: Triple) -> Triple:
    """Return CIE L*a*b* of linear RGB, for the white of D65."""
    red, green, blue = light
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def lightness(colour: str) -> float:
    return lab(linear(channels(colour)))[0]


def test_contrast_is_counted_as_wcag_does() -> None:
    assert between("#000000", "#ffffff") == pytest.approx(21)
    assert between("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_can_be_read_on_every_ground(scheme: str, ground: str, text: str) -> None:
    assert between(of(SCHEMES[scheme], text), of(SCHEMES[scheme], ground)) >= READABLE


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_can_be_seen_on_every_ground(scheme: str, ground: str) -> None:
    assert between(SCHEMES[scheme].edge, of(SCHEMES[scheme], ground)) >= VISIBLE


@pytest.mark.parametrize("ground", ["#000000", "#fbf0d9"], ids=["black", "sepia"])
def test_edges_can_be_seen_on_the_grounds_that_readers_of_books_choose(ground: str) -> None:
    assert between(THEME.light.edge, ground) >= VISIBLE


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("ground", ["paper", "panel"])
def test_a_shadow_can_be_seen(scheme: str, ground: str) -> None:
    assert between(SCHEMES[scheme].shadow, of(SCHEMES[scheme], ground)) >= VISIBLE


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("text", [THEME.light.ink, THEME.light.quiet, *THEME.categories])
def test_what_figures_say_can_be_read_on_the_panel(scheme: str, text: str) -> None:
    assert between(text, SCHEMES[scheme].panel) >= READABLE


@pytest.mark.parametrize("category", THEME.categories)
def test_paper_can_be_read_on_every_category(category: str) -> None:
    assert between(THEME.light.paper, category) >= READABLE


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_categories_are_told_apart_with_every_kind_of_colour_vision(pair: tuple[str, str], sight: str) -> None:
    one, other = (lab(seen(colour, sight)) for colour in pair)
    assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= APART


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_categories_are_told_apart_in_grey(pair: tuple[str, str]) -> None:
    one, other = map(lightness, pair)
    assert abs(one - other) >= 5


@pytest.mark.parametrize(("scale", "apart"), [(THEME.scale, APART), (THEME.fine_scale, 5)], ids=["scale", "fine scale"])
def test_each_step_is_clearly_darker_than_the_one_before(scale: tuple[str, ...], apart: float) -> None:
    assert all(lightness(light) - lightness(dark) >= apart for light, dark in itertools.pairwise(scale))


@pytest.mark.parametrize(("scale", "dark"), [(THEME.scale, 1), (THEME.fine_scale, 2)], ids=["scale", "fine scale"])
def test_the_numbers_on_steps_can_be_read(scale: tuple[str, ...], dark: int) -> None:
    assert all(between(THEME.light.ink, step) >= READABLE for step in scale[:-dark])
    assert all(between(THEME.light.paper, step) >= READABLE for step in scale[-dark:])


def test_every_colour_is_written_in_one_way() -> None:
    colours = [*asdict(THEME.light).values(), *asdict(THEME.dark).values(), *THEME.scale, *THEME.fine_scale]
    assert [colour for colour in [*colours, *THEME.categories] if not re.fullmatch("#[0-9a-f]{6}", colour)] == []


def test_the_width_of_the_text_is_what_the_margins_leave() -> None:
    assert THEME.measures.text_width == 137
    assert replace(THEME.measures, side_margin=30.0).text_width == 150


def test_a_text_is_filled_with_the_values_that_it_names() -> None:
    text = "a { color: ${accent}; margin: ${side_margin}mm; font: ${table}em '${sans}' } $end$ {ink} $ink"
    assert filled(text, THEME) == (
        "a { color: #0a4a7a; margin: 36.5mm; font: 0.88em 'Source Sans Pro' } $end$ {ink} $ink"
    )


def test_a_name_that_no_theme_has_is_an_error() -> None:
    with pytest.raises(KeyError, match="blue"):
        filled("color: ${blue}", THEME)


def test_no_two_values_that_a_text_can_be_filled_with_have_the_same_name() -> None:
    names = [field.name for part in (Colours, Type, Measures) for field in dataclasses.fields(part)]
    assert len({*names}) == len(names)


LITERAL: Final = re.compile(
    r"""(?<![\w&\\])\#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![\w-])  # as CSS writes it
    | (?<=["'>])[0-9a-f]{6}(?=["'<])  # as Word writes it
    | \b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|cmyk|luma|color)\(\s*["']?[\#\d.]  # a function of CSS or Typst
    """,
    re.IGNORECASE | re.VERBOSE,
)
NAMED: Final = re.compile(rf"(?<![\w$.#-])(?:{'|'.join(CSS4_COLORS)})(?![\w(-])")


def literals(path: Path) -> Iterator[str]:
    """Yield every colour that stands in a file. Names are looked for where they are colours, not words."""
    text = path.read_text(encoding="utf-8")
    yield from (match[0] for match in LITERAL.finditer(text))
    if path.suffix in {".css", ".typ", ".j2", ".xhtml"}:
        yield from (match[0] for match in NAMED.finditer(text))
    elif re.search("^(?:from|import) matplotlib", text, re.MULTILINE):
        constants = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
        yield from (value for value in constants if isinstance(value, str) and is_color_like(value))


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.css", "a { color: #fff; background: #A1B2C3 } #TOC { margin: 0 }", ["#fff", "#A1B2C3"]),
        ("a.css", "a { color: rgb(1 2 3); border: 1px solid var(--line) }", ["rgb(1"]),
        ("a.css", "a { color: white; white-space: pre }", ["white"]),
        ("a.typ", '#let a = rgb("#0a4a7a")\n#let b = rgb("${ink}")\n#set text(fill: luma(30%))', ['rgb("#', "luma(3"]),
        ("a.xml", 'w:color="0A4A7A" w:color="auto"', ["0A4A7A"]),
        ("a.py", 'import matplotlib\naxes.plot(0, 0, "o", color="tab:blue", ha="left")', ["tab:blue"]),
        ("a.py", 'import rich\nstyle = "red"  # as in &#160;', []),
    ],
)
def test_colours_are_found_however_they_are_written(name: str, text: str, found: list[str], tmp_path: Path) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert [*literals(tmp_path / name)] == found


def test_no_colour_stands_anywhere_but_in_the_theme() -> None:
    places = [REPOSITORY / "scripts" / "kefu", REPOSITORY / "figures"]
    homes = {"theme.py", "themes.py"}
    files = [path for place in places for path in place.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    standing = {
        (str(path.relative_to(REPOSITORY)), colour)
        for path in files
        if path.name not in homes
        for colour in literals(path)
    }
    assert len(files) > 100
    assert standing == {("scripts/kefu/authored/forms.py", "#0a4a7a")}, "an example for authors"


PICTURE: Final = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><path d="M0 0H40V20H0Z"/></svg>'
NEW: Final = "#7a1a5c"
OLD: Final = THEME.light.accent


def looking(project: Project, theme: Theme) -> dict[str, bytes]:
    """Return everything that is made of a project with a theme: a file of every format, by what it is."""
    project = replace(project, theme=theme)
    everything = outlines(project)
    drawings = drawings_by_name(
        draw(project, [name for outline in everything for name in outline.drawings], Easel().draw)
    )
    (chosen,) = (one for one in everything if one.edition.name == "student" and one.case and one.case.number == 1)
    date = project.publication.date
    (document,) = assemble(project, [chosen], everything, drawings, date, jobs=1)
    made = {
        str(format_): PANDOC.render(document, format_).content for format_ in (Format.PDF, Format.EPUB, Format.DOCX)
    }
    site = whole_site(project, [], {}, [], date)
    exported = export_of(project, chosen.edition, everything, drawings, date, pool=Here(), jobs=1)
    return {
        **made,
        "site": b"\n".join(content for path, content in site.items() if path.suffix in {".css", ".html"}),
        "figure": drawings["events_skolan.svg"],
        **{f"export: {file.path}": file.content for file in exported.files},
    }


@pytest.fixture(scope="module")
def recoloured(project: Project) -> Mapping[str, bytes]:
    return looking(project, replace(THEME, light=replace(THEME.light, accent=NEW)))


@pytest.fixture(scope="module")
def narrowed(project: Project) -> Mapping[str, bytes]:
    return looking(project, replace(THEME, measures=replace(THEME.measures, side_margin=40.0)))


def colours_of_pdf(content: bytes) -> set[str]:
    """Return the colours that the pages of a PDF are drawn in, and what they show."""
    found = set()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        forms = [one for one in streams if one.get("/Subtype") == "/Form"]
        for drawn in [*pdf.pages, *forms]:
            for each in pikepdf.parse_content_stream(drawn):
                if str(each.operator).lower() in {"rg", "sc", "scn"} and len(each.operands) == 3:
                    found.add("#" + "".join(f"{round(float(part) * 255):02x}" for part in each.operands))
    return found


def colours_of_text(content: bytes) -> set[str]:
    return {match[0].lower() for match in re.finditer(r"#[0-9a-fA-F]{6}", content.decode().replace("%23", "#"))}


def colours_of_picture(content: bytes) -> set[str]:
    """Return the colours of the pixels of a picture."""
    with Image.open(io.BytesIO(content)) as picture:
        counted = picture.convert("RGB").getcolors(picture.width * picture.height) or []
    return {"#" + "".join(f"{part:02x}" for part in pixel) for _, pixel in counted if isinstance(pixel, tuple)}


def member(content: bytes, ending: str) -> bytes:
    """Return the first file in a package whose name ends so."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(next(name for name in package.namelist() if name.endswith(ending)))


def test_a_colour_of_the_theme_is_that_of_every_output(recoloured: Mapping[str, bytes]) -> None:
    docx = member(recoloured["docx"], "word/styles.xml").decode()
    found = {
        "PDF": colours_of_pdf(recoloured["pdf"]),
        "site": colours_of_text(recoloured["site"]),
        "style of the book": colours_of_text(member(recoloured["epub"], "kefu.css")),
        "cover of the book": colours_of_picture(member(recoloured["epub"], "omslag.png")),
        "Word": {f"#{value.lower()}" for value in re.findall('"([0-9A-F]{6})"', docx)},
        "picture in Word": colours_of_picture(member(recoloured["docx"], ".png")),
        "figure": colours_of_text(recoloured["figure"]),
        "export: pages": colours_of_text(recoloured["export: _format/styles.css"]),
        "export: PDF": colours_of_text(recoloured["export: _format/typst-show.typ"]),
        "export: figure": colours_of_text(recoloured["export: figures/events_skolan.svg"]),
    }

    assert {what for what, colours in found.items() if NEW not in colours} == set()
    assert {what for what, colours in found.items() if OLD in colours} == set()


def test_a_measure_of_the_theme_is_that_of_every_output(narrowed: Mapping[str, bytes]) -> None:
    text, margin = 130 / 25.4, 40 / 25.4
    page = pypdfium2.PdfDocument(narrowed["pdf"])[2]
    lefts = [each.get_bounds()[0] for each in page.get_objects()]
    section = member(narrowed["docx"], "word/document.xml").decode()
    picture = re.search(r'<wp:extent cx="(\d+)"', section)
    drawn = re.search(r'width="([\d.]+)pt"', narrowed["figure"].decode())
    assert picture
    assert drawn

    assert min(lefts) == pytest.approx(margin * 72, abs=2), "a line on the edge is as wide"
    assert f'w:left="{round(margin * 1440)}"' in section
    assert int(picture[1]) == pytest.approx(text * 914400, abs=12700), "pandoc takes whole points"
    assert float(drawn[1]) == pytest.approx(text * 72, abs=0.01)
    assert "#let margin = 40mm\n" in narrowed["export: _format/typst-show.typ"].decode()


@pytest.fixture(scope="module")
def dressed(project: Project) -> Mapping[str, bytes]:
    """Return what is made of a case and the site with a cover that is drawn, and a logo."""
    logo = Shown(suffix=".svg", content=PICTURE, alt="PROV")
    project = replace(project, theme=replace(THEMES["samspel"], logo=logo))
    everything = outlines(project)
    (report,) = (one for one in everything if one.edition.name == "report")
    drawings = dict.fromkeys(report.drawings, PICTURE)
    (document,) = assemble(project, [report], everything, drawings, project.publication.date, jobs=1)
    listed = {"path": "public/report/prov-rapport.pdf", "sha256": "", "bytes": 1, "pages": 9, "document": "report"}
    told = {**listed, "edition": "report", "title": "Rapport", "visibility": "public"}
    site = whole_site(project, [told], {}, [], project.publication.date)
    formats = (Format.PDF, Format.HTML, Format.EPUB)
    return {
        **{str(format_): PANDOC.render(document, format_).content for format_ in formats},
        "work": site[PurePosixPath("public/report/index.html")],
        "cover": site[PurePosixPath("public/report/omslag.svg")],
    }


def test_the_back_of_a_report_has_its_description_and_its_isbn(dressed: Mapping[str, bytes]) -> None:
    pages = pypdfium2.PdfDocument(dressed["pdf"])
    said = " ".join(pages[len(pages) - 1].get_textpage().get_text_range().split())

    assert said == "En liten rapport En rapport för prov. Provförlaget (PROV) ISBN 978-91-0000-000-4"


def test_a_logo_is_on_covers_and_imprint_pages_and_has_its_alternative_text(dressed: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(dressed["pdf"])) as pdf:
        alts = [str(one["/Alt"]) for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    imprint = member(dressed["epub"], "tryckort.xhtml").decode()

    assert alts.count("PROV") == 3, "in front, in the imprint, and at the back"
    assert '<img class="logo" src="../media/logotyp.svg" alt="PROV"/>' in imprint
    assert member(dressed["epub"], "media/logotyp.svg") == PICTURE


def test_web_pages_have_the_logo_and_what_the_cover_shows(dressed: Mapping[str, bytes]) -> None:
    logo = 'src="data:image/svg+xml;base64,'

    assert logo in dressed["html"].decode()
    assert logo in dressed["work"].decode()
    assert 'src="omslag.svg" alt=""' in dressed["work"].decode()
    assert THEME.light.accent in colours_of_text(dressed["cover"])
