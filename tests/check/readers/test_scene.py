"""What a drawing shows is read where it is drawn."""

from __future__ import annotations

import re

import pytest
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import TextPath

from kefu.check.readers.limits import LimitError
from kefu.check.readers.outlines import letters_of
from kefu.check.readers.scene import DEEPEST, drawn_text
from kefu.plotting import styled
from kefu.theme import THEME


def shown(inner: str) -> list[str]:
    """Return the readings of a drawing, each as one line."""
    content = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inner}</svg>'
    return [" ".join(channel.text.split()) for channel in drawn_text("a.svg", content.encode())]


@pytest.mark.parametrize(
    "inner",
    [
        '<text x="50">två</text><text x="0">ett</text>',
        '<text x="50">två</text><text transform="rotate(0)">ett</text>',
        '<g transform="translate(50)"><text>två</text></g><text>ett</text>',
        '<text><tspan x="50">två</tspan><tspan x="0">ett</tspan></text>',
        '<text>ett<tspan dx="30">två</tspan></text>',
        '<text x="90" text-anchor="end">två</text><text x="50" style="text-anchor:middle">ett</text>',
        '<defs><text id="a">två</text><text id="b">ett</text></defs><use href="#a" x="40"/><use xlink:href="#b"/>',
        '<symbol id="a"><text>två</text></symbol><use href="#a" x="40"/><use href="#c"/><text>ett</text>',
        '<svg x="50"><text>två</text></svg><text>ett</text>',
        '<a transform="translate(50)"><text>två</text></a><switch><text>ett</text></switch>',
        '<!-- två --><g transform="translate(50 0) scale(0.1 -0.1)"/><!-- ett --><g transform="scale(0.1)"/>',
        r'<!-- $\mathrm{tv}å$ --><g transform="translate(50)"/><!-- ett --><g/>',
        '<style>.b, #c { transform: translate(50px) }</style><text class="a b">två</text><text>ett</text>',
        '<style>#b{transform:translate(50px)}</style><text id="b" style="fill:red">två</text><text>ett</text>',
        '<style>text{text-anchor:end}</style><text x="60">två</text><text x="9">ett</text>',
        '<text x="50">t<!-- ord -->vå</text><text>ett</text>',
    ],
)
def test_texts_are_read_where_they_are_drawn(inner: str) -> None:
    assert shown(inner)[0] == "ett två"


def test_each_letter_has_its_own_place_as_long_as_there_is_one() -> None:
    assert shown('<text x="30 0 5">två</text>')[0].replace(" ", "") == "våt"
    assert shown('<text y="0 50" x="30 0">två</text>')[0].replace(" ", "") == "två"


def test_texts_along_a_path_are_read_along_it() -> None:
    texts = '<text><textPath href="#p" startOffset="{}">{}</textPath></text>'
    assert shown(texts.format("80", "två") + texts.format("9", "ett"))[0] == "ett två"


def test_a_comment_that_says_something_else_is_read_too() -> None:
    found = shown('<!-- hemligt --><g><text x="3">ord</text></g><g><text x="90">slut</text></g>')
    assert any("hemligt" in text for text in found)


def test_what_is_only_defined_is_not_drawn() -> None:
    assert shown('<defs><text>ett</text></defs><marker/><rect width="5"/>') == []


def test_a_drawing_that_draws_too_much_is_not_passed() -> None:
    with pytest.raises(LimitError):
        shown('<g id="a"><use href="#a"/></g>')
    with pytest.raises(LimitError):
        shown("<g>" * (DEEPEST + 2) + "</g>" * (DEEPEST + 2))
    bomb = "".join(f'<g id="g{n}">' + f'<use href="#g{n + 1}"/>' * 9 + "</g>" for n in range(9))
    with pytest.raises(LimitError):
        shown(bomb)


