"""Only the prose of a YAML file is looked at, however it is written, and its syntax stays as it is."""

from __future__ import annotations

import inspect
from typing import Any, Final

import pytest
from tests.check.sources.typography.conftest import YAML, found, shown

from kefu.authored import Authored, descriptions
from kefu.check.sources.typography.mistakes import mended
from kefu.check.sources.typography.prose_yaml import _KEYS, passages_of
from kefu.model import Source
from kefu.reading.yaml import parse_yaml

NOT_PROSE: Final = {
    *("back", "body", "front", "summary", "data", "references", "style"),  # names of files
    *("authors", "doi", "isbn", "issn", "number"),  # written as their owners write them
    *("status-role", "what", "from", "to"),
}
"""Keys of texts that nothing is to be corrected in."""


def holds_text(schema: dict[str, Any]) -> bool:
    """Tell whether a JSON schema is one of texts in any words, or of lists or mappings of them."""
    inner = [schema.get("items"), schema.get("additionalProperties"), *schema.get("patternProperties", {}).values()]
    return any("minLength" in one for one in [schema, *schema.get("anyOf", ()), *filter(None, inner)])


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("title: a - b  c\nid: a--b\n", "title: a – b c\nid: a--b\n"),
        ("title: 'it''s \"x\"'\n", "title: 'it’s ”x”'\n"),
        ('title: "\\"x\\" 12\\_% 12\\u00a0% \\u0041  b"\n', 'title: "”x” 12\\_% 12\\u00a0% \\u0041 b"\n'),
        ("notice: 3.5 % av\nkeywords: [3.5 %, 'a  b']\n", "notice: 3,5~% av\nkeywords: [3.5~%, 'a b']\n"),
        (
            'caption: >-\n  Ett  två 12\n  % tre\n\n  "fyra"\nalt: |\n  a  b\n  c - d\n',
            "caption: >-\n  Ett två 12~% tre\n\n  ”fyra”\nalt: |\n  a b\n  c – d\n",
        ),
        ("title: &t !!str a  b\nsubtitle: *t\n", "title: &t !!str a b\nsubtitle: *t\n"),
        ('themes:\n  a-1-2: "x"\n  b: 1  2\n', 'themes:\n  a-1-2: "x"\n  b: 1 2\n'),
        ('actors:\n  - {id: a--b, role: "a  b"} # 1-2  3\n', 'actors:\n  - {id: a--b, role: "a b"} # 1-2  3\n'),
        (
            "contact:\n  name: a  b\n  email: a--b@c.example\nlicence: {url: 'https://a/1-2'}\n",
            "contact:\n  name: a b\n  email: a--b@c.example\nlicence: {url: 'https://a/1-2'}\n",
        ),
        ("title: Ett 12 \n  % två  tre\n", "title: Ett 12~% två tre\n"),
        ("alt: |\n  Ett\n\n\n  12% två\n", "alt: |\n  Ett\n\n\n  12~% två\n"),
        ("alt: |\n  Ett \n  12% två\n", "alt: |\n  Ett \n  12~% två\n"),
        ("alt: |\n  Ett\\\n  12% två\n", "alt: |\n  Ett\\\n  12~% två\n"),
        ('title: "a\\x20b 12%"\n', 'title: "a\\x20b 12~%"\n'),
        ("title: 2024\nplace: 12%\nnotice: ''\n", "title: 2024\nplace: 12~%\nnotice: ''\n"),
        ("source: {id: a  b}\nthemes: {a: {b: c  d}}\n", "source: {id: a  b}\nthemes: {a: {b: c  d}}\n"),
        ("themes: {a: 3.5 %, 5 %: x}\n", "themes: {a: 3.5~%, 5 %: x}\n"),
        ('title: "a" # 12%\nalt: \'![](a.svg){alt="12%"}\'\n', 'title: "a" # 12%\nalt: \'![](a.svg){alt="12~%"}\'\n'),
        (
            'alt: "{title}: {a-1-2} \\\n  1995-2000"\ndata: [a--b.csv]\n',
            'alt: "{title}: {a-1-2} \\\n  1995–2000"\ndata: [a--b.csv]\n',
        ),
    ],
)
def test_prose_in_yaml_is_put_right_and_its_syntax_left(wrong: str, right: str) -> None:
    assert shown(wrong, YAML) == right
    parse_yaml(Source(path=YAML, text=mended(wrong, YAML), digest=""))


def test_a_finding_in_yaml_has_its_place() -> None:
    (diagnostic,) = found("id: a-b\ndescription: >-\n  ett\n  två 12%\n", YAML)
    assert (diagnostic.rule.name, diagnostic.location.line, diagnostic.location.column) == (
        "percent-sign-keeps-its-number",
        4,
        9,
    )


def test_texts_for_readers_are_prose_and_keys_and_names_of_files_are_not() -> None:
    text = "id: a--b\ntitle: Ett\nactors:\n  - {id: c--d, role: Två}\nthemes: {e--f: Tre}\ndata: [g--h.csv]\n"

    assert [passage.text for passage in passages_of(Source(path=YAML, text=text, digest=""))] == ["Ett", "Två", "Tre"]


@pytest.mark.parametrize("written", ["Ett  fall", "'Ett  fall'", '"Ett  fall"', "|-\n  Ett  fall", "&a Ett  fall"])
def test_each_character_is_known_by_its_place_in_the_source(written: str) -> None:
    text = f"title: {written}\n"
    (passage,) = passages_of(Source(path=YAML, text=text, digest=""))

    assert passage.text == "Ett  fall"
    assert "".join(text[a:b] for a, b in zip(passage.starts, passage.ends, strict=True)) == "Ett  fall"


def test_whoever_adds_a_text_to_a_description_says_whether_it_is_prose() -> None:
    texts = {
        key
        for _, model in inspect.getmembers(descriptions, inspect.isclass)
        if issubclass(model, Authored) and model is not Authored
        for key, schema in model.model_json_schema(by_alias=True).get("properties", {}).items()
        if holds_text(schema)
    }
    assert texts - NOT_PROSE == _KEYS
