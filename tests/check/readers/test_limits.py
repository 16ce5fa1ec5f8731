"""The bounds of what is read."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.check.readers.limits import GZIP, MEMBER, MEMBERS, TOTAL, ZLIB, Budget, LimitError, inflate


@given(st.binary(max_size=200_000), st.binary(max_size=50))
def test_a_stream_is_inflated_up_to_its_end(content: bytes, rest: bytes) -> None:
    packed = gzip.compress(content)
    inflated = inflate(b"before" + packed + rest, Budget(), wbits=GZIP, start=6)

    assert (inflated.content, inflated.end, inflated.whole) == (content, 6 + len(packed), True)


def test_what_comes_before_damage_is_returned() -> None:
    packed = zlib.compress(b"a" * 1000, 0)

    cut = inflate(packed[:500], Budget(), wbits=ZLIB)
    assert cut.content.startswith(b"aaaa")
    assert not cut.whole
    assert not inflate(b"nothing", Budget(), wbits=ZLIB).whole
    assert not inflate(b"", Budget(), wbits=ZLIB).whole


def test_a_bomb_is_stopped_before_it_bursts() -> None:
    engine = zlib.compressobj()
    first, again = (engine.compress(bytes(1 << 20)) + engine.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    packed = first + again * 999
    tracemalloc.start()
    try:
        with pytest.raises(LimitError, match="unpacks to more than 32 megabytes"):
            inflate(packed, Budget(), wbits=ZLIB)
        assert tracemalloc.get_traced_memory()[1] < 4 * MEMBER
    finally:
        tracemalloc.stop()


def test_what_is_left_of_the_budget_bounds_a_stream_too() -> None:
    with pytest.raises(LimitError):
        inflate(zlib.compress(bytes(101)), Budget(total=100), wbits=ZLIB)
    assert inflate(zlib.compress(bytes(100)), Budget(total=100), wbits=ZLIB).whole


def test_a_budget_ends() -> None:
    for budget, size in ((Budget(), TOTAL + 1), (Budget(members=0), 0)):
        with pytest.raises(LimitError):
            budget.spend(size)
    with pytest.raises(LimitError):
        Budget(nodes=1).spend_nodes(2)
    budget = Budget()
    for _ in range(MEMBERS):
        budget.spend(1)
    assert budget.total == TOTAL - MEMBERS
