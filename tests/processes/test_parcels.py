"""Jobs as bytes: what many are given is packed once, and what comes of a job comes back, also if it is an error."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import PurePosixPath

import pytest

from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.processes.parcels import Packing, came_of, failed, opened_and_done
from kefu.rules.leaks import ARTIFACT_IS_READ_IN_FULL

FOUND = Diagnostic(rule=ARTIFACT_IS_READ_IN_FULL, location=Location(path=PurePosixPath("a.pdf")), message="damaged")


@dataclass(frozen=True)
class Large:
    """Something that many jobs are given."""

    content: bytes


def contents(several: list[Large], end: bytes) -> bytes:
    return b"".join(one.content for one in several) + end


def refused() -> None:
    raise BuildError([FOUND])


def test_what_is_shared_is_in_no_parcel_but_among_its_pieces_once() -> None:
    large, other = Large(b"x" * 1000), Large(b"y" * 1000)
    packing = Packing((Large,))
    first = packing.pack(contents, [large, large, other], b"!")
    second = packing.pack(contents, [large], b"?")

    assert b"xxx" not in first.content
    assert len(first.pieces) == 2
    assert {*second.pieces} < {*first.pieces}
    assert came_of(opened_and_done(first.content, *first.pieces.values())) == b"x" * 2000 + b"y" * 1000 + b"!"
    assert came_of(opened_and_done(second.content, *second.pieces.values())) == b"x" * 1000 + b"?"


def test_values_that_are_made_one_after_the_other_are_told_apart() -> None:
    packing = Packing((Large,))
    pieces = [{*packing.pack(contents, [Large(bytes([number]))], b"").pieces} for number in range(50)]

    assert len(frozenset().union(*pieces)) == 50


def test_what_is_not_shared_is_in_the_parcel() -> None:
    parcel = Packing(()).pack(contents, [Large(b"xxx")], b"!")

    assert b"xxx" in parcel.content
    assert parcel.pieces == {}
    assert came_of(opened_and_done(parcel.content)) == b"xxx!"


def test_a_piece_that_was_altered_on_the_way_is_not_used() -> None:
    parcel = Packing((Large,)).pack(contents, [Large(b"xxx")], b"!")
    [piece] = parcel.pieces.values()

    with pytest.raises(KeyError):
        came_of(opened_and_done(parcel.content, piece.replace(b"xxx", b"yyy")))


def test_what_a_job_raises_is_raised_again_and_says_where_it_arose() -> None:
    parcel = Packing(()).pack(refused)

    with pytest.raises(BuildError) as caught:
        came_of(opened_and_done(parcel.content))

    assert caught.value.diagnostics == (FOUND,)
    assert "in refused" in caught.value.__notes__[0]


def test_a_parcel_that_cannot_be_opened_is_an_error() -> None:
    with pytest.raises(pickle.UnpicklingError):
        came_of(opened_and_done(b"no parcel"))


def test_that_nothing_came_of_a_job_is_told() -> None:
    with pytest.raises(ZeroDivisionError, match="why"):
        came_of(failed(ZeroDivisionError("why")))
