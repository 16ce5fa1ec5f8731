"""Who must not be recognised: real names, places and personal data, and the registry of real names."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule

REAL_NAME_IS_ABSENT: Final = Rule(
    name="real-name-is-absent",
    holds="No real name of the registry stands in a source, in a file that git tracks, or in a finished file.",
    why="Those who were interviewed were promised anonymity, and a name that is published cannot be taken back.",
    remedy="Write the invented name; where git has the real one in an earlier commit, remove it from the history too.",
    acceptable=False,
)
SCENE_IS_INVENTED: Final = Rule(
    name="scene-is-invented",
    holds="No case is set in a real municipality or region.",
    why="With the place, a role and a year are often enough to tell who somebody is.",
    remedy="Invent a name, or allow the real one in `case.yaml` with a reason: `allowed: [{what: …, reason: …}]`.",
    acceptable=False,
)
PERSONAL_DATA_IS_ABSENT: Final = Rule(
    name="personal-data-is-absent",
    holds="No identity number, telephone number or e-mail address of anybody stands in a source or a finished file.",
    why="The General Data Protection Regulation (EU 2016/679, article 5.1 c) asks for no more personal data than are "
    "needed.",
    remedy="Take it out; allow what is meant to be public in `case.yaml`: `allowed: [{what: …, reason: …}]`.",
    acceptable=False,
)
TRACKED_FILES_ARE_LISTED: Final = Rule(
    name="tracked-files-are-listed",
    holds="Git can list the files that it tracks.",
    why="Real names are searched for in all of them.",
    remedy="Run `git status` in the project's folder, and mend what it says.",
    acceptable=False,
)
REGISTRY_IS_OUTSIDE_REPOSITORY: Final = Rule(
    name="registry-is-outside-repository",
    holds="The registry of real names lies outside the repository, or where git ignores it.",
    why="Otherwise the next commit would publish it.",
    remedy="Move the file out, or let git ignore it and take it out of git.",
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
    holds="The registry lists a real name once.",
    remedy="Keep one entry, with the aliases of both.",
    acceptable=False,
)
INVENTED_NAME_IS_INVENTED: Final = Rule(
    name="invented-name-is-invented",
    holds="No invented name in the registry contains a real one.",
    remedy="Invent another name, or list it among the `exceptions` of the real one.",
    acceptable=False,
)
