"""What a finished PDF tells a screen reader, compared with the document that it was made of."""

from kefu.check.tags.comparison import tags
from kefu.check.tags.items import readable

__all__ = ["readable", "tags"]
