"""The preview by keyboard alone: everything is reached, single keys can be turned off, and one sees where one is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.browser.test_keyboard import colour, tabbed
from tests.contrast import VISIBLE, contrast, luminance
from tests.preview.page.fake import FIRST, REPORT, SECOND, TEACHER, problem, state

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.preview.page.conftest import Looking

SHOWS: Final = [REPORT, FIRST, "leadership/01-utkastet", "teacher/01-utkastet", SECOND, TEACHER]


def pinned(seen: Looking) -> bool:
    return bool(seen.page.locator("#pin").get_attribute("aria-pressed") == "true")


def test_single_keys_do_what_the_help_says(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.page.keyboard.press("p")
        seen.shows(SECOND, format_="pdf")
        seen.page.keyboard.press("w")
        seen.shows(SECOND)
        seen.page.keyboard.press("k")
        seen.page.keyboard.press("k")
        seen.shows("leadership/01-utkastet")
        seen.page.keyboard.press("j")
        seen.page.keyboard.press("j")
        seen.page.keyboard.press("j")
        seen.page.keyboard.press("j")
        seen.shows(TEACHER, format_="pdf")
        seen.page.keyboard.press("w")
        assert seen.page.url.endswith(f"#{TEACHER}"), "it has no web page"
        seen.page.keyboard.press("f")
        assert pinned(seen)
        seen.page.keyboard.press("f")
        assert not pinned(seen)
        seen.page.keyboard.press("/")
        assert seen.page.evaluate("document.activeElement.id") == "filter"
        seen.page.locator("#shown").focus()
        seen.page.keyboard.press("?")
        assert seen.page.get_by_role("dialog", name="Tangenter").is_visible()
        seen.page.keyboard.press("f")
        assert not pinned(seen), "nothing happens behind the dialog"
        seen.page.keyboard.press("Escape")
        assert not seen.page.get_by_role("dialog").is_visible()


def test_keys_that_are_pressed_in_the_document_are_those_of_the_page(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.document.get_by_text("Stycke 3.").click()
        seen.page.keyboard.press("f")
        seen.page.locator("#pin[aria-pressed=true]").wait_for()
        seen.page.keyboard.press("k")
        seen.shows("teacher/01-utkastet", format_="pdf")


def test_a_document_that_had_the_focus_has_it_in_its_new_version(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.document.get_by_text("Stycke 3.").click()
        seen.fake.say({SECOND: {"revision": "b2"}})
        seen.shows(SECOND, "b2")
        assert seen.page.evaluate("document.activeElement.tagName") == "IFRAME"
        seen.page.keyboard.press("f")
        seen.page.locator("#pin[aria-pressed=true]").wait_for()


def test_no_single_key_does_anything_in_the_filter_or_with_another_key(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.page.get_by_label("Filtrera listan").focus()
        seen.page.keyboard.type("fpk?/e")
        assert seen.page.get_by_label("Filtrera listan").input_value() == "fpk?/e"
        seen.page.get_by_label("Filtrera listan").fill("")
        seen.page.locator("#shown").focus()
        seen.page.keyboard.press("Alt+p")
        seen.page.wait_for_timeout(100)
        assert seen.page.url.endswith(f"#{SECOND}")
        assert not pinned(seen)
        assert not seen.page.get_by_role("dialog").is_visible()


def test_single_keys_can_be_turned_off_and_stay_off(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.page.get_by_role("button", name="Tangenter").click()
        seen.page.get_by_label("Använd tangenterna ovan").uncheck()
        seen.page.get_by_role("button", name="Stäng").click()
        for _ in range(2):
            for key in "fpk?/":
                seen.page.keyboard.press(key)
            seen.page.wait_for_timeout(100)
            assert seen.page.url.endswith(f"#{SECOND}")
            assert not pinned(seen)
            assert not seen.page.get_by_role("dialog").is_visible()
            seen.page.reload()
            seen.shows(SECOND)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_is_reached_and_one_sees_where_one_is(look: Callable[..., Any], scheme: str) -> None:
    known = state(problems=[problem(), problem(severity="warning", line=3)])
    with look(known, color_scheme=scheme) as seen:
        seen.shows(SECOND)
        stops = tabbed(seen.page, until=lambda stop: stop["tag"] == "IFRAME")
        names = [(stop["tag"], stop["text"].partition("\n")[0]) for stop in stops]
        assert names[0] == ("A", "Hoppa till dokumentet")
        assert names[1] == ("INPUT", "")
        assert [stop["href"] for stop in stops if (stop["href"] or "").count("/") == 1][: len(SHOWS)] == [
            f"#{one}" for one in SHOWS
        ]
        assert [name for name in names if name[0] == "BUTTON"] == [("BUTTON", "Fäst"), ("BUTTON", "Tangenter")]
        assert names[-4:] == [
            ("SECTION", stops[-4]["text"].partition("\n")[0]),
            ("A", "Öppna cases/02-prognosen/case.md, rad 14"),
            ("SUMMARY", "1 varning"),
            ("IFRAME", ""),
        ]
        assert [
            name for name, stop in zip(names, stops[:-1], strict=False) if not (stop["outlined"] and stop["shown"])
        ] == []
        assert {luminance(colour(stop["ground"])) > 0.5 for stop in stops[:-1]} == {scheme == "light"}
        assert [
            name
            for name, stop in zip(names, stops[:-1], strict=False)
            if contrast(colour(stop["outline"]), colour(stop["ground"])) < VISIBLE
        ] == []


def test_the_list_is_skipped(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.page.keyboard.press("Tab")
        seen.page.keyboard.press("Enter")
        assert seen.page.evaluate("document.activeElement.id") == "shown"
        assert seen.page.url.endswith(f"#{SECOND}")
        seen.page.keyboard.press("Tab")
        assert seen.page.evaluate("document.activeElement.textContent") == "Webb"


def test_a_small_screen_has_the_list_in_place_of_the_document(look: Callable[..., Any]) -> None:
    with look(viewport={"width": 390, "height": 844}) as seen:
        seen.shows(SECOND)
        drawer = seen.page.get_by_role("button", name="Dokument")
        assert not seen.page.locator("#documents").is_visible()
        drawer.click()
        assert drawer.get_attribute("aria-expanded") == "true"
        assert seen.page.locator("#documents").is_visible()
        assert not seen.page.locator("#shown").is_visible()
        seen.page.locator(f"a.row[data-id='{SECOND}']").click()
        assert seen.page.locator("#shown").is_visible(), "what is shown already can be chosen as well"
        drawer.click()
        seen.page.locator(f"a.row[data-id='{FIRST}']").click()
        seen.shows(FIRST)
        assert drawer.get_attribute("aria-expanded") == "false"
        seen.fake.say({SECOND: {"errors": 2}}, problems=[problem(), problem(line=3)])
        drawer.filter(has_text="(2 fel)").wait_for()
        seen.page.locator("#shown").focus()
        seen.page.keyboard.press("/")
        assert seen.page.evaluate("document.activeElement.id") == "filter"
