"""Text that a PDF can draw, even if no page shows it: it is drawn on pages made for the purpose, and read from them.

On those pages, no replacement text (`ActualText`) hides the text, and text of size zero is given a size.
"""

from __future__ import annotations

import io
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pikepdf

from kefu.check.readers.pdf.content import bared, plain_name, shows_text
from kefu.check.readers.pdf.objects import LARGEST_TOTAL, MISTAKES, Unreadable, name_of, text_of
from kefu.check.readers.pdf.text import MOST_PAGES, PageText, page_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kefu.check.readers.pdf.objects import PdfObjects

_DRAWN: Final = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do(?![A-Za-z])")
_COST_OF_A_FORM: Final = 1000
_MOST_FONTS: Final = 64
_PROGRAMS: Final = frozenset(
    ("/Image", "/Type1C", "/CIDFontType0C", "/OpenType", "/XML", "/Metadata", "/XRef", "/ObjStm", "/EmbeddedFile")
)
_DEEPEST: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Content that can be drawn, the resources that it uses, and the references of the streams that it consists of.

    `reference` is that of the object that it belongs to, and `channel` the channel that its text belongs to.
    """

    reference: str
    channel: str
    content: bytes = field(repr=False)
    resources: Any = field(repr=False)
    streams: tuple[str, ...] = ()


def page_content(objects: PdfObjects, page: Mapping[str, Any]) -> bytes:
    """Return the content of a page: its streams, joined."""
    streams = map(objects.streams.get, _contents(objects, page))
    return b"\n".join(stream.data for stream in streams if stream and stream.data)


def _contents(objects: PdfObjects, page: Mapping[str, Any]) -> Iterator[str]:
    contents = page.get("/Contents")
    yield from (each for each in (objects.array(contents) or (contents,)) if isinstance(each, str))


def inherited(objects: PdfObjects, page: Mapping[str, Any], key: str) -> Any:
    """Return an attribute of a page, which it may inherit from the nodes above it: ISO 32000-1, 7.7.3.4."""
    node = page
    for _ in range(_DEEPEST):
        if key in node:
            return node[key]
        node = objects.dictionary(node.get("/Parent"))
    return None


def overdrawn(objects: PdfObjects) -> str:
    """Return why a file is not safe to draw (nested forms that add up to too much), or an empty string if it is."""
    costs: dict[str, int] = {}

    def cost(content: bytes, resources: Any, depth: int) -> int:
        total = len(content) + _COST_OF_A_FORM
        names = Counter(_DRAWN.findall(content)) if b"Do" in content else Counter()
        forms = objects.dictionary(objects.dictionary(resources).get("/XObject"))
        for name, times in names.items():
            reference = forms.get("/" + plain_name(name).decode("utf-8", "replace"), "")
            stream = objects.streams.get(reference) if isinstance(reference, str) else None
            if stream and stream.data and objects.dictionary(reference).get("/Subtype") != "/Image":
                if reference not in costs:
                    costs[reference] = LARGEST_TOTAL  # a form that draws itself never ends
                    own = objects.dictionary(reference).get("/Resources", resources)
                    costs[reference] = cost(stream.data, own, depth + 1) if depth < _DEEPEST else LARGEST_TOTAL
                total += times * costs[reference]
        return min(total, LARGEST_TOTAL)

    total = 0
    for page in map(objects.dictionary, objects.pages):
        total += cost(page_content(objects, page), inherited(objects, page, "/Resources"), 0)
        if total >= LARGEST_TOTAL:
            break
    for reference, stream in objects.streams.items():
        dictionary = objects.dictionary(reference)
        if stream.data and "/Resources" in dictionary and reference not in costs:
            total += cost(stream.data, dictionary["/Resources"], 0)
    return "" if total < LARGEST_TOTAL else "its pages draw more than may be read, or something that draws itself"


def drawings(objects: PdfObjects, channel_of: Callable[[str], str], *, pages: bool) -> tuple[Drawing, ...]:
    """Return everything outside the pages that shows text and, with `pages`, also the pages themselves.

    `channel_of` returns the channel of a form, given its reference. A content stream that belongs to nothing is drawn
    with each set of fonts in the file.
    """
    on_pages = (*_on_pages(objects, pages=pages),)
    glyphs = (*_glyphs(objects),)
    placed = {each for drawing in (*on_pages, *glyphs) for each in drawing.streams}
    shown = set(objects.pages)
    return (
        *(drawing for drawing in on_pages if pages or drawing.reference not in shown),
        *(drawing for drawing in glyphs if shows_text(drawing.content)),
        *_forms(objects, channel_of, placed),
    )


def _on_pages(objects: PdfObjects, *, pages: bool) -> Iterator[Drawing]:
    """Yield all pages, including those that are no longer in the document, with their contents if they are needed."""
    shown = set(objects.pages)
    for reference, value in objects.values.items():
        if isinstance(value, dict) and value.get("/Type") == "/Page":
            yield Drawing(
                reference=reference,
                channel="PDF page text" if reference in shown else "PDF stream",
                content=page_content(objects, value) if pages or reference not in shown else b"",
                resources=inherited(objects, value, "/Resources"),
                streams=tuple(_contents(objects, value)),
            )


def _glyphs(objects: PdfObjects) -> Iterator[Drawing]:
    for font in objects.dictionaries:
        for glyph in objects.dictionary(font.get("/CharProcs")).values():
            stream = objects.streams.get(glyph) if isinstance(glyph, str) else None
            if stream and stream.data:
                yield Drawing(
                    reference=glyph,
                    channel="PDF stream",
                    content=stream.data,
                    resources=font.get("/Resources"),
                    streams=(glyph,),
                )


def _forms(objects: PdfObjects, channel_of: Callable[[str], str], placed: set[str]) -> Iterator[Drawing]:
    fonts: dict[str, Any] = {}
    for dictionary in objects.dictionaries:
        if found := objects.dictionary(objects.dictionary(dictionary.get("/Resources")).get("/Font")):
            fonts.setdefault(json.dumps(found, sort_keys=True), dictionary["/Resources"])
    for reference, stream in objects.streams.items():
        dictionary = objects.dictionary(reference)
        if reference in placed or not stream.data or is_program(dictionary) or not shows_text(stream.data):
            continue
        own = (dictionary["/Resources"],) if "/Resources" in dictionary else [*fonts.values()][:_MOST_FONTS] or (None,)
        for resources in own:
            yield Drawing(
                reference=reference,
                channel=channel_of(reference),
                content=stream.data,
                resources=resources,
                streams=(reference,),
            )


def is_program(dictionary: Mapping[str, Any]) -> bool:
    """Return whether a stream is a font, a picture, a colour profile or a container of objects, by its dictionary."""
    if dictionary.get("/Subtype") == "/Form":
        return False
    return dictionary.get("/Subtype") in _PROGRAMS or dictionary.get("/Type") in _PROGRAMS or "/Length1" in dictionary


def drawn(
    objects: PdfObjects, wanted: Sequence[Drawing], letters: Mapping[str, bytes] | None = None
) -> tuple[PageText | None, ...]:
    """Draw each content stream on a separate page, and return their texts.

    `letters` are maps of what the glyphs of fonts are, by the references of the fonts, in place of their own.
    Raises `Unreadable` if that is not possible.
    """
    if not wanted:
        return ()
    if len(wanted) > MOST_PAGES or sum(len(drawing.content) for drawing in wanted) > LARGEST_TOTAL:
        raise Unreadable("it can draw more outside its pages than may be read")
    scratch = pikepdf.new()
    try:
        for reference, table in (letters or {}).items():
            number, generation, _ = reference.split()
            font = scratch.copy_foreign(objects.pdf.get_object(int(number), int(generation)))
            font.ToUnicode = scratch.make_stream(table)
        for drawing in wanted:
            page = scratch.add_blank_page()
            page.obj.Resources = _resources(objects, scratch, drawing.resources)
            page.obj.Contents = scratch.make_stream(bared(drawing.content))
        written = io.BytesIO()
        scratch.save(written)
    except MISTAKES:
        raise Unreadable("what it can draw outside its pages cannot be read") from None
    return page_texts(written.getvalue())


def marked_in_form(objects: PdfObjects, reference: str) -> Mapping[int, str]:
    """Return the text of a form's marked content, by identifier; raises `Unreadable` if the form cannot be drawn."""
    stream = objects.streams.get(reference)
    if not stream or not stream.data:
        return {}
    resources = objects.dictionary(reference).get("/Resources")
    found = drawn(
        objects,
        [Drawing(reference=reference, channel="", content=stream.data, resources=resources)],
    )
    return found[0].marked if found[0] else {}


