"""Templates of web pages and books: Jinja, strict, and safe for HTML."""

from __future__ import annotations

import string

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from kefu import words


def environment(package: str) -> Environment:
    """Return an environment for the templates in a package's folder `templates`.

    Texts are escaped, a name without a value is an error, and lines that only control the template leave no trace. All
    fixed words are available as `words`; `filled` fills them in.
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
    """Return a text as HTML with its fields filled in, escaped unless they are HTML already.

    Raises `ValueError` unless exactly the fields in the text are given, because nobody would notice a missing link.
    """
    named = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    if named != given.keys():
        raise ValueError(f"“{text}” cannot be filled in with {sorted(given)}")
    return Markup(escape(text)).format(**given)  # noqa: S704 - it is escaped
