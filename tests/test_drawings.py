"""The figures of the repository's own manuscript: on paper, on a grey printer, on a telephone, and to all eyes."""

from __future__ import annotations

import itertools
import re
import sys
import types
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest
from matplotlib.colors import to_hex
from matplotlib.patches import FancyBboxPatch
from matplotlib.text import Text
from tests.conftest import REPOSITORY
from tests.contrast import READABLE, VISIBLE

from kefu.authored import Actor, Relation
from kefu.drawing.areas import SIGHTS, alike, contrast
from kefu.model import FigureInput
from kefu.plotting import NARROW, SMALLEST, styled
from kefu.theme import THEME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from matplotlib.figure import Figure

    from kefu.load import Loaded

PAPER: Final = THEME.light.paper
SCRIPTS: Final = {path.stem: path for path in sorted((REPOSITORY / "figures").glob("*.py"))}
FUNCTIONS: Final = [
    (slug, function)
    for slug, path in SCRIPTS.items()
    for function in ("draw", "draw_narrow")
    if f"def {function}(" in path.read_text(encoding="utf-8")
]
WIDTH: Final = {"draw": THEME.measures.text_width, "draw_narrow": NARROW}


def script(slug: str) -> types.SimpleNamespace:
    """Return what a figure script defines."""
    module = types.ModuleType(f"drawn_{slug}")
    sys.modules[module.__name__] = module
    exec(compile(SCRIPTS[slug].read_text(encoding="utf-8"), slug, "exec"), module.__dict__)  # noqa: S102 - our own
    return types.SimpleNamespace(**module.__dict__)


@pytest.fixture(scope="module")
def inputs(manuscript: Loaded) -> Mapping[str, tuple[FigureInput, ...]]:
    """Return what each script is given, once for each drawing."""
    project = manuscript.project
    cases = {case.number: case.description for case in project.cases}
    return {
        figure.slug: tuple(
            FigureInput(
                cases=cases,
                case=case,
                themes=project.publication.themes,
                tables={table.name: table.rows for table in figure.tables},
                theme=THEME,
            )
            for case in (cases.values() if figure.description.for_ == "case" else (None,))
        )
        for figure in project.figures
    }


@pytest.fixture(scope="module")
def drawn(inputs: Mapping[str, tuple[FigureInput, ...]]) -> Mapping[tuple[str, str], tuple[Figure, ...]]:
    with styled(THEME):
        return {
            (slug, function): tuple(getattr(script(slug), function)(given) for given in inputs[slug])
            for slug, function in FUNCTIONS
        }


def texts(figure: Figure) -> Iterator[Text]:
    for text in figure.findobj(Text):
        if text.get_text().strip():
            yield text


@pytest.mark.parametrize("which", FUNCTIONS, ids="-".join)
def test_areas_that_meet_are_told_apart_in_grey_and_with_every_kind_of_colour_vision(
    which: tuple[str, str], drawn: Mapping[tuple[str, str], tuple[Figure, ...]]
) -> None:
    assert [pair for figure in drawn[which] for pair in alike(figure)] == []


@pytest.mark.parametrize("which", FUNCTIONS, ids="-".join)
def test_every_area_and_letter_can_be_seen_on_its_ground(
    which: tuple[str, str], drawn: Mapping[tuple[str, str], tuple[Figure, ...]]
) -> None:
    for figure in drawn[which]:
        patches = [one for one in figure.axes[0].patches if one.get_fill() and to_hex(one.get_facecolor()) != PAPER]
        for patch in patches:
            seen = [to_hex(patch.get_facecolor()), to_hex(patch.get_edgecolor())]
            assert all(max(contrast(one, PAPER, sight=sight) for one in seen) >= VISIBLE for sight in SIGHTS)
        for text in texts(figure):
            x, y = text.get_transform().transform(text.get_position())
            under = [one for one in patches if one.get_window_extent().contains(x, y) and one.contains_point((x, y))]
            plate = text.get_bbox_patch()
            ground = plate.get_facecolor() if plate else under[-1].get_facecolor() if under else PAPER
            ink = to_hex(str(text.get_color()))
            assert contrast(ink, to_hex(ground)) >= READABLE, text.get_text()
            assert all(contrast(ink, to_hex(ground), sight=sight) >= VISIBLE for sight in SIGHTS), text.get_text()


@pytest.mark.parametrize("which", FUNCTIONS, ids="-".join)
def test_type_is_large_enough_and_nothing_is_cut_off_or_written_over(
    which: tuple[str, str], drawn: Mapping[tuple[str, str], tuple[Figure, ...]]
) -> None:
    for figure in drawn[which]:
        assert figure.get_size_inches()[0] * 25.4 == pytest.approx(WIDTH[which[1]])
        boxes = [(text.get_text(), text.get_window_extent()) for text in texts(figure)]
        assert {text.get_text() for text in texts(figure) if float(text.get_fontsize()) < SMALLEST} == set()
        page = figure.bbox
        outside = [
            text for text, box in boxes
            if box.x0 < -0.5 or box.y0 < -0.5 or box.x1 > page.width + 0.5 or box.y1 > page.height + 0.5
        ]  # fmt: skip
        assert outside == []
        small = [(text, box.padded(-2.2)) for text, box in boxes]  # the room around letters may be shared
        assert [(a, b) for (a, one), (b, other) in itertools.combinations(small, 2) if one.overlaps(other)] == []


