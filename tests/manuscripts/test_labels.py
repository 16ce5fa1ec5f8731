"""Labels are short, named after what they are for, and there is one of each."""

from __future__ import annotations

from kefu.manuscripts.labels import Labels


def test_a_label_is_named_after_a_caption() -> None:
    labels = Labels("badhuset")

    assert labels.new("fig", "Utsikten från ett badhus i Älvhede på våren") == "fig-badhuset-utsikten-badhus-alvhede"
    assert labels.new("fig", "Utsikten, badhus: Älvhede!") == "fig-badhuset-utsikten-badhus-alvhede-2"
    assert [labels.new("tbl", ""), labels.new("tbl", "–")] == ["tbl-badhuset-1", "tbl-badhuset-2"]
