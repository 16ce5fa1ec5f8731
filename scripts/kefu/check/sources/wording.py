"""Whether alternative texts and link texts are meaningful."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Sequence

MOSTLY: Final = 0.8
"""Two texts say the same if they share this much: twice the number of common words, divided by all words in both."""

FEW: Final = 5
"""How many words an alternative text that contains the whole caption must add to it."""

_PICTURES: Final = frozenset((
    "bild", "bilden", "bilder", "figur", "figuren", "diagram", "diagrammet", "graf", "grafen", "karta", "kartan",
    "foto", "fotot", "fotografi", "fotografiet", "illustration", "illustrationen", "skiss", "tabell", "tabellen",
    "ikon", "logotyp", "logga", "alt", "text", "alttext", "png", "jpg", "jpeg", "svg",
    "gif", "image", "picture", "figure", "photo", "photograph",
    "chart", "graph", "diagram", "map", "logo", "icon", "drawing", "en", "ett", "den", "det", "av", "på", "med",
    "som", "visar", "föreställer", "över", "till", "i", "och", "an", "a", "the", "of",
))  # fmt: skip
"""Words that say that there is a picture, but not what it shows."""

_POINTERS: Final = frozenset((
    "klicka", "klick", "tryck", "gå", "här", "hit", "där", "dit", "länk", "länken", "länkar", "via", "denna", "detta",
    "den", "det", "på", "mer", "mera", "information", "info", "läs", "läsa", "se", "fler", "vidare", "nästa", "källa",
    "sida", "sidan", "webbsida", "webbsidan", "webbplats", "webbplatsen", "hemsida", "hemsidan", "url", "ladda",
    "hämta", "ned", "ner", "click", "here", "link", "this", "page", "website", "read", "more", "see", "download",
    "go", "to", "the",
))  # fmt: skip
"""Words that say that there is a link, but not where it leads."""

_FILE: Final = re.compile(r"\S*\.(?:svg|png|jpe?g|gif|webp|tiff?|pdf|bmp)", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def words_of(text: str) -> list[str]:
    """Return the words of a text, case-folded and without punctuation."""
    return re.findall(r"\w+", text.casefold())


def says_more(alt: str, caption: str) -> bool:
    """Return whether an alternative text says more than the caption, which is read aloud anyway."""
    told, captioned = words_of(alt), words_of(caption)
    if not told or _holds(captioned, told):
        return False
    if captioned and _holds(told, captioned):
        return len(told) - len(captioned) >= FEW
    common = (Counter(told) & Counter(captioned)).total()
    return 2 * common < MOSTLY * (len(told) + len(captioned))


def _holds(whole: Sequence[str], piece: Sequence[str]) -> bool:
    """Return whether words contain others as an unbroken sequence."""
    return f" {' '.join(piece)} " in f" {' '.join(whole)} "


def describes(alt: str) -> bool:
    """Return whether an alternative text may describe a picture.

    A single word, a file name, and words that only say that there is a picture (“bild 3”) do not.
    """
    told = words_of(alt)
    return len(told) > 1 and not _FILE.fullmatch(alt.strip()) and not {w for w in told if not w.isdigit()} <= _PICTURES


def leads_somewhere(text: str) -> bool:
    """Return whether a link's text says where it leads, even if read on its own (WCAG 2.2, 2.4.4 and 2.4.9)."""
    return not set(words_of(text)) <= _POINTERS


def is_address(text: str, target: str) -> bool:
    """Return whether a link's text is a web address, which is read aloud letter by letter."""
    scheme, _, rest = target.partition("://")
    bare = unquote(rest).casefold().strip("/")
    written = unquote(text).casefold().strip().strip("/")
    return scheme.casefold() in ("http", "https") and (written == bare or bool(_ADDRESS.fullmatch(written)))
