"""A flag is set, and reset."""

from __future__ import annotations

from kefu.processes.flag import Flag


def test_a_flag_is_set_and_reset() -> None:
    flag = Flag()
    assert not flag.is_set()
    flag.set()
    assert flag.is_set()
    flag.clear()
    assert not flag.is_set()
