"""A Word file → one that holds only what matters for a text, with facts about its paragraphs beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from kefu.manuscripts import citations
from kefu.manuscripts.fields import CONTENTS, SEQUENCE, flattened
from kefu.manuscripts.flattening import flat
from kefu.manuscripts.looks import Look, Seen, roles
from kefu.manuscripts.marking import mark
from kefu.manuscripts.runs import SWEDISH, languages, main_language, plainer, style_of, text_of
from kefu.manuscripts.styles import styles_of
from kefu.manuscripts.values import Origin, Outcome, Prepared, Role, Told
from kefu.word import W, local, made, read, remove, resolve, revisions, saved, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kefu.manuscripts.styles import Styles
    from kefu.word import Element, Package, Revision

NOTES: Final = ("footnotes", "endnotes")
INDENT: Final = 400
"""How far a paragraph is indented at least, in twentieths of a point, to stand apart from the text: 7 mm."""

WIDTH: Final = 6.3
"""The width of a text in inches, if the file does not state it: 16 cm."""

_BITS: Final = re.compile(r"[0-9A-Fa-f]{2}[2367ABEFabef][0-9A-Fa-f]$")
"""The bits of a table's look of which that for the first row, 0x20, is set. Source: ECMA-376 part 1, 17.4.56."""

_HIDDEN_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(slots=True)
class _Text:
    """What is gathered while the parts of a file are prepared."""

    origins: list[Origin] = field(default_factory=lambda: [Origin(heading="", number=0)])
    bookmarks: dict[str, int] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)


def prepared(package: Package, accepts: Callable[[Revision], bool]) -> Prepared:
    """Prepare a Word file; `accepts` tells for a tracked change whether it is accepted."""
    styles, said = styles_of(package), read(package)
    parts = [package.main, *(part for kind in NOTES for part in package.related(package.main, kind))]
    roots = {part: package.xml(part) for part in parts}
    text = _Text()
    trees = [*roots.values()]
    changes = revisions(trees)
    accepted = {change.number for change in changes if accepts(change)}
    resolve(trees, accepted=accepted, rejected={change.number for change in changes} - accepted)
    fields = citations.take(roots.values(), sources=citations.sources(package), properties=said.properties)
    for root in roots.values():
        flattened(root)
    left = [each for root in roots.values() for each in flat(root)]
    numbers: dict[Element, int] = {}
    own = "kefu-document" in said.properties or _is_own(styles)
    language = main_language((each for root in roots.values() for each in root.iter(f"{W}p")), styles)
    for part, root in roots.items():
        numbers |= _prepare(root, styles, text, language, own=own, note="" if part == package.main else "note")
    text.told += [Told(outcome=Outcome.LEFT, message=message, mark=numbers.get(at, 0)) for at, message in left]
    text.told += _told_of_all(package, len(changes), language)
    names = [said.properties.get("creator", ""), said.properties.get("lastModifiedBy", "")]
    names += [comment.by.name for comment in said.comments]
    names += [piece.by.name for paragraph in said.paragraphs for piece in paragraph.pieces]
    names += [change.by.name for paragraph in said.paragraphs for change in paragraph.changes]
    return Prepared(
        content=saved(package, {**{part: written(root) for part, root in roots.items()}, **_styles(package, roots)}),
        origins=tuple(text.origins),
        bookmarks=text.bookmarks,
        told=tuple(text.told),
        width=_width(roots[package.main]),
        names=tuple(dict.fromkeys(name for name in names if name)),
        fields=fields,
        said=said,
    )


def _is_own(styles: Styles) -> bool:
    """Tell whether a file has the styles that this program gives to the files that it makes."""
    return {"underlagsrubrik", "tryckort"} <= {name.lower() for name in styles.names.values()}


