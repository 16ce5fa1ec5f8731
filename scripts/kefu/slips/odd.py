"""Characters that nobody sees, that are not what they look like, or that the fonts of the publication do not have."""

from __future__ import annotations

import html
import re
import string
import sys
import unicodedata
from typing import TYPE_CHECKING, Final

from kefu.fonts import known_letters
from kefu.literature import SHOWN, shown_as
from kefu.reading.lookalikes import plain
from kefu.reading.sources import UNSHOWN
from kefu.reading.unseen import FILLERS, INVISIBLE
from kefu.rules.slips import CHARACTERS_ARE_PLAIN, CHARACTERS_CAN_BE_SET
from kefu.slips.lists import BULLETS
from kefu.slips.slip import Slip

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kefu.model import Source
    from kefu.reading.edits import Edit

_CONTROL: Final = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029"
_SPACES: Final = rf"\u1680\u2000-\u200a\u205f\u3000{FILLERS}"
_SHAPES: Final = r"\ufb00-\ufb06\uff01-\uff5e\u0132\u0133\u24b6-\u24e9\U0001d400-\U0001d7cb"
_TWINS: Final = "аеорсухіјѕԁһԛԝӏүАВЕЅІЈКМНОРСТУХ"
_GREEK_TWINS: Final = "ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
"""Letters of Cyrillic and Greek that nobody can tell from ours, not even beside them."""
_NEAR: Final = 40
"""Characters around a word in which other words of its language would be."""
_ODD: Final = re.compile(
    rf"(?P<space>[{_SPACES}]+)|(?P<invisible>[{INVISIBLE}]+)|(?P<nothing>\0)|(?P<control>[{_CONTROL}])|(?P<hyphen>[\u2010\u2011])"
    rf"|(?P<shape>[{_SHAPES}]+)|(?P<apart>[^\W\d_][\u0300-\u034e\u0350-\u036f]+)"
    r"|(?P<entity>&(?:[#](?:\d{1,7}|x[0-9a-f]{1,6})|[a-z][a-z0-9]{1,31});)"
    r"|(?P<escape>(?-i:\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})))"
    r"|(?P<mixed>\b(?=\w*[A-Za-z\u00c0-\u024f])(?=\w*[^\W\d_\x00-\u024f\u1e00-\u1eff\u2100-\u214f])\w{2,})"
    rf"|(?P<alone>(?-i:\b(?:[{_TWINS}]|[{_TWINS}{_GREEK_TWINS}]{{2,}})\b))"
    r"|(?P<lost>\ufffd)|(?P<private>[\ue000-\uf8ff\U000f0000-\U0010fffd]+)",
    re.IGNORECASE,
)
_FOREIGN_WORD: Final = re.compile(r"[\u0370-\u04ff]{2}")
_MARKED: Final = re.compile(r"[^\]\[\n]*\]\{[^}]*lang=")
_UNSEEN: Final = re.compile(rf"[{INVISIBLE}{FILLERS}{_CONTROL}]+")
_SELECTORS: Final = re.compile(r"[\ufe00-\ufe0f]")
_SYMBOLS: Final = frozenset({"So", "Sm"})
"""The categories of signs of which a variation selector chooses a form: emoji, and signs of mathematics."""
_SKIN: Final = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
"""The colours of skin that follow an emoji."""
_IN_EMOJI: Final = re.compile(
    "\ufe0f?\u200d(?=[↔↕➡♀♂⚕⚖⚧✈❤☠⬛❄🌈🌾🍳🍼🎄🎓🎤🎨🏫🏭👦👧👨👩💋💥💨💫💻💼🔥🔧🔬🗨🚀🚒🟩🟫🤝🦯🦰🦱🦲🦳🦺🦼🦽🧑🧒🩰])"
    "|(?<=[0-9#*])\ufe0f(?=\u20e3)"
    "|(?<=\U0001f3f4)\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074"
    "|\U000e0077\U000e006c\U000e0073)\U000e007f"
)
"""What nobody sees in an emoji: a joiner before what one is joined with, the form of a key, the letters of a flag.

Source: Unicode 16, emoji-zwj-sequences.txt and emoji-sequences.txt.
"""
_PHONETIC: Final = re.compile("[\u0250-\u02af\u1d00-\u1dbf\ua720-\ua7ff\uab30-\uab6f]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")
_BRIEF: Final = 2
"""Letters in a word that may be a sign and its unit or index, as “μg” and “σx” are."""
_SOFT: Final = "\u00ad"
_MOST: Final = 12
"""Characters that a message quotes."""

_FIELD: Final = re.compile(r"^\s*(?P<name>[\w-]+)\s*=", re.MULTILINE)


