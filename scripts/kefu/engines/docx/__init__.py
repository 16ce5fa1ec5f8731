"""Word files: an engine writes the text; styles, pages and everything around the text are made here."""

from kefu.engines.docx.file import render

__all__ = ["render"]
