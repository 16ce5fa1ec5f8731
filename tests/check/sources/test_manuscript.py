"""The structure of the authored texts. A line `//! column rule: message` expects a problem on the line above it."""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kefu import tree
from kefu.check.sources.manuscript import structure_of_texts
from kefu.load import load
from kefu.load.problems import Problems
from kefu.load.texts import inspect
from kefu.model import Chapter, Source, Text
from kefu.reading import markup
from kefu.rules.rule import Severity

if TYPE_CHECKING:
    from kefu.diagnostics import Diagnostic
    from kefu.load import Loaded
    from kefu.model import Project

WARNINGS = {
    "link-text-is-no-address",
    "link-text-tells-apart",
    "figure-is-referenced",
    "table-is-referenced",
    "exhibit-is-referenced",
}

WRONG = """\
## För djupt {#sec-djupt}
//! 4 heading-levels-do-not-skip: “För djupt” of level 2 is the first

Text med [här](https://example.org/1), [klicka *här*!](https://example.org/2)
//! 16 link-text-has-meaning: “här” does not say where the link leads
//! 56 link-text-has-meaning: “klicka här!”
och [](https://example.org/3) samt <https://example.org/4>.
//! 8 link-text-has-meaning: a link has no text
//! 37 link-text-is-no-address: its address “https://example.org/4”

#### Igen
//! 6 heading-levels-do-not-skip: “Igen” of level 4 follows one of level 2

Text.

## Igen
//! 4 section-is-not-empty: under the heading “Igen”

## *Tomt* avsnitt
//! 4 section-is-not-empty: under the heading “Tomt avsnitt”

<!-- Bara en kommentar. -->

***

::: {lang=en}
:::

# Rubrik

::: {lang=en}
## Empty
//! 4 section-is-not-empty: under the heading “Empty”
:::

## Igen

::: {.exhibit #exh-tom title="…"}
//! 15 exhibit-has-title: “exh-tom” has no words
//! 15 exhibit-is-not-empty: the exhibit “exh-tom” is empty
//! 15 exhibit-is-referenced: the exhibit “exh-tom”
:::

::: {.exhibit #exh-full title="Ett mejl"}
//! 15 exhibit-is-referenced: the exhibit “exh-full”
> - Se [läs mer][mer].
>
>   #### I en lista
//! 10 heading-levels-do-not-skip: “I en lista” of level 4 follows one of level 2
//! 10 section-is-not-empty: under the heading “I en lista”

[mer]: https://example.org/5
//! 8 link-text-has-meaning: “läs mer”
:::

![Bron över ån](bild.png){#fig-bron alt="Bron – över ån."}
//! 17 alt-text-says-more: of “report/bild.png” repeats its caption
//! 27 figure-is-referenced: the figure “fig-bron”

![Bron över ån](vy.png){#fig-vy alt="vy.png"}
//! 17 alt-text-describes: “vy.png” of “report/vy.png”
//! 25 figure-is-referenced: the figure “fig-vy”

| Ord |  |
//! 8 table-header-cells-have-text: column 2 is empty
|-----|--|
| ett | 1 |

: Tabell {#tbl-ord}
//! 11 table-is-referenced: the table “tbl-ord”

En not.[^1] Med [rapporten](https://example.org/6) och [rapporten](https://example.org/6) igen.
//! 29 link-text-tells-apart: “rapporten” leads to “https://example.org/6” here, but to “https://example.org/7” earlier

[^1]: Se [Rapporten](https://example.org/7) och [här](https://example.org/8).
//! 55 link-text-has-meaning: “här”

### Sist
//! 5 section-is-not-empty: under the heading “Sist”
"""

RIGHT = """\
# Rubrik

## Avsnitt

### Djupare {lang=en}

Se @fig-bron, @tbl-ord, @exh-mejl och [-@fig-vy].

# Igen

![Bron över ån](bild.png){#fig-bron alt="Fotografi från norr: två spann av sten, med en lykta på varje sida."}

# Bara en bild

![Bron en gång till](bild.png){#fig-vy alt="Samma fotografi, med vattnet högre än på det första."}

# Bara ett citat {#sec-citat}

> Ett citat.

# Bara en ruta

::: {.exhibit #exh-mejl title="Mejl från Anna"}
## Ämne

Läs [kommunallagen](https://example.org/lag) och [Läs mer om lagen](https://example.org/om).
[Kommunallagen](https://example.org/lag) igen, eller skriv till <prov@example.org>.
:::

# Bara en tabell

| Ord | Antal |
|-----|------:|
| ett |       |

: Ord {#tbl-ord}
"""


