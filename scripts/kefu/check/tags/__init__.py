"""What a finished PDF tells a screen reader: what its document says, in tags that stand where they may."""

from kefu.check.tags.comparison import tags
from kefu.check.tags.items import readable
from kefu.check.tags.nesting import misplaced

__all__ = ["misplaced", "readable", "tags"]
