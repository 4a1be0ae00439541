"""An OLE compound file, the container of an .xls: its entries, and the bytes of one stream.

The workbook parser (calamine) takes the first entry with a stream's name in the order of the
directory, and so does this: both must read the same stream. Every chain is bounded by the size of
the file. Layout: [MS-CFB].
"""

import struct

_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER, _ENTRY, _LAST_SECTOR = 512, 128, 0xFFFFFFFA
_IN_HEADER = 109
_STREAM, _ROOT = 2, 5


class MalformedContainer(Exception):
    """A container that contradicts itself."""


class OleContainer:
    """The entries of an OLE compound file by name, the first of each. Raises MalformedContainer."""

    def __init__(self, data: bytes) -> None:
        if len(data) < _HEADER or not data.startswith(_SIGNATURE):
            raise MalformedContainer("header")
        shift, mini_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or mini_shift != 6:
            raise MalformedContainer("sector size")
        self._data, self._size, self._mini_size = data, 1 << shift, 1 << mini_shift
        directory, self._cutoff, mini_table, _, more, more_count = struct.unpack_from(
            "<I4xIIIII", data, 48
        )
        self._next = self._table(more, more_count)
        self._mini_next = _numbers(self._chain(mini_table))
        self.entries: dict[str, tuple[int, int, int]] = {}
        self._root = (0, 0, 0)
        listing = self._chain(directory)
        for place in range(0, len(listing) - _ENTRY + 1, _ENTRY):
            self._read_entry(listing[place : place + _ENTRY])

    def stream(self, name: str) -> bytes:
        """The bytes of the stream of this name. Raises MalformedContainer where there is none."""
        kind, start, size = self.entries.get(name, (0, 0, 0))
        if kind != _STREAM:
            raise MalformedContainer(name)
        if size >= self._cutoff:
            return self._chain(start)[:size]
        small = self._chain(self._root[1])
        found = bytearray()
        while start < _LAST_SECTOR and len(found) < size:
            if start >= len(self._mini_next):
                raise MalformedContainer(name)
            found += small[start * self._mini_size : (start + 1) * self._mini_size]
            start = self._mini_next[start]
            if len(found) > len(small):
                raise MalformedContainer(name)
        return bytes(found[:size])

    def _read_entry(self, entry: bytes) -> None:
        length, kind = struct.unpack_from("<HB", entry, 64)
        start, size = struct.unpack_from("<II", entry, 116)
        if kind == 0 or not 2 <= length <= 64:
            return
        name = entry[: length - 2].decode("utf-16-le", "replace")
        if kind == _ROOT:
            self._root = (kind, start, size)
        else:
            self.entries.setdefault(name, (kind, start, size))

    def _table(self, more: int, more_count: int) -> tuple[int, ...]:
        """The table that says which sector follows which."""
        sectors = list(struct.unpack_from(f"<{_IN_HEADER}I", self._data, 76))
        each = self._size // 4 - 1
        for _ in range(min(more_count, len(self._data) // self._size)):
            if more >= _LAST_SECTOR:
                break
            listed = _numbers(self._sector(more))
            sectors += listed[:each]
            more = listed[each]
        known = [number for number in sectors if number < _LAST_SECTOR]
        if len(known) > len(self._data) // self._size:
            raise MalformedContainer("table")
        return _numbers(b"".join(self._sector(number) for number in known))

    def _chain(self, number: int) -> bytes:
        found: list[bytes] = []
        while number < _LAST_SECTOR:
            if number >= len(self._next) or len(found) > len(self._data) // self._size:
                raise MalformedContainer("chain")
            found.append(self._sector(number))
            number = self._next[number]
        return b"".join(found)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise MalformedContainer("sector")
        return self._data[start : start + self._size].ljust(self._size, b"\0")


def _numbers(content: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(content) // 4}I", content)
