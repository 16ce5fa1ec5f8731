"""What documents print of a work is what its citation style prints, and nothing else that its entry says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kefu.check.leaks.printed import cited, printed
from kefu.load import load

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = """
@book{bok, author={SKL}, title={Handboken}, year={2010}, note={Noten}, annote={Annoteringen}, abstract={Sammandraget}}
@article{artikel, author={SKL}, title={Texten}, year={2011}, journal={Tidskriften}, howpublished={Tryckt}}
"""


def test_only_what_the_style_prints_of_a_work_is_printed(small: Path) -> None:
    bibliography = small / "bibliography" / "references.bib"
    bibliography.write_text(bibliography.read_text(encoding="utf-8") + ENTRY, encoding="utf-8")

    assert printed(load(small, jobs=1).project, ["bok", "artikel", "bok", "okänd"]) == {
        "bok": ("(SKL 2010)", "SKL (2010). Handboken. Noten."),
        "artikel": ("(SKL 2011)", "SKL (2011). Texten. Tidskriften."),
    }


def test_a_style_that_prints_no_notes_prints_none(small: Path) -> None:
    bibliography, style = small / "bibliography" / "references.bib", small / "bibliography" / "kefu.csl"
    bibliography.write_text(bibliography.read_text(encoding="utf-8") + ENTRY, encoding="utf-8")
    written = style.read_text(encoding="utf-8")
    assert 'variable="note"' in written
    style.write_text(written.replace('variable="note"', 'variable="medium"'), encoding="utf-8")

    assert printed(load(small, jobs=1).project, ["bok"])["bok"][1] == "SKL (2010). Handboken."
    assert printed(load(small, jobs=1).project, []) == {}


def test_works_that_texts_for_teachers_cite_are_not_public(small: Path) -> None:
    project = load(small, jobs=1).project

    assert {"svara1985", "svara2001", "kommunallag"} <= {*cited(project)}
    assert {"svara1985", "svara2001", "kommunallag"} & {*cited(project, public=True)} == {"svara1985", "svara2001"}
