"""Metadata packets are read in every encoding, and nothing in them can make reading them unsafe."""

from __future__ import annotations

import pytest

from kefu.check.readers.pdf import xmp

PACKET = """<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1">
<!-- en anmärkning --><dc:title xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Alt>
<rdf:li xml:lang="x-default">Ett fall på ön</rdf:li></rdf:Alt></dc:title>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_packet_is_read_in_every_encoding_as_it_is_written(encoding: str) -> None:
    assert xmp.packet_text(PACKET.encode(encoding)).removeprefix("\ufeff") == PACKET


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_texts_and_attributes_are_values(encoding: str) -> None:
    values = xmp.packet_values(PACKET.encode(encoding))

    assert values is not None
    assert {"1", "x-default", "Ett fall på ön"} == set(values)


def test_a_property_is_declared_as_an_attribute_or_as_an_element() -> None:
    assert xmp.declared(PACKET.encode(), xmp.PDF_UA_PART) == "1"
    assert xmp.declared(PACKET.encode(), xmp.TITLE) == "Ett fall på ön"
    assert xmp.declared(PACKET.encode(), xmp.PDF_A_PART) == ""


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<a>",
        b"no XML",
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"),
    ],
    ids=["nothing", "open", "text", "entity", "entity in UTF-16"],
)
def test_what_is_no_xml_or_declares_entities_has_no_values(data: bytes) -> None:
    assert xmp.packet_values(data) is None
    assert xmp.declared(data, xmp.TITLE) == ""


def test_padding_around_a_packet_does_not_matter() -> None:
    assert xmp.declared(b"\0\n" + PACKET.encode() + b"\n \0\0", xmp.PDF_UA_PART) == "1"


def test_a_packet_may_declare_its_encoding() -> None:
    assert xmp.packet_values(b"<?xml version='1.0' encoding='iso-8859-1'?><a>p\xe5</a>") == ("på",)
