"""A passage that hidden words break up, or whose words stand in another order than that in which they are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.sabotage import drawn_plants, hiding_plants
from tests.sabotage.test_leaks_in_every_channel import PASSAGE, audited, path_of

from kefu.rules.leaks import EXCLUDED_PART_IS_ABSENT

if TYPE_CHECKING:
    from tests.sabotage.conftest import Finished
    from tests.sabotage.planting import Plant


@pytest.mark.parametrize("plant", [*hiding_plants.PLANTS, *drawn_plants.PLANTS], ids=str)
def test_a_passage_that_is_broken_up_is_found(finished: Finished, plant: Plant) -> None:
    path = path_of(finished, plant.kind)
    found = audited(finished, plant.kind, path, plant.put(finished.files[plant.kind], PASSAGE), whole=False)

    told = {d.message.partition(",")[0] for d in found if d.rule == EXCLUDED_PART_IS_ABSENT}
    assert plant.channel in told
