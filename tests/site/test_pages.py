"""The pages: valid, joined without a loose end, and silent about what is not for the public."""

from __future__ import annotations

import json
import posixpath
import re
import subprocess
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from kefu import words
from kefu.authored import Minutes, Status
from kefu.imprint import ImprintTerm
from kefu.site.catalogue import catalogue
from kefu.site.pages import SiteFile, site

if TYPE_CHECKING:
    from kefu.model import Project
    from kefu.site.catalogue import Entry

BASE = "https://prov.example/fall/"
STYLE = '@font-face { font-family: "A"; src: url("fonts/a.woff"); }\nbody { color: #123456; }\n'
ASSETS = {f"assets/{name}" for name in ("kefu.css", "cases.js", "search.js", "searchbox.js", "work.js")}
REFERRING = {"href", "src", "action", "srcset", "poster"}
OUTSIDE = {
    "https://creativecommons.org/licenses/by/4.0/",
    "https://www.digg.se/tdosanmalan",
    (
        "https://www.riksdagen.se/sv/dokument-och-lagar/dokument/svensk-forfattningssamling/"
        "lag-20181937-om-tillganglighet-till-digital_sfs-2018-1937/"
    ),
}


@dataclass
class Page(HTMLParser):
    """A page as read: its text, its ids, what it refers to."""

    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    inside: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.inside = "data" if attributes.get("type") == "application/ld+json" else tag
        self.ids += [str(attributes["id"])] if "id" in attributes else []
        self.links += [(tag, attributes)] if REFERRING & set(attributes) else []

    def handle_data(self, data: str) -> None:
        if self.inside != "script":
            (self.data if self.inside == "data" else self.words).append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def made(project: Project, entries: tuple[Entry, ...]) -> tuple[SiteFile, ...]:
    return site(catalogue(project, entries, project.publication.date), project.summary, STYLE)


def read(files: tuple[SiteFile, ...]) -> dict[str, Page]:
    pages = {}
    for file in files:
        if file.path.suffix == ".html":
            pages[str(file.path)] = Page()
            pages[str(file.path)].feed(file.content.decode())
    return pages


def names(files: tuple[SiteFile, ...]) -> set[str]:
    return {str(file.path) for file in files}


def test_there_is_a_page_for_everything_and_the_files_for_machines(
    published: Project, entries: tuple[Entry, ...]
) -> None:
    assert names(made(published, entries)) == {
        "index.html",
        "404.html",
        "sok/index.html",
        "tillganglighet/index.html",
        "report/index.html",
        "report/hanvisning.bib",
        "report/hanvisning.ris",
        "cases/index.html",
        "cases/01-skolan/index.html",
        "cases/01-skolan/hanvisning.bib",
        "cases/01-skolan/hanvisning.ris",
        "cases/02-bron/index.html",
        "cases/02-bron/hanvisning.bib",
        "cases/02-bron/hanvisning.ris",
        "tema/roles/index.html",
        "tema/trust/index.html",
        "organisation/kommuner/index.html",
        "feed.xml",
        "robots.txt",
        "sitemap.xml",
        "CITATION.cff",
    }


def test_a_partial_release_has_pages_for_what_is_there(project: Project, entries: tuple[Entry, ...]) -> None:
    some = tuple(entry for entry in entries if entry.document == "02-bron" and entry.format == "pdf")
    files = made(project, some)
    pages = read(files)

    assert not {name for name in names(files) if name.startswith(("report", "cases/01"))}
    assert "Skolan" not in " ".join(page.text for page in pages.values())
    check_links(files, some)
    check_links(made(project, ()), ())