@pytest.mark.parametrize(
    ("inner", "x", "y"),
    [
        ("<text x='30' y='40'>ord</text>", 30, 40),
        ("<text x='30' y='40' dx='5' dy='7'>ord</text>", 35, 47),
        ("<text><tspan x='30' y='40'>ord</tspan></text>", 30, 40),
        ("<text x='9' y='8'><tspan dx='5' dy='7'>ord</tspan></text>", 14, 15),
        ("<text x='60' y='40' text-anchor='middle'>ord</text>", 48, 40),
        ("<text x='60' y='40' text-anchor=' end '>ord</text>", 36, 40),
        ("<text x='60' y='40' style='text-anchor: end'>ord</text>", 36, 40),
        ("<text x='60' y='40' text-anchor='start' style='text-anchor:end'>ord</text>", 36, 40),
        ("<g text-anchor='end'><text x='60' y='40'>ord</text></g>", 36, 40),
        ("<g text-anchor='end'><text x='60' y='40' text-anchor='start'>ord</text></g>", 60, 40),
        ("<text x='60' y='40' text-anchor='end' font-size='20'>ord</text>", 30, 40),
        ("<text x='60' y='40' text-anchor='end' font-size='15pt'>ord</text>", 30, 40),
        ("<text x='60' y='40' text-anchor='end' style='font: bold 20px Arial'>ord</text>", 30, 40),
        ("<text x='60' y='40' text-anchor='end' style='font-size:9px;font-size:20px'>ord</text>", 46.5, 40),
        ("<text x='60' y='40' text-anchor='end' font-size='50%'>ord</text>", 36, 40),
        ("<g font-size='20'><text x='60' y='40' text-anchor='end'>ord</text></g>", 30, 40),
        ("<g transform='translate(5 6)'><text x='30' y='40'>ord</text></g>", 35, 46),
        ("<g transform='scale(2)' style='transform: translate(5px, 6px)'><text x='30' y='40'>ord</text></g>", 70, 92),
        ("<text transform='scale(2)' x='30' y='40' text-anchor='end'>ord</text>", 12, 80),
        ("<svg x='3' y='4'><text x='30' y='40'>ord</text></svg>", 33, 44),
        ("<defs><text id='a' x='30' y='40'>ord</text></defs><use href='#a' x='3' y='4'/>", 33, 44),
        ("<defs><text id='a' x='30' y='40'>ord</text></defs><use href='#a' transform='scale(2)' x='3' y='4'/>", 66, 88),
        ("<text x='1in' y='10mm'>ord</text>", 96, 37.795),
        ("<text x='30' y='40'>\n  ord\n </text>", 30, 40),
        ("<text><textPath startOffset='30'>ord</textPath></text>", 30, 0),
    ],
)
def test_a_text_is_read_exactly_where_it_is_drawn(inner: str, x: float, y: float) -> None:
    def between(across: float, down: float) -> list[str]:
        before, after = ((x - across, y - down), (x + across, y + down))
        return shown(
            f"<text x='{after[0]}' y='{after[1]}'>efter</text>{inner}<text x='{before[0]}' y='{before[1]}'>före</text>"
        )

    assert between(0.2, 0)[0] == "före ord efter"
    assert "före ord efter" in between(0, 0.2)


def places(inner: str) -> dict[str, str]:
    """Return the readings of a drawing by their orders."""
    content = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inner}</svg>'
    return {
        channel.place.removeprefix("a.svg, "): " ".join(channel.text.split())
        for channel in drawn_text("a.svg", content.encode())
    }


def test_a_text_goes_on_where_the_one_before_it_ends() -> None:
    assert shown("<text>ett<tspan>två</tspan>tre</text>")[0] == "etttvåtre"
    assert shown("<text>ett <tspan>två</tspan> tre</text>")[0] == "ett två tre"
    assert shown("<text>ett<tspan dx='1'>två</tspan></text><text x='24.5'>mitt</text>")[0] == "ett mitt två"
    assert shown("<text>ett<tspan dx='1'>två</tspan></text><text x='25.5'>mitt</text>")[0] == "ett två mitt"
    assert shown("<text>ett<tspan>två</tspan><tspan dx='1'>tre</tspan></text><text x='48.5'>mitt</text>")[0] == (
        "etttvå mitt tre"
    )


