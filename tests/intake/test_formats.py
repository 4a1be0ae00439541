"""One return in every format that is read: the same figures and the same faults."""

import io
from collections.abc import Callable
from datetime import date

import openpyxl
import pytest

from dscp_data.catalogue import catalogue
from dscp_data.intake.check import check_file
from dscp_data.model.returns import CheckedReturn
from dscp_data.operations.bulk_load import WORKBOOKS, arrivals
from dscp_data.templates.annotated_return import FILLS, marked_copy
from tests.intake.books import TODAY
from tests.intake.formats import ROWS, as_csv, as_ods, as_xls, as_xlsx

FORMATS: dict[str, Callable[[], bytes]] = {
    "xlsx": as_xlsx, "xlsm": as_xlsx, "xls": as_xls, "ods": as_ods, "csv": as_csv,
}  # fmt: skip


def check(kind: str) -> CheckedReturn:
    data = FORMATS[kind]()
    return check_file(data, f"return.{kind}", catalogue=catalogue(), today=TODAY)


def test_the_return_has_figures_and_faults() -> None:
    checked = check("xlsx")
    assert not checked.refused
    assert len(checked.observations) >= 1
    assert {fault.cell for fault in checked.faults} >= {"C3", "E4", "E5"}
    assert all(isinstance(o.period.start, date) for o in checked.observations)


@pytest.mark.parametrize("kind", ["xlsm", "xls", "ods", "csv"])
def test_every_format_says_the_same(kind: str) -> None:
    one, other = check("xlsx"), check(kind)
    assert other.observations == one.observations
    assert other.faults == one.faults
    assert other.layout == one.layout


@pytest.mark.parametrize("kind", ["xls", "ods", "csv"])
def test_a_format_that_nothing_here_writes_comes_back_marked_as_an_xlsx(kind: str) -> None:
    faults = check(kind).faults
    made = marked_copy(FORMATS[kind](), faults, f"return.{kind}")
    page = openpyxl.load_workbook(io.BytesIO(made))["return"]
    back = [["" if cell.value is None else str(cell.value) for cell in row] for row in page]
    assert back == [[str(value) for value in row] for row in ROWS]
    filled = {
        cell.coordinate: str(cell.fill.start_color.rgb)[2:]
        for row in page
        for cell in row
        if cell.comment
    }
    assert filled == {f.cell: FILLS[f.severity] for f in reversed(faults)}


def test_every_extension_that_a_folder_is_searched_for_is_read_here() -> None:
    assert {extension.lstrip(".") for extension in WORKBOOKS} == set(FORMATS)


def test_a_folder_means_the_returns_in_it(tmp_path) -> None:
    for name in ("b.CSV", "a.ods", "c.xls", "notes.pdf", "~$d.xlsx", ".~lock.a.ods"):
        (tmp_path / name).write_bytes(b"x")
    assert [arrival.path.name for arrival in arrivals([tmp_path])] == ["a.ods", "b.CSV", "c.xls"]
