"""Sources → `Project`: read everything that was authored, check all of it, and raise every mistake at once."""

from kefu.load.project import Loaded, load

__all__ = ["Loaded", "load"]
