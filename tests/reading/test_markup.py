"""Pandoc reads what authors write as they wrote it, cites in Swedish, and gives the same results however it is run."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import REPOSITORY
from tests.remembering import ask

from kefu import tree
from kefu.processes.keeping import answer
from kefu.reading import markup
from kefu.words import NBSP

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

STYLE = (REPOSITORY / "bibliography" / "kefu.csl").read_text(encoding="utf-8")
TEXTS = [f"Text {number}\n\n- ett\n- två\n" for number in range(7)]


@pytest.fixture(scope="module", autouse=True)
def _forgetting() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "_run_one_process", ask)
        yield


def plain_of(blocks: str) -> str:
    return tree.plain(json.loads(blocks))


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that gets, for every process that starts, the number of jobs that it is given."""
    sizes: list[int] = []

    def counting(process: subprocess.Popen[bytes], given: bytes, *, seconds: float) -> tuple[bytes, bytes]:
        sizes.append(len(json.loads(given)))
        return answer(process, given, seconds=seconds)

    monkeypatch.setattr(markup, "answer", counting)
    return sizes


@pytest.mark.parametrize("jobs", [1, 2, 3, 7, 20])
def test_texts_come_back_in_their_order_for_any_number_of_jobs(jobs: int) -> None:
    assert [plain_of(text) for text in markup.read(TEXTS, jobs=jobs)] == [f"Text {n} ett två" for n in range(7)]


def test_the_number_of_jobs_changes_nothing_in_the_trees() -> None:
    one, three = (markup.read(TEXTS, jobs=jobs) for jobs in (1, 3))
    assert one == three


@pytest.mark.parametrize(
    ("jobs", "sizes"), [(1, [7]), (3, [2, 2, 3]), (20, [1] * 7)], ids=["one job", "three jobs", "more jobs than texts"]
)
def test_work_is_shared_evenly_among_no_more_processes_than_jobs(
    jobs: int, sizes: list[int], started: list[int]
) -> None:
    markup.read(TEXTS, jobs=jobs)
    assert sorted(started) == sizes


def test_nothing_to_read_starts_no_process(started: list[int]) -> None:
    assert markup.read([], jobs=2) == []
    assert started == []


def test_what_pandoc_says_of_its_failure_is_in_the_exception() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)pandoc failed: .*Unknown output format pergament"):
        markup.write(tree.document([]), "pergament")


def test_pandoc_is_the_one_that_a_dependency_carries_whatever_the_system_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "pandoc"
    fake.write_text("#!/bin/sh\nexit 3\n", encoding="utf-8")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert plain_of(*markup.read(["text"], jobs=1)) == "text"


@pytest.mark.parametrize(
    ("name", "value"),
    [("LC_ALL", "C"), ("LANG", "tr_TR.UTF-8"), ("HOME", "/nonexistent"), ("PYTHONUTF8", "0"), ("TZ", "Asia/Tokyo")],
)
def test_the_environment_changes_nothing(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Åsa – ”Örjan”, 1\N{NO-BREAK SPACE}000 kr…"
    monkeypatch.setenv(name, value)
    assert plain_of(*markup.read([text], jobs=1)) == text


AS_WRITTEN = {
    "straight quotes": "Hon sa \"ja\" och 'nej'",
    "hyphens and dots": "1-2 -- 3 --- 4 ...",
    "money": "$5 och $6 kostar det",
    "a rule that looks like metadata": "---\ntitle: Text\n---\n\nslut",
    "a per cent sign that looks like a title": "% av alla",
    "a year at the beginning of a line": "2024 var ett år",
    "initials": "A. Ek och B. Al, s. 3, bl.a. m.fl.",
    "a no-break space": f"s.{NBSP}3",
    "a paragraph sign": "7 kap. 1 § kommunallagen",
}


@pytest.mark.parametrize("what", AS_WRITTEN)
def test_what_authors_write_is_what_readers_read(what: str) -> None:
    text = AS_WRITTEN[what]
    words = [word for word in text.split() if word != "---"] if what.startswith("a rule") else text.split(" ")
    assert plain_of(*markup.read([text], jobs=1)) == " ".join(words)


words = st.text("abcåäöÅÄÖ0123456789”’–—…%$/(),:;=?!'\"§é" + NBSP, min_size=1, max_size=8)


@settings(derandomize=True, database=None, deadline=None, max_examples=15)
@given(st.lists(st.lists(words, min_size=1, max_size=8), min_size=1, max_size=20))
def test_no_sign_of_a_swedish_text_is_changed_or_lost(texts: list[list[str]]) -> None:
    # A first word of letters, so that no text begins as a list or a table does.
    lines = [" ".join(("Ord", *text)) for text in texts]
    assert [plain_of(text) for text in markup.read(lines, jobs=1)] == lines


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("@ek2001 skriver så.", id="at the beginning"),
        pytest.param("Så skriver @ek2001.", id="at the end"),
        pytest.param("(@ek2001) skriver så.", id="in parentheses of its own at the beginning"),
        pytest.param("@ek2001. Så är det.", id="as a sentence of its own"),
        pytest.param("Text.\n\n(@fig-staplar) visar det.", id="a figure in parentheses"),
    ],
)
def test_a_reference_is_one_wherever_it_stands(text: str) -> None:
    (blocks,) = markup.read([text], jobs=1)
    found = [node for node in tree.walk(json.loads(blocks)) if node["t"] == "Cite"]
    assert len(found) == 1


