"""How one chooses a case: filtering, whose outcome is told and stands in the address, and what a case's page offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.browser.conftest import watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.browser.conftest import Site

CASES: Final = "cases/index.html"
PHONE: Final = (390, 844)
SHARED: Final = """
window.shared = [];
navigator.share = async (given) => { window.shared.push(given); };
"""


def shown(page: Page) -> list[str]:
    """Return the titles of the cases that are shown."""
    return [card.inner_text() for card in page.locator("section.all .card h3").all() if card.is_visible()]


def outcome(page: Page) -> str:
    return page.locator(".filter [role=status]").inner_text()


@pytest.mark.parametrize("opened", ["served", "from disk"])
def test_cases_are_filtered_and_the_address_says_how(browser: Browser, site: Site, opened: str) -> None:
    page = browser.new_page()
    said = watched(page)
    start = site.address if opened == "served" else f"{(site.out / 'public').as_uri()}/"
    page.goto(start + CASES)
    assert (shown(page), outcome(page)) == (["Skolan", "Bron"], "Visar alla 2 fall.")
    page.get_by_label("Tema", exact=True).select_option("trust")
    assert (shown(page), outcome(page)) == (["Skolan"], "Visar 1 av 2 fall.")
    assert page.url == f"{start}{CASES}?tema=trust"
    assert page.locator("option[value=grundniva]").is_disabled(), "no case is left that has both"
    page.get_by_role("link", name="Skolan").click()
    page.wait_for_url("**/01-skolan/**")
    page.go_back()
    assert (shown(page), outcome(page)) == (["Skolan"], "Visar 1 av 2 fall.")
    page.goto(f"{start}{CASES}?tema=trust&niva=grundniva")
    assert (shown(page), outcome(page)) == ([], "Inget fall har allt det som du har valt.")
    page.get_by_role("button", name="Visa alla fall").click()
    assert (shown(page), page.url) == (["Skolan", "Bron"], start + CASES)
    assert page.evaluate("document.activeElement.tagName") == "SELECT", "who was at the button is not lost"
    page.close()
    assert said == []


def test_what_is_asked_for_and_not_there_filters_nothing(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    said = watched(page)
    page.goto(f"{site.address}{CASES}?tema=roles&niva=%22%5D&okand=1")
    assert shown(page) == ["Skolan", "Bron"]
    page.close()
    assert said == []


def test_without_scripts_all_cases_are_listed(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site.address}{CASES}?tema=trust")
    assert shown(page) == ["Skolan", "Bron"]
    assert [one for one in page.locator("form, select, button").all() if one.is_visible()] == []
    page.goto(f"{site.address}cases/01-skolan/index.html")
    assert [one for one in page.locator("button").all() if one.is_visible()] == []
    context.close()


@pytest.mark.parametrize("path", ["index.html", CASES])
def test_a_phone_shows_a_case_before_one_scrolls(browser: Browser, site: Site, path: str) -> None:
    page = browser.new_page(viewport={"width": PHONE[0], "height": PHONE[1]})
    page.goto(site.address + path)
    box = page.locator(".card h3").first.bounding_box()
    page.close()
    assert box
    assert box["y"] + box["height"] < PHONE[1]


def test_a_citation_is_copied_and_that_is_said(browser: Browser, site: Site) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site.address}cases/01-skolan/index.html")
    page.get_by_role("button", name="Kopiera hänvisningen").click()
    page.get_by_text("Kopierad.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.locator(".citation").inner_text()
    page.get_by_text("BibTeX", exact=True).first.click()
    page.get_by_role("button", name="Kopiera som BibTeX").click()
    page.get_by_text("Kopierad.").nth(1).wait_for()
    assert page.evaluate("navigator.clipboard.readText()").startswith("@")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="Kopiera hänvisningen").click()
    page.get_by_text("Det gick inte att kopiera.").wait_for()
    context.close()


def test_a_case_is_shared_where_the_system_can(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}cases/01-skolan/index.html")
    assert not page.locator(".share").is_visible()
    page.add_init_script(SHARED)
    page.reload()
    page.get_by_role("button", name="Dela fallet").click()
    assert page.evaluate("window.shared") == [
        {
            "title": "Skolan",
            "text": "Ska skolan stå kvar?",
            "url": page.locator("link[rel=canonical]").get_attribute("href"),
        }
    ]
    page.close()


def test_cases_lead_to_their_neighbours(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}cases/01-skolan/index.html")
    assert page.locator("a[rel=prev]").count() == 0
    page.locator("a[rel=next]").click()
    page.wait_for_url("**/02-bron/**")
    assert page.locator("a[rel=next]").count() == 0
    page.locator("a[rel=prev]").click()
    page.wait_for_url("**/01-skolan/**")
    page.close()
