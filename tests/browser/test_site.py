"""The site as its readers meet it: every page, small and large, light and dark, on paper, and what they download."""

from __future__ import annotations

import hashlib
import io
import json
import statistics
from typing import TYPE_CHECKING, Any, Final

import pytest
from axe_playwright_python.base import AXE_SCRIPT  # type: ignore[import-untyped]  # it comes without types
from PIL import Image
from pypdf import PdfReader
from tests.browser.conftest import watched
from tests.chromium import scrolls_sideways

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.browser.conftest import Site

RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The rules of axe that are run, by tag."""

SCREENS: Final = ((320, 640), (768, 1024), (1440, 320))
"""A phone, a tablet, and a window so wide and low that the table of contents stands beside the text and scrolls."""

ZOOMED: Final = (320, 256)
"""1280 × 1024 pixels at 400 %. Source: WCAG 2.2, success criterion 1.4.10."""


ASKING: Final = """async (rules) => {
  const told = await axe.run({runOnly: rules, resultTypes: ["violations"]});
  const outcomes = [told.violations, told.passes, told.incomplete, told.inapplicable];
  return {
    wrong: told.violations.map((one) => [one.id, one.nodes[0].html]),
    ran: outcomes.flatMap((outcome) => outcome.map((one) => one.id)),
  };
}"""


def asked(page: Page) -> tuple[list[tuple[str, str]], set[str]]:
    """Return what axe finds wrong in a page, each with its rule and the first place, and the rules that it ran."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    told = page.evaluate(ASKING, [*RULES])
    return [(rule, html) for rule, html in told["wrong"]], {*told["ran"]}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_quiet_and_as_wide_as_the_screen(browser: Browser, site: Site, scheme: Any) -> None:
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    said = watched(page)
    found = []
    for path in site.pages:
        page.goto(site.address + path)
        for width, height in SCREENS:
            page.set_viewport_size({"width": width, "height": height})
            wrong, _ = asked(page)
            found += [(path, width, *one) for one in wrong]
            found += [(path, width, "scrolls", "")] if scrolls_sideways(page) else []
    context.close()
    assert len(site.pages) == 14
    assert found == []
    assert said == []


@pytest.mark.parametrize(("size", "found"), [(12, {"target-size"}), (24, set())])
def test_axe_runs_the_rules_of_wcag_2_2(browser: Browser, size: int, found: set[str]) -> None:
    """Buttons side by side are 24 pixels wide and high, or too small. Source: WCAG 2.2, success criterion 2.5.8."""
    style = f"width: {size}px; height: {size}px; padding: 0; border: 0; overflow: hidden"
    buttons = "".join(f'<button style="{style}">{name}</button>' for name in "ABC")
    page = browser.new_page()
    page.set_content(
        f"<!doctype html><html lang=sv><title>Knappar</title><main><h1>Knappar</h1><div style='display: flex'>{buttons}"
        "</div></main></html>"
    )
    wrong, ran = asked(page)
    page.close()
    assert {rule for rule, _ in wrong} == found
    assert {"target-size", "color-contrast", "heading-order"} <= ran


def test_every_page_can_be_read_at_400_percent(browser: Browser, site: Site) -> None:
    context = browser.new_context(viewport={"width": ZOOMED[0], "height": ZOOMED[1]})
    page = context.new_page()
    wide = []
    for path in site.pages:
        page.goto(site.address + path)
        wide += [path] if scrolls_sideways(page) else []
    context.close()
    assert wide == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_shadow_says_on_which_side_a_figure_goes_on(browser: Browser, site: Site, scheme: Any) -> None:
    page = browser.new_page(viewport={"width": SCREENS[0][0], "height": SCREENS[0][1]}, color_scheme=scheme)
    page.goto(f"{site.address}cases/01-skolan/fall-01-skolan-studentutgava.html")
    box = page.locator(".wide").first

    def shaded() -> tuple[bool, bool]:
        """Return whether the left and the right edge are darker than the middle, in most of their pixels."""
        picture = Image.open(io.BytesIO(box.screenshot())).convert("L")
        columns = [picture.crop((x, 0, x + 1, picture.height)) for x in (0, picture.width // 2, picture.width - 1)]
        left, middle, right = (statistics.median(column.tobytes()) for column in columns)
        return left < 0.8 * middle, right < 0.8 * middle

    assert shaded() == (False, True)
    box.evaluate("box => box.scrollTo(80, 0)")
    assert shaded() == (True, True)
    box.evaluate("box => box.scrollTo(box.scrollWidth, 0)")
    assert shaded() == (True, False)
    page.set_viewport_size({"width": SCREENS[1][0], "height": SCREENS[1][1]})
    assert shaded() == (False, False)
    page.close()


def test_what_is_downloaded_is_what_the_manifest_says(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    listed = json.loads((site.out / "manifest.json").read_text(encoding="utf-8"))["artifacts"]
    digests = {entry["path"].partition("/")[2]: entry["sha256"] for entry in listed}
    links: set[str] = set()
    for path in ("report/index.html", "cases/01-skolan/index.html", "cases/02-bron/index.html"):
        page.goto(site.address + path)
        links |= {*page.evaluate("[...document.querySelectorAll('a')].map(link => link.href)")}
    files = [link for link in links if link.endswith((".pdf", ".epub", ".docx"))]
    assert len(files) >= 9
    for link in files:
        body = page.request.get(link).body()
        assert hashlib.sha256(body).hexdigest() == digests[link.removeprefix(site.address)]
    page.close()


def test_every_page_of_a_draft_says_on_paper_that_it_is_one(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}report/prov-rapport.html")

    def printed() -> list[str]:
        return [sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages]

    assert not any("UTKAST" in text for text in printed())
    page.evaluate("document.body.classList.add('draft')")
    drafted = printed()
    assert len(drafted) > 1
    assert all("UTKAST" in text for text in drafted)
    page.close()


def test_paper_has_no_navigation(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}cases/01-skolan/fall-01-skolan-studentutgava.html")
    page.emulate_media(media="print")
    assert not page.locator("header.site nav").is_visible()
    assert page.locator("article").is_visible()
    assert page.pdf().startswith(b"%PDF")
    page.close()