def check_links(files: tuple[SiteFile, ...], entries: tuple[Entry, ...]) -> None:
    there = names(files) | {str(entry.address) for entry in entries} | ASSETS
    pages = read(files)
    for name, page in pages.items():
        for tag, attributes in page.links:
            for attribute in REFERRING & set(attributes):
                link = str(attributes[attribute])
                parts = urlsplit(link)
                if attributes.get("rel") == "canonical" or parts.scheme in {"mailto", "data"} or link in OUTSIDE:
                    continue
                assert not parts.scheme, f"{name} refers to {link}"
                assert not parts.netloc
                anywhere = name == "404.html" and parts.path != ""
                assert parts.path.startswith("/") == anywhere, f"{name} refers to {link}"
                path = "index.html" if parts.path == "/" else unquote(parts.path).removeprefix("/")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
                target = name if not parts.path else target
                assert target in there, f"{name} leads to {link} from <{tag}>, which is not there"
                if parts.fragment:
                    assert pages[target].ids.count(parts.fragment) == 1, f"{name} leads to {link}"


def test_every_link_leads_to_something_and_every_fragment_to_an_element(
    project: Project, entries: tuple[Entry, ...]
) -> None:
    check_links(made(project, entries), entries)


def test_with_an_address_nothing_inside_is_absolute_but_the_canonical_address(
    published: Project, entries: tuple[Entry, ...]
) -> None:
    files = tuple(file for file in made(published, entries) if file.path.name != "404.html")
    check_links((*files, SiteFile(path=PurePosixPath("404.html"), content=b"")), entries)
    canonical = {
        name: [str(attributes["href"]) for _, attributes in page.links if attributes.get("rel") == "canonical"]
        for name, page in read(files).items()
    }
    assert canonical.pop("sok/index.html") == []
    assert canonical.pop("index.html") == [BASE]
    assert canonical == {name: [f"{BASE}{name}"] for name in canonical}


def test_every_file_is_offered_and_every_page_is_reached_from_the_start(
    project: Project, entries: tuple[Entry, ...]
) -> None:
    pages = read(made(project, entries))
    reached: set[str] = set()
    waiting = ["index.html"]
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        for _, attributes in pages[name].links if name in pages else ():
            path = urlsplit(str(attributes.get("href") or "")).path
            if path and "example" not in path and not urlsplit(str(attributes["href"])).scheme:
                waiting.append(posixpath.normpath(posixpath.join(posixpath.dirname(name), path)))

    assert set(pages) - {"404.html"} <= reached
    assert {str(entry.address) for entry in entries} <= reached


@pytest.mark.parametrize(("url", "base"), [(BASE, BASE), (None, "/")])
def test_the_page_for_missing_addresses_holds_at_any_depth(
    project: Project, entries: tuple[Entry, ...], url: str | None, base: str
) -> None:
    shown = replace(project, publication=project.publication.model_copy(update={"url": url}))
    (file,) = (file for file in made(shown, entries) if file.path.name == "404.html")
    text = file.content.decode()
    page = read((file,))["404.html"]

    (style,) = (str(attributes["href"]) for _, attributes in page.links if attributes.get("rel") == "stylesheet")
    assert unquote(style) == "data:text/css;charset=utf-8,body { color: #123456; }\n", "fonts would be looked for"
    targets = [str(attributes[name]) for _, attributes in page.links for name in REFERRING & set(attributes)]
    known = (base, "mailto:", "#", "data:", "https://creativecommons.org/")
    assert all(target.startswith(known) for target in targets)
    assert {base, f"{base}sok/index.html", f"{base}feed.xml"} <= {*targets}
    assert 'content="noindex"' in text


def test_the_sitemap_has_the_pages_that_are_worth_finding(published: Project, entries: tuple[Entry, ...]) -> None:
    (file,) = (file for file in made(published, entries) if file.path.name == "sitemap.xml")
    text = file.content.decode()

    assert f"<loc>{BASE}cases/01-skolan/index.html</loc>" in text
    assert "404" not in text
    assert "sok/" not in text


def test_without_an_address_there_is_no_sitemap(project: Project, entries: tuple[Entry, ...]) -> None:
    files = made(project, entries)

    assert "sitemap.xml" not in names(files)
    assert not [file.path for file in files if b'rel="canonical"' in file.content]


