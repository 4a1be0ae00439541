"""Cells of an Excel 97 sheet as the records that Excel writes."""

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
