"""Gzip, recognised by its first bytes and unpacked as it is read, with a limit on what a small file may grow to."""

import io
import zlib
from typing import BinaryIO

from timeline.intake.not_read import NotRead

_MAGIC = b"\x1f\x8b\x08"
_PIECE = 65_536
_MOST = 200  # times the packed size; gzip packs news 3 to 10 times, a bomb about 1,000 times


def unpacked(stream: BinaryIO, max_bytes: int) -> io.BufferedReader:
    """The stream as it is, or unpacked while it is read if it is gzip (of one or many members).

    What unpacks to more than ``max_bytes`` *and* to more than 200 times its packed size raises ``NotRead`` where it
    passes that; so does a damaged or truncated member, after all that could be unpacked has been read. The stream that
    was given stays open; it is closed by whoever opened it.
    """
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(_Raw(stream), _PIECE)
    if buffered.peek(len(_MAGIC))[: len(_MAGIC)] != _MAGIC:
        return buffered
    return io.BufferedReader(_Gunzip(buffered, max_bytes), _PIECE)


class _Raw(io.RawIOBase):
    """A stream that can only be read, as the raw side of a buffer."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        piece = self._stream.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


class _Gunzip(io.RawIOBase):
    def __init__(self, packed: io.BufferedReader, max_bytes: int) -> None:
        self._packed, self._max_bytes = packed, max_bytes
        self._member = zlib.decompressobj(wbits=31)
        self._pending = b""
        self._read = self._written = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        while True:
            if self._member.eof and not self._next_member():
                return 0
            if not self._pending:
                self._pending = self._packed.read(_PIECE)
                self._read += len(self._pending)
                if not self._pending:
                    raise NotRead("is cut off: its gzip stream has no end", "fetch or copy it again")
            try:
                piece = self._member.decompress(self._pending, len(buffer))
            except zlib.error as wrong:
                raise NotRead(f"is damaged: {wrong}", "fetch or copy it again") from None
            self._pending = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            if piece:
                break
        self._written += len(piece)
        if self._written > self._max_bytes and self._written > _MOST * self._read:
            raise NotRead(
                f"unpacks to more than {_MOST} times its size and more than {self._max_bytes:,} bytes, as a "
                "decompression bomb does",
                "unpack it yourself, or raise --max-bytes, if you trust it",
            )
        buffer[: len(piece)] = piece
        return len(piece)

    def _next_member(self) -> bool:
        """Begin the next member; what follows the last one is padding, or no gzip and then let be."""
        if not self._pending:
            self._pending = self._packed.read(_PIECE)
            self._read += len(self._pending)
        if self._pending[:2] != _MAGIC[:2]:
            return False
        self._member = zlib.decompressobj(wbits=31)
        return True
