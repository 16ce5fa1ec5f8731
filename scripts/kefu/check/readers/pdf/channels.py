"""The strings in a PDF's objects, each in a channel that depends on its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kefu.check.readers.channels import Channel
from kefu.check.readers.pdf.objects import name_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kefu.check.readers.pdf.objects import PdfObjects

INFORMATION: Final = "PDF information"
OUTLINE: Final = "PDF outline"
STRUCTURE: Final = "PDF structure"
MARKED: Final = "PDF marked content"
DESTINATION: Final = "PDF destination"
LABEL: Final = "PDF page label"
LAYER: Final = "PDF layer"
ANNOTATION: Final = "PDF annotation"
FORM: Final = "PDF form field"
ATTACHMENT: Final = "PDF attachment"
SCRIPT: Final = "PDF script"
OBJECT: Final = "PDF object"

_LONG_NAME: Final = 20
"""The length up to which a name is not read; longer ones can be a text."""
_LONG_TEXT: Final = 24
"""The least number of letters in the strings of an object that make them a separate channel."""
_NAME_TREES: Final = {"/Dests": DESTINATION, "/EmbeddedFiles": ATTACHMENT, "/JavaScript": SCRIPT}
_BY_KEY: Final = {
    "/JS": SCRIPT,
    "/Dest": DESTINATION,
    "/URI": ANNOTATION,
    "/RC": ANNOTATION,
    "/XFA": FORM,
    "/DV": FORM,
    "/TU": FORM,
    "/TM": FORM,
    "/Opt": FORM,
}
Channels = dict[int, str]
"""The channel of a dictionary's strings, by the dictionary's identity."""


def string_channels(objects: PdfObjects, channels: Channels) -> tuple[Channel, ...]:
    """Return all strings and all long names in a file's objects, in their channels.

    Long strings form one channel per object; short ones, of which there can be thousands, share one for all objects.
    """
    named = frozenset(map(id, _named(objects)))
    found: dict[tuple[str, str], list[str]] = {}
    for place, value in (("trailer", objects.trailer), *objects.values.items()):
        for channel, text in _strings(value, channels, named):
            found.setdefault((channel, place), []).append(text)
    long: list[Channel] = []
    short: dict[str, list[str]] = {}
    for (channel, place), texts in found.items():
        text = "\n".join(texts)
        if len(text) < _LONG_TEXT:
            short.setdefault(channel, []).append(text)
        else:
            long.append(Channel(name=channel, place=place_of(place), text=text))
    return (*long, *(Channel(name=name, place="several objects", text="\n".join(t)) for name, t in short.items()))


def bookmarks(objects: PdfObjects) -> Iterator[Channel]:
    """Yield the titles of all bookmarks as a reader sees them below each other, whatever the order of their objects."""
    stack, titles, known = [objects.root.get("/Outlines")], [], set()
    while stack:
        item = objects.dictionary(stack.pop())
        if item and id(item) not in known:
            known.add(id(item))
            titles.append(objects.text(item.get("/Title")))
            stack.extend((item.get("/Next"), item.get("/First")))
    if any(titles):
        yield Channel(name=OUTLINE, place="all bookmarks", text="\n".join(titles), rearranged=True)


def place_of(reference: str) -> str:
    """Return the name of an object as people write it."""
    return f"object {reference.partition(' ')[0]}" if reference.endswith(" R") else reference


def _named(objects: PdfObjects) -> Iterator[Mapping[str, Any]]:
    """Yield the dictionaries whose keys an author can choose."""
    tree = objects.dictionary(objects.root.get("/StructTreeRoot"))
    yield objects.dictionary(objects.trailer.get("/Info"))
    yield objects.dictionary(objects.root.get("/Dests"))
    yield objects.dictionary(tree.get("/RoleMap"))
    yield objects.dictionary(tree.get("/ClassMap"))


def _strings(value: Any, channels: Channels, named: frozenset[int]) -> Iterator[tuple[str, str]]:
    stack: list[tuple[Any, str, str]] = [(value, "", OBJECT)]
    while stack:
        item, key, channel = stack.pop()
        if isinstance(item, dict):
            own = channels.get(id(item)) or _guessed(item) or channel
            yield from ((own, name[1:]) for name in item if len(name) > _LONG_NAME or id(item) in named)
            stack.extend((inner, name, own) for name, inner in reversed(item.items()))
        elif isinstance(item, list):
            stack.extend((inner, key, channel) for inner in reversed(item))
        elif isinstance(item, str):
            text = text_of(item)
            if text is None and len(item) > _LONG_NAME:
                text = name_of(item)
            if text:
                yield _BY_KEY.get(key, channel) if channel == OBJECT or key in {"/JS", "/Dest"} else channel, text


def _guessed(dictionary: Mapping[str, Any]) -> str:
    """Return the channel of a dictionary, judged by its content, so that one that nothing refers to also has one."""
    if dictionary.get("/Subtype") == "/Widget" or "/FT" in dictionary:
        return FORM
    kind = dictionary.get("/Type")
    if isinstance(kind, str) and kind in _BY_TYPE:
        return _BY_TYPE[kind]
    return next((channel for keys, channel in _BY_KEYS if keys <= dictionary.keys()), "")


_BY_KEYS: Final = (
    (frozenset(("/Rect", "/Subtype")), ANNOTATION),
    (frozenset(("/Title", "/Parent")), OUTLINE),
    (frozenset(("/EF",)), ATTACHMENT),
    (frozenset(("/ActualText",)), MARKED),
    (frozenset(("/Alt",)), MARKED),
)
_BY_TYPE: Final = {
    "/StructElem": STRUCTURE,
    "/Annot": ANNOTATION,
    "/OCG": LAYER,
    "/OCMD": LAYER,
    "/Filespec": ATTACHMENT,
    "/EmbeddedFile": ATTACHMENT,
    "/PageLabel": LABEL,
}


def channels_of(objects: PdfObjects) -> Channels:
    """Return the channels of dictionaries that only the references to them reveal."""
    root, trailer = objects.root, objects.trailer
    tree = objects.dictionary(root.get("/StructTreeRoot"))
    layers = objects.dictionary(root.get("/OCProperties"))
    form = objects.dictionary(root.get("/AcroForm"))
    names = objects.dictionary(root.get("/Names"))
    channels: Channels = {}
    for channel, starts, keys in (
        (INFORMATION, [trailer.get("/Info")], ()),
        (OUTLINE, [root.get("/Outlines")], ("/First", "/Next")),
        (STRUCTURE, [tree], ("/K", "/A", "/RoleMap", "/ClassMap", "/Kids", "/IDTree")),
        (STRUCTURE, [*objects.dictionary(tree.get("/ClassMap")).values()], ()),
        (LABEL, [root.get("/PageLabels")], ("/Kids", "/Nums")),
        (DESTINATION, [root.get("/Dests"), names.get("/Dests")], ("/Kids", "/Names")),
        (ATTACHMENT, [names.get("/EmbeddedFiles")], ("/Kids", "/Names")),
        (SCRIPT, [names.get("/JavaScript")], ("/Kids", "/Names", "/Next")),
        (LAYER, [layers.get("/OCGs"), layers.get("/D"), layers.get("/Configs")], ("/Order", "/OCGs")),
        (FORM, [form.get("/Fields"), form.get("/XFA")], ("/Kids", "/V", "/DV", "/RV")),
        (SCRIPT, [each["/JS"] for each in objects.dictionaries if "/JS" in each], ()),
        (ANNOTATION, [each["/RC"] for each in objects.dictionaries if "/RC" in each], ()),
        (ANNOTATION, [*_appearances(objects)], ()),
        (
            ATTACHMENT,
            [file for each in objects.dictionaries for file in objects.dictionary(each.get("/EF")).values()],
            (),
        ),
    ):
        _claim(objects, channels, channel, starts, keys)
    return channels


def _claim(objects: PdfObjects, channels: Channels, channel: str, stack: list[Any], keys: Iterable[str]) -> None:
    """Assign a channel to dictionaries and everything that the keys lead to, unless they already have one."""
    while stack:
        value = objects.at(stack.pop())
        if isinstance(value, list):
            stack.extend(value)
        elif isinstance(value, dict) and id(value) not in channels:
            channels[id(value)] = channel
            stack.extend(value[key] for key in keys if key in value)


def _appearances(objects: PdfObjects) -> Iterator[Any]:
    """Yield the appearance streams of annotations: ISO 32000-1, 12.5.5."""
    for dictionary in objects.dictionaries:
        for each in objects.dictionary(dictionary.get("/AP")).values():
            for state in (each, *objects.dictionary(each).values()):
                if isinstance(state, str) and state in objects.streams:
                    yield state
