"""Sources → `Project`: everything that was authored is read and validated, and all problems are raised at once."""

from kefu.load.cases import NAME
from kefu.load.places import FIGURE, headings, labels, targets
from kefu.load.project import Loaded, load
from kefu.load.texts import REFERENCE, label_of

__all__ = ["FIGURE", "NAME", "REFERENCE", "Loaded", "headings", "label_of", "labels", "load", "targets"]
