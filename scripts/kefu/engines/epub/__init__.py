"""EPUB 3.3: an engine writes the chapters; the book around them is made here."""

from kefu.engines.epub.book import render

__all__ = ["render"]
