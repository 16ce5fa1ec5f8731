"""Each mistake in YAML is told at its place, in words of ours, with what to write."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pytest
from ruamel.yaml import composer, constructor, parser, reader, scanner

from kefu.diagnostics import BuildError
from kefu.model import Source
from kefu.reading.stops import Stop
from kefu.reading.yaml import parse_yaml
from kefu.reading.yaml_mistakes import explain, sentence_for

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from kefu.diagnostics import Diagnostic


def told(text: str) -> Diagnostic:
    with pytest.raises(BuildError) as raised:
        parse_yaml(Source(path=PurePosixPath("a.yaml"), text=text, digest=""))
    (diagnostic,) = raised.value.diagnostics
    assert diagnostic.rule.name == "yaml-is-readable"
    return diagnostic


INDENTED: Final = "this line is not indented like the lines it belongs with"
COLUMN: Final = "start the keys of a group in the same column"
BRACKETS: Final = "is never closed with"
MISTAKES: Final = {
    # tabs
    "tab before a key": ("title: a\n\talt: b\n", "2:1", "is indented with a tab", "replace each tab with two spaces"),
    "tab in a group": ("a:\n  b: c\n  \td: e\n", "3:3", "is indented with a tab", "two spaces"),
    "tab before an item": ("a:\n\t- c\n", "2:1", "is indented with a tab", "two spaces"),
    # colons
    "colon in a text": (
        "id: x\ntitle: Skolan: en fråga  # här\n",
        "2:14",
        "the text “Skolan: en fråga” contains a colon, so it must be in quotes",
        'write “title: "Skolan: en fråga"”',
    ),
    "colon in an item": (
        "a:\n  - Skolan: en: fråga\n",
        "2:15",
        "the text “Skolan: en: fråga” contains a colon",
        '“"Skolan: en: fråga"”',
    ),
    "colon in a key of an item": (
        "a:\n  - id: en: fråga\n",
        "2:11",
        "the text “en: fråga” contains a colon",
        'write “id: "en: fråga"”',
    ),
    "colon in braces": (
        "a: {id: anna, name: Anna: A}\n",
        "1:25",
        "the text “Anna: A” contains a colon",
        'write “name: "Anna: A"”',
    ),
    "colon with quotes": ('a: Det ”är”: "x"\n', "1:12", "contains a colon", "write “a: 'Det ”är”: \"x\"'”"),
    "colon without a space": (
        "title:Skolan\nid: x\n",
        "1:1",
        "a space is missing after “title:”",
        "write “title: Skolan”",
    ),
    "colon without a space last": ("id: x\ntitle:Skolan\n", "2:1", "a space is missing", "write “title: Skolan”"),
    "no colon": ("title Skolan\n\nid: x\n", "1:1", "“title Skolan” is neither a key with a value nor", "“key: text”"),
    "no colon last": ("id: x\ntitle Skolan\n", "2:1", "“title Skolan” is neither a key", "write “key: text”"),
    "second line of a text": (
        "a: En lång\nsom går på\nb: x\n",
        "2:1",
        "“som går på” is neither",
        "or indent the line if it continues",
    ),
    "item without a space": ("a:\n  - b\n  -c\n", "3:3", "a space is missing after “-”", "write “- c”"),
    # quotes
    "quotation to the end": (
        'id: x\ntitle: "Bron\nb: c\n',
        "2:8",
        'begins with “"” here has no closing',
        'write “title: "Bron"”',
    ),
    "quotation to the next": ('title: "Bron\nb: "Ska bron"\n', "1:8", 'begins with “"” here', 'write “title: "Bron"”'),
    "single quote": ("title: 'Bron\nb: c\n", "1:8", "begins with “'” here has no closing", "write “title: 'Bron'”"),
    "quotation to a line of dashes": ('a: "x\n---\ny"\n', "1:4", "has no closing", 'write “a: "x"”'),
    "words after a quotation": (
        'title: "Skolan" och bron\n',
        "1:17",
        '“och bron” comes after the end of what begins with “"”',
        "write “title: '\"Skolan\" och bron'”",
    ),
    "colon after a quotation": ('a: "b": c\n', "1:7", "comes after the end", "write “a: '\"b\": c'”"),
    "genitive": (
        "title: 'Annas' bok\n",
        "1:16",
        "“bok” comes after the end of what begins with “'”",
        "write “title: ",
    ),
    "words after brackets": (
        "title: [Skolan] och bron\n",
        "1:17",
        "“och bron” comes after the end",
        'write “title: "[Skolan] och',
    ),
    "words after a field": (
        "caption: {title} och\n",
        "1:18",
        "what begins with “{”",
        'write “caption: "{title} och"”',
    ),
    "backslash": ('a: "C:\\kommun"\n', "1:8", "“\\k” means nothing inside double quotes", "write “\\\\”"),
    "backslash and figures": ('a: "\\u12"\n', "1:7", "“\\u1” means nothing", "single quotes"),
    # signs
    **{
        f"text begins with {sign}": (
            f"title: {sign}x\nid: y\n",
            "1:8",
            f"a text cannot begin with “{sign[0]}” unless it is in quotes",
            f'write “title: "{sign}x"”',
        )
        for sign in ("@", "`", "%", "*", "& ", "!", "|", ">", "> ", "? ", ",", "]", "}")
    },
    "sign in brackets": ("a: [b,, c]\n", "1:7", "cannot begin with “,”", 'write “","”'),
    "tag with a byte": ("a: !%ff x\n", "1:4", "cannot begin with “!”", 'write “a: "!%ff x"”'),
    "tag that does not fit": ("a: !!bool x\n", "1:4", "cannot begin with “!”", 'write “a: "!!bool x"”'),
    "merge of a text": ("a:\n  <<: x\n", "2:7", "“<<” must be followed by the name of a group", "“<<: *name”"),
    "digits": (f"a: {'9' * 5000}\n", "1:4", "has too many digits for a number", 'write “a: "99'),
    # indentation
    "indented more": ("title: a\n  dilemma: x\n", "2:3", INDENTED, COLUMN),
    "indented more in a group": ("o:\n  name: x\n   type: y\n", "3:4", INDENTED, COLUMN),
    "indented less in a group": ("o:\n    name: x\n  type: y\n", "3:3", INDENTED, COLUMN),
    "first line indented": ("  id: x\ntitle: y\n", "2:1", INDENTED, COLUMN),
    "item indented less": ("a:\n  - b\n - c\n", "3:2", INDENTED, COLUMN),
    "key of an item indented less": ("a:\n  - id: b\n   name: c\n", "3:4", INDENTED, COLUMN),
    "key of an item indented more": ("a:\n  - id: b\n     name: c\n", "3:6", INDENTED, COLUMN),
    "key among items": ("a:\n  - b\n  c: d\n", "3:3", INDENTED, COLUMN),
    "item among keys": ("a:\n  b: c\n  - d\n", "3:3", INDENTED, COLUMN),
    "text indented less": ("a: |\n      x\n    y\nb: c\n", "3:5", INDENTED, COLUMN),
    # brackets
    "list on the line of its key": (
        "roles: - a\n",
        "1:8",
        "a list cannot start on the same line as its key",
        "“roles: [a]”",
    ),
    "list is not closed": ("roles: [a, b\ntitle: x\n", "1:8", f"“[” {BRACKETS} “]”", "write “[one, two]”"),
    "list is not closed last": ("roles: [a, b\n", "1:8", f"“[” {BRACKETS} “]”", "write “[one, two]”"),
    "list ends with a comma": ("roles: [a,\n", "1:8", f"“[” {BRACKETS} “]”", "write “[one, two]”"),
    "group is not closed": ("a:\n  - {id: x\n  - {id: z}\n", "2:5", f"“{{” {BRACKETS} “}}”", "“{one: …, two: …}”"),
    "other bracket": ("roles: [a, b}\n", "1:13", "a comma, or “]”, is missing before “}”", "write “[one, two]”"),
    "no comma": ("a: {id: x name: y}\n", "1:11", "a comma, or “}”, is missing before “name: y”", "“{one: …, two: …}”"),
    "no comma after a quotation": ('a: ["x" "y"]\n', "1:9", 'a comma, or “]”, is missing before “"y"”', "“[one, two]”"),
    # the rest
    "key twice": ("title: a\nb: c\ntitle: d\n", "3:1", "the key “title” is given a second time here", "keep only one"),
    "key twice in quotes": ("\"a b\": 1\n'a b': 2\n", "2:1", "the key “a b” is given", "keep only one “a b: …”"),
    "merge twice": ("a: &a {b: 1}\nc:\n  <<: *a\n  <<: *a\n", "4:3", "the key “<<” is given", "keep only one"),
    "two documents": ("a: 1\n---\nb: 2\n", "2:1", "a second document starts here", "remove the line “---” or “...”"),
    "end of the document": ("a: 1\n...\nb: 2\n", "3:1", "a second document starts here", "remove the line"),
    "line of dashes at the end": ("---\na: 1\n---\n", "3:1", "a second document starts here", "remove the line"),
    "control character": ("a: x\x07\n", "1:5", "there is an invisible control character here, U+0007", "delete it"),
    "list as a key": ("[x]: 1\n", "1:1", "a key cannot begin with “[”", "as in “title: …”"),
    "group as a key": ("a:\n  ? {x: 1}\n  : 1\n", "2:5", "a key cannot begin with “{”", "as in “title: …”"),
    "brackets in each other": (
        f"a: {'[' * 5000}\n",
        "1:4",
        "too many lists are nested inside each other",
        "close every bracket",
    ),
    "empty": ("", "1:1", "the file is empty", "“title: …”"),
    "a list": ("# a\n- id: x\n", "2:1", "the file does not begin with a key", "“title: …”"),
    "a word": ("Skolan\n", "1:1", "the file does not begin with a key", "“title: …”"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_at_its_place_with_what_to_write(mistake: str) -> None:
    text, place, message, hint = MISTAKES[mistake]
    diagnostic = told(text)
    assert str(diagnostic.location) == f"a.yaml:{place}"
    assert message in diagnostic.message
    assert [hint in one for one in diagnostic.hints] == [True]


@pytest.mark.slow
def test_what_is_to_be_written_can_be_read() -> None:
    written = [re.match(r"write “([\w-]+: [^…]+)”", told(text).hints[0]) for text, *_ in MISTAKES.values()]
    lines = [found[1] for found in written if found]
    assert len(lines) > len(MISTAKES) / 3
    for line in lines:
        assert parse_yaml(Source(path=PurePosixPath("a.yaml"), text=line, digest="")).value


def raised_by(code: ModuleType | type) -> Iterator[str]:
    """Yield the problems that code of the parser names, with “x” for what differs from one to the next."""
    for node in ast.walk(ast.parse(inspect.getsource(code))):
        match node:
            case ast.Raise(exc=ast.Call(func=ast.Name(id=name), args=[_, _, problem, *_])) if name.endswith("Error"):
                yield written_out(problem)
            case ast.Raise(exc=ast.Call(func=ast.Name(id="ScannerError"), args=[problem, _])):
                yield written_out(problem)


def written_out(node: ast.expr) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(map(written_out, values))
    return "x"


PARSER: Final = (scanner, parser, composer, constructor.BaseConstructor, constructor.SafeConstructor)
PROBLEMS: Final = sorted({problem for code in PARSER for problem in raised_by(code)} - {"x"})


@pytest.mark.parametrize("problem", PROBLEMS)
def test_every_problem_that_the_parser_can_name_has_a_sentence(problem: str) -> None:
    assert sentence_for(problem)


def test_the_parsers_problems_are_found() -> None:
    assert len(PROBLEMS) > 40
    assert {"mapping values are not allowed here", "could not find expected ':'"} <= set(PROBLEMS)
    assert "special characters are not allowed" in inspect.getsource(reader)


def test_a_problem_that_nobody_knows_is_told_in_our_words() -> None:
    mistake = explain(Stop.at_offset("a: b\n", 3), "found a token of the future")
    assert mistake.offset == 3
    assert "token" not in mistake.message
