"""Web pages: an engine writes the text; a template makes the page around it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from kefu import tree
from kefu.authored import DocumentKind, Format
from kefu.engines import PICTURES, Rendered
from kefu.engines.conversion import Conversion
from kefu.engines.html.body import article
from kefu.pictures import size_of
from kefu.templating import environment

if TYPE_CHECKING:
    from jinja2 import Environment

    from kefu.engines.conversion import Convert
    from kefu.model import Document

TEMPLATE: Final = "reading.html.j2"

ADDRESS: Final = re.compile(r"(?P<url>https?://[^\s,]*[^\s,.;:])|(?P<email>[\w.+-]+@[\w-]+(\.[\w-]+)+)")
"""What becomes a link in the text of an imprint."""


def render(document: Document, convert: Convert, *, figures: str = PICTURES) -> Rendered:
    """Return a public document as a whole HTML page, and the pictures that it shows.

    The page loads nothing but those pictures, from the folder `figures` beside it, and the site's style sheet; it
    links to the site's start page and to the page about the document.
    """
    sizes = {asset.name: size_of(asset.content) for asset in document.pictures}
    narrow = {asset.name: asset.narrow.name for asset in document.assets if asset.narrow}
    body = convert(
        Conversion(
            document=document,
            format=Format.HTML,
            blocks=article(tree.blocks(document.tree), sizes, narrow, pictures=figures),
        )
    )
    page = (
        _environment()
        .get_template(TEMPLATE)
        .render(
            document=document,
            metadata=document.metadata,
            rights=document.edition.rights,
            is_case=document.kind is DocumentKind.CASE,
            root="../" * (document.name.count("/") + 1),
            article=Markup(body.content.decode()),  # noqa: S704 - what engines write is HTML
        )
    )
    return Rendered(content=page.encode(), warnings=body.warnings, assets=document.pictures)


@cache
def _environment() -> Environment:
    made = environment("kefu.engines.html")
    made.filters["linked"] = linked
    return made


def linked(text: str) -> Markup:
    """Return a text as HTML, with its web and e-mail addresses turned into links."""
    made = Markup()
    end = 0
    for match in ADDRESS.finditer(text):
        scheme, name = ("", "uri") if match["url"] else ("mailto:", "email")
        made += text[end : match.start()]
        made += Markup('<a class="{}" href="{}{}">{}</a>').format(name, scheme, match[0], match[0])
        end = match.end()
    return made + text[end:]