def test_what_is_for_teachers_is_described_with_how_to_get_it_and_never_linked(
    project: Project, entries: tuple[Entry, ...]
) -> None:
    files = made(project, entries)
    pages = read(files)

    for file in files:
        assert b"restricted" not in file.content
        assert b"lararutgava" not in file.content
    for name in ("index.html", "cases/01-skolan/index.html"):
        assert "Lärarutgåva" in pages[name].text
        letters = [str(a["href"]) for _, a in pages[name].links if "L%C3%A4rarutg%C3%A5va" in str(a.get("href"))]
        assert [letter.partition("?")[0] for letter in letters] == ["mailto:prov@example.org"]


def test_a_work_says_what_readers_may_do_with_each_edition(project: Project, entries: tuple[Entry, ...]) -> None:
    """Also with an edition that nobody finds here, so that whoever asks for it knows."""
    page = read(made(project, entries))["cases/01-skolan/index.html"]
    assert "Du får använda och sprida publikationen enligt villkoren i CC BY 4.0 ." in page.text
    assert "Du får undervisa med utgåvan, men inte publicera den." in page.text

    termed = [
        replace(edition, rights=replace(edition.rights, terms="Ändra inga bilder."))
        if edition.name == "student"
        else edition
        for edition in project.editions
    ]
    page = read(made(replace(project, editions=tuple(termed)), entries))["cases/01-skolan/index.html"]
    assert "enligt villkoren i CC BY 4.0 . Ändra inga bilder." in page.text


def test_nothing_of_the_texts_or_of_the_people_is_shown(project: Project, entries: tuple[Entry, ...]) -> None:
    text = " ".join(page.text for page in read(made(project, entries)).values())

    for case in project.cases:
        for actor in case.description.actors:
            assert actor.name not in text
        for event in case.description.timeline:
            assert event.event not in text


def test_a_card_says_what_a_teacher_chooses_by(project: Project, entries: tuple[Entry, ...]) -> None:
    first, second = project.cases
    told = first.description.model_copy(update={"minutes": Minutes(questions=45, conversation=60)})
    timed = replace(project, cases=(replace(first, description=told), second))
    pages = read(made(timed, entries))
    cases, start = (pages[name].text.replace("\N{NO-BREAK SPACE}", " ") for name in ("cases/index.html", "index.html"))

    for text in (cases, start):
        assert "Fall 1 · Påhittade kommun, majoritetsstyre" in text
        assert "Ska skolan stå kvar?" in text
    assert "Roller Kommundirektör" in cases
    assert "Teman Rollfördelning, förtroende" in cases
    assert "Tid Ungefär 5 minuters läsning, 45 minuter i en kurs" in cases
    assert "60 minuter" not in cases, "no edition of the release has a conversation"
    assert "sidor" not in cases


def test_a_card_does_not_repeat_the_time_together_that_all_cases_have(
    project: Project, entries: tuple[Entry, ...]
) -> None:
    def listed(*minutes: int) -> str:
        cases = tuple(
            replace(case, description=case.description.model_copy(update={"minutes": Minutes(questions=taken)}))
            for case, taken in zip(project.cases, minutes, strict=False)
        )
        text = read(made(replace(project, cases=cases), entries))["cases/index.html"].text
        return text.replace("\N{NO-BREAK SPACE}", " ")

    alike, different, single = listed(45, 45), listed(45, 90), listed(45)
    assert "tid tillsammans 45 minuter i en kurs." in alike
    assert alike.count("45 minuter i en kurs") == 1
    assert alike.count("Tid Ungefär 5 minuters läsning") == 2
    assert "Tid Ungefär 5 minuters läsning, 45 minuter i en kurs" in different
    assert "Tid Ungefär 5 minuters läsning, 90 minuter i en kurs" in different
    assert "Tid Ungefär 5 minuters läsning, 45 minuter i en kurs" in single


