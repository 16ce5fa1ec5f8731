"""What was released to readers is remembered, and a release of the same date does not change it."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from kefu.release.record import Record, record_of

DAY, NEXT = "2026-03-01", "2026-03-02"
RELEASED = Record(date=DAY, files={"a.pdf": "1", "b.pdf": "2"})


def test_the_same_files_and_files_that_are_added_change_nothing() -> None:
    assert not [*RELEASED.differences(DAY, RELEASED.files, whole=True)]
    assert not [*RELEASED.differences(DAY, {**RELEASED.files, "c.pdf": "3"}, whole=True)]
    assert not [*RELEASED.differences(DAY, {"b.pdf": "2"}, whole=False)]


def test_other_content_and_missing_files_are_told() -> None:
    assert [*RELEASED.differences(DAY, {"b.pdf": "3"}, whole=True)] == [
        "“a.pdf” is missing",
        "“b.pdf” has other content",
    ]
    assert [*RELEASED.differences(DAY, {"b.pdf": "3"}, whole=False)] == ["“b.pdf” has other content"]


def test_on_another_day_everything_may_change() -> None:
    assert not [*RELEASED.differences(NEXT, {"b.pdf": "3"}, whole=True)]
    assert not [*Record(files={}).differences("", {"b.pdf": "3"}, whole=True)]


def test_a_part_of_a_release_is_added_to_the_rest_of_the_same_day() -> None:
    assert RELEASED.with_release(DAY, {"c.pdf": "3"}, whole=False).files == {**RELEASED.files, "c.pdf": "3"}
    assert RELEASED.with_release(NEXT, {"c.pdf": "3"}, whole=False) == Record(date=NEXT, files={"c.pdf": "3"})
    assert RELEASED.with_release(DAY, {"c.pdf": "3"}, whole=True) == Record(date=DAY, files={"c.pdf": "3"})


@pytest.mark.parametrize("released", [None, 1, [], {}, {"date": 1, "files": {}}, {"date": DAY, "files": []}])
def test_a_manifest_without_a_record_has_an_empty_one(released: object) -> None:
    assert record_of({"released": released}) == record_of({}) == Record(files={})


def test_a_record_is_read_as_it_was_written() -> None:
    assert record_of(json.loads(json.dumps({"released": asdict(RELEASED)}))) == RELEASED
