"""What an OpenDocument spreadsheet becomes: nothing that its reader loses goes silently."""

import datetime as dt

import pytest

from dscp_data.intake.cells.workbook import Cell, Refused, Sheet
from dscp_data.intake.files.workbook_reader import read_workbook
from tests.intake.file_bytes import OLE, ods, open_cell, open_parts, open_row, open_table, zipped

FORMULA = ' table:formula="of:=1/0"'
LIBRE_ERROR = f'{FORMULA} office:value-type="string" office:string-value="" ' + (
    'calcext:value-type="error"'
)


def read(*rows: str, more: str = "") -> Sheet:
    return read_workbook(ods(open_table(*rows, more=more)), "return.ods").sheets[0]


def code_of(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read_workbook(data, "return.ods")
    return refused.value.code


def test_values_keep_their_types_and_addresses() -> None:
    day = ' office:value-type="date" office:date-value="2025-04-01"'
    yes = ' office:value-type="boolean" office:boolean-value="true"'
    sheet = read(
        open_row(open_cell()),
        open_row(open_cell(), open_cell("text"), open_cell(7), open_cell("1 April", day)),
        open_row(open_cell("TRUE", yes)),
    )
    assert sheet.cells == (
        Cell(2, 2, "text"),
        Cell(2, 3, 7),
        Cell(2, 4, dt.date(2025, 4, 1)),
        Cell(3, 1, True),
    )


def test_repeated_rows_and_cells_stand_at_each_of_their_places() -> None:
    sheet = read(
        open_row(open_cell(4, ' table:number-columns-repeated="2"'), open_cell(1)),
        open_row(more=' table:number-rows-repeated="3"'),
        open_row(open_cell(5), more=' table:number-rows-repeated="2"'),
        open_row(open_cell(6)),
    )
    places = [(cell.address, cell.value) for cell in sheet.cells]
    assert places == [("A1", 4), ("B1", 4), ("C1", 1), ("A5", 5), ("A6", 5), ("A7", 6)]


def test_the_empty_rest_of_a_sheet_costs_nothing() -> None:
    rest = open_row(
        open_cell("", ' table:number-columns-repeated="16384"'),
        more=' table:number-rows-repeated="1048574"',
    )
    assert read(open_row(open_cell(1)), rest).cells == (Cell(1, 1, 1),)


@pytest.mark.parametrize(
    "more",
    [
        LIBRE_ERROR,
        f'{FORMULA} office:value-type="float" office:value="0"',
        f'{FORMULA} office:value-type="string" office:string-value="#DIV/0!"',
        FORMULA + ' office:value-type="string"',
    ],
    ids=["LibreOffice", "zero", "text", "no text value"],
)
def test_an_error_cell_is_neither_empty_nor_zero(more: str) -> None:
    sheet = read(open_row(), open_row(open_cell(1), open_cell("#DIV/0!", more)))
    assert sheet.at(2, 2) == Cell(2, 2, "#DIV/0!", error="#DIV/0!")


def test_an_error_without_a_word_is_an_error() -> None:
    bare = LIBRE_ERROR.replace('office:string-value="" ', "")
    sheet = read(open_row(open_cell("", bare), open_cell(1)))
    assert sheet.at(1, 1) == Cell(1, 1, "#VALUE!", error="#VALUE!")


def test_a_formula_without_its_result_is_reported_as_one() -> None:
    sheet = read(open_row(open_cell("", FORMULA), open_cell(2)))
    assert sheet.at(1, 1) == Cell(1, 1, "", formula_without_value=True)


@pytest.mark.parametrize(
    "more", ["", ' office:value-type="fraction"', ' office:value-type="percentage"']
)
def test_words_without_a_known_type_or_a_value_are_not_lost(more: str) -> None:
    cell = f"<table:table-cell{more}><text:p>twelve</text:p></table:table-cell>"
    assert read(open_row(open_cell(1), cell)).at(1, 2) == Cell(1, 2, "twelve")


def test_a_percentage_is_marked() -> None:
    shown = ' office:value-type="percentage" office:value="0.25"'
    sheet = read(open_row(open_cell("25%", shown), open_cell(0.25)))
    assert sheet.cells == (Cell(1, 1, 0.25, percent=True), Cell(1, 2, 0.25))


def test_merged_cells_and_what_they_cover() -> None:
    spans = ' table:number-columns-spanned="2" table:number-rows-spanned="1"'
    sheet = read(open_row(open_cell("title", spans), open_cell(9, covered=True), open_cell(3)))
    assert sheet.merged == ((1, 1, 1, 2),)
    assert sheet.covered == (Cell(1, 2, 9),)
    assert [cell.value for cell in sheet.cells] == ["title", 3]


def test_hidden_rows_columns_and_sheets_are_known() -> None:
    sheet = read(
        '<table:table-column table:number-columns-repeated="2"/>',
        '<table:table-column table:visibility="collapse"/>',
        open_row(open_cell(1)),
        open_row(open_cell(2), more=' table:visibility="collapse"'),
        '<table:table-row-group table:display="false">' + open_row(open_cell(3)),
        "</table:table-row-group>",
        open_row(open_cell(4), more=' table:visibility="filter"'),
        open_row(open_cell(5)),
        more=' table:style-name="hidden"',
    )
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2, 3, 4}, {3})
    assert not sheet.visible