def test_all_cases_are_listed_with_what_a_script_filters_them_by(project: Project, entries: tuple[Entry, ...]) -> None:
    first, second = project.cases
    other = second.description.model_copy(update={"themes": {"roles": 2}, "levels": ("basic",)})
    files = made(replace(project, cases=(first, replace(second, description=other))), entries)
    (text,) = (file.content.decode() for file in files if str(file.path) == "cases/index.html")

    assert re.findall(r'<li class="card"([^>]*)>', text) == [
        ' data-tema="trust" data-niva=""',
        ' data-tema="" data-niva="grundniva"',
    ]
    assert re.findall(r"<select[^>]* name=\"(\w+)\"", text) == ["tema", "niva"]
    assert re.search(r'<form class="filter" id="valj-fall" hidden ', text)
    assert "<option disabled>Rollfördelning (alla fall)</option>" in text
    assert '>Rollfördelning</a> <span class="quiet">(alla fall)</span>' in text
    assert "Gemensamt för alla fall: tema rollfördelning; roll kommundirektör; organisation kommun;" in text


def test_where_nothing_tells_the_cases_apart_there_is_nothing_to_filter_by(
    project: Project, entries: tuple[Entry, ...]
) -> None:
    page = next(file for file in made(project, entries) if str(file.path) == "cases/index.html")

    assert b"<form" not in page.content
    assert page.content.count(b'class="card"') == 2


def test_a_theme_that_all_cases_have_comes_after_its_equals(project: Project, entries: tuple[Entry, ...]) -> None:
    first, second = project.cases
    some = first.description.model_copy(update={"themes": {"trust": 2, "roles": 2}})
    other = second.description.model_copy(update={"themes": {"trust": 1}})
    cases = (replace(first, description=some), replace(second, description=other))
    text = read(made(replace(project, cases=cases), entries))["cases/index.html"].text

    assert "Teman Rollfördelning, förtroende" in text


def test_a_case_says_what_its_teacher_needs_to_know(project: Project, entries: tuple[Entry, ...]) -> None:
    first, second = project.cases
    told = first.description.model_copy(update={"minutes": Minutes(questions=45), "levels": ("basic", "advanced")})
    pages = read(made(replace(project, cases=(replace(first, description=told), second)), entries))
    text, bare = (
        pages[f"cases/{case}/index.html"].text.replace("\N{NO-BREAK SPACE}", " ") for case in ("01-skolan", "02-bron")
    )

    assert "Dela ut Studentutgåva för kurser på högskolenivå" in text
    assert "I förväg Deltagarna läser fallet: ungefär 5 minuters läsning." in text
    assert "Tillsammans 45 minuter i en kurs" in text
    assert "Nivå Grundnivå och avancerad nivå" in text
    assert "Tillsammans" not in bare
    assert "Nivå" not in bare


def test_reading_takes_as_long_wherever_it_is_told(project: Project, entries: tuple[Entry, ...]) -> None:
    files = made(project, entries)
    told = {
        minutes
        for file in files
        if file.path.suffix in {".html", ".xml"}
        for minutes in re.findall(r"(\d+)\xa0minuters läsning|PT(\d+)M", file.content.decode())
    }

    assert {minute for pair in told for minute in pair if minute} == {"5"}


def test_a_work_is_read_on_the_web_and_on_paper_where_there_is_no_web_page(
    project: Project, entries: tuple[Entry, ...]
) -> None:
    paper = tuple(entry for entry in entries if entry.format == "pdf")
    report = read(made(project, paper))["report/index.html"]

    assert "Läs rapporten på webben" in read(made(project, entries))["report/index.html"].text
    assert "Läs rapporten som PDF (123 kB, 2 sidor)" in report.text.replace("\N{NO-BREAK SPACE}", " ")


