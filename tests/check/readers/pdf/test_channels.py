"""Every string of an object is told in the channel that its place gives it, whatever refers to it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from kefu.check.readers.pdf.channels import bookmarks, channels_of, place_of, string_channels
from kefu.check.readers.pdf.objects import open_objects

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCE = "Rektorn hade redan bestämt sig före mötet"
SAID = String(SENTENCE)


def told(plant: Callable[[pikepdf.Pdf], object]) -> list[tuple[str, str, str]]:
    """Return name, place and text of every channel of a file that something was planted in."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        plant(pdf)
        written = io.BytesIO()
        pdf.save(written)
    objects = open_objects(written.getvalue())
    return [(one.name, one.place, one.text) for one in string_channels(objects, channels_of(objects))]


def put(**entries: Any) -> Callable[[pikepdf.Pdf], None]:
    """Return what puts entries into a file's catalog."""

    def plant(pdf: pikepdf.Pdf) -> None:
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return plant


def appearance(*, states: bool) -> Callable[[pikepdf.Pdf], None]:
    """Return what puts an annotation's appearance into a file, or those that it has in its states."""

    def plant(pdf: pikepdf.Pdf) -> None:
        shown = pdf.make_indirect(pdf.make_stream(b"q Q", Said=SAID))
        pdf.Root.Loose = Dictionary(AP=Dictionary(N=Dictionary(On=shown) if states else shown))

    return plant


def comment(**entries: Any) -> Callable[[pikepdf.Pdf], None]:
    return put(Loose=Dictionary(Subtype=Name.Text, Rect=Array([0, 0, 9, 9]), **entries))


CHANNELS: dict[str, tuple[str, Callable[[pikepdf.Pdf], object]]] = {
    "title": ("PDF information", lambda pdf: pdf.docinfo.__setitem__("/Title", SENTENCE)),
    "bookmark": ("PDF outline", put(Outlines=Dictionary(First=Dictionary(Title=SAID)))),
    "element": ("PDF structure", put(StructTreeRoot=Dictionary(K=Dictionary(S=Name.P, Alt=SAID)))),
    "element that nothing refers to": ("PDF structure", put(Loose=Dictionary(Type=Name.StructElem, T=SAID))),
    "page label": ("PDF page label", put(PageLabels=Dictionary(Nums=Array([0, Dictionary(P=SAID)])))),
    "destination": ("PDF destination", put(Names=Dictionary(Dests=Dictionary(Names=Array([SAID, 0]))))),
    "layer": ("PDF layer", put(OCProperties=Dictionary(OCGs=Array([Dictionary(Name=SAID)])))),
    "field": ("PDF form field", put(AcroForm=Dictionary(Fields=Array([Dictionary(TU=SAID)])))),
    "field that nothing refers to": ("PDF form field", put(Loose=Dictionary(FT=Name.Tx, V=SAID))),
    "attached file": ("PDF attachment", put(AF=Array([Dictionary(EF=Dictionary(), Desc=SAID)]))),
    "script": ("PDF script", put(OpenAction=Dictionary(S=Name.JavaScript, JS=SAID))),
    "comment": ("PDF annotation", comment(Contents=SAID)),
    "label of a comment": ("PDF annotation", comment(TU=SAID)),
    "script of a comment": ("PDF script", comment(JS=SAID)),
    "appearance": ("PDF annotation", appearance(states=False)),
    "appearance in a state": ("PDF annotation", appearance(states=True)),
    "address": ("PDF annotation", put(OpenAction=Dictionary(S=Name.URI, URI=SAID))),
    "replacement": ("PDF marked content", put(Loose=Dictionary(ActualText=SAID))),
    "anything else": ("PDF object", put(Loose=Dictionary(X=Array([Dictionary(Y=SAID)])))),
    "long name": ("PDF object", put(Loose=Name("/" + SENTENCE))),
    "long key": ("PDF object", put(Loose=Dictionary({"/" + SENTENCE: 1}))),
    "class": ("PDF structure", put(StructTreeRoot=Dictionary(ClassMap=Dictionary({"/" + SENTENCE: Dictionary()})))),
}


@pytest.mark.parametrize(("channel", "plant"), CHANNELS.values(), ids=CHANNELS)
def test_a_string_is_told_in_the_channel_of_its_place(channel: str, plant: Callable[[pikepdf.Pdf], object]) -> None:
    found = [name for name, _, text in told(plant) if SENTENCE in text]

    assert found == [channel]


def test_strings_of_one_object_are_one_channel_and_short_ones_of_all_objects_another() -> None:
    found = told(
        put(Loose=Dictionary(A=SAID, B=String("till")), Short=Dictionary(A=String("kort")), More=Array([String("mer")]))
    )

    (text,) = (text for _, place, text in found if place != "several objects" and SENTENCE in text)
    assert {"till", "kort", "mer"} <= {*text.split("\n")}, "they stand in the same object, the catalog"


def test_short_strings_of_several_objects_share_a_channel() -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        for word in ("ett", "två", "tre"):
            pdf.Root[f"/{word}"] = pdf.make_indirect(Dictionary(X=String(word)))

    (text,) = (text for name, place, text in told(plant) if (name, place) == ("PDF object", "several objects"))

    assert sorted(text.split("\n")) == ["ett", "tre", "två"]


def test_an_object_is_named_as_people_name_it() -> None:
    assert place_of("12 0 R") == "object 12"
    assert place_of("trailer") == "trailer"


def test_bookmarks_are_read_below_each_other_whatever_the_order_of_their_objects() -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        for word in SENTENCE.split():
            with pdf.open_outline() as outline:
                outline.root.append(pikepdf.OutlineItem(word, 0))
        written = io.BytesIO()
        pdf.save(written)

    (read,) = bookmarks(open_objects(written.getvalue()))
    assert read.text.split() == SENTENCE.split()
    assert read.rearranged


def test_a_file_without_bookmarks_and_one_whose_bookmarks_go_round_end() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    written = io.BytesIO()
    pdf.save(written)
    assert [*bookmarks(open_objects(written.getvalue()))] == []

    first = pdf.make_indirect(Dictionary(Title=String("Ett")))
    first.Next = first
    pdf.Root.Outlines = Dictionary(First=first)
    written = io.BytesIO()
    pdf.save(written)
    assert [one.text for one in bookmarks(open_objects(written.getvalue()))] == ["\nEtt"]


@pytest.mark.parametrize(("length", "read"), [(19, False), (20, True)])
def test_names_are_read_if_they_are_long(length: int, *, read: bool) -> None:
    found = "\n".join(
        text for _, _, text in told(put(Loose=Dictionary({"/" + "k" * length: Name("/" + "v" * length)})))
    )

    assert ("k" * length in found, "v" * length in found) == (read, read)


@pytest.mark.parametrize(("length", "place"), [(23, "several objects"), (24, "object 2")])
def test_a_long_text_is_told_with_its_object(length: int, place: str) -> None:
    def plant(pdf: pikepdf.Pdf) -> None:
        pdf.Root.Loose = pdf.make_indirect(Dictionary(X=String("o" * length)))

    assert [where for _, where, text in told(plant) if "ooo" in text] == [place]
