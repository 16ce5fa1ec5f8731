"""Whole web pages: a golden file, links that lead somewhere, the same bytes, and what an independent validator says.

The golden file in `tests/golden/` is one page as it is written, compared whole. `KEFU_UPDATE_GOLDEN=1 pytest -k golden`
writes it again.
"""

from __future__ import annotations

import itertools
import json
import os
import pickle
import re
import subprocess
import sys
from dataclasses import replace
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

import pytest
from tests.conftest import REPOSITORY

from kefu import tree, words
from kefu.assemble import assemble, outlines
from kefu.engines import html
from kefu.engines.pandoc import by_pandoc
from kefu.reading import markup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kefu.model import Document, Project

render: Final = partial(html.render, convert=by_pandoc)
GOLDEN: Final = REPOSITORY / "tests" / "golden" / "student_cases_01-skolan.html"
UPDATE: Final = "KEFU_UPDATE_GOLDEN"
PICTURE: Final = b'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="80"><path d="M0 0H400V80H0Z"/></svg>'
VOID: Final = frozenset(("meta", "link", "img", "br", "hr", "col"))

EVERYTHING: Final = """
[About]{lang=en} H~2~O, x^2^, ~~struket~~, `kod` och <https://example.org/a>[^1].

[^1]: En not med [länk](https://example.org/b).

[^2]: > Ett citat

:::: {.exhibit #exh-mejl}
::: exhibit-title
**Underlag 9.** Ett mejl
:::

c. tredje
d. fjärde
::::

::: {.pullquote}
”Ett ord.”
:::

::: {lang=en}
An *English* passage.[^2]
:::

| | Kronor |
|:--|-:|
| Lön | 10 |

| rad
|   rad

Ord

:   Förklaring

``` python
x = 1
```

---

> Citat
"""


