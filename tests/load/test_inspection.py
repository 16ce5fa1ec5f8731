"""Each text is checked as what it is, and told the same whether it was read now or before."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import pytest

from kefu.cache import NOTHING_KEPT, Step, open_store
from kefu.diagnostics import BuildError
from kefu.load.inspection import read_texts
from kefu.load.problems import Problems
from kefu.load.written import Written
from kefu.model import Source
from kefu.reading import markup

if TYPE_CHECKING:
    from pathlib import Path

    from kefu.cache import Store

CHAPTER = "# Kapitlet\n\nSe figuren.\n"
SUMMARY = "# Sammanfattning\n\nFlera har undersökt detta [@svara1985].\n"


def chapter(name: str, text: str) -> Written:
    return Written(role="body", source=Source(path=PurePosixPath(f"report/{name}.md"), text=text, digest=""), text=text)


def told(written: list[Written], store: Store, summary: Source | None = None) -> list[str]:
    problems = Problems()
    read_texts(written, summary, problems, jobs=1, store=store)
    return [str(found).splitlines()[0] for found in problems.found]


@pytest.mark.parametrize("text", ["Ingen rubrik.\n", "# En\n\n# Två\n", "Först text.\n\n# Sedan rubriken\n"])
def test_a_chapter_that_does_not_begin_with_its_only_title_is_told_again_each_time(text: str, tmp_path: Path) -> None:
    store = open_store(tmp_path / "cache")
    first = told([chapter("a", CHAPTER), chapter("b", text)], store)
    assert [one.partition(": error")[2][:20] for one in first] == ["[chapter-has-title]:"]
    assert told([chapter("b", text), chapter("a", CHAPTER)], store) == first
    assert {found for step, found in store.asked if step is Step.INSPECT} == {False, True}


def test_the_same_text_is_another_one_as_the_summary_or_in_another_file(tmp_path: Path) -> None:
    store = open_store(tmp_path / "cache")
    one = chapter("a", SUMMARY)
    assert told([one], store) == []
    assert [line.partition("[")[2].partition("]")[0] for line in told([one], store, one.source)] == [
        "summary-stands-alone"
    ]
    moved = chapter("b", "## Utan titel\n")
    (before,), (after,) = told([chapter("a", moved.text)], store), told([moved], store)
    assert after == before.replace("report/a.md", "report/b.md")


def test_a_text_that_cannot_be_read_is_told_at_its_own_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    store = open_store(tmp_path / "cache")
    told([chapter("a", CHAPTER)], store)

    def refuse(texts: list[str], **_: object) -> list[str]:
        assert texts == ["# Två\n"], "only what is new is read"
        raise markup.UnreadError({0: "takes more time or memory to read than it may"})

    monkeypatch.setattr(markup, "read", refuse)
    with pytest.raises(BuildError, match=r"report/b\.md:1:1: .*takes more time or memory"):
        told([chapter("a", CHAPTER), chapter("b", "# Två\n")], store)


def test_nothing_has_to_be_kept() -> None:
    assert told([chapter("a", CHAPTER)], NOTHING_KEPT) == []
