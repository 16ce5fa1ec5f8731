"""Templates of web pages and books: Jinja, strict, and safe for HTML."""

from __future__ import annotations

import string

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from kefu import words


def environment(package: str) -> Environment:
    """Return an environment for the templates in a package's folder `templates`.

    Texts are escaped, a name that is not given is an error, and lines that only steer the template leave no trace. All
    fixed words are at hand as `words`; `filled` fills them in.
    """
    made = Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals["words"] = words
    made.filters["filled"] = filled
    return made


def filled(text: str, **given: object) -> Markup:
    """Return a text as HTML with what its braces name in their place, escaped unless it is HTML already.

    Raises `ValueError` where what is given is not what the text names, for a link left out would never be missed.
    """
    named = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    if named != given.keys():
        raise ValueError(f"“{text}” is to be filled in, but not with {sorted(given)}")
    return Markup(escape(text)).format(**given)  # noqa: S704 - it is escaped
