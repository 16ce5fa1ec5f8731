"""Diagnostics about people and places, which tell where and never who."""

from __future__ import annotations

import sys
import traceback
from dataclasses import replace
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests import invented
from tests.conftest import REPOSITORY

from kefu.check.people.contents import Contents, contents
from kefu.check.people.findings import (
    names_in_channels,
    names_in_file,
    names_in_history,
    names_in_other_file,
    names_in_path,
    names_in_source,
    personal_data_in_channels,
    personal_data_in_source,
    redacted,
    scenes_in_source,
)
from kefu.check.people.history import Piece
from kefu.check.people.registry import MASK, masked, registry_of, search
from kefu.check.people.registry_file import load_registry
from kefu.check.people.repository import RepositoryFile
from kefu.check.people.spellings import Kind, Name
from kefu.check.readers.channels import Channel
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.model import Source

REGISTRY = registry_of(
    [
        Name(kind=Kind.PERSON, real="Anna Åkermalm", invented="Maria Holm"),
        Name(kind=Kind.PLACE, real="Märstavik", invented="Sjövalla"),
    ]
)


SHORT = registry_of([Name(kind=Kind.PLACE, real="Lurö", invented="Sjövalla")])


def source(text: str, path: str = "cases/01-a/case.md") -> Source:
    return Source(path=PurePosixPath(path), text=text, digest="")


def file(path: str, content: bytes) -> RepositoryFile:
    return RepositoryFile(path=PurePosixPath(path), contents=contents(path, content))


