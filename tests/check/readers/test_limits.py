"""The bounds of what is read."""

from __future__ import annotations

import gzip
import io
import random
import struct
import tracemalloc
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kefu.check.readers import read
from kefu.check.readers.limits import DEFLATE, GZIP, MEMBER, MEMBERS, NODES, TOTAL, ZLIB, Budget, LimitError, inflate


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


def test_what_is_left_is_counted_over_all_of_a_stream() -> None:
    packed = zlib.compress(random.Random(1).randbytes(200_000))  # noqa: S311 - nothing is secret

    with pytest.raises(LimitError):
        inflate(packed, Budget(total=100_000), wbits=ZLIB)
    assert len(inflate(packed, Budget(total=200_000), wbits=ZLIB).content) == 200_000


FORMATS = {
    "deflate": (DEFLATE, b"", b""),
    "gzip": (GZIP, b"\x1f\x8b\x08" + bytes(7), struct.pack("<LL", zlib.crc32(b"ord"), 3)),
    "zlib": (ZLIB, b"\x78\x9c", struct.pack(">L", zlib.adler32(b"ord"))),
}
"""How a stream is asked for, how it begins and how it ends, by its format."""


@pytest.mark.parametrize("asked", FORMATS)
@pytest.mark.parametrize("given", FORMATS)
def test_a_stream_is_inflated_in_the_format_that_is_asked_for_and_in_no_other(asked: str, given: str) -> None:
    _, head, end = FORMATS[given]
    inflated = inflate(head + b"\x01\x03\0\xfc\xfford" + end, Budget(), wbits=FORMATS[asked][0])

    assert inflated.whole == (asked == given)


def test_a_budget_ends() -> None:
    with pytest.raises(LimitError, match="more than 128 megabytes"):
        Budget().spend(TOTAL + 1)
    with pytest.raises(LimitError, match="more than 10000 files"):
        Budget(members=0).spend(0)
    with pytest.raises(LimitError, match="more than 2000000 elements"):
        Budget().spend_nodes(NODES + 1)


def test_a_budget_is_spent_to_the_last() -> None:
    budget = Budget(nodes=2)
    for _ in range(MEMBERS):
        budget.spend(1)
    assert budget.total == TOTAL - MEMBERS
    with pytest.raises(LimitError):
        budget.spend(0)
    Budget(total=5).spend(5)
    budget.spend_nodes()
    budget.spend_nodes()
    with pytest.raises(LimitError):
        budget.spend_nodes()


def test_what_is_larger_or_deeper_than_the_limits_is_a_problem() -> None:
    deep = b"ord"
    for _ in range(5):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("a.zip", deep)
        deep = packed.getvalue()

    for content, problem in (
        (bytes((256 << 20) + 1), "is larger than 256 megabytes"),
        (b"<a>" * 1001 + b"</a>" * 1001, "its elements are more than 1000 levels deep"),
        (deep, "is nested in more than 4 files"),
    ):
        assert any(problem in told for told in read("a.xml", content).problems)
