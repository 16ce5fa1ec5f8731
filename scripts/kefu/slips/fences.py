"""What begins on a line and has to end on another: `:::` blocks, code, and comments; and code that is to be run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kefu.reading.sources import UNSHOWN
from kefu.rules.markup import COMMENT_IS_CLOSED
from kefu.rules.slips import BOX_IS_CLOSED, CODE_IS_CLOSED, CODE_IS_NOT_RUN
from kefu.slips.slip import Slip, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.slips.written import Line, Written

_FENCE: Final = re.compile(r"(?P<colons>:{2,})[ \t]*(?P<what>.*?)[ \t]*:*$")
_CODE: Final = re.compile(r"^[ \t>]*(?P<fence>`{3,}|~{3,})(?P<info>.*)$", re.MULTILINE)
_CHUNK: Final = re.compile(r"[ \t]*\{(?P<language>[A-Za-z][\w+.-]*)(?:[\s,}]|$)")
_INLINE: Final = re.compile(r"(?<![`\\])`(?:(?P<language>r|python|julia) |\{(?P<braced>r|python|julia)\})[^`\n]+`(?!`)")
_BLOCK: Final = 3


def boxes(written: Written) -> Iterator[Slip]:
    """Yield `:::` blocks that are not closed, lines that close nothing, and lines with only two colons."""
    opened: list[Line] = []
    for line in written.lines:
        fence = _FENCE.match(line.body)
        if not fence:
            continue
        if len(fence["colons"]) < _BLOCK:
            opening = fence["what"]
            if re.fullmatch(r"\{[.#].*|", opening):
                yield Slip(
                    rule=BOX_IS_CLOSED,
                    at=line.at,
                    message=f"“{shortened(line.body)}” has too few colons to begin or end a block",
                    hint=f"write “{f'::: {opening}'.strip()}”, with at least three",
                    edits=((line.at, line.at + len(fence["colons"]), ":::"),),
                )
        elif fence["what"]:
            opened.append(line)
        elif opened:
            opened.pop()
        else:
            yield Slip(
                rule=BOX_IS_CLOSED,
                at=line.at,
                message="this “:::” closes a block that was never opened, or has been closed already",
                hint="remove the line, or open the block before it, as with “::: {.pullquote}”",
            )
    for line in opened:
        yield Slip(
            rule=BOX_IS_CLOSED,
            at=line.at,
            message=f"the block “{shortened(line.body)}” that begins here never ends, and takes in all that follows",
            hint=f"write “:::” on a line of its own after its last line{_before_next_heading(written, line)}",
        )


def _before_next_heading(written: Written, opened: Line) -> str:
    for number, line in enumerate(written.lines, 1):
        if line.start > opened.start and re.match(r"#{1,6}[ \t]", line.body):
            return f", probably before “{shortened(line.body)}” on line {number}"
    return ""


def code(written: Written) -> Iterator[Slip]:
    """Yield code that is not closed, and code that is to be run."""
    for unshown in UNSHOWN.finditer(written.text):
        opening = _CODE.match(unshown[0])
        if not opening or not unshown["fence"]:
            continue
        at = unshown.start() + opening.start("fence")
        if chunk := _CHUNK.match(opening["info"]):
            yield _run(at, f"a block of {_named(chunk['language'])} code")
        if not re.search(rf"\n[ \t>]*{re.escape(unshown['fence'])}$", unshown[0]):
            yield Slip(
                rule=CODE_IS_CLOSED,
                at=at,
                message=f"code begins here with “{unshown['fence']}” and never ends",
                hint=f"write “{unshown['fence']}” on a line of its own after it",
            )
    for inline in UNSHOWN.finditer(written.text):
        if found := _INLINE.fullmatch(inline[0]):
            yield _run(inline.start(), f"{_named(found['language'] or found['braced'])} code “{shortened(inline[0])}”")
    for line in written.lines:
        if "`" in line.body and not re.search(r"\\`", line.body) and "`" in written.printed:
            yield Slip(
                rule=CODE_IS_CLOSED,
                at=line.at + line.body.index("`"),
                message="a backtick “`” is printed here, because nothing closes it",
                hint="end the code with another one, or write “’” for an apostrophe",
            )


def _named(language: str) -> str:
    return {"r": "R", "python": "Python", "julia": "Julia"}.get(language, language)


def _run(at: int, what: str) -> Slip:
    return Slip(
        rule=CODE_IS_NOT_RUN,
        at=at,
        message=f"{what} stands here, but code in a text is not run",
        hint="write the result; for a figure, put a script into “figures/” and write “![](figure:name){#fig-name}”",
    )


def comments(written: Written) -> Iterator[Slip]:
    """Yield ends of comments that never began, and comments that another one ends."""
    for comment in UNSHOWN.finditer(written.text):
        if comment[0].startswith("<!--") and "<!--" in comment[0][4:]:
            yield Slip(
                rule=COMMENT_IS_CLOSED,
                at=comment.start(),
                message="a comment begins here, and only the end of another comment ends it; all between is lost",
                hint="end it with “-->”",
            )
    for end in re.finditer(r"(?<![\\-])-->", written.view):
        if written.shows("-->"):
            yield Slip(
                rule=COMMENT_IS_CLOSED,
                at=end.start(),
                message="“-->” ends a comment that has ended already, or never began",
                hint="remove it; a comment inside another ends both",
            )
