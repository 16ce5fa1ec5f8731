"""What is shown: what the address says, what was saved last, what somebody chose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.preview.page.fake import FIRST, REPORT, SECOND, TEACHER, page, paragraphs, state

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(("latest", "shown"), [("", REPORT), (FIRST, FIRST), ("student/borta", REPORT)])
def test_the_first_is_what_was_saved_last_or_else_the_first_of_the_list(
    look: Callable[..., Any], latest: str, shown: str
) -> None:
    with look(state(latest=latest), "") as seen:
        seen.shows(shown)
        assert seen.page.url.endswith(f"#{shown}")


def test_what_was_saved_last_is_followed_without_a_trace_in_the_history(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        before = seen.page.evaluate("history.length")
        seen.fake.say(latest=FIRST)
        seen.shows(FIRST)
        seen.told("Visar Utkastet som läckte, Studentutgåva.")
        assert seen.page.url.endswith(f"#{FIRST}")
        assert seen.page.title() == "Utkastet som läckte, Studentutgåva – förhandsvisning"
        seen.fake.say(latest=TEACHER)
        seen.shows(TEACHER, format_="pdf")
        assert seen.page.evaluate("history.length") == before


def test_a_document_that_is_saved_again_is_followed_again(look: Callable[..., Any]) -> None:
    with look(state(latest=FIRST)) as seen:
        seen.shows(SECOND)
        seen.fake.say(busy="Gör något annat …")
        seen.page.wait_for_timeout(1700)
        assert seen.page.url.endswith(f"#{SECOND}"), "what was saved before one came is no news"
        seen.fake.write(FIRST, paragraphs(3), "b2")
        seen.shows(FIRST, "b2")


def test_nobody_is_taken_back_to_what_was_saved_just_before_a_choice(look: Callable[..., Any]) -> None:
    with look(state(latest=FIRST), f"#{FIRST}") as seen:
        seen.shows(FIRST)
        seen.page.locator(f"a.row[data-id='{REPORT}']").click()
        seen.fake.write(FIRST, paragraphs(3), "b2")
        seen.shows(REPORT)
        seen.page.wait_for_timeout(300)
        assert seen.page.url.endswith(f"#{REPORT}")


def test_a_pinned_document_stays(look: Callable[..., Any]) -> None:
    with look() as seen:
        pin = seen.page.get_by_role("button", name="Fäst")
        pin.click()
        assert pin.get_attribute("aria-pressed") == "true"
        seen.told("Fäst vid Prognosen, Studentutgåva.")
        seen.fake.say(latest=FIRST)
        seen.page.locator(f"a.row[data-id='{FIRST}'] .latest").wait_for()
        seen.shows(SECOND)
        seen.page.reload()
        seen.shows(SECOND)
        assert pin.get_attribute("aria-pressed") == "true", "reloading does not loosen it"
        pin.click()
        seen.told("Följer det som sparas.")
        seen.fake.say(latest=TEACHER)
        seen.shows(TEACHER, format_="pdf")


def test_the_address_has_the_document_and_the_format(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.page.locator(f"a.row[data-id='{FIRST}']").click()
        seen.shows(FIRST)
        seen.page.get_by_role("link", name="PDF", exact=True).click()
        seen.shows(FIRST, format_="pdf")
        assert seen.page.url.endswith(f"#{FIRST}/pdf")
        seen.page.reload()
        seen.shows(FIRST, format_="pdf")
        seen.page.go_back()
        seen.shows(FIRST)
        seen.page.go_back()
        seen.shows(SECOND)
        seen.page.go_forward()
        seen.shows(FIRST)
        assert seen.page.locator("a.row[aria-current]").get_attribute("data-id") == FIRST


def test_formats_that_a_document_lacks_are_not_offered(look: Callable[..., Any]) -> None:
    with look() as seen:

        def offered() -> list[str]:
            return [one.inner_text() for one in seen.page.locator(".tools a").all() if one.is_visible()]

        assert offered() == ["Webb", "PDF", "Hämta Word", "Hämta EPUB"]
        seen.page.locator(f"a.row[data-id='{TEACHER}']").click()
        seen.shows(TEACHER, format_="pdf")
        assert offered() == ["PDF", "Hämta Word"]
        assert seen.page.locator("#restricted").inner_text() == "bara för lärare"
        with seen.page.expect_download() as download:
            seen.page.get_by_role("link", name="Hämta Word").click()
        assert download.value.suggested_filename == "teacher-02-prognosen.docx"
        seen.fake.say({TEACHER: {"formats": ["docx"]}})
        seen.page.get_by_text("Det här dokumentet finns bara som fil.").wait_for()


def test_a_document_that_goes_says_so_and_is_shown_when_it_is_back(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        all_ = seen.fake.state["documents"]
        seen.fake.say()
        seen.fake.state["documents"] = [one for one in all_ if one["id"] != SECOND]
        seen.fake.say()
        seen.page.get_by_text("Dokumentet finns inte längre. Välj ett annat i listan.").wait_for()
        seen.fake.state["documents"] = all_
        seen.fake.say()
        seen.shows(SECOND)


ADDRESSES: Final = {
    "#student/02-prognosen": {"id": "student/02-prognosen", "format": "html"},
    "#student/02-prognosen/pdf": {"id": "student/02-prognosen", "format": "pdf"},
    "#student/p%C3%A5": {"id": "student/på", "format": "html"},
    "#shown": None,
    "": None,
    "#a/%": None,
}


def test_an_address_is_read_and_written(look: Callable[..., Any]) -> None:
    with look() as seen:
        module = "await import('./page/address.js')"
        read = {one: seen.page.evaluate(f"async (text) => ({module}).read(text)", one) for one in ADDRESSES}
        assert read == ADDRESSES
        for text, there in ADDRESSES.items():
            if there:
                assert seen.page.evaluate(f"async (at) => ({module}).written(at.id, at.format)", there) == text


def test_a_broken_connection_is_told_and_made_again(look: Callable[..., Any]) -> None:
    with look(broken=True) as seen:
        seen.shows(SECOND)
        line = seen.page.locator("#connection")
        seen.fake.cut()
        line.filter(has_text="Förbindelsen är bruten – försöker igen …").wait_for()
        seen.fake.pages[SECOND] = page("Prognosen", ["Nytt."])
        seen.fake.say({SECOND: {"revision": "b2"}})
        seen.fake.open = True
        line.filter(has_text="Ansluten.").wait_for()
        seen.shows(SECOND, "b2")
        assert seen.document.get_by_text("Nytt.").is_visible()


def test_a_connection_that_stays_broken_says_what_to_do(look: Callable[..., Any]) -> None:
    with look(broken=True) as seen:
        seen.fake.cut()
        seen.page.locator("#connection").filter(has_text="Starta det igen och använd den nya adressen.").wait_for()