def told(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [str(diagnostic) for diagnostic in diagnostics]


def test_a_name_in_a_source_is_told_by_line_and_column() -> None:
    assert told(names_in_source(source("# Ett\n\nsa Anna\nÅkermalm i Märsta-\nvik."), REGISTRY)) == [
        f"cases/01-a/case.md:{place}: error[real-name-is-absent]: the real name {MASK} of {whom} appears here\n"
        f"  hint: the invented name is “{invented}”"
        for place, whom, invented in (("3:4", "a person", "Maria Holm"), ("4:12", "a place", "Sjövalla"))
    ]


def test_a_word_that_is_a_slip_away_from_a_name_is_a_warning() -> None:
    (diagnostic,) = names_in_source(source("sa Åkermam"), REGISTRY)

    assert f"{diagnostic.location} {diagnostic.rule} {diagnostic.rule.severity}" == (
        "cases/01-a/case.md:1:4 misspelt-name-is-absent warning"
    )
    assert diagnostic.message == "the word here is one letter away from the real name of a person"
    assert diagnostic.hints[0] == "if it is that name, write the invented one, “Maria Holm”"


def test_a_name_in_a_path_is_told_and_masked_wherever_the_path_is_shown() -> None:
    diagnostics = names_in_source(source("Åkermalm", "cases/01-marstavik/case.md"), REGISTRY)

    assert [(str(d.location), d.message) for d in diagnostics] == [
        (f"cases/01-{MASK}/case.md", f"the real name {MASK} of a place appears in the file's path"),
        (f"cases/01-{MASK}/case.md:1:1", f"the real name {MASK} of a person appears here"),
    ]
    assert names_in_path(PurePosixPath("cases/01-marstavik/case.md"), REGISTRY) == diagnostics[:1]
    assert len(names_in_path(PurePosixPath("cases/01-luro/case.md"), SHORT)) == 1


def test_a_name_in_a_tracked_file_is_told() -> None:
    text = file("README.md", "\nÅkermalm".encode())
    binary = file("a.bin", b"\0\xff\0Author Akermalm\0\0\x01Author Akermalm\0")

    assert [str(d.location) for d in names_in_file(text, REGISTRY)] == ["README.md:2:1"]
    assert [f"{d.location} {d.message}" for d in names_in_file(binary, REGISTRY)] == [
        f"a.bin the real name {MASK} of a person appears in binary text, a.bin",
        "a.bin names were not searched for in all of it: “a.bin” is not of a kind that can be read in full",
    ]
    assert [f"{d.location} {d.message}" for d in names_in_file(file("luro.bin", b"\0\xff\0Author A\0"), SHORT)] == [
        f"{MASK}.bin the real name {MASK} of a place appears in the file's path",
        f"{MASK}.bin the real name {MASK} of a place appears in file name, {MASK}.bin",
        f"{MASK}.bin names were not searched for in all of it: “{MASK}.bin” is not of a kind that can be read in full",
    ]


def test_a_slip_in_a_tracked_file_is_told_too() -> None:
    found = names_in_file(file("a.txt", b"sa Akermam, Akermalm"), REGISTRY)

    assert [f"{d.location} {d.rule}" for d in found] == [
        "a.txt:1:13 real-name-is-absent",
        "a.txt:1:4 misspelt-name-is-absent",
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850", "utf-16", "utf-16-le"])
def test_a_name_in_a_file_of_any_encoding_is_told_at_its_line(encoding: str) -> None:
    found = names_in_file(file("a.txt", "Ett samtal.\nSå sa Märstavik.".encode(encoding)), REGISTRY)

    assert [str(d.location) for d in found] == ["a.txt:2:7"]


def test_names_in_a_file_that_git_does_not_track_are_a_warning_for_the_whole_file() -> None:
    found = names_in_other_file(file("Åkermalm.txt", "Åkermalm\nMärstavik".encode()), REGISTRY)

    assert [f"{d.location} {d.rule} {d.rule.severity}" for d in found] == [
        f"{MASK}.txt untracked-file-names-nobody warning"
    ]
    assert names_in_other_file(file("a.txt", b"nobody"), REGISTRY) == ()


def test_a_name_in_the_history_is_told_with_its_object() -> None:
    piece = Piece(
        path=PurePosixPath("a.md"),
        where="in the commit 12ab",
        contents=contents("a.md", "\nÅkermalm, Åkermalm".encode()),
    )

    assert [f"{d.location} {d.message}" for d in names_in_history(piece, REGISTRY)] == [
        f"a.md the real name {MASK} of a person appears in git's history, in the commit 12ab"
    ]
    channel = Channel(name="file name", place="what appears in it", text="Åkermalm")
    inside = replace(piece, contents=Contents(channels=(channel,)))
    assert {d.message for d in names_in_history(inside, REGISTRY)} == {
        d.message for d in names_in_history(piece, REGISTRY)
    }


def test_a_name_in_a_channel_is_told_once_for_a_place_that_is_masked_too() -> None:
    channels = (
        Channel(name="PDF page text", place="page 3", text="Åkermalm och Åkermalms"),
        Channel(name="PDF annotations", place="Märstavik › 2", text="Åkermalm"),
        Channel(name="PDF names", place="", text="Sjövalla"),
    )

    diagnostics = names_in_channels(PurePosixPath("report/marstavik.pdf"), channels, REGISTRY)
    assert [f"{d.location} {d.message}" for d in diagnostics] == [
        f"report/{MASK}.pdf the real name {MASK} of a person appears in PDF page text, page 3",
        f"report/{MASK}.pdf the real name {MASK} of a person appears in PDF annotations, {MASK} › 2",
    ]


def test_channels_of_addresses_are_searched_in_any_case() -> None:
    channels = tuple(Channel(name=name, place="luro.md", text="luro") for name in ("archive listing", "XML text"))

    found = names_in_channels(PurePosixPath("a.epub"), channels, SHORT, addresses={"archive listing"})
    assert [d.message.partition(" appears ")[2] for d in found] == [f"in archive listing, {MASK}.md"]


def test_any_diagnostic_can_be_redacted() -> None:
    diagnostic = Diagnostic(
        rule=invented.rule("x"),
        location=Location(path=PurePosixPath("a/marstavik.md"), line=1),
        message="unknown key “Åkermalm”",
        hints=("did you mean Märstavik?", "or not"),
        passage="Åkermalms",
    )

    assert redacted(diagnostic, REGISTRY) == Diagnostic(
        rule=invented.rule("x"),
        location=Location(path=PurePosixPath(f"a/{MASK}.md"), line=1),
        message=f"unknown key “{MASK}”",
        hints=(f"did you mean {MASK}?", "or not"),
        passage=MASK,
    )


def test_a_scene_is_told_unless_it_is_allowed() -> None:
    text = source("Hon kom till Ystad.\nHallands län och Lunds kommun.")

    assert [f"{d.location} {d.rule}" for d in scenes_in_source(text)] == [
        "cases/01-a/case.md:1:14 scene-is-invented",
        "cases/01-a/case.md:2:1 scene-is-invented",
        "cases/01-a/case.md:2:18 scene-is-invented",
    ]
    assert not any(name in str(scenes_in_source(text)) for name in ("Ystad", "Halland", "Lund"))
    assert scenes_in_source(text, allowed=["Ystad", "Region Halland", "Lunds kommun"]) == ()
    assert len(scenes_in_source(text, allowed=["Region Halland"])) == 2


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("i Jönköpings län", "Region Jönköpings län"),
        ("i Jönköping", "Jönköpings kommun"),
        ("Västra Götalandsregionen", "Västra Götalandsregionen"),
        ("Västra Götalandsregionen", "Region Västra Götaland"),
        ("Borås stad", "Borås"),
        ("Göteborgs stad", "Göteborgs stad"),
        ("Lunds socialnämnd", "Lunds"),
    ],
)
def test_a_place_may_be_allowed_as_it_is_written(text: str, allowed: str) -> None:
    assert len(scenes_in_source(source(text))) == 1
    assert scenes_in_source(source(text), allowed=[allowed]) == ()


def test_personal_data_are_told_without_being_shown() -> None:
    text = "ring 046-12 34 56 eller 811228-9874\nanna.qvist@kommun.se"
    diagnostics = personal_data_in_source(source(text))

    assert [f"{d.location} {d.message}" for d in diagnostics] == [
        "cases/01-a/case.md:1:6 a telephone number appears here",
        "cases/01-a/case.md:1:25 a personal identity number appears here",
        "cases/01-a/case.md:2:1 an e-mail address appears here",
    ]
    assert not any(part in str(diagnostics) for part in ("046", "8112", "qvist"))
    assert len(personal_data_in_source(source(text), allowed=["046-12 34 56"])) == 2


