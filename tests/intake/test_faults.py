"""The faults of a file: alike ones are one question, and there are no more than a person reads."""

from dscp_data.intake.faults import FAULTS_SHOWN, condense
from dscp_data.model.faults import Fault
from tests.intake.books import HEADINGS, check

MONTHS = [f"{month} {year}" for year in (2025, 2026) for month in ("Apr", "May", "Jun")]
AGENCY = ["Agency: CSC"]


def test_a_label_in_many_lines_is_one_question_with_all_of_its_cells() -> None:
    label = "E08 Safeguarding referrals – target"
    rows = [AGENCY, ["Indicator", "Period", "Number"], *([label, month, 9] for month in MONTHS)]
    (found,) = check(rows).faults
    assert (found.code, found.cell) == ("qualified-label", "A3")
    assert found.also_at == ("A4", "A5", "A6", "A7", "A8")
    assert found.message.endswith("It also stands in A4, A5, A6, A7, A8.")


def test_one_question_about_many_months_is_asked_once() -> None:
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun"]
    rows = [AGENCY, ["E08 Safeguarding referrals 2025"], ["Locality", *months],
            ["Easington", 1, 2, 3, 4, 5, 6]]  # fmt: skip
    (found,) = check(rows).faults
    assert (found.code, found.cell) == ("ambiguous-period", "B3")
    assert found.also_at == ("C3", "D3", "E3", "F3", "G3")
    assert found.message.endswith("The same question stands in C3, D3, E3, F3, G3.")


def test_questions_with_different_words_in_them_stay_apart() -> None:
    words = ["target", "forecast", "rate", "girls", "Darlington"]
    rows = [AGENCY, ["Indicator", "Apr 26"], *([f"E08 {said}", 9] for said in words)]
    assert [found.cell for found in check(rows).faults] == ["A3", "A4", "A5", "A6", "A7"]


def test_a_few_cells_with_the_same_text_are_listed_each_by_itself() -> None:
    line = ["H02", "Durham Constabulary", "Atlantis"]
    rows = [HEADINGS, *([*line, month, 5, 10, ""] for month in MONTHS[:3])]
    assert [found.cell for found in check(rows).faults] == ["C2", "C3", "C4"]


def test_different_figures_at_fault_stay_apart() -> None:
    line = ["H02", "Durham Constabulary", "Easington"]
    rows = [HEADINGS, *([*line, month, "-", 10, ""] for month in MONTHS)]
    assert [found.cell for found in check(rows).faults] == [f"E{n}" for n in range(2, 8)]


def fault(number: int, severity: str) -> Fault:
    return Fault("Data", f"A{number}", "A", "dash", severity, "Says.", "Do.")  # type: ignore[arg-type]


def test_of_too_many_faults_the_severest_are_shown_and_a_sentence_reports_it() -> None:
    faults = [fault(n, "warning") for n in range(3_400)] + [fault(n, "error") for n in range(10)]
    first, *shown = condense(faults)
    assert first.message == "We show the first 200 of 3,410 faults. The others are warnings."
    assert len(shown) == FAULTS_SHOWN
    assert sum(found.severity == "error" for found in shown) == 10


def test_errors_that_are_not_shown_block_a_return_too() -> None:
    first, *_ = condense([fault(n, "error") for n in range(300)])
    assert (first.code, first.severity) == ("more-errors", "error")


def test_as_many_faults_as_are_shown_are_all_shown() -> None:
    faults = [fault(n, "error") for n in range(FAULTS_SHOWN)]
    assert condense(faults) == tuple(faults)


def test_a_period_that_has_not_begun_is_at_fault_where_it_is_written() -> None:
    wide = [AGENCY, ["E08"], ["Locality", "Jan 2027", "Feb 2027"], ["Easington", 5, 6],
            ["Sedgefield", 3, 4]]  # fmt: skip
    long = [AGENCY, ["Indicator", "Period", "Number"], ["E08", "Jan 2027", 5]]
    title = [AGENCY, ["E08 Safeguarding referrals, January 2027"], ["Locality", "Number"],
             ["Easington", 5], ["Sedgefield", 6]]  # fmt: skip
    cells = [[f.cell for f in check(rows).faults] for rows in (wide, long, title)]
    assert cells == [["B3", "C3"], ["B3"], ["A2"]]


def test_a_figure_without_a_period_is_at_fault_where_the_period_is_blank() -> None:
    rows = [AGENCY, ["Indicator", "Month", "Number"], ["E08", "", 5], ["E08", "May 2026", 6]]
    (found,) = check(rows).faults
    assert (found.code, found.cell) == ("missing-period", "B3")
    assert "C3" in found.message


def test_figures_of_a_table_without_any_period_are_one_fault() -> None:
    rows = [AGENCY, ["E08"], ["Locality", "Number"], ["Easington", 5], ["Sedgefield", 6]]
    assert [(f.code, f.cell) for f in check(rows).faults] == [("missing-period", "B4")]


def test_rates_without_numbers_are_one_fault_at_the_heading_or_the_bracket() -> None:
    heads = ["Indicator", "Period", "Rate per 10,000"]
    column = [AGENCY, heads, ["E08", "Apr 2026", 45.2], ["E08", "May 2026", 46.1]]
    label = [AGENCY, ["Indicator", "Apr 2026", "May 2026"],
             ["Safeguarding referrals (rate per 10,000)", 45.2, 46.1]]  # fmt: skip
    cells = [[(f.code, f.cell) for f in check(rows).faults] for rows in (column, label)]
    assert cells == [[("rate-only", "C2")], [("rate-only", "A3")]]


def test_a_sheet_with_thousands_of_faults_is_read_no_further() -> None:
    heads = ["Indicator", "Locality", *MONTHS]
    rows = [
        AGENCY,
        heads,
        *([f"E08 thing {n}", "Easington", *["about 12"] * 6] for n in range(1000)),
    ]
    checked = check(rows)
    assert checked.faults[0].message.startswith("We show the first 200 of 5,0")
    assert "sheet-not-read-on" in {found.code for found in checked.faults}
    assert checked.observations == ()
    assert len(checked.faults) == FAULTS_SHOWN + 1
