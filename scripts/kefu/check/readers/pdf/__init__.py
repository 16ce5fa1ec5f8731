"""PDFs → channels: everything that a curious reader could find in one, and its structure tree."""

from kefu.check.readers.pdf.reader import CHANNELS, read_pdf
from kefu.check.readers.pdf.tag_tree import read_structure

__all__ = ["CHANNELS", "read_pdf", "read_structure"]
