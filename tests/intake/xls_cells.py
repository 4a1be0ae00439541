"""Cells of an Excel 97 sheet as the records that Excel writes."""

import struct
from typing import Any

from tests.intake.file_bytes import record, xls_text


def number(row: int, column: int, value: float, style: int = 0) -> bytes:
    return record(0x203, ("H", row - 1), ("H", column - 1), ("H", style), ("d", value))


def error(row: int, column: int, code: int) -> bytes:
    return record(0x205, ("H", row - 1), ("H", column - 1), ("H", 0), ("B", code), ("B", 1))


def formula(row: int, column: int, result: bytes, style: int = 0) -> bytes:
    place = ("H", row - 1), ("H", column - 1), ("H", style)
    return record(6, *place, ("8s", result), ("H", 0), ("I", 0), ("H", 0))


def label(row: int, column: int, text: str) -> bytes:
    spelt = xls_text(text)
    place = ("H", row - 1), ("H", column - 1), ("H", 0)
    return record(0x204, *place, ("H", len(text)), (f"{len(spelt)}s", spelt))


def font(*, struck: bool = False, script: int = 0, colour: int = 0) -> bytes:
    """A font; `script` is 1 for raised and 2 for lowered characters, and 9 the colour white."""
    look = ("H", 8 * struck), ("H", colour), ("2s", b""), ("H", script)
    return record(0x31, ("H", 200), *look, ("6s", b""))


def shared_text(row: int, column: int, number: int) -> bytes:
    return record(0xFD, ("H", row - 1), ("H", column - 1), ("H", 0), ("I", number))


def shared_texts(*texts: Any) -> bytes:
    """The table of texts, each with its runs as pairs of a start and a font's number. What is
    longer than a record goes on in the next, where characters say their width anew."""
    bodies = [struct.pack("<II", len(texts), len(texts))]
    for text, runs in texts:
        pairs = b"".join(struct.pack("<HH", *run) for run in runs)
        head = struct.pack("<HB", len(text), 9 if runs else 1)
        bodies[-1] += head + (struct.pack("<H", len(runs)) if runs else b"")
        while len(bodies[-1]) + 2 * len(text) > 8224:
            room = (8224 - len(bodies[-1])) // 2
            bodies[-1] += text[:room].encode("utf-16-le")
            text = text[room:]
            bodies.append(b"\1")
        bodies[-1] += text.encode("utf-16-le") + pairs
    kinds = [0xFC] + [0x3C] * len(bodies)
    return b"".join(record(k, (f"{len(b)}s", b)) for k, b in zip(kinds, bodies, strict=False))
