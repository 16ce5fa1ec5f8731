"""What authors may write in Markdown, and the form that it is put into."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from kefu import tree
from kefu.diagnostics import BuildError
from kefu.load.problems import Problems
from kefu.load.texts import Inspected, first, inspect, label_of
from kefu.model import Source
from kefu.reading import markup

if TYPE_CHECKING:
    from kefu.diagnostics import Diagnostic

PATH = PurePosixPath("cases/01-skolan/case.md")


def inspected(text: str) -> tuple[Inspected, tuple[Diagnostic, ...]]:
    problems = Problems()
    (blocks,) = markup.read([text], jobs=1)
    result = inspect(Source(path=PATH, text=text, digest=""), json.loads(blocks), problems)
    try:
        return result, problems.settle()
    except BuildError as error:
        return result, error.diagnostics


def accepted(text: str) -> Inspected:
    result, problems = inspected(text)
    assert problems == ()
    return result


def test_names_that_a_text_gives_and_uses_are_told_in_their_order() -> None:
    text = accepted("""\
# Rubrik {#sec-rubrik}

Se @tbl-priser, @Fig-karta[^1] och [@svara2001, s. 3; @svara1985].

![](figure:events){#fig-handelser}

![Kartan](karta.png){#fig-karta alt="En karta"}

| A |
|---|
| @svara2001 |

: Priser {#tbl-priser}

::: {.exhibit #exh-mejl title="Mejl"}
Hej.
:::

[^1]: Se [-@sec-rubrik] och @kommunallag.
""")
    assert text.labels == ("sec-rubrik", "fig-handelser", "fig-karta", "tbl-priser", "exh-mejl")
    assert text.references == ("tbl-priser", "Fig-karta", "sec-rubrik")
    assert text.citations == ("kommunallag", "svara2001", "svara1985", "svara2001")
    assert text.figures == ("events",)
    assert [use.path for use in text.images] == [PurePosixPath("cases/01-skolan/karta.png")]


@pytest.mark.parametrize(
    ("reference", "label"), [("fig-a", "fig-a"), ("Fig-a", "fig-a"), ("Case-a-b", "case-a-b"), ("sec-A", "sec-A")]
)
def test_a_capital_begins_a_sentence_and_not_a_label(reference: str, label: str) -> None:
    assert label_of(reference) == label


@pytest.mark.parametrize(
    "text",
    [
        "Ett <https://example.org>, [ett](http://example.org/å?b#c) och <prov@example.org>.",
        "Skrivet \\<b> och `<b>` och \\$x\\$ och \\[^1\\].",
        "Priset är $5 eller 10$ och __init__ [inom klamrar] @ sidan, 5 % & 3 < 4.",
        "- en\n    1. två\n\n> Citat\n\n| vers\n| rad\n\n```\nkod\n```\n\n* * *",
        "::: {lang=en}\nEnglish\n:::\n\n::: {.pullquote}\nEn mening.\n:::",
        'Ett "rakt" citat -- tre ... punkter.',
        "H~2~O x^2^ ~~struket~~ **fet** *kursiv*",
        "---\n\nEtt streck, och inte metadata: efter.\n\n---\n",
        "% inte en titel\n",
        '::: {.exhibit #exh-a title="Så börjar en kommentar: <!--"}\nText.\n:::',
    ],
    ids=["links", "escaped", "signs", "blocks", "boxes", "typography", "inlines", "rules", "percent", "title"],
)
def test_what_every_format_can_show_is_accepted(text: str) -> None:
    accepted(text)


def test_a_picture_is_named_from_the_root_and_keeps_caption_and_alt() -> None:
    text = accepted('![Kartan *nu*](../../report/./bilder/karta.png){#fig-karta alt="En karta"}\n')
    (figure,) = json.loads(text.blocks)
    (image,) = (node for node in tree.walk(figure["c"][2]) if node["t"] == "Image")
    assert figure["t"] == "Figure"
    assert tree.attributes_of(figure)[0] == "fig-karta"
    assert tree.plain(tree.caption_of(figure)) == "Kartan nu"
    assert tree.plain([image]) == "En karta"
    assert image["c"][2][0] == "report/bilder/karta.png"


def test_a_figure_without_a_caption_of_its_own_is_a_figure_too() -> None:
    (figure,) = json.loads(accepted("![](figure:events){#fig-handelser}\n").blocks)
    assert figure["t"] == "Figure"
    assert tree.attributes_of(figure)[0] == "fig-handelser"


def test_an_alt_text_is_kept_where_the_figure_has_no_caption_of_its_own() -> None:
    text = accepted('![](figure:events){#fig-handelser alt="Egen text"}\n')
    (image,) = (node for node in tree.walk(json.loads(text.blocks)) if node["t"] == "Image")
    assert tree.plain([image]) == "Egen text"
    assert image["c"][0] == ["", [], []]


def test_a_picture_without_a_file_is_its_words_and_told_elsewhere() -> None:
    (block,) = json.loads(accepted("En ![bild *här*]() saknas.\n").blocks)
    assert tree.plain([block]) == "En bild här saknas."
    assert [node for node in tree.walk(block) if node["t"] == "Image"] == []


def test_the_language_of_a_heading_is_that_of_its_words() -> None:
    (heading,) = json.loads(accepted("## Summary *now* {#sec-summary lang=en}\n").blocks)
    level, attributes, words = heading["c"]
    assert (level, attributes) == (2, ["sec-summary", [], []])
    assert [(node["t"], node["c"][0]) for node in words] == [("Span", ["", [], [["lang", "en"]]])]
    assert tree.plain(words) == "Summary now"


def test_a_label_can_be_written_as_an_attribute() -> None:
    assert accepted("# Rubrik {id=sec-rubrik}\n").labels == ("sec-rubrik",)


@pytest.mark.parametrize(
    "text",
    [
        "Rad ett.\n\nMitt i raden ![](figure:bars) står ingen bild.\n",
        "Rad ett.\n\n- ![En karta](karta.png)\n- punkt\n",
        'Rad ett.\n\n[![En karta](karta.png){alt="En karta"}](https://example.org)\n',
    ],
    ids=["in-a-line", "in-a-list", "in-a-link"],
)
def test_a_picture_that_is_no_figure_of_its_own_is_told(text: str) -> None:
    _, problems = inspected(text)
    assert {problem.location.line for problem in problems} == {3}


@pytest.mark.parametrize(
    "text",
    ["Text.\n\n<!-- ännu inte klart\n\nMer.\n", "Text.\n\n<!-- a -- > b\n"],
    ids=["open", "closed-in-a-wrong-way"],
)
def test_a_comment_that_never_ends_is_told_rather_than_shown(text: str) -> None:
    _, problems = inspected(text)
    assert {problem.location.line for problem in problems} == {3}


def test_a_label_after_code_that_seems_to_begin_is_found() -> None:
    text = Source(path=PATH, text="~~~~ord~~ ord~~\n\n## Rubrik {#sec-a}\n", digest="")

    assert str(first(text, "#sec-a")) == f"{PATH}:3:12"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Ett <b>ord</b>.", ["Str", "Space", "Str", "Str", "Str", "Str"]),
        ("\\begin{center}\nord\n\\end{center}", ["Str"]),
    ],
)
def test_markup_that_not_every_format_can_show_stands_as_text(text: str, kinds: list[str]) -> None:
    result, problems = inspected(text)
    assert {problem.rule.name for problem in problems} == {"markup-is-portable"}
    (block,) = json.loads(result.blocks)
    assert (block["t"], [node["t"] for node in block["c"]]) == ("Para", kinds)
    assert tree.plain([block]) == text


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("Se @fig-a och [@svara; @fig-b].", [16]),
        ("Se [@svara; @ek] och [@fig-a; @fig-b].", []),
        ("Se [@fig-b; @svara], som @svara.", [5]),
    ],
)
def test_a_reference_and_a_citation_in_the_same_brackets_are_told_at_the_first_of_them(
    text: str, columns: list[int]
) -> None:
    _, problems = inspected(text)
    assert [problem.location.column for problem in problems] == columns


def test_markup_that_stands_in_a_quotation_is_told_once_where_its_words_stand() -> None:
    _, problems = inspected("Text.\n\n> \\begin{center}\n> ord\n> \\end{center}\n")
    assert [(problem.rule.name, problem.location.line) for problem in problems] == [("markup-is-portable", 3)]
