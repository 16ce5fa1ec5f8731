"""Templates of web pages and books: Jinja, strict, and safe for HTML."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined


def environment(package: str) -> Environment:
    """Return an environment for the templates in a package's folder `templates`.

    Texts are escaped, a name that is not given is an error, and lines that only steer the template leave no trace.
    """
    return Environment(
        loader=PackageLoader(package),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
