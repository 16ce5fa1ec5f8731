"""What styles do to a text: whether they hide it, and where they put it (CSS 2.2 and later, SVG 2).

This is no browser: it decides one declaration at a time, and takes a selector for what its last part says. What it
takes for hidden although it is not is only left out of a second reading.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kefu.check.readers.decoding import unescaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ATTRIBUTES: Final = frozenset(
    "display visibility opacity fill fill-opacity font-size color bgcolor x y dx dy transform clip-path direction "  # noqa: SIM905 - a list of words
    "unicode-bidi mask filter".split()
)
"""Attributes of SVG and of old HTML that mean what properties of the same name mean."""

_SMALLEST: Final = 3.0
"""The size in pixels below which letters cannot be seen."""
_PIXELS: Final = {"": 1.0, "px": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "%": 0.16, "vw": 10.0, "vh": 10.0}

_RULE: Final = re.compile(r"([^{}]{1,2000})\{([^{}]{1,5000})\}")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)
_GAPS: Final = re.compile(r"\s*([:;,()])\s*")
_COMPOUND: Final = re.compile(r"[^\s>+~]+$")
_PART: Final = re.compile(r"([.#]?)([\w-]+)|:nth-(?:child|of-type)\((\d+)\)|(::?[\w-]+(?:\([^()]*\))?|\[[^\]]*\]|\*)")
_CONTENT: Final = re.compile(r"""content\s*:\s*["']([^"'\n]{1,500})["']""")

_ZERO: Final = r"(?:0+(?:\.0\d*)?|\.0\d*)"
_NOTHING: Final = rf"(?:transparent|none|rgba?\([^)]*[,/ ]{_ZERO}%?\)|#[0-9a-f]{{3}}0|#[0-9a-f]{{6}}0[0-9a-f])(?=;|$)"
_PALE: Final = (
    r"(?:white(?:smoke)?|snow|ivory|#[ef]{3,4}|#(?:[ef][0-9a-f]){3}(?:ff)?"
    r"|rgba?\((?:(?:2[3-5]\d|9\d%|100%)[, ]?){3}.*?\)"
    r"|hsl\([^)]*,(?:9\d|100)%\))(?=;|$)"
)
_HIDING: Final = re.compile(
    rf"(?:^|;)(?:display:none|visibility:(?:hidden|collapse)|content-visibility:hidden|(?:fill-)?opacity:{_ZERO}%?(?=;|$)"
    rf"|(?:color|fill|-webkit-text-fill-color):(?:{_NOTHING}|{_PALE})|(?:max-)?(?:width|height):[01](?:px)?(?=;|$)"
    rf"|line-height:{_ZERO}(?:px)?(?=;|$)|clip(?:-path)?:(?!auto|none)|mask(?:-image)?:(?!none)|z-index:-"
    rf"|text-indent:-\d{{3}}|(?:left|top|right|bottom|inset|margin(?:-\w+)?|x|y):(?:-\d{{3}}|-?\d{{5}})"
    rf"|transform:[^;]*(?:scale[xy]?\({_ZERO}[,)]|translate[xy]?\([^)]*(?:-\d{{3}}|-?\d{{5}}))"
    rf"|filter:[^;]*opacity\({_ZERO}|zoom:{_ZERO}(?=;|$))"
)
_SIZE: Final = re.compile(r"(?:^|;)font(?:-size:|:(?:[^;]* )?)(\d*\.?\d+)(%|[a-z]*)(?![\w.])")
_INK: Final = re.compile(r"(?:^|;)color:([^;]+)")
_GROUND: Final = re.compile(r"(?:^|;)(?:background(?:-color)?|bgcolor):([^;]+)")
_OVERRIDDEN: Final = re.compile(r"unicode-bidi:(?:isolate-|bidi-)?override")
_ORDER: Final = re.compile(r"(?:^|;)order:(-?\d{1,9})")
_PLACED: Final = re.compile(
    r"(?:^|;)(left|right|top|bottom|x|y|dx|dy|grid-row|grid-column"
    r"|grid-row-start|grid-column-start|grid-area|inset|transform|translate):([^;]*)"
)
_NUMBER: Final = re.compile(r"-?\d*\.?\d+")
_ACROSS: Final = frozenset("left x dx grid-column grid-column-start translatex".split())  # noqa: SIM905
_DOWN: Final = frozenset("top y dy grid-row grid-row-start translatey".split())  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Look:
    """What styles do to an element: hide it, show its letters backwards, give it a place.

    `order` is its place among its siblings; `down` and `across` are its place on the page, in whatever unit is given.
    """

    hidden: bool = False
    backwards: bool = False
    order: int | None = None
    down: float | None = None
    across: float | None = None


def look_of(style: str) -> Look:
    """Return what declarations do, separated by semicolons."""
    if not style:
        return Look()
    style = _GAPS.sub(r"\1", _COMMENT.sub("", unescaped(style)).lower().replace("!important", "")).strip()
    ink, ground, order = _INK.search(style), _GROUND.search(style), _ORDER.search(style)
    size = _SIZE.search(style)
    down, across = _place(style)
    return Look(
        hidden=bool(_HIDING.search(style))
        or bool(size and float(size[1]) * _PIXELS.get(size[2], _SMALLEST) < _SMALLEST)
        or bool(ink and ground and ink[1].strip() == ground[1].strip()),
        backwards="direction:rtl" in style and bool(_OVERRIDDEN.search(style)),
        order=int(order[1]) if order else None,
        down=down,
        across=across,
    )


def _place(style: str) -> tuple[float | None, float | None]:
    down: float | None = None
    across: float | None = None
    for match in _PLACED.finditer(style):
        name = match[1]
        if name == "transform":
            function = re.search(r"(translate[xy]?|matrix)\(([^)]*)", match[2])
            name, value = (function[1], function[2]) if function else ("", "")
        else:
            value = match[2]
        numbers = [float(number) for number in _NUMBER.findall(value)[:6]]
        if not numbers:
            continue
        if name in _ACROSS:
            across = (across or 0) + numbers[0]
        elif name in _DOWN:
            down = (down or 0) + numbers[0]
        elif name == "right":
            across = (across or 0) - numbers[0]
        elif name == "bottom":
            down = (down or 0) - numbers[0]
        elif name in {"translate", "matrix"}:
            pair = numbers[4:] if name == "matrix" else numbers
            across = (across or 0) + (pair[0] if pair else 0)
            down = (down or 0) + (pair[1] if len(pair) > 1 else 0)
        elif name in {"grid-area", "inset"}:
            down = (down or 0) + numbers[0]
            across = (across or 0) + (numbers[3:4] or numbers[1:2] or numbers)[0]
    return down, across


@dataclass(frozen=True, slots=True)
class _Rule:
    """A rule by the last part of its selector; `nth` is the place among siblings that it asks for, or 0."""

    tag: str
    names: frozenset[str]
    nth: int
    style: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rules of style sheets that hide or place something, by a name that what they are about must have."""

    rules: Mapping[str, tuple[_Rule, ...]]
    counts: bool

    def style(self, tag: str, names: Iterable[str], nth: int) -> str:
        """Return the declarations for an element; `names` are its classes (“.x”) and its identifier (“#x”)."""
        own = dict.fromkeys(("*", tag, *names))
        return ";".join(
            rule.style
            for name in own
            for rule in self.rules.get(name, ())
            if rule.names <= own.keys() and rule.tag in {"", tag} and rule.nth in {0, nth}
        )


def sheet_of(texts: Iterable[str]) -> Sheet:
    """Return what style sheets hide or place; what a rule is nested in, such as a media query, is not looked at."""
    rules: defaultdict[str, list[_Rule]] = defaultdict(list)
    for text in texts:
        for selectors, style in _RULE.findall(_COMMENT.sub("", text)):
            if look_of(style) != Look():
                for rule in map(_rule, selectors.split(","), [style] * (selectors.count(",") + 1)):
                    rules[min(rule.names, default=rule.tag or "*")].append(rule)
    return Sheet(
        rules={name: tuple(found) for name, found in rules.items()},
        counts=any(rule.nth for found in rules.values() for rule in found),
    )


def contents(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts that style sheets add to a page, in the order in which they are written."""
    for text in texts:
        yield from (unescaped(content) for content in _CONTENT.findall(text))


def _rule(selector: str, style: str) -> _Rule:
    last = _COMPOUND.search(selector.strip())
    tag, nth = "", 0
    names: set[str] = set()
    for mark, name, number, _ in _PART.findall(last[0] if last else ""):
        if mark:
            names.add(mark + name)
        elif name:
            tag = name.lower()
        elif number:
            nth = int(number)
    return _Rule(tag, frozenset(names), nth, style)
