"""Problems above the document: they come when they last, go when they are mended, and move nothing that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.preview.page.fake import FIRST, SECOND, problem, state

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.preview.page.conftest import Looking

BROKEN: Final = {SECOND: {"errors": 1, "good": False}}
MENDED: Final = {SECOND: {"errors": 0, "good": True}}
CHANGES: Final = """() => {
  window.changes = [];
  const panel = document.getElementById("problems");
  const note = () => window.changes.push(panel.hidden ? 0 : panel.querySelectorAll("li.problem").length);
  new MutationObserver(note).observe(panel, { attributes: true, childList: true, subtree: true });
}"""
"""Note how many problems are shown, whenever that changes."""


def changes(seen: Looking) -> list[int]:
    found: list[int] = seen.page.evaluate("window.changes")
    return [one for place, one in enumerate(found) if place == 0 or one != found[place - 1]]


def test_a_problem_is_told_with_its_place_and_a_way_to_it(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.fake.say(BROKEN, problems=[problem()])
        shown = seen.page.locator("li.problem")
        shown.wait_for()
        assert shown.locator(".severity").inner_text() == "Fel"
        assert shown.locator(".message").inner_text() == "“@lindgren2031” is not in the bibliography"
        assert shown.locator(".hints").inner_text() == "did you mean @lindgren2013?"
        assert shown.locator(".rule").inner_text() == "citation-resolves"
        assert shown.locator(".line").inner_text() == (
            "14 Kommunen växte långsamt [@lindgren2031, s. 12], som alla hade väntat."
        )
        assert shown.locator("mark").inner_text() == "@lindgren2031"
        assert shown.locator(".message").get_attribute("lang") == "en", "a screen reader says it in English"
        seen.page.get_by_role("link", name="Öppna cases/02-prognosen/case.md, rad 14").click()
        assert seen.opened == ["vscode://file/projekt/cases/02-prognosen/case.md:14:26"]
        assert seen.page.title() == "(1 fel) Prognosen, Studentutgåva – förhandsvisning"
        seen.told("1 fel i Prognosen, Studentutgåva.")
        seen.fake.say(MENDED, problems=[])
        shown.wait_for(state="detached")
        assert not seen.page.locator("#problems").is_visible()
        assert seen.page.title() == "Prognosen, Studentutgåva – förhandsvisning"
        seen.told("Felen i Prognosen, Studentutgåva, är rättade.")


LINES: Final[list[tuple[dict[str, Any], str, str]]] = [
    ({"text": "![Bild](figure:x)", "column": 1}, "14 ![Bild](figure:x)", "![Bild](figure:x)"),
    ({"text": "två  ord", "column": 4}, "14 två  ord", "  "),
    ({"text": "kort", "column": 9}, "14 kort", "kort"),
    ({"text": "utan rad", "column": 0, "line": 0}, "utan rad", "utan rad"),
    ({"text": "😀 @nyckel.", "column": 3}, "14 😀 @nyckel.", "@nyckel"),
    ({"text": "a" * 200 + " ö! " + "b" * 200, "column": 202}, f"14 …{'a' * 59} ö! {'b' * 138}…", "ö"),
    ({"text": "<b>&amp;</b>", "column": 4}, "14 <b>&amp;</b>", "&amp;</b>"),
]
"""Lines of problems, each as it is shown, and what of it is marked."""


def test_the_place_in_a_line_is_marked(look: Callable[..., Any]) -> None:
    with look(state(problems=[problem(**known) for known, _, _ in LINES])) as seen:
        shown = seen.page.locator("li.problem .line")
        assert shown.all_text_contents() == [line for _, line, _ in LINES]
        assert shown.locator("mark").all_text_contents() == [mark for _, _, mark in LINES]


def test_what_is_not_known_of_a_problem_is_left_out(look: Callable[..., Any]) -> None:
    bare = problem(text="", line=0, column=0, hints=[], editor="", documents=[], path="report/publication.yaml")
    with look(state(problems=[bare])) as seen:
        shown = seen.page.locator("li.problem")
        assert shown.locator(".where").inner_text().split() == ["report/publication.yaml", "citation-resolves"]
        assert shown.locator(".line, .hints, a").count() == 0


def test_a_document_has_its_own_problems_and_those_of_all(look: Callable[..., Any]) -> None:
    known = [problem(message="ett", documents=[]), problem(message="två"), problem(message="tre", documents=[FIRST])]
    with look(state(problems=known)) as seen:
        assert seen.page.locator(".message").all_inner_texts() == ["ett", "två"]
        seen.page.locator(f"a.row[data-id='{FIRST}']").click()
        seen.shows(FIRST)
        assert seen.page.locator(".message").all_inner_texts() == ["ett", "tre"]


def test_warnings_are_folded_below_the_errors(look: Callable[..., Any]) -> None:
    warnings = [problem(severity="warning", message=f"varning {n}", line=n) for n in range(3)]
    with look(state(problems=[*warnings, problem()])) as seen:
        shown = seen.page.locator("li.problem").filter(visible=True)
        assert shown.locator(".severity").all_inner_texts() == ["Fel"]
        seen.page.get_by_text("3 varningar").click()
        assert shown.locator(".severity").all_inner_texts() == ["Fel", "Varning", "Varning", "Varning"]
        seen.fake.say(problems=warnings[:1])
        seen.page.get_by_text("1 varning", exact=True).wait_for()
        assert shown.count() == 1, "what was opened stays open"


@pytest.mark.parametrize(
    ("known", "problems", "notice"),
    [
        ({}, [problem()], "Visar senast fungerande version, från 12.01. Felen nedan hindrar en ny."),
        ({}, [], "Visar senast fungerande version, från 12.01."),
        ({"revision": ""}, [problem()], "Det finns ännu ingen fungerande version att visa. Rätta felen nedan."),
        ({"revision": ""}, [], "Det finns ännu ingen fungerande version att visa."),
    ],
)
def test_a_version_that_is_not_the_newest_says_so(
    look: Callable[..., Any], known: Any, problems: Any, notice: str
) -> None:
    with look() as seen:
        seen.fake.say({SECOND: {"good": False, "errors": len(problems), **known}}, problems=problems)
        seen.page.locator("#notice").filter(has_text=notice).wait_for()
        assert seen.page.locator("#notice").inner_text() == notice
        assert seen.page.get_by_text("Dokumentet visas här så snart felen är rättade.").is_visible() == (
            "revision" in known
        )
        seen.fake.say({SECOND: {"good": True, "errors": 0, "revision": "b2"}}, problems=[])
        seen.page.locator("#notice").wait_for(state="hidden")
        seen.shows(SECOND, "b2")


def test_a_problem_that_goes_at_once_is_never_shown(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.page.evaluate(CHANGES)
        seen.fake.say(BROKEN, problems=[problem()])
        seen.fake.say(MENDED, problems=[])
        seen.page.wait_for_timeout(500)
        assert {*changes(seen)} <= {0}


def test_a_problem_that_changes_is_changed_in_one_step(look: Callable[..., Any]) -> None:
    with look(state(problems=[problem()])) as seen:
        seen.page.locator("li.problem").wait_for()
        seen.page.evaluate(CHANGES)
        seen.fake.say(problems=[problem(message="another")])
        seen.page.get_by_text("another").wait_for()
        assert changes(seen)[-1:] == [1]
        assert 0 not in changes(seen), "there is no moment without a problem"


def test_the_text_stays_where_it_is_when_problems_come_and_go(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.scroll("Stycke 12.")
        before = seen.top("Stycke 16.")
        seen.fake.say(BROKEN, problems=[problem()])
        seen.page.locator("li.problem").wait_for()
        seen.page.wait_for_timeout(150)
        assert seen.top("Stycke 16.") == pytest.approx(before, abs=1)
        seen.fake.say(MENDED, problems=[])
        seen.page.locator("li.problem").wait_for(state="detached")
        seen.page.wait_for_timeout(150)
        assert seen.top("Stycke 16.") == pytest.approx(before, abs=1)


def test_the_focus_stays_at_a_problem_and_goes_to_the_document_with_it(look: Callable[..., Any]) -> None:
    with look(state(problems=[problem(), problem(message="another", line=3)])) as seen:
        seen.page.get_by_role("link", name="rad 3").focus()
        seen.fake.say(problems=[problem(message="another", line=3), problem(message="a third", line=40)])
        seen.page.get_by_text("a third").wait_for()
        assert "rad 3" in seen.page.evaluate("document.activeElement.textContent")
        seen.fake.say(problems=[])
        seen.page.locator("li.problem").first.wait_for(state="detached")
        assert seen.page.evaluate("document.activeElement.id") == "shown"


def test_a_screen_reader_hears_of_problems_when_they_have_settled(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.page.evaluate(
            """() => {
              window.heard = [];
              const told = document.getElementById("told");
              new MutationObserver(() => window.heard.push(told.textContent)).observe(told, { childList: true });
            }"""
        )
        for count in (1, 2, 3, 2):
            seen.fake.say(BROKEN, problems=[problem(line=n) for n in range(count)])
            seen.page.wait_for_timeout(300)
        for busy in ("Gör …", "", "Gör …"):
            seen.fake.say(busy=busy)
            seen.page.wait_for_timeout(250)
        seen.told("2 fel i Prognosen, Studentutgåva.")
        assert seen.page.evaluate("window.heard") == ["2 fel i Prognosen, Studentutgåva."]