def test_letters_go_on_after_the_last_of_them_with_a_place() -> None:
    assert shown("<text x='0 50 100'>ord</text><text x='75'>mitt</text>")[0] == "o r mitt d"
    assert shown("<text x='0 50'>ord</text><text x='57'>mitt</text>")[0] == "o rd mitt"
    assert shown("<text dx='0 9 9'>ord</text>")[0] == "o r d"
    assert shown("<text x='0 50'>o<tspan>rd</tspan></text><text x='40'>mitt</text>")[0] == "o mitt rd"
    assert shown("<text><tspan x='0 50'>ord</tspan></text><text x='40'>mitt</text>")[0] == "o mitt rd"


def test_turned_texts_are_read_as_they_lie() -> None:
    words = "<g transform='rotate(90)'><text x='30' y='5'>två</text><text y='3'>ett</text></g><text x='300'>ord</text>"

    assert places(words)["by rows at 90°"] == "ett två"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<text x='{}' fill='red'>{}</text>", "<text x='{}' fill='blue'>{}</text>"),
        ("<text x='{}' style='fill: red'>{}</text>", "<text x='{}' fill='red' style='fill: blue'>{}</text>"),
        ("<g fill='red'><text x='{}'>{}</text></g>", "<text x='{}'>{}</text>"),
        ("<g transform='translate({} 0) scale(2)'><text>{}</text></g>", "<text x='{}'>{}</text>"),
        ("<text x='{}' font-size='9'>{}</text>", "<text x='{}'>{}</text>"),
        ("<g transform='scale(0.5)'><text style='transform: scale(2)' x='{}' font-size='9'>{}</text></g>",
         "<text x='{}' font-size='12'>{}</text>"),
    ],
)  # fmt: skip
def test_texts_that_look_different_are_read_by_themselves(one: str, other: str) -> None:
    drawing = one.format(0, "ett") + other.format(40, "x") + one.format(80, "två") + other.format(120, "y")

    assert {"ett två", "x y"} <= set(places(drawing).values())


def test_texts_along_different_paths_are_read_by_themselves() -> None:
    path = "<text><textPath href='#{}' startOffset='{}'>{}</textPath></text>"
    drawing = "".join(path.format(name, at, text) for name, at, text in
                      [("a", 0, "ett"), ("b", 40, "x"), ("a", 80, "två"), ("b", 120, "y")])  # fmt: skip

    assert {"ett två", "x y"} <= set(places(drawing).values())


def test_texts_may_be_in_each_other_to_a_depth_and_no_deeper() -> None:
    def nested(levels: int) -> str:
        return "<text>" + "<tspan>" * levels + "ord" + "</tspan>" * levels + "</text>"

    assert shown(nested(DEEPEST - 2))[0] == "ord"
    with pytest.raises(LimitError, match="its texts are more than"):
        shown(nested(DEEPEST - 1))
    assert shown("<g>" * (DEEPEST - 2) + "<text>ord</text>" + "</g>" * (DEEPEST - 2))[0] == "ord"
    with pytest.raises(LimitError, match="levels deep"):
        shown("<g>" * (DEEPEST - 1) + "<text>ord</text>" + "</g>" * (DEEPEST - 1))


@pytest.mark.parametrize(
    ("name", "enough", "inner"), [("MOST_ELEMENTS", 3, "<g/><g/>"), ("MOST", 2, "<text x='0 9'>ett</text><g/>")]
)
def test_a_drawing_is_read_up_to_a_number_of_elements_and_texts(
    monkeypatch: pytest.MonkeyPatch, name: str, enough: int, inner: str
) -> None:
    monkeypatch.setattr(f"kefu.check.readers.scene.{name}", enough)
    shown(inner)

    monkeypatch.setattr(f"kefu.check.readers.scene.{name}", enough - 1)
    with pytest.raises(LimitError, match="it draws more than"):
        shown(f"{inner}<!-- once more -->")


def glyph(letter: str) -> str:
    """Return the outline of a letter as matplotlib writes it, a hundred to an em."""
    with styled(THEME):
        path = TextPath((0, 0), letter, size=100, prop=FontProperties(family="Source Sans Pro"))
    steps = {1: "M", 2: "L", 3: "Q", 79: "z"}
    return " ".join(
        f"{steps[int(code)]} {' '.join(f'{number:.6f}' for number in points) if code != 79 else ''}"
        for points, code in path.iter_segments(simplify=False)
    )


