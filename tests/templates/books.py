"""Small workbooks, and faults in their cells."""

import io
from pathlib import Path

import openpyxl

from dscp_data.model.faults import Fault, Severity
from tests.intake.file_bytes import STRICT, STRICT_OFFICE, parts, sheet_xml, zipped

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"


def at(cell: str, severity: Severity = "error", message: str = "Wrong.", sheet: str = "Data",
       fix: str = "Put it right.") -> Fault:  # fmt: skip
    return Fault(sheet, cell, "", "some-rule", severity, message, fix)


def book(**values: object) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active.title = "Data"
    for cell, value in values.items():
        made.active[cell] = value
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    to = io.BytesIO()
    made.save(to)
    return to.getvalue()


STRICT_BOOK = zipped(parts({"Data": sheet_xml(main=STRICT)}, main=STRICT, office=STRICT_OFFICE))
