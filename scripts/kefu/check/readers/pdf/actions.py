"""What a PDF would run or open, apart from its own pages and the web pages that its links lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from kefu.check.readers.active import LINKED, scheme_of
from kefu.check.readers.channels import Channel
from kefu.check.readers.pdf.objects import name_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.check.readers.pdf.objects import PdfObjects

ACTION: Final = "PDF action"

_ACTIONS: Final = frozenset(
    "GoToR GoToE GoToDp Launch Thread Sound Movie Hide Named SubmitForm ResetForm ImportData JavaScript SetOCGState "  # noqa: SIM905 - a list of words
    "Rendition Trans GoTo3DView RichMediaExecute".split()
)
"""The types of actions: ISO 32000-2, table 201, but for those that lead to a page of the file or to a web page."""

_SHOWN_INSTEAD: Final = {"/Collection": "a portfolio of files", "/SpiderInfo": "web pages that were captured"}
"""What a reading program shows or fetches instead of the pages: ISO 32000-2, 7.11.6, and ISO 32000-1, 14.10."""


def actions(objects: PdfObjects) -> Iterator[Channel]:
    """Yield a channel for every action that does more than lead to a page or, as a link, to a web page."""
    for dictionary in objects.dictionaries:
        kind = name_of(objects.at(dictionary.get("/S")))
        if kind in _ACTIONS or (kind == "URI" and scheme_of(objects.text(dictionary.get("/URI"))) not in LINKED):
            told = " ".join((kind, *_texts(objects, [*dictionary.values()])))
            yield Channel(name=ACTION, place="an action", text=told)
        for key in ("/OpenAction", "/AA"):
            if _runs(objects, dictionary.get(key)):
                opened = " ".join((key[1:], *_texts(objects, [*objects.dictionary(dictionary[key]).values()])))
                yield Channel(name=ACTION, place="what runs by itself", text=opened)
        if "/Length" in dictionary and "/F" in dictionary:
            named = [dictionary["/F"], *objects.dictionary(dictionary["/F"]).values()]
            yield Channel(name=ACTION, place="data in another file", text=" ".join(("F", *_texts(objects, named))))
    for key, place in _SHOWN_INSTEAD.items():
        if key in objects.root:
            told = " ".join((key[1:], *_texts(objects, [*objects.dictionary(objects.root[key]).values()])))
            yield Channel(name=ACTION, place=place, text=told)
    if "/URI" in objects.root:
        yield Channel(name=ACTION, place="where links begin", text=f"URI {_base(objects)}")


def _base(objects: PdfObjects) -> str:
    return objects.text(objects.dictionary(objects.root["/URI"]).get("/Base"))


def _runs(objects: PdfObjects, value: Any) -> bool:
    """Return whether something that happens by itself does more than show a page of the file."""
    actions = objects.dictionary(value)
    return bool(actions) and name_of(objects.at(actions.get("/S"))) != "GoTo"


def _texts(objects: PdfObjects, values: list[Any]) -> Iterator[str]:
    for value in values:
        found = objects.at(value)
        if isinstance(found, str) and (text := text_of(found)):
            yield text