def characters(source: Source) -> Iterator[Slip]:
    """Yield the odd characters in a text, YAML or BibTeX file, where readers would see what they are in."""
    text = shown(source)
    taken = set[int]()
    at = 0
    while odd := _ODD.search(text, at):
        kind = str(odd.lastgroup)
        slip = _told(odd, kind, source.path.suffix)
        legitimate = _is_legitimate(text, odd, kind)
        if slip and not legitimate:
            yield slip
        if slip:
            taken.update(range(*odd.span()))
        at = odd.end() if slip else odd.start() + 1
    known = known_letters()
    for lacking in re.finditer(r"[^\x00-\u017f\s]+", text):
        missing = [
            index
            for index in range(*lacking.span())
            if index not in taken and ord(text[index]) not in known and not text[index].isspace()
        ]
        if missing:
            yield _lacking("".join(text[index] for index in missing), missing[0])


def _is_legitimate(text: str, odd: re.Match[str], kind: str) -> bool:
    """Return whether something may stand where it does, or is told elsewhere."""
    start, end = odd.span()
    match kind:
        case "private":  # a bullet typed by hand, which is told as such
            return odd[0][0] in BULLETS and not text[:start].rpartition("\n")[2].strip(" \t>")
        case "invisible":  # what chooses the form of the sign before it
            after_sign = unicodedata.category(text[max(start - 2, 0) : start].rstrip(_SKIN)[-1:] or " ") in _SYMBOLS
            if inside := _IN_EMOJI.match(text, start):
                return inside.end() == end and (after_sign or "\u200d" not in odd[0])
            return after_sign and bool(_SELECTORS.fullmatch(odd[0]))
        case "alone":  # a word among others in its language, or marked as one of it
            around = f"{text[max(0, start - _NEAR) : start]} {text[end : end + _NEAR]}"
            return bool(_FOREIGN_WORD.search(around) or _MARKED.match(text, end))
    return False


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


def _told(odd: re.Match[str], kind: str, suffix: str) -> Slip | None:  # noqa: C901, PLR0912 - one case a kind
    written = odd[0]
    right: str | None = ""
    minor = kind not in {"invisible", "entity", "escape", "mixed"}
    match kind:
        case "invisible":
            minor = not written.strip(_SOFT)
            message, hint = f"there is an invisible character here, {_named(written[0])}", "remove it"
        case "entity" | "escape":
            meant = _meant(written, kind, suffix)
            if _UNSEEN.fullmatch(meant):
                minor = not meant.strip(_SOFT)
                message, hint = f"“{written}” is an invisible character, {_named(meant[0])}", "remove it"
            elif _is_borrowed(meant, odd):
                right = plain(meant)
                message = f"“{written}” is a letter of another alphabet that only looks like ours, {_named(meant)}"
                hint = f"write “{right}”"
            else:
                return None
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
        case "alone":
            right = None
            message = f"“{written}” is written in letters that only look like ours, {_named(written[0])}"
            hint = f"retype it, as “{plain(written)}”; or mark its language, as in “[{written}]{{lang=ru}}”"
        case "lost":
            right = None
            message = "a character was lost here when the file was converted, and “\ufffd” stands for it"
            hint = "write the letter that stood here, and save the file as UTF-8"
        case "mixed":
            foreign = _borrowed(written)
            if not foreign:
                return None
            right = None
            message = f"“{written}” has a letter of another alphabet that only looks like ours, {_named(foreign[0])}"
            hint = f"retype the word, as “{plain(written)}”"
        case _:
            return _unset(odd, kind)
    return Slip(
        rule=CHARACTERS_ARE_PLAIN,
        at=odd.start(),
        message=message,
        hint=hint,
        edits=() if right is None else ((odd.start(), odd.end(), right),),
        minor=minor,
    )


def _meant(written: str, kind: str, suffix: str) -> str:
    """Return the characters that a code stands for in a kind of file, or nothing if it stands for none."""
    if kind == "escape":
        if suffix != ".yaml":
            return ""
        code = int(written.lstrip("\\xuU"), base=16)
        return chr(code) if code <= sys.maxunicode else ""
    return html.unescape(written)


def _is_borrowed(meant: str, odd: re.Match[str]) -> bool:
    """Return whether a code stands for a letter that only looks like ours, and touches one of ours."""
    around = odd.string[max(0, odd.start() - 1) : odd.start()] + odd.string[odd.end() : odd.end() + 1]
    return len(meant) == 1 and not meant.isascii() and plain(meant) != meant and bool(_LATIN.search(around))


def _borrowed(word: str) -> str:
    """Return the letters of other alphabets in a word if all of them look like ours, and it is no sign with its index.

    A Russian or Greek word with a Swedish ending has others, too.
    """
    foreign = [letter for letter in word if letter.isalpha() and not _is_latin(letter)]
    signs = len(word.strip(string.digits)) <= _BRIEF and not _is_latin(word[0])
    return "" if signs or any(plain(letter) == letter for letter in foreign) else "".join(foreign)


def _is_latin(letter: str) -> bool:
    """Return whether a letter is one of those with which languages are written, not one of phonetics."""
    return letter in "ªºµ" or (unicodedata.name(letter, "").startswith("LATIN ") and not _PHONETIC.match(letter))


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
