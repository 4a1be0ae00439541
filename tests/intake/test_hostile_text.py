"""Long and repetitive texts: bounded before a pattern sees them, and refused with a sentence."""

from __future__ import annotations

import random
import subprocess
import sys
from datetime import date

import pytest

from dscp_data.catalogue import PLAN, read_catalogue
from dscp_data.intake.check import check_file
from dscp_data.intake.files.archive import Limits
from dscp_data.intake.files.cell_looks import sections_of
from dscp_data.intake.terms.heading_parser import MOST_HALVES, HeadingParser
from dscp_data.intake.terms.name_matcher import NameMatcher
from dscp_data.model.returns import CheckedReturn
from tests.intake.file_bytes import (
    added,
    ods,
    open_cell,
    open_row,
    open_table,
    sheet_xml,
    workbook,
)

CATALOGUE = read_catalogue(PLAN)
TODAY = date(2026, 7, 15)
PARTS = (
    *(" ", "a", "A", "1", "[", "(", '"', "-", "*", "¹", "%", "\n", "a ", "Aa ", "1,", "as at "),
    *("[1", "(p", "no ", "per 1000 ", "A-a’", "to ", "q1 "),
)
PATTERNS = """
import resource
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from dscp_data.catalogue import PLAN, read_catalogue
from dscp_data.intake.files.ooxml_package import _LITERAL
from dscp_data.intake.registers.field_values import read_date
from dscp_data.intake.terms.heading_parser import HeadingParser
from dscp_data.intake.terms.name_matcher import NameMatcher
from dscp_data.intake.terms.period_parser import read_period
from dscp_data.intake.terms.person_detector import may_name_a_person
from dscp_data.intake.terms.value_parser import parse_text
names = NameMatcher(read_catalogue(PLAN))
headings = HeadingParser(names)
for part in PARTS:
    text = part * (200_000 // len(part)) + "!"
    for read in (
        headings.of_text, read_period, may_name_a_person, parse_text, read_date,
        lambda text: names.find("locality", text), lambda text: names.find("agency", text),
        lambda text: names.hint("indicator", text), lambda text: _LITERAL.sub("", text),
    ):
        read(text)
        read("Total " + text)
print("read")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot limit processor time")
def test_no_pattern_hangs_on_a_text_of_200_000_characters() -> None:
    """A quadratic pattern would take 40 thousand million steps: it is ended, and prints nothing."""
    program = PATTERNS.replace("PARTS", repr(PARTS))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "read", done.stderr[-300:]


def refusal_of(data: bytes, name: str) -> str:
    checked = check_file(data, name, catalogue=CATALOGUE, today=TODAY)
    assert checked.state == "refused"
    return checked.faults[0].code


def text_cell(text: str) -> bytes:
    return workbook(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')


def test_a_cell_of_spaces_longer_than_any_text_of_a_return_is_refused() -> None:
    spaces = "x" + " " * 32_000 + "x"
    checked = check_file(text_cell(spaces), "E08.xlsx", catalogue=CATALOGUE, today=TODAY)
    assert checked.faults[0].message == (
        "Cell A1 of the sheet “Data” holds 32,002 characters. "
        "The longest text that can be sent is 5,000 characters."
    )


def test_a_number_format_longer_than_excel_can_save_is_a_damaged_file() -> None:
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f'<numFmts><numFmt numFmtId="164" formatCode="{"[" * 256}"/></numFmts></styleSheet>'
    )
    assert refusal_of(added({"xl/styles.xml": styles}), "E08.xlsx") == "damaged"


def test_an_ods_repeats_its_cells_only_so_often() -> None:
    row = open_row(
        open_cell(1, ' table:number-columns-repeated="100"'),
        more=' table:number-rows-repeated="{}"',
    )
    rows = Limits().repeated_cells // 100
    assert refusal_of(ods(open_table(row.format(rows + 1))), "E08.ods") == "too_many_repeats"


def test_a_text_file_of_one_long_line_is_refused_before_it_is_cut_into_cells() -> None:
    line = b"1," * Limits().line
    assert refusal_of(b"Locality,Number\n" + line, "E08.csv") == "long_line"


def test_a_text_file_of_too_many_columns_is_refused() -> None:
    assert refusal_of(b"1," * 101, "E08.csv") == "too_many_columns"


def accepted_text(text: str) -> CheckedReturn:
    return check_file(text_cell(text), "E08.xlsx", catalogue=CATALOGUE, today=TODAY)


def test_the_longest_text_allowed_is_read() -> None:
    assert not accepted_text("x" * Limits().text).refused


def test_a_number_format_is_read_once_however_many_cells_have_it() -> None:
    code = "&quot;a&quot;" * 60 + ";0"
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>'
        f'<numFmt numFmtId="164" formatCode="{code}"/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" s="1"><v>{row}</v></c></row>' for row in range(1, 200)
    )
    sections_of.cache_clear()
    sheet = {"xl/worksheets/sheet1.xml": sheet_xml(rows), "xl/styles.xml": styles}
    check_file(added(sheet), "E08.xlsx", catalogue=CATALOGUE, today=TODAY)
    assert sections_of.cache_info().misses == 1
    assert sections_of.cache_info().hits == 198


@pytest.mark.parametrize("area", ["A1:XFD1048576", "A1:XFD1"])
def test_merges_over_a_whole_sheet_are_clipped_to_its_cells(area: str) -> None:
    merges = f'<mergeCell ref="{area}"/>' * 5_000
    data = workbook(after=f"<mergeCells>{merges}</mergeCells>")
    checked = check_file(data, "E08.xlsx", catalogue=CATALOGUE, today=TODAY)
    assert not checked.refused


def test_more_merges_than_a_return_has_are_refused() -> None:
    merges = '<mergeCell ref="A1:B2"/>' * (Limits().merged_ranges + 1)
    data = workbook(after=f"<mergeCells>{merges}</mergeCells>")
    assert refusal_of(data, "E08.xlsx") == "too_many_merges"


def test_texts_that_look_like_periods_are_parted_only_so_often() -> None:
    """Ten thousand texts of a dozen words would have 240,000 halves to look up."""
    headings = HeadingParser(NameMatcher(CATALOGUE))
    words = ["april", "june", "quarter", "year", "month", "of", "ending", "q1", "2025", "1st"]
    texts = [" ".join(random.Random(seed).choices(words, k=10)) for seed in range(2_000)]
    meanings = {headings.of_text(text).shape for text in texts}
    assert meanings <= {"text", ""}
    assert headings.halves < MOST_HALVES + 20
    assert headings.of_text("Apr-25 Number").period.period
