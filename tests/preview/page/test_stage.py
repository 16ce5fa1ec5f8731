"""The document that is shown: a new version takes the place of the old one, and nobody loses their place."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final

import pytest
from tests.preview.page.fake import FIRST, SECOND, TEACHER, page, paragraphs

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.preview.page.conftest import Looking

WATCH: Final = """(text) => {
  window.frames_ = [];
  const look = () => {
    const shown = [...document.querySelectorAll("#stage iframe")].filter((one) => one.checkVisibility({
      visibilityProperty: true,
    }));
    const texts = shown.flatMap((one) => [...one.contentDocument.querySelectorAll("p")]);
    const found = texts.filter((one) => one.textContent.startsWith(text));
    const waiting = !document.getElementById("wait").hidden || found.length !== 1;
    window.frames_.push(waiting ? "wait" : Math.round(found[0].getBoundingClientRect().top));
    window.watching = requestAnimationFrame(look);
  };
  look();
}"""
"""Note in each frame of the screen where a text is, or that it is not there, or more than once."""

VIEWER: Final = """() => {
  const toolbar = document.querySelector("pdf-viewer")?.shadowRoot?.querySelector("viewer-toolbar")?.shadowRoot;
  return toolbar?.querySelector("viewer-page-selector")?.shadowRoot?.querySelector("input")?.value;
}"""
"""The page that Chromium's viewer is at."""


def watched(seen: Looking) -> set[Any]:
    return {*seen.page.evaluate("window.frames_")}


def pdf_pages(seen: Looking, expected: str) -> set[str]:
    """Return the pages that the browser's viewers of PDFs show, as soon as they show what is expected."""
    found: set[str] = set()
    for _ in range(40):
        viewers = [frame for frame in seen.page.frames if frame.url.startswith("chrome-extension:")]
        found = {frame.evaluate(VIEWER) for frame in viewers}
        if found == {expected}:
            break
        seen.page.wait_for_timeout(100)
    return found


def marked(seen: Looking) -> list[str]:
    return seen.document.locator(".preview-changed").all_inner_texts()


