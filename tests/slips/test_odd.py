"""Odd characters: invisible ones, ones in another form, and ones that no font has."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kefu.model import Source
from kefu.reading.edits import edited
from kefu.reading.lookalikes import plain
from kefu.rules.slips import CHARACTERS_ARE_PLAIN, CHARACTERS_CAN_BE_SET
from kefu.slips import characters, shown


def source(text: str, path: str = "a.md") -> Source:
    return Source(path=PurePosixPath(path), text=text, digest="")


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("kom\u00admun", "kommun"),
        ("kom\u200bmun\u2060 \ufeffa", "kommun a"),
        ("a\u200db\u202eab\u202c", "abab"),
        ("a\U000e0041b\ufe0f", "ab"),
        ("e\u2011post", "e-post"),
        ("a\u2009b\u3000c", "a b c"),
        ("rad\u2028rad\x0brad\x0c", "rad rad rad "),
        ("\x93ord\x94 \x96 ord", "“ord” – ord"),
        ("a\u0308ndra o\u0308 e\u0301", "ändra ö é"),
        ("e\ufb03cient \uff21", "efficient A"),
        ("kom&shy;mun &#8203;", "kommun "),
        ("&#x202E;&rlm;a&ZeroWidthSpace;b&#917569;", "ab"),
        ("a\u034fb\u180ec\u2066d\u2069\u206ae", "abcde"),
        ("dold\U000e0068\U000e0065\U000e006a text\U000e0120", "dold text"),
        ("a\u3164b\u2800c\u115fd", "a b c d"),
        ("\U0001d40f\U0001d42b\U0001d428\U0001d42f \u24d0", "Prov a"),
        ("k\ufe0fo\ufe01m", "kom"),
    ],
)
@pytest.mark.parametrize("path", ["a.md", "a.yaml", "a.bib"])
def test_what_has_one_right_answer_is_told_and_mended(text: str, right: str, path: str) -> None:
    told = [*characters(source(text, path))]
    assert {slip.rule.name for slip in told} == {"characters-are-plain"}
    assert edited(text, (edit for slip in told for edit in slip.edits)) == right
    assert not [*characters(source(right, path))]


@pytest.mark.parametrize(
    ("text", "at", "piece"),
    [
        ("Wang, 王偉.", 6, "“王偉” (U+738B"),
        ("Ordet שלום.", 6, "“שלום”"),
        ("Bra 👍.", 4, "“👍” (U+1F44D (thumbs up sign))"),
        ("A \uf0e0 B", 2, "only a font of Word knows, U+F0E0"),
        ("x\u0338y", 0, "x"),
    ],
)
def test_what_no_font_has_is_told_and_left(text: str, at: int, piece: str) -> None:
    told = [*characters(source(text))]
    if "\u0338" in text:
        assert all(not slip.edits for slip in told)
        return
    (slip,) = told
    assert (slip.rule.name, slip.at, slip.edits) == ("characters-can-be-set", at, ())
    assert piece in slip.message


def test_a_character_that_no_file_can_hold_is_an_error() -> None:
    (slip,) = characters(source("ett\0ord"))

    assert (slip.rule.name, slip.at, slip.edits) == ("characters-can-be-set", 3, ((3, 4, ""),))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("k\u043emmun", "kommun"),
        ("n\u00e4mn\u0430", "nämna"),
        ("\u0421vara", "Cvara"),
        ("\u03bfmr\u00e5de", "område"),
        ("r\u03b1d", "rad"),
        ("p\u0455yk", "psyk"),
        ("\u13dfivil", "Civil"),
        ("v\u0585te", "vote"),
        ("b\u0251r\u0251", "bara"),
        ("stor\ua4d0x", "storxx"[:4] + plain("\ua4d0") + "x"),
        ("\u0456nte 2", "inte"),
    ],
)
def test_letters_of_two_scripts_in_one_word_are_refused(text: str, right: str) -> None:
    slip = next(characters(source(text)))
    assert (slip.rule.name, slip.edits, slip.minor) == ("characters-are-plain", (), False)
    assert f"retype the word, as “{right}”" in slip.hint


@pytest.mark.parametrize(
    "text", ["staden \u0456 norr", "det \u0430", "\u0455\u043e\u0440 h\u00e4r", "\u039d\u0391\u03a4\u039f i Bryssel"]
)
def test_words_that_only_look_swedish_are_told(text: str) -> None:
    (slip,) = characters(source(text))
    assert (slip.rule.name, slip.edits, slip.minor) == ("characters-are-plain", (), True)
    assert "only look like ours" in slip.message


@pytest.mark.parametrize(
    ("text", "minor"),
    [("kom\u00admun", True), ("a\u2009b", True), ("kom&shy;mun", True), ("o\u0308", True), ("kom\u200bmun", False),
     ("a\u202eb", False), ("a\U000e0041", False), ("a&zwnj;b", False)],
)  # fmt: skip
def test_what_hides_words_is_refused_and_the_rest_is_a_warning(text: str, minor: bool) -> None:
    (slip,) = characters(source(text))
    assert slip.minor == minor


@pytest.mark.parametrize("text", ["n&#1072;mn", "n&acy;mn", "&#x430;kt", "v&#1086;"])
def test_letters_that_look_like_ours_are_refused_as_codes_too(text: str) -> None:
    (slip,) = characters(source(text))
    assert not slip.minor
    assert "only looks like ours" in slip.message
    assert not [*characters(source(edited(text, slip.edits)))]
    assert not [*characters(source("&#1052;&#1080;&#1088; &alpha;-värde &#229;r &imath;"))]


@pytest.mark.parametrize("text", [r'a: "kom\u200bmun"', r'a: "\U000e0041"', r'a: "\xad"'])
def test_invisible_characters_in_codes_of_yaml_are_told(text: str) -> None:
    (slip,) = characters(source(text, "a.yaml"))
    assert "is an invisible character" in slip.message
    assert not [*characters(source(text, "a.md"))]


def test_invisible_characters_in_data_are_told() -> None:
    (slip,) = characters(source("namn,antal\nSk\u200bola,3\n", "a.csv"))
    assert slip.at == 13


def test_a_character_that_was_lost_is_told() -> None:
    (slip,) = characters(source("Malm\ufffd"))
    assert "a character was lost here" in slip.message


@pytest.mark.parametrize(
    "text",
    [
        "12\u00a0300 kr, 5\u202f000, 7 kap. 1\u00a0§ och ”ord” – ’ord’ …",
        "Zoë, Łódź, Đoković, Ştefan, Þór, œuvre, ½, ≥, −, →, ✓, €, µg, α, Москва, Ὀ".partition("Ὀ")[0],
        "<!-- 王偉 \u00ad -->",
        "Путинs tal och Москва-resan, Она сказала, [сор]{lang=ru}, а и б, Русский язык о нём",
        "μg, σx, kΩ, Δt, α-kurva, ρ, χ2, λόγος, Αθήνα, Νίκος",
        "Yıldız, Işık, Erdoğan, Þór, ªº, ﬁ".removesuffix(", ﬁ"),
        "→\ufe0e ✓\ufe0e ≥\ufe00",
        "AT&amp;T, &aring; &nbsp; &thinsp; &copy;",
        r"C:\xad och \u00e5",
        "• punkt",
        "\uf0b7 punkt",
    ],
)
def test_what_is_legitimate_or_told_elsewhere_is_not_told(text: str) -> None:
    assert not [*characters(source(text))]


def test_what_no_reader_sees_is_blank() -> None:
    assert shown(source("title: a # b\nc: d", "a.yaml")) == "title: a    \nc: d"
    entry = "@book{a,\n  title = {x},\n  abstract = {\u00ad},\n  year = {2020},\n}"
    assert not [*characters(source(entry, "a.bib"))]
    (slip,) = characters(source(entry.replace("{x}", "{\u00ad}"), "a.bib"))
    assert slip.at == entry.index("{x}") + 1
    assert [*characters(source(entry.replace("abstract", "note"), "a.bib"))], "the list of references shows it"


@pytest.mark.parametrize(
    "emoji",
    [
        "👩\u200d🚀",
        "👨\u200d👩\u200d👧",
        "👩🏽\u200d🚀",
        "❤\ufe0f\u200d🔥",
        "🏳\ufe0f\u200d🌈",
        "1\ufe0f\u20e3",
        "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    ],
)
def test_an_emoji_of_several_is_told_once_as_what_no_font_has(emoji: str) -> None:
    (slip,) = characters(Source(path=PurePosixPath("a.md"), text=f"Hej {emoji} du.\n", digest=""))

    assert slip.rule == CHARACTERS_CAN_BE_SET


@pytest.mark.parametrize(
    "written",
    [
        "👩\u200d😀",
        "a\u200d🚀",
        "👩\u200d\u200d🚀",
        "👩\u200d",
        "1\ufe0f2",
        "🏴\U000e0067\U000e0062\U000e0061\U000e0062\U000e0063\U000e007f",
    ],
)
def test_what_nobody_sees_is_told_where_it_makes_no_emoji(written: str) -> None:
    told = [*characters(Source(path=PurePosixPath("a.md"), text=f"Hej {written} du.\n", digest=""))]

    assert CHARACTERS_ARE_PLAIN in [slip.rule for slip in told]
