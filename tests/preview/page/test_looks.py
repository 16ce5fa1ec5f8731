"""How the page looks: accessible, within the screen, and calm, in every state, size and scheme."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

import pytest
from PIL import Image
from tests.browser.test_site import asked
from tests.chromium import scrolls_sideways
from tests.preview.page.fake import FIRST, LONG, REPORT, SECOND, TEACHER, fake_of, problem, state

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from playwright.sync_api import Page
    from tests.preview.page.conftest import Looking
    from tests.preview.page.fake import State

SCREENS: Final = ((390, 844), (768, 1024), (1440, 900), (320, 256))
"""A phone, a tablet, a large screen, and one of 1280 × 1024 pixels at 400 % (WCAG 2.2, success criterion 1.4.10)."""

BAD: Final = [
    problem(),
    problem(rule="figure-has-alt-text", text="![" + "Skatteunderlag" * 20 + "](figure:underlag)", line=48, column=1),
    problem(message="the file is missing", text="", hints=[], editor="", path="/".join(["mapp"] * 40), documents=[]),
    *(problem(severity="warning", line=line) for line in range(60, 70)),
]
KNOWN: Final[Mapping[str, Mapping[str, Any]]] = {
    SECOND: {"errors": 3, "warnings": 10, "good": False, "changed": True, "checked": "Kontrollen väntar på felen."},
    FIRST: {"warnings": 12, "changed": True},
    TEACHER: {"errors": 1, "good": False, "revision": "", "pdf": ""},
    REPORT: {"errors": 13, "good": False},
}


def of(known: State, documents: Mapping[str, Mapping[str, Any]], **more: Any) -> State:
    changed = [one | dict(documents.get(one["id"], {})) for one in known["documents"]]
    return known | {"documents": changed} | more


STATES: Final = {
    "good": state(),
    "bad": of(state(LONG), KNOWN, problems=BAD, latest=SECOND, busy="Gör PDF av rapporten …"),
    "nothing": state((), problems=[problem(documents=[])]),
}


def check(page: Page, where: str) -> list[Any]:
    wrong, _ = asked(page)
    return [(where, *one) for one in wrong] + ([(where, "scrolls sideways")] if scrolls_sideways(page) else [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", STATES)
def test_every_state_is_accessible_and_as_wide_as_the_screen(look: Callable[..., Any], name: str, scheme: Any) -> None:
    with look(STATES[name], color_scheme=scheme) as seen:
        if name != "nothing":
            seen.shows(SECOND)
        found = []
        for width, height in SCREENS:
            seen.page.set_viewport_size({"width": width, "height": height})
            seen.page.wait_for_timeout(100)
            found += check(seen.page, f"{width}")
            if width < 800:
                seen.page.locator("#drawer").click()
                found += check(seen.page, f"{width} with the list")
                seen.page.locator("#drawer").click()
        if name == "bad":
            seen.page.locator("#warnings-fold summary").click()
            found += check(seen.page, "with warnings")
        seen.page.keyboard.press("?")
        found += check(seen.page, "with the keys")
        assert found == []


@pytest.mark.parametrize("size", SCREENS)
def test_there_is_room_for_the_document_however_much_is_wrong(look: Callable[..., Any], size: Any) -> None:
    with look(STATES["bad"], viewport={"width": size[0], "height": size[1]}) as seen:
        seen.shows(SECOND)
        seen.page.locator("li.problem").first.wait_for()
        box = seen.page.locator("#stage").bounding_box()
        assert box
        assert box["height"] >= 250
        assert box["width"] > 0.55 * size[0]


def test_text_can_be_larger_than_the_screen_expects(look: Callable[..., Any]) -> None:
    """At 200 % of its size, text is not cut off (WCAG 2.2, success criterion 1.4.4)."""
    with look(STATES["bad"], viewport={"width": 720, "height": 450}) as seen:
        seen.shows(SECOND)
        cut = seen.page.evaluate(
            """() => [...document.querySelectorAll(".tools a, .tools button, .names *, .problem *")]
              .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1 && one.clientWidth)
              .map((one) => one.outerHTML)"""
        )
        assert cut == []


SHIFTS: Final = """() => {
  window.shifted = [];
  new PerformanceObserver((list) => window.shifted.push(...list.getEntries().flatMap(
    (one) => one.sources.map(({ node }) => node?.id || node?.className || node?.nodeName)
  ))).observe({ type: "layout-shift", buffered: false });
}"""


def test_nothing_moves_while_documents_are_made(look: Callable[..., Any]) -> None:
    with look(state(LONG)) as seen:
        seen.shows(SECOND)
        seen.page.evaluate(SHIFTS)
        for n in range(4):
            seen.fake.say({SECOND: {"errors": n % 2, "good": not n % 2}}, problems=[problem()][: n % 2], busy="Gör …")
            seen.fake.say({SECOND: {"revision": f"b{n}", "errors": 0, "good": True}}, problems=[], busy="")
            seen.shows(SECOND, f"b{n}")
        seen.page.wait_for_timeout(300)
        assert seen.page.evaluate("window.shifted") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_can_be_used_before_the_publication_has_been_read(look: Callable[..., Any], scheme: Any) -> None:
    start = state((), busy="Läser texterna …", title="KEFU", problems=[problem(documents=[])])
    with look(start, "", broken=True, read=False, color_scheme=scheme) as seen:
        assert seen.page.locator("#title").inner_text() == "Väntar på dokumenten …"
        assert check(seen.page, "before") == []
        assert seen.page.locator("#wait").is_hidden()
        seen.fake.read = True
        seen.fake.state = state(serial=7)
        seen.fake.pages |= fake_of(state()).pages
        seen.fake.say()
        seen.shows(REPORT)
        ground = "getComputedStyle(document.body).backgroundColor"
        assert seen.page.evaluate(ground) == ("rgb(255, 255, 255)" if scheme == "light" else "rgb(18, 23, 28)")
        assert seen.page.evaluate("getComputedStyle(document.body).fontFamily").startswith('"KEFU Sans"')
        assert check(seen.page, "after") == []


def lightest(seen: Looking) -> int:
    """Return how light the lightest large part of the screen is, from 0 to 255."""
    picture = Image.open(io.BytesIO(seen.page.screenshot())).convert("L").reduce(40)
    return int(picture.getextrema()[1])  # type: ignore[arg-type]  # it is a grey picture


def test_nothing_flashes_in_the_dark(look: Callable[..., Any]) -> None:
    with look(color_scheme="dark") as seen:
        most = lightest(seen)
        seen.shows(SECOND)
        for n, identifier in enumerate([FIRST, SECOND, REPORT]):
            seen.page.locator(f"a.row[data-id='{identifier}']").click()
            most = max(most, lightest(seen))
            seen.shows(identifier)
            seen.fake.say({identifier: {"revision": f"b{n}"}})
            most = max(most, lightest(seen))
            seen.shows(identifier, f"b{n}")
        assert most < 150


def test_what_is_chosen_can_be_seen_in_forced_colours(look: Callable[..., Any]) -> None:
    with look(forced_colors="active") as seen:
        seen.shows(SECOND)
        edges = {
            row.get_attribute("aria-current"): row.evaluate("one => getComputedStyle(one).borderLeftColor")
            for row in seen.page.locator("a.row").all()
        }
        assert edges["page"] != edges[None]
        chosen, other = (
            seen.page.locator(f"#as-{name}").evaluate("one => getComputedStyle(one).backgroundColor")
            for name in ("html", "pdf")
        )
        assert chosen != other


def test_the_preview_needs_nothing_from_elsewhere_and_leaves_nothing_behind(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        assert seen.page.evaluate("document.cookie") == ""
        asked_for = {one.partition(" ")[0] for one in seen.fake.asked}
        assert asked_for == {"GET"}, "nothing is written"