def _resources(objects: PdfObjects, scratch: pikepdf.Pdf, value: Any) -> pikepdf.Object:
    """Return resources as an object of another file, with all that text needs, but without replacement texts."""
    built = pikepdf.Dictionary()
    given = objects.dictionary(value)
    for kind in ("/Font", "/XObject", "/ExtGState"):
        items = objects.dictionary(given.get(kind)).items()
        built[kind] = pikepdf.Dictionary({key: _copied(objects, scratch, item, 0) for key, item in items})
    properties = objects.dictionary(given.get("/Properties"))
    identifiers = {key: objects.at(objects.dictionary(item).get("/MCID")) for key, item in properties.items()}
    built.Properties = pikepdf.Dictionary(
        {key: pikepdf.Dictionary(MCID=found) for key, found in identifiers.items() if isinstance(found, int)}
    )
    return built


def _copied(objects: PdfObjects, scratch: pikepdf.Pdf, value: Any, depth: int) -> Any:
    if depth > _DEEPEST:
        raise ValueError("resources are nested too deeply")
    if isinstance(value, dict):
        return pikepdf.Dictionary({key: _copied(objects, scratch, item, depth + 1) for key, item in value.items()})
    if isinstance(value, list):
        return pikepdf.Array([_copied(objects, scratch, item, depth + 1) for item in value])
    if not isinstance(value, str):
        return value
    if value in objects.values:
        number, generation, _ = value.split()
        return scratch.copy_foreign(objects.pdf.get_object(int(number), int(generation)))
    return pikepdf.Name(value) if name_of(value) else pikepdf.String(text_of(value) or "")
