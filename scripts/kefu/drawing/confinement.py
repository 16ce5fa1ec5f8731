"""What the system forbids to a process that runs a script: writing outside its folder, and reaching the network.

Only Linux can, from version 5.13 on; elsewhere, and where it is switched off, nothing is forbidden. Landlock decides
which files can be read and written, and keeps the process from meddling with others; a filter of system calls refuses
sockets and changes to the marks of files, such as their owner, which Landlock lets pass.

Sources: landlock(7), seccomp(2), prctl(2), and linux/landlock.h, linux/filter.h and linux/audit.h.
"""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION: Final = 1
_PATH_BENEATH: Final = 1
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2

_READ: Final = 0b1101  # execute, read file, read folder
_OF_FILES: Final = 0b1100_0000_0000_0111  # execute, write, read, truncate, control a device
_RIGHTS: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights to files each version of Landlock knows; later ones know as many as the last."""
_TCP, _TCP_SINCE = 0b11, 4
_SCOPES, _SCOPES_SINCE = 0b11, 6
"""Sockets without a file, and signals, to processes outside."""

_SYSTEM: Final = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/etc", "/nix", "/proc/self")
_DEVICES: Final = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")

_CALLS: Final = {
    # socket, io_uring_setup; chmod, fchmod, fchmodat, fchmodat2; chown, fchown, lchown, fchownat; utime, utimes,
    # futimesat, utimensat; setxattr, lsetxattr, fsetxattr, setxattrat; removexattr, lremovexattr, fremovexattr, -at
    "x86_64": (0xC000003E, (41, 425, 90, 91, 268, 452, 92, 93, 94, 260, 132, 235, 261, 280, 188, 189, 190, 463, 197,
                            198, 199, 466)),
    "aarch64": (0xC00000B7, (198, 425, 52, 53, 452, 54, 55, 88, 5, 6, 7, 463, 14, 15, 16, 466)),
}  # fmt: skip
"""For each kind of processor, its name in a filter, and the numbers of the calls that are refused."""
_OTHER_NUMBERING: Final = 0x4000_0000
"""From here on, calls of x86_64 are numbered a second time."""

_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW: Final = 0x7FFF_0000
_REFUSE: Final = 0x0005_0000 | 13
"""As if there were no permission (EACCES)."""


def confine(folder: Path) -> None:
    """Confine this process, and those that it starts, as far as the system can; it cannot be undone.

    Only files in `folder` can be written, and only those, the interpreter's and the system's can be read.
    """
    if sys.platform != "linux" or sys.maxsize < 2**32:
        return
    library = ctypes.CDLL(None, use_errno=True)
    library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    _limit_files(library, folder)
    _filter_calls(library)


def confined() -> bool:
    """Return whether the system can confine processes."""
    if sys.platform != "linux" or sys.maxsize < 2**32 or platform.machine() not in _CALLS:
        return False
    return bool(ctypes.CDLL(None).syscall(_CREATE_RULESET, None, 0, _VERSION) >= 1)


def _limit_files(library: ctypes.CDLL, folder: Path) -> None:
    version = library.syscall(_CREATE_RULESET, None, 0, _VERSION)
    if version < 1:
        return
    every = (1 << _RIGHTS.get(version, max(_RIGHTS.values()))) - 1
    wanted = (every, _TCP if version >= _TCP_SINCE else 0, _SCOPES if version >= _SCOPES_SINCE else 0)
    attributes = struct.pack("=QQQ", *wanted)
    size = 8 * (1 + (version >= _TCP_SINCE) + (version >= _SCOPES_SINCE))
    rules = library.syscall(_CREATE_RULESET, attributes, size, 0)
    if rules < 0:
        return
    for path in _readable():
        _allow(library, rules, path, _READ)
    for name in _DEVICES:
        _allow(library, rules, Path(name), every)
    _allow(library, rules, folder, every)
    library.syscall(_RESTRICT_SELF, rules, 0)
    os.close(rules)


def _readable() -> Iterable[Path]:
    """Return the folders of the system, and of the interpreter and its packages."""
    found = (*_SYSTEM, sys.prefix, sys.base_prefix, sys.exec_prefix, *sys.path)
    return (Path(name) for name in dict.fromkeys(found) if name)


def _allow(library: ctypes.CDLL, rules: int, path: Path, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rights &= -1 if path.is_dir() else _OF_FILES
    library.syscall(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", rights, place), 0)
    os.close(place)


def _filter_calls(library: ctypes.CDLL) -> None:
    if platform.machine() not in _CALLS:
        return
    processor, numbers = _CALLS[platform.machine()]
    refused = [(_AT_LEAST, _OTHER_NUMBERING), *((_EQUAL, number) for number in numbers)]
    program = [(_LOAD, 0, 0, 4), (_EQUAL, 0, len(refused) + 2, processor), (_LOAD, 0, 0, 0)]
    program += [(code, len(refused) - index, 0, number) for index, (code, number) in enumerate(refused)]
    program += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    steps = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in program))
    whole = struct.pack("@HP", len(program), ctypes.addressof(steps))
    library.prctl(_SECCOMP, _FILTER, whole, 0, 0)
