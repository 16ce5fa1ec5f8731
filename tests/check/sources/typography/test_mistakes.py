"""Swedish typography: what is told, what is put right, and that nothing else is touched."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.conftest import REPOSITORY

from kefu.check.sources.typography.mistakes import mended, typography
from kefu.diagnostics import BuildError, Diagnostic, Severity
from kefu.model import Source
from kefu.reading import markup
from kefu.reading.yaml import parse_yaml

MARKDOWN: Final = PurePosixPath("report/metod.md")
YAML: Final = PurePosixPath("cases/01-a/case.yaml")
SIGNS: Final = frozenset("\"'“”„‟‘’‚‛´«»-‐‑–—.,…\u00a0\u202f \n\t")
"""What mending may add, take away or change."""


def found(text: str, path: PurePosixPath = MARKDOWN) -> tuple[Diagnostic, ...]:
    return typography(Source(path=path, text=text, digest=""))


def shown(text: str, path: PurePosixPath = MARKDOWN) -> str:
    """Return the text put right, with its no-break spaces as `~`."""
    return mended(text, path).replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        ("quotation-marks-are-swedish", 'Hon sa "ja".', "Hon sa ”ja”."),
        ("quotation-marks-are-swedish", "Hon sa “ja” och „nej“.", "Hon sa ”ja” och ”nej”."),
        ("quotation-marks-are-swedish", "«ja» och »nej»", "”ja” och ”nej”"),
        ("quotation-marks-are-swedish", 'Ett skriver "år 2".', "Ett skriver ”år 2”."),
        ("apostrophes-are-swedish", "”Hon sa 'ja' och ‘nej’”, rock'n'roll", "”Hon sa ’ja’ och ’nej’”, rock’n’roll"),
        ("range-has-en-dash", "åren 1995-2000 och 1995 - 2000", "åren 1995–2000 och 1995–2000"),
        ("range-has-en-dash", "åren 1995 – 2000 gick", "åren 1995–2000 gick"),
        ("range-has-en-dash", "läsåret 2024-25", "läsåret 2024–25"),
        ("range-has-en-dash", "s.\u00a012-14 och s.\u00a0112-14", "s.~12–14 och s.~112–14"),
        ("range-has-en-dash", "kl.\u00a008.00-09.00, kl 8-17", "kl.~08.00–09.00, kl 8–17"),
        ("range-has-en-dash", "7\u00a0kap.\u00a01-3\u00a0§§", "7~kap.~1–3~§§"),
        ("range-has-en-dash", "3-5 elever, 100-150 elever", "3–5 elever, 100–150 elever"),
        ("range-has-en-dash", "1,5-2,5 och 10\u00a0000--12\u00a0000", "1,5–2,5 och 10~000–12~000"),
        (
            "range-has-en-dash",
            "mars-april, måndag-fredag, 28\u00a0mars-3\u00a0april",
            "mars–april, måndag–fredag, 28~mars–3~april",
        ),
        ("dash-is-en-dash", "Det gick - till slut.", "Det gick – till slut."),
        ("dash-is-en-dash", "Ett -- två --- tre — fyra—fem---sex", "Ett – två – tre – fyra – fem – sex"),
        ("section-sign-keeps-its-number", "1 §, 11 a §, § 4, §4, 4§", "1~§, 11~a~§, §~4, §~4, 4~§"),
        ("section-sign-keeps-its-number", "1-3 §§ och §§ 4–6", "1–3~§§ och §§~4–6"),
        ("chapter-keeps-its-number", "7 kap. 1\u00a0§", "7~kap.~1~§"),
        ("percent-sign-keeps-its-number", "12%, 12 % och 3 ‰", "12~%, 12~% och 3~‰"),
        ("thousands-keep-together", "12 300 kronor, 1 234 567", "12~300 kronor, 1~234~567"),
        ("number-keeps-its-unit", "280 tkr, 5 km och 3 m²", "280~tkr, 5~km och 3~m²"),
        ("abbreviation-keeps-its-number", "kl. 08.00, s. 12, s.12 och nr 3", "kl.~08.00, s.~12, s.~12 och nr~3"),
        ("day-keeps-its-month", "den 6 juli 2022", "den 6~juli 2022"),
        ("decimal-is-comma", "3.5\u00a0%, 2.25 miljoner, 3.5–4.5\u00a0%", "3,5~%, 2,25 miljoner, 3,5–4,5~%"),
        ("abbreviation-is-dotted", "t ex, t. ex. och t.ex", "t.ex., t.ex. och t.ex."),
        ("abbreviation-is-dotted", "Bl a, d.\u00a0v.\u00a0s. m m.", "Bl.a., d.v.s. m.m."),
        ("words-are-parted-by-one-space", "ett  två   tre", "ett två tre"),
        ("punctuation-follows-its-word", "Ja , nej ! ”Så” ; (då) .", "Ja, nej! ”Så”; (då)."),
        ("ellipsis-is-one-sign", "Jo...", "Jo…"),
    ],
)
def test_a_mistake_is_told_by_its_rule_and_put_right(rule: str, wrong: str, right: str) -> None:
    assert rule in {diagnostic.rule for diagnostic in found(wrong)}
    assert shown(wrong) == right
    assert found(mended(wrong, MARKDOWN)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "”Hon sa ’ja’”, sa han. – Nej … Det blev ja – eller 12\u00a0%.",
        'En skärm på 15" och en på 17".',
        "KS 2024/123-5, Dnr KS 2024-25, SFS\u00a02018:1937, ISO 19005-2, 2022-07-06, budget 2024-11",
        "tfn 040-12 34 56, 0413-123 45, +46 40 12 34 56, 223 62 Lund, 640412-1234",
        "ISBN 978-91-7164-649-1, ISSN 1234-5678, doi:10.1000/12-14",
        "Det slutade 3-2. 5 - 3 är 2. 1-2-3. Version 2.1, klockan 08.00, Boeing 737-800, 100-årig",
        "Bäst var 2021 – 2022 blev sämre.",
        "in- och utvandring, barn- och utbildningsnämnden, skala 1 : 100, en 24-timmarsvakt",
        "@svara2001-2002 och [@svara2001-2002, s. 12] och @svara2001 [s. 12] och @fig-1-2",
        "https://a.example/1-2%20x?y=12% och a.b-1-2@c.example och <https://a.example/'1-2'> bilaga1-2.pdf",
        '[text](https://a.example "12%") ![bild](a-1-2.svg){#fig-1-2}',
        '[text][1-2]\n\n[1-2]: https://a.example/1-2\n  "Titel 1-2"',
        "`12%  \"a\"` och ``1-2 ` 'a'``",
        '```\n12%  "a"\n```\n\n~~~ {.x a="1-2"}\n\'a\'\n~~~',
        'Text\n\n    12%  "kod"\n\n- punkt\n\n        12% kod i en lista',
        '<!-- 12%  "a" -->',
        'Skrivet som \\"det ska\\" och &quot;det ska&quot; stå.',
        "12\\ %, 12&nbsp;%, 12&#160;% och 12\u202f%",
        "Ett.  \nTvå\\\ntre",
        "- ett\n-   två\n1.  tre\n>  fyra\n\n[^1]:  fem",
        "| A   | B    |\n|:----|-----:|\n| -   | – x  |\n|     | 12\u00a0% |",
        'A    B\n---- ------\n12%  "a"  1-2',
        '-------------\nA    B\n---- --------\n12%  "a"\n\n1-2  b\n-------------\n',
        "+-----+----+\n| 12% | a  |\n+=====+====+\n| 1-2 | b  |\n+-----+----+",
        "# Title: 12% of 1-2 {lang=en}",
        '[It\'s "12%"]{lang=en} [a [b] "c"]{lang=en-GB}',
        '::: {lang=en}\n"English" 12%\n\n:::: {.exhibit #exh-a title="It\'s"}\n"more"\n::::\n\n"and more"\n:::',
        "Hur mycket är 100%-igt? Kör `x` --strict.",
        "Detta är 12 345 67 och 2024 110 elever.",
    ],
)
def test_what_is_right_or_no_prose_or_unclear_is_left(text: str) -> None:
    assert found(text) == ()
    assert mended(text, MARKDOWN) == text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (
            '::: {.exhibit #exh-1-2 title="Ur 1-3 §§, \\"x\\""}\n"a"\n:::',
            '::: {.exhibit #exh-1-2 title="Ur 1–3~§§, ”x”"}\n”a”\n:::',
        ),
        ("![](a.svg){#fig-a alt='Andel 12%'}", "![](a.svg){#fig-a alt='Andel 12~%'}"),
        ("[en \"länk\"](b 'c')", "[en ”länk”](b 'c')"),
        ("[@svara2001-1, s. 12-14]", "[@svara2001-1, s. 12–14]"),
        ('| A  | "b"  |\n|:--|--:|\n| 12%  | 1-2 |', "| A  | ”b”  |\n|:--|--:|\n| 12~%  | 1–2 |"),
        ("7 kap.\n1 § och 12\n   % av  allt", "7~kap.~1~§ och 12~% av allt"),
        ("# 7 kap.\n1 gång\n\ns.\n\n12", "# 7~kap.\n1 gång\n\ns.\n\n12"),
        ('> 12%\n> "a"', "> 12~%\n> ”a”"),
        ('- 12%\n\n    "a"\n\n    - "b"', "- 12~%\n\n    ”a”\n\n    - ”b”"),
        ('Text[^1].\n\n[^1]: "Not" s. 3-4', "Text[^1].\n\n[^1]: ”Not” s.~3–4"),
        ('**12%** och _t ex_ *"a"*', "**12~%** och _t.ex._ *”a”*"),
        (
            '::: {lang=en}\n"a"\n\n:::: {lang=sv}\n"b"\n::::\n:::\n\n"c"',
            '::: {lang=en}\n"a"\n\n:::: {lang=sv}\n”b”\n::::\n:::\n\n”c”',
        ),
        ("2 . Ett , två", "2 . Ett, två"),
    ],
)
def test_prose_is_put_right_where_it_stands(wrong: str, right: str) -> None:
    assert shown(wrong) == right


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ("12.300 kronor", "thousands-keep-together"),
        ("Lund--Malmö", "dash-is-en-dash"),
    ],
)
def test_what_has_more_than_one_right_answer_is_told_and_left(wrong: str, rule: str) -> None:
    (diagnostic,) = found(wrong)
    assert diagnostic.rule == rule
    assert mended(wrong, MARKDOWN) == wrong


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
        (
            'alt: "{title}: {a-1-2} \\\n  1995-2000"\ndata: [a--b.csv]\n',
            'alt: "{title}: {a-1-2} \\\n  1995–2000"\ndata: [a--b.csv]\n',
        ),
    ],
)
def test_prose_in_yaml_is_put_right_and_its_syntax_left(wrong: str, right: str) -> None:
    assert shown(wrong, YAML) == right
    parse_yaml(Source(path=YAML, text=mended(wrong, YAML), digest=""))


def test_a_finding_has_its_place_and_the_right_form() -> None:
    (percent, quote) = found("Rätt.\n\nOch 12% av\nett ‘ord.")
    assert (percent.location.line, percent.location.column) == (3, 7)
    assert percent.severity is Severity.WARNING
    assert percent.hints == ("write “12\u00a0%” with a no-break space",)
    assert (quote.location.line, quote.location.column) == (4, 5)


def test_a_finding_in_yaml_has_its_place() -> None:
    (diagnostic,) = found("id: a-b\ndescription: >-\n  ett\n  två 12%\n", YAML)
    assert (diagnostic.rule, diagnostic.location.line, diagnostic.location.column) == (
        "percent-sign-keeps-its-number",
        4,
        9,
    )


def test_unreadable_yaml_is_told() -> None:
    with pytest.raises(BuildError, match="yaml-is-readable"):
        found("title: [", YAML)
    with pytest.raises(BuildError, match="yaml-is-readable"):
        mended("title: [", YAML)


def test_line_ends_and_byte_order_mark_are_kept() -> None:
    assert shown('\ufeff12%\r\n\r\n"a"\r7 kap.\r\n1 § \r\n') == "\ufeff12~%\r\n\r\n”a”\r7~kap.~1~§ \r\n"


PIECES: Final = (
    "12%", "12 %", "3.5 %", "1995-2000", "1995 – 2000", "s. 12-14", "7 kap.", "1 §", "§4", "11 a §",
    "kl. 08.00-09.00", "t ex", "t. ex.", "m m", "12 300", "1 234 567", "280 tkr", "6 juli", '"', "'", "“", "‘", "«a»",
    " - ", "--", "---", "—", "...", "....", " ", "  ", "\n", "\n\n", "\r\n", ",", " ,", ".", " .", ":", " :", "ord",
    "Å", "5", "-", "–", "|", "| a | b |\n|---|---|\n", "- ", "1. ", "# ", "> ", "    ", "`", "```\n", "<!--", "-->",
    "{", "}", "{#sec-a .b}", '{lang=en title="', "[", "](", ")", "]{lang=en}", "::: {lang=en}\n", ":::\n", "@a-1-2",
    "\\", "\\ ", "&nbsp;", "&quot;", "*", "_", "~", "^", "[^1]", "[^1]: ", "http://a/1-2%", "<b>", "---- ----\n",
    "\n----\n", "\t", "\u00a0", "\u2028", "\u2029", "\ufffc", "\ufeff", "e\u0301", "²", "§", "%", "m²", "kap.",
)  # fmt: skip
TEXTS: Final = st.lists(st.sampled_from(PIECES), max_size=14).map("".join) | st.text(max_size=30)


def kept(text: str) -> str:
    """Return what mending must not change."""
    entities = text.replace("&nbsp;", "").replace("\\ ", "")
    return "".join(letter for letter in entities if letter not in SIGNS and letter not in "\r\\")


@given(TEXTS)
@example("ett . . . två")
@example("12  %")
@example('"1995 - 2000"--"5"')
def test_mending_leaves_no_mistake_with_a_remedy_and_is_done_once(text: str) -> None:
    once = mended(text, MARKDOWN)
    assert mended(once, MARKDOWN) == once
    assert kept(once) == kept(text)
    read = once.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not found(read):
        assert mended(read, MARKDOWN) == read


@given(TEXTS, st.sampled_from(["'", '"', ">", "|"]))
def test_mending_yaml_changes_values_as_it_changes_texts(text: str, style: str) -> None:
    value = " ".join(text.replace("\ufeff", "").split())
    if style == '"':
        written = json.dumps(value, ensure_ascii=False)
    elif style == "'":
        written = "'" + value.replace("'", "''") + "'"
    else:
        written = f"{style}-\n  {value}"
    file = f"id: a--b\ntitle: {written}\nurl: 12%\n"
    try:
        before = parse_yaml(Source(path=YAML, text=file, digest="")).value
    except BuildError:
        return
    after = parse_yaml(Source(path=YAML, text=mended(file, YAML), digest="")).value
    assert after == before | {"title": mended(before["title"], MARKDOWN) if before["title"] else before["title"]}


def skeleton(node: Any) -> Any:
    """Return a pandoc tree with the words of its text reduced to what mending must not change."""
    if isinstance(node, dict):
        if node.get("t") in {"Str", "Space", "SoftBreak"}:
            return kept(str(node.get("c", "")))
        return {key: skeleton(value) for key, value in node.items()}
    if isinstance(node, list):
        if node[:1] == ["title"]:
            return [kept(value) for value in node]
        joined: list[Any] = []
        for item in map(skeleton, node):
            if isinstance(item, str) and joined and isinstance(joined[-1], str):
                joined[-1] += item
            elif item != "" or not isinstance(item, str):
                joined.append(item)
        return joined
    return node


def test_documents_have_the_same_structure_after_mending() -> None:
    """Spoil the repository's manuscript in ways that authors do, and compare what pandoc reads before and after."""
    paths = [*sorted((REPOSITORY / "report").glob("*.md")), *sorted((REPOSITORY / "cases").glob("*/*.md"))]
    spoilt = []
    for path in paths:
        text = path.read_text(encoding="utf-8")
        for right, wrong in (("\u00a0%", "%"), ("\u00a0", " "), (" – ", " - "), ("…", "...")):
            text = text.replace(right, wrong)
        spoilt.append("\n".join(line if "{" in line else line.replace("”", '"') for line in text.split("\n")))
    mends = [mended(text, MARKDOWN) for text in spoilt]
    before = [skeleton(json.loads(blocks)) for blocks in markup.read(spoilt, jobs=2)]
    after = [skeleton(json.loads(blocks)) for blocks in markup.read(mends, jobs=2)]
    assert before == after
    assert sum(a != b for a, b in zip(spoilt, mends, strict=True)) > len(paths) / 2


def test_the_manuscript_has_no_mistakes() -> None:
    texts = [
        *(REPOSITORY / "report").glob("*.md"),
        *(REPOSITORY / "cases").glob("*/*.md"),
        *(REPOSITORY / "cases").glob("*/case.yaml"),
        *(REPOSITORY / "figures").glob("*.yaml"),
        REPOSITORY / "report" / "publication.yaml",
    ]
    told = [
        str(diagnostic)
        for path in texts
        for diagnostic in found(path.read_text(encoding="utf-8"), PurePosixPath(path.relative_to(REPOSITORY)))
    ]
    assert told == []
