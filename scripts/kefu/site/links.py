"""Addresses on the site: relative to a page, and absolute."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote, urlencode

if TYPE_CHECKING:
    from pathlib import PurePosixPath

    from kefu.authored import Contact


def relative(page: PurePosixPath, target: PurePosixPath | str) -> str:
    """Return the link from a page to another address on the site, which may end in a fragment.

    It is relative, so that it works at the root of a domain, below it, and in a folder on disk.
    """
    path, mark, fragment = str(target).partition("#")
    way = posixpath.relpath(path, start=str(page.parent))
    return f"{quote(way)}{mark}{fragment}"


def absolute(base: str, address: PurePosixPath | str) -> str:
    """Return an address below the site's own, which is that of the start page.

    Without a `base`, the address is relative to the root of the site.
    """
    path, mark, fragment = str(address).partition("#")
    written = "" if base and path == "index.html" else quote(path)
    return f"{base}{written}{mark}{fragment}"


def mailto(contact: Contact, subject: str) -> str:
    """Return a link that starts an e-mail to a contact. Source: RFC 6068, section 2."""
    return f"mailto:{quote(contact.email, safe='@')}?{urlencode({'subject': subject}, quote_via=quote)}"