def project_of(project: Project, *texts: str) -> Project:
    """Return a project whose chapters have the given texts, with nothing else in it."""
    chapters = []
    for index, (text, blocks) in enumerate(zip(texts, markup.read(texts, jobs=1), strict=True)):
        source = Source(path=PurePosixPath(f"report/{index}.md"), text=text, digest="")
        settled = json.loads(inspect(source, json.loads(blocks), Problems()).blocks)
        chapters.append(Chapter(place="body", text=Text(source=source, blocks=json.dumps(settled), words=0)))
    return dataclasses.replace(project, chapters=tuple(chapters), cases=(), figures=())


def built(project: Project, text: str, blocks: list[tree.Node]) -> Project:
    """Return a project whose one chapter has the given text and blocks."""
    source = Source(path=PurePosixPath("report/a.md"), text=text, digest="")
    chapter = Chapter(place="body", text=Text(source=source, blocks=json.dumps(blocks), words=0))
    return dataclasses.replace(project, chapters=(chapter,), cases=(), figures=())


def told(problems: tuple[Diagnostic, ...]) -> list[tuple[int | None, int | None, str]]:
    return [(problem.location.line, problem.location.column, problem.rule.name) for problem in problems]


def test_problems_are_told_at_their_line_and_column(project: Project) -> None:
    lines: list[str] = []
    expected = []
    for line in WRONG.splitlines():
        if note := re.fullmatch(r"//! (\d+) ([\w-]+): (.+)", line):
            expected.append((len(lines), int(note[1]), note[2], note[3]))
        else:
            lines.append(line)
    found = structure_of_texts(project_of(project, "\n".join(lines)))
    assert told(found) == [place[:3] for place in expected]
    for problem, (*_, message) in zip(found, expected, strict=True):
        assert message in problem.message
        assert problem.hints
        assert problem.severity is (Severity.WARNING if problem.rule.name in WARNINGS else Severity.ERROR)


def test_a_sound_text_has_no_problem(project: Project) -> None:
    assert structure_of_texts(project_of(project, RIGHT)) == ()


def test_what_one_text_shows_another_may_refer_to(project: Project) -> None:
    table = "# Tabell\n\n| a |\n|---|\n| 1 |\n\n: Ord {#tbl-ord-ett}\n"
    assert told(structure_of_texts(project_of(project, table))) == [(7, 8, "table-is-referenced")]
    assert structure_of_texts(project_of(project, table, "# Annat\n\n@Tbl-ord-ett visar orden.\n")) == ()


def test_links_to_different_places_may_read_the_same_in_different_texts(project: Project) -> None:
    one, other = (f"# A\n\n[rapporten](https://example.org/{number})\n" for number in (1, 2))
    assert structure_of_texts(project_of(project, one, other)) == ()


def test_a_heading_is_told_if_and_only_if_it_skips_a_level(project: Project) -> None:
    @settings(derandomize=True, deadline=None)
    @given(st.lists(st.integers(1, 6), max_size=8))
    def holds(levels: list[int]) -> None:
        lines = [line for level in levels for line in (f"{'#' * level} Rubrik", "", "Text.", "")]
        blocks = [
            block
            for level in levels
            for block in (tree.header(level, tree.attr(), tree.text("Rubrik")), tree.para(tree.text("Text.")))
        ]
        expected = [
            (4 * index + 1, level + 2, "heading-levels-do-not-skip")
            for index, (before, level) in enumerate(itertools.pairwise([0, *levels]))
            if level > before + 1
        ]
        assert told(structure_of_texts(built(project, "\n".join(lines), blocks))) == expected

    holds()


def test_a_section_is_told_if_and_only_if_nothing_stands_in_it(project: Project) -> None:
    @settings(derandomize=True, deadline=None)
    @given(st.lists(st.integers(0, 2), max_size=10), st.booleans())
    def holds(levels: list[int], english: bool) -> None:  # 0 is a paragraph
        items = [1, 0, *levels]
        lines = [f"{'#' * level} Rubrik {index}" if level else "Text." for index, level in enumerate(items)]
        blocks = [
            tree.header(level, tree.attr(), tree.text(f"Rubrik {index}")) if level else tree.para(tree.text("Text."))
            for index, level in enumerate(items)
        ]
        if english:
            blocks = [*blocks[:2], tree.div(tree.attr(lang="en"), blocks[2:])]
        expected = [
            (2 * index + 1, level + 2, "section-is-not-empty")
            for index, (level, following) in enumerate(itertools.pairwise([*items, 1]))
            if level and 0 < following <= level
        ]
        assert told(structure_of_texts(built(project, "\n\n".join(lines), blocks))) == expected

    holds()


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("# Ett\n\n::: {lang=en}\n# Two\n\nText.\n:::\n", [1]),
        ("# Ett\n\n::: pullquote\n# Två\n\nText.\n:::\n", []),
        ("# Ett\n\n::: pullquote\n# Två\n:::\n\nText.\n", [4]),
        ("::: {lang=en}\n# One\n:::\n\nText.\n", []),
    ],
)
def test_a_box_stands_under_a_heading_and_a_passage_in_another_language_goes_on_after_it(
    project: Project, text: str, lines: list[int]
) -> None:
    found = structure_of_texts(project_of(project, text))
    assert [problem.location.line for problem in found if problem.rule.name == "section-is-not-empty"] == lines