def test_a_note_on_a_cell_is_no_part_of_its_value() -> None:
    note = "<office:annotation><text:p>#N/A</text:p></office:annotation>"
    cell = f'<table:table-cell office:value-type="string">{note}<text:p>x</text:p>'
    assert read(open_row(cell + "</table:table-cell>")).cells == (Cell(1, 1, "x"),)


def test_each_sheet_has_its_own_facts() -> None:
    first = open_table(open_row(open_cell("#N/A", LIBRE_ERROR)), name="One")
    second = open_table(open_row(open_cell(2)), name="Two")
    one, two = read_workbook(ods(first + second), "return.ods").sheets
    assert (one.name, one.cells[0].error) == ("One", "#N/A")
    assert (two.name, two.cells) == ("Two", (Cell(1, 1, 2),))


TABLE = open_table(open_row(open_cell("x")))
UNSEEN = open_table(
    open_row(open_cell(1), '<table:table-cell xmlns:office="urn:other" office:value-type="float" '
             'office:value="2"/>')
)  # fmt: skip
ENTITY = '<!DOCTYPE a [<!ENTITY b "c">]><a/>'
FILLED = open_row(open_cell(1, ' table:number-columns-repeated="100"'))
MANY = FILLED.replace("<table:table-row>", '<table:table-row table:number-rows-repeated="50000">')
FEW = MANY.replace('"100"', '"2"')
LOCKED = '<manifest><file-entry full-path="content.xml"><encryption-data/></file-entry></manifest>'


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("password", zipped(open_parts(TABLE) | {"META-INF/manifest.xml": LOCKED})),
        ("macros", zipped(open_parts(TABLE) | {"Basic/Standard/Module1.xml": "<a/>"})),
        ("macros", zipped(open_parts(TABLE) | {"Scripts/python/a.py": "print(1)"})),
        ("embedded", zipped(open_parts(TABLE) | {"Object 1": OLE})),
        ("unsafe", zipped(open_parts(TABLE) | {"styles.xml": ENTITY})),
        ("unsafe", zipped(open_parts(TABLE) | {"content.xml": "<a/>".encode("utf-16")})),
        ("external_link", ods(open_table('<table:table-source xlink="x"/>', open_row()))),
        ("not_excel", zipped(open_parts(TABLE) | {"mimetype": "application/vnd.oasis.text"})),
        ("damaged", zipped({"mimetype": "x"})),
        ("damaged", zipped(open_parts(TABLE) | {"content.xml": "<a>"})),
        ("damaged", ods("")),
        ("damaged", ods(open_table(open_row(open_cell(1, ' table:number-columns-repeated="0"'))))),
        ("unreadable", ods(open_table(open_row(f"<table:table-cell>{TABLE}</table:table-cell>")))),
        # Another namespace: the reader goes by the prefix, and reads what the scan does not see.
        ("unreadable", ods(UNSEEN)),
        ("inflates", zipped(open_parts(TABLE) | {"Pictures/a.png": b"\0" * 30_000_000})),
        ("too_many_rows", ods(open_table(FEW, FEW.replace("50000", "101")))),
        ("too_many_columns", ods(open_table(FILLED.replace('"100"', '"101"')))),
        (
            "too_spread",
            ods(open_table(open_row(more=' table:number-rows-repeated="99999999"'), FILLED)),
        ),
        (
            "too_many_repeats",
            ods(open_table(MANY.replace('"float"', '"percentage"'))),
        ),
        ("no_cells", ods(open_table(open_row(open_cell())))),
    ],
)  # fmt: skip
def test_the_file_is_refused_for_this_reason(code: str, data: bytes) -> None:
    assert code_of(data) == code


