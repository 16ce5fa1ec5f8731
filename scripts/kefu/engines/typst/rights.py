"""What readers may do with a PDF, in its metadata, where Typst has no place for it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from kefu.imprint import Rights


def with_rights(content: bytes, rights: Rights) -> bytes:
    """Return a PDF whose XMP packet says what readers may do with it, and where its licence is, if it has one.

    The same bytes and rights always give the same bytes. Source: XMP Specification, part 1 (ISO 16684-1), sections 8.3
    (`dc:rights`) and 8.5 (the rights management schema); both schemas are predefined in PDF/A-2 (ISO 19005-2, 6.6.2.3).
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as packet:
            packet["dc:rights"] = str(rights)
            packet["xmpRights:Marked"] = "True"
            if rights.terms:
                packet["xmpRights:UsageTerms"] = rights.terms
            if rights.licence:
                packet["xmpRights:WebStatement"] = rights.licence.url
        finished = io.BytesIO()
        pdf.save(
            finished,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
            compress_streams=False,
        )
    return finished.getvalue()
