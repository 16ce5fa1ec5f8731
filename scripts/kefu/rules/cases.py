"""Folders, parts and descriptions of the cases."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule

CASE_FOLDER_IS_NAMED: Final = Rule(
    name="case-folder-is-named",
    holds="The folder of a case is named with a number of two or more digits, a hyphen and the id of the case, as "
    "`07-ny-ordforande`.",
    remedy="Rename the folder, with only small letters a–z, digits and hyphens.",
    acceptable=False,
)
CASE_NUMBER_IS_UNIQUE: Final = Rule(
    name="case-number-is-unique",
    holds="No two cases have the same number.",
    remedy="Rename one of the folders.",
    acceptable=False,
)
CASE_NUMBERS_ARE_EQUALLY_LONG: Final = Rule(
    name="case-numbers-are-equally-long",
    holds="The numbers in the names of all cases' folders have the same number of digits, such as two, or three in a "
    "project with more than 99 cases.",
    why="Folders, files and addresses are then listed in the order of the cases, by every program.",
    remedy="Put zeros before the shorter numbers, as in `007-ny-ordforande`, or remove them from the longer ones.",
    acceptable=False,
)
CASE_ID_IS_UNIQUE: Final = Rule(
    name="case-id-is-unique",
    holds="No two cases have the same id.",
    remedy="Give each case a different id.",
    acceptable=False,
)
CASE_ID_MATCHES_FOLDER: Final = Rule(
    name="case-id-matches-folder",
    holds="The id in `case.yaml` is the same as in the name of the folder.",
    remedy="Change the id, or rename the folder.",
    acceptable=False,
)
PART_IS_KNOWN: Final = Rule(
    name="part-is-known",
    holds="Every Markdown file in the folder of a case is a part of the case.",
    why="Who may read a text depends on which part it is.",
    remedy="Rename the file to one of the parts, or move it out of the folder.",
    acceptable=False,
)
PART_EXISTS: Final = Rule(
    name="part-exists",
    holds="Every case has all the parts that the editions include.",
    remedy="Write the part, or remove it from the edition.",
    acceptable=False,
)
STATUS_IS_SIGNED: Final = Rule(
    name="status-is-signed",
    holds="A case that is in review or approved says since when, and in which role somebody decided it.",
    remedy="Add `status-date` and `status-role` to `case.yaml`.",
    acceptable=False,
)
THEME_IS_KNOWN: Final = Rule(
    name="theme-is-known",
    holds="Every theme of a case is listed in `report/publication.yaml`.",
    remedy="Correct the theme, or add it to `themes` in `report/publication.yaml`.",
    acceptable=False,
)
ACTOR_IS_UNIQUE: Final = Rule(
    name="actor-is-unique",
    holds="No two actors of a case have the same id.",
    remedy="Give each actor a different id.",
    acceptable=False,
)
ACTOR_IS_KNOWN: Final = Rule(
    name="actor-is-known",
    holds="Every relation is between two actors of the case.",
    remedy="Correct the id, or add the actor.",
    acceptable=False,
)
TIMELINE_IS_IN_ORDER: Final = Rule(
    name="timeline-is-in-order",
    holds="The events of a case are listed from the oldest to the newest.",
    remedy="Put the events in order, or correct the date.",
    acceptable=False,
)
