"""A text file as a sequence of lines that stays on disk, so that a gazetteer of millions of places costs no memory."""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Final, overload

OFFSETS: Final = "Q"  # unsigned, eight bytes
ENDING = ".offsets"  # of the file that says where each line starts


class MappedLines(Sequence[str]):
    """The lines of a file that ``write_lines`` wrote, without their ends."""

    def __init__(self, path: Path) -> None:
        self._text = _mapped(path)
        self._starts = memoryview(_mapped(path.with_suffix(ENDING))).cast(OFFSETS)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[str]: ...
    def __getitem__(self, number: int | slice) -> str | Sequence[str]:
        if isinstance(number, slice):
            return [self[place] for place in range(*number.indices(len(self)))]
        if not 0 <= number < len(self):
            raise IndexError(number)
        return self._text[self._starts[number] : self._starts[number + 1] - 1].decode("utf-8")


def _mapped(path: Path) -> mmap.mmap:
    with path.open("rb") as stream:
        return mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)


def write_lines(path: Path, lines: Iterable[str]) -> str:
    """Write the lines and, beside them, where each one starts; gives the SHA-256 of the lines."""
    digest, starts, at = sha256(), array(OFFSETS, [0]), 0
    with path.open("wb") as stream:
        for line in lines:
            data = line.encode("utf-8") + b"\n"
            stream.write(data)
            digest.update(data)
            at += len(data)
            starts.append(at)
    path.with_suffix(ENDING).write_bytes(starts.tobytes())
    return digest.hexdigest()
