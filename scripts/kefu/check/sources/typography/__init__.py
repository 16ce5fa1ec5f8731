"""Swedish typography: find mistakes in a source, and correct them."""

from kefu.check.sources.typography.mistakes import mended, typography

__all__ = ["mended", "typography"]
