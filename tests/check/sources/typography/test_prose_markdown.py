"""Only the prose of a Markdown text is looked at, and each of its characters is known by its place."""

from __future__ import annotations

import pytest
from tests.check.sources.typography.conftest import left, shown

from kefu.check.sources.typography.prose_markdown import EDGE, HIDDEN, NBSP, passages_of


@pytest.mark.parametrize(
    "text",
    [
        "@svara2001-2002 och [@svara2001-2002, s. 12] och @svara2001 [s. 12] och @fig-1-2",
        "https://a.example/1-2%20x?y=12% och a.b-1-2@c.example och <https://a.example/'1-2'> bilaga1-2.pdf",
        '[text](https://a.example "12%") ![bild](a-1-2.svg){#fig-1-2}',
        '[text][1-2]\n\n[1-2]: https://a.example/1-2\n  "Titel 1-2"',
        "`12%  \"a\"` och ``1-2 ` 'a'``",
        '```\n12%  "a"\n```\n\n~~~ {.x a="1-2"}\n\'a\'\n~~~',
        'Text\n\n    12%  "kod"\n\n- punkt\n\n        12% kod i en lista',
        '<!-- 12%  "a" -->',
        'Skrivet som \\"det ska\\" och &quot;det ska&quot; stå.',
        "Ett.  \nTvå\\\ntre",
        "- ett\n-   två\n1.  tre\n>  fyra\n\n[^1]:  fem",
        "| A   | B    |\n|:----|-----:|\n| -   | – x  |\n|     | 12\u00a0% |",
        'A    B\n---- ------\n12%  "a"  1-2',
        '-------------\nA    B\n---- --------\n12%  "a"\n\n1-2  b\n-------------\n',
        "+-----+----+\n| 12% | a  |\n+=====+====+\n| 1-2 | b  |\n+-----+----+",
        "---- ----\n12%  1-2\n---- ----",
        "Se [1-2] och [Not 1-2].\n\n[1-2]: https://a.example\n[not 1-2]: https://a.example",
        '    12%  "kod"\n\nText',
        'Text\n\n\t12%  "kod"\n    12% kod',
        "- punkt\n\n\t\t12% kod",
        "- punkt\n\nText\n\n    12% kod",
        "# Rubrik\n    12% kod",
        "::: pullquote\n    12% kod\n:::",
        '::: {lang=en title="12% of it"}\n12%\n:::',
        "# Title: 12% of 1-2 {lang=en}",
        '[It\'s "12%"]{lang=en} [a [b] "c"]{lang=en-GB}',
        '::: {lang=en}\n"English" 12%\n\n:::: {.exhibit #exh-a title="It\'s"}\n"more"\n::::\n\n"and more"\n:::',
    ],
)
def test_what_is_no_prose_is_left(text: str) -> None:
    left(text)


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
        ("Text\n\n   12% här", "Text\n\n   12~% här"),
        ("Text\n\nord\tord\tord 12%", "Text\n\nord\tord\tord 12~%"),
        ("Text\n    12% här", "Text\n    12~% här"),
        ("- punkt\n\n\t   12% här", "- punkt\n\n\t   12~% här"),
        ("-----\nA B\n-- --\n12% a\n\n1-2 b\n-----\n\n12%", "-----\nA B\n-- --\n12% a\n\n1-2 b\n-----\n\n12~%"),
        ("-----\nA B\n-- --\n12% a\n\n12%", "-----\nA B\n-- --\n12% a\n\n12~%"),
        ("-- --\n12% a\n-- --\n\n12%\n\n1-2\n---", "-- --\n12% a\n-- --\n\n12~%\n\n1–2\n---"),
        ("A  B\n-- --\n12% a\n\n12%\n---", "A  B\n-- --\n12% a\n\n12~%\n---"),
        ("12%\n\nA  B\n-- --\n12% a\n\n12%", "12~%\n\nA  B\n-- --\n12% a\n\n12~%"),
        ("Se [1-2] och 12%.\n\n[1-2]: https://a.example", "Se [1-2] och 12~%.\n\n[1-2]: https://a.example"),
        ("Se [1-2] här.\n\n[a]: https://a.example", "Se [1–2] här.\n\n[a]: https://a.example"),
    ],
)
def test_prose_is_put_right_where_it_stands(wrong: str, right: str) -> None:
    assert shown(wrong) == right


def test_a_text_comes_before_the_titles_and_alternative_texts_in_it() -> None:
    text = '::: {.exhibit title="Ett mejl"}\nHej.\n:::\n\n![](a.svg){alt="En bild"}'

    whole, *values = (passage.text.replace(HIDDEN, "").strip(f"{EDGE} ") for passage in passages_of(text))

    assert whole.startswith("Hej.")
    assert values == ["Ett mejl", "En bild"]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Ett\ntvå", "Ett\ntvå"),
        ("Ett\n\ntvå", f"Ett{EDGE}{EDGE}två"),
        ("Ett  \ntvå", f"Ett {EDGE}två"),
        ("12\\ % och 12&nbsp;%", f"12{NBSP}% och 12{NBSP}%"),
        ("12&#160;% och 12&#XA0;%", f"12{NBSP}% och 12{NBSP}%"),
        ("Se `kod` här", f"Se {HIDDEN} här"),
        ("_ett_ två", "*ett* två"),
        ("Ett [two]{lang=en} tre", f"Ett {HIDDEN} tre"),
        ("[two]{lang=en} tre", f"{HIDDEN} tre"),
        ("two   {lang=en} tre", f"{HIDDEN} tre"),
        ("[ett] [a [b] c]{lang=en} tre", f"[ett] {HIDDEN} tre"),
        ("Ett\n\n[två\n\ntwo]{lang=en} tre", f"Ett{EDGE}{EDGE}[två{EDGE}{EDGE}{HIDDEN} tre"),
        ("Ett\n\n[två]\n  two {lang=en} tre", f"Ett{EDGE}{EDGE}[två]\n{HIDDEN} tre"),
        ("Ett [a] och\n[two]{lang=en}", f"Ett [a] och{EDGE}{HIDDEN}"),
        (" | Ett\n | två", f" | Ett{EDGE}| två"),
    ],
)
def test_a_passage_reads_as_readers_see_it(text: str, seen: str) -> None:
    assert passages_of(text)[0].text == seen


def test_each_character_is_known_by_its_place_in_the_source() -> None:
    text = "Ett `x` på\\ ön"
    (passage,) = passages_of(text)

    assert len(passage.starts) == len(passage.ends) == len(passage.text)
    for letter, start, end in zip(passage.text, passage.starts, passage.ends, strict=True):
        assert letter in {HIDDEN, NBSP} or text[start:end] == letter
    at = passage.text.index(NBSP)
    assert text[passage.starts[at] : passage.ends[at]] == "\\ "
