"""What authors forgot is reported when a project is loaded, and a text that cannot be read has no other faults."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kefu.diagnostics import BuildError
from kefu.load import load

if TYPE_CHECKING:
    from pathlib import Path


def told(root: Path) -> list[str]:
    with pytest.raises(BuildError) as caught:
        load(root, jobs=1)
    return [f"{found.location} {found.severity} {found.rule}" for found in caught.value.diagnostics]


def test_a_header_is_the_only_error_of_its_text_and_of_those_that_refer_to_it(small: Path) -> None:
    path = small / "report" / "analys.md"
    text = path.read_text(encoding="utf-8").replace("# ", "## ", 1)
    path.write_text(f"---\ntitle: Analys\nauthor: Bo\n---\n\n{text}\n\n[^x]: Not.\n", encoding="utf-8")
    assert told(small) == ["report/analys.md:1:1 error text-has-no-header"]


def test_slips_and_odd_characters_are_reported_in_every_kind_of_file(small: Path) -> None:
    text = small / "cases" / "01-skolan" / "questions.md"
    text.write_text("Frågor\n## Rubrik\n\n::: {.pullquote}\nEtt ord\n", encoding="utf-8")
    path = small / "bibliography" / "references.bib"
    path.write_text(path.read_text(encoding="utf-8").replace("The Myth", "The 王 Myth"), encoding="utf-8")
    assert told(small) == [
        "bibliography/references.bib:9:18 error characters-can-be-set",
        "cases/01-skolan/questions.md:2:1 error block-stands-apart",
        "cases/01-skolan/questions.md:4:1 error box-is-closed",
    ]


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("report/publication.yaml", "En liten rapport", "En lit\u00aden rapport"),
        ("cases/02-bron/case.yaml", "title: ", "title: \u00ad"),
        ("figures/bars.yaml", "Staplar", "Sta\u00adplar"),
        ("figures/bars.csv", "\n", "\u00ad\n"),
    ],
)
def test_a_soft_hyphen_in_yaml_and_data_is_a_warning(small: Path, name: str, before: str, after: str) -> None:
    path = small / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    (warning,) = load(small, jobs=1).warnings
    assert (str(warning.location.path), warning.rule.name) == (name, "characters-are-plain")


@pytest.mark.parametrize(
    ("name", "before", "line"),
    [
        ("cases/02-bron/case.yaml", "title: Bron", 2),
        ("figures/bars.yaml", "Staplar", 1),
        ("figures/bars.csv", "två", 3),
    ],
)
def test_a_sign_that_no_font_has_is_told_once_at_its_line(small: Path, name: str, before: str, line: int) -> None:
    path = small / name
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, f"{before} \N{PARTY POPPER}", 1), encoding="utf-8")
    (place,) = told(small)
    assert place.startswith(f"{name}:{line}:")
    assert place.endswith(" error characters-can-be-set")


def test_what_hides_words_is_refused_in_every_kind_of_file(small: Path) -> None:
    hidden = {
        "bibliography/references.bib": ("The Myth", "The M\u0443th"),
        "cases/01-skolan/case.yaml": ("Ska skolan", "Ska sk\u043elan"),
        "figures/bars.csv": ("\n", "\U000e0041\n"),
        "report/analys.md": ("# Analys", "# Anal\u200bys"),
    }
    for name, (before, after) in hidden.items():
        path = small / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8")
    assert {one.partition(":")[0] for one in told(small)} == set(hidden)
    assert {one.rpartition(" ")[2] for one in told(small)} == {"characters-are-plain"}