def test_headings_have_no_labels_but_those_that_authors_give() -> None:
    (blocks,) = markup.read(["# Ett\n\n# Två {#sec-tva}\n"], jobs=1)
    assert [tree.attributes_of(node)[0] for node in json.loads(blocks)] == ["", "sec-tva"]


def test_references_are_given_by_key_as_they_are_written() -> None:
    works = "".join(f"@book{{{key}, title={{T}}}}\n" for key in ("ek2001", "tva", "tre"))
    assert list(markup.read_references(works, language="sv-SE")) == ["ek2001", "tva", "tre"]
    assert markup.read_references("", language="sv-SE") == {}


def test_a_tree_is_written_in_the_format_that_is_asked_for() -> None:
    document = tree.document([tree.header(1, tree.attr("sec-a"), tree.text("Året"))])
    assert markup.write(document, "html").strip() == '<h1 id="sec-a">Året</h1>'
    assert markup.write(document, "plain").strip() == "Året"


@pytest.mark.slow
def test_texts_that_take_too_long_are_told_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "seconds_for", lambda *_: 1)
    with pytest.raises(markup.UnreadError) as caught:
        markup.read(["Ett.", "[" * 100, "Två.", "![" * 100], jobs=2)
    assert caught.value.reasons == dict.fromkeys((1, 3), "takes more time or memory to read than it may")


def test_texts_that_take_too_much_are_told_and_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markup, "memory_for", lambda size: 300 if size < 10_000 else 16)
    with pytest.raises(markup.UnreadError) as caught:
        markup.read(["Ett.", "ord " * 100_000, "Två."], jobs=1)
    assert [*caught.value.reasons] == [1]


def test_bounds_are_in_proportion_to_the_work() -> None:
    assert markup.seconds_for(0) < 15 < markup.seconds_for(5_000_000) < 70
    assert markup.memory_for(0) < 600 < markup.memory_for(5_000_000) < 4096


@pytest.mark.parametrize(
    ("mark", "end"), [("> ", ""), ("- ", ""), ("*a **b ", "** *"), ("::: {.pullquote}\n\n", "\n\n:::")]
)
@pytest.mark.parametrize("count", [100, 2000])
def test_texts_that_hold_too_much_in_each_other_are_told(mark: str, end: str, count: int) -> None:
    with pytest.raises(markup.UnreadError) as caught:
        markup.read(["Ett.", f"{mark * count}ord{end * count}"], jobs=1)
    assert [*caught.value.reasons] == [1]


def test_references_that_hold_too_much_in_each_other_are_told() -> None:
    deep = "{\\it " * 300 + "x" + "}" * 300
    with pytest.raises(markup.UnreadError):
        markup.read_references(f"@book{{a, title = {{{deep}}}}}", language="sv-SE")


def test_texts_that_take_too_long_together_are_read_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def late(process: subprocess.Popen[bytes], given: bytes, *, seconds: float) -> tuple[bytes, bytes]:
        if len(json.loads(given)) > 1:
            process.kill()
            raise subprocess.TimeoutExpired(process.args, seconds)
        return answer(process, given, seconds=seconds)

    expected = markup.read(TEXTS, jobs=1)
    monkeypatch.setattr(markup, "answer", late)
    assert markup.read(TEXTS, jobs=1) == expected
