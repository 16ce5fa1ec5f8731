"""Lay out a release and write its manifest, as a whole or not at all."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from kefu.diagnostics import OutputError
from kefu.layout import real
from kefu.release.record import Record, record_of
from kefu.release.swapping import check_place, replaced

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from kefu.authored import Format
    from kefu.model import Artifact, Document

MANIFEST: Final = PurePosixPath("manifest.json")
GENERATOR: Final = "kefu"


def artifact_path(document: Document, format_: Format) -> PurePosixPath:
    """Return the path in a release of a document in a format; its folder depends on who may see it."""
    folder = PurePosixPath(document.edition.description.visibility, document.name)
    return folder / f"{document.file_name}.{format_}"


def check_output(out: Path) -> None:
    """Make sure that a folder can take a release: it does not exist yet, is empty, or holds an earlier release.

    Raises `OutputError` otherwise, because publishing replaces the folder.
    """
    check_place(out)
    if out.is_dir():
        if any(out.iterdir()) and _manifest(out) is None:
            raise OutputError(
                f"“{out}” holds something other than a kefu release, and publishing would replace it; "
                "choose another folder with --out, or empty this one first"
            )
    elif out.exists():
        raise OutputError(f"“{out}” is not a folder; choose another with --out")


def released(out: Path) -> tuple[dict[str, Any], ...]:
    """Return what the manifest in a folder says about its files, one entry for each; nothing if there is no release."""
    manifest = _manifest(out)
    return tuple(manifest["artifacts"]) if manifest else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What a manifest says about a whole release: its date, the digest of the sources, and whether it is for readers.

    The date is in ISO 8601.
    """

    date: str = ""
    sources: str = ""
    release: bool = False


def stamp_of(manifest: Mapping[str, Any]) -> Stamp:
    """Return the stamp of a manifest."""
    return Stamp(
        date=str(manifest.get("date", "")),
        sources=str(manifest.get("sources", "")),
        release=manifest.get("release") is True,
    )


def changes(artifacts: Sequence[Artifact], out: Path, date: str, *, whole: bool) -> tuple[str, ...]:
    """Return what a release of artifacts would change in the last release from a folder, if that has the same date."""
    return tuple(record_of(_manifest(out) or {}).differences(date, _digests(artifacts), whole=whole))


def publish(artifacts: Sequence[Artifact], out: Path, *, whole: bool, stamp: Stamp = Stamp()) -> None:
    """Make a folder hold a release of the given artifacts.

    A `whole` release is these artifacts and nothing else; otherwise they are added to what the folder holds,
    replacing artifacts with the same path, and the stamp keeps only what is true of both. The new release is written
    beside the folder and swapped in at the end; until then the folder is unchanged. Files of the site, which belong to
    no document, are never kept, because they describe the rest of the release. The manifest keeps a record of the last
    release for readers. Raises `OutputError` if the folder
    cannot be written.
    """
    with replaced(out, check=check_output, busy="another build has been publishing into") as stage:
        _write(artifacts, stage, out, stamp, whole=whole)


def _manifest(folder: Path) -> dict[str, Any] | None:
    """Return a release's manifest, or `None` if there is none that this program wrote."""
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    match manifest:
        case {"generator": str(generator), "artifacts": [*artifacts]} if generator == GENERATOR:
            told = all(isinstance(entry, dict) and isinstance(entry.get("path"), str) for entry in artifacts)
            return manifest if told else None
        case _:
            return None


def _write(artifacts: Sequence[Artifact], stage: Path, out: Path, stamp: Stamp, *, whole: bool) -> None:
    entries = {str(artifact.path): entry(artifact) for artifact in artifacts}
    manifest = _manifest(out) or {}
    record = record_of(manifest)
    if stamp.release:
        record = record.with_release(stamp.date, _digests(artifacts), whole=whole)
    if manifest and not whole:
        shutil.copytree(out, stage, dirs_exist_ok=True)
        before = stamp_of(manifest)
        stamp = Stamp(
            date=stamp.date if stamp.date == before.date else "",
            sources=stamp.sources if stamp.sources == before.sources else "",
            release=stamp.release and before.release,
        )
        for left in (stage / old["path"] for old in manifest["artifacts"] if not old.get("document")):
            if real(left).is_relative_to(real(stage)):
                left.unlink(missing_ok=True)
        entries = {kept["path"]: kept for kept in manifest["artifacts"] if kept.get("document")} | entries
    for artifact in artifacts:
        path = stage / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content)
    (stage / MANIFEST).write_bytes(_manifest_text(entries, stamp, record))


def _digests(artifacts: Sequence[Artifact]) -> dict[str, str]:
    """Return the digests of the files of documents, by path."""
    return {str(artifact.path): artifact.digest for artifact in artifacts if artifact.document}


def manifest_of(artifacts: Sequence[Artifact]) -> bytes:
    """Return the manifest of a release of the given artifacts."""
    return _manifest_text({str(artifact.path): entry(artifact) for artifact in artifacts}, Stamp(), Record(files={}))


def _manifest_text(entries: dict[str, dict[str, object]], stamp: Stamp, record: Record) -> bytes:
    manifest = {
        "generator": GENERATOR,
        "release": stamp.release,
        "date": stamp.date,
        "sources": stamp.sources,
        "released": asdict(record),
        "artifacts": [entries[path] for path in sorted(entries)],
    }
    return f"{json.dumps(manifest, ensure_ascii=False, indent=2)}\n".encode()


def entry(artifact: Artifact) -> dict[str, object]:
    """Return what the manifest says about an artifact."""
    return {
        "path": str(artifact.path),
        "sha256": artifact.digest,
        "bytes": len(artifact.content),
        "pages": artifact.pages,
        "document": artifact.document,
        "edition": artifact.edition,
        "title": artifact.title,
        "visibility": str(artifact.visibility),
        "rights": artifact.rights,
    }
