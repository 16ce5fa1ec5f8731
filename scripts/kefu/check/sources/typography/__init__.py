"""Swedish typography: what is wrong in a source, and the same source put right."""

from kefu.check.sources.typography.mistakes import mended, typography

__all__ = ["mended", "typography"]
