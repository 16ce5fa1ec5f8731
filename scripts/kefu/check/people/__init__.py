"""What could identify real people: names, places and personal data, searched for in sources and finished files."""

from kefu.check.people.findings import (
    names_in_channels,
    names_in_file,
    names_in_history,
    names_in_other_file,
    names_in_path,
    names_in_source,
    personal_data_in_channels,
    personal_data_in_source,
    redacted,
    scenes_in_source,
)
from kefu.check.people.folding import fold
from kefu.check.people.history import past
from kefu.check.people.places import municipalities, regions, surnames_of_places
from kefu.check.people.registry import Registry, masked, masked_path
from kefu.check.people.registry_file import RegistryFile
from kefu.check.people.repository import git, other_files, repository_of, tracked_files

__all__ = [
    "Registry",
    "RegistryFile",
    "fold",
    "git",
    "masked",
    "masked_path",
    "municipalities",
    "names_in_channels",
    "names_in_file",
    "names_in_history",
    "names_in_other_file",
    "names_in_path",
    "names_in_source",
    "other_files",
    "past",
    "personal_data_in_channels",
    "personal_data_in_source",
    "redacted",
    "regions",
    "repository_of",
    "scenes_in_source",
    "surnames_of_places",
    "tracked_files",
]
