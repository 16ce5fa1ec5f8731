"""What a finished PDF conveys to a screen reader: everything that its document says, in tags that nest correctly."""

from kefu.check.tags.comparison import tags
from kefu.check.tags.items import normalised, readable
from kefu.check.tags.nesting import misplaced

__all__ = ["misplaced", "normalised", "readable", "tags"]
