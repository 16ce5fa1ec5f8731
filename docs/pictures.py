"""Make the pictures of the documentation again, of what this program really does: run it with `nox -s pictures`.

`nox -s pictures -- tutorial` makes those of the page for authors alone, which takes less time.

A copy of the repository's project is taken through the page for authors; then all of it is built. Terminals are drawn
as SVG of what they said, pages and the site as PNG of as few colours as will do.
"""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final

import pypdfium2  # type: ignore[import-untyped]  # it ships no types
from PIL import Image, ImageOps
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text
from tests.chromium import chromium
from tests.conftest import needed
from tests.manual import (
    CASE,
    FIRST_STEPS,
    PICTURES,
    kefu,
    sample,
    write_description,
    write_mistakes,
    write_text,
)

from kefu.site.serving import HOST, server

if TYPE_CHECKING:
    from collections.abc import Sequence

COLUMNS: Final = 100
COLOURED: Final = {"FORCE_COLOR": "1", "COLUMNS": str(COLUMNS)}
DARK: Final = TerminalTheme(
    (27, 31, 36),
    (255, 255, 255),
    [
        *((27, 31, 36), (255, 138, 128), (158, 206, 106), (255, 203, 107)),
        *((130, 170, 255), (199, 146, 234), (128, 203, 196), (255, 255, 255)),
    ],
)
"""A terminal on which every colour, also where it is dim, can be read: 4.5:1 (WCAG 2.2, 1.4.3)."""

WEB_FONT: Final = re.compile(r"@font-face \{.*?\}\n?", re.DOTALL)
DESK: Final = "#d7dde3"
"""The colour around pages that lie side by side."""

MARGIN: Final = 16
"""Pixels between pages, and around them."""

COLOURS: Final = 96
STUDENT: Final = f"dist/public/{CASE}/fall-11-badhuset-studentutgava.pdf"
OPENING: Final = "Kaffet var nästan slut"
"""How the first case of the report begins."""

CHANGED: Final = "cases/02-prognosen/case.md"
SAID: Final = "”Fyrtioåtta”, sa Selma Begovic."
RATHER: Final = "”Minus fyrtioåtta”, sa Selma Begovic."
"""What is written in the text of a case, and what somebody puts in its place."""

TEACHER: Final = "dist/restricted/cases/02-prognosen/fall-02-prognosen-lararutgava.pdf"


