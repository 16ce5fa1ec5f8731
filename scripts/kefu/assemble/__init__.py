"""`(Project, Edition) → Documents`: select parts, shift and number headings, resolve references and citations."""

from kefu.assemble.documents import assemble, file_name, pictures_of, without_text
from kefu.assemble.locators import as_written
from kefu.assemble.metadata import case_metadata, metadata_of, report_metadata
from kefu.assemble.outline import NUMBERED, Numbered, Outline, outlines
from kefu.assemble.parts import DRAWING, selected
from kefu.assemble.references import Reference, link, rewritten

__all__ = [
    "DRAWING",
    "NUMBERED",
    "Numbered",
    "Outline",
    "Reference",
    "as_written",
    "assemble",
    "case_metadata",
    "file_name",
    "link",
    "metadata_of",
    "outlines",
    "pictures_of",
    "report_metadata",
    "rewritten",
    "selected",
    "without_text",
]
