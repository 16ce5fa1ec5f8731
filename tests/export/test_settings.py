"""The settings of an export as Quarto reads them: YAML that says what it should, whatever the words are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from ruamel.yaml import YAML
from tests.export.conftest import text_of

from kefu import words
from kefu.authored import Format
from kefu.export import settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.export.conftest import Changed, Exported

    from kefu.export.files import Export


def yaml(text: str) -> dict[str, Any]:
    parsed: dict[str, Any] = YAML(typ="safe", pure=True).load(text)
    return parsed


def head(export: Export, path: str) -> dict[str, Any]:
    begin, text, _ = text_of(export, path).split("---\n", 2)
    assert begin == ""
    return yaml(text)


def test_a_book_names_its_chapters_in_order_and_its_appendices(exports: Mapping[str, Export]) -> None:
    settings = yaml(text_of(exports["report"], "_quarto.yml"))

    assert settings["project"] == {
        "type": "book",
        "output-dir": "_output",
        "post-render": "_format/book.lua",
    }
    assert settings["lang"] == "sv-SE"
    assert settings["book"]["chapters"] == [
        *("index.qmd", "forord.qmd", "inledning.qmd", "01-skolan.qmd", "02-bron.qmd", "analys.qmd", "references.qmd"),
    ]
    assert settings["book"]["appendices"] == ["bilaga.qmd"]
    assert (settings["bibliography"], settings["csl"]) == ("references.bib", "references.csl")
    assert (settings["number-sections"], settings["number-depth"]) == (True, 2)


def test_the_keywords_of_a_book_stand_in_its_first_text_so_that_not_every_page_shows_them(
    exports: Mapping[str, Export],
) -> None:
    assert head(exports["report"], "index.qmd") == {"keywords": ["prov"]}
    assert "keywords" not in yaml(text_of(exports["report"], "_quarto.yml"))


@pytest.mark.parametrize("edition", ["report", "student", "teacher"])
def test_every_export_is_rendered_in_four_formats_and_as_an_accessible_and_archival_pdf(
    edition: str, exports: Mapping[str, Export]
) -> None:
    settings = yaml(text_of(exports[edition], "_quarto.yml"))

    assert [*settings["format"]] == ["html", "typst", "docx", "epub"]
    assert settings["format"]["typst"]["pdf-standard"] == ["ua-1", "a-2a"]
    named = [
        *settings["format"]["typst"]["template-partials"],
        *(one["path"] for form in settings["format"].values() for one in form.get("filters", ())),
        *(form["css"] for form in settings["format"].values() if "css" in form),
    ]
    named += [settings["project"]["post-render"]] if "post-render" in settings["project"] else []
    looks = {str(file.path) for file in exports[edition].files if file.path.parts[0] == "_format"}
    assert set(named) == looks


def test_the_words_that_quarto_sets_are_those_of_the_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words.documents, "TABLE", "översikt")
    monkeypatch.setattr(words.editions, "FORMATS", {**words.editions.FORMATS, Format.DOCX: "Textfil"})
    links = settings.worded(settings.LINKS)
    told = yaml(settings.worded(settings.FORMATS, contents="", shift="", links=links))

    assert told["crossref"]["tbl-prefix"] == "översikt"
    assert [one["text"] for one in told["format"]["html"]["format-links"][1:]] == ["PDF", "Textfil", "EPUB"]
    assert '"aria-label", "Översikt"' in settings.worded(settings.SUPPORT / settings.WEB)


def test_documents_have_heads_of_their_own_and_names_that_tell_editions_apart(exports: Mapping[str, Export]) -> None:
    settings = yaml(text_of(exports["student"], "_quarto.yml"))
    student, teacher = (head(exports[name], "01-skolan.qmd") for name in ("student", "teacher"))

    assert settings["project"]["type"] == "default"
    assert "book" not in settings
    assert "bibliography" not in settings
    assert [student["output-file"], teacher["output-file"]] == [
        *("fall-01-skolan-studentutgava", "fall-01-skolan-lararutgava"),
    ]
    assert student["title"].endswith("Skolan – Studentutgåva")
    assert student["subtitle"] == "Ska skolan stå kvar?"
    assert "banner" not in student
    assert teacher["banner"] == "Lärarutgåva – får inte lämnas till studenter"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ('Ja: "nej" # kanske', 'Ja: \\"nej\\" \\# kanske'),
        ("*Skolan* & @bron", "\\*Skolan\\* & \\@bron"),
        ("2026", "2026"),
        ("true", "true"),
        ("null", "null"),
        ("- skolan", "\\- skolan"),
        ("[skolan]", "\\[skolan\\]"),
        ("C:\\skolan", "C:\\\\skolan"),
    ],
)
def test_words_are_words_in_yaml_and_no_markup(
    written: str, expected: str, changed: Changed, exported: Exported
) -> None:
    quoted = written.replace("\\", "\\\\").replace('"', '\\"')
    project = changed(
        {
            "cases/01-skolan/case.yaml": lambda text: text.replace(
                "dilemma: Ska skolan stå kvar?", f'dilemma: "{quoted}"'
            ).replace("keywords: [skolan]", f'keywords: ["{quoted}"]'),
        }
    )

    said = head(exported(project, "student"), "01-skolan.qmd")

    assert said["subtitle"] == expected
    assert said["keywords"] == [expected]
