"""The site by keyboard alone: everything is reached, and one sees where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.browser.conftest import found, told
from tests.contrast import VISIBLE, contrast, luminance

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, Page
    from tests.browser.conftest import Site

REPORT: Final = "report/prov-rapport.html"
CASE: Final = "cases/01-skolan/fall-01-skolan-studentutgava.html"
FOCUSED: Final = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  let around = one.parentElement;
  while (around && channels(getComputedStyle(around).backgroundColor)[3] === 0) around = around.parentElement;
  return {
    tag: one.tagName, text: one.textContent.trim(), href: one.getAttribute("href"), type: one.getAttribute("type"),
    role: one.getAttribute("role"), hit: one.matches("#traffar ul li > a:first-child"),
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    outline: channels(style.outlineColor).slice(0, 3),
    ground: around && channels(getComputedStyle(around).backgroundColor).slice(0, 3),
    shown: box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
  };
}"""


def focused(page: Page) -> dict[str, Any]:
    """Return what has the focus, how it is outlined and on what ground, and whether it is on the screen."""
    told_: dict[str, Any] = page.evaluate(FOCUSED)
    return told_


def tabbed(page: Page, until: Callable[[dict[str, Any]], bool], most: int = 200) -> list[dict[str, Any]]:
    """Return what gets the focus, one thing after the other, to the first that is wanted or the end of the page."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)
        if until(stop):
            break
    return stops


def in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).bounding_box()
    size = page.viewport_size
    return bool(box and size and 0 <= box["y"] < size["height"])


def colour(channels: list[float]) -> tuple[float, ...]:
    return tuple(channel / 255 for channel in channels)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["index.html", "cases/index.html", "cases/01-skolan/index.html", "sok/index.html", REPORT, CASE, "404.html"]
)
def test_the_keyboard_reaches_everything_and_one_sees_where_it_is(
    browser: Browser, site: Site, path: str, scheme: Any
) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 800}, color_scheme=scheme)
    page.goto(site.address + path)
    stops = tabbed(page, until=lambda _: False)
    links = page.evaluate(
        """[...document.querySelectorAll("a[href]")].filter((link) => link.checkVisibility())
          .map((link) => link.getAttribute("href"))"""
    )
    page.close()
    assert stops[0]["href"] == "#innehall"
    assert [stop["href"] for stop in stops if stop["tag"] == "A"] == links
    assert [stop for stop in stops if not (stop["outlined"] and stop["shown"])] == []
    assert {luminance(colour(stop["ground"])) > 0.5 for stop in stops} == {scheme == "light"}
    assert [stop for stop in stops if contrast(colour(stop["outline"]), colour(stop["ground"])) < VISIBLE] == []


def test_the_keyboard_skips_to_the_content_follows_a_filter_and_downloads(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}cases/index.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#innehall")
    stops = tabbed(page, until=lambda stop: "tema/" in (stop["href"] or ""))
    assert "sok/index.html" not in {stop["href"] for stop in stops}, "the navigation was skipped"
    page.keyboard.press("Enter")
    page.wait_for_url("**/tema/**")
    assert page.locator("h1").inner_text()
    page.goto(f"{site.address}cases/01-skolan/index.html")
    tabbed(page, until=lambda stop: (stop["href"] or "").endswith(".docx"))
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "fall-01-skolan-studentutgava.docx"
    page.close()


@pytest.mark.parametrize(("width", "folded"), [(400, True), (1300, False)])
def test_a_reading_page_is_read_by_keyboard_alone(browser: Browser, site: Site, width: int, folded: bool) -> None:
    page = browser.new_page(viewport={"width": width, "height": 600})
    page.goto(site.address + REPORT)
    page.keyboard.press("Tab")
    assert focused(page)["href"] == "#innehall"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    if folded:
        assert focused(page)["tag"] == "SUMMARY"
        page.keyboard.press("Enter")
    else:
        assert focused(page)["href"] == "#innehall"
    page.keyboard.press("Tab")
    assert focused(page)["href"] == "#sec-forord", "the table of contents follows upon the skip link"
    tabbed(page, until=lambda stop: stop["href"] == "#sec-syfte")
    page.keyboard.press("Enter")
    page.wait_for_url("**#sec-syfte")
    assert in_view(page, "#sec-syfte")
    stops = tabbed(page, until=lambda stop: stop["role"] == "doc-noteref")
    assert [stop["href"] for stop in stops if stop["tag"] == "A"] == ["#fig-staplar", "#tbl-fallen", "#fn1"]
    page.keyboard.press("Enter")
    page.wait_for_url("**#fn1")
    assert in_view(page, "#fn1")
    page.keyboard.press("Tab")
    assert focused(page)["role"] == "doc-backlink"
    page.keyboard.press("Enter")
    page.wait_for_url("**#fnref1")
    assert in_view(page, "#fnref1")
    page.keyboard.press("Tab")
    assert focused(page)["href"] == "#sec-bilaga", "reading goes on where it was left"
    page.close()


def test_search_is_reached_and_used_by_keyboard(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(site.address)
    tabbed(page, until=lambda stop: stop["type"] == "search")
    page.keyboard.type("skolan")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sok/index.html?q=skolan")
    assert "liknar" in told(page)
    tabbed(page, until=lambda stop: stop["type"] == "search")
    page.keyboard.press("Control+A")
    page.keyboard.type("tjänsteman")
    page.keyboard.press("Enter")
    page.locator("#traffar mark", has_text="tjänste").first.wait_for()
    assert focused(page)["type"] == "search", "the field keeps the focus, so that one can search again"
    assert "liknar" in told(page)
    titles = [title for title, _ in found(page)]
    tabbed(page, until=lambda stop: stop["hit"])
    assert focused(page)["text"] == titles[0]
    page.keyboard.press("Enter")
    page.wait_for_selector("article")
    assert "tjänstemännens" in page.locator("article").inner_text()
    page.close()
