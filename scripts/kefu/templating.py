"""Templates of web pages and books: Jinja, strict, and safe for HTML."""

from __future__ import annotations

import string

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from kefu import words
from kefu.policy import IN_PAGES


def environment(package: str) -> Environment:
    """Return an environment for the templates in a package's folder `templates`.

    Texts are escaped, a name that is not given is an error, and lines that only steer the template leave no trace.
    Templates take fixed words from `words` and what a page may run from `policy`; the filter `filled` fills in braces.
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
    made.globals["policy"] = IN_PAGES
    made.filters["filled"] = filled
    return made


def filled(text: str, **given: object) -> Markup:
    """Return a text as HTML with its braces filled in; what is given is escaped unless it is HTML already.

    Raises `ValueError` unless exactly the names in braces are given, because a lost link would go unnoticed.
    """
    named = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    if named != given.keys():
        raise ValueError(f"“{text}” cannot be filled in with {sorted(given)}")
    return Markup(escape(text)).format(**given)  # noqa: S704 - it is escaped
