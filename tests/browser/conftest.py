"""A small site in a real Chromium."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from tests.conftest import copy_project, needed

from kefu.pipeline import build
from kefu.serving import HOST, server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

SECRET_WORD = "Handledningsmarkör"  # noqa: S105 - a word of the small project's teaching note


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A built site: its folder, and the address that it is served at."""

    out: Path
    address: str

    @property
    def pages(self) -> list[str]:
        """Every page of the site, by its path."""
        public = self.out / "public"
        return sorted(path.relative_to(public).as_posix() for path in public.rglob("*.html"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Provide the site of the small project, with web pages and an address, served on this machine."""
    needed("chromium", "Chromium")
    root = copy_project("small", tmp_path_factory.mktemp("site") / "small")
    publication = root / "report" / "publication.yaml"
    text = publication.read_text(encoding="utf-8")
    text = text.replace("visibility: public", "visibility: public, formats: [pdf, html, epub, docx]")
    text = text.replace("place: Lund", "place: Lund\nurl: https://example.org/publikation/")
    publication.write_text(text, encoding="utf-8")
    case = root / "cases" / "01-skolan" / "case.md"
    case.write_text(f"{case.read_text(encoding='utf-8')}\nHon tänkte på tjänstemännens ansvar.\n", encoding="utf-8")
    out = root / "dist"
    build(root, out, jobs=2)
    serving = server(out, 0)
    thread = threading.Thread(target=serving.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield Site(out=out, address=f"http://{HOST}:{serving.server_port}/")
    serving.shutdown()
    serving.server_close()
    thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Provide Chromium, the one that is installed; it asks no other machine for anything."""
    chromium = needed("chromium", "Chromium")
    quiet = (
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    )
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=[*quiet])
        yield started
        started.close()