GLYPHS = {letter: glyph(letter) for letter in "aordtv"}
MOVED = {"ð": "d", "þ": "r"}
"""Letters that a test draws elsewhere than others do."""
ALPHABET = "<defs>" + "".join(f"<path id='{letter}' d='{path}'/>" for letter, path in GLYPHS.items()) + "</defs>"


def written(text: str, x: float, y: float, *, gap: float = 0, more: str = "", back: bool = False, at: float = 0) -> str:
    """Return letters that refer to outlines, as matplotlib draws a text, with gaps in hundredths of an em."""
    uses = ""
    for letter in text:
        if letter == " ":
            at += 30
            continue
        uses += f"<use xlink:href='#{letter}' transform='translate({-at if back else at:.4f} 0)'{more}/>"
        at += 100 * letters_of(GLYPHS[MOVED.get(letter, letter)])[0].width + gap
    return f"<g transform='translate({x} {y}) scale(0.1 -0.1)'>{uses}</g>"


@pytest.mark.parametrize("more", ["", " fill='red'"])
def test_outlines_of_letters_are_read_where_they_are_drawn(more: str) -> None:
    after, before = written("ord", 40, 20, more=more), written("tar", 0, 20, more=more)

    assert shown(ALPHABET + after + before)[0] == "tar ord"
    assert shown(ALPHABET + written("ord", 0, 30, more=more) + written("tar", 0, 0, more=more))[0] == "tar ord"
    assert "tar ord" in places(ALPHABET + after + before)["by rows"]


@pytest.mark.parametrize(
    ("gap", "text"), [(0, "ord"), (13, "ord"), (14.07, "o r d"), (15, "o r d"), (-13, "ord"), (-15, "ord")]
)
def test_outlines_of_letters_make_words_if_they_touch(gap: float, text: str) -> None:
    assert shown(ALPHABET + written("ord", 0, 0, gap=gap))[0] == text
    assert shown(ALPHABET + written("ord", 0, 0, gap=gap, more=" fill='red'"))[0] == text


def test_outlines_that_run_back_are_read_where_they_are() -> None:
    assert shown(ALPHABET + written("dro", 0, 0, gap=20, back=True))[0] == "or d"


def test_a_comment_of_matplotlib_says_what_the_outlines_after_it_are() -> None:
    drawing = ALPHABET + "<!-- $annat$ -->" + written("ord", 40, 20) + "<!-- tar -->" + written("tar", 0, 20)

    assert places(drawing)["by rows"] == "tar annat"
    assert places(drawing)["by rows of outlines"] == "tar ord"


def test_a_drawing_that_has_nothing_but_outlines_is_read_once() -> None:
    assert places(ALPHABET + written("ord", 0, 0)).keys().isdisjoint({"by rows of outlines"})
    assert "by rows of outlines" in places(ALPHABET + written("ord", 0, 0) + "<text x='90'>slut</text>")


def test_a_comment_that_is_no_formula_is_read_as_it_is_written() -> None:
    assert shown(r"<!-- \ett två --><g/>")[0] == r"\ett två"


def test_outlines_are_read_on_both_sides_of_what_is_defined_between_them() -> None:
    whole = written("ord", 0, 0)
    first, second = whole.split("/>", 1)
    assert shown(f"{ALPHABET}{first}/><defs/>{second}")[0] == "ord"


def test_texts_are_as_large_as_they_are_drawn() -> None:
    one, other = (
        "<g transform='translate({} 0) scale(2)'><text font-size='6'>{}</text></g>",
        "<text x='{}' font-size='12'>{}</text>",
    )
    drawing = one.format(0, "ett") + other.format(40, "x") + one.format(80, "två") + other.format(120, "y")

    assert "ett två" not in places(drawing).values()


def test_what_is_drawn_is_read_to_a_depth_and_no_deeper() -> None:
    assert shown("<g>" * 210 + "</g>" * 210) == []
    with pytest.raises(LimitError, match="what it draws is more than 210 levels deep"):
        shown("<g>" * 211 + "</g>" * 211)


