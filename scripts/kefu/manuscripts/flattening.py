"""The blocks of a Word file, made flat: content controls opened, text boxes put after their paragraph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kefu.word import MC, W, local, made, remove, unwrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.word import Element

_WRAPPERS: Final = (f"{W}sdt", f"{W}smartTag", f"{W}customXml")
_MARKERS: Final = frozenset(("commentRangeStart", "commentRangeEnd", "commentReference", "proofErr", "permStart"))
_RANGES: Final = ("moveFromRange", "moveToRange", "customXml")
_DRAWN: Final = (f"{W}drawing", f"{W}pict", f"{W}object")


def flat(root: Element) -> Iterator[tuple[Element, str]]:
    """Make a part flat; yield what is left out, each with its paragraph."""
    for choice in list(root.iter(f"{MC}AlternateContent")):
        options = [*choice.iter(f"{MC}Choice"), *choice.iter(f"{MC}Fallback")]
        choice[:] = list(options[0])[:] if options else []
        unwrap(choice)
    for box in list(root.iter(f"{W}txbxContent")):
        _take_out(box)
    for control in list(root.iter(*_WRAPPERS)):
        _open(control)
    for drawn in list(root.iter(*_DRAWN)):
        if not any(local(each) in {"blip", "imagedata"} for each in drawn.iter()):
            paragraph = next(drawn.iterancestors(f"{W}p"), None)
            if paragraph is not None and drawn.tag != f"{W}pict":
                yield paragraph, f"{_kind(drawn)} is left out: save it as a picture, and put that in its place"
            remove(drawn)
    for element in list(root.iter()):
        name = local(element)
        if name in _MARKERS or name.startswith(_RANGES):
            remove(element)


def _kind(drawn: Element) -> str:
    if drawn.tag == f"{W}object":
        return "an embedded object"
    names = {local(each) for each in drawn.iter()}
    return "a chart" if "chart" in names else "a diagram (SmartArt)" if "relIds" in names else "a drawing"


def _take_out(box: Element) -> None:
    """Put the text of a box after its paragraph, as a table of one cell."""
    paragraph = next(box.iterancestors(f"{W}p"), None)
    if paragraph is None:
        return
    cell = made(f"{W}tc", None, *box)
    for following in paragraph.itersiblings():
        if following.tag != f"{W}tbl" or following.get("box") is None:
            break
        paragraph = following
    paragraph.addnext(made(f"{W}tbl", {"box": "yes"}, made(f"{W}tr", None, cell)))


def _open(control: Element) -> None:
    """Put the content of a control in its place; a list of contents goes."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    content = control.find(f"{W}sdtContent")
    if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
        remove(control)
    elif content is not None:
        control[:] = list(content)
        unwrap(control)
    elif local(control) != "sdt":
        for each in list(control):
            if local(each).endswith("Pr"):
                control.remove(each)
        unwrap(control)
    else:
        remove(control)
