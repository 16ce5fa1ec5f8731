"""Some builds are killed at random moments; `nox -s kills` does it three hundred times."""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path

import pytest
from tests.sabotage.kills import finished, kill, prepared


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals")
def test_a_build_that_is_killed_leaves_a_whole_release_and_nothing_else(tmp_path: Path) -> None:
    chance = random.Random(1)  # noqa: S311 - the moments are no secrets
    with tempfile.TemporaryDirectory(prefix="k") as scratch:
        place = prepared(tmp_path, Path(scratch))
        assert place.releases[0] != place.releases[1]
        killed = [kill(place, chance, publishing=publishing) for publishing in (False, True, True)]
        assert [one.faults for one in killed] == [()] * 3
        assert finished(place) == ()
