"""Leaks are told by channel, place, passage and the line of their source; a search that sees nothing is one too."""

from __future__ import annotations

import dataclasses
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from kefu.check.leaks.audit import Searched, leaks, lettered, search_channels, wanted
from kefu.check.leaks.canaries import canaries, squeezed
from kefu.check.leaks.scope import Scope
from kefu.check.readers.channels import Channel
from kefu.model import Source
from kefu.rules.leaks import EXCLUDED_PART_IS_ABSENT, INCLUDED_PART_IS_FOUND

if TYPE_CHECKING:
    from kefu.diagnostics import Diagnostic
    from kefu.model import Project

NOTE = PurePosixPath("cases/01-skolan/teaching-note.md")
TEXT = "Rubriken\n\nLäraren ska *aldrig* berätta hur ordföranden till sist bestämde sig för att svara nej.\n"
SENTENCE = "Läraren ska aldrig berätta hur ordföranden till sist bestämde sig för att svara nej."
OWN = "Eleverna läser det här stycket om skolan i byn hemma."
ARTIFACT = PurePosixPath("public/cases/01-skolan/fall.pdf")
SCOPE = Scope(
    excluded=tuple(canaries(NOTE, [SENTENCE])),
    included=tuple(canaries(PurePosixPath("cases/01-skolan/case.md"), [OWN])),
)


@pytest.fixture(scope="module")
def noted(project: Project) -> Project:
    return dataclasses.replace(project, sources=(Source(path=NOTE, text=TEXT, digest=""),))


def channel(text: str, name: str = "PDF page text", place: str = "page 1") -> Channel:
    return Channel(name=name, place=place, text=text)


def found(project: Project, *channels: Channel) -> tuple[Diagnostic, ...]:
    return leaks(ARTIFACT, search_channels(lettered(channels), wanted(SCOPE)), SCOPE, project)


def test_a_file_that_holds_what_it_should_and_nothing_else_has_no_finding(noted: Project) -> None:
    assert found(noted, channel(OWN)) == ()


def test_a_leak_names_artifact_channel_place_passage_and_line(noted: Project) -> None:
    (leak,) = found(noted, channel(OWN), channel(SENTENCE, "PDF outline", "entry 3"))
    assert leak.rule == EXCLUDED_PART_IS_ABSENT
    assert str(leak.location) == str(ARTIFACT)
    assert leak.message.startswith(f"PDF outline, entry 3: “{SENTENCE[:-1]}")
    assert leak.hints[0] == f"the passage comes from {NOTE}:3:1"


def test_a_piece_of_a_passage_is_a_leak(noted: Project) -> None:
    (leak,) = found(noted, channel(f"{OWN} … hur ordföranden till sist bestämde sig …"))
    assert (
        "“hur ordföranden till sist bestämde”" in leak.message or "ordföranden till sist bestämde sig" in leak.message
    )


def test_markup_in_the_text_of_a_channel_hides_nothing(noted: Project) -> None:
    marked = "".join(f"<b class='x'>{letter}</b>" for letter in SENTENCE)
    (leak,) = found(noted, channel(OWN), channel(marked, "JSON text", "value"))
    assert leak.message.startswith(f"JSON text, value: “{SENTENCE[:-1]}")


def test_a_passage_in_many_places_is_told_once_and_counted(noted: Project) -> None:
    pages = [channel(SENTENCE, place=f"page {number}") for number in range(1, 9)]
    (told,) = found(noted, channel(OWN), *pages)
    assert told.message.startswith("PDF page text, page 1: ")
    assert told.message.endswith("more from the same source in 7 other places")


def test_a_passage_of_several_sources_is_told_of_the_one_that_more_is_found_of(noted: Project) -> None:
    other = PurePosixPath("cases/02-bron/teaching-note.md")
    common = "Tidsplan för ett seminarium på nittio minuter"
    scope = Scope(
        excluded=(*canaries(other, [common]), *canaries(NOTE, [common, SENTENCE])),
        included=(),
    )
    told = leaks(ARTIFACT, search_channels(lettered([channel(f"{common}. {SENTENCE}")]), wanted(scope)), scope, noted)
    assert [leak.hints[0].partition(" from ")[2].partition(":")[0] for leak in told] == [str(NOTE)]


def test_each_channel_is_told(noted: Project) -> None:
    names = ("PDF outline", "PDF XMP", "PDF annotation")
    told = found(noted, channel(OWN), *(channel(SENTENCE, name) for name in names))
    assert [leak.message.partition(",")[0] for leak in told] == [*names]


def test_a_few_words_that_come_together_in_another_order_are_no_leak_but_nine_are(noted: Project) -> None:
    few = dataclasses.replace(channel("Läraren ska aldrig berätta hur ordföranden till"), rearranged=True)
    many = dataclasses.replace(
        channel("aldrig berätta hur ordföranden till sist bestämde sig för att"), rearranged=True
    )

    assert found(noted, channel(OWN), few) == ()
    assert len(found(noted, channel(OWN), many)) == 1


