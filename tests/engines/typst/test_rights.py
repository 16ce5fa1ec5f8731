"""What readers may do with a PDF, in its metadata."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pypdf import PdfReader

from kefu.authored import Licence
from kefu.engines.typst.rights import with_rights
from kefu.imprint import Rights

LICENCE = Licence.model_validate({"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"})
OPEN = Rights(licence=LICENCE, terms="")
CLOSED = Rights(licence=None, terms="Bara för dig som undervisar.")
BOTH = Rights(licence=LICENCE, terms="Bilderna får inte ändras.")


@pytest.fixture(scope="module")
def plain() -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    with pdf.open_metadata(set_pikepdf_as_editor=False) as packet:
        packet["dc:title"] = "Titeln"
    file = io.BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()


@pytest.mark.parametrize(
    ("rights", "said"),
    [
        (OPEN, "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"),
        (CLOSED, "Bara för dig som undervisar."),
        (BOTH, "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/. Bilderna får inte ändras."),
    ],
)
def test_a_pdf_says_what_its_readers_may_do(rights: Rights, said: str, plain: bytes) -> None:
    packet = PdfReader(io.BytesIO(with_rights(plain, rights))).xmp_metadata
    assert packet is not None
    assert packet.dc_rights == {"x-default": said}
    assert packet.dc_title == {"x-default": "Titeln"}


@pytest.mark.parametrize(("rights", "found"), [(OPEN, (True, False)), (CLOSED, (False, True)), (BOTH, (True, True))])
def test_a_licence_and_terms_have_their_own_properties(rights: Rights, found: tuple[bool, bool], plain: bytes) -> None:
    with pikepdf.open(io.BytesIO(with_rights(plain, rights))) as pdf, pdf.open_metadata() as packet:
        assert packet["xmpRights:Marked"] == "True"
        assert ("xmpRights:WebStatement" in packet, "xmpRights:UsageTerms" in packet) == found


def test_the_same_pdf_becomes_the_same_bytes(plain: bytes) -> None:
    assert with_rights(plain, OPEN) == with_rights(plain, OPEN)
    assert with_rights(plain, OPEN) != with_rights(plain, CLOSED)
