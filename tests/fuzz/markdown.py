"""A grammar of everything that authors can write in Markdown, and of much that they should not."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    import random
    from collections.abc import Callable, Sequence

T = TypeVar("T")

_TALK: Final = (
    "kommunen direktören beslutet nämnden och att inte men skolan badhuset pengarna ”frågan” hon han sade ett möte "
    "budgeten för i på under över ordföranden samtalet tystnad 2,5 10 000 miljoner 1–2 § 3 kap. Øst naïve Łódź H₂O "
    "förtroende uppdrag ansvar protokoll omorganisation verksamhetsutvecklingsprocessbeskrivning e-post m.m. t.ex."
)
WORDS: Final = tuple(_TALK.split(" "))
SIGNS: Final = tuple("*_`[](){}|<>&~^$\"'!#:-+=@\\/%.;—…“”„»«•→✓😀中ع\u00a0\u00ad\u200b\u202e\x07\x00\ufeff\t")
BROKEN: Final = (
    *("**", "*a", "`", "[x", "[x](", "![", "[^", "[^saknas]", "[@", "@saknas", "[@saknas, s. 3]", "@fig-saknas"),
    *(
        "@sec-",
        "{#sec-a}",
        "<!--",
        "-->",
        "<b>x</b>",
        "<div>",
        "&nbsp;",
        "&#x0;",
        "$x^2$",
        "\\emph{x}",
        "~~",
        "^^",
        "~",
    ),
    *("{{< include x >}}", "==märkt==", "[[sida]]", ":::", "```", "|", "\\", "{.klass}", "[x](#borta)", "[x](fil.md)"),
    *(
        "[x](javascript:alert)",
        "http://exempel",
        "<http://",
        "[x]{lang=}",
        "[x]{lang=qq-zz}",
        "%%x%%",
        "\u202e",
        "\x08",
    ),
    *("[[a](https://a.org)](https://b.org)", "^[not^[i not]]", "[" * 9, "*" * 40, "_ *" * 30, "{++x++}", "\ue000"),
)
"""What is often a mistake, where it stands alone."""


@dataclass(slots=True)
class Chance:
    """A source of choices. With the probability `wrong`, a choice falls on something that should not be written."""

    random: random.Random
    wrong: float

    def one(self, of: Sequence[T]) -> T:
        """Return one of several."""
        return self.random.choice(of)

    def some(self, least: int, most: int) -> range:
        """Return so many numbers, from 0, as lie between two others."""
        return range(self.random.randint(least, most))

    def maybe(self, likely: float = 0.5) -> bool:
        """Return whether something happens that has a probability."""
        return self.random.random() < likely

    def slips(self) -> bool:
        """Return whether the author makes a mistake."""
        return self.maybe(self.wrong)

    def words(self, least: int = 1, most: int = 8) -> str:
        """Return some words of running text."""
        said = [self.one(WORDS) for _ in self.some(least, most)]
        if self.slips():
            said.insert(self.random.randint(0, len(said)), self.one((*SIGNS, *BROKEN)))
        return " ".join(said)


@dataclass(slots=True)
class Writer:
    """Somebody who writes the texts of one owner: a case, or the report (which has no name).

    `labels` holds what can be referred to in a whole project, as far as it is written, and `cited` the works that can
    be cited; `number` makes names unique.
    """

    chance: Chance
    owner: str
    cited: Sequence[str]
    figures: Sequence[str]
    pictures: Sequence[str]
    labels: list[str]
    number: int = 0
    notes: list[str] = field(default_factory=list)

    def label(self, kind: str) -> str:
        """Return a new label of a kind, which has to be referred to."""
        self.number += 1
        name = f"{kind}-{'-'.join(filter(None, (self.owner, f'n{self.number}')))}"
        if self.chance.slips():
            name = self.chance.one((f"{kind}-", name.upper(), f"x{name}", f"{kind}-å", f"{kind}-a b", *self.labels[:1]))
        self.labels.append(name)
        return name

    def inline(self, depth: int = 2) -> str:
        """Return something that stands in a line."""
        if depth <= 0:
            return self.chance.words()
        return self.chance.one(INLINES)(self, depth - 1)

    def line(self, depth: int = 2) -> str:
        """Return a line of running text."""
        return " ".join(self.inline(depth) for _ in self.chance.some(1, 4)) + self.chance.one((".", "?", "", ":", ".”"))

    def block(self, depth: int = 2) -> str:
        """Return a block, and the paragraphs that refer to what has a label in it."""
        before = len(self.labels)
        kinds = BLOCKS if depth > 0 else BLOCKS[:3]
        written = self.chance.one(kinds)(self, depth - 1)
        new = [label for label in self.labels[before:] if not label.startswith("sec")]
        told = f"\n\n{self.chance.words(2, 4)} @{' och @'.join(new)}." if depth == OUTERMOST and new else ""
        notes, self.notes = (self.notes, []) if depth == OUTERMOST else ([], self.notes)
        return "\n\n".join((written + told, *notes))

    def text(self, *, title: str = "", level: int = 1, blocks: tuple[int, int] = (1, 5)) -> str:
        """Return a whole text, under a title if there is one."""
        made = [f"# {title}"] if title else []
        depth = level - 1
        for _ in self.chance.some(*blocks):
            if self.chance.maybe(0.2):
                depth = self.chance.random.randint(level, max(level, min(depth + 1, level + 1)))
                depth += self.chance.slips()
                named = f" {{#{self.label('sec')}}}" if self.chance.maybe() else ""
                made.append(f"{'#' * depth} {self.chance.words(1, 5)}{named}")
                made.append(self.line())
            made.append(self.block(OUTERMOST))
        return "\n\n".join(made) + self.chance.one(("\n", "\n", "\n\n", ""))


OUTERMOST: Final = 3


def _around(before: str, after: str = "") -> Callable[[Writer, int], str]:
    return lambda writer, depth: f"{before}{writer.inline(depth)}{after or before}"


def _citation(writer: Writer, _depth: int) -> str:
    chance = writer.chance
    keys = [chance.one(writer.cited) for _ in chance.some(1, 3)]
    place = chance.one(("", "", ", s. 12", ", s. 12–14", ", kap. 3", ", 7 kap. 1 §", ", avsnitt 2.1", ", bilaga 2"))
    if chance.slips():
        place = f", {chance.words(1, 3)}"
    listed = "; ".join(f"{chance.one(('', '', '-', 'se ', 'jfr '))}@{key}{place}" for key in keys)
    return chance.one((f"@{keys[0]}", f"[{listed}]", f"@{keys[0]} [s. 3]", f"[@{keys[0]}{place}]"))


def _reference(writer: Writer, depth: int) -> str:
    if not writer.labels:
        return writer.inline(depth)
    label = writer.chance.one(writer.labels)
    return writer.chance.one((f"@{label}", f"@{label[0].upper()}{label[1:]}", f"[-@{label}]", f"[@{label}]"))


def _note(writer: Writer, depth: int) -> str:
    writer.number += 1
    name = f"{writer.owner or 'r'}{writer.number}"
    if writer.chance.maybe(0.3):
        return f"ord^[{writer.inline(0)}.]"
    more = f"\n\n    {writer.line(0)}" if writer.chance.maybe(0.3) else ""
    writer.notes.append(f"[^{name}]: {writer.inline(min(depth, 1))}.{more}")
    return f"ord[^{name}]"


def _link(writer: Writer, _depth: int) -> str:
    path = writer.chance.one(("", "a", "a_b?c=1&d=2", "%C3%A5", "å", "a(b)", "#x"))
    return writer.chance.one((f"[{writer.inline(0)}](https://example.org/{path})", "<https://example.org/a>"))


INLINES: Final[Sequence[Callable[[Writer, int], str]]] = (
    *(lambda writer, _: writer.chance.words(),) * 6,
    _around("*"),
    _around("**"),
    _around("~~"),
    lambda writer, _: f"[{writer.chance.words()}]{{lang={writer.chance.one(('en', 'fr', 'de-AT', 'la'))}}}",
    lambda writer, _: f"[ord *{writer.chance.words()}* ord]{{lang=en}}",
    lambda writer, _: f"H~{writer.chance.one('2ni')}~O och x^{writer.chance.one('2an')}^",
    lambda writer, _: f"`{writer.chance.words(1, 3).replace('`', '')}`",
    *(_citation,) * 2,
    *(_reference,) * 2,
    _note,
    _link,
    lambda writer, _: f"ord\\\n{writer.chance.words()}",
    lambda writer, _: f"<!-- {writer.chance.words().replace('--', '')} -->",
    lambda writer, _: writer.chance.one(BROKEN) if writer.chance.slips() else "\\*\\_\\[ &amp; \\$5",
)


def _in_a_line(writer: Writer, depth: int) -> str:
    return writer.inline(depth).replace("\\\n", "").replace("\n", " ")


def _paragraph(writer: Writer, depth: int) -> str:
    return "\n".join(writer.line(depth) for _ in writer.chance.some(1, 3))


def _indented(text: str, by: str = "    ") -> str:
    return "\n".join(f"{by}{line}" if line else line for line in text.split("\n")).lstrip()


def _list(writer: Writer, depth: int) -> str:
    chance = writer.chance
    mark = chance.one(("-", "*", "1.", "a)", "i.", "(1)", "#."))
    loose = chance.one(("\n", "\n\n"))

    def item() -> str:
        by = " " * (len(mark) + 1)
        more = f"\n\n{by}{_indented(writer.block(depth), by)}\n" if chance.maybe(0.3) else ""
        return f"{mark} {_indented(writer.line(depth), by)}{more}"

    return loose.join(item() for _ in chance.some(1, 4))


def _table(writer: Writer, _depth: int) -> str:
    chance = writer.chance
    columns = chance.random.randint(1, 6)

    def row() -> str:
        return "|" + "|".join(f" {_in_a_line(writer, chance.one((0, 0, 0, 1)))} " for _ in range(columns)) + "|"

    heads = "|" + "|".join(f" {chance.words(1, 2)} " for _ in range(columns)) + "|"
    rule = "|" + "|".join(chance.one(("---", ":--", "--:", ":-:")) for _ in range(columns)) + "|"
    rows = "\n".join(row() for _ in chance.some(1, 6))
    caption = "" if chance.slips() else f"\n\n: {writer.inline(1)} {{#{writer.label('tbl')}}}"
    return f"{heads}\n{rule}\n{rows}{caption}"


def _grid(writer: Writer, depth: int) -> str:
    cells = [[writer.block(min(depth, 0)).split("\n") for _ in range(2)] for _ in writer.chance.some(1, 3)]
    width = max((len(line) for row in cells for cell in row for line in cell), default=1) + 2
    edge = f"+{'-' * width}+{'-' * width}+"
    made = [edge, f"| {'A':<{width - 1}}| {'B':<{width - 1}}|", edge.replace("-", "=")]
    for one, other in cells:
        for index in range(max(len(one), len(other))):
            pair = ((cell[index] if index < len(cell) else "") for cell in (one, other))
            made.append("|" + "|".join(f" {text:<{width - 1}}" for text in pair) + "|")
        made.append(edge)
    return "\n".join(made) + f"\n\n: {writer.chance.words()} {{#{writer.label('tbl')}}}"


def _figure(writer: Writer, depth: int) -> str:
    chance = writer.chance
    if writer.figures and chance.maybe():
        return f"![](figure:{chance.one(writer.figures)}){{#{writer.label('fig')}}}"
    alt = f'alt="{chance.words(6, 12).replace(chr(34), "")}"'
    width = chance.one(("", "", " width=50%", " width=33.3%", " width=100%"))
    if chance.slips():
        alt, width = chance.one((("", width), (alt, " width=5cm"), (alt, " .klass"), (alt, " height=3%")))
    caption = f"Bilden {_in_a_line(writer, min(depth, 1))}"
    return f"![{caption}]({chance.one(writer.pictures)}){{#{writer.label('fig')} {alt}{width}}}"


def _exhibit(writer: Writer, depth: int) -> str:
    inside = "\n\n".join(writer.block(depth) for _ in writer.chance.some(1, 3))
    title = writer.chance.words().replace('"', "")
    return f'::: {{.exhibit #{writer.label("exh")} title="{title}"}}\n{inside}\n:::'


def _div(head: str) -> Callable[[Writer, int], str]:
    return lambda writer, depth: f"::: {{{head}}}\n{writer.block(depth)}\n:::"


BLOCKS: Final[Sequence[Callable[[Writer, int], str]]] = (
    *(_paragraph,) * 3,
    *(_list,) * 2,
    *(_table,) * 2,
    _grid,
    *(_figure,) * 2,
    *(_exhibit,) * 2,
    _div(".pullquote"),
    _div("lang=en"),
    _div("lang=sv"),
    lambda writer, depth: "\n".join(f"> {line}" for line in writer.block(depth).split("\n")),
    lambda writer, depth: f"{writer.inline(0)}\n:   {writer.inline(0)}\n\n    {_indented(writer.block(depth))}",
    lambda writer, _: "\n".join(
        f"| {'  ' * writer.chance.maybe()}{writer.inline(1)}" for _ in writer.chance.some(1, 4)
    ),
    lambda writer, _: f"```\n{writer.chance.words()}\n\n    {writer.chance.words()}\n```",
    lambda writer, _: f"<!-- {writer.chance.words().replace('--', '')} -->",
    lambda writer, depth: (
        writer.chance.one((*BROKEN, "* * *", "- [ ] x", "## ", "    kod")) + "\n" + writer.line(depth)
        if writer.chance.slips()
        else _paragraph(writer, depth)
    ),
)
