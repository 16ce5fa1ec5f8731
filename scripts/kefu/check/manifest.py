"""Compare a release folder with its manifest, and its files with the documents that the project makes."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Final

from kefu.authored import Format, Visibility
from kefu.diagnostics import Diagnostic, Location
from kefu.engines import PICTURES
from kefu.release import MANIFEST, Stamp, artifact_path, stamp_of
from kefu.rules.release import (
    FILE_IS_IN_MANIFEST,
    FILE_IS_OF_PROJECT,
    FILE_OF_MANIFEST_EXISTS,
    MANIFEST_IS_READABLE,
    MANIFEST_MATCHES_BYTES,
    MANIFEST_TELLS_WHAT_IS_THERE,
    RELEASE_EXISTS,
    RELEASE_HOLDS_FILES_ALONE,
    RELEASE_IS_COMPLETE,
    RESTRICTED_STAYS_RESTRICTED,
    SITE_IS_AS_GENERATED,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from kefu.model import Document
    from kefu.rules.rule import Rule

LARGEST: Final = 256 * 1024**2
"""The size in bytes of the largest file that is read."""

_AGAIN: Final = "build again; the release is replaced as a whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseFile:
    """A file of a release, with its path in the release."""

    path: PurePosixPath
    content: bytes = field(repr=False)


def expected(documents: Iterable[Document]) -> dict[PurePosixPath, tuple[Document, Format]]:
    """Return the document and format of each file that documents become, by its path in the release."""
    return {
        artifact_path(document, format_): (document, format_)
        for document in documents
        for format_ in document.edition.description.formats
    }


def pictures(documents: Iterable[Document]) -> frozenset[PurePosixPath]:
    """Return the paths of the pictures that accompany the web pages of the documents."""
    return frozenset(
        artifact_path(document, Format.HTML).parent / PICTURES / asset.name
        for document in documents
        if Format.HTML in document.edition.description.formats
        for asset in document.pictures
    )


def generated(files: Iterable[ReleaseFile], site: Mapping[PurePosixPath, bytes]) -> tuple[Diagnostic, ...]:
    """Return an error for each file of the site that differs from what the project and the release make."""
    return tuple(
        _error(
            SITE_IS_AS_GENERATED,
            file.path,
            "the file differs from what the sources and the release make",
            f"somebody has altered it, or the sources have changed since the build; {_AGAIN}",
        )
        for file in files
        if file.path in site and site[file.path] != file.content
    )


def placed(
    paths: Iterable[PurePosixPath],
    documents: Mapping[PurePosixPath, tuple[Document, Format]],
    site: Collection[PurePosixPath] = (),
) -> tuple[Diagnostic, ...]:
    """Return an error for each file that comes from no document, and each restricted one in the public folder.

    `site` holds the paths of files that do not belong to a single document.
    """
    found = []
    for path in paths:
        if path == MANIFEST or path in site:
            continue
        document = documents[path][0] if path in documents else None
        public = path.parts[:1] == (str(Visibility.PUBLIC),)
        if document is None:
            found.append(
                _error(FILE_IS_OF_PROJECT, path, "the project does not make this file", f"remove it, or {_AGAIN}")
            )
        elif public and document.edition.restricted:
            message = f"the edition “{document.edition.name}” is restricted, but the file is in the public folder"
            found.append(_error(RESTRICTED_STAYS_RESTRICTED, path, message, _AGAIN))
    return tuple(found)


def read_release(out: Path) -> tuple[tuple[ReleaseFile, ...], tuple[Diagnostic, ...]]:
    """Return the files of a release folder, including the manifest, and an error for each unreadable entry."""
    files: list[ReleaseFile] = []
    found: list[Diagnostic] = []
    if not (out / MANIFEST).is_file():
        hint = "run “kefu build” first, or give the folder with --out"
        return (), (_error(RELEASE_EXISTS, MANIFEST, f"there is no release in “{out}”", hint),)
    waiting = [out]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
            folders = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
        except OSError as error:
            message = f"the folder cannot be read: {error.strerror}"
            found.append(_error(RELEASE_HOLDS_FILES_ALONE, _path_in(out, folder), message, "remove it"))
            continue
        waiting += (Path(folder.path) for folder in reversed(folders))
        for entry in entries:
            if entry not in folders:
                path = _path_in(out, Path(entry.path))
                content = _content(entry)
                if isinstance(content, bytes):
                    files.append(ReleaseFile(path=path, content=content))
                else:
                    found.append(_error(RELEASE_HOLDS_FILES_ALONE, path, *content))
    return tuple(files), tuple(found)


def _path_in(out: Path, full: Path) -> PurePosixPath:
    """Return a path relative to the release, with replacements for anything that is not UTF-8."""
    return PurePosixPath(full.relative_to(out).as_posix().encode("utf-8", "replace").decode())


def _content(entry: os.DirEntry[str]) -> bytes | tuple[str, str]:
    """Return the content of a file or, if it cannot be read, a message that says why, and a hint."""
    if not entry.is_file(follow_symlinks=False):
        return "a release contains only files, but this is a link or something else", "remove it"
    try:
        if entry.stat(follow_symlinks=False).st_size > LARGEST:
            return "the file is too large to be read", "remove it"
        return Path(entry.path).read_bytes()
    except OSError as error:
        return f"the file cannot be read: {error.strerror}", "check its permissions"


def listed(files: Iterable[ReleaseFile]) -> tuple[dict[str, Any], ...] | None:
    """Return the entries of the manifest among some files; `None` if it cannot be read."""
    manifest = next((file.content for file in files if file.path == MANIFEST), b"")
    try:
        entries = [dict(entry) for entry in json.loads(manifest)["artifacts"]]
        json.dumps(entries, ensure_ascii=False).encode()  # raises for lone surrogates, which cannot be printed
        for entry in entries:
            PurePosixPath(entry["path"])
        return tuple(entries)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def stamp_in(files: Iterable[ReleaseFile]) -> Stamp:
    """Return the stamp of the manifest among some files; an empty one if it cannot be read."""
    manifest = next((file.content for file in files if file.path == MANIFEST), b"")
    try:
        return stamp_of(dict(json.loads(manifest)))
    except (ValueError, TypeError, RecursionError):
        return Stamp()


def manifested(
    files: Sequence[ReleaseFile],
    documents: Mapping[PurePosixPath, tuple[Document, Format]],
    told: Sequence[Mapping[str, Any]] | None,
) -> tuple[Diagnostic, ...]:
    """Return an error for each difference between the files of a release and what its manifest has `told` about them.

    If the manifest cannot be read, `told` is `None`, which is also an error. A document that is missing from the
    release is only a warning, since it is possible to build just a part of the project.
    """
    by_path = {file.path: file for file in files if file.path != MANIFEST}
    if told is None:
        return (_error(MANIFEST_IS_READABLE, MANIFEST, "the manifest is not in the form that kefu writes", _AGAIN),)
    entries = {PurePosixPath(one["path"]): one for one in told}
    found: list[Diagnostic] = []
    if len(entries) < len(told):
        found.append(_error(MANIFEST_IS_READABLE, MANIFEST, "the manifest lists a file twice", _AGAIN))
    for path, file in by_path.items():
        if path not in entries:
            message = "the manifest does not list the file"
            found.append(_error(FILE_IS_IN_MANIFEST, path, message, f"remove it, or {_AGAIN}"))
        else:
            found += _compared(file, entries[path], documents.get(path))
    for path in entries:
        if path not in by_path:
            message = "the manifest lists the file, but it does not exist"
            found.append(_error(FILE_OF_MANIFEST_EXISTS, path, message, _AGAIN))
    missing = [path for path in documents if path not in by_path]
    if missing:
        found.append(
            Diagnostic(
                rule=RELEASE_IS_COMPLETE,
                location=Location(path=MANIFEST),
                message=f"{len(missing)} of the project's {len(documents)} files are not in the release, among them "
                f"“{missing[0]}”",
                hints=("run “kefu build” without --case and --edition",),
            )
        )
    return tuple(found)


def _compared(
    file: ReleaseFile, entry: Mapping[str, Any], known: tuple[Document, Format] | None
) -> Iterator[Diagnostic]:
    digest = hashlib.sha256(file.content).hexdigest()
    if entry.get("sha256") != digest or entry.get("bytes") != len(file.content):
        message = "the file's bytes are not those that were released"
        yield _error(MANIFEST_MATCHES_BYTES, file.path, message, f"somebody has altered it; {_AGAIN}")
    if known:
        document, _ = known
        told = {
            "document": document.name.rpartition("/")[2],
            "edition": document.edition.name,
            "title": document.metadata.title,
            "visibility": str(document.edition.description.visibility),
            "rights": str(document.edition.rights),
        }
        for key, value in told.items():
            if entry.get(key) != value:
                message = f"the manifest gives its {key} as “{entry.get(key)}”, but the project as “{value}”"
                yield _error(MANIFEST_TELLS_WHAT_IS_THERE, file.path, message, _AGAIN)


def _error(rule: Rule, path: PurePosixPath, message: str, hint: str) -> Diagnostic:
    return Diagnostic(rule=rule, location=Location(path=path), message=message, hints=(hint,))
