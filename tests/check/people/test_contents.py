"""Files of any kind and encoding, and what can be read in them."""

from __future__ import annotations

import gzip
import io
import zipfile
from email.message import EmailMessage

import pytest
from PIL import ExifTags, Image

from kefu.check.people.contents import contents

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
    "k.rtf": rb"{\rtf1\ansi \'c5kermalm}",
    "n.rtf": rb"{\rtf1\ansi {\b \u197?ker}\i malm\i0 \'81}",
    "o.rtf": rb"{\rtf1\mac\deff0 \'81kerm\u97\'61lm}",
    "p.mbox": b"From a\nSubject: Hej\n\nHej.\n\nFrom b\n" + message(),
    "q": b"Subject: Hej\n" + message(),
    "l.eml": message(),
    "m.png": picture(NAME.encode("utf-16-le")),
}


@pytest.mark.parametrize("name", FILES)
def test_a_name_can_be_read_in_a_file(name: str) -> None:
    found = contents(name, FILES[name])

    assert any(NAME in text for text in (*found.texts, *(channel.text for channel in found.channels)))


def test_a_message_is_read_with_its_people_and_attachments() -> None:
    text = "\n".join(channel.text for channel in contents("l.eml", message()).channels)

    assert "Åsa Qvistling" in text
    assert "Märstavik" in text


def test_what_cannot_be_read_is_a_problem() -> None:
    assert contents("a.m4a", b"\0\0\0\x20ftypM4A \0\0").problems
    assert contents("a.docx", packed("word/document.xml", "x")[:-40]).problems
    assert not contents("a.txt", b"text").problems
