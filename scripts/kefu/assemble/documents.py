"""Finish documents: resolve references and citations, and add metadata and pictures."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from kefu import tree, words
from kefu.assemble.locators import as_written
from kefu.assemble.metadata import metadata_of
from kefu.assemble.parts import DRAWING
from kefu.assemble.references import resolved
from kefu.cache import NOTHING_KEPT
from kefu.covers import front_of
from kefu.diagnostics import BuildError, Diagnostic, Location
from kefu.figures import narrow_name, script_of
from kefu.model import Asset, Document
from kefu.pictures import PictureError, prepared
from kefu.reading.citations import REFS, cite

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence

    from kefu.assemble.outline import Outline
    from kefu.cache import Store
    from kefu.model import Case, Edition, Project
    from kefu.theme import Theme


def assemble(
    project: Project,
    chosen: Sequence[Outline],
    everything: Sequence[Outline],
    drawings: Mapping[str, bytes],
    date: datetime.date,
    *,
    jobs: int,
    store: Store = NOTHING_KEPT,
) -> tuple[Document, ...]:
    """Return the chosen documents, resolved and complete.

    `everything` holds the outlines of all documents, for references to other documents; `drawings` holds the SVG of
    each drawing, by name; `date` is the day of publication. Citations are resolved in `jobs` processes, or taken from a
    store.
    """
    bodies = [_with_bibliography(resolved(project, outline, everything)) for outline in chosen]
    resolutions = cite(
        [
            (as_written(body, project.references), {key: project.references[key] for key in cited})
            for body, cited in bodies
        ],
        style=project.style,
        language=project.publication.language,
        jobs=jobs,
        store=store,
    )
    pictures = pictures_of(project, drawings)
    return tuple(
        _document(project, outline, blocks, pictures, date) for outline, blocks in zip(chosen, resolutions, strict=True)
    )


def pictures_of(project: Project, drawings: Mapping[str, bytes]) -> dict[str, Asset]:
    """Return all pictures by target, as a document shows them; `drawings` holds the drawn ones by the file's name.

    Raises `BuildError` if a script has drawn what not every format can show.
    """
    files = {
        str(image.path): Asset(
            name=quote(str(image.path), safe=""), content=image.content, original=image.original, place=image.place
        )
        for image in project.images
    }
    drawn = {name: _drawing(name, svg, project.theme) for name, svg in drawings.items()}
    return files | {
        DRAWING + name: replace(asset, narrow=drawn.get(narrow_name(name))) for name, asset in drawn.items()
    }


@lru_cache(maxsize=256)  # documents that are put together one after the other show the same drawings
def _drawing(name: str, svg: bytes, theme: Theme) -> Asset:
    place = Location(path=script_of(name))
    try:
        content = prepared(PurePosixPath(name), svg, theme).content if svg else svg
    except PictureError as error:
        raise BuildError(
            [Diagnostic(rule=error.rule, location=place, message=error.message, hints=(error.hint,))]
        ) from None
    return Asset(name=quote(name, safe=""), content=content, original=svg, place=place)


def _with_bibliography(blocks: list[tree.Node]) -> tuple[list[tree.Node], tuple[str, ...]]:
    """Return the blocks and the keys that they cite; if they cite nothing, the bibliography is left out."""
    keys = tree.cited(tree.walk(blocks))
    if not keys:
        blocks = [
            block for block in blocks if not any(n["t"] == "Div" and n["c"][0][0] == REFS for n in tree.walk(block))
        ]
    return blocks, tuple(sorted(set(keys)))


def _document(
    project: Project,
    outline: Outline,
    blocks: list[tree.Node],
    pictures: Mapping[str, Asset],
    date: datetime.date,
) -> Document:
    assets: dict[str, Asset] = {}

    def name_picture(node: tree.Node) -> list[tree.Node] | None:
        if node["t"] != "Image":
            return None
        attributes, alt, (target, title) = node["c"]
        asset = pictures[target]
        assets[asset.name] = asset
        return [{"t": "Image", "c": [attributes, alt, [asset.name, title]]}]

    shown = tree.document(tree.rewrite(blocks, name_picture))
    around = without_text(project, outline, date)
    return replace(around, tree=shown, assets=tuple(assets[name] for name in sorted(assets)))


def without_text(project: Project, outline: Outline, date: datetime.date) -> Document:
    """Return a document without its text: what is on its covers, and what it says of itself."""
    edition, case = outline.edition, outline.case
    return Document(
        name=outline.name,
        file_name=file_name(edition, case),
        kind=edition.description.document,
        edition=edition,
        metadata=metadata_of(project, edition, case, date),
        tree=tree.document([]),
        assets=(),
        theme=project.theme,
        front=front_of(project.theme, project.cases, case),
    )


def file_name(edition: Edition, case: Case | None) -> str:
    """Return the name of the files of a case or, without one, of the report, without the extension."""
    name = edition.description.file_name or words.slug(edition.description.title)
    return f"{words.addresses.CASE}-{case.id}-{name}" if case else name
