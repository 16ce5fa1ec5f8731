"""What every engine is given for one file, and when a document was made."""

from __future__ import annotations

import datetime
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kefu.authored import Format
from kefu.engines.conversion import BODY, Conversion, noon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Document


@pytest.fixture(scope="module")
def document(books: Mapping[str, Document]) -> Document:
    return books["cases/01-skolan student"]


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows cannot change its time zone")
@pytest.mark.parametrize("zone", ["Pacific/Auckland", "America/Lima"])
def test_a_document_was_made_at_noon_on_its_date_wherever_it_is_made(
    document: Document, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    dated = replace(document, metadata=replace(document.metadata, date=datetime.date(2026, 11, 23)))
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert noon(dated).isoformat() == "2026-11-23T12:00:00+00:00"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_conversion_that_needs_no_more_is_the_text_alone(document: Document) -> None:
    conversion = Conversion(document=document, format=Format.HTML, blocks=[])

    assert conversion.template == BODY
    assert (dict(conversion.files), conversion.reference, dict(conversion.metadata)) == ({}, b"", {})
