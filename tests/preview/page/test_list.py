"""The list of documents: what there is, what is known of each, and how one gets along in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.preview.page.fake import CASES, FIRST, LONG, REPORT, SECOND, TEACHER, fake_of, state

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page


def rows(page: Page) -> list[str]:
    return [one.get_attribute("data-id") or "" for one in page.locator("a.row").all() if one.is_visible()]


def test_documents_stand_under_their_cases_the_report_first(look: Callable[..., Any]) -> None:
    with look() as seen:
        assert rows(seen.page) == [one["id"] for one in seen.fake.state["documents"]]
        assert seen.page.locator("#groups h3").all_inner_texts() == ["Fall 1 Utkastet som läckte", "Fall 2 Prognosen"]
        assert seen.row(REPORT).split() == ["Rapport"]
        assert seen.row(TEACHER).split("\n")[-1] == "bara för lärare"
        assert seen.page.locator("a.row[aria-current=page]").get_attribute("data-id") == SECOND


def test_what_is_known_of_a_document_is_said_in_words(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.fake.say(
            {
                SECOND: {"errors": 2, "warnings": 1, "good": False},
                FIRST: {"changed": True, "warnings": 3},
                REPORT: {"errors": 1, "good": False, "revision": ""},
                TEACHER: {"changed": None},
            },
            latest=SECOND,
        )
        seen.page.wait_for_selector("a.row .mark.error")
        marks = {one: seen.row(one).split("\n")[1:] for one in (SECOND, FIRST, REPORT, TEACHER)}
        assert marks[SECOND] == ["2 fel", "1 varning", "från 12.01", "senast sparad"]
        assert marks[FIRST] == ["3 varningar", "ändrad"]
        assert marks[REPORT] == ["1 fel", "inte klar"]
        assert marks[TEACHER] == ["bara för lärare"]
        titles = seen.page.locator("a.row .mark[title]").evaluate_all("all => all.map((one) => one.title)")
        assert titles == ["Ändrad sedan den senaste utgåvan i dist/", "Visar senast fungerande version, från 12.01"]


def test_many_cases_are_folded_but_for_the_one_that_is_shown(look: Callable[..., Any]) -> None:
    with look(state(LONG)) as seen:
        folder = CASES[2][0]
        own = [one for one in LONG if one.endswith(folder)]
        assert rows(seen.page) == [REPORT, *own]
        seen.fake.say({"leadership/05-ringer": {"errors": 4}, "student/05-ringer": {"errors": 1}})
        seen.page.locator("summary .mark.error").filter(visible=True).wait_for()
        assert seen.page.locator("summary").nth(4).inner_text().split("\n")[-1] == "4 fel"
        seen.page.locator("summary").nth(4).click()
        assert len(rows(seen.page)) == 1 + 2 * len(own)
        seen.fake.say()
        seen.page.wait_for_timeout(200)
        assert len(rows(seen.page)) == 1 + 2 * len(own), "what was opened stays open"
        seen.page.locator("summary").nth(4).click()
        seen.fake.say(latest="student/05-ringer")
        seen.shows("student/05-ringer")
        assert "student/05-ringer" in rows(seen.page), "what is followed is in sight"


def test_the_filter_narrows_the_list_and_says_how_much_is_left(look: Callable[..., Any]) -> None:
    with look(state(LONG)) as seen:
        seen.page.get_by_label("Filtrera listan").fill("LÄRAR fall 1")
        assert rows(seen.page) == ["teacher/01-utkastet", "teacher/10-anmalan", "teacher/11-samlingen"]
        seen.told("3 dokument passar.")
        seen.page.get_by_label("Filtrera listan").fill("handslaget läs")
        assert rows(seen.page) == ["reading/09-handslaget"]
        seen.page.get_by_label("Filtrera listan").press("Enter")
        seen.shows("reading/09-handslaget")
        seen.page.get_by_label("Filtrera listan").fill("finns inte")
        assert rows(seen.page) == []
        assert seen.page.locator("#none").is_visible()
        seen.page.get_by_label("Filtrera listan").fill("")
        assert rows(seen.page)[0] == REPORT


def test_the_arrows_move_in_the_list(look: Callable[..., Any]) -> None:
    with look() as seen:
        focused = "document.activeElement.dataset.id ?? document.activeElement.tagName"
        seen.page.get_by_label("Filtrera listan").focus()
        found = []
        for key in ["ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "ArrowUp", "ArrowUp", "ArrowUp"]:
            seen.page.keyboard.press(key)
            found.append(seen.page.evaluate(focused))
        assert found == [REPORT, "SUMMARY", FIRST, "SUMMARY", REPORT, "INPUT", "INPUT"]
        seen.page.keyboard.press("ArrowDown")
        seen.page.keyboard.press("Enter")
        seen.shows(REPORT)


def test_the_foot_says_what_is_made_and_what_the_gate_says(look: Callable[..., Any]) -> None:
    with look() as seen:
        lines = seen.page.locator(".foot p")
        assert lines.all_inner_texts() == ["Allt är klart, senast 12.03.", "Ansluten.", ""]
        checked = {"checked": "Kontrollen är godkänd."}
        seen.fake.say({SECOND: checked, FIRST: {"checked": "Väntar."}}, busy="Gör PDF av rapporten …", at="12:04:00")
        seen.page.get_by_text("Gör PDF av rapporten …").wait_for()
        assert lines.last.inner_text() == "Kontrollen är godkänd."
        seen.fake.say(busy="", at="12:04:59")
        seen.page.get_by_text("Allt är klart, senast 12.04.").wait_for()


def test_a_project_without_documents_says_what_is_wrong_and_shows_the_first_that_there_is(
    look: Callable[..., Any],
) -> None:
    with look(state(()), "") as seen:
        assert seen.page.get_by_text("Projektet har inga dokument än.").is_visible()
        seen.fake.state = state()
        seen.fake.pages |= fake_of(state()).pages
        seen.fake.say()
        seen.shows(REPORT)
        assert seen.page.url.endswith(f"#{REPORT}")
