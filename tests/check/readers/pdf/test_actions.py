"""What a PDF would do apart from leading to its pages and to web pages."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from kefu.check.readers import read


def told(action: Dictionary) -> list[str]:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].obj.Annots = Array(
        [Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)]
    )
    return actions_of(pdf)


def actions_of(pdf: pikepdf.Pdf) -> list[str]:
    written = io.BytesIO()
    pdf.save(written)
    return [channel.text for channel in read("a.pdf", written.getvalue()).channels if channel.name == "PDF action"]


@pytest.mark.parametrize("kind", ["JavaScript", "Launch", "SubmitForm", "GoToR", "ImportData", "Named"])
def test_an_action_is_told(kind: str) -> None:
    assert told(Dictionary(S=Name(f"/{kind}"), F=String("program"))) == [f"{kind} program"]


@pytest.mark.parametrize(
    "address", ["javascript:x", " JAVA\tscript:x", "file:///etc/passwd", "data:text/html,x", "a.exe"]
)
def test_a_link_that_leads_to_no_web_page_is_told(address: str) -> None:
    assert told(Dictionary(S=Name.URI, URI=String(address)))


@pytest.mark.parametrize(
    "action",
    [
        Dictionary(S=Name.URI, URI=String("https://example.org/")),
        Dictionary(S=Name.URI, URI=String("mailto:a@example.org")),
        Dictionary(S=Name.GoTo, D=String("avsnitt")),
    ],
)
def test_links_to_pages_are_not_told(action: Dictionary) -> None:
    assert told(action) == []


@pytest.mark.parametrize(
    ("key", "value", "shown"),
    [
        ("/OpenAction", Dictionary(S=Name.URI, URI=String("https://example.org/")), "OpenAction https://example.org/"),
        ("/AA", Dictionary(WC=Dictionary(S=Name.URI, URI=String("https://example.org/"))), "AA"),
        ("/URI", Dictionary(Base=String("https://x.example/")), "URI https://x.example/"),
        ("/Collection", Dictionary(View=Name.D, D=String("bilaga.pdf")), "Collection bilaga.pdf"),
        ("/SpiderInfo", Dictionary(V=String("1.0")), "SpiderInfo 1.0"),
        ("/OpenAction", Dictionary(S=Name.GoTo, D=String("avsnitt")), None),
    ],
)
def test_what_happens_by_itself_is_told_unless_it_shows_a_page(key: str, value: Dictionary, shown: str | None) -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root[key] = value
    assert actions_of(pdf) == ([shown] if shown else [])


def test_data_in_another_file_are_told() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Data = pdf.make_stream(b"", F=Dictionary(FS=Name.URL, F=String("https://x.example/a")))
    assert actions_of(pdf) == ["F https://x.example/a"]


def test_what_only_names_a_file_is_no_data_in_it() -> None:
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.Root.Named = Dictionary(F=String("a.txt"))
    pdf.Root.Data = pdf.make_stream(b"x")
    assert actions_of(pdf) == []


def test_an_action_is_told_with_all_its_texts() -> None:
    action = Dictionary(
        S=Name.Launch, F=String("program"), NewWindow=True, Win=Dictionary(F=String("x")), P=String("-x")
    )
    assert [set(text.split()) for text in told(action)] == [{"Launch", "program", "-x"}]
    assert told(Dictionary(S=Name.URI)) == ["URI"]
    assert told(Dictionary(F=String("x"))) == []
