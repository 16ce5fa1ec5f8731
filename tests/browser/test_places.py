"""The site wherever it lies: below the root of a domain, at addresses that are missing, on a disk, without scripts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

import pytest
from tests.browser.conftest import EDITIONS, HOME, LOCAL, found, served, small_site, told, watched
from tests.chromium import scrolls_sideways

from kefu.site.fonts import fonts

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route
    from tests.browser.conftest import Site

ELSEWHERE: Final = f"{LOCAL}9/nagon/annanstans/"
"""An address below the root of a domain where nothing is, which a test answers itself; the site does not know it."""

READING: Final = "cases/01-skolan/fall-01-skolan-studentutgava.html"
FONTS: Final = """async () => {
  await document.fonts.ready;
  const used = [...document.fonts].filter((font) => font.status === "loaded").map((font) => font.family);
  await Promise.allSettled([...document.fonts].map((font) => font.load()));
  return {used: used.map((name) => name.replaceAll('"', "")), all: [...document.fonts].map((font) => font.status)};
}"""
"""The families that a page's text uses, and of all fonts in its style whether they can be had."""

PICTURES: Final = """() => Promise.all([...document.images].map((image) => {
  image.loading = "eager";
  return image.decode().then(() => true, () => false);
}))"""
LINKS: Final = """() => [...document.querySelectorAll("[href], [src]")].map((one) => one.href || one.src)
  .filter((link) => !link.startsWith("data:"))"""


def placed(page: Page, address: str, public: Path) -> None:
    """Answer at an address as a web server would that has a site's files there."""

    def answer(route: Route) -> None:
        path = unquote(urlsplit(route.request.url).path).removeprefix(urlsplit(address).path)
        file = public / path / "index.html" if path == "" or path.endswith("/") else public / path
        if file.is_file():
            route.fulfill(path=file)
        else:
            route.fulfill(path=public / "404.html", status=404)

    page.route(f"{address}**", answer)


def check_style(page: Page) -> None:
    """Check that the site's style is applied, its fonts are loaded, and its pictures are shown."""
    families = page.evaluate(
        "[document.body, document.querySelector('h1')].map((one) => getComputedStyle(one).fontFamily)"
    )
    assert [family.partition(",")[0].strip('"') for family in families] == ["KEFU Serif", "KEFU Sans"]
    assert page.evaluate("getComputedStyle(document.querySelector('header.site')).display") == "flex"
    loaded = page.evaluate(FONTS)
    assert {"KEFU Serif", "KEFU Sans"} <= {*loaded["used"]}
    assert loaded["all"] == ["loaded"] * len(fonts(()))
    assert all(page.evaluate(PICTURES))


def target(link: str, address: str, public: Path) -> Path:
    """Return the file that a link below an address leads to."""
    path = unquote(urlsplit(link).path).removeprefix(unquote(urlsplit(address).path))
    return public / path / "index.html" if path == "" or path.endswith("/") else public / path


@pytest.mark.parametrize("address", [HOME, ELSEWHERE])
def test_the_site_works_below_the_root_of_a_domain(browser: Browser, site: Site, address: str) -> None:
    page = browser.new_page()
    said = watched(page, address)
    placed(page, address, site.out / "public")
    page.goto(f"{address}sok/index.html?q=tj%C3%A4nsteman")
    assert "liknar" in told(page)
    check_style(page)
    assert all(link.startswith(address) for _, link in found(page))
    page.locator(EDITIONS).first.click()
    page.wait_for_selector("article")
    page.wait_for_load_state()
    check_style(page)
    assert page.url.startswith(address)
    for path in ("", "cases/01-skolan/"):
        page.goto(address + path)
        check_style(page)
    page.close()
    assert said == []


