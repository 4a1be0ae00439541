"""The workbook that goes back to its sender: the same values, and the faults where they are."""

import io

import openpyxl
import pytest
from openpyxl.comments import Comment

from dscp_data.catalogue import catalogue
from dscp_data.intake.cells.workbook import Refused
from dscp_data.intake.check import check_file
from dscp_data.model.faults import Fault, Severity
from dscp_data.templates.annotated_return import FILLS, list_only, marked_copy, unmarkable
from tests.intake.books import HEADINGS, TODAY, VALID
from tests.intake.file_bytes import MAIN, added, zipped
from tests.templates.books import SAMPLES, STRICT_BOOK, at, book, saved


def marked(made: openpyxl.Workbook, *faults: Fault) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(marked_copy(saved(made), faults)))


def colour(cell: openpyxl.cell.Cell) -> str:
    return str(cell.fill.start_color.rgb)[-6:]


@pytest.mark.parametrize("severity", FILLS)
def test_a_cell_at_fault_is_filled_and_noted(severity: Severity) -> None:
    back = marked(book(A1="x", B2="y"), at("B2", severity))
    assert colour(back["Data"]["B2"]) == FILLS[severity]
    assert back["Data"]["B2"].comment.text == "Wrong.\nPut it right."
    assert back["Data"]["A1"].comment is None
    assert back["Data"]["A1"].fill.fill_type is None


def test_several_faults_of_a_cell_are_joined_the_worst_first() -> None:
    back = marked(book(A1=1), at("A1", "warning", "Odd."), at("A1", "error", "Wrong."))
    cell = back["Data"]["A1"]
    assert cell.comment.text == "Wrong.\nPut it right.\n\nOdd.\nPut it right."
    assert colour(cell) == FILLS["error"]


def test_every_fault_is_listed_on_a_first_sheet_errors_first() -> None:
    whole = at("", "warning", "Hidden.")
    back = marked(book(A1=1), whole, at("A1", "query", "Sure?"), at("", sheet="", message="None."))
    assert back.sheetnames == ["Faults", "Data"]
    assert [[cell.value for cell in row[:4]] for row in back["Faults"].iter_rows()] == [
        ["Severity", "Sheet", "Cell", "Problem"],
        ["error", None, None, "None."],
        ["query", "Data", "A1", "Sure?"],
        ["warning", "Data", None, "Hidden."],
    ]


def test_a_sender_s_words_never_become_a_formula() -> None:
    back = marked(book(A1=1), at("A1", message='=HYPERLINK("http://x")', fix="=1+1"))
    cells = back["Faults"]["D2"], back["Faults"]["E2"]
    assert [(cell.value, cell.data_type) for cell in cells] == [
        ('=HYPERLINK("http://x")', "s"),
        ("=1+1", "s"),
    ]


def test_control_characters_are_left_out() -> None:
    back = marked(book(A1=1), at("A1", message="a\x00b\x0bc"))
    assert back["Data"]["A1"].comment.text.startswith("abc\n")
    assert back["Faults"]["D2"].value == "abc"


def test_values_formulas_and_formats_are_untouched() -> None:
    made = book(A1="=1+1", A2="=SUM(A1)", B1=0.25, B2="'=text", C1=TODAY)
    made["Data"]["B1"].number_format = "0.0%"
    back = marked(made, at("A1"), at("B1"), at("C1"))["Data"]
    before = openpyxl.load_workbook(io.BytesIO(saved(made)))["Data"]
    assert [[c.value for c in row] for row in back] == [[c.value for c in row] for row in before]
    assert back["B1"].number_format == "0.0%"


def test_a_note_of_the_sender_stays() -> None:
    made = book(A1=1)
    made["Data"]["A1"].comment = Comment("Estimated.", "Sender")
    assert marked(made, at("A1"))["Data"]["A1"].comment.text.startswith("Estimated.\n\nWrong.")


def test_a_covered_cell_is_noted_where_it_can_be_seen() -> None:
    made = book(A1="title")
    made["Data"].merge_cells("A1:C2")
    cell = marked(made, at("B2"))["Data"]["A1"]
    assert cell.comment.text.startswith("B2: Wrong.")
    assert colour(cell) == FILLS["error"]


def test_an_empty_cell_may_be_at_fault() -> None:
    assert marked(book(A1=1), at("D9"))["Data"]["D9"].comment is not None


def test_a_sheet_named_faults_stays() -> None:
    made = book(A1=1)
    made.create_sheet("Faults")["A1"] = "ours"
    back = marked(made, at("A1"))
    assert back["Faults"]["A1"].value == "ours"
    assert back.worksheets[0]["A1"].value == "Severity"


def test_only_the_list_is_selected() -> None:
    """Two selected sheets are edited together."""
    back = marked(book(A1=1), at("A1"))
    assert [sheet.sheet_view.tabSelected for sheet in back.worksheets] == [True, False]


@pytest.mark.parametrize(
    "data",
    [
        STRICT_BOOK,
        b"no workbook",
        b"",
        zipped({"a.txt": "hello"}),
        added({"xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="x"/>'}),
        added({"xl/workbook.xml": "<workbook/>"}),
    ],
    ids=["strict", "bytes", "nothing", "zip", "styles", "no sheets"],
)
def test_a_workbook_that_cannot_be_written_again_is_reported(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        marked_copy(data, [at("A1")])
    assert refused.value.code == "unmarkable"
    assert refused.value.message.endswith(".")
    assert refused.value.fix.endswith(".")


def test_the_list_alone_says_first_why_the_workbook_is_not_there() -> None:
    made = list_only([at("A1", "warning", "Odd."), at("B2")], unmarkable())
    back = openpyxl.load_workbook(io.BytesIO(made))
    assert back.sheetnames == ["Faults"]
    assert [cell.value for cell in back["Faults"]["D"]] == [
        "Problem",
        "The faults cannot be marked in this workbook.",
        "Wrong.",
        "Odd.",
    ]


def test_the_marked_copy_has_the_same_faults_again() -> None:
    """The list in front of it is notes to the checker, and no note is read as a figure."""
    made = openpyxl.Workbook()
    made.active.title = "Data"
    for row in (HEADINGS, VALID, [*VALID[:2], "Atlantis", *VALID[3:]], [*VALID[:4], -3, 10, ""]):
        made.active.append(row)
    plan = catalogue()
    first = check_file(saved(made), "return.xlsx", catalogue=plan, today=TODAY)
    assert {fault.code for fault in first.faults} >= {"unknown-locality"}
    again = check_file(
        marked_copy(saved(made), first.faults), "return.xlsx", catalogue=plan, today=TODAY
    )
    assert [f for f in again.faults if f.sheet == "Data"] == list(first.faults)
    assert again.observations == first.observations


def test_a_sample_return_is_marked() -> None:
    path = sorted(SAMPLES.rglob("*.xlsx"))[0]
    data = path.read_bytes()
    sheet = openpyxl.load_workbook(io.BytesIO(data)).sheetnames[0]
    back = openpyxl.load_workbook(io.BytesIO(marked_copy(data, [at("B5", sheet=sheet)])))
    assert back[sheet]["B5"].comment.text.startswith("Wrong.")