def test_what_stands_in_a_channel_is_not_told_again_where_texts_are_put_together(noted: Project) -> None:
    again = dataclasses.replace(channel(SENTENCE, "HTML text"), rearranged=True)
    (leak,) = found(noted, channel(OWN), again, channel(SENTENCE, "SVG text"))

    assert leak.message.startswith("SVG text")


def test_a_search_that_does_not_find_the_files_own_text_is_an_error(noted: Project) -> None:
    (blind,) = found(noted, channel("\x01\x02\x03"))
    assert blind.rule == INCLUDED_PART_IS_FOUND
    assert f"only 0 of the {len(SCOPE.included)} passages" in blind.message


def test_nothing_to_be_found_is_no_error(noted: Project) -> None:
    empty = Scope(excluded=SCOPE.excluded, included=())
    assert leaks(ARTIFACT, Searched(hits=(), found=0), empty, noted) == ()


def test_one_index_of_all_passages_finds_in_a_file_what_an_index_of_its_own_does() -> None:
    shown = [channel(f"{SENTENCE} Något annat som ingen letar efter i den här filen står också här.")]
    own = wanted(SCOPE)
    others = (squeezed("Något annat som ingen letar efter i den här filen"), *own.excluded, *own.included)
    assert search_channels(lettered(shown), wanted(SCOPE, others)) == search_channels(lettered(shown), own)


def test_a_drawing_may_show_what_it_is_drawn_from_and_nothing_else_may(noted: Project) -> None:
    letters = frozenset(canary.letters for canary in SCOPE.excluded)
    its = dataclasses.replace(SCOPE, drawn={"events_skolan.svg": letters})

    def told(*channels: Channel) -> list[str]:
        found = leaks(ARTIFACT, search_channels(lettered((channel(OWN), *channels)), wanted(its)), its, noted)
        return [diagnostic.message.partition(": “")[0] for diagnostic in found]

    own = channel(SENTENCE, "picture: SVG text", "events_skolan.svg")
    other = channel(SENTENCE, "picture: SVG text", "events_bron.svg")
    page = channel(SENTENCE, "PDF page text", "events_skolan.svg")
    assert told(own) == []
    assert told(own, other, page) == ["picture: SVG text, events_bron.svg", "PDF page text, events_skolan.svg"]


def test_a_passage_of_two_sources_is_told_of_the_first_where_as_much_is_found_of_both(noted: Project) -> None:
    other = PurePosixPath("cases/02-bron/teaching-note.md")
    scope = Scope(excluded=(*canaries(other, [OWN]), *canaries(NOTE, [OWN])), included=())
    (told,) = leaks(ARTIFACT, search_channels(lettered([channel(OWN)]), wanted(scope)), scope, noted)
    assert told.hints[0] == f"the passage comes from {other}"


@pytest.mark.parametrize(("pages", "more"), [(1, ""), (2, "; more from the same source in 1 other places")])
def test_other_places_are_counted_if_there_are_any(noted: Project, pages: int, more: str) -> None:
    (told,) = found(noted, channel(OWN), *(channel(SENTENCE, place=f"page {page}") for page in range(pages)))
    assert told.message.endswith(f"which this file may not show{more}")


def test_a_finding_quotes_a_passage_as_far_as_it_goes_on_but_not_all_of_a_long_one(noted: Project) -> None:
    def quoted(*texts: str) -> str:
        scope = Scope(excluded=tuple(canaries(NOTE, texts)), included=())
        (told,) = leaks(ARTIFACT, search_channels(lettered([channel(". ".join(texts))]), wanted(scope)), scope, noted)
        return told.message.partition("“")[2].partition("”")[0]

    other = "En annan mening som ingen hade skrivit"
    long = " ".join(f"ord{letter}" for letter in "abcdefghijklmnopqrstuvxyz")
    assert quoted(SENTENCE[:-1], other) == SENTENCE[:-1]
    assert quoted(long) == " ".join(long.split()[:16])


@pytest.mark.parametrize(
    ("passage", "hits"),
    [("Om den nya skolan", 0), ("Den nya skolan i Byn är ny", 0), ("Den nya skolan i Byn är inte ny", 1)],
)
def test_a_short_passage_among_bytes_that_are_no_text_is_a_coincidence(passage: str, hits: int) -> None:
    """The passages have 14, 20 and 24 letters."""
    its = Scope(excluded=tuple(canaries(NOTE, [passage])), included=())
    said = channel(f"x{squeezed(passage)}y", "binary text")
    assert len(search_channels(lettered([said]), wanted(its)).hits) == hits
    there = channel(said.text, "JSON text")
    assert len(search_channels(lettered([there]), wanted(its)).hits) == len(its.excluded)
