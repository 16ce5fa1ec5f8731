"""Sources → `Project`: everything that was authored is read and validated, and all problems are raised at once."""

from kefu.load.cases import NAME, digits_needed
from kefu.load.places import FIGURE, headings, labels, targets
from kefu.load.project import Loaded, load
from kefu.load.texts import REFERENCE, label_of

__all__ = [
    "FIGURE",
    "NAME",
    "REFERENCE",
    "Loaded",
    "digits_needed",
    "headings",
    "label_of",
    "labels",
    "load",
    "targets",
]