def test_a_new_version_takes_the_place_of_the_old_one_without_a_flicker(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.scroll("Stycke 20.")
        before = seen.document.get_by_text("Stycke 21.").evaluate("one => Math.round(one.getBoundingClientRect().top)")
        seen.page.evaluate(WATCH, "Stycke 21.")
        for n in range(3):
            texts = [*(["Ett nytt stycke."] * (n + 1)), *paragraphs(), "Och ett sist."]
            seen.fake.write(SECOND, texts, f"b{n}")
            seen.shows(SECOND, f"b{n}")
        assert seen.document.get_by_text("Ett nytt stycke.").count() == 3
        assert [one for one in watched(seen) if one == "wait" or abs(one - before) > 1] == [], "pixels are rounded"


@pytest.mark.parametrize("width", [390, 1700])
def test_the_place_is_kept_where_its_own_text_is_changed(look: Callable[..., Any], width: int) -> None:
    """On a large screen the table of contents stands still beside the text."""
    with look(viewport={"width": width, "height": 800}) as seen:
        seen.shows(SECOND)
        seen.scroll("Stycke 20.")
        before = seen.top("Stycke 21.")
        texts = paragraphs()
        texts[19:20] = ["Annan text."]
        seen.fake.write(SECOND, ["Ny.", *texts], "b2")
        seen.shows(SECOND, "b2")
        assert seen.top("Stycke 21.") == pytest.approx(before, abs=1)


def test_a_document_is_at_its_place_when_one_comes_back_to_it_or_reloads(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.scroll("Stycke 30.")
        before = seen.top("Stycke 30.")
        seen.page.locator(f"a.row[data-id='{FIRST}']").click()
        seen.shows(FIRST)
        assert seen.top("Stycke 1.") > 0
        seen.page.go_back()
        seen.shows(SECOND)
        assert seen.top("Stycke 30.") == pytest.approx(before, abs=1)
        seen.page.reload()
        seen.shows(SECOND)
        assert seen.top("Stycke 30.") == pytest.approx(before, abs=1)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_what_changed_is_brought_into_sight_and_marked_for_a_moment(look: Callable[..., Any], motion: str) -> None:
    with look(reduced_motion=motion) as seen:
        seen.shows(SECOND)
        texts = paragraphs()
        texts[29] = "Stycke 30 är ändrat."
        seen.fake.write(SECOND, texts, "b2", focus={"document": SECOND, "sources": [29]})
        seen.shows(SECOND, "b2")
        assert marked(seen) == ["Stycke 30 är ändrat."]
        assert 64 < seen.top("Stycke 30 är ändrat.") < 500
        animated = seen.document.locator(".preview-changed").evaluate("one => getComputedStyle(one).animationName")
        assert animated == ("none" if motion == "reduce" else "preview-changed")
        seen.document.locator(".preview-changed").wait_for(state="detached")
        seen.scroll("Stycke 10.")
        seen.fake.say({SECOND: {"warnings": 1}})
        seen.page.locator(f"a.row[data-id='{SECOND}'] .warning").wait_for()
        assert marked(seen) == [], "it is marked once"
        assert seen.top("Stycke 10.") == pytest.approx(66, abs=20)


def test_what_is_in_sight_already_is_marked_where_it_is(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.scroll("Stycke 10.")
        before = seen.top("Stycke 11.")
        texts = paragraphs()
        texts[11] = "Stycke 12 är ändrat."
        seen.fake.write(SECOND, texts, "b2", focus={"document": SECOND, "sources": [11]})
        seen.shows(SECOND, "b2")
        assert marked(seen) == ["Stycke 12 är ändrat."]
        assert seen.top("Stycke 11.") == pytest.approx(before, abs=1)


def test_what_changed_is_marked_even_if_that_is_told_after_the_new_version(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.fake.write(SECOND, paragraphs(), "b2")
        seen.shows(SECOND, "b2")
        seen.fake.say(focus={"document": SECOND, "sources": [0, 2]})
        seen.document.locator(".preview-changed").nth(1).wait_for()
        assert [text.partition(".")[0] for text in marked(seen)] == ["Stycke 1", "Stycke 3"]


def test_only_the_newest_of_many_versions_is_waited_for(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        gate = seen.fake.pause[SECOND] = threading.Event()
        for n in range(5):
            seen.fake.write(SECOND, [f"Version {n}."], f"b{n}")
        seen.page.wait_for_timeout(300)
        assert seen.page.locator("#stage iframe").count() == 2
        assert seen.page.locator("#wait").is_hidden(), "the old one stays"
        gate.set()
        seen.shows(SECOND, "b4")
        assert seen.document.get_by_text("Version 4.").is_visible()


def test_a_document_that_is_slow_to_come_is_waited_for_with_a_word(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        gate = seen.fake.pause[FIRST] = threading.Event()
        seen.page.locator(f"a.row[data-id='{FIRST}']").click()
        seen.page.get_by_text("Hämtar dokumentet …").wait_for()
        gate.set()
        seen.shows(FIRST)
        assert seen.page.locator("#wait").is_hidden()
        assert (
            seen.page.locator("#stage iframe").get_attribute("title") == "Utkastet som läckte, Studentutgåva, webbsida"
        )


def test_a_document_that_does_not_come_is_asked_for_again(look: Callable[..., Any]) -> None:
    with look(broken=True) as seen:
        seen.shows(SECOND)
        seen.scroll("Stycke 5.")
        del seen.fake.pages[SECOND]
        seen.fake.say({SECOND: {"revision": "b2"}})
        seen.page.wait_for_timeout(2500)
        assert seen.document.get_by_text("Stycke 5.").is_visible(), "the old version stays"
        seen.fake.pages[SECOND] = page("Prognosen", ["Nu."])
        seen.shows(SECOND, "b2")
        del seen.fake.pages[FIRST]
        seen.page.locator(f"a.row[data-id='{FIRST}']").click()
        seen.page.get_by_text("Dokumentet kom inte fram. Försöker igen …").wait_for()


def test_a_pdf_begins_where_the_web_page_was_and_at_what_changed_or_stays_where_it_began(
    look: Callable[..., Any],
) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.scroll("Stycke 34.")
        seen.page.get_by_role("link", name="PDF", exact=True).click()
        seen.shows(SECOND, format_="pdf")
        assert pdf_pages(seen, "7") == {"7"}
        seen.page.get_by_label("Öppna på sida").fill("3")
        seen.page.get_by_label("Öppna på sida").press("Enter")
        seen.page.locator("iframe[src*='#page=3']:not(.coming)").wait_for()
        assert pdf_pages(seen, "3") == {"3"}
        seen.fake.say({SECOND: {"pdf": "b2"}})
        seen.shows(SECOND, "b2", "pdf")
        assert pdf_pages(seen, "3") == {"3"}, "it stays at its page"
        seen.fake.write(SECOND, paragraphs(), "c3", focus={"document": SECOND, "sources": [21]})
        seen.shows(SECOND, "c3", "pdf")
        assert pdf_pages(seen, "5") == {"5"}, "it goes to what changed"
        assert seen.page.get_by_label("Öppna på sida").input_value() == ""
        seen.fake.say({SECOND: {"pdf": "d4"}})
        seen.shows(SECOND, "d4", "pdf")
        assert pdf_pages(seen, "5") == {"5"}, "it stays at what changed"


PHRASES: Final = {
    "<p>Hon log.</p><p>Två ord</p><p>Tre ord är nog.</p>": "Tre ord är nog.",
    "<h2>Mötet i den stora salen</h2><p>Det var kväll.</p>": "Det var kväll.",
    "<p>per 30&nbsp;april\nefter<em>middagen</em></p>": "per 30 april eftermiddagen",
    "<p>kommun&shy;styrelsen hade ett möte</p>": "kommunstyrelsen hade ett möte",
    f"<p>ett två tre {'x' * 50} fyra</p>": "ett två tre",
    "<p></p>": "",
}
"""Web pages, each with the words by which its place is found in a PDF."""


def test_a_paragraph_is_known_in_a_pdf_by_its_first_words(look: Callable[..., Any]) -> None:
    with look() as seen:
        found = seen.page.evaluate(
            """async (all) => {
              const { phrase } = await import("./page/phrase.js");
              const parsed = (one) => new DOMParser().parseFromString(one, "text/html");
              return all.map((one) => phrase(parsed(one).querySelectorAll("h2, p")));
            }""",
            [*PHRASES],
        )
        assert found == [*PHRASES.values()]
        made = "async (at) => (await import('./page/phrase.js')).fragment(at)"
        assert seen.page.evaluate(made, {"text": "ja, a-b & på"}) == "#:~:text=ja%2C%20a%2Db%20%26%20p%C3%A5"
        assert seen.page.evaluate(made, {"page": 3}) == "#page=3"
        assert seen.page.evaluate(made, {"text": ""}) == ""


def test_an_old_pdf_stays_until_the_new_one_can_be_seen(look: Callable[..., Any]) -> None:
    with look(fragment=f"#{TEACHER}") as seen:
        seen.shows(TEACHER, format_="pdf")
        gate = seen.fake.pause[TEACHER] = threading.Event()
        seen.fake.say({TEACHER: {"pdf": "b2"}})
        seen.page.wait_for_timeout(400)
        assert seen.page.locator("#stage iframe").count() == 1
        assert seen.page.locator("#wait").is_hidden()
        gate.set()
        seen.page.locator("#stage iframe.coming").wait_for()
        seen.shows(TEACHER, "b2", "pdf")
        assert seen.page.locator("#stage iframe").count() == 1


def test_a_paragraph_opens_the_editor_at_its_place(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.document.get_by_text("Stycke 3.").dblclick()
        seen.document.get_by_text("Stycke 4.").click(modifiers=["Alt"])
        seen.document.get_by_text("Stycke 5.").click()
        seen.page.wait_for_timeout(100)
        assert seen.opened == ["vscode://file/fall.md:2:1", "vscode://file/fall.md:3:1"]
        seen.scroll("Stycke 9.")
        seen.document.locator("body").evaluate("() => getSelection().removeAllRanges()")
        seen.page.keyboard.press("e")
        seen.page.wait_for_timeout(100)
        assert seen.opened[2:] == ["vscode://file/fall.md:8:1"]


@pytest.mark.parametrize("address", ["https://example.org/", "javascript:alert(1)", "vscode:x"])
def test_a_document_cannot_make_the_page_leave(look: Callable[..., Any], address: str) -> None:
    with look() as seen:
        seen.shows(SECOND)
        seen.document.locator("p").first.evaluate(
            "(_, editor) => parent.postMessage({ preview: 'open', editor }, location.origin)", address
        )
        seen.page.wait_for_timeout(100)
        assert seen.opened == ([address] if address == "vscode:x" else [])


def test_links_of_a_document_do_not_take_its_place(look: Callable[..., Any]) -> None:
    with look() as seen:
        seen.shows(SECOND)
        assert not seen.document.locator("header.site").is_visible(), "the site is not there"
        seen.page.context.route("https://example.org/", lambda route: route.fulfill(body="annanstans"))
        with seen.page.context.expect_page() as opened:
            seen.document.locator("#ut").click()
        assert opened.value.url == "https://example.org/"
        assert seen.document.get_by_text("Stycke 40.").count() == 1
