"""The steps whose results are kept."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """A pure function of the values that it is given, and of the program: its result is kept under the digest of both.

    What a step depends on is what its function is given, and nothing else.
    """

    READ = "read"
    """A Markdown text → its tree."""

    INSPECT = "inspect"
    """A text and what it has to be like → what it says, and what its author forgot or did wrong in it."""

    REFERENCES = "references"
    """A bibliography and a language → its entries."""

    STYLE = "style"
    """A citation style and a language → why pandoc cannot cite with it."""

    CITE = "cite"
    """A document's citations, the entries that it cites, a style and a language → what readers see of them."""

    DRAW = "draw"
    """A figure script and what it is given → the drawing, and what the script said."""

    PIXELS = "pixels"
    """A drawing and the measures of a page → a picture for Word."""

    RENDER = "render"
    """A document, a format and an engine → the file, and the warnings."""

    PASSAGES = "passages"
    """A project → the passages that files are searched for."""

    SOURCES = "sources"
    """A project → the findings in its texts, without a search for real names."""

    EXAMINE = "examine"
    """A file and the text of the document that it shows → what was found in it, and the letters to be searched."""

    PICTURE = "picture"
    """A picture of a document → the letters to be searched in it."""

    SEARCH = "search"
    """What was examined, and what it must and must not show → what of that was found."""

    COMMAND = "command"
    """The arguments of a command → what it read, made and said: see `kefu.cache.again`."""

    FONTS = "fonts"
    """The fonts that a publication brings, if any → the site's fonts."""

    CARD = "card"
    """What stands on a card, and a theme → the picture."""

    INDEX = "index"
    """The site's pages → its search index."""