def test_personal_data_in_channels_are_told_once_for_a_place() -> None:
    channels = (Channel(name="PDF XMP", place="page 1", text="046-12 34 56, 046-12 34 57, b@c.se"),)
    found = personal_data_in_channels(PurePosixPath("a.pdf"), channels, allowed=["b@c.se"])

    assert [f"{d.location} {d.message}" for d in found] == ["a.pdf a telephone number appears in PDF XMP, page 1"]


LETTERS = st.text(alphabet="bdfgjkmpqvxzåäö", min_size=6, max_size=12).map(str.capitalize)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(LETTERS, LETTERS, LETTERS, st.sampled_from(["{0} {1}", "**{1}**s", "{2}bor", "{0}\n{1}", "{1}-\n{2}", "{2}s"]))
def test_a_real_name_reaches_nothing_that_is_shown(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    given_name: str,
    surname: str,
    place: str,
    form: str,
) -> None:
    path = tmp_path / "names.yaml"
    path.write_text(
        f"persons:\n  - {{real: {given_name} {surname}, invented: Maria Holm}}\n"
        f"places:\n  - {{real: {place}, invented: Sjövalla, exceptions: [{place}s {surname}s vän]}}\n",
        encoding="utf-8",
    )
    (tmp_path / "project").mkdir(exist_ok=True)
    registry = load_registry(path, tmp_path / "project")
    text = "Då sa " + form.format(given_name, surname, place) + " nej."
    path_ = f"cases/{place}/{given_name}-{surname}.md"
    written = Channel(name="PDF XMP", place=f"{place}, page 2", text=text)
    diagnostics = (
        *names_in_source(source(text, path_), registry),
        *names_in_file(RepositoryFile(path=PurePosixPath(path_), contents=contents("a.md", text.encode())), registry),
        *names_in_channels(PurePosixPath(path_), [written], registry),
        redacted(
            Diagnostic(rule=invented.rule("x"), location=Location(path=PurePosixPath(path_)), message=text), registry
        ),
    )
    error = BuildError(diagnostics)
    for diagnostic in diagnostics:
        sys.stdout.write(f"{diagnostic}\n")
    shown = [repr(diagnostics), str(error), repr(error), "".join(traceback.format_exception(error)), caplog.text]
    shown += [*capsys.readouterr(), repr(registry), str(registry), repr(registry.names), repr(registry.spellings)]
    shown += [repr(registry.exceptions), repr(search(text, registry)), masked(text, registry)]

    assert len(diagnostics) >= 6
    for name in (given_name, surname, place):
        assert name.casefold() not in "\n".join(shown).casefold()


def test_the_repositorys_manuscript_holds_no_real_scene() -> None:
    cases = REPOSITORY / "cases"
    texts = [source(file.read_text(encoding="utf-8")) for file in sorted(cases.glob("*/*.*"))]

    assert texts
    assert [d for text in texts for d in (*scenes_in_source(text), *personal_data_in_source(text))] == []


@pytest.mark.parametrize(
    ("channel", "text", "found"),
    [
        ("binary text", "HY\n]E[kY\nOFu", 0),
        ("PDF stream: binary text", "Cc7\nEk-Tp9", 0),
        ("binary text", "Sven\nQek", 0),
        ("binary text", "Author Sven Qek", 1),
        ("binary text", "Author Qekmar", 1),
        ("binary text", "Author Qekma", 0),
        ("PDF page text", "enligt Ek-linjen", 1),
    ],
)
def test_a_short_name_among_bytes_is_there_by_chance(channel: str, text: str, found: int) -> None:
    registry = registry_of(
        [
            Name(kind=Kind.PERSON, real="Per Ek", invented="Nils Alm"),
            Name(kind=Kind.PERSON, real="Sven Qek", invented="Olle Alm"),
            Name(kind=Kind.PERSON, real="Tor Qekmar", invented="Åke Alm"),
            Name(kind=Kind.PERSON, real="Eva Qekma", invented="Eva Alm"),
        ]
    )
    told = names_in_channels(PurePosixPath("a.woff"), [Channel(name=channel, place="a.woff", text=text)], registry)
    assert len(told) == found


def test_a_given_name_with_an_initial_is_a_warning() -> None:
    registry = registry_of([Name(kind=Kind.PERSON, real="Åsa Öhrström", invented="Maria Holm")])
    source = Source(path=PurePosixPath("a.md"), text="Hej.\n\nDet sade Åsa Ö. till.\n", digest="")

    (finding,) = names_in_source(source, registry)

    assert str(finding).startswith("a.md:3:10: warning[misspelt-name-is-absent]: the word here with the initial after")
    assert "Öhrström" not in str(finding)
