"""Preview: the documents of a project as they are written, in a browser, made anew whenever a file is saved."""

from kefu.preview.editor import CODE, VARIABLE
from kefu.preview.guard import is_loopback
from kefu.preview.running import preview
from kefu.preview.sources import Choice

__all__ = ["CODE", "VARIABLE", "Choice", "is_loopback", "preview"]
