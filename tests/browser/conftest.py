"""A small site in a real Chromium."""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest
from tests.conftest import copy_project, needed
from tests.here import working_here

from kefu.pipeline import build
from kefu.site.serving import HOST, server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page, Request
    from tests.conftest import Once

SECRET_WORD: Final = "Handledningsmarkör"  # noqa: S105 - a word of the small project's teaching note
LOCAL: Final = f"http://{HOST}:"
HOME: Final = "https://example.org/publikation/"
"""Where the publication says that its site is."""

BROKEN_OFF: Final = "net::ERR_ABORTED"
"""What Chromium says of a request that it needs no more, since the page was left."""


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


def watched(page: Page, home: str = LOCAL) -> list[str]:
    """Return a list that grows with what a page's console says of errors, and with requests that leave its home."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(str(error)))

    def requested(request: Request) -> None:
        if not request.url.startswith((home, "data:", "file:", "blob:")):
            found.append(f"elsewhere: {request.url}")

    def failed(request: Request) -> None:
        if request.failure != BROKEN_OFF:
            found.append(f"failed: {request.url}")

    page.on("request", requested)
    page.on("requestfailed", failed)
    return found


def told(page: Page) -> str:
    """Return what the search page says of a search, when it has searched."""
    said = page.locator("#traffar > p").filter(has_text=re.compile("liknar|Inget"))
    said.wait_for()
    return said.inner_text()


EDITIONS: Final = "#traffar ul li > a:first-child"
"""The links to the pages in which a search found something, below the works that they belong to."""


def found(page: Page) -> list[tuple[str, str]]:
    """Return the pages that a search found, each with the name of its edition and its link."""
    return [(hit.inner_text(), hit.get_attribute("href") or "") for hit in page.locator(EDITIONS).all()]


def small_site(root: Path, address: str = "") -> Path:
    """Build the small project with web pages, for a site at an address, and return the folder of the release."""
    copy_project("small", root)
    publication = root / "report" / "publication.yaml"
    text = publication.read_text(encoding="utf-8")
    text = text.replace("visibility: public", "visibility: public, formats: [pdf, html, epub, docx]")
    text = text.replace("place: Lund", f"place: Lund\nurl: {address}" if address else "place: Lund")
    publication.write_text(text, encoding="utf-8")
    other = root / "cases" / "02-bron" / "case.yaml"
    text = other.read_text(encoding="utf-8").replace("{roles: 2, trust: 1}", "{roles: 2}\nlevels: [basic]")
    other.write_text(text, encoding="utf-8")
    case = root / "cases" / "01-skolan" / "case.md"
    case.write_text(f"{case.read_text(encoding='utf-8')}\nHon tänkte på tjänstemännens ansvar.\n", encoding="utf-8")
    with working_here():
        build(root, root / "dist")
    return root / "dist"


@contextmanager
def served(out: Path) -> Iterator[Site]:
    """Serve a release on this machine."""
    serving = server(out, 0)
    thread = threading.Thread(target=serving.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield Site(out=out, address=f"{LOCAL}{serving.server_port}/")
    serving.shutdown()
    serving.server_close()
    thread.join()


@pytest.fixture(scope="session")
def site(once: Once) -> Iterator[Site]:
    """Provide the site of the small project, which says where it is published, served on this machine."""
    needed("chromium", "Chromium")
    with served(once("site", lambda folder: small_site(folder, HOME))) as made:
        yield made
