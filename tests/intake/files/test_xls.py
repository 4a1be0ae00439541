"""What an Excel 97 workbook becomes: nothing that its reader loses goes silently."""

import random

import pytest

from dscp_data.intake.cells.workbook import Cell, Refused, Sheet
from dscp_data.intake.files.refusals import REFUSALS
from dscp_data.intake.files.workbook_reader import read_workbook
from dscp_data.intake.files.xls import ERRORS
from tests.intake.file_bytes import record, two_workbooks, xls, xls_text
from tests.intake.xls_cells import error, font, formula, label, number, shared_text, shared_texts

PERCENT = 1


def read(*cells: bytes, **more: object) -> Sheet:
    return read_workbook(xls(list(cells), **more), "return.xls").sheets[0]  # type: ignore[arg-type]


def test_values_keep_their_types_and_addresses() -> None:
    sheet = read(label(2, 2, "Month"), number(3, 2, 7), number(3, 3, 7.5))
    assert (sheet.name, sheet.visible) == ("Data", True)
    assert sheet.cells == (Cell(2, 2, "Month"), Cell(3, 2, 7), Cell(3, 3, 7.5))


@pytest.mark.parametrize(("code", "text"), ERRORS.items(), ids=ERRORS.values())
def test_an_error_cell_is_not_empty(code: int, text: str) -> None:
    sheet = read(number(1, 1, 1), error(2, 1, code))
    assert sheet.at(2, 1) == Cell(2, 1, text, error=text)


def test_a_formula_that_came_to_an_error_is_not_empty() -> None:
    sheet = read(number(1, 1, 1), formula(1, 2, b"\2\0\x07\0\0\0\xff\xff"))
    assert sheet.at(1, 2) == Cell(1, 2, "#DIV/0!", error="#DIV/0!")


def test_a_formula_whose_words_were_not_saved_is_reported_as_one() -> None:
    sheet = read(formula(1, 1, b"\0\0\0\0\0\0\xff\xff"), number(1, 2, 2))
    assert sheet.at(1, 1) == Cell(1, 1, "", formula_without_value=True)


def test_a_percent_format_is_marked_in_every_kind_of_cell() -> None:
    two, three = ("I", 2 << 2 | 2), ("I", 3 << 2 | 2)
    many = record(0xBD, ("H", 1), ("H", 0), ("H", PERCENT), two, ("H", 0), three, ("H", 1))
    half = b"\0\0\0\0\0\0\xe0\x3f"
    sheet = read(
        number(1, 1, 0.25, PERCENT), number(1, 2, 0.25), formula(1, 3, half, PERCENT), many
    )
    assert sheet.cells == (
        Cell(1, 1, 0.25, percent=True),
        Cell(1, 2, 0.25),
        Cell(1, 3, 0.5, percent=True),
        Cell(2, 1, 2, percent=True),
        Cell(2, 2, 3),
    )


def test_a_format_of_the_workbook_s_own_may_be_a_percentage() -> None:
    spelt = xls_text("0.0%")
    own = record(0x41E, ("H", 164), ("H", 4), (f"{len(spelt)}s", spelt))
    sheet = read(number(1, 1, 0.25, PERCENT), before=own, styles=(0, 164))
    assert sheet.cells == (Cell(1, 1, 0.25, percent=True),)


def test_hidden_rows_and_columns_are_known() -> None:
    row = record(0x208, ("H", 1), ("H", 0), ("H", 2), ("H", 0), ("I", 0), ("I", 0x20))
    column = record(0x7D, ("H", 2), ("H", 3), ("H", 0), ("H", 0), ("H", 1), ("H", 0))
    sheet = read(column, row, number(1, 1, 1), number(2, 1, 2))
    assert (sheet.hidden_rows, sheet.hidden_columns) == ({2}, {3, 4})


def test_numbers_of_a_chart_in_the_sheet_are_no_cells() -> None:
    """Columns beyond the hundredth would be refused, were they the sheet's own."""
    chart = record(0x809, ("H", 0x600), ("H", 0x20), ("12s", b""))
    chart += b"".join(number(1, column, 1) for column in range(1, 120)) + record(0x0A)
    assert read(number(1, 1, 1), chart).cells == (Cell(1, 1, 1),)


