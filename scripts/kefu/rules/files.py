"""Files of the project, and the YAML in them."""

from __future__ import annotations

from typing import Final

from kefu.rules.rule import Rule

PATH_STAYS_IN_PROJECT: Final = Rule(
    name="path-stays-in-project",
    holds="Every file that a source names is in the project's folder, even if it is reached through a link.",
    why="The project must be complete when it is copied to another machine.",
    remedy="Copy the file into the project, and refer to it by its path there.",
    acceptable=False,
)
FILE_EXISTS: Final = Rule(
    name="file-exists",
    holds="Every file that the project needs exists.",
    remedy="Add the file, or correct its name, in which capitals matter.",
    acceptable=False,
)
FILE_IS_READABLE: Final = Rule(
    name="file-is-readable",
    holds="Every file that the project needs can be opened.",
    remedy="Check that it is a file and not a folder, and that you may read it.",
    acceptable=False,
)
FILE_IS_WRITABLE: Final = Rule(
    name="file-is-writable",
    holds="`kefu fix` and `kefu review --apply` can write every file that they change.",
    remedy="Check that you may write to the file and its folder, and that the disk is not full; then try again.",
    acceptable=False,
)
FILE_IS_AS_READ: Final = Rule(
    name="file-is-as-read",
    holds="A file that `kefu fix` or `kefu review --apply` changes is still as it was when the difference was shown.",
    why="What somebody wrote in the meantime must not be lost.",
    remedy="Save the file in your editor, and run the command again.",
    acceptable=False,
)
TEXT_IS_NOT_TOO_LARGE: Final = Rule(
    name="text-is-not-too-large",
    holds="A text, a description, a bibliography or a table has at most 5 MB, which is more than a long novel. "
    "A Markdown text has at most 2,000 rows of tables, footnotes, citations and headings, and 5,000 items of lists; "
    "a bibliography has at most 5,000 entries.",
    why="What is larger was hardly written by hand, and takes too long to read.",
    remedy="Check that it is the right file; if it is, divide it into several, or show less of a long table.",
    acceptable=False,
)
TEXT_IS_UTF_8: Final = Rule(
    name="text-is-utf-8",
    holds="Every text is encoded as UTF-8.",
    remedy="Save the file again with the encoding UTF-8.",
    acceptable=False,
    warns_when="in the bibliography, if it can be read as Windows-1252, which older programs write",
)
YAML_IS_READABLE: Final = Rule(
    name="yaml-is-readable",
    holds="A YAML file is a list of `key: value` lines in valid YAML, with no key given twice.",
    why="YAML 1.2.2 (3.2.1.1) requires unique keys; of two values with the same key, readers would see only one.",
    remedy='Put texts that contain `:` or `#` or begin with a quotation mark in `"…"`, indent with spaces, and give '
    "each key only once.",
    acceptable=False,
)
KEY_IS_KNOWN: Final = Rule(
    name="key-is-known",
    holds="Every key in a YAML file is one that kefu reads.",
    why="A misspelt key would otherwise be ignored, and nobody would notice.",
    remedy="Correct the key, or remove it.",
    acceptable=False,
)
KEY_IS_GIVEN: Final = Rule(
    name="key-is-given",
    holds="Every key that a YAML file must have is given.",
    remedy="Add a line with the key and its value.",
    acceptable=False,
)
VALUE_IS_KNOWN: Final = Rule(
    name="value-is-known",
    holds="A value that is chosen from a list, such as a status or a format, is in that list.",
    remedy="Write one of the values that the hint lists.",
    acceptable=False,
)
VALUE_IS_VALID: Final = Rule(
    name="value-is-valid",
    holds="Every value in a YAML file is of the kind that its key requires: a text, a number, a date, an address.",
    remedy="Correct the value as the message says.",
    acceptable=False,
)
