"""One set of sources, one build: a research report and its teaching cases, in every edition."""

__version__ = "0.1.0"
