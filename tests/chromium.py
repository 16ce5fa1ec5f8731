"""The browser of the tests: the Chromium that is installed."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

QUIET: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""What keeps it from asking other machines for anything."""


@contextmanager
def chromium(program: str) -> Iterator[Browser]:
    """Start the Chromium at a path, and close it at the end. One can run at a time in a thread: it has its loop."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - what every test loads should load quickly

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*QUIET])
        yield browser
        browser.close()


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))