def _told_of_all(package: Package, count: int, language: str) -> Iterator[Told]:
    if count:
        yield Told(outcome=Outcome.CHANGED, message=f"tracked changes are settled: {count}")
    if language not in {"", SWEDISH}:
        message = f"the file states that its text is in another language ({language}); it is taken for Swedish"
        yield Told(outcome=Outcome.CHANGED, message=message)
    for kind in ("header", "footer"):
        parts = package.related(package.main, kind)
        if said := " ".join(" ".join(text_of(package.xml(part)) for part in parts).split()):
            yield Told(outcome=Outcome.LEFT, message=f"a {kind} is left out: “{said[:60]}”")


def _prepare(root: Element, styles: Styles, text: _Text, language: str, *, own: bool, note: str) -> dict[Element, int]:
    paragraphs = list(root.iter(f"{W}p"))
    looks = [_look(paragraph, styles, note) for paragraph in paragraphs]
    numbers: dict[Element, int] = {}
    heading, number, main_size = text.origins[-1].heading, 0, len(text.origins)
    if note:
        heading = "the notes"
    for paragraph, look, seen in zip(paragraphs, looks, roles(looks, own=own), strict=True):
        if not look.text and not look.picture:
            numbers[paragraph] = max(len(text.origins) - 1, 0)
            _clean(paragraph, styles, seen, look)
            continue
        is_heading = seen.role is Role.HEADING
        heading, number = (look.text, 0) if is_heading else (heading, number + 1)
        at = len(text.origins)
        numbers[paragraph] = at
        text.origins.append(
            Origin(heading=heading, number=number, role=seen.role, level=seen.level, by_look=seen.by_look)
        )
        if seen.by_look:
            what = "a heading" if is_heading else "a quotation, since it is indented"
            message = f"“{look.text[:60]}” is taken for {what}: no style says so"
            text.told.append(Told(outcome=Outcome.CHANGED, message=message, mark=at))
        dropped = dict.fromkeys(plainer(paragraph, styles, language))
        text.told += [Told(outcome=Outcome.CHANGED, message=message, mark=at) for message in dropped]
        _clean(paragraph, styles, seen, look)
        end = made(f"{W}t", {_HIDDEN_SPACE: "preserve"})
        end.text = mark(at)
        paragraph.append(made(f"{W}r", None, end))
    _bookmarks(root, numbers, text.bookmarks, main_size)
    for table in root.iter(f"{W}tbl"):
        _head(table)
    return numbers


def _look(paragraph: Element, styles: Styles, note: str) -> Look:
    properties, style = paragraph.find(f"{W}pPr"), style_of(paragraph, "pPr", "pStyle")
    style = style or styles.paragraph
    runs = [run for run in paragraph.iter(f"{W}r") if text_of(run).strip()]
    faces = [(run.find(f"{W}rPr"), style_of(run), style) for run in runs]
    sizes = [int(float(styles.value("rPr/sz", *face) or "20")) for face in faces]
    indent = styles.value("pPr/ind", properties, style, attribute="left") or "0"
    drawn = any(True for _ in paragraph.iter(f"{W}drawing", f"{W}pict"))
    maths = any(local(each) == "oMath" for each in paragraph.iter())
    return Look(
        text=" ".join(text_of(paragraph).split()) or ("formula" if maths else ""),
        style=styles.name(style),
        level=styles.level(properties, style),
        bold=bool(runs) and all(styles.holds("rPr/b", *face) for face in faces),
        size=max(sizes, default=20),
        inside=bool(note) or next(paragraph.iterancestors(f"{W}tc"), None) is not None,
        listed=_list(paragraph, styles) is not None,
        contents=paragraph.get(CONTENTS) is not None,
        numbered=paragraph.get(SEQUENCE) is not None,
        indented=indent.lstrip("-").isdigit() and int(indent) >= INDENT,
        picture=drawn,
    )


