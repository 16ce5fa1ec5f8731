"""Addresses on the site: from one page to another, and as the world knows them."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from kefu.authored import Contact


def relative(page: PurePosixPath, target: PurePosixPath | str) -> str:
    """Return the link from a page to another address of the site, which may end in a fragment.

    Only the way between the two is in it, so that it holds at the root of a domain, below it, and in a folder on disk.
    """
    path, mark, fragment = str(target).partition("#")
    way = posixpath.relpath(path, start=str(page.parent))
    return f"{quote(way)}{mark}{fragment}"


def absolute(base: str, address: PurePosixPath | str) -> str:
    """Return the address below the site's own; the start page is the site's own address.

    Without a `base` this is the address as the root of the site knows it.
    """
    path, mark, fragment = str(address).partition("#")
    written = "" if base and path == "index.html" else quote(path)
    return f"{base}{written}{mark}{fragment}"


def mailto(contact: Contact, subject: str) -> str:
    """Return a link that starts a letter to a contact. Source: RFC 6068, section 2."""
    return f"mailto:{quote(contact.email, safe='@')}?{urlencode({'subject': subject}, quote_via=quote)}"