def test_a_drawing_has_so_many_texts_at_most() -> None:
    with pytest.raises(LimitError, match="20000 texts"):
        shown(f"<text x='{'0 ' * 20_001}'>{'o' * 20_001}</text><g/>")


@pytest.mark.parametrize(
    ("row", "text"),
    [
        (written("ord tar", 0, 0), "ord tar"),
        (written("ord tar", 0, 0, at=-13.5), "ord tar"),
        (re.sub(r"xlink:href='(#.)'", r"xlink:href='\1' href='\1'", written("ord tar", 0, 0)), "ord tar"),
        (written("orð", 0, 0), "or d"),
        (written("oþ", 0, 0), "or"),
        (written("ord", 0, 0, more=" class='a'").replace("scale(0.1 -0.1)", "scale(0.1 -0.1) skewX(40)"), "ord"),
    ],
    ids=["plain", "further left", "two links", "moved to the right", "drawn higher", "slanted letter by letter"],
)
def test_a_row_of_outlines_is_one_text(row: str, text: str) -> None:
    right = f"<path id='ð' transform='translate(20 0)' d='{GLYPHS['d']}'/>"
    high = "<path id='þ' d='{}'/>".format(
        re.sub(r"([-\d.]+) ([-\d.]+)", lambda match: f"{match[1]} {float(match[2]) + 20}", GLYPHS["r"])
    )

    assert places(f"{ALPHABET}<defs>{right}{high}</defs>{row}") == {"by rows": text}


def test_letters_of_other_colours_are_read_by_themselves_though_they_touch() -> None:
    letters = (letter for pair in zip("ord", "tar", strict=True) for letter in pair)
    uses = written("otradr", 0, 0)
    for letter, colour in zip(letters, ("red", "blue") * 3, strict=True):
        uses = uses.replace(f"<use xlink:href='#{letter}' tr", f"<use fill='{colour}' xlink:href='#{letter}' tr", 1)

    assert {"o r d", "t a r"} <= set(places(ALPHABET + uses).values())


def test_a_row_that_is_enlarged_otherwise_than_by_moving_is_read_letter_by_letter() -> None:
    whole = written("ord", 0, 0).replace("translate(0.0000 0)", "scale(1)")

    assert shown(ALPHABET + whole)[0] == "ord"


def test_what_says_something_about_a_drawing_is_not_drawn() -> None:
    assert shown(f"{ALPHABET}<metadata>{written('ord', 0, 0)}</metadata>") == []
    assert shown(f"{ALPHABET}<metadata><use xlink:href='#o' transform='translate(0 0)'/></metadata>") == []


def test_outlines_are_read_in_rows_and_columns_as_wide_and_high_as_they_are() -> None:
    assert shown(ALPHABET + written("ord", 40, 0) + written("tar", 0, 3))[0] == "tar ord"

    rows = [("tar", "ord", "rad", "rot"), ("dov", "vad", "dra", "rov")]
    at = [
        (word, x, y)
        for row, y in zip(rows, (0, 20), strict=True)
        for word, x in zip(row, (0, 20, 100, 120), strict=True)
    ]
    drawing = ALPHABET + "".join(written(*one) for one in at)
    assert "tar ord dov vad rad rot dra rov" in shown(drawing)


@pytest.mark.parametrize("inner", ["{}{}", "{}<tspan>{}</tspan>"])
def test_columns_are_cut_where_the_space_between_texts_is_widest(inner: str) -> None:
    rows = [(inner.format("a" * 10, "b" * 10), "cc", "dd"), (inner.format("e" * 10, "f" * 10), "gg", "hh")]
    drawing = "".join(
        f"<text x='{x}' y='{y}'>{text}</text>"
        for row, y in zip(rows, (0, 40), strict=True)
        for text, x in zip(row, (0, 170, 240), strict=True)
    )

    assert f"{'a' * 10}{'b' * 10} cc {'e' * 10}{'f' * 10} gg dd hh" in shown(drawing)
