"""A picture that says more than it shows is found in every kind of file, whichever way it says it."""

from __future__ import annotations

import base64
import io
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pikepdf
import pytest
from pikepdf import Name
from tests.photographs import PRIVATE, telling_jpeg, telling_png
from tests.sabotage.pdf_plants import with_photo
from tests.sabotage.planting import EXTENSIONS, NOTE, before, repacked
from tests.sabotage.table import PLANTS

from kefu.check.examining import Task, examine
from kefu.check.leaks.audit import wanted
from kefu.check.pictures import UNSEEN
from kefu.check.readers.kinds import Kind
from kefu.pictures.jpeg import bare_jpeg
from kefu.pictures.png import bare_png
from kefu.rules.leaks import PICTURES_ARE_BARE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sabotage.conftest import Finished
    from tests.sabotage.planting import Plant

    from kefu.diagnostics import Diagnostic

TELLING: Final = [plant for plant in PLANTS if plant.channel.rpartition(": ")[2] in UNSEEN]


def found(finished: Finished, kind: Kind, content: bytes) -> list[Diagnostic]:
    path = PurePosixPath(f"public/cases/skolan/fil.{EXTENSIONS[kind]}")
    task = Task(
        path=path, content=content, wanted=wanted(finished.student), document=None, allowed=frozenset(), names=None
    )
    return [finding for finding in examine(task).findings if finding.rule is PICTURES_ARE_BARE]


@pytest.mark.parametrize("plant", TELLING, ids=str)
def test_what_is_planted_in_a_picture_is_told_and_not_repeated(finished: Finished, plant: Plant) -> None:
    told = found(finished, plant.kind, plant.put(finished.files[plant.kind], NOTE[0]))

    assert plant.channel.rpartition(": ")[2] in {one.message.split(": ")[1].partition(",")[0] for one in told}
    assert NOTE[0] not in str(told)


@pytest.mark.parametrize("kind", sorted({plant.kind for plant in TELLING} - {Kind.TIFF}))
def test_a_picture_as_it_was_made_says_nothing(finished: Finished, kind: Kind) -> None:
    if kind is not Kind.SVG:  # as matplotlib writes it
        assert found(finished, kind, finished.files[kind]) == []


def in_pdf(content: bytes, photo: bytes, _name: str) -> bytes:
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if photo.startswith(b"\xff\xd8"):
            with_photo(pdf, photo, Filter=Name.DCTDecode)
        else:
            with_photo(pdf, photo)
        pdf.save(packed)
    return packed.getvalue()


def in_page(content: bytes, photo: bytes, name: str) -> bytes:
    kind = "jpeg" if name.endswith("jpg") else "png"
    uri = f"data:image/{kind};base64,{base64.b64encode(photo).decode()}"
    return before("</body>", lambda _: f'<img src="{uri}" alt="">')(content, "")


CARRIERS: Final[dict[Kind, Callable[[bytes, bytes, str], bytes]]] = {
    Kind.PDF: in_pdf,
    Kind.HTML: in_page,
    Kind.DOCX: lambda content, photo, name: repacked(content, {f"word/media/{name}": photo}),
    Kind.EPUB: lambda content, photo, name: repacked(content, {f"EPUB/media/{name}": photo}),
    Kind.ZIP: lambda content, photo, name: repacked(content, {f"bilder/{name}": photo}),
}


@pytest.mark.parametrize("kind", CARRIERS)
@pytest.mark.parametrize(
    ("name", "telling", "bare"),
    [("foto.jpg", telling_jpeg(), bare_jpeg(telling_jpeg())), ("bild.png", telling_png(), bare_png(telling_png()))],
    ids=["jpeg", "png"],
)
def test_a_picture_in_a_file_is_read_like_any_other(
    finished: Finished, kind: Kind, name: str, telling: bytes, bare: bytes
) -> None:
    content = finished.files[kind]

    assert found(finished, kind, CARRIERS[kind](content, telling, name))
    assert found(finished, kind, CARRIERS[kind](content, bare, name)) == []
    assert PRIVATE not in str(found(finished, kind, CARRIERS[kind](content, telling, name)))
