"""Files of any kind and encoding, and what can be read in them."""

from __future__ import annotations

import base64
import gzip
import io
import zipfile
from email.message import EmailMessage

import pikepdf
import pytest
from PIL import ExifTags, Image

from kefu.check.people.contents import Contents, contents
from kefu.check.readers.channels import Channel

NAME = "Åkermalm"


def packed(name: str, text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(name, text)
    return file.getvalue()


def message() -> bytes:
    mail = EmailMessage()
    mail["From"] = "Åsa Qvistling <a@example.org>"
    mail["Subject"] = "Intervju"
    mail.set_content("Då sa Åkermalm nej.\n" * 3, cte="base64")
    mail.add_attachment(
        packed("word/document.xml", "<w><t>Märstavik</t></w>"), maintype="a", subtype="b", filename="x.zip"
    )
    return mail.as_bytes()


def document() -> bytes:
    file = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.docinfo["/Title"] = NAME
        pdf.save(file)
    return file.getvalue()


def picture(written: bytes) -> bytes:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[ExifTags.Base.XPAuthor] = written
    Image.new("RGB", (2, 2)).save(file, "PNG", exif=exif)
    return file.getvalue()


FILES = {
    "a.txt": NAME.encode("cp850"),
    "b.txt": NAME.encode("mac_roman"),
    "c.txt": NAME.encode("utf-16-be"),
    "d.csv": f"namn\n{NAME}\n".encode("cp1252"),
    "e.docx": packed("word/document.xml", f"<w xmlns='x'><t>{NAME}</t></w>"),
    "f.xlsx": packed("xl/sharedStrings.xml", f"<sst><si><t>{NAME}</t></si></sst>"),
    "g.pptx": packed("ppt/slides/slide1.xml", f"<p><t>{NAME}</t></p>"),
    "h.odt": packed("content.xml", f"<office><p>{NAME}</p></office>"),
    "i.zip": packed("b.txt", NAME),
    "j.gz": gzip.compress(NAME.encode()),
    "k.rtf": rb"{\rtf1\ansi \'c5kermalm \'81}",
    "K.rtf": rb"{\rtf1\ansi \u197?kermalm}",
    "n.rtf": rb"{\rtf1\ansi {\b \u197?ker}\i malm\i0 \'81}",
    "o.rtf": rb"{\rtf1\mac\deff0 \'81kerm\u97\'61lm}",
    "p.mbox": b"From a\nSubject: Hej\n\nHej.\n\nFrom b\n" + message(),
    "q": b"Subject: Hej\n" + message(),
    "l.eml": message(),
    "m.png": picture(NAME.encode("utf-16-le")),
    "n.pdf": document(),
    "O.EML": b"Subject: x\nContent-Transfer-Encoding: base64\n\n" + base64.b64encode(NAME.encode()),
    "message-in-no-file-of-mail": message(),
    "P.MBOX": b"\n" + message(),
    "r.eml": b"Content-Transfer-Encoding: base64\n\n" + base64.b64encode(NAME.encode()),
}


@pytest.mark.parametrize("name", FILES)
def test_a_name_can_be_read_in_a_file(name: str) -> None:
    found = contents(name, FILES[name])

    assert any(NAME in text for text in (*found.texts, *(channel.text for channel in found.channels)))


def test_a_message_is_read_with_its_people_and_attachments() -> None:
    text = "\n".join(channel.text for channel in contents("l.eml", message()).channels)

    assert "Åsa Qvistling" in text
    assert {channel.place for channel in contents("l.eml", message()).channels} >= {"part 1", "part 2", "part 3"}
    assert "Märstavik" in text


def test_a_text_in_rtf_is_read_as_its_readers_see_it() -> None:
    written = rb"{\rtf1\ansi Ett\par tv\'e5\tab tre {\b fyr}a \u-1279?n\line}"

    assert contents("a.rtf", written).texts[0].split() == ["Ett", "två", "tre", "fyra", "\N{LATIN SMALL LIGATURE FI}n"]


def test_a_document_is_read_as_what_it_is_even_if_all_of_it_could_be_text() -> None:
    assert contents("a.pdf", document()).texts == ()
    assert contents("a.tex", rb"Andr\'ee").texts == (r"Andr\'ee",)


@pytest.mark.parametrize(("controls", "is_text"), [(0, True), (1, True), (2, False)])
def test_bytes_of_no_known_encoding_are_text_if_few_of_them_are_signs_for_machines(
    controls: int, *, is_text: bool
) -> None:
    content = b"\x01" * controls + b"\xc5" * (100 - controls)

    assert bool(contents("a", content).texts) == is_text


@pytest.mark.parametrize(
    ("first", "second", "is_text"),
    [
        (0, 30, True), (3, 30, True), (30, 0, True), (30, 3, True),
        (0, 29, False), (29, 0, False), (4, 30, False), (30, 4, False),
    ],
)  # fmt: skip
def test_bytes_are_letters_of_two_if_one_of_the_two_is_often_zero_and_the_other_seldom(
    first: int, second: int, *, is_text: bool
) -> None:
    pairs = zip(bytes(first).rjust(100, b"a"), bytes(second).ljust(100, b"a"), strict=True)
    found = contents("a", bytes(byte for pair in pairs for byte in pair)).texts

    assert [text.count("a") for text in found] == ([30] if is_text else [])


def test_contents_have_no_form_that_shows_a_text() -> None:
    channel = Channel(name="file name", place=NAME, text=NAME)

    assert NAME not in repr(Contents(texts=(NAME,), channels=(channel,)))


def test_what_cannot_be_read_is_a_problem() -> None:
    assert contents("a.m4a", b"\0\0\0\x20ftypM4A \0\0").problems
    assert contents("a.docx", packed("word/document.xml", "x")[:-40]).problems
    assert not contents("a.txt", b"text").problems
