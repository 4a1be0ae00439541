"""A comment is of its row, or of the one period that it begins with."""

from dscp_data.intake.cells.workbook import Cell
from dscp_data.intake.figures.comments import comment_for_period
from dscp_data.model.periods import month
from tests.intake.books import check, codes

COMMENT = Cell(1, 1, "Checked by hand\nApr 2026: new form\nNote: counts episodes")


def test_a_line_that_names_a_period_is_of_that_period_alone() -> None:
    assert (
        comment_for_period([COMMENT], month(2026, 4))
        == "Checked by hand Note: counts episodes new form"
    )
    assert comment_for_period([COMMENT], month(2026, 5)) == "Checked by hand Note: counts episodes"


def test_a_comment_of_a_period_without_a_figure_is_reported_as_not_stored() -> None:
    rows = [["Agency: TEWV"], ["Indicator", "Apr 2026", "May 2026", "Comment"]]
    assert codes(check([*rows, ["T07", 1, None, "May 2026: late"]])) == [("D3", "comment-alone")]
    assert codes(check([*rows, ["T07", 1, 2, "May 2026: late"]])) == []
