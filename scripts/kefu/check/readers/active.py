"""What an element of HTML, SVG, EPUB or a DOCX would run, or open by itself or in place of a web page.

Links lead to web pages, to addresses or to other places of the same release; pictures are files of it, or `data:` URIs.
Everything else is active. Characters that browsers skip in an address do not hide its scheme (URL standard, 4.4).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu.check.readers.decoding import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LINKED: Final = frozenset({"http", "https", "mailto"})
"""The schemes of addresses that readers may be led to."""

_ELEMENTS: Final = frozenset(
    "script iframe frame object embed applet base form portal foreignobject handler set animate animatemotion "  # noqa: SIM905 - a list of words
    "animatetransform discard fencedframe altchunk oleobject control entrymacro exitmacro mailmerge".split()
)
_IN_WORD: Final = frozenset({"altchunk", "oleobject", "control", "entrymacro", "exitmacro", "mailmerge"})
_LINKS: Final = frozenset({"href", "action", "formaction", "cite"})
_LOADED: Final = frozenset(
    "src poster data background manifest codebase classid base ping attributionsrc".split()  # noqa: SIM905 - a list of words
)
_SETS: Final = frozenset({"srcset", "imagesrcset"})
"""Attributes with several addresses, each with a size or a density, between commas."""
_FOLLOWED: Final = frozenset({"a", "area"})
"""Elements whose `href` is followed; those of others are loaded, except in XML of no kind that we know."""
_PAINTED: Final = re.compile(r"style|fill|stroke|filter|mask|clip-path|cursor|marker(?:-start|-mid|-end)?")
"""Attributes whose values are written in the language of styles."""

_SKIPPED: Final = re.compile(r"[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):")
_IMAGE: Final = re.compile(r"data:(?:image/|font/|,$)")
_FETCHING: Final = re.compile(
    r"@import|image(?:-set)?\([^()]*[\"']\s*(?:https?:|//)|expression\(|-moz-binding|behavior:", re.IGNORECASE
)
_ADDRESS: Final = re.compile(r"(?:url|src)\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"')]*))", re.IGNORECASE)
_FIELD: Final = re.compile(
    r"(?<!REF )\b(?:DDE(?:AUTO)?|INCLUDE(?:PICTURE|TEXT)?|IMPORT|LINK|EMBED|DATABASE|MACROBUTTON|RD)\s[^\n]*"
    r"|\bHYPERLINK\s+(?!\\)[\"”]?(?!https?:|mailto:|#)[^\s\"”][^\n]*",
    re.IGNORECASE,
)
"""Fields of Word that take something from elsewhere, or run it: ISO/IEC 29500-1, 17.16.5."""
_RELATION: Final = re.compile(r"/relationships/(\w+)$")


def scheme_of(address: str) -> str:
    """Return the scheme of an address in small letters; “//” if it has none but names a site, else nothing."""
    bare = _SKIPPED.sub("", address).lower().replace("\\", "/")
    found = _SCHEME.match(bare)
    return found[1] if found else "//" if bare.startswith("//") else ""


def fetches(style: str) -> bool:
    """Return whether a style sheet loads something from elsewhere, or runs something."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    addresses = (match[1] or match[2] or match[3] or "" for match in _ADDRESS.finditer(bare))
    return bool(_FETCHING.search(bare)) or any(map(_is_elsewhere, addresses))


def fields(instructions: str) -> Iterator[str]:
    """Yield the fields of a Word file, given their instructions, that take something from elsewhere, or run it."""
    for text in dict.fromkeys((instructions, instructions.replace("\n", ""))):
        yield from (match[0] for match in _FIELD.finditer(text))


def acts(element: str, attributes: Iterable[tuple[str, str]], *, form: str) -> Iterator[str]:
    """Yield what an element would run or open, as a name and a value; `form` is the kind of file that it stands in."""
    name = element.rpartition(":")[2].lower()
    given = {key.rpartition(":")[2].lower(): value for key, value in attributes}
    if name in _ELEMENTS and (form != "DOCX" or name in _IN_WORD):
        yield " ".join((name, *(value for key, value in given.items() if key in _LOADED | _LINKS)))
    if name == "meta" and given.get("http-equiv", "").strip().lower() == "refresh":
        yield f"refresh {given.get('content', '')}"
    if form == "DOCX":
        yield from _relation(name, given)
        yield from fields(given.get("instr", "") if name == "fldsimple" else "")
        if name == "imagedata" and _is_elsewhere(given.get("src", "")):
            yield f"src {given['src']}"
        return
    kinds = f"{given.get('properties', '')} {given.get('media-type', '')}"
    if name == "item" and re.search("scripted|(?:java|ecma)script", kinds):
        yield f"{name} {kinds.strip()}"
    for key, value in given.items():
        loaded = key in _LOADED or (key == "href" and name not in _FOLLOWED and form != "XML")
        if (
            re.fullmatch(r"on[a-z]+", key)
            or (_PAINTED.fullmatch(key) and fetches(unescaped(value)))
            or (key in _SETS and any(map(_is_elsewhere, value.split(","))))
            or (loaded and scheme_of(value) and not _is_harmless(name, given, value))
            or (key in _LINKS and not loaded and scheme_of(value) not in {"", "//", *LINKED})
        ):
            yield f"{key} {value}"


def _is_elsewhere(address: str) -> bool:
    """Return whether what is at an address is neither a file beside this one nor a picture or a font in the address."""
    return bool(scheme_of(address)) and not _IMAGE.match(_SKIPPED.sub("", address).lower())


def _is_harmless(name: str, given: dict[str, str], value: str) -> bool:
    """Return whether what is loaded is a picture in the file itself, or a page that is only named."""
    named = name == "link" and given.get("rel", "").lower() in {"canonical", "license", "author", "alternate"}
    return not _is_elsewhere(value) or (named and scheme_of(value) in LINKED)


def _relation(name: str, given: dict[str, str]) -> Iterator[str]:
    """Yield what a part of a DOCX is related to, if it is neither another part nor a page that a link leads to."""
    external = given.get("targetmode", "").lower() == "external" or scheme_of(given.get("target", ""))
    if name != "relationship" or not external:
        return
    kind, target = _RELATION.search(given.get("type", "")), given.get("target", "")
    if not kind or kind[1] != "hyperlink" or scheme_of(target) not in LINKED:
        yield f"relation {target}"
