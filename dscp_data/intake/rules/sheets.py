"""Rules about what is read from a sheet and what is not."""

from __future__ import annotations

from dscp_data.intake.rules.rule import rule

NO_TABLE = rule(
    "no-table-on-sheet", "warning",
    "We found no table of figures on the sheet “{name}”, so we have not stored anything from it.",
    "If it has figures, add headings: Indicator, Locality, Period, Number, Out of.",
    "A sheet of figures with no headings",
)  # fmt: skip
NO_TABLES = rule(
    "no-table", "error",
    "We found no table that we can read in this file.",
    "Use the template, or add headings: Indicator, Locality, Period, Number, Out of.",
    "A workbook that holds a letter",
)  # fmt: skip
MORE_ERRORS = rule(
    "more-errors", "error",
    "We show the first {shown} of {count} faults.",
    "Correct these and send the file again. We then show those that are left.",
    "A file of 3,410 faults",
)  # fmt: skip
UNREAD = rule(
    "sheet-not-read-on", "error",
    "The sheet “{name}” has more than {most} faults, so we read no further.",
    "Correct what is shown and send the file again. The same cause may be behind most of them.",
    "A sheet of 250,000 figures of another subject",
)  # fmt: skip
MORE_QUERIES = rule(
    "more-queries", "query",
    "We show the first {shown} of {count} faults. The others need a reason too.",
    "Give one reason for all of those that are not shown, or correct the file.",
    "A file of 3,410 queries",
)  # fmt: skip
MORE_WARNINGS = rule(
    "more-warnings", "warning",
    "We show the first {shown} of {count} faults. The others are warnings.",
    "Correct these and send the file again. We then show those that are left.",
    "A file of 3,410 warnings",
)  # fmt: skip
HIDDEN_SHEET = rule(
    "hidden-sheet", "warning",
    "The sheet “{name}” is hidden. We have read it.",
    "If its figures are not part of the return, delete the sheet.",
    "A hidden sheet of figures",
)  # fmt: skip
HIDDEN_ROWS = rule(
    "hidden-rows", "warning",
    "{rows} hidden. We have read what is there.",
    "Delete hidden rows that are not part of the return.",
    "Rows 8 to 10, hidden",
)  # fmt: skip
HIDDEN_COLUMNS = rule(
    "hidden-columns", "warning",
    "{columns} hidden. We have read what is there.",
    "Delete hidden columns that are not part of the return.",
    "Column F, hidden",
)  # fmt: skip
COVERED = rule(
    "covered-cell", "warning",
    "“{text}” is under merged cells, where Excel does not show it, so we have not stored it.",
    "Unmerge the cells and check what is there.",
    "A number under a merged heading",
)  # fmt: skip
UNKNOWN_COLUMN = rule(
    "unknown-column", "query",
    "We do not recognise the column “{text}”, so we have not stored its figures.",
    "Tell us what the column is, or delete it.",
    "A column of numbers headed “Ward”",
)  # fmt: skip
UNKNOWN_LABELS = rule(
    "unknown-labels", "query",
    "We do not recognise the column “{text}”, which says “{labels}”. The figures beside it were "
    "read without it.",
    "Say what the column is, or that it does not change what the figures count.",
    "A column “Team” that says “Out of hours” beside a figure",
)  # fmt: skip
IGNORED_COLUMN = rule(
    "ignored-column", "warning",
    "We do not recognise the column “{text}”, so we have not stored its text.",
    "If the text should be kept, change the heading to “Comment”.",
    "A column of words headed “Lead officer”",
)  # fmt: skip
UNPLACED = rule(
    "unplaced-cell", "query",
    "We do not recognise “{text}”, so we have not stored it.",
    "Tell us what it is, move it into the table, or delete it.",
    "A number beside the table",
)  # fmt: skip
ONLY_LINE_NUMBERS = rule(
    "only-line-numbers", "error",
    "The column “{text}” counts the lines of the table, and there is no column of figures.",
    "Write the figures in a column headed “Number”.",
    "A table with a column “No” that says 1, 2, 3, and no other numbers",
)  # fmt: skip
