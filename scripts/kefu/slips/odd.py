"""Characters that nobody sees, that are not what they look like, or that the fonts of the publication do not have."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from kefu.fonts import known_letters
from kefu.literature import SHOWN, shown_as
from kefu.reading.sources import UNSHOWN
from kefu.rules.slips import CHARACTERS_ARE_PLAIN, CHARACTERS_CAN_BE_SET
from kefu.slips.lists import BULLETS
from kefu.slips.slip import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.model import Source
    from kefu.reading.edits import Edit

INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff"
)
"""Characters without a shape: soft hyphen, joiners, marks for the direction of writing, tags, selectors.

Source: Unicode 15, `Default_Ignorable_Code_Point` in DerivedCoreProperties.txt, with the interlinear annotations.
"""

_CONTROL: Final = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
_SPACES: Final = r"\u1680\u2000-\u200a\u205f\u3000"
_ODD: Final = re.compile(
    rf"(?P<invisible>[{INVISIBLE}]+)|(?P<nothing>\0)|(?P<control>[{_CONTROL}])|(?P<space>[{_SPACES}]+)|(?P<hyphen>[\u2010\u2011])"
    r"|(?P<shape>[\ufb00-\ufb06\uff01-\uff5e\u0132\u0133]+)|(?P<apart>[^\W\d_][\u0300-\u036f]+)"
    r"|(?P<entity>&(?:shy|zwnj|zwj|lrm|rlm|ZeroWidthSpace|NoBreak|[#](?:173|xad|820[3-7]|x200[b-f]|x2060|8288));)"
    r"|(?P<mixed>\b(?=\w*[A-Za-z\u00c0-\u024f])(?=\w*[\u0400-\u04ff])\w+)|(?P<lost>\ufffd)"
    r"|(?P<private>[\ue000-\uf8ff\U000f0000-\U0010fffd]+)",
    re.IGNORECASE,
)
_MOST: Final = 12
"""Characters that a message quotes."""

_FIELD: Final = re.compile(r"^\s*(?P<name>[\w-]+)\s*=", re.MULTILINE)


def characters(source: Source) -> Iterator[Slip]:
    """Yield the odd characters in a text, YAML or BibTeX file, where readers would see what they are in."""
    text = shown(source)
    taken = set[int]()
    for odd in _ODD.finditer(text):
        kind = str(odd.lastgroup)
        if kind == "private" and odd[0][0] in BULLETS and not text[: odd.start()].rpartition("\n")[2].strip(" \t>"):
            taken.update(range(*odd.span()))
            continue  # a bullet typed by hand, which is told as such
        slip = _told(odd, kind)
        if slip:
            taken.update(range(*odd.span()))
            yield slip
    known = known_letters()
    for lacking in re.finditer(r"[^\x00-\u017f\s]+", text):
        missing = [
            index
            for index in range(*lacking.span())
            if index not in taken and ord(text[index]) not in known and not text[index].isspace()
        ]
        if missing:
            yield _lacking("".join(text[index] for index in missing), missing[0])


def shown(source: Source) -> str:
    """Return a text with everything blanked out that no reader sees, and every other character in place."""
    match source.path.suffix:
        case ".md":
            return UNSHOWN.sub(lambda found: _blank(found[0]) if found[0].startswith("<!--") else found[0], source.text)
        case ".yaml":
            return re.sub(r"(?:^|(?<=\s))#(?=\s).*$", lambda found: _blank(found[0]), source.text, flags=re.MULTILINE)
        case ".bib":
            return _printed_fields(source.text)
    return source.text


def _blank(piece: str) -> str:
    return re.sub(r"[^\n]", " ", piece)


def _printed_fields(text: str) -> str:
    pieces, done, printed = [], 0, True
    for field in [*_FIELD.finditer(text), None]:
        end = field.start() if field else len(text)
        pieces.append(text[done:end] if printed else _blank(text[done:end]))
        done, printed = end, field is None or shown_as(field["name"].lower()) in SHOWN
    return "".join(pieces)


def _unset(odd: re.Match[str], kind: str) -> Slip:
    """Return the error for a character that nothing can be made of."""
    edits: tuple[Edit, ...] = ()
    if kind == "nothing":
        message = f"there is a character here that no file for readers can hold, {_named(odd[0])}"
        hint, edits = "remove it", ((*odd.span(), ""),)
    else:
        message = f"there is a sign here that only a font of Word knows, {_named(odd[0][0])}"
        hint = "remove it, or write the sign that it stands for, such as “→”; for a list, write “- ”"
    return Slip(rule=CHARACTERS_CAN_BE_SET, at=odd.start(), message=message, hint=hint, edits=edits)


def _told(odd: re.Match[str], kind: str) -> Slip | None:
    written = odd[0]
    right: str | None = ""
    match kind:
        case "invisible":
            message, hint = f"there is an invisible character here, {_named(written[0])}", "remove it"
        case "entity":
            message, hint = f"“{written}” is an invisible character", "remove it"
        case "control":
            right = _readable(written)
            message = f"there is an invisible control character here, {_named(written)}"
            instead = "a space" if right == " " else f"“{right}”"
            hint = f"write {instead} instead" if right else "remove it"
        case "space":
            right = " "
            message, hint = f"there is a space of another width here, {_named(written[0])}", "write an ordinary space"
        case "hyphen":
            right = "-"
            message, hint = f"there is a special hyphen here, {_named(written)}", "write “-”"
        case "shape" | "apart":
            right = unicodedata.normalize("NFKC" if kind == "shape" else "NFC", written)
            if kind == "apart" and len(right) > 1:
                return None
            what = "in a form of its own" if kind == "shape" else "made of two characters, a letter and its mark"
            message, hint = f"“{written}” is {what}, so that searching does not find it", f"write “{right}”"
        case "lost":
            right = None
            message = "a character was lost here when the file was converted, and “\ufffd” stands for it"
            hint = "write the letter that stood here, and save the file as UTF-8"
        case "mixed":
            right = None
            message, hint = f"“{written}” mixes Latin and Cyrillic letters that look alike", "retype the word"
        case _:
            return _unset(odd, kind)
    return Slip(
        rule=CHARACTERS_ARE_PLAIN,
        at=odd.start(),
        message=message,
        hint=hint,
        edits=() if right is None else ((odd.start(), odd.end(), right),),
    )


def _readable(control: str) -> str:
    """Return what a control character stands for: a space, or a sign of Windows that was read as Latin-1."""
    if control in "\x0b\x0c\x85\u2028\u2029":
        return " "
    try:
        return bytes([ord(control)]).decode("cp1252") if control >= "\x80" else ""
    except UnicodeDecodeError:
        return ""


def _named(character: str) -> str:
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}" + (f" ({name})" if name else "")


def _lacking(letters: str, at: int) -> Slip:
    whole = letters if len(letters) <= _MOST else f"{letters[:_MOST]}…"
    is_word = unicodedata.category(letters[0]).startswith("L")
    return Slip(
        rule=CHARACTERS_CAN_BE_SET,
        at=at,
        message=f"the fonts of the publication do not have “{whole}” ({_named(letters[0])})",
        hint="write it in Latin letters, as in “Wang Wei”" if is_word else "write it in words, or leave it out",
    )
