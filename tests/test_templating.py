"""Templates: what is filled into fixed words, and what is not there."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from kefu import words
from kefu.templating import environment, filled

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

ENVIRONMENT = environment("kefu.site")


def test_a_text_is_filled_and_escaped_with_what_is_given() -> None:
    link = Markup('<a href="/">här</a>')

    assert filled("Läs {what} & skriv {where}.", what="<allt>", where=link) == Markup(
        'Läs &lt;allt&gt; &amp; skriv <a href="/">här</a>.'
    )
    assert filled("Inget.") == Markup("Inget.")


@pytest.mark.parametrize("given", [{}, {"other": "a"}, {"what": "a", "other": "b"}])
def test_a_text_is_filled_with_all_that_it_names_and_no_more(given: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"Läs \{what\}"):
        filled("Läs {what}.", **given)


def test_every_template_has_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words.search, "SEARCH", "<sök>")

    assert ENVIRONMENT.from_string("{{ words.search.SEARCH }}").render() == "&lt;sök&gt;"


@pytest.mark.parametrize("name", ["words.search.SERACH", "words.serach.SEARCH", 'words.imprint.LABELS["licens"]'])
def test_a_word_that_there_is_not_stops_a_template(name: str) -> None:
    with pytest.raises(UndefinedError):
        ENVIRONMENT.from_string(f"{{{{ {name} }}}}").render()


@pytest.mark.parametrize(
    ("package", "template"), [("kefu.site", "page.html.j2"), ("kefu.engines.html", "reading.html.j2")]
)
def test_every_page_says_that_it_runs_our_own_scripts_alone(package: str, template: str) -> None:
    made = environment(package)
    source = (files(package) / "templates" / template).read_text(encoding="utf-8")

    assert '<meta http-equiv="Content-Security-Policy" content="{{ policy }}">' in source
    assert made.globals["policy"] == ("script-src 'self' 'wasm-unsafe-eval' file:; object-src 'none'; base-uri 'none'")


@pytest.mark.parametrize("template", sorted(files("kefu.site").joinpath("templates").iterdir(), key=str), ids=str)
def test_no_page_of_the_site_has_a_script_in_itself(template: Traversable) -> None:
    scripts = re.findall(r"<script\b[^>]*>", template.read_text(encoding="utf-8"))

    assert all("src=" in script or "application/ld+json" in script for script in scripts)
