"""The theme of a publication: one that ships, with what `report/publication.yaml` says to be different."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple

from kefu.colour import READABLE, VISIBLE, contrast, nearest
from kefu.front import Shown
from kefu.load.faces import read_family
from kefu.load.pictures import Use, check_pixels, read_picture
from kefu.pictures import SUFFIXES
from kefu.rules.themes import (
    CONTRAST_IS_ENOUGH,
    COVER_IS_A_PICTURE,
    LOGO_AND_COVER_ARE_DESCRIBED,
    LOGO_IS_DRAWN,
    PAGE_HAS_ROOM,
)
from kefu.themes import CHOSEN_GROUNDS, THEMES, coloured

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from kefu.authored import ColoursDescription, EditionDescription, ShownDescription, ThemeDescription
    from kefu.load.problems import Problems
    from kefu.reading.yaml import Yaml
    from kefu.theme import Measures, Theme

LEAST_WIDTH: Final = 100.0
LEAST_HEIGHT: Final = 140.0
"""The least room for text on a page, in millimetres."""


class Need(NamedTuple):
    """Two colours, each by its scheme and name, and the contrast that they need; `what` they are used for."""

    colour: tuple[str, str]
    ground: tuple[str, str]
    least: float
    what: str


def needs() -> Iterator[Need]:
    """Yield what `kefu.theme.Colours` says of contrast."""
    for scheme in ("light", "dark"):
        for ground in ("paper", "wash"):
            for text in ("ink", "quiet", "accent", "warn"):
                yield Need((scheme, text), (scheme, ground), READABLE, "text")
            yield Need((scheme, "edge"), (scheme, ground), VISIBLE, "lines that must be seen")
        for ground in ("paper", "panel"):
            yield Need((scheme, "shadow"), (scheme, ground), VISIBLE, "lines that must be seen")
        for text in ("ink", "quiet", "accent"):
            yield Need(("light", text), (scheme, "panel"), READABLE, "text in figures")


NEEDS: Final = tuple(needs())


def read_theme(root: Path, yaml: Yaml, description: ThemeDescription, problems: Problems) -> Theme:
    """Return the theme that a publication describes; what is wrong with it is recorded at its place."""
    light, dark = (_given(colours) for colours in (description.colours.light, description.colours.dark))
    theme = coloured(THEMES[description.base], light, dark)
    _check_contrast(theme, {"light": light, "dark": dark}, yaml, problems)
    theme = replace(theme, measures=_measures(theme.measures, yaml, description, problems))
    if description.type_size:
        theme = replace(theme, type=replace(theme.type, size=description.type_size))
    for use in ("serif", "sans"):
        described = getattr(description.fonts, use)
        if described and (family := read_family(root, yaml, use, described, problems)):
            named = theme.type
            named = replace(named, serif=family.name) if use == "serif" else replace(named, sans=family.name)
            theme = replace(
                theme, type=named, faces=(*theme.faces, *family.faces), credits=(*theme.credits, family.credit)
            )
    if description.logo:
        theme = replace(theme, logo=_shown(root, yaml, "logo", description.logo, theme, problems))
    if description.cover:
        picture = _shown(root, yaml, "cover", description.cover, theme, problems)
        theme = replace(theme, cover=replace(theme.cover, picture=picture))
    return theme


def sized(edition: EditionDescription, theme: Theme) -> EditionDescription:
    """Return an edition whose type has the size of the theme's, where it does not choose another."""
    chosen = "type_size" in edition.model_fields_set
    return edition if chosen else edition.model_copy(update={"type_size": theme.type.size})


def _given(colours: ColoursDescription) -> dict[str, str]:
    return colours.model_dump(exclude_defaults=True)


