"""What could identify real people: names, places and personal data, and the registry of real names."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule, Severity

REAL_NAME_IS_ABSENT: Final = Rule(
    name="real-name-is-absent",
    holds="No real name from the registry appears in a source, in a file that git tracks, or in a finished file.",
    why="Those who were interviewed were promised anonymity, and a published name cannot be taken back.",
    remedy="Write the invented name; if an earlier commit contains the real one, remove it from git's history too.",
    acceptable=False,
)
MISSPELT_NAME_IS_ABSENT: Final = Rule(
    name="misspelt-name-is-absent",
    holds="No word in a source is one letter away from a real name in the registry, and no given name with an initial "
    "is that of somebody in it.",
    why="A slip of the pen or an initial hides a name from a search, but not from a reader.",
    remedy="Write the invented name; if it is somebody else's, list it under `exceptions` for the real one.",
    severity=Severity.WARNING,
    acceptable=True,
)
SCENE_IS_INVENTED: Final = Rule(
    name="scene-is-invented",
    holds="No case is set in a real municipality or region.",
    why="Together with the place, a role and a year are often enough to identify somebody.",
    remedy="Invent a name, or allow the real one in `case.yaml` with a reason: `allowed: [{what: …, reason: …}]`.",
    acceptable=False,
)
PERSONAL_DATA_IS_ABSENT: Final = Rule(
    name="personal-data-is-absent",
    holds="Nobody's identity number, telephone number or e-mail address appears in a source or a finished file.",
    why="The General Data Protection Regulation (EU 2016/679, article 5.1 c) permits no more personal data than are "
    "needed.",
    remedy="Remove it, or allow what is meant to be public in `case.yaml`: `allowed: [{what: …, reason: …}]`.",
    acceptable=False,
)
TRACKED_FILES_ARE_LISTED: Final = Rule(
    name="tracked-files-are-listed",
    holds="Git can list the files that it tracks.",
    why="Real names are searched for in all of them.",
    remedy="Run `git status` in the project's folder, and fix what it reports.",
    acceptable=False,
)
TRACKED_FILE_IS_READ: Final = Rule(
    name="tracked-file-is-read",
    holds="A file that git tracks can be read in full, so that real names can be searched for in it.",
    why="A recording, an encrypted file or one of an unknown kind may name somebody, and nobody would know.",
    remedy="Look yourself, and save it in another form, or take it out of git.",
    severity=Severity.WARNING,
    acceptable=True,
)
UNTRACKED_FILE_NAMES_NOBODY: Final = Rule(
    name="untracked-file-names-nobody",
    holds="No file in the project's folder that git does not track contains a real name from the registry.",
    why="Sooner or later somebody commits it, or sends the whole folder to somebody else.",
    remedy="Move it out of the project's folder.",
    severity=Severity.WARNING,
    acceptable=True,
)
REGISTRY_IS_OUTSIDE_REPOSITORY: Final = Rule(
    name="registry-is-outside-repository",
    holds="The registry of real names is outside the repository, or git ignores it.",
    why="Otherwise the next commit would publish it.",
    remedy="Move the file out, or make git ignore and not track it.",
    acceptable=False,
)
REGISTRY_HAS_NAMES: Final = Rule(
    name="registry-has-names",
    holds="The registry of real names lists at least one name.",
    why="A search for nothing finds nothing.",
    remedy="List the names, or run the command without `--pseudonyms`.",
    acceptable=False,
)
REAL_NAME_IS_UNIQUE: Final = Rule(
    name="real-name-is-unique",
    holds="The registry lists each real name only once.",
    remedy="Keep one of the entries, with the aliases of both.",
    acceptable=False,
)
INVENTED_NAME_IS_INVENTED: Final = Rule(
    name="invented-name-is-invented",
    holds="No invented name in the registry contains a real one.",
    remedy="Invent another name, or list it under `exceptions` for the real one.",
    acceptable=False,
)
REGISTERED_NAME_FINDS_ENOUGH: Final = Rule(
    name="registered-name-finds-enough",
    holds="A real name is entered in the registry so that it is found however it is written.",
    why="Only what the registry lists is searched for: given names, initials and compounds are derived from it.",
    remedy="Write the whole name, and list what else the bearer is called under `aliases`.",
    severity=Severity.WARNING,
    acceptable=True,
)
REGISTERED_NAME_FINDS_NO_MORE: Final = Rule(
    name="registered-name-finds-no-more",
    holds="A real name in the registry is not also a word that everybody uses.",
    why="A search that finds too much is soon ignored.",
    remedy="Add `ordinary-word: true`, or write a name that nobody else has.",
    severity=Severity.WARNING,
    acceptable=True,
)
