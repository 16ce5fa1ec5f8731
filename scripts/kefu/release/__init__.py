"""The release: its folder and manifest, and replacing one folder with another, as a whole or not at all."""

from kefu.release.publishing import (
    MANIFEST,
    Stamp,
    artifact_path,
    changes,
    check_output,
    entry,
    manifest_of,
    publish,
    released,
    stamp_of,
)
from kefu.release.swapping import check_place, replaced

__all__ = [
    "MANIFEST",
    "Stamp",
    "artifact_path",
    "changes",
    "check_output",
    "check_place",
    "entry",
    "manifest_of",
    "publish",
    "released",
    "replaced",
    "stamp_of",
]
