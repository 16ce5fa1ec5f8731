"""Values have the same digest if, and only if, they are the same; and the program has one too."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from kefu.authored import Format
from kefu.cache import digest, digests

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class One:
    value: object


@dataclass(frozen=True, slots=True)
class Other:
    value: object


class Model(BaseModel):
    value: object


plain = st.none() | st.booleans() | st.integers() | st.text() | st.binary()
values = st.recursive(plain, lambda inner: st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner), max_leaves=8)


@given(one=values, other=values)
def test_a_digest_tells_values_apart(one: Any, other: Any) -> None:
    assert digest(one) == digest(one)
    assert (digest(one) == digest(other)) == (repr(one) == repr(other))


DIFFERENT = (
    "a",
    b"a",
    "1",
    1,
    True,
    None,
    ("a",),
    (("a",),),
    ("a", ""),
    ("", "a"),
    {"a": "b"},
    {"a": "b", "c": "d"},
    {"c": "d", "a": "b"},
    frozenset({"a"}),
    frozenset({"a", "b"}),
    PurePosixPath("a"),
    datetime.date(2026, 1, 2),
    One("a"),
    Other("a"),
    One(("a",)),
    Model(value="a"),
    Model(value="b"),
    "\ud800",
)


def test_values_of_all_kinds_differ() -> None:
    assert len({digest(value) for value in DIFFERENT}) == len(DIFFERENT)


def test_the_order_of_a_set_does_not_matter() -> None:
    assert digest(frozenset("abcdefgh")) == digest(frozenset("hgfedcba"))


def test_a_member_of_an_enumeration_is_its_value() -> None:
    assert digest(Format.PDF) == digest("pdf")


@pytest.mark.parametrize("value", [object(), print, One(object())])
def test_what_has_no_digest_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="has no digest"):
        digest(value)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder of a small program in the place of this one."""
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "a.py").write_text("a = 1", encoding="utf-8")
    monkeypatch.setattr(digests, "PACKAGE", folder)
    digests.program.cache_clear()
    yield folder
    digests.program.cache_clear()


def changed(package: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Change a program in one way after the other, and yield its digest each time."""
    yield digests.program()
    (package / "a.py").write_text("a = 2", encoding="utf-8")
    digests.program.cache_clear()
    yield digests.program()
    (package / "publication.typ").touch()
    digests.program.cache_clear()
    yield digests.program()
    (package / "installed" / "typst-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(package / "installed")
    digests.program.cache_clear()
    yield digests.program()


def test_another_program_or_other_packages_have_another_digest(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len({*changed(package, monkeypatch)}) == 4


def test_what_python_compiles_beside_a_program_does_not_change_it(package: Path) -> None:
    before = digests.program()
    (package / "__pycache__").mkdir()
    (package / "__pycache__" / "a.cpython-311.pyc").touch()
    digests.program.cache_clear()

    assert digests.program() == before
