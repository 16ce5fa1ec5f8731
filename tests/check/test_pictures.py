"""Pictures in finished files are told about if they say more than they show."""

from __future__ import annotations

from pathlib import PurePosixPath

from kefu.check.pictures import bare
from kefu.check.readers import Channel
from kefu.rules.leaks import PICTURES_ARE_BARE

PATH = PurePosixPath("public/report/rapport.pdf")


def test_what_a_picture_says_is_told_by_kind_and_place_and_not_repeated() -> None:
    channels = [
        Channel(name="PDF image: image metadata", place="object 7", text="Hemlig Fotograf"),
        Channel(name="PDF image: image metadata", place="object 7", text="en gång till"),
        Channel(name="SVG comment", place="bild.svg", text="hemligt"),
    ]
    second, first = bare(PATH, channels)

    assert {first.rule, second.rule} == {PICTURES_ARE_BARE}
    assert first.location.path == PATH
    assert first.message.endswith("image metadata, object 7")
    assert second.message.endswith("SVG comment, bild.svg")
    assert "emlig" not in str((first, second))


def test_what_readers_see_and_what_other_files_say_is_not_told() -> None:
    channels = [
        Channel(name="SVG text", place="bild.svg", text="Det som syns"),
        Channel(name="SVG attribute", place="bild.svg, names", text="fill"),
        Channel(name="XML comment", place="nav.xhtml", text="annat"),
        Channel(name="image metadata", place="bild.png", text="  "),
    ]

    assert [*bare(PATH, channels)] == []
