"""Names across the project. Mistakes in them are among the fixtures of `test_project.py`."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from kefu.authored import PartKind
from kefu.diagnostics import BuildError, Location
from kefu.load import load
from kefu.load.names import check_names
from kefu.load.problems import Problems
from kefu.load.texts import Inspected
from kefu.model import Source

CASE = Location(path=PurePosixPath("cases/01-a/case.yaml"), line=1, column=5)


def text(name: str, content: str, *, labels: tuple[str, ...] = (), references: tuple[str, ...] = ()) -> Inspected:
    return Inspected(
        source=Source(path=PurePosixPath(name), text=content, digest=""),
        blocks="[]",
        words=0,
        labels=labels,
        references=references,
        citations=(),
        figures=(),
        images=(),
    )


def rules(*texts: tuple[Inspected, PartKind | None]) -> list[str]:
    problems = Problems()
    check_names(texts, {"case-a": CASE}, (), problems)
    try:
        problems.settle()
    except BuildError as error:
        return [f"{diagnostic.location} {diagnostic.rule}" for diagnostic in error.diagnostics]
    return []


SECRET = text("b.md", "{#sec-b}", labels=("sec-b",))


@pytest.mark.parametrize("kind", [None, *PartKind])
def test_only_what_teachers_alone_read_may_refer_to_a_part_for_teachers(kind: PartKind | None) -> None:
    for restricted in (PartKind.TEACHING_NOTE, PartKind.EPILOGUE):
        told = rules((text("a.md", "Se @Sec-b.", references=("Sec-b",)), kind), (SECRET, restricted))
        allowed = kind in {PartKind.TEACHING_NOTE, PartKind.EPILOGUE}
        assert told == ([] if allowed else ["a.md:1:4 reference-is-visible"])


@pytest.mark.parametrize("kind", [None, *PartKind])
def test_everyone_may_refer_to_what_everyone_reads_and_to_cases(kind: PartKind | None) -> None:
    referring = text("a.md", "@case-a @sec-b", references=("case-a", "sec-b"))
    for public in (None, PartKind.CASE, PartKind.QUESTIONS, PartKind.CONVERSATION):
        assert rules((referring, kind), (SECRET, public)) == []


def test_a_label_may_not_be_that_of_a_case() -> None:
    told = rules((text("a.md", "{#case-a}", labels=("case-a",)), None))
    assert told == ["a.md:1:2 label-is-unique"]


def test_a_label_written_as_an_attribute_can_be_referred_to(small: Path) -> None:
    appendix = "# Bilaga {id=sec-bilaga}\n\nSe @sec-bilaga.\n"
    (small / "report" / "bilaga.md").write_text(appendix, encoding="utf-8")
    load(small, jobs=1)


def test_a_name_that_is_not_found_in_its_source_is_told_all_the_same(small: Path) -> None:
    description = small / "figures" / "bars.yaml"
    spelled = description.read_text(encoding="utf-8").replace(
        "source: efter @svara2001.", 'source: "efter @svara\\u0032011."'
    )
    description.write_text(spelled, encoding="utf-8")
    with pytest.raises(BuildError) as raised:
        load(small, jobs=1)
    (diagnostic,) = raised.value.diagnostics
    assert (diagnostic.rule.name, str(diagnostic.location.path)) == ("citation-resolves", "figures/bars.yaml")