def terminal(root: Path, name: str, *commands: Sequence[str]) -> None:
    """Run commands in a project, and draw what a terminal shows of them."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    for command in commands:
        typed = " ".join(f'"{word}"' if word[0].isupper() else word for word in command)
        console.print(Text.assemble(("$ ", "dim"), (f"kefu {typed}", "bold")))
        _, said = kefu(*command, root=root, environment=COLOURED)
        console.print(Text.from_ansi(said))
    svg = console.export_svg(title="Terminal", theme=DARK, unique_id=name)
    (PICTURES / f"{name}.svg").write_text(WEB_FONT.sub("", svg), encoding="utf-8")


def made(root: Path, *command: str) -> None:
    """Run a command in a project that must end well."""
    code, said = kefu(*command, root=root)
    if code:
        sys.exit(said)


def page_of(path: Path, words: str, *, after: int = 0, scale: float = 1) -> Image.Image:
    """Return a picture of the first page of a PDF that has the words, or of one so many pages after it."""
    with pypdfium2.PdfDocument(path) as document:
        number = next(n for n, page in enumerate(document) if words in page.get_textpage().get_text_range())
        image: Image.Image = document[number + after].render(scale=scale).to_pil().convert("RGB")
        return image


def save(image: Image.Image, name: str) -> None:
    """Write a picture with few colours, which makes its file small."""
    few = image.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
    few.save(PICTURES / f"{name}.png", optimize=True)


def beside(*images: Image.Image) -> Image.Image:
    """Return pictures side by side on a desk."""
    width = sum(image.width + MARGIN for image in images) + MARGIN
    desk = Image.new("RGB", (width, max(image.height for image in images) + 2 * MARGIN), DESK)
    left = MARGIN
    for image in images:
        desk.paste(image, (left, MARGIN))
        left += image.width + MARGIN
    return desk


def below(*images: Image.Image) -> Image.Image:
    """Return pictures one below the other on a desk."""
    turned = beside(*(image.transpose(Image.Transpose.TRANSPOSE) for image in images))
    return turned.transpose(Image.Transpose.TRANSPOSE)


def trimmed(image: Image.Image, top: float, bottom: float) -> Image.Image:
    """Return the part of a page between two heights, as shares of the page from its top, without its margins."""
    part = image.crop((0, round(image.height * top), image.width, round(image.height * bottom)))
    box = ImageOps.invert(part.convert("L")).getbbox()
    return ImageOps.expand(part.crop(box), border=MARGIN, fill="white")


def tutorial(root: Path) -> None:
    """Make the pictures of the page for authors, step by step."""
    *_, build = FIRST_STEPS
    page = partial(page_of, root / STUDENT)
    terminal(root, "nytt-fall", *FIRST_STEPS)
    save(beside(page("Studentutgåva"), page("En första scen")), "forsta-pdf")
    write_description(root)
    made(root, *build)
    save(beside(trimmed(page("En första scen", scale=1.5), 0.24, 0.72)), "figurer")
    write_text(root)
    made(root, *build)
    save(beside(trimmed(page("Mejlet", scale=1.5), 0.1, 0.5)), "sidan")
    write_mistakes(root)
    terminal(root, "fel", build)


def release(root: Path) -> None:
    """Make the pictures of the whole publication."""
    made(root, "build")
    report = partial(page_of, root / "dist/public/report/kefu-rapport.pdf", OPENING)
    save(beside(report(), report(after=1)), "rapporten")
    save(beside(page_of(root / TEACHER, "Tavelplan")), "handledning")
    handouts = sorted((root / "dist/public/cases").glob("0[1-5]-*/*-studentutgava.pdf"))
    save(beside(*(page_of(path, "Studentutgåva", scale=0.4) for path in handouts)), "omslag")
    with server(root / "dist", 0) as serving, chromium(needed("chromium", "Chromium")) as browser:
        Thread(target=serving.serve_forever, daemon=True).start()
        page = browser.new_page(viewport={"width": 1000, "height": 900}, device_scale_factor=1)
        page.goto(f"http://{HOST}:{serving.server_port}/cases/02-prognosen/")
        save(Image.open(io.BytesIO(page.screenshot())), "webbplatsen")
        serving.shutdown()


def preview(root: Path) -> None:
    """Make three pictures of a preview: a page, the same one after a change, and with what is wrong in a text."""
    path = root / CHANGED
    text = path.read_text(encoding="utf-8")
    command = [sys.executable, "-m", "kefu", "preview", "--root", str(root), "--no-open", "--case", "02"]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8") as running,
        chromium(needed("chromium", "Chromium")) as browser,
    ):
        address = next(iter(running.stdout or ())).split()[4]
        page = browser.new_page(viewport={"width": 1000, "height": 560}, device_scale_factor=1)
        page.goto(f"{address}#student/02-prognosen")
        frames = []
        for change, words in ((text, SAID), (text.replace(SAID, RATHER), RATHER), (text.replace("@exh-", "@tbl-"), "")):
            path.write_text(change, encoding="utf-8")
            if words:
                page.frame_locator("iframe").last.get_by_text(words).first.wait_for()
            else:
                page.get_by_text("tbl-prognosen-riktlinje").first.wait_for()
            page.wait_for_timeout(1000)
            frames.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
        running.terminate()
    save(below(*frames), "forhandsvisning")


GROUPS: Final = {"tutorial": tutorial, "release": release, "preview": preview}


def main(names: Sequence[str]) -> None:
    """Make the pictures of the named groups, or of all of them."""
    PICTURES.mkdir(exist_ok=True)
    for name in names or GROUPS:
        with tempfile.TemporaryDirectory(prefix="kefu-pictures-") as folder:
            GROUPS[name](sample(Path(folder)))


if __name__ == "__main__":
    main(sys.argv[1:])
