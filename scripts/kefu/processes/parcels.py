"""Jobs as bytes, for another machine: what many of them are given is packed once, and named by its digest."""

from __future__ import annotations

import hashlib
import io
import pickle
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A job: a function and what it is given, without what other jobs are given too.

    `pieces` holds that, by digest.
    """

    content: bytes
    pieces: Mapping[str, bytes]


class Packing:
    """Packs the jobs of a build. Values of the `shared` types are pieces of their own, packed the first time."""

    def __init__(self, shared: tuple[type, ...]) -> None:
        self._shared = shared
        self._packed: dict[int, tuple[object, str, bytes]] = {}

    def pack(self, function: Callable[..., object], *arguments: object) -> Parcel:
        """Return a job as a parcel."""
        file = io.BytesIO()
        pickler = _Pickler(file, self._piece)
        pickler.dump((function, arguments))
        return Parcel(content=file.getvalue(), pieces=pickler.pieces)

    def _piece(self, value: object) -> tuple[str, bytes] | None:
        if not isinstance(value, self._shared):
            return None
        if id(value) not in self._packed:
            content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
            self._packed[id(value)] = (
                value,
                _digest(content),
                content,
            )  # as long as a value is kept, no other has its id
        _, digest, content = self._packed[id(value)]
        return digest, content


def opened_and_done(content: bytes, *pieces: bytes) -> bytes:
    """Do the job in a parcel, and return what came of it as bytes: what its function returned or raised."""
    by_digest = {_digest(piece): piece for piece in pieces}
    try:
        function, arguments = _Unpickler(io.BytesIO(content), by_digest).load()
        returned = function(*arguments)
    except Exception as error:  # noqa: BLE001 - whoever asks for the result meets it
        error.add_note(f"on another machine:\n{traceback.format_exc()}")
        return failed(error)
    return pickle.dumps((returned, None), protocol=pickle.HIGHEST_PROTOCOL)


def failed(error: Exception) -> bytes:
    """Return, as bytes, that nothing but an error came of a job."""
    return pickle.dumps((None, error), protocol=pickle.HIGHEST_PROTOCOL)


def came_of(outcome: bytes) -> Any:
    """Return what a job returned, or raise what it raised."""
    returned, error = pickle.loads(outcome)  # noqa: S301 - from a worker, which is trusted as much as this machine
    if error is not None:
        raise error
    return returned


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class _Pickler(pickle.Pickler):
    """Leaves out pieces, of which it writes the digests, and has them by digest."""

    def __init__(self, file: io.BytesIO, piece: Callable[[object], tuple[str, bytes] | None]) -> None:
        super().__init__(file, protocol=pickle.HIGHEST_PROTOCOL)
        self._piece = piece
        self.pieces: dict[str, bytes] = {}

    def persistent_id(self, value: object) -> str | None:
        found = self._piece(value)
        if found is None:
            return None
        digest, content = found
        self.pieces[digest] = content
        return digest


class _Unpickler(pickle.Unpickler):
    """Puts pieces where their digests stand."""

    def __init__(self, file: io.BytesIO, pieces: Mapping[str, bytes]) -> None:
        super().__init__(file)
        self._pieces = pieces

    def persistent_load(self, digest: str) -> object:
        return pickle.loads(self._pieces[digest])  # noqa: S301 - packed by whoever packed the rest
