"""Swedish typography: what is told, what is put right, and that nothing else is touched."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.check.sources.typography.conftest import MARKDOWN, YAML, found, shown
from tests.conftest import REPOSITORY

from kefu.check.sources.typography.mistakes import mended
from kefu.diagnostics import BuildError
from kefu.model import Source
from kefu.reading import markup
from kefu.reading.yaml import parse_yaml
from kefu.rules.rule import Severity

SIGNS: Final = frozenset("\"'“”„‟‘’‚‛´«»-‐‑–—.,…\u00a0\u202f \n\t")
"""What mending may add, take away or change."""


def test_a_finding_has_its_place_and_the_right_form() -> None:
    (percent, quote) = found("Rätt.\n\nOch 12% av\nett ‘ord.")
    assert (percent.location.line, percent.location.column) == (3, 7)
    assert percent.severity is Severity.WARNING
    assert percent.hints == ("write “12\u00a0%” with a no-break space",)
    assert (quote.location.line, quote.location.column) == (4, 5)


def test_a_hint_ends_where_a_citation_does() -> None:
    (place,) = found("Se [@a, § 12].\n")
    assert place.hints == ("write “§\u00a012” with a no-break space",)


def test_unreadable_yaml_is_told() -> None:
    with pytest.raises(BuildError, match="yaml-is-readable"):
        found("title: [", YAML)
    with pytest.raises(BuildError, match="yaml-is-readable"):
        mended("title: [", YAML)


def test_what_stands_between_signs_that_are_wrong_is_kept_as_it_is_written() -> None:
    assert shown('title: "Ett «a\\tb\\"c» är"\n', YAML) == 'title: "Ett ”a\\tb”c” är"\n'


def test_line_ends_and_byte_order_mark_are_kept() -> None:
    assert shown('\ufeff12%\r\n\r\n"a"\r7 kap.\r\n1 § \r\n') == "\ufeff12~%\r\n\r\n”a”\r7~kap.~1~§ \r\n"


PIECES: Final = (
    "12%", "12 %", "3.5 %", "1995-2000", "1995 – 2000", "s. 12-14", "7 kap.", "1 §", "§4", "11 a §",
    "kl. 08.00-09.00", "t ex", "t. ex.", "m m", "12 300", "1 234 567", "280 tkr", "6 juli", '"', "'", "“", "‘", "«a»",
    " - ", "--", "---", "—", "...", "....", " ", "  ", "\n", "\n\n", "\r\n", ",", " ,", ".", " .", ":", " :", "ord",
    "Å", "5", "-", "–", "|", "| a | b |\n|---|---|\n", "- ", "1. ", "# ", "> ", "    ", "`", "```\n", "<!--", "-->",
    "{", "}", "{#sec-a .b}", '{lang=en title="', "[", "](", ")", "]{lang=en}", "::: {lang=en}\n", ":::\n", "@a-1-2",
    "\\", "\\ ", "&nbsp;", "&quot;", "*", "_", "~", "^", "[^1]", "[^1]: ", "http://a/1-2%", "<b>", "---- ----\n",
    "\n----\n", "\t", "\u00a0", "\u2028", "\u2029", "\ufffc", "\ufeff", "e\u0301", "²", "§", "%", "m²", "kap.",
)  # fmt: skip
TEXTS: Final = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=30)


def kept(text: str) -> str:
    """Return what mending must not change."""
    entities = text.replace("&nbsp;", "").replace("\\ ", "")
    return "".join(letter for letter in entities if letter not in SIGNS and letter not in "\r\\")


@given(TEXTS)
@example("ett . . . två")
@example("12  %")
@example('"1995 - 2000"--"5"')
def test_mending_leaves_no_mistake_with_a_remedy_and_is_done_once(text: str) -> None:
    once = mended(text, MARKDOWN)
    assert mended(once, MARKDOWN) == once
    assert kept(once) == kept(text)
    mark = "\ufeff" if once.startswith("\ufeff") else ""
    read = once.removeprefix(mark).replace("\r\n", "\n").replace("\r", "\n")
    if not found(read):
        assert mended(mark + read, MARKDOWN) == mark + read


@given(TEXTS, st.sampled_from(["'", '"', ">", "|"]))
def test_mending_yaml_changes_values_as_it_changes_texts(text: str, style: str) -> None:
    value = " ".join(text.replace("\ufeff", "").split())
    if style == '"':
        written = json.dumps(value, ensure_ascii=False)
    elif style == "'":
        written = "'" + value.replace("'", "''") + "'"
    else:
        written = f"{style}-\n  {value}"
    file = f"id: a--b\ntitle: {written}\nurl: 12%\n"
    try:
        before = parse_yaml(Source(path=YAML, text=file, digest="")).value
    except BuildError:
        return
    after = parse_yaml(Source(path=YAML, text=mended(file, YAML), digest="")).value
    assert after == before | {"title": mended(before["title"], MARKDOWN) if before["title"] else before["title"]}


def skeleton(node: Any) -> Any:
    """Return a pandoc tree with the words of its text reduced to what mending must not change."""
    if isinstance(node, dict):
        if node.get("t") in {"Str", "Space", "SoftBreak"}:
            return kept(str(node.get("c", "")))
        return {key: skeleton(value) for key, value in node.items()}
    if isinstance(node, list):
        if node[:1] == ["title"]:
            return [kept(value) for value in node]
        joined: list[Any] = []
        for item in map(skeleton, node):
            if isinstance(item, str) and joined and isinstance(joined[-1], str):
                joined[-1] += item
            elif item != "" or not isinstance(item, str):
                joined.append(item)
        return joined
    return node


@pytest.mark.slow
def test_documents_have_the_same_structure_after_mending() -> None:
    """Spoil the repository's manuscript in ways that authors do, and compare what pandoc reads before and after."""
    paths = [*sorted((REPOSITORY / "report").glob("*.md")), *sorted((REPOSITORY / "cases").glob("*/*.md"))]
    spoilt = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for right, wrong in (("\u00a0%", "%"), ("\u00a0", " "), (" – ", " - "), ("…", "...")):
            text = text.replace(right, wrong)
        spoilt.append("\n".join(line if "{" in line else line.replace("”", '"') for line in text.split("\n")))
    mends = [mended(text, MARKDOWN) for text in spoilt]
    before = [skeleton(json.loads(blocks)) for blocks in markup.read(spoilt, jobs=2)]
    after = [skeleton(json.loads(blocks)) for blocks in markup.read(mends, jobs=2)]
    assert before == after
    assert sum(a != b for a, b in zip(spoilt, mends, strict=True)) > len(paths) / 2


@pytest.mark.slow
def test_the_manuscript_has_no_mistakes() -> None:
    texts = [
        *(REPOSITORY / "report").glob("*.md"),
        *(REPOSITORY / "cases").glob("*/*.md"),
        *(REPOSITORY / "cases").glob("*/case.yaml"),
        *(REPOSITORY / "figures").glob("*.yaml"),
        REPOSITORY / "report" / "publication.yaml",
    ]
    told = [
        str(diagnostic)
        for path in texts
        for diagnostic in found(path.read_text(encoding="utf-8"), PurePosixPath(path.relative_to(REPOSITORY)))
    ]
    assert told == []
