"""Web pages: an engine writes the text; a template makes the page around it."""

from kefu.engines.html.again import Pages
from kefu.engines.html.contents import with_identifiers
from kefu.engines.html.nodes import title_of
from kefu.engines.html.page import ADDRESS, linked, render
from kefu.engines.html.tables import table

__all__ = ["ADDRESS", "Pages", "linked", "render", "table", "title_of", "with_identifiers"]
