"""What is on a PDF's pages in addition to their content: links, comments, form fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kefu.check.readers.pdf.objects import name_of
from kefu.check.readers.structure import Annotation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kefu.check.readers.pdf.objects import PdfObjects


def annotations_of(objects: PdfObjects, owners: Mapping[str, str]) -> Iterator[Annotation]:
    """Yield the annotations page by page: ISO 32000-1, 12.5.

    `owners` maps the reference of an annotation to the role of the structure tree's element that it belongs to.
    """
    for number, page in enumerate(map(objects.dictionary, objects.pages), start=1):
        for entry in objects.array(page.get("/Annots")):
            annotation = objects.dictionary(entry)
            yield Annotation(
                page=number,
                kind=name_of(objects.at(annotation.get("/Subtype"))),
                description=objects.text(annotation.get("/Contents")),
                flags=_number(objects.at(annotation.get("/F"))),
                owner=owners.get(entry, "") if isinstance(entry, str) else "",
            )


def untabbed(objects: PdfObjects) -> Iterator[int]:
    """Yield the pages whose annotations are not reached in the order of the structure tree: ISO 32000-1, 12.5.1."""
    for number, page in enumerate(map(objects.dictionary, objects.pages), start=1):
        if objects.array(page.get("/Annots")) and objects.at(page.get("/Tabs")) != "/S":
            yield number


def _number(value: Any) -> int:
    return value if isinstance(value, int) else 0
