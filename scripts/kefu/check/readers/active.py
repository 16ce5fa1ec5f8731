"""What an element of HTML, SVG, EPUB or a DOCX would run, or open by itself or in place of a web page.

Links lead to web pages, to addresses or to other places of the same release; pictures are files of it, or `data:` URIs.
Everything else is active. Characters that browsers skip in an address do not hide its scheme (URL standard, 4.4).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LINKED: Final = frozenset({"http", "https", "mailto"})
"""The schemes of addresses that readers may be led to."""

_ELEMENTS: Final = frozenset(
    "script iframe frame object embed applet base form portal foreignobject handler set animate animatemotion "  # noqa: SIM905 - a list of words
    "animatetransform altchunk oleobject control".split()
)
_LINKS: Final = frozenset({"href", "action", "formaction", "cite", "ping"})
_LOADED: Final = frozenset({"src", "srcset", "poster", "data", "background", "manifest", "codebase", "classid"})
_LOADING: Final = frozenset({"image", "use", "link", "feimage", "script"})
"""Elements whose `href` is loaded, not followed."""

_SKIPPED: Final = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):")
_IMAGE: Final = re.compile(r"data:(?:image/|font/|,$)")
_FETCHING: Final = re.compile(
    r"@import|url\(\s*[\"']?\s*(?:[a-z][a-z0-9+.-]*:)?//|expression\(|-moz-binding|behavior:", re.IGNORECASE
)
_RELATION: Final = re.compile(r"/relationships/(\w+)$")


def scheme_of(address: str) -> str:
    """Return the scheme of an address in small letters; “//” if it has none but names a site, else nothing."""
    bare = _SKIPPED.sub("", address).lower().replace("\\", "/")
    found = _SCHEME.match(bare)
    return found[1] if found else "//" if bare.startswith("//") else ""


def fetches(style: str) -> bool:
    """Return whether a style sheet loads something from elsewhere, or runs something."""
    return bool(_FETCHING.search(re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)))


def acts(element: str, attributes: Iterable[tuple[str, str]], *, form: str) -> Iterator[str]:
    """Yield what an element would run or open, as a name and a value; `form` is the kind of file that it stands in."""
    name = element.rpartition(":")[2].lower()
    given = {key.rpartition(":")[2].lower(): value for key, value in attributes}
    if name in _ELEMENTS and (form != "DOCX" or name in {"altchunk", "oleobject", "control"}):
        yield " ".join((name, *(value for key, value in given.items() if key in _LOADED | _LINKS)))
    if name == "meta" and given.get("http-equiv", "").strip().lower() == "refresh":
        yield f"refresh {given.get('content', '')}"
    if form == "DOCX":
        yield from _relation(name, given)
        return
    for key, value in given.items():
        loaded = key in _LOADED or (key == "href" and name in _LOADING)
        if (
            re.fullmatch(r"on[a-z]+", key)
            or (key == "style" and fetches(value))
            or (loaded and scheme_of(value) and not _is_harmless(name, given, value))
            or (key in _LINKS and not loaded and scheme_of(value) not in {"", "//", *LINKED})
        ):
            yield f"{key} {value}"


def _is_harmless(name: str, given: dict[str, str], value: str) -> bool:
    """Return whether what is loaded is a picture in the file itself, or a page that is only named."""
    named = name == "link" and given.get("rel", "").lower() in {"canonical", "license", "author", "alternate"}
    return bool(_IMAGE.match(_SKIPPED.sub("", value).lower())) or (named and scheme_of(value) in LINKED)


def _relation(name: str, given: dict[str, str]) -> Iterator[str]:
    """Yield what a part of a DOCX is related to, if it is neither another part nor a page that a link leads to."""
    if name != "relationship" or given.get("targetmode", "").lower() != "external":
        return
    kind, target = _RELATION.search(given.get("type", "")), given.get("target", "")
    if not kind or kind[1] != "hyperlink" or scheme_of(target) not in LINKED:
        yield f"relation {target}"
