"""The site as its readers meet it: every page, small and large, light and dark, by keyboard, without scripts."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # it comes without types
from tests.browser.conftest import SECRET_WORD

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.browser.conftest import Site

RULES: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The rules of axe that are run, by tag."""

SCREENS: Final = ((320, 640), (768, 1024), (1440, 900))
ZOOMED: Final = (320, 256)
"""1280 × 1024 pixels at 400 %. Source: WCAG 2.2, success criterion 1.4.10."""


def watched(page: Page) -> list[str]:
    """Return a list that grows with what a page's console says of errors, and with requests to other hosts."""
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: found.append(str(error)))
    page.on("requestfailed", lambda request: found.append(f"failed: {request.url}"))

    def requested(request: Any) -> None:
        if not request.url.startswith(("http://127.0.0.1", "data:", "file:", "blob:")):
            found.append(f"elsewhere: {request.url}")

    page.on("request", requested)
    return found


def asked(page: Page) -> tuple[list[tuple[str, str]], set[str]]:
    """Return what axe finds wrong in a page, each with its rule and the first place, and the rules that it ran."""
    told = Axe().run(page, options={"runOnly": [*RULES]}).response
    outcomes = ("violations", "passes", "incomplete", "inapplicable")
    ran = {one["id"] for outcome in outcomes for one in told[outcome]}
    return [(one["id"], one["nodes"][0]["html"]) for one in told["violations"]], ran


def scrolls_sideways(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SCREENS, ids=lambda size: str(size[0]))
def test_every_page_is_accessible_quiet_and_as_wide_as_the_screen(
    browser: Browser, site: Site, size: tuple[int, int], scheme: Any
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    page = context.new_page()
    said = watched(page)
    found = []
    for path in site.pages:
        page.goto(site.address + path)
        wrong, _ = asked(page)
        found += [(path, *one) for one in wrong]
        found += [(path, "scrolls", "")] if scrolls_sideways(page) else []
    context.close()
    assert len(site.pages) == 13
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


def focused(page: Page) -> dict[str, Any]:
    """Return what has the focus: its text, its link, and whether one sees that it has it."""
    found: dict[str, Any] = page.evaluate(
        """() => {
          const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
          return {text: one.textContent.trim(), href: one.getAttribute("href"), type: one.getAttribute("type"),
            tag: one.tagName, seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
            shown: box.width > 0 && box.bottom > 0 && box.top < innerHeight};
        }"""
    )
    return found


def tabbed(page: Page, most: int = 200) -> list[dict[str, Any]]:
    """Return what gets the focus, one thing after the other, until the focus leaves the page."""
    stops = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = focused(page)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize("path", ["index.html", "cases/01-skolan/index.html", "sok/index.html"])
def test_the_keyboard_reaches_everything_and_one_sees_where_it_is(browser: Browser, site: Site, path: str) -> None:
    page = browser.new_page(viewport={"width": 1000, "height": 800})
    page.goto(site.address + path)
    stops = tabbed(page)
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href'))")
    page.close()
    assert stops[0]["href"] == "#innehall"
    assert {stop["href"] for stop in stops if stop["tag"] == "A"} == {*links}
    assert [stop for stop in stops if not (stop["seen"] and stop["shown"])] == []


def test_the_keyboard_skips_to_the_content_follows_a_filter_and_downloads(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(site.address)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#innehall")
    page.locator("a[href*='tema/']").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/tema/**")
    assert page.locator("h1").inner_text()
    page.goto(f"{site.address}cases/01-skolan/index.html")
    page.locator("a[href$='.docx']").first.focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "fall-01-skolan-studentutgava.docx"
    page.close()


def searched(browser: Browser, site: Site, words: str) -> tuple[str, list[str], list[str]]:
    """Search by keyboard; return what the page says of it, the titles of the hits, and where they lead."""
    page = browser.new_page()
    said = watched(page)
    page.goto(f"{site.address}sok/index.html")
    page.wait_for_load_state("networkidle")
    page.locator("input[type=search]").focus()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#traffar p')")
    told = page.locator("#traffar > p").first.inner_text()
    hits = page.locator("#traffar h2 a")
    titles, links = hits.all_inner_texts(), [link.get_attribute("href") or "" for link in hits.all()]
    reached = [page.request.get(link).status for link in links]
    page.close()
    assert said == []
    assert {*reached} <= {200}
    return told, titles, links


def test_search_finds_another_form_of_a_swedish_word(browser: Browser, site: Site) -> None:
    told, titles, links = searched(browser, site, "tjänsteman")
    assert "det du söker" in told
    assert "Skolan – Studentutgåva" in titles
    assert all(link.startswith(site.address) for link in links)


def test_search_shows_nothing_of_what_is_for_teachers(browser: Browser, site: Site) -> None:
    """Pagefind shows pages with words that only begin alike; what is for teachers is in none of them."""
    page = browser.new_page()
    page.goto(f"{site.address}sok/index.html?q={SECRET_WORD}")
    page.wait_for_selector("#traffar > p")
    hits = page.locator("#traffar ol").inner_text() if page.locator("#traffar ol").count() else ""
    assert SECRET_WORD.lower() not in hits.lower()
    for link in page.locator("#traffar h2 a").all():
        assert SECRET_WORD not in page.request.get(link.get_attribute("href") or "").text()
    page.close()


def test_a_search_can_be_linked_to(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}index.html")
    page.locator("input[type=search]").fill("tjänsteman")
    page.keyboard.press("Enter")
    page.wait_for_selector("#traffar h2 a")
    assert "q=tj" in page.url
    page.close()


@pytest.mark.parametrize("opened", ["served", "from disk"])
def test_without_scripts_or_a_server_the_lists_serve_and_nothing_looks_broken(
    browser: Browser, site: Site, opened: str
) -> None:
    context = browser.new_context(java_script_enabled=opened == "from disk")
    page = context.new_page()
    said = watched(page)
    address = site.address if opened == "served" else (site.out / "public").as_uri() + "/"
    page.goto(f"{address}sok/index.html")
    page.wait_for_timeout(300)
    assert page.locator("#traffar").inner_text()
    assert page.locator("main a[href*='tema/']").first.is_visible()
    page.locator("main a[href*='tema/']").first.click()
    page.locator("main a[href*='cases/']").first.click()
    assert "Fall" in page.locator("main").inner_text()
    page.locator("a[href$='studentutgava.html']").first.click()
    assert page.locator("h1").inner_text()
    context.close()
    assert said == []


def test_the_site_works_below_the_root_of_a_domain(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    said = watched(page)
    public = site.out / "public"

    def below(route: Any) -> None:
        path = route.request.url.partition("?")[0].partition("/nagon/annanstans/")[2]
        file = public / path
        route.fulfill(path=file) if path and file.is_file() else route.fulfill(status=404)

    page.route("http://127.0.0.1:9/**", below)
    page.goto("http://127.0.0.1:9/nagon/annanstans/sok/index.html?q=tj%C3%A4nsteman")
    page.wait_for_selector("#traffar h2 a")
    page.locator("#traffar h2 a").first.click()
    page.wait_for_selector("article")
    assert "/nagon/annanstans/" in page.url
    assert page.evaluate("getComputedStyle(document.body).fontFamily").startswith(("KEFU", '"KEFU'))
    page.close()
    assert said == []


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


def test_paper_has_no_navigation(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}cases/01-skolan/fall-01-skolan-studentutgava.html")
    page.emulate_media(media="print")
    assert not page.locator("header.site nav").is_visible()
    assert page.locator("article").is_visible()
    assert page.pdf().startswith(b"%PDF")
    page.close()
