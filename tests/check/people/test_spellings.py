"""The spellings of a name, which cannot be written anywhere."""

from __future__ import annotations

import copy
import pickle

import pytest

from kefu.check.people.spellings import Kind, Name, phrase, spellings

NAME = Name(kind=Kind.PERSON, real="Anna-Karin von Åkesson", invented="Maria Holm", aliases=("Ankan",))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize(
    "real",
    [
        "Å",
        "Ek",
        "Bo Ek",
        "von",
        "von Ek",
        "de la Ek",
        "AB",
        "24 Ek",
        "Ek i Ek i Ek",
        "O'Ek",
        "s",
        "Ses Kommun",
        "Kommun",
    ],
)
def test_every_name_has_spellings_and_each_can_begin_with_its_key(kind: Kind, real: str) -> None:
    found = [*spellings(Name(kind=kind, real=real, invented="x"))]

    assert found
    assert all(spelling.key and spelling.pattern.pattern.startswith(spelling.key[0]) for spelling in found)


def test_secrets_have_no_readable_form() -> None:
    spelling = next(iter(spellings(NAME)))

    assert f"{NAME} {NAME!r} {spelling} {spelling!r}" == "<Name> <Name> <Spelling> <Spelling>"


def test_secrets_cannot_be_pickled_or_copied() -> None:
    with pytest.raises(TypeError, match="must not be written"):
        pickle.dumps(NAME)
    with pytest.raises(TypeError, match="must not be written"):
        copy.deepcopy(NAME)


def test_a_phrase_is_found_as_whole_words_whatever_stands_between_them() -> None:
    pattern = phrase("Provstads universitet").pattern

    assert pattern.search("vid provstads\n  universitet,")
    assert not pattern.search("provstads universiteten")
    assert not pattern.search("nyprovstads universitet")
