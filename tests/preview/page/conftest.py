"""The preview's page in a real Chromium, with a preview that plays what a test wants."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.browser.conftest import watched
from tests.preview.page.fake import SECOND, fake_of, playing, state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, FrameLocator, Page
    from tests.preview.page.fake import Fake, State

OPENED: Final = """window.opened = [];
HTMLAnchorElement.prototype.click = function () { window.opened.push(this.href); };
addEventListener("click", (event) => {
  const link = event.target.closest?.("a.editor");
  if (link) { event.preventDefault(); window.opened.push(link.href); }
}, true);"""
"""Note the addresses of an editor instead of opening it."""


VIEWER: Final = "elsewhere: chrome"
"""How the list of requests names the files of Chromium's own viewer of PDFs."""


class Looking:
    """A page of a preview that is looked at."""

    def __init__(self, page: Page, fake: Fake) -> None:
        self.page = page
        self.fake = fake

    @property
    def document(self) -> FrameLocator:
        """The document that is shown."""
        return self.page.frame_locator("#stage iframe:not(.coming, .page-coming)")

    @property
    def opened(self) -> list[str]:
        """The addresses that were opened in an editor."""
        found: list[str] = self.page.evaluate("window.opened")
        return found

    def shows(self, identifier: str, revision: str = "a1", format_: str = "html") -> None:
        """Wait until a version of a document is shown."""
        self.page.wait_for_selector(f"#stage[data-shown='{identifier} {format_} {revision}']")

    def top(self, text: str) -> float:
        """Return how far down on the screen a text of the document begins."""
        box = self.document.get_by_text(text, exact=False).first.bounding_box()
        assert box
        return box["y"]

    def scroll(self, text: str) -> None:
        """Scroll the document until a text is at the top of it, as a reader does."""
        self.document.get_by_text(text, exact=False).first.evaluate("one => one.scrollIntoView()")
        self.page.wait_for_timeout(60)

    def told(self, text: str) -> None:
        """Wait until a screen reader is told something."""
        self.page.locator("#told").filter(has_text=text).wait_for()

    def row(self, identifier: str) -> str:
        """Return what the list says of a document."""
        return self.page.locator(f"a.row[data-id='{identifier}']").inner_text()


@pytest.fixture
def look(browser: Browser) -> Callable[..., Any]:
    """Provide a function that opens the page of a preview; nothing may be wrong with what the browser is given."""

    @contextmanager
    def looking(
        known: State | None = None,
        fragment: str = f"#{SECOND}",
        *,
        broken: bool = False,
        read: bool = True,
        **options: Any,
    ) -> Iterator[Looking]:
        context = browser.new_context(**({"viewport": {"width": 1280, "height": 800}} | options))
        page = context.new_page()
        page.add_init_script(OPENED)
        said = watched(page)
        with playing(fake_of(known or state())) as fake:
            fake.read = read
            page.goto(fake.address + fragment)
            page.locator("#brand").filter(has_text=fake.state["title"]).wait_for()
            yield Looking(page, fake)
            assert broken or [line for line in said if not line.startswith(VIEWER)] == []
            context.close()

    return looking
