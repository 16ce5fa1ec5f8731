"""Fields that an entry may give although its reference does not show them: notes of a program, or for itself."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final

from kefu.literature.normal import RENAMED, SHOWN, shown_as

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kefu.literature.normal import Work

_QUIET: Final = frozenset(
    "abstract annotation annote addendumnote keywords keyword file pdf ps issn isbn13 eissn eid articleno art_number "  # noqa: SIM905 - a list of words
    "langid langidopts language hyphenation options ids entryset related relatedtype relatedstring execute gender "
    "crossref xref xdata label sortkey sortname sorttitle sortyear presort shorthand shorthandintro shortauthor "
    "shorteditor shortjournal shortseries indextitle indexsorttitle pagetotal numpages numpage bookpagination "
    "pagination year month day date timestamp owner groups comment comments review ranking rating relevance "
    "readstatus priority printed qualityassured search creationdate modificationdate created modified added accessed "
    "lastchecked lastvisited date-added date-modified read eprintclass eprint urn url2 link bibsource biburl bibkey "
    "source rights copyright license licence archive collection database howaccessed affiliation affiliations "
    "author_keywords references correspondence_address correspondence coden pmid pmcid pubmed_id document_type "
    "funding funding_details funding_text publication_stage abbrev_source_title journal-iso unique-id researcherid- "
    "numbers orcid-numbers times-cited keywords-plus research-areas web-of-science-categories number-of-cited- "
    "references usage-count-since-2013 usage-count-last-180-days journal-abbreviation doc-delivery-number da oa "
    "cited-by citedby type-of-work uuid id nid internal-note internal_note private interhash intrahash username "
    "description posted-at citeulike-article-id refid reportid mrnumber mrclass mrreviewer zblnumber zbl adsurl "
    "adsnote bibcode lccn oclc callnumber call-number shelfmark translation nameaddon editortype editoratype "
    "editorbtype origlanguage origdate reprinttitle issuetitle issuesubtitle journal_abbrev annotatedby size "
    "dimension medium section jstor articletype acmid fjournal arxiv repository swhid urn hal_id hal_version "
    "issuedate tppubtype nobr primaryclass archiveprefix eprintprefix archivedprefix libraryid nlmuniqueid".split()
)
"""Fields of which nothing is to be read: sorting, storage, languages, and what programs keep for themselves."""

_SAYING: Final = frozenset(
    "afterword annotator bookauthor collaborator commentator editora editorb editorc eventdate eventtitleaddon "  # noqa: SIM905 - a list of words
    "foreword holder introduction journaltitleaddon mainsubtitle maintitleaddon origlocation origpublisher origtitle "
    "part".split()
)
"""Fields of BibLaTeX that say something about a work, and that no reference shows."""

_UNSHOWN: Final[Mapping[str, frozenset[str]]] = {
    "article": frozenset({"editor", "howpublished"}),
    "periodical": frozenset({"editor", "howpublished", "note"}),
    "legislation": frozenset({"author"}),
    "standard": frozenset({"author"}),
    "jurisdiction": frozenset({"author"}),
}
"""Fields that the references of some kinds do not show although those of others do."""

_OF_PROGRAMS: Final = re.compile(r".*[-_:\d].*|user[a-f]|list[a-f]|verb[abc]|name[abc]|\w+type|\w*(?:files?|pdf|stamp)")
"""What the names of other such fields look like."""


def lost(work: Work) -> Iterator[tuple[str, str]]:
    """Yield each field that somebody wrote in an entry to be read, and that its reference does not show.

    With it comes the name of the field that was probably meant, or nothing.
    """
    for name in work.entry.fields:
        known = shown_as(name)
        if known in _UNSHOWN.get(work.kind, ()):
            yield name, ""
        if known in SHOWN or known in _QUIET or not work.entry.fields[name].strip("{} \n"):
            continue
        guesses = [] if known in _SAYING else [*sorted(SHOWN), *RENAMED]
        close = difflib.get_close_matches(known, guesses, n=1, cutoff=0.8)
        if close or not _OF_PROGRAMS.fullmatch(known):
            yield name, close[0] if close else ""