def _check_contrast(theme: Theme, given: dict[str, dict[str, str]], yaml: Yaml, problems: Problems) -> None:
    """Record each colour of the publication's own that cannot be told from its ground, or its ground, once."""
    colours = {"light": asdict(theme.light), "dark": asdict(theme.dark)}

    def of(name: tuple[str, str]) -> str:
        return str(colours[name[0]][name[1]])

    told = set()
    for need in NEEDS:
        own = [name for name in (need.colour, need.ground) if name[1] in given[name[0]]]
        if not own or own[0] in told or contrast(of(need.colour), of(need.ground)) >= need.least:
            continue
        told.add(own[0])
        (scheme, name), other = own[0], need.ground if own[0] == need.colour else need.colour
        ratio = contrast(of(own[0]), of(other))
        better = nearest(of(own[0]), _needed(own[0], of))
        beside = f"“{other[1]}”{'' if other[0] == scheme else f' of the {other[0]} colours'} ({of(other)})"
        problems.note(
            CONTRAST_IS_ENOUGH,
            yaml.at(("theme", "colours", scheme, name)),
            f"“{name}” ({of(own[0])}) has a contrast of {_ratio(ratio)} to {beside}, but {need.what} needs "
            f"{need.least:g}:1",
            f"the nearest colour that has enough is “{better}”, with {_ratio(contrast(better, of(other)))}"
            if better
            else f"no colour of this hue has enough; choose another “{other[1]}”",
        )


def _needed(name: tuple[str, str], of: Callable[[tuple[str, str]], str]) -> Iterator[tuple[str, float]]:
    """Yield the colours to which one needs contrast, and how much."""
    for need in NEEDS:
        if name == need.colour:
            yield of(need.ground), need.least
        elif name == need.ground:
            yield of(need.colour), need.least
    if name == ("light", "edge"):
        yield from ((ground, VISIBLE) for ground in CHOSEN_GROUNDS)


def _ratio(contrast_: float) -> str:
    """Return a contrast as it is written; it is rounded down, so that none seems to be enough that is not."""
    return f"{int(contrast_ * 100) / 100:.2f}:1"


def _measures(measures: Measures, yaml: Yaml, description: ThemeDescription, problems: Problems) -> Measures:
    """Return the measures of a page; margins that are not given are in proportion to the sheet."""
    margins = description.page.margins
    on_sheet = replace(measures, sheet=description.page.sheet or measures.sheet)
    across, down = on_sheet.page_width / measures.page_width, on_sheet.page_height / measures.page_height

    def margin(given: float | None, usual: float, share: float) -> float:
        return round(usual * share, 1) if given is None else given

    found = replace(
        on_sheet,
        top_margin=margin(margins.top, measures.top_margin, down),
        bottom_margin=margin(margins.bottom, measures.bottom_margin, down),
        side_margin=margin(margins.sides, measures.side_margin, across),
    )
    beside, above = (found.page_width - LEAST_WIDTH) / 2, found.page_height - LEAST_HEIGHT
    rooms = (
        ("width", found.text_width, LEAST_WIDTH, "sides", f"write at most “sides: {beside:g}”"),
        ("height", found.text_height, LEAST_HEIGHT, "top", f"“top” and “bottom” can be {above:g} together"),
    )
    for what, room, least, key, hint in rooms:
        if room < least:
            problems.note(
                PAGE_HAS_ROOM,
                yaml.at(("theme", "page", "margins", key)),
                f"the margins leave {room:g} mm of {found.sheet.upper()} for the {what} of text; it needs {least:g}",
                hint,
            )
            return measures
    return found


def _shown(
    root: Path, yaml: Yaml, key: str, description: ShownDescription, theme: Theme, problems: Problems
) -> Shown | None:
    """Return a picture of the theme as it may be published, or nothing if it cannot be."""
    path, place = PurePosixPath(description.file), yaml.at(("theme", key, "file"))
    suffix = path.suffix.lower()
    if (description.alt is None) != description.decorative:
        problems.note(
            LOGO_AND_COVER_ARE_DESCRIBED,
            yaml.at(("theme", key)),
            f"the {key} has an alternative text and is also marked as decoration"
            if description.decorative
            else f"the {key} has no alternative text",
            "write either “alt: …”, with what it says to those who see it, or “decorative: true”",
        )
    if key == "logo" and suffix != ".svg":
        problems.note(LOGO_IS_DRAWN, place, f"“{path}” is no SVG file", "ask whoever made the logo for it as SVG")
        return None
    if suffix not in SUFFIXES:
        problems.note(COVER_IS_A_PICTURE, place, f"“{path}” is no SVG, PNG or JPEG file", "save it as one of them")
        return None
    use = Use(path=path, place=place, share=theme.measures.page_width / theme.measures.text_width)
    picture = read_picture(root, use, theme, problems)
    if not picture:
        return None
    check_pixels(picture, use, theme.measures, problems)
    return Shown(suffix=suffix, content=picture.content, alt=description.alt or "")