FAR = number(65_000, 200, 1)


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("password", xls([], before=record(0x2F, ("H", 1)))),
        ("macros", xls([number(1, 1, 1)], entries=("_VBA_PROJECT_CUR",))),
        ("macros", xls([number(1, 1, 1)], sort=1)),
        ("embedded", xls([number(1, 1, 1)], entries=("MBD000A1B2C",))),
        ("external_link", xls([number(1, 1, 1)], before=record(0x1AE, ("H", 1), ("H", 3)))),
        ("old_excel", xls([], version=0x500)),
        ("too_spread", xls([number(1, 1, 1), FAR])),
        ("too_many_columns", xls([number(1, column, 1) for column in range(1, 102)])),
        ("no_cells", xls([])),
        ("damaged", xls([number(1, 1, 1)])[:1800]),
        ("damaged", xls([b"\x03\x02\xff\xff"])),
    ],
)
def test_the_file_is_refused_for_this_reason(code: str, data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_workbook(data, "return.xls")
    assert refused.value.code == code


def test_errors_and_values_come_from_the_same_of_two_streams() -> None:
    first, linked = xls([number(1, 1, 1), error(2, 1, 0x07)]), xls([number(1, 1, 2)])
    sheet = read_workbook(two_workbooks(first, linked), "a.xls").sheets[0]
    assert sheet.cells == (Cell(1, 1, 1), Cell(2, 1, "#DIV/0!", error="#DIV/0!"))


def test_a_link_inside_the_workbook_is_no_external_link() -> None:
    inside = record(0x1AE, ("H", 1), ("2s", b"\x01\x04"))
    assert read(number(1, 1, 1), before=inside).cells == (Cell(1, 1, 1),)


def test_changed_bytes_end_in_a_workbook_or_a_sentence() -> None:
    chance = random.Random(8)
    sound = xls([label(1, 1, "Month"), number(1, 2, 3), error(2, 1, 7)])
    ends: set[str] = set()
    for _ in range(150):
        data = bytearray(sound)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data) // 2)] = chance.randrange(256)
        ends.add(end_of(bytes(data)))
    assert "read" in ends
    assert len(ends) > 2
    assert ends - {"read"} <= set(REFUSALS)


def end_of(data: bytes) -> str:
    try:
        read_workbook(data, "return.xls")
    except Refused as refused:
        return refused.code
    return "read"


FONTS = font() + font(struck=True) + font(script=1)
"""Fonts 0 to 2: plain, struck out and raised."""


def number_format(number: int, code: str) -> bytes:
    return record(0x41E, ("H", number), ("H", len(code)), (f"{1 + 2 * len(code)}s", xls_text(code)))


def looks(*cells: bytes, **more: object) -> dict[tuple[int, int], str]:
    return dict(read(*cells, **more).looks)


@pytest.mark.parametrize(
    ("code", "value", "look"),
    [('[<5]"<5";0', 3, "as “<5”"), ('[<5]"<5";0', 12, None), ('0"p"', 12, "with “p”"),
     (";;;", 12, "as nothing at all"), ("0.0,", 12345, "in thousands"), ("#,##0", 12, None),
     ('+0;-0', 12, "with “+”"), ('0"+"', 12, "with “+”"), ("0.00E+00", 12, None),
     ("£#,##0", 12, "with “£”"), ('_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-', 0, None)],
)  # fmt: skip
def test_what_a_number_format_shows_instead_of_a_number_is_read(
    code: str, value: float, look: str | None
) -> None:
    found = looks(number(1, 1, value, style=1), before=number_format(164, code), styles=(0, 164))
    assert found.get((1, 1)) == look


def test_a_number_in_white_on_white_is_seen() -> None:
    fonts = font() + font(colour=9)
    found = looks(number(1, 1, 12, style=1), number(1, 2, 13), before=fonts, fonts=(0, 1))
    assert found == {(1, 1): "in the colour of its background"}


def test_a_number_in_a_struck_out_font_is_seen() -> None:
    found = looks(number(1, 1, 12, style=1), number(1, 2, 13), before=FONTS, fonts=(0, 1))
    assert found == {(1, 1): "with struck-out characters"}


def test_a_text_of_which_a_run_is_raised_is_seen() -> None:
    texts = shared_texts(["121", [(2, 2)]], ["13", []])
    found = looks(shared_text(1, 1, 0), shared_text(1, 2, 1), before=FONTS + texts)
    assert found == {(1, 1): "with raised or lowered characters"}


def test_shared_texts_that_go_on_in_the_next_record_are_followed() -> None:
    long = "x" * 3_000
    texts = shared_texts([long, []], [long, []], ["121", [(2, 2)]])
    cells = [shared_text(1, column, column - 1) for column in (1, 2, 3)]
    assert looks(*cells, before=FONTS + texts) == {(1, 3): "with raised or lowered characters"}


def test_the_number_of_a_short_record_is_worked_out() -> None:
    hundredths = record(0x27E, ("H", 0), ("H", 0), ("H", 1), ("I", 300 << 2 | 3))
    found = looks(hundredths, before=number_format(164, '[<5]"<5";0'), styles=(0, 164))
    assert found == {(1, 1): "as “<5”"}