@pytest.mark.parametrize(("text", "marks"), [("### Ett\n", "#"), ("# Ett\n\n#### Två\n", "##")])
def test_a_heading_that_skips_a_level_is_told_with_the_right_one(project: Project, text: str, marks: str) -> None:
    (problem, *_) = structure_of_texts(project_of(project, f"{text}\nText.\n"))
    assert problem.hints == (f"write it with “{marks}”, or add the missing heading before it",)


@pytest.fixture
def described(small: Path) -> Path:
    """Return the description of a figure in a project that a test may change."""
    return small / "figures" / "bars.yaml"


@pytest.mark.parametrize(
    ("caption", "alt", "rule"),
    [
        ("Staplar över antalet.", "Staplar över antalet", "alt-text-says-more"),
        ("Staplar över antalet.", "'Figur: staplar över antalet'", "alt-text-says-more"),
        ("Staplar över antalet.", "Figur 1", "alt-text-describes"),
        ("Staplar över antalet.", "bars.svg", "alt-text-describes"),
    ],
)
def test_the_description_of_a_figure_is_checked_at_its_alternative_text(
    caption: str, alt: str, rule: str, small: Path, described: Path
) -> None:
    described.write_text(f"caption: {caption}\nalt:   {alt}\nsource: efter @svara2001.\ndata: [bars.csv]\n", "utf-8")
    (problem,) = structure_of_texts(load(small, jobs=1).project)
    assert (str(problem.location), problem.rule.name) == ("figures/bars.yaml:2:8", rule)


def test_a_figure_that_is_drawn_for_each_case_is_told_once(small: Path) -> None:
    path = small / "figures" / "events.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("^alt: .*$", "alt: Händelserna i fallet.", text, flags=re.MULTILINE), encoding="utf-8")
    (problem,) = structure_of_texts(load(small, jobs=1).project)
    assert problem.rule.name == "alt-text-says-more"
    assert problem.location.path == PurePosixPath("figures/events.yaml")


def test_links_in_captions_are_checked_where_they_stand(small: Path, described: Path) -> None:
    text = described.read_text(encoding="utf-8")
    described.write_text(text.replace("efter @svara2001", "se [här](https://example.org)"), encoding="utf-8")
    project = load(small, jobs=1).project
    (problem,) = structure_of_texts(project)
    assert problem.rule.name == "link-text-has-meaning"
    assert (problem.location.path, problem.location.line) == (PurePosixPath("figures/bars.yaml"), 3)


BLOCKS = st.recursive(
    st.sampled_from(
        [
            tree.para([]),
            tree.para(tree.text("Ord")),
            tree.para([tree.link("https://example.org", [])]),
            tree.para([tree.link("https://example.org", tree.text("här"))]),
            tree.header(3, tree.attr(), tree.text("Rubrik")),
            tree.header(1, tree.attr("sec-a"), []),
            tree.figure(tree.attr("fig-a"), [], tree.image("bild.png", "")),
            {"t": "HorizontalRule"},
        ]
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda blocks: tree.div(tree.attr("exh-a", ["exhibit"]), blocks)),
        st.lists(inner, max_size=3).map(lambda blocks: tree.div(tree.attr(lang="en"), blocks)),
        st.lists(inner, max_size=3).map(lambda blocks: {"t": "BlockQuote", "c": blocks}),
        st.lists(inner, max_size=3).map(lambda blocks: {"t": "BulletList", "c": [blocks]}),
        st.lists(inner, max_size=3).map(lambda blocks: tree.para([{"t": "Note", "c": blocks}])),
    ),
    max_leaves=8,
)


def test_any_tree_is_checked_whatever_its_source_looks_like(project: Project) -> None:
    @settings(derandomize=True, deadline=None)
    @given(st.lists(BLOCKS, max_size=4), st.text("#[](){}<>|:.- \nRubrikhär", max_size=80))
    def holds(blocks: list[tree.Node], text: str) -> None:
        problems = structure_of_texts(built(project, text, blocks))
        assert all(problem.hints and problem.location.path == PurePosixPath("report/a.md") for problem in problems)

    holds()


def test_the_small_project_is_sound(project: Project) -> None:
    assert structure_of_texts(project) == ()


@pytest.mark.slow
def test_the_repositorys_manuscript_is_sound(manuscript: Loaded) -> None:
    assert structure_of_texts(manuscript.project) == ()
