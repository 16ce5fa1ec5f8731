"""The files of a release, its manifest, and the project that it was built from."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule, Severity

_AGAIN: Final = "build again: the release is replaced as a whole"

RELEASE_EXISTS: Final = Rule(
    name="release-exists",
    holds="There is a release to check.",
    remedy="Run `kefu build` first, or give the folder with `--out`.",
    acceptable=False,
)
RELEASE_IS_CHECKED: Final = Rule(
    name="release-is-checked",
    holds="The sources have no errors that prevent a release from being checked.",
    why="The sources decide what a file may show.",
    remedy="Fix the other errors, and check again.",
    acceptable=False,
)
RELEASE_IS_OF_THESE_SOURCES: Final = Rule(
    name="release-is-of-these-sources",
    holds="A release was built from the sources as they are now.",
    why="Otherwise a difference between a file and its sources means nothing.",
    remedy="Build again, and check again.",
    acceptable=False,
)
RELEASE_IS_COMPLETE: Final = Rule(
    name="release-is-complete",
    holds="A release contains all files of the project.",
    remedy="Run `kefu build` without `--case` and `--edition`.",
    severity=Severity.WARNING,
    acceptable=True,
)
RELEASE_HOLDS_FILES_ALONE: Final = Rule(
    name="release-holds-files-alone",
    holds="A release contains nothing but files that can be read.",
    remedy="Remove the link or whatever it is, or check the permissions of the file.",
    acceptable=False,
)
MANIFEST_IS_READABLE: Final = Rule(
    name="manifest-is-readable",
    holds="The manifest is in the form that kefu writes, and lists each file once.",
    remedy=f"Do not edit it; {_AGAIN}.",
    acceptable=False,
)
FILE_IS_IN_MANIFEST: Final = Rule(
    name="file-is-in-manifest",
    holds="The manifest lists every file of the release.",
    remedy=f"Remove the file, or {_AGAIN}.",
    acceptable=False,
)
FILE_OF_MANIFEST_EXISTS: Final = Rule(
    name="file-of-manifest-exists",
    holds="Every file that the manifest lists exists.",
    remedy=f"Somebody has removed it; {_AGAIN}.",
    acceptable=False,
)
MANIFEST_MATCHES_BYTES: Final = Rule(
    name="manifest-matches-bytes",
    holds="Every file has the bytes that were released.",
    why="The manifest contains the SHA-256 of every file, so that anybody can tell whether one was altered.",
    remedy=f"Somebody has altered it; {_AGAIN}.",
    acceptable=False,
)
MANIFEST_TELLS_WHAT_IS_THERE: Final = Rule(
    name="manifest-tells-what-is-there",
    holds="The manifest gives each file the document, edition, title and visibility that the project gives it.",
    remedy=f"Do not edit it; {_AGAIN}.",
    acceptable=False,
)
FILE_IS_OF_PROJECT: Final = Rule(
    name="file-is-of-project",
    holds="Every file of the release is one that the project makes.",
    remedy=f"Remove the file, or {_AGAIN}.",
    acceptable=False,
)
RESTRICTED_STAYS_RESTRICTED: Final = Rule(
    name="restricted-stays-restricted",
    holds="No file of a restricted edition is in the public folder.",
    why="The public folder is published as it is.",
    remedy=f"Remove the file at once, and {_AGAIN}.",
    acceptable=False,
)
SITE_IS_AS_GENERATED: Final = Rule(
    name="site-is-as-generated",
    holds="Every file of the site is exactly what the sources and the release make.",
    remedy=f"Somebody has altered it; {_AGAIN}.",
    compares=True,
    acceptable=False,
)
