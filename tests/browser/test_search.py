"""The search as its readers use it: it knows the forms of Swedish words, and nothing that is for teachers."""

from __future__ import annotations

import gzip
import re
from typing import TYPE_CHECKING, Final

from tests.browser.conftest import SECRET_WORD, found, told, watched

from kefu.site.search import LEFT_OUT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Route
    from tests.browser.conftest import Site

PUBLIC_STEM: Final = b"fallmark"
SECRET_STEM: Final = b"handledningsmark"
"""Beginnings without diacritics of a word that all may read and of one for teachers, as any form of them has."""


def test_search_finds_another_form_of_a_swedish_word(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    said = watched(page)
    page.goto(f"{site.address}sok/index.html")
    page.locator("input[type=search]").fill("tjänsteman")
    page.keyboard.press("Enter")
    assert "liknar det du söker" in told(page)
    hits = found(page)
    assert "Studentutgåva" in {edition for edition, _ in hits}
    titles = page.locator("#traffar h2").all_inner_texts()
    assert "Fall\N{NO-BREAK SPACE}1: Skolan" in titles
    assert len({*titles}) == len(titles), "each work is there once"
    for title in page.locator("#traffar h2 a").all():
        assert (title.get_attribute("href") or "").endswith("/index.html")
    assert {*page.locator("#traffar mark").all_inner_texts()} == {"tjänstemännens"}
    for _, link in hits:
        assert link.startswith(site.address)
        assert "tjänstemännens" in page.request.get(link).text()
    page.close()
    assert said == []


def test_a_hit_shows_the_sentence_that_the_word_is_in(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}sok/index.html?q=tjänsteman")
    told(page)
    shown = page.locator("#traffar li p:has(mark)").all_inner_texts()
    assert shown
    for sentence in shown:
        assert re.fullmatch(r"[A-ZÅÄÖ”].*[.!?…][”’)]*", sentence)
    page.close()


def test_a_long_sentence_is_cut_and_an_abbreviation_ends_none(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}sok/index.html")
    shown = page.evaluate(
        """(texts) => texts.map((text) => {
          const place = text.split(" ").findIndex((word) => word.includes("här"));
          const made = document.createElement("div");
          sentence(text, [place], made);
          return made.textContent;
        })""",
        [
            "Nej. Kom t.ex. här kl. nio, sa hon. Ja.",
            "”Vad?” Hon stod ”här.” Han gick.",
            "Ett. punkten här. punkten där.",
            "ord " * 60 + "här" + " ord" * 60 + ".",
        ],
    )
    assert shown[:3] == ["Kom t.ex. här kl. nio, sa hon.", "Hon stod ”här.”", "punkten här."]
    assert shown[3] == "… " + "ord " * 40 + "här" + " ord" * 40 + " …"
    page.close()


def test_search_passes_over_what_is_no_text_to_be_read(browser: Browser, site: Site) -> None:
    """What is passed over is there, on some page; and a word that only it has finds nothing."""
    page = browser.new_page()
    there = set[str]()
    for path in site.pages:
        page.goto(f"{site.address}{path}")
        there |= {selector for selector in LEFT_OUT if page.locator(selector).count()}
    assert there == set(LEFT_OUT) - {"main .draft", ".banner"}, "no case of the small project is a draft"
    for word in ("TY", "techreport", "Villkor"):
        page.goto(f"{site.address}sok/index.html?q={word}")
        told(page)
        assert word not in page.locator("#traffar").inner_text().replace(f"”{word}”", "")
    page.close()


def test_search_says_what_the_page_gives_it_to_say(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    said = watched(page)
    for asked, told_ in (
        ("xyzzy", "<b>Inget</b> “xyzzy”, “xyzzy”"),
        ("$&{count}", "<b>Inget</b> “$&{count}”, “$&{count}”"),
        ("tjänsteman", r"\d+ liknar"),
    ):
        page.goto(f"{site.address}sok/index.html")
        page.locator("#traffar").evaluate(
            """(place) => Object.assign(place.dataset, {
              none: "<b>Inget</b> “{words}”, “{words}”", one: "{count} liknar", several: "{count} liknar", place: "Här:"
            })"""
        )
        page.locator("input[type=search]").fill(asked)
        page.keyboard.press("Enter")
        if asked == "tjänsteman":
            assert re.fullmatch(told_, told(page))
            places = [one for one in page.locator("#traffar ul li").all_inner_texts() if one.count(" ") > 1]
            assert places
            assert all(" Här: " in place for place in places)
        else:
            assert told(page) == told_
    page.close()
    assert said == []


def test_search_says_when_nothing_is_found(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}sok/index.html?q=xyzzy")
    assert told(page).startswith("Inget innehåller ”xyzzy”")
    assert found(page) == []
    page.close()


def test_search_shows_nothing_of_what_is_for_teachers(browser: Browser, site: Site) -> None:
    """Pagefind shows pages with words that only begin alike; what is for teachers is in none of them."""
    page = browser.new_page()
    page.goto(f"{site.address}sok/index.html?q={SECRET_WORD}")
    assert "liknar" in told(page)
    assert SECRET_WORD.lower() not in page.locator("#traffar ol").inner_text().lower()
    hits = found(page)
    assert hits
    for _, link in hits:
        assert SECRET_WORD not in page.request.get(link).text()
    page.close()


def test_the_index_holds_no_word_of_what_is_for_teachers(site: Site) -> None:
    files = sorted((site.out / "public" / "pagefind").glob("**/*.pf_*"))
    unpacked = {path: gzip.decompress(path.read_bytes()).lower() for path in files}
    assert SECRET_WORD.lower().encode().startswith(SECRET_STEM)
    public = {path.suffix for path, content in unpacked.items() if PUBLIC_STEM in content}
    assert public == {".pf_fragment", ".pf_index"}, "a word that is there is found, both as read and as indexed"
    assert {path.suffix for path in files} == public | {".pf_meta"}
    assert [path.name for path, content in unpacked.items() if SECRET_STEM in content] == []


def test_a_search_can_be_linked_to(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.goto(f"{site.address}index.html")
    page.locator("input[type=search]").fill("tjänsteman")
    page.keyboard.press("Enter")
    assert "liknar" in told(page)
    assert page.url == f"{site.address}sok/index.html?q=tj%C3%A4nsteman"
    assert found(page)
    page.close()


def test_what_is_typed_while_search_is_loaded_stays(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/pagefind/pagefind.js", hold)
    with page.expect_request("**/pagefind/pagefind.js"):
        page.goto(f"{site.address}sok/index.html")
    field = page.locator("input[type=search]")
    field.fill("tjänsteman")
    held[0].continue_()
    page.locator("#traffar p").first.wait_for(state="detached")
    assert field.input_value() == "tjänsteman"
    field.press("Enter")
    assert "liknar" in told(page)
    page.close()


def test_a_search_that_cannot_be_loaded_shows_no_field(browser: Browser, site: Site) -> None:
    page = browser.new_page()
    page.route("**/pagefind/**", lambda route: route.abort())
    page.goto(f"{site.address}sok/index.html")
    page.wait_for_selector("input[type=search]", state="hidden")
    assert "Sökningen behöver" in page.locator("#traffar").inner_text()
    assert page.locator("main a[href*='tema/']").first.is_visible()
    page.close()