def test_the_kinds_of_people_are_told_apart_without_colour(
    drawn: Mapping[tuple[str, str], tuple[Figure, ...]],
) -> None:
    (figure,) = drawn["sides", "draw"]
    looks = {
        (to_hex(one.get_facecolor()) == PAPER, one.get_hatch(), to_hex(one.get_edgecolor()))
        for one in figure.axes[0].patches
    }

    assert len(looks) == len({look[:2] for look in looks}) == 3


CROWD: Final = [
    ("p", "politics", "ordförande i barn- och utbildningsnämnden"),
    ("q", "politics", "ledamot i kollektivtrafikmyndighetens direktion"),
    ("a", "administration", "verksamhetschef vid Norra Älvhede sjukhus och vårdcentral"),
    ("b", "administration", "kommundirektör"),
    ("c", "administration", "samhällsbyggnadschef"),
    *((f"u{number}", "outside", "reporter") for number in range(5)),
]


@pytest.fixture(scope="module")
def crowded(inputs: Mapping[str, tuple[FigureInput, ...]]) -> FigureInput:
    """Return a case in which everybody outside, and nearly everybody else, has something to say to two people."""
    given = inputs["actors"][0]
    actors = tuple(
        Actor.model_validate(
            {"id": key, "name": f"Person {key}", "role": role, "side": side, "protagonist": key == "b"}
        )
        for key, side, role in CROWD
    )
    pairs = (
        [(key, "b") for key, *_ in CROWD if key != "b"] + [(key, "p") for key in ("u0", "u3", "a", "b")] + [("p", "u1")]
    )
    relations = tuple(Relation.model_validate({"from": one, "to": other, "text": "frågar"}) for one, other in pairs)
    return replace(given, case=given.the_case().model_copy(update={"actors": actors, "relations": relations}))


def each_map(
    inputs: Mapping[str, tuple[FigureInput, ...]], crowded: FigureInput
) -> Iterator[tuple[types.SimpleNamespace, FigureInput, float, int]]:
    for given in (*inputs["actors"], crowded):
        yield script("actors"), given, THEME.measures.text_width, 2
        yield script("actors"), given, NARROW, 1


def test_every_line_between_people_can_be_followed(
    inputs: Mapping[str, tuple[FigureInput, ...]], crowded: FigureInput
) -> None:
    for actors, given, room, columns in each_map(inputs, crowded):
        case = given.the_case()
        boxes = actors.placed(case, actors.BOX, THEME.type.figure, room, columns)
        routes = actors.routed(case.relations, boxes, room)
        pieces = actors.level(case.relations, boxes, routes)
        for (one, y, (start, end)), (other, z, (begin, finish)) in itertools.combinations(pieces, 2):
            assert one == other or abs(y - z) >= 1.5 or end <= begin or finish <= start, case.title
        tracks = sorted(routes.tracks.values())
        assert all(right - left >= 3 for left, right in itertools.pairwise(tracks))
        marks = [(boxes[one.from_].edge, routes.ends[index]) for index, one in enumerate(case.relations)]
        assert all(x != v or abs(y - w) >= 2 * actors.RADIUS for (x, y), (v, w) in itertools.combinations(marks, 2))


def test_a_box_holds_whole_words_and_all_of_them(
    inputs: Mapping[str, tuple[FigureInput, ...]],
    drawn: Mapping[tuple[str, str], tuple[Figure, ...]],
    crowded: FigureInput,
) -> None:
    with styled(THEME):
        maps = [(crowded, script("actors").draw(crowded)), (crowded, script("actors").draw_narrow(crowded))]
    for function in WIDTH:
        maps += zip(inputs["actors"], drawn["actors", function], strict=True)
    for given, figure in maps:
        boxes = [one.get_window_extent() for one in figure.axes[0].patches if isinstance(one, FancyBboxPatch)]
        held = [(text, box) for text in texts(figure) for box in boxes if box.contains(*_middle(text))]
        for text, box in held:
            extent = text.get_window_extent()
            assert box.x0 <= extent.x0 <= extent.x1 <= box.x1, text.get_text()
        shown = sorted(word for text, _ in held for word in text.get_text().split())
        told = sorted(word for actor in given.the_case().actors for word in f"{actor.name} {actor.role}".split())
        assert shown == told
        assert not any(re.search(r"\w-$", text.get_text()) for text, _ in held)


def _middle(text: Text) -> tuple[float, float]:
    box = text.get_window_extent()
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
