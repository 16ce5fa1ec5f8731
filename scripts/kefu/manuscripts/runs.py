"""Runs of a Word file: only bold, italic, raised and lowered letters and other languages are left of their formats."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from kefu.word import W, local, made, remove

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kefu.manuscripts.styles import Styles
    from kefu.word import Element

LANGUAGE: Final = "kefu-lang-"
"""How the name of a style of characters begins that says the language of a passage."""

SWEDISH: Final = "sv"

_KEPT: Final = ("b", "i", "strike")


def text_of(element: Element) -> str:
    """Return the text of an element of a Word file, as it is shown."""
    return "".join(_shown(each) for each in element.iter(f"{W}t", f"{W}tab", f"{W}br"))


def _shown(element: Element) -> str:
    return (element.text or "") if element.tag == f"{W}t" else " "


def style_of(run: Element, properties: str = "rPr", style: str = "rStyle") -> str:
    """Return the id of a run's style, or of a paragraph's."""
    found = run.find(f"{W}{properties}/{W}{style}")
    return "" if found is None else found.get(f"{W}val", "")


def main_language(paragraphs: Iterable[Element], styles: Styles) -> str:
    """Return the language of most letters, as a file states it; an empty string if it states none."""
    letters: Counter[str] = Counter()
    for paragraph in paragraphs:
        for run in paragraph.iter(f"{W}r"):
            letters[_language(run, paragraph, styles)] += len(text_of(run))
    return max(letters, key=lambda language: letters[language], default="")


def _language(run: Element, paragraph: Element, styles: Styles) -> str:
    given = styles.value("rPr/lang", run.find(f"{W}rPr"), style_of(run), style_of(paragraph, "pPr", "pStyle"))
    return (given or "").partition("-")[0].lower()


def plainer(paragraph: Element, styles: Styles, main: str) -> Iterator[str]:
    """Leave of the formats of a paragraph's runs what has a meaning; yield what is dropped, and why."""
    for run in list(paragraph.iter(f"{W}r")):
        own, style = run.find(f"{W}rPr"), style_of(run)
        said = text_of(run).strip()
        if styles.holds("rPr/vanish", own, style, style_of(paragraph, "pPr", "pStyle")):
            if said:
                yield "hidden text is left out"
            remove(run)
            continue
        if said and styles.holds("rPr/u", own, style) and "hyperlink" not in styles.name(style or "-"):
            yield "underlining is dropped: write *…* for emphasis"
        kept = _kept(run, styles, main, paragraph) if said else []
        for each in list(run):
            if local(each) in {"rPr", "softHyphen", "lastRenderedPageBreak", "annotationRef"}:
                run.remove(each)
        if kept:
            run.insert(0, made(f"{W}rPr", None, *kept))


def _kept(run: Element, styles: Styles, main: str, paragraph: Element) -> list[Element]:
    own, style = run.find(f"{W}rPr"), style_of(run)
    kept = [made(f"{W}{name}") for name in _KEPT if styles.holds(f"rPr/{name}", own, style)]
    if (raised := styles.value("rPr/vertAlign", own, style)) in {"superscript", "subscript"}:
        kept.append(made(f"{W}vertAlign", {f"{W}val": str(raised)}))
    language = _language(run, paragraph, styles)
    if language and language not in {main, SWEDISH} and any(map(str.isalpha, text_of(run))):
        kept.insert(0, made(f"{W}rStyle", {f"{W}val": f"{LANGUAGE}{language}"}))
    return kept


def languages(root: Element) -> set[str]:
    """Return the ids of the styles of languages that a part uses."""
    used = (each.get(f"{W}val", "") for each in root.iter(f"{W}rStyle"))
    return {name for name in used if name.startswith(LANGUAGE)}
