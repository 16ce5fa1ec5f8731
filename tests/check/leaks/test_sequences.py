"""A source is read in the ways in which its readers may read on from one piece to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu.check.leaks.sequences import public, restricted
from kefu.load import load

if TYPE_CHECKING:
    from pathlib import Path

CASE = "cases/01-skolan/case.md"


def read(root: Path, path: str) -> set[str]:
    project = load(root, jobs=1).project
    found = [words for words in (*public(project), *restricted(project)) if words]
    return {" ".join(word.written for word in words) for words in found if str(words[0].passage.path) == path}


def test_a_text_is_read_without_what_interrupts_it_and_each_kind_of_that_by_itself(small: Path) -> None:
    (small / "cases/01-skolan/questions.md").write_text(
        "Ett [se @svara2001] två.[^n]\n\n## Rubrik\n\n> Citat\n\nTre.\n\n[^n]: Not.\n\n"
        "| A | B |\n|---|---|\n| c | d |\n| e | f |\n\n: Tabell {#tbl-skolan-x}\n",
        encoding="utf-8",
    )

    assert read(small, "cases/01-skolan/questions.md") == {
        "Ett två Tre",
        "Rubrik",
        "Citat",
        "Tabell A B c d e f",
        "Not",
        "se",
        "Ett två Not Rubrik Citat Tre Tabell A B c d e f",
        "Ett se två Not Rubrik Citat Tre Tabell A B c d e f",
        "A c e",
        "B d f",
    }


def test_what_is_authored_in_yaml_is_read_as_it_is_written_too(small: Path) -> None:
    file = small / "cases" / "01-skolan" / "case.yaml"
    text = file.read_text(encoding="utf-8")
    synopsis = "synopsis: Ett fall om skolan.\n"
    file.write_text(synopsis + text.replace(synopsis, ""), encoding="utf-8")

    found = read(small, "cases/01-skolan/case.yaml")

    assert any("stå kvar Ett fall om skolan Påhittade" in words for words in found)
    assert any(words.startswith("Ett fall om skolan skolan Skolan Ska skolan stå") for words in found)


def test_the_cells_of_a_data_file_are_read_by_row_and_by_column(small: Path) -> None:
    (small / "figures" / "bars.csv").write_text("namn,antal\nEtt,1\nTvå,2\n", encoding="utf-8")

    assert read(small, "figures/bars.csv") == {"namn antal Ett 1 Två 2", "namn Ett Två antal 1 2"}
