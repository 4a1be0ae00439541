"""Children in the parts of a file that are no cells, under a merge, or in the file's name."""

from __future__ import annotations

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.intake.cells.grid import Grid
from dscp_data.intake.cells.workbook import Sheet, Workbook
from dscp_data.intake.check import check_file
from dscp_data.model.returns import CheckedReturn
from tests.intake.books import HEADINGS, TODAY, VALID, cell, check
from tests.intake.file_bytes import (
    MAIN,
    added,
    ods,
    open_cell,
    open_row,
    open_table,
    parts,
    rels,
    sheet_xml,
    zipped,
)
from tests.intake.layout.child_level import NHS, is_refused


def test_children_hidden_under_a_merge_refuse_the_file() -> None:
    grid = Grid.of(cell(1, column, value) for column, value in enumerate(HEADINGS, 1))
    under = Sheet("Return", True, grid, covered=(cell(5, 2, NHS),))
    assert is_refused(check(Workbook((under,))))


@pytest.mark.parametrize("file", ["Ann 943 476 5919.xlsx", "9434765919\N{NO-BREAK SPACE}.xlsx"])
def test_a_number_in_the_name_of_the_file_refuses_it(file: str) -> None:
    workbook = [HEADINGS, VALID]
    assert is_refused(check(workbook, file=f"return of {file}"))


def read(data: bytes, name: str = "E08.xlsx") -> CheckedReturn:
    return check_file(data, name, catalogue=catalogue(), today=TODAY)


NAMED = "".join(f'<s v="{name}"/>' for name in ("KAYLEIGH DIXON", "LIAM SMITH", "MIA ROBSON"))
HIDING_PLACES = {
    "a note": ("xl/comments1.xml", f"<comments><t>seen {NHS}</t></comments>"),
    "a note cut by formatting": (
        "xl/comments1.xml",
        "<comments><text><r><t>943 476</t></r><r><t> 5919</t></r></text></comments>",
    ),
    "a threaded comment": ("xl/threadedComments/tc1.xml", f"<T><text>{NHS}</text></T>"),
    "a pivot cache": ("xl/pivotCache/pivotCacheDefinition1.xml", f"<p><s v='{NHS}'/></p>"),
    "names in a pivot cache": ("xl/pivotCache/pivotCacheDefinition1.xml", f"<p>{NAMED}</p>"),
    "a shared string without a cell": ("xl/sharedStrings.xml", f"<sst><si><t>{NHS}</t></si></sst>"),
    "a text box": ("xl/drawings/drawing1.xml", f"<xdr><t>DOB 12/03/2011 {NHS}</t></xdr>"),
    "custom XML": ("customXml/item1.xml", f"<data child='{NHS}'/>"),
    "the properties": ("docProps/core.xml", f"<cp><title>{NHS}</title></cp>"),
    "a sheet that is not listed": (
        "xl/worksheets/sheet9.xml",
        sheet_xml(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{NHS}</t></is></c></row>'),
    ),
}


@pytest.mark.parametrize(("part", "content"), HIDING_PLACES.values(), ids=HIDING_PLACES)
def test_every_part_of_the_package_is_looked_through(part: str, content: str) -> None:
    assert is_refused(read(added({part: content})))


AROUND_ROWS = {
    "a header": f"<headerFooter><oddHeader>{NHS}</oddHeader></headerFooter>",
    "a drop-down": f'<dataValidations><dataValidation type="list"><formula1>"{NHS},x"</formula1>'
    "</dataValidation></dataValidations>",
    "a link": f'<hyperlinks><hyperlink ref="A1" tooltip="{NHS}"/></hyperlinks>',
}


@pytest.mark.parametrize("after", AROUND_ROWS.values(), ids=AROUND_ROWS)
def test_what_is_around_the_rows_of_a_sheet_is_looked_through(after: str) -> None:
    assert is_refused(read(zipped(parts({"Data": sheet_xml(after=after)}))))


def test_the_text_of_a_formula_is_looked_through() -> None:
    rows = f'<row r="1"><c r="A1"><f>LEN("{NHS}")</f><v>12</v></c></row>'
    assert is_refused(read(zipped(parts({"Data": sheet_xml(rows)}))))


def test_a_defined_name_is_looked_through() -> None:
    book = parts()
    text = str(book["xl/workbook.xml"])
    names = f'<definedNames><definedName name="a">"{NHS}"</definedName></definedNames>'
    book["xl/workbook.xml"] = text.replace("</workbook>", f"{names}</workbook>")
    assert is_refused(read(zipped(book)))


def test_a_note_of_an_opendocument_sheet_is_looked_through() -> None:
    note = f"<office:annotation><text:p>{NHS}</text:p></office:annotation>"
    cell = open_cell("x").replace("<text:p>", f"{note}<text:p>")
    assert is_refused(read(ods(open_table(open_row(cell))), "E08.ods"))


def test_a_link_to_the_web_is_looked_through() -> None:
    target = (
        f'<Relationship Id="r9" Type="x/hyperlink" TargetMode="External" Target="http://a/{NHS}"/>'
    )
    assert is_refused(read(added({"xl/worksheets/_rels/sheet1.xml.rels": rels(target)})))


def test_a_plain_workbook_is_silent_about_children() -> None:
    assert not is_refused(read(added({})))
    assert MAIN
