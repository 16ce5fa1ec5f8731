"""The report's summary stands on the start page by its beginning, and on the report's page as a whole."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.site.test_pages import made, read

from kefu.reading import markup
from kefu.site.summary import opening, whole

if TYPE_CHECKING:
    from kefu.model import Project, Text
    from kefu.site.catalogue import Entry

SUMMARY = """\
# Sammanfattning {#sec-sammanfattning}

Rapporten handlar om *svåra* lägen.

## Vad som återkommer {#sec-aterkommer}

- Ett < två
"""


@pytest.fixture
def summary(project: Project) -> Text:
    (blocks,) = markup.read([SUMMARY], jobs=1)
    return replace(project.chapters[0].text, blocks=blocks)


def test_the_opening_ends_before_the_first_heading(summary: Text) -> None:
    assert opening(summary) == "<p>Rapporten handlar om <em>svåra</em> lägen.</p>"


def test_the_whole_has_its_headings_below_that_of_the_page_and_no_identifier_that_could_meet_another(
    summary: Text,
) -> None:
    assert whole(summary).split("\n") == [
        "<p>Rapporten handlar om <em>svåra</em> lägen.</p>",
        "<h3>Vad som återkommer</h3>",
        "<ul>",
        "<li>Ett &lt; två</li>",
        "</ul>",
    ]


def test_the_start_page_begins_with_it_and_the_reports_page_has_it_all(
    project: Project, summary: Text, entries: tuple[Entry, ...]
) -> None:
    first, *others = project.chapters
    told = replace(project, chapters=(replace(first, text=summary, is_summary=True), *others))
    pages = read(made(told, entries))

    assert "Rapporten handlar om svåra lägen. Läs hela sammanfattningen" in pages["index.html"].text
    assert "återkommer" not in pages["index.html"].text
    assert ("a", {"href": "report/index.html#sammanfattning"}) in pages["index.html"].links
    assert "Sammanfattning Rapporten handlar om svåra lägen. Vad som återkommer" in pages["report/index.html"].text
    assert pages["report/index.html"].ids.count("sammanfattning") == 1
    assert all("sammanfattning" not in page.ids for name, page in pages.items() if name.startswith("cases/"))


def test_without_a_summary_the_pages_promise_none(project: Project, entries: tuple[Entry, ...]) -> None:
    assert project.summary is None
    assert not [name for name, page in read(made(project, entries)).items() if "ammanfattning" in page.text]
