"""Open a raw file as a stream of bytes, unpacking ``.gz`` and ``.zst``, and read it in bounded pieces.

A packed file that ends early or is damaged gives what can be unpacked; the stream then says so in ``problem``
instead of raising, so that the good part is kept and the loss is written down.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PACKED = (".gz", ".zst")
# Four packed bytes may hold 128 KB in zstd: small feeds bound what one of them can unpack to (64 MB).
ZSTD_FEED = 2_048
GZIP_FEED = 65_536
SKIP_STEP = 1_048_576


class RawStream(io.RawIOBase):
    """Unpacked bytes of one file. ``problem`` is None, or ``truncated`` / ``corrupt`` once that was met."""

    def __init__(self, pieces: Callable[[], Iterator[bytes]]) -> None:
        self.problem: str | None = None
        self._pieces = pieces()
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        target = memoryview(buffer).cast("B")
        if not self._rest:
            self._rest = memoryview(self._next_piece())
        size = min(len(target), len(self._rest))
        target[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size

    def close(self) -> None:
        """Close the file below as well, also when it was not read to its end."""
        finish = getattr(self._pieces, "close", None)
        if finish is not None:
            finish()
        super().close()

    def _next_piece(self) -> bytes:
        try:
            return next((piece for piece in self._pieces if piece), b"")
        except EarlyEnd:
            self.problem = "truncated"
        except Damaged:
            self.problem = "corrupt"
        return b""


class EarlyEnd(Exception):
    """The packed data stops in the middle."""


class Damaged(Exception):
    """The packed data cannot be unpacked any further."""


class Line(NamedTuple):
    """One line of a stream: its number from 1, its bytes, and whether it is all there."""

    number: int
    content: bytes
    is_whole: bool


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, /) -> bytes: ...


def format_of(path: Path) -> str:
    """The ending that tells the format, without the packing: ``a/b.jsonl.gz`` -> ``.jsonl``."""
    name = path.name.lower()
    for packing in PACKED:
        name = name.removesuffix(packing)
    return Path(name).suffix


def open_stream(path: Path) -> tuple[io.BufferedReader, RawStream]:
    """A buffered reader over the unpacked file and the raw stream below it, which knows of problems."""
    ending = path.suffix.lower()
    if ending == ".gz":
        raw = RawStream(lambda: _gzip_pieces(path))
    elif ending == ".zst":
        raw = RawStream(lambda: _zstd_pieces(path))
    else:
        raw = RawStream(lambda: _plain_pieces(path))
    return io.BufferedReader(raw, buffer_size=GZIP_FEED), raw


def read_lines(stream: io.BufferedReader, limit: int) -> Iterator[Line]:
    """Every line without its end; a line over ``limit`` bytes is cut there and the rest of it skipped."""
    number = 0
    while content := stream.readline(limit + 1):
        number += 1
        is_whole = len(content) <= limit or content.endswith(b"\n")
        if not is_whole:
            _skip_line(stream)
        yield Line(number, content[:limit].rstrip(b"\r\n"), is_whole)


def _skip_line(stream: io.BufferedReader) -> None:
    while piece := stream.readline(SKIP_STEP):
        if piece.endswith(b"\n"):
            return


def _plain_pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(GZIP_FEED):
            yield piece


def _gzip_pieces(path: Path) -> Iterator[bytes]:
    """Unpacked pieces of all members; output is bounded per piece, so that a bomb cannot fill the memory."""
    unpacker = zlib.decompressobj(wbits=31)
    with path.open("rb") as file:
        packed = file.read(GZIP_FEED)
        started = False
        while packed:
            started = True
            try:
                yield unpacker.decompress(packed, SKIP_STEP)
            except zlib.error as error:
                raise Damaged(str(error)) from error
            packed = unpacker.unconsumed_tail
            if unpacker.eof:
                packed = unpacker.unused_data.lstrip(b"\0") or file.read(GZIP_FEED).lstrip(b"\0")
                unpacker, started = zlib.decompressobj(wbits=31), False
            packed = packed or file.read(GZIP_FEED)
    if started:
        raise EarlyEnd


def _zstd_pieces(path: Path) -> Iterator[bytes]:
    import zstandard

    unpacker: _Unpacker | None = None
    with path.open("rb") as file:
        packed = file.read(ZSTD_FEED)
        while packed:
            unpacker = unpacker or zstandard.ZstdDecompressor().decompressobj()
            try:
                yield unpacker.decompress(packed)
            except zstandard.ZstdError as error:
                raise Damaged(str(error)) from error
            packed = b""
            if unpacker.eof:
                packed, unpacker = unpacker.unused_data, None
            packed = packed or file.read(ZSTD_FEED)
    if unpacker is not None:
        raise EarlyEnd
