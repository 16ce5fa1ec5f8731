"""`(Project, Edition) → Documents`: select parts, shift and number headings, resolve references, cite."""

from kefu.assemble.documents import assemble
from kefu.assemble.outline import Outline, outlines

__all__ = ["Outline", "assemble", "outlines"]
