from __future__ import annotations

import pytest

from kefu.check.readers.css import Look, contents, look_of, sheet_of


@pytest.mark.parametrize(
    "style",
    [
        "display:none",
        "DISPLAY : NONE !important",
        "color: red; visibility: hidden",
        "opacity:.0",
        "opacity: 0%",
        "font-size: 0.1em",
        "font: italic 1px serif",
        "color:#FEFEFE",
        "color: rgb(255 255 255)",
        "fill: none",
        "color:#123;background:#123",
        "text-indent:-9999px",
        "left: -2000px",
        "clip: rect(1px, 1px, 1px, 1px)",
        "transform: rotate(3deg) scale(0)",
        "/* x */ d\\69splay: none",
        "z-index: -1",
        "height:0",
        "color:rgba(0,0,0,0)",
        "font-size:2.9",
        "font-size:2.9px",
        "font-size:2.2pt",
        "font-size:0.187em",
        "font-size:0.187rem",
        "font-size:18.7%",
        "font-size:0.29vw",
        "font-size:0.29vh",
        "font-size:0.9ch",
        "color: red ; background: red ",
    ],
)
def test_what_hides_a_text_is_known(style: str) -> None:
    assert look_of(style).hidden


@pytest.mark.parametrize(
    "style",
    ["", "color:#333", "opacity:0.5", "opacity:1", "font-size:12px", "font:700 1.2rem/1.5 Source", "left:20px",
     "height:0.5em", "background:none", "color:#123;background:#fff",
     "font-size:3px", "font-size:2.3pt", "font-size:0.188em", "font-size:0.188rem", "font-size:18.8%",
     "font-size:0.3vw", "font-size:0.3vh", "font-size:1ch", "background:#123", "color:#123", "opacity:0/* 0 */.5",
     "transform:scale(0.9)", "clip-path:none"],
)  # fmt: skip
def test_what_does_not_hide_a_text_is_let_be(style: str) -> None:
    assert not look_of(style).hidden


@pytest.mark.parametrize(
    ("style", "look"),
    [
        ("order: -2", Look(order=-2)),
        ("left:10px;top:2em", Look(down=2, across=10)),
        ("right:10px;bottom:2em", Look(down=-2, across=-10)),
        ("transform:translate(3px, 4px)", Look(down=4, across=3)),
        ("transform:translateX(7px)", Look(across=7)),
        ("transform:matrix(1 0 0 1 7 8)", Look(down=8, across=7)),
        ("grid-area: 2 / 3", Look(down=2, across=3)),
        ("inset: 1px 0 0 5px", Look(down=1, across=5)),
        ("x:4;y:5", Look(down=5, across=4)),
        ("direction:rtl; unicode-bidi:isolate-override", Look(backwards=True)),
        ("direction:rtl", Look()),
        ("unicode-bidi:bidi-override", Look()),
        ("", Look()),
        ("left:10px;left:5px", Look(across=15)),
        ("y:4;dy:5", Look(down=9)),
        ("left:10px;right:3px", Look(across=7)),
        ("top:10px;bottom:3px", Look(down=7)),
        ("left:auto;top:2px", Look(down=2)),
        ("left:9px;top:9px;translate:3px 4px", Look(down=13, across=12)),
        ("left:9px;top:9px;translate:3px", Look(down=9, across=12)),
        ("transform:translateY(7px)", Look(down=7)),
        ("transform:rotate(3deg);top:2px", Look(down=2)),
        ("transform:matrix(1 0 0)", Look(down=0, across=0)),
        ("transform:matrix(1 0 0 1 7 8 9)", Look(down=8, across=7)),
        ("left:9px;top:9px;grid-area:2/3", Look(down=11, across=12)),
        ("inset:1px", Look(down=1, across=1)),
        ("inset:1px 2px", Look(down=1, across=2)),
        ("inset:1px 2px 3px", Look(down=1, across=2)),
        ("inset:1px 2px 3px 4px", Look(down=1, across=4)),
    ],
)
def test_where_a_text_is_put_is_known(style: str, look: Look) -> None:
    assert look_of(style) == look


def test_a_rule_is_for_what_its_last_part_says() -> None:
    sheet = sheet_of(["@media print { main p.a > b.x.y:nth-child(2), #z { display:none } } p { color: red }"])

    assert "none" in sheet.style("b", (".x", ".y"), 2)
    assert "none" in sheet.style("i", ("#z",), 1)
    assert sheet.style("b", (".x", ".y"), 1) == sheet.style("b", (".x",), 2) == sheet.style("p", (), 1) == ""
    assert sheet.counts


def test_a_rule_that_hides_and_places_nothing_is_left_out() -> None:
    sheet = sheet_of(["p { color: red } /* b { display:none } */ :nth-child(3) { left: 2px }", "i { color: red }"])

    assert {*sheet.rules} == {"*"}
    assert sheet.style("p", (), 3) == " left: 2px "
    assert not sheet_of(["b { display:none }"]).counts
    assert {*sheet_of(["b, I {display:none}"]).rules} == {"b", "i"}
    assert {*sheet_of([" {display:none}"]).rules} == {"*"}
    assert sheet_of(["{display:none} [title] {display:none}"]).style("p", (), 0) == "display:none"


def test_texts_that_style_sheets_add_are_told_in_order() -> None:
    assert [*contents(["a::before{content:'ett'} b::after { content: \"tv\\e5\" }"])] == ["ett", "två"]
