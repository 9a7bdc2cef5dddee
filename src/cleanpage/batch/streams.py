"""A file's bytes, unpacked where they are packed with gzip or Zstandard; what is broken says where."""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib import import_module
from typing import Any, BinaryIO, Protocol

from cleanpage.batch.errors import BatchError
from cleanpage.batch.inputs import STDIN

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"  # RFC 1952, RFC 8878
_ZSTD_MODULES = ("compression.zstd", "backports.zstd")  # Python has it from 3.14 on
_BUFFER = 1 << 18  # bytes
_PEEKED = 4096  # bytes


class BrokenInputError(Exception):
    """What is left of a file cannot be read; the message says why and where."""


class Readable(Protocol):
    """What bytes can be read of."""

    def read(self, size: int = ...) -> bytes: ...


class Stream:
    """Bytes of a file, read once from its beginning; `at` is how many unpacked ones have been read.

    `packed_at()` is how far the file itself has been read, in bytes.
    """

    def __init__(self, file: BinaryIO, packed: BinaryIO) -> None:
        self._file = file
        self._packed = packed
        self.at = 0

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes; fewer at the end, and where that is what is at hand. Raises BrokenInputError."""
        return self._count(lambda: self._file.read1(size))  # type: ignore[attr-defined]

    def readline(self, size: int = -1) -> bytes:
        """A line with its break, or its first `size` bytes. Raises BrokenInputError."""
        return self._count(lambda: self._file.readline(size))

    def peek(self) -> bytes:
        """Some of the bytes to come, at least one unless at the end."""
        return self._guarded(lambda: self._file.peek(_PEEKED))  # type: ignore[attr-defined]

    def tell(self) -> int:
        return self.at

    def packed_at(self) -> int:
        try:
            return self._packed.tell()
        except OSError:  # a pipe
            return self.at

    def _count(self, read: Any) -> bytes:
        data = self._guarded(read)
        self.at += len(data)
        return data

    def _guarded(self, read: Any) -> bytes:
        try:
            data: bytes = read()
        except _errors() as e:
            why = getattr(e, "strerror", None) or _plain(e)
            raise BrokenInputError(f"{why} (after {self.at:,} bytes unpacked, {self.packed_at():,} of the file)") from e
        return data


def read_up_to(stream: Readable, size: int) -> bytes:
    """So many bytes, or all there are: one call of `read` may give fewer."""
    parts, room = [], size
    while room and (part := stream.read(min(room, 1 << 20))):
        parts.append(part)
        room -= len(part)
    return b"".join(parts)


@contextmanager
def opened(path: str) -> Iterator[Stream]:
    """Open a file, or "-", to be read unpacked. Raises OSError, and BrokenInputError where its head is broken."""
    with ExitStack() as stack:
        if path == STDIN:
            if sys.stdin is None:
                raise BatchError("standard input is closed")
            raw: Any = sys.stdin.buffer
        else:
            raw = stack.enter_context(open(path, "rb", buffering=_BUFFER))
        yield unpacked(raw)


def unpacked(raw: Any) -> Stream:
    """A buffered binary file, such as `open` gives, to be read unpacked. Raises BrokenInputError as `opened` does."""
    head = raw.peek(4)[:4]
    file = raw
    if head.startswith(_GZIP):
        file = gzip.GzipFile(fileobj=raw, mode="rb")
    elif head == _ZSTD:
        file = _zstd().ZstdFile(raw, "rb")
    return Stream(file, raw)


def _plain(error: Exception) -> str:
    if isinstance(error, EOFError):
        return "the file is broken off"
    return f"the packed data are broken: {error}"


def _zstd() -> Any:
    for name in _ZSTD_MODULES:
        try:
            return import_module(name)
        except ImportError:
            continue
    raise BatchError("Zstandard (.zst) needs the package backports.zstd: pip install 'cleanpage[zstd]'")


def _errors() -> tuple[type[Exception], ...]:
    """What reading raises; the errors of Zstandard too, if it is loaded: without it none can come."""
    modules = (sys.modules.get(name) for name in _ZSTD_MODULES)
    return (OSError, EOFError, zlib.error, *(module.ZstdError for module in modules if module is not None))


def pack(data: bytes, path: str) -> bytes:
    """Bytes packed as the suffix of `path` says: the same bytes every time, that can follow others in one file."""
    suffix = os.path.splitext(path)[1].lower()
    if suffix == ".gz":
        return gzip.compress(data, compresslevel=6, mtime=0)
    if suffix == ".zst":
        packed: bytes = _zstd().compress(data)
        return packed
    return data
