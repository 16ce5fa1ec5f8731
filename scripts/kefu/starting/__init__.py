"""The files of a new case, and the words in them that authors are to replace."""

from kefu.starting.templates import filled, to_replace

__all__ = ["filled", "to_replace"]
