"""What is read of a sheet, and what is not."""

from __future__ import annotations

from dscp_data.intake.rules.rule import rule

NO_TABLE = rule(
    "no-table-on-sheet", "warning",
    "No table of figures was found on the sheet “{name}”. Its cells are only in the original file.",
    "If it holds figures, add headings: Indicator, Locality, Period, Number, Out of.",
    "A sheet of figures with no headings",
)  # fmt: skip
NO_TABLES = rule(
    "no-table", "error",
    "There is no table that we can read in this file.",
    "Use the template, or add headings: Indicator, Locality, Period, Number, Out of.",
    "A workbook that holds a letter",
)  # fmt: skip
HIDDEN_SHEET = rule(
    "hidden-sheet", "warning",
    "The sheet “{name}” is hidden. It was read.",
    "Delete the sheet if its figures are not part of the return.",
    "A hidden sheet of figures",
)  # fmt: skip
HIDDEN_ROWS = rule(
    "hidden-rows", "warning",
    "{rows} hidden. What is there was read.",
    "Delete hidden rows that are not part of the return.",
    "Rows 8 to 10, hidden",
)  # fmt: skip
HIDDEN_COLUMNS = rule(
    "hidden-columns", "warning",
    "{columns} hidden. What is there was read.",
    "Delete hidden columns that are not part of the return.",
    "Column F, hidden",
)  # fmt: skip
COVERED = rule(
    "covered-cell", "warning",
    "“{text}” lies under merged cells, where Excel does not show it. It is not stored.",
    "Unmerge the cells and check what is there.",
    "A number under a merged heading",
)  # fmt: skip
UNKNOWN_COLUMN = rule(
    "unknown-column", "query",
    "We do not know what the column “{text}” means. Its figures are not stored.",
    "Say what the column is, or delete it.",
    "A column of numbers headed “Ward”",
)  # fmt: skip
IGNORED_COLUMN = rule(
    "ignored-column", "warning",
    "We do not know what the column “{text}” means. Its words are not stored.",
    "Head it “Comment” if the words should be kept.",
    "A column of words headed “Lead officer”",
)  # fmt: skip
UNPLACED = rule(
    "unplaced-cell", "query",
    "We do not know what “{text}” is. It is not stored.",
    "Say what it is, move it into the table, or delete it.",
    "A number beside the table",
)  # fmt: skip
ONLY_LINE_NUMBERS = rule(
    "only-line-numbers", "error",
    "The column “{text}” counts the lines of the table, and there is no column of figures.",
    "Write the figures in a column headed “Number”.",
    "A table with a column “No” that says 1, 2, 3, and no other numbers",
)  # fmt: skip