def test_the_accessibility_statement_speaks_of_the_formats_that_are_there(
    project: Project, entries: tuple[Entry, ...]
) -> None:
    paper = tuple(entry for entry in entries if entry.format == "pdf")
    some, every = (read(made(project, given))["tillganglighet/index.html"].text for given in (paper, entries))

    assert "veraPDF" in some
    assert "epubcheck" not in some
    assert {"veraPDF", "epubcheck", "axe-core"} <= set(every.replace(",", " ").split())
    assert "1 mars 2026" in some.replace("\N{NO-BREAK SPACE}", " ")
    assert "prov@example.org" in some


def test_a_draft_is_marked_wherever_it_is_named(project: Project, entries: tuple[Entry, ...]) -> None:
    first, *others = project.cases
    draft = first.description.model_copy(update={"status": Status.DRAFT})
    pages = read(made(replace(project, cases=(replace(first, description=draft), *others)), entries))

    assert "UTKAST" in pages["index.html"].text
    assert "UTKAST" in pages["tema/roles/index.html"].text
    assert "Texten kan ändras" in pages["cases/01-skolan/index.html"].text
    assert "UTKAST" not in pages["cases/02-bron/index.html"].text.replace("UTKAST: Fall", "")


def test_linked_data_stands_on_the_start_page_and_on_the_pages_of_works(
    project: Project, entries: tuple[Entry, ...]
) -> None:
    found = {name: page.data for name, page in read(made(project, entries)).items() if "".join(page.data).strip()}

    assert {name: json.loads("".join(data))["@type"] for name, data in found.items()} == {
        "index.html": "WebSite",
        "report/index.html": "Report",
        "cases/01-skolan/index.html": "LearningResource",
        "cases/02-bron/index.html": "LearningResource",
    }


def test_a_report_has_its_identifiers_under_the_labels_of_its_imprint(
    project: Project, entries: tuple[Entry, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Serie Provserien 7 ISSN 1234-5679 ISBN 978-91-0000-000-4 (pdf)" in (
        read(made(project, entries))["report/index.html"].text
    )
    monkeypatch.setattr(words.imprint, "LABELS", {term: f"<{term}>" for term in ImprintTerm})
    renamed = read(made(project, entries))

    told = "<series> Provserien 7 <issn> 1234-5679 <isbn> 978-91-0000-000-4 (pdf)"
    assert told in renamed["report/index.html"].text
    assert "<issn>" not in renamed["cases/01-skolan/index.html"].text


def test_the_search_page_carries_the_words_of_its_script(project: Project, entries: tuple[Entry, ...]) -> None:
    (page,) = (file.content.decode() for file in made(project, entries) if str(file.path) == "sok/index.html")
    given = dict(re.findall(r' data-(\w+)="([^"]*)"', page))

    assert given == {
        "none": words.search.NOTHING_FOUND,
        "one": words.search.ONE_FOUND,
        "several": words.search.SEVERAL_FOUND,
        "place": words.search.FOUND_IN,
    }
    assert {name for text in given.values() for name in re.findall(r"\{(\w+)\}", text)} == {"count", "words"}


def test_markup_in_what_people_write_is_text(project: Project, entries: tuple[Entry, ...]) -> None:
    title = "\"><script>alert(1)</script><h1 x='"
    hostile = replace(project, publication=project.publication.model_copy(update={"title": title}))
    pages = read(made(hostile, entries))

    assert title in pages["index.html"].text
    pages_of_it = [file for file in made(hostile, entries) if file.path.suffix in {".html", ".xml"}]
    assert not [file.path for file in pages_of_it if b"<script>alert" in file.content]


def test_the_same_release_gives_the_same_site(project: Project, entries: tuple[Entry, ...]) -> None:
    assert made(project, entries) == made(project, entries[::-1])


def test_the_pages_are_valid_html(
    published: Project, entries: tuple[Entry, ...], tmp_path: Path, nu_checker: tuple[str, ...]
) -> None:
    for file in made(published, entries):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)

    done = subprocess.run(
        [*nu_checker, "--Werror", "--skip-non-html", "--format", "text", str(tmp_path)],
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
    )

    assert (done.returncode, done.stdout + done.stderr) == (0, "Document checking completed. No errors found.\n")