def check_missing(page: Page, missing: str, address: str, public: Path) -> None:
    """Check that a missing address shows the page that says so, and that it leads back to the site at an address."""
    said = watched(page, address)
    answer = page.goto(missing)
    assert answer
    assert answer.status == 404
    assert page.locator("h1").inner_text() == "Sidan finns inte"
    assert page.evaluate("getComputedStyle(document.querySelector('header.site')).display") == "flex"
    assert page.evaluate("getComputedStyle(document.querySelector('.button')).paddingLeft") != "0px"
    links = [link for link in page.evaluate(LINKS) if not link.startswith(("mailto:", "https://creativecommons.org/"))]
    assert [link for link in links if not link.startswith(address)] == []
    inside = [link for link in links if not link.endswith("#innehall")]
    assert len(inside) > 5
    assert [link for link in inside if not target(link, address, public).is_file()] == []
    page.get_by_role("link", name="Till startsidan").click()
    assert page.locator("h1").inner_text() == "En liten rapport"
    page.goto(missing)
    page.get_by_role("link", name="Sök i rapporten och fallen").click()
    assert page.locator("h1").inner_text() == "Sök"
    assert {line for line in said if "status of 404" not in line} == set()


def test_a_missing_address_below_the_root_of_a_domain_leads_back(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    public = site.out / "public"
    placed(page, HOME, public)
    check_missing(page, f"{HOME}a/b/c/", HOME, public)
    page.close()


def test_a_missing_address_of_a_site_that_is_looked_at_on_this_machine_leads_back(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    check_missing(page, f"{site.address}a/b/c/", site.address, site.out / "public")
    page.close()


def test_a_missing_address_leads_back_to_a_site_that_does_not_say_where_it_is(browser: Browser, tmp_path: Path) -> None:
    page = browser.new_page()
    with served(small_site(tmp_path / "small")) as bare:
        assert HOME not in (bare.out / "public" / "404.html").read_text(encoding="utf-8")
        check_missing(page, f"{bare.address}a/b/c/", bare.address, bare.out / "public")
    page.close()


@pytest.mark.parametrize("opened", ["without scripts", "from disk"])
def test_where_search_cannot_work_the_start_page_has_none_and_the_lists_serve(
    browser: Browser, site: Site, opened: str
) -> None:
    context = browser.new_context(java_script_enabled=opened == "from disk")
    page = context.new_page()
    said = watched(page)
    start = site.address if opened == "without scripts" else f"{(site.out / 'public').as_uri()}/"
    for path in ("index.html", "sok/index.html"):
        page.goto(start + path)
        assert page.locator("form, input, button").count() == 3
        assert [one for one in page.locator("form, input, button").all() if one.is_visible()] == []
        assert not scrolls_sideways(page)
    assert "Sökningen behöver" in page.locator("#traffar").inner_text()
    for path in ("cases/index.html", "sok/index.html"):
        page.goto(start + path)
        filters = page.locator("main .choices a").all_inner_texts()
        assert len(filters) == 3
        for name in filters:
            page.goto(start + path)
            page.locator("main .choices").get_by_role("link", name=name).click()
            assert page.locator("h1").inner_text() == name
            page.locator("main .card a").first.click()
            assert "Fall" in page.locator("main .eyebrow").first.inner_text()
    page.locator("a[href$='studentutgava.html']").first.click()
    assert page.locator("article h1").inner_text()
    context.close()
    assert said == []


def test_where_search_works_its_box_is_seen(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    for path in ("index.html", "sok/index.html"):
        page.goto(site.address + path)
        page.wait_for_selector("input[type=search]", state="visible")
    page.close()


def test_every_page_can_be_opened_from_a_disk(browser: Browser, site: Site) -> None:
    """The page for missing addresses is the one that nobody opens."""
    page = browser.new_page()
    said = watched(page)
    public = site.out / "public"
    opened = [path for path in site.pages if path != "404.html"]
    assert {"index.html", "cases/01-skolan/index.html", READING, "tillganglighet/index.html"} <= {*opened}
    broken = []
    for path in opened:
        page.goto((public / path).as_uri())
        check_style(page)
        links = [link for link in page.evaluate(LINKS) if link.startswith("file:")]
        assert len(links) > 5
        for link in links:
            file = Path(unquote(urlsplit(link).path))
            fragment = unquote(urlsplit(link).fragment)
            there = file.is_relative_to(public) and file.is_file()
            if not there or (fragment and f'id="{fragment}"' not in file.read_text(encoding="utf-8")):
                broken.append((path, link))
    page.close()
    assert broken == []
    assert said == []