def _list(paragraph: Element, styles: Styles) -> tuple[str, str] | None:
    """Return the numbering of a paragraph and its level in it, if it is an item of a list."""
    own, style = paragraph.find(f"{W}pPr"), style_of(paragraph, "pPr", "pStyle")
    numbering = own.find(f"{W}numPr") if own is not None else None
    if numbering is None:
        found = (each.find(f"{W}pPr/{W}numPr") for each in styles.chains.get(style or styles.paragraph, ()))
        numbering = next((each for each in found if each is not None), None)
    if numbering is None:
        return None
    values = {local(each): each.get(f"{W}val", "") for each in numbering}
    return None if values.get("numId", "0") == "0" else (values["numId"], values.get("ilvl", "0"))


def _clean(paragraph: Element, styles: Styles, seen: Seen, look: Look) -> None:
    """Leave of the properties of a paragraph only that it is an item of a list."""
    numbering = _list(paragraph, styles)
    properties = paragraph.find(f"{W}pPr")
    aligned = None if properties is None else properties.find(f"{W}jc")
    if properties is not None:
        paragraph.remove(properties)
    kept = []
    if numbering and seen.role in {Role.TEXT, Role.EXHIBIT, Role.QUOTE} and (look.text or look.picture):
        number = {"ilvl": numbering[1], "numId": numbering[0]}
        kept = [made(f"{W}numPr", None, *(made(f"{W}{name}", {f"{W}val": value}) for name, value in number.items()))]
    if aligned is not None and look.inside:
        kept.append(aligned)
    if kept:
        paragraph.insert(0, made(f"{W}pPr", None, *kept))
    for name in (CONTENTS, SEQUENCE):
        paragraph.attrib.pop(name, "")


def _bookmarks(root: Element, numbers: Mapping[Element, int], found: dict[str, int], first: int) -> None:
    """Note the paragraph that each bookmark begins in, or before, and take the bookmarks out."""
    waiting: list[str] = []
    last = first
    for element in list(root.iter(f"{W}p", f"{W}bookmarkStart", f"{W}bookmarkEnd")):
        if element.tag == f"{W}p":
            last = numbers[element]
            if text_of(element) or len(element) > 1:
                found |= dict.fromkeys(waiting, last)
                waiting.clear()
            continue
        if element.tag == f"{W}bookmarkStart":
            name = element.get(f"{W}name", "")
            paragraph = next(element.iterancestors(f"{W}p"), None)
            if paragraph is None:
                waiting.append(name)
            else:
                found[name] = numbers[paragraph]
        remove(element)
    found |= dict.fromkeys(waiting, last)


def _head(table: Element) -> None:
    """State in the one way that pandoc knows whether the first row of a table is its head."""
    table.attrib.pop("box", "")
    look = table.find(f"{W}tblPr/{W}tblLook")
    states = look is not None and (look.get(f"{W}firstRow") == "1" or _BITS.match(look.get(f"{W}val", "")) is not None)
    repeated = table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
    for properties in list(table.iterchildren(f"{W}tblPr")):
        table.remove(properties)
    first = "1" if states or repeated else "0"
    table.insert(0, made(f"{W}tblPr", None, made(f"{W}tblLook", {f"{W}firstRow": first})))


def _width(root: Element) -> float:
    """Return the width of the text of the last section, in inches."""
    size, margins = root.find(f".//{W}sectPr/{W}pgSz"), root.find(f".//{W}sectPr/{W}pgMar")
    if size is None or margins is None:
        return WIDTH
    try:
        given = [float(size.get(f"{W}w", "")), *(float(margins.get(f"{W}{side}", "")) for side in ("left", "right"))]
    except ValueError:
        return WIDTH
    return (given[0] - given[1] - given[2]) / 1440 or WIDTH


def _styles(package: Package, roots: Mapping[str, Element]) -> dict[str, bytes]:
    """Return the styles that are left: one for each language of passages."""
    used = sorted({name for root in roots.values() for name in languages(root)})
    own = "".join(
        f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{name}"/></w:style>'
        for name in used
        if re.fullmatch(r"[\w-]+", name)
    )
    content = f'<w:styles xmlns:w="{W.strip("{}")}">{own}</w:styles>'.encode()
    return dict.fromkeys(package.related(package.main, "styles"), content)