def test_empty_rows_as_wide_as_a_sheet_cost_nothing() -> None:
    wide = open_row(
        open_cell("", ' table:number-columns-repeated="16384"'),
        more=' table:number-rows-repeated="50000"',
    )
    assert read(wide, open_row(open_cell(1))).cells == (Cell(50_001, 1, 1),)


STYLED = (
    '<style:style style:name="struck" style:family="table-cell"><style:text-properties '
    'style:text-line-through-style="solid"/></style:style><style:style style:name="raised" '
    'style:family="text"><style:text-properties style:text-position="super 58%"/></style:style>'
    '<style:style style:name="plain" style:family="table-cell"><style:text-properties '
    'style:text-position="0% 100%" style:text-line-through-style="none"/></style:style>'
)


def look(cell: str, columns: str = "", *, styled: str = STYLED) -> str | None:
    """How the first cell of a sheet with these styles is seen."""
    parts = open_parts(open_table(columns, open_row(cell)))
    start = "<office:automatic-styles>"
    parts["content.xml"] = str(parts["content.xml"]).replace(start, start + styled)
    return read_workbook(zipped(parts), "return.ods").sheets[0].looks.get((1, 1))


def shown(value: object, text: str, kind: str = "float") -> str:
    more = f' office:value-type="{kind}" office:{"date-" * (kind == "date")}value="{value}"'
    return f"<table:table-cell{more}><text:p>{text}</text:p></table:table-cell>"


@pytest.mark.parametrize(
    ("cell", "seen"),
    [(shown(3, "&lt;5"), "as “<5”"), (shown(12, ""), "as nothing at all"), (shown(12, "12"), None),
     (shown(12345, "12.3"), "as “12.3”"), (shown(12345, "12,345"), None), (shown(0, "-"), None),
     (shown(12, "£12", "currency"), "as “£12”"), (shown(12, "(12)"), None),
     (shown("2025-04-01", "2025", "date"), "as a year alone"),
     (shown("2025-04-01", "1-Apr", "date"), "without its year"),
     (shown("2025-04-01", "Apr-25", "date"), None)],
)  # fmt: skip
def test_what_is_shown_instead_of_a_value_is_read(cell: str, seen: str | None) -> None:
    assert look(cell) == seen


@pytest.mark.parametrize(
    ("style", "seen"), [("struck", "with struck-out characters"), ("plain", None)]
)
def test_a_struck_out_cell_is_seen_by_its_own_style_or_its_columns(
    style: str, seen: str | None
) -> None:
    column = f'<table:table-column table:default-cell-style-name="{style}"/>'
    assert (
        look(open_cell(12, f' table:style-name="{style}"')) == look(open_cell(12), column) == seen
    )


FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'


@pytest.mark.parametrize(
    ("colour", "behind", "seen"),
    [("#ffffff", "transparent", "in the colour of its background"), ("#ffffff", "#204060", None),
     ("#204060", "#204060", "in the colour of its background"), ("#204060", "transparent", None)],
)  # fmt: skip
def test_a_number_in_the_colour_of_its_background_is_seen(
    colour: str, behind: str, seen: str | None
) -> None:
    style = (
        f'<style:style {FO} style:name="pale" style:family="table-cell"><style:text-properties '
        f'fo:color="{colour}"/><style:table-cell-properties fo:background-color="{behind}"/>'
        "</style:style>"
    )
    assert look(open_cell(12, ' table:style-name="pale"'), styled=style) == seen


def test_a_raised_run_of_characters_is_seen() -> None:
    run = '12<text:span text:style-name="raised">1</text:span>'
    assert look(open_cell(run)) == "with raised or lowered characters"
