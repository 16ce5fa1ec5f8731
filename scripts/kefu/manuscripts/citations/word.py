"""Works that Word itself knows, and its fields that cite them. Source: ECMA-376 part 1, 17.16.5.9 and 22.6."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu.manuscripts.citations.csl import UnreadError
from kefu.manuscripts.citations.places import place
from kefu.manuscripts.citations.values import Described, Name, Reference
from kefu.word import RefusalError, local

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.word import Element, Package

B: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"

KINDS: Final[Mapping[str, str]] = {
    "JournalArticle": "article-journal", "ArticleInAPeriodical": "article-magazine", "Book": "book",
    "BookSection": "chapter", "ConferenceProceedings": "paper-conference", "Report": "report",
    "InternetSite": "webpage", "DocumentFromInternetSite": "webpage", "ElectronicSource": "document",
    "Art": "graphic", "SoundRecording": "song", "Performance": "performance", "Film": "motion_picture",
    "Interview": "interview", "Patent": "patent", "Case": "legal_case", "Misc": "document",
}  # fmt: skip
"""The types of sources (22.6.2.60), and those of CSL that mean the same."""

_FIELDS: Final[Mapping[str, str]] = {
    "Title": "title", "JournalName": "container-title", "PeriodicalTitle": "container-title",
    "BookTitle": "container-title", "ConferenceName": "event-title", "InternetSiteTitle": "container-title",
    "PublicationTitle": "container-title", "Volume": "volume", "Issue": "issue", "Pages": "page",
    "Edition": "edition", "Publisher": "publisher", "Institution": "publisher", "City": "publisher-place",
    "DOI": "DOI", "URL": "URL", "ShortTitle": "title-short", "CaseNumber": "number", "ThesisType": "genre",
    "Version": "version", "Court": "authority", "Distributor": "publisher", "ProductionCompany": "publisher",
}  # fmt: skip
_ROLES: Final[Mapping[str, str]] = {
    "Author": "author", "Editor": "editor", "Translator": "translator", "BookAuthor": "container-author",
    "Artist": "author", "Director": "director", "Composer": "composer", "Interviewer": "interviewer",
    "Interviewee": "author", "Performer": "author", "Inventor": "author", "Compiler": "editor",
}  # fmt: skip
_WORD: Final = re.compile(r'"((?:[^"\\]|\\.)*)"|(\\[A-Za-z])|(\S+)')


def sources(package: Package) -> Mapping[str, Described]:
    """Return the works that a Word file has as its sources, by tag in small letters; unreadable parts have none."""
    found: dict[str, Described] = {}
    for part in package.parts:
        if re.fullmatch(r"customXml/[^/]+\.xml", part):
            try:
                root = package.xml(part)
            except RefusalError:
                continue
            for source in root.iter(f"{B}Source"):
                found.setdefault(_text(source, "Tag").lower(), described(source))
    return found


def described(source: Element) -> Described:
    """Return the work that an element `b:Source` describes."""
    kind = _text(source, "SourceType")
    fields: dict[str, str] = {}
    for child in source:
        variable = _FIELDS.get(local(child))
        if variable and (text := _all(child)):
            fields.setdefault(variable, text)
    standard = _text(source, "StandardNumber")
    if doi := re.search(r"10\.\d{4,9}/\S+", standard):
        fields.setdefault("DOI", doi[0])
    elif standard:
        fields["ISBN"] = standard
    if kind == "Report" and _text(source, "ThesisType") in {"", "Rapport", "Report"}:
        fields.pop("genre", None)
    elif kind == "Report":
        kind = "thesis"
    dates = {"issued": _date(source, ""), "accessed": _date(source, "Accessed")}
    return Described(
        kind=KINDS.get(kind, kind or "document"),
        names=_names(source),
        dates={name: date for name, date in dates.items() if date},
        fields=fields,
    )


def references(instruction: str, known: Mapping[str, Described]) -> tuple[Reference, ...]:
    r"""Return the references of a field like `CITATION Sva01 \p 12 \l 1053 \m Mou02`; raises `UnreadError`."""
    cited: list[dict[str, str]] = []
    switch = ""
    for quoted, name, bare in _WORD.findall(instruction.strip().partition(" ")[2]):
        if name:
            switch = name[1].lower()
            if cited and switch in "nty":
                cited[-1][switch] = "1"
            continue
        value = re.sub(r"\\(.)", r"\1", quoted) or bare
        if switch == "m" or (not cited and not switch):
            cited.append({"tag": value})
        elif cited and switch:
            cited[-1][switch] = value
        switch = ""
    if not cited:
        raise UnreadError("its field names no work")
    if any("y" in one and "n" not in one for one in cited):
        raise UnreadError("it shows the author without the year")
    missing = [one["tag"] for one in cited if one["tag"].lower() not in known]
    if missing:
        raise UnreadError(f"the file does not have the source “{missing[0]}”")
    return tuple(
        Reference(
            work=known[one["tag"].lower()],
            locator=", ".join(filter(None, (place(one.get("v", ""), "volume"), place(one.get("p", ""))))),
            prefix=one.get("f", "").strip(),
            suffix=one.get("s", "").strip(),
            without_author="n" in one,
        )
        for one in cited
    )


def _names(source: Element) -> Mapping[str, tuple[Name, ...]]:
    found: dict[str, tuple[Name, ...]] = {}
    for role in source.findall(f"{B}Author/*"):
        persons = tuple(
            Name(family=_text(one, "Last"), given=" ".join(filter(None, (_text(one, "First"), _text(one, "Middle")))))
            for one in role.iter(f"{B}Person")
        )
        corporate = _text(role, "Corporate")
        names = tuple(name for name in persons if name.family) or ((Name(family=corporate),) if corporate else ())
        if names and (variable := _ROLES.get(local(role))):
            found.setdefault(variable, names)
    return found


def _date(source: Element, what: str) -> str:
    year, month, day = (_text(source, name + what) for name in ("Year", "Month", "Day"))
    parts = [year]
    if re.fullmatch(r"\d{4}", year) and re.fullmatch(r"0?[1-9]|1[0-2]", month):
        parts.append(month.zfill(2))
        if re.fullmatch(r"0?[1-9]|[12]\d|3[01]", day):
            parts.append(day.zfill(2))
    return "-".join(parts)


def _text(element: Element, name: str) -> str:
    child = element.find(f"{B}{name}")
    return "" if child is None else _all(child)


def _all(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
