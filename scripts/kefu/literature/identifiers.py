"""DOI, ISBN, ISSN and addresses, as programs write them → as they are shown."""

from __future__ import annotations

import re
from typing import Final

from kefu.literature.tex import plain

_RESOLVER: Final = re.compile(r"\s*(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:?\s+|doi:)", re.IGNORECASE)
_ISBN: Final = re.compile(r"(?<![\dX-])(?:97[89][ -]?)?(?:\d[ -]?){9}[\dX](?![\d-])", re.ASCII)
_WEB: Final = re.compile(r"https?://\w[^\s{}\"<>|]+", re.IGNORECASE)


def bare_doi(doi: str) -> str:
    """Return a DOI without the resolver's address before it."""
    return _RESOLVER.sub("", doi, count=1).strip()


def isbns(value: str) -> tuple[str, ...]:
    """Return each ISBN in a field, or the whole value if it has none; dashes are hyphens, and words are left out.

    An ISSN, which some programs write there, is none.
    """
    text = re.sub("[‐-―−]", "-", plain(value)).upper()
    if re.fullmatch(
        r"(?:(?:ISSN:? ?)?\d{4}-?\d{3}[\dX](?: ?\((?:ISSN|PRINT|ONLINE|ELECTRONIC)\))?[,; ]*)+", text, re.ASCII
    ):
        return ()
    return tuple(match[0].strip() for match in _ISBN.finditer(text)) or ((text,) if text else ())


def issns(value: str) -> tuple[str, ...]:
    """Return each ISSN in a field with its hyphen, or the whole value if it has none."""
    text = re.sub("[‐-―−]", "-", plain(value)).upper()
    found = re.findall(r"(?<![\dX-])(\d{4})-?(\d{3}[\dX])(?![\dX])", text, re.ASCII)
    return tuple(f"{first}-{last}" for first, last in found) or ((text,) if text else ())


def web_address(value: str) -> str:
    """Return the first address in a value, without the punctuation of the sentence that it stands in; or nothing."""
    match = _WEB.search(plain(value))
    if not match:
        return ""
    address = match[0].rstrip(".,;:")
    return address[:-1] if address.endswith(")") and "(" not in address else address
