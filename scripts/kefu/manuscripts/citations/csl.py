"""Citations in the JSON of CSL, as Zotero and Mendeley keep them in fields.

Sources: the schemas csl-citation.json and csl-data.json of the Citation Style Language, which both programs name in
their fields. They also write what the schemas do not allow: numbers for texts, years as texts, nothing for a list.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from kefu.manuscripts.citations.places import place
from kefu.manuscripts.citations.values import Described, Name, Reference

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Final = (
    "author", "editor", "translator", "container-author", "collection-editor", "director", "composer", "interviewer",
    "recipient", "reviewed-author", "illustrator", "editorial-director", "chair", "host", "producer",
)  # fmt: skip
"""Variables of CSL 1.0.2 that hold names (appendix IV)."""

DATES: Final = ("issued", "accessed", "original-date", "event-date", "submitted", "available-date")
"""Variables of CSL 1.0.2 that hold dates."""


_DATE: Final = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?(?!\d)", re.ASCII)


class UnreadError(Exception):
    """A citation cannot be read; the message says why."""


def references(text: str) -> tuple[Reference, ...]:
    """Return the references of a citation in JSON, which begins with a brace; raises `UnreadError`."""
    try:
        data, _ = json.JSONDecoder(strict=False).raw_decode(text, text.index("{", max(0, text.find("CSL_CITATION"))))
    except (ValueError, RecursionError):
        raise UnreadError("its field is damaged") from None
    items = data.get("citationItems") if isinstance(data, dict) else None
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) for item in items):
        raise UnreadError("its field names no work")
    composite = _mapping(data.get("properties")).get("mode") == "composite"
    found = tuple(_reference(item, in_text=composite and index == 0) for index, item in enumerate(items))
    if any(not reference.work.fields.get("title") and not reference.work.names for reference in found):
        raise UnreadError("its field does not describe the work")
    return found


def _reference(item: Mapping[str, Any], *, in_text: bool) -> Reference:
    return Reference(
        work=described(_mapping(item.get("itemData", item.get("item")))),
        locator=place(_text(item.get("locator")), _text(item.get("label"))),
        prefix=_text(item.get("prefix")).strip(),
        suffix=_text(item.get("suffix")).strip(),
        without_author=str(item.get("suppress-author")).lower() in {"true", "1"},
        in_text=in_text or str(item.get("author-in-text")).lower() in {"true", "1"},
    )


def described(data: Mapping[str, Any]) -> Described:
    """Return the work that an item of CSL-JSON describes; what is no text is left out."""
    return Described(
        kind=_text(data.get("type")),
        names={name: names for name in NAMES if (names := _names(data.get(name)))},
        dates={name: found for name in DATES if (found := date(data.get(name)))},
        fields={
            name: text
            for name, value in data.items()
            if name not in {*NAMES, *DATES, "id", "type"} and (text := _text(value))
        },
    )


def date(value: Any) -> str:
    """Return a date in ISO 8601, or as it is written if it is a text; nothing if it is neither.

    A month or day that is none, such as the number of a season, is left out.
    """
    if isinstance(value, str | int):
        return _text(value)
    given = _mapping(value)
    parts = given.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        ends = ["-".join(_padded(part) for part in end) for end in parts[:2] if isinstance(end, list) and end]
        found = "/".join(match[0] for match in map(_DATE.match, ends) if match)
        if found:
            return found
    return _text(given.get("literal")) or _text(given.get("raw"))


def _padded(part: Any) -> str:
    text = _text(part)
    return text.zfill(2) if text.isdigit() else text


def _names(value: Any) -> tuple[Name, ...]:
    given = [_mapping(one) for one in value] if isinstance(value, list) else []
    return tuple(name for one in given if (name := _name(one)).family)


def _name(one: Mapping[str, Any]) -> Name:
    family, given = _text(one.get("family")), _text(one.get("given"))
    if not family:
        return Name(family=_text(one.get("literal")) or given)
    particle = " ".join(filter(None, (_text(one.get("dropping-particle")), _text(one.get("non-dropping-particle")))))
    return Name(family=family, given=given, particle=particle, suffix=_text(one.get("suffix")))


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(re.sub(r"[\x00-\x1f\ue000-\uf8ff]", " ", str(value)).split())


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}