class Page(HTMLParser):
    """The elements of a page, with their attributes, in order; it fails where an element is not closed."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.comments: list[str] = []
        self._open: list[str] = []
        self.feed(content.decode())
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def values(self, name: str, *, of: str = "") -> list[str]:
        return [attributes[name] for tag, attributes in self.elements if name in attributes and of in {"", tag}]


@pytest.fixture(scope="session")
def documents(project: Project) -> Mapping[str, Document]:
    """Return the public documents of the small project by folder, every drawing a black box."""
    everything = [outline for outline in outlines(project) if not outline.edition.restricted]
    drawings = {name: PICTURE for outline in everything for name in outline.drawings}
    made = assemble(project, everything, everything, drawings, project.publication.date, jobs=1)
    return {document.name: document for document in made}


@pytest.fixture
def case(documents: Mapping[str, Document]) -> Document:
    return documents["cases/01-skolan"]


@pytest.fixture
def rich(case: Document) -> Document:
    """Return a document with everything that an author can write."""
    (blocks,) = markup.read([EVERYTHING], jobs=1)
    part = tree.div(["", ["part", "case"], [["origin", "cases/01-skolan/case.md"]]], json.loads(blocks))
    return replace(case, tree=tree.document([part, *tree.blocks(case.tree)]))


def test_golden_page_is_the_whole_page(case: Document) -> None:
    page = render(case).content.decode()
    if os.environ.get(UPDATE) == "1":
        GOLDEN.write_text(page, encoding="utf-8", newline="\n")
        pytest.skip(f"wrote {GOLDEN.name}; look at what git says has changed in it")
    assert page == GOLDEN.read_text(encoding="utf-8"), f"if that is right, {UPDATE}=1 writes {GOLDEN.name} again"


@pytest.mark.parametrize("name", ["report", "cases/01-skolan", "cases/02-bron"])
def test_every_link_inside_a_page_leads_to_one_place_in_it(name: str, documents: Mapping[str, Document]) -> None:
    page = Page(render(documents[name]).content)
    ids = page.values("id")
    inside = [target.removeprefix("#") for target in page.values("href") if target.startswith("#")]
    named = [label for value in page.values("aria-labelledby") for label in value.split()]

    assert sorted(ids) == sorted(set(ids))
    assert len(inside) > 4
    assert {*inside, *named} <= set(ids)


def test_every_link_and_picture_of_the_rich_page_leads_to_one_place(rich: Document) -> None:
    page = Page(render(rich).content)
    ids = page.values("id")

    assert sorted(ids) == sorted(set(ids))
    assert {target[1:] for target in page.values("href") if target.startswith("#")} <= set(ids)
    assert {"fn1", "fnref1", "fn2", "fnref2"} <= set(ids)


@pytest.mark.parametrize(("name", "root"), [("report", "../"), ("cases/01-skolan", "../../")])
def test_links_to_the_site_are_relative_and_written_out(
    name: str, root: str, documents: Mapping[str, Document]
) -> None:
    page = Page(render(documents[name]).content)
    elsewhere = {target for target in page.values("href") if not re.match("#|https:|mailto:|data:", target)}

    assert elsewhere == {
        f"{root}assets/kefu.css",
        f"{root}index.html",
        f"{root}sok/index.html",
        f"{root}tillganglighet/index.html",
        "index.html",
        *page.values("src"),
    }


def test_a_page_asks_for_nothing_but_the_style_and_its_pictures(rich: Document) -> None:
    page = Page(render(rich).content)

    assert page.values("href", of="link") == ["data:,", "../../assets/kefu.css"]
    assert page.values("src") == ["bilder/events_skolan.svg"]
    assert not {"script", "style", "iframe", "object"} & {tag for tag, _ in page.elements}


def test_a_page_says_nothing_that_the_document_does_not(rich: Document) -> None:
    page = Page(render(rich).content)
    names = {name for _, attributes in page.elements for name in attributes}

    assert page.comments == []
    assert {name for name in names if name.startswith("data-")} == {
        "data-pagefind-body",
        "data-pagefind-meta",
        "data-edition",
        "data-title",
    }
    assert "style" not in names
    assert "origin" not in names
    assert set(page.values("name", of="meta")) == {
        "viewport",
        "description",
        "author",
        "keywords",
        "color-scheme",
        "dcterms.rights",
    }


def test_the_title_is_the_only_heading_of_level_1_and_no_level_is_skipped(documents: Mapping[str, Document]) -> None:
    for document in documents.values():
        page = Page(render(document).content)
        levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_page_names_its_language_its_date_and_its_landmarks(case: Document) -> None:
    page = Page(render(case).content)
    tags = [tag for tag, _ in page.elements]

    assert page.values("lang", of="html") == ["sv-SE"]
    assert page.values("datetime") == ["2026-03-01"]
    assert [tags.count(tag) for tag in ("main", "article", "header", "footer")] == [1, 1, 2, 1]
    assert page.values("aria-label", of="nav") == ["Webbplatsen", "Innehåll"]
    assert next(attributes for tag, attributes in page.elements if tag == "a") == {"class": "skip", "href": "#innehall"}


def test_pictures_have_their_size_and_wait_until_they_are_near(case: Document) -> None:
    rendered = render(case)
    (picture,) = (attributes for tag, attributes in Page(rendered.content).elements if tag == "img")

    assert (picture["width"], picture["height"], picture["loading"]) == ("400", "80", "lazy")
    assert picture["alt"]
    assert [asset.name for asset in rendered.assets] == ["events_skolan.svg"]


def test_the_address_of_a_picture_leads_to_the_file_of_that_name(case: Document) -> None:
    name = "cases%2F01-skolan%2Fen%20bild.svg"
    old = case.assets[0].name
    document = replace(case, tree=case.tree.replace(old, name), assets=(replace(case.assets[0], name=name),))
    rendered = render(document, figures="figurer")
    (address,) = Page(rendered.content).values("src")

    assert unquote(address) == f"figurer/{name}"
    assert [asset.name for asset in rendered.assets] == [name]


def test_a_draft_says_so_before_its_title_and_on_every_printed_page(case: Document) -> None:
    draft = replace(case, metadata=replace(case.metadata, banner=words.documents.DRAFT, draft=True))
    page = render(draft).content.decode()

    assert page.index('<p class="banner"><strong>UTKAST</strong></p>') < page.index("<h1>")
    assert '<body class="reading draft">' in page
    assert "banner" not in render(case).content.decode()


def test_metadata_is_escaped(case: Document) -> None:
    title = '</title><script>alert("1")</script>'
    page = render(replace(case, metadata=replace(case.metadata, title=title, heading=title))).content

    assert "script" not in {tag for tag, _ in Page(page).elements}
    assert b"&lt;script&gt;alert" in page


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PROV, a.b@example.org", 'PROV, <a class="email" href="mailto:a.b@example.org">a.b@example.org</a>'),
        (
            "Se https://example.org/a/b.",
            'Se <a class="uri" href="https://example.org/a/b">https://example.org/a/b</a>.',
        ),
        ("A & B <i>", "A &amp; B &lt;i&gt;"),
        (
            'https://example.org/"x<y, z',
            '<a class="uri" href="https://example.org/&#34;x&lt;y">https://example.org/&#34;x&lt;y</a>, z',
        ),
    ],
)
def test_addresses_in_the_imprint_are_links_and_all_else_is_text(text: str, expected: str) -> None:
    assert html.linked(text) == expected


@pytest.mark.slow
def test_the_same_document_gives_the_same_bytes_in_another_place_and_time_zone(rich: Document, tmp_path: Path) -> None:
    script = (
        "import hashlib, pickle, sys; from kefu.engines import html;"
        "from kefu.engines.pandoc import by_pandoc;"
        "made = html.render(pickle.load(sys.stdin.buffer), by_pandoc);"
        "print(hashlib.sha256(repr(made).encode()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", script],
            input=pickle.dumps(rich),
            capture_output=True,
            check=True,
            cwd=folder,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
        ).stdout
        for folder, zone, seed in ((tmp_path, "Pacific/Auckland", "1"), (Path.cwd(), "America/Lima", "2"))
    }
    assert len(digests) == 1


def problems(folder: Path, nu_checker: tuple[str, ...]) -> list[str]:
    """Return what the Nu HTML checker finds in the pages of a folder: errors and warnings."""
    done = subprocess.run(
        [*nu_checker, "--skip-non-html", "--stdout", "--format", "json", str(folder)],
        capture_output=True,
        check=False,
    )
    messages: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return [message["message"] for message in messages if message["type"] != "info" or "subType" in message]


def test_the_nu_html_checker_finds_nothing(
    documents: Mapping[str, Document], rich: Document, tmp_path: Path, nu_checker: tuple[str, ...]
) -> None:
    for number, document in enumerate((*documents.values(), rich)):
        (tmp_path / f"{number}.html").write_bytes(render(document).content)

    assert problems(tmp_path, nu_checker) == []


def test_the_nu_html_checker_is_asked(tmp_path: Path, nu_checker: tuple[str, ...]) -> None:
    (tmp_path / "a.html").write_text("<!DOCTYPE html><html lang=sv><title>x</title><p id=a><p id=a>", encoding="utf-8")

    assert problems(tmp_path, nu_checker) != []
