"""The rules that a return is checked by: for each its words, what to do, and an example."""

from __future__ import annotations

from dscp_data.intake.faults import rule

# What a label means.
UNKNOWN_INDICATOR = rule(
    "unknown-indicator", "error",
    "“{text}” is not an indicator of the plan.{hint}",
    "Write the indicator’s number or its name as in the template.",
    "Indicator: “NRM reffs by week”",
)  # fmt: skip
UNKNOWN_AGENCY = rule(
    "unknown-agency", "error",
    "“{text}” is not an agency of the partnership.{hint}",
    "Write the agency’s name as in the template.",
    "Agency: “Acme Ltd”",
)  # fmt: skip
UNKNOWN_LOCALITY = rule(
    "unknown-locality", "error",
    "“{text}” is not a locality that figures are given for.{hint}",
    "Write the locality’s name as in the template.",
    "Locality: “Atlantis”",
)  # fmt: skip
UNKNOWN_PERIOD = rule(
    "unknown-period", "error",
    "“{text}” is not a month, quarter or year.",
    "Write the period like “April 2026”, “Q1 2026-27” or “2026-27”.",
    "Period: “Springtime”",
)  # fmt: skip
AMBIGUOUS_INDICATOR = rule(
    "ambiguous-indicator", "error",
    "“{text}” could mean more than one indicator. {question}",
    "Write the indicator’s number, like “E01”.",
    "Indicator: “Evidence that cases are stepping up and down at the right time”",
)  # fmt: skip
AMBIGUOUS_AGENCY = rule(
    "ambiguous-agency", "error",
    "“{text}” could mean more than one agency. {question}",
    "Write the agency’s full name.",
    "Agency: “Durham”",
)  # fmt: skip
AMBIGUOUS_LOCALITY = rule(
    "ambiguous-locality", "error",
    "“{text}” could mean more than one place. {question}",
    "Write the place’s full name as in the template.",
    "Locality: “Durham”",
)  # fmt: skip
AMBIGUOUS_PERIOD = rule(
    "ambiguous-period", "error",
    "“{text}” could mean more than one period. {question}",
    "Write the months, like “April to June 2025”, or the council year, like “Q1 2025-26”.",
    "Period: “Q1 2025”",
)  # fmt: skip
NO_INDICATOR = rule(
    "missing-indicator", "error",
    "There is no indicator for this figure.",
    "Write the indicator beside the figure, or in a line above the table.",
    "A table of months and districts with no title",
)  # fmt: skip
NO_PERIOD = rule(
    "missing-period", "error",
    "There is no period for this figure.",
    "Write the month, quarter or year beside the figure, or in a line above the table.",
    "A blank cell under “Month”",
)  # fmt: skip
NO_AGENCY = rule(
    "missing-agency", "error",
    "The file does not say which agency sent it.",
    "Write “Agency:” and the name above the table, or choose the agency when you upload.",
    "return.xlsx, with no agency in it",
)  # fmt: skip
AGENCIES_DISAGREE = rule(
    "agencies-disagree", "query",
    "{first} says {one}, but {second} says {other}.",
    "Check which agency sent the figures. They are kept under {one}.",
    "“Agency: TEWV” above the table in a file named housing.xlsx",
)  # fmt: skip
PERIODS_DISAGREE = rule(
    "periods-disagree", "error",
    "This line is for {one}, but the column is for {other}.",
    "Write one period for each figure.",
    "“May 2025” in a line, under the heading “Apr 25”",
)  # fmt: skip
INDICATORS_DISAGREE = rule(
    "indicators-disagree", "error",
    "“{text}” is the name of {other}, but the line says {one}.",
    "Check the indicator’s number and its name.",
    "“H03” beside “Dispersal orders”",
)  # fmt: skip
UNKNOWN_MEASURE = rule(
    "unknown-measure", "error",
    "“{text}” does not say whether this is the number or what it is out of.",
    "Write “Number” or “Out of”.",
    "Measure: “Tally”",
)  # fmt: skip
COMMENT_ALONE = rule(
    "comment-alone", "warning",
    "This comment stands beside no figure, so it is not stored.",
    "Write “cannot report” or “nil” as the figure if the comment says why there is none.",
    "A comment in a line of blank cells",
)  # fmt: skip
FILLED_DOWN = rule(
    "filled-down", "warning",
    "{count} blank cells under “{heading}” were read as the name above them.",
    "Fill in the blank cells if that is wrong.",
    "“Easington” written once, over three lines",
)  # fmt: skip

# Periods.
FUTURE_PERIOD = rule(
    "future-period", "error",
    "{period} has not begun.",
    "Check the period. Leave months that have not happened blank.",
    "A figure for next year",
)  # fmt: skip
UNFINISHED_PERIOD = rule(
    "unfinished-period", "warning",
    "{period} has not ended yet, so the figure may rise.",
    "Send the figure again when the period has ended.",
    "A figure for this month",
)  # fmt: skip
UNUSUAL_PERIOD = rule(
    "unusual-period", "warning",
    "{indicator} is reported by {expected}, and this figure is for a {given}.",
    "Check the period. The figure is kept as it is.",
    "A month’s figure for an indicator that is reported by quarter",
)  # fmt: skip

# Figures.
UNREADABLE = rule(
    "unreadable-figure", "error",
    "“{text}” is not a number or a mark that we know.",
    "Write a number, “nil”, “cannot report”, “n/a”, “<5” or leave the cell blank.",
    "“about 12”",
)  # fmt: skip
DATE_FOR_NUMBER = rule(
    "date-for-number", "error",
    "This is a date ({text}) where a number should be.",
    "Excel may have changed what was typed. Format the cell as a number and type it again.",
    "“1-4” turned into 1 April",
)  # fmt: skip
DASH = rule(
    "dash", "query",
    "“-” can mean zero or missing. It is not stored.",
    "Write 0, “nil” or “cannot report”.",
    "“-”",
)  # fmt: skip
EXCEL_ERROR = rule(
    "excel-error", "error",
    "The cell shows the error {text}.",
    "Correct the formula, or type the number.",
    "#DIV/0!",
)  # fmt: skip
NO_FORMULA_VALUE = rule(
    "formula-without-value", "error",
    "The cell holds a formula that was saved without its result.",
    "Open the file in Excel, let it calculate, and save it again.",
    "=SUM(B2:B9), saved by a program that does not calculate",
)  # fmt: skip
NEGATIVE = rule(
    "negative", "error",
    "{number} is below zero.",
    "Write a number of 0 or more.",
    "-3",
)  # fmt: skip
NOT_WHOLE = rule(
    "not-whole", "error",
    "{number} is not a whole number.",
    "Write how many there were, not an average or a rate.",
    "12.5",
)  # fmt: skip
IMPOSSIBLE = rule(
    "impossible", "error",
    "{number} is too large to be right.",
    "Check the number.",
    "10000000000",
)  # fmt: skip
ABOVE_BASE = rule(
    "above-base", "error",
    "The number ({number}) is more than it is out of ({base}).",
    "Check both figures.",
    "12 out of 10",
)  # fmt: skip
ZERO_BASE = rule(
    "zero-base", "error",
    "The number is {number}, but it is out of 0.",
    "Check both figures.",
    "3 out of 0",
)  # fmt: skip
NO_BASE = rule(
    "missing-base", "error",
    "{indicator} is a share, and it does not say what {number} is out of.",
    "Write the “Out of” figure: {base}.",
    "5 re-referrals, with no number of referrals",
)  # fmt: skip
NO_NUMBER = rule(
    "missing-number", "error",
    "There is an “Out of” figure here, but no number.",
    "Write the number, or “nil”, or “cannot report”.",
    "Out of 10, with a blank number",
)  # fmt: skip
ONLY_PERCENT = rule(
    "percentage-only", "error",
    "There is only a percentage ({percent}%) here.",
    "Write the number and what it is out of. A percentage alone can’t be added up.",
    "52%",
)  # fmt: skip
PERCENT_DISAGREES = rule(
    "percentage-disagrees", "error",
    "The percentage is {percent}%, but {number} out of {base} is {worked_out}%.",
    "Check all three figures.",
    "60%, beside 5 out of 10",
)  # fmt: skip
TOTAL_DISAGREES = rule(
    "total-disagrees", "error",
    "The total is {total}, but its parts add up to {parts}.",
    "Check the total and its parts. The total is not stored.",
    "Total 13, under 5 and 7",
)  # fmt: skip
TOTAL_ALONE = rule(
    "total-without-parts", "query",
    "This is a total, and what it adds up is not in the table. It is not stored.",
    "Send the figures that it adds up.",
    "A “YTD” column with no months beside it",
)  # fmt: skip
UNCLEAR_COUNTY = rule(
    "county-unclear", "query",
    "The county-wide figure is {total}, and the localities add up to {parts}.",
    "Say whether the county-wide figure holds the localities. It is stored beside them.",
    "County-wide 20, beside districts that add up to 17",
)  # fmt: skip
COUNTY_TOTAL = rule(
    "county-total", "warning",
    "“{text}” equals the sum of the localities, so it was read as their total and is not stored.",
    "Tell us if the county-wide figures are apart from the localities.",
    "County Durham 12, beside districts that add up to 12",
)  # fmt: skip
DUPLICATE = rule(
    "duplicate-differs", "error",
    "{name} is given here as {one}, and as {other} at {place}.",
    "Keep the right one and delete the other.",
    "The same month and place twice, 5 and 6",
)  # fmt: skip
REPEATED = rule(
    "duplicate-same", "warning",
    "{name} is given twice with the same figure, here and at {place}. It is stored once.",
    "Delete one of the two.",
    "The same line twice",
)  # fmt: skip
NOT_OWED = rule(
    "not-owed", "warning",
    "{agency} is not asked for {indicator}.",
    "Check the indicator and the agency. The figures are kept.",
    "Housing Solutions sends NRM referrals",
)  # fmt: skip
DERIVED = rule(
    "worked-out-indicator", "warning",
    "{indicator} is worked out from a register, so figures for it are not stored.",
    "Send the register instead.",
    "A figure for areas of concern resolved",
)  # fmt: skip

# Sheets and files.
NO_TABLE = rule(
    "no-table-on-sheet", "warning",
    "No table of figures was found on the sheet “{name}”. Nothing on it is stored.",
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

MAPPING_GONE = rule(
    "remembered-meaning-gone", "warning",
    "“{text}” was remembered to mean “{means}”, which the plan no longer has. It was not used.",
    "Say again what it means. The old meaning stands under “Remembered words” on the Returns page.",
    "“Seaham patch”, remembered for a locality that has been taken out of the plan",
)  # fmt: skip

# Registers.
MISSING_IN_LINE = rule(
    "missing-in-line", "error",
    "“{heading}” is blank in this line.",
    "Fill it in, or delete the line.",
    "An area of concern with no date opened",
)  # fmt: skip
NOT_A_DATE = rule(
    "not-a-date", "error",
    "“{text}” is not a date.",
    "Write the date like 30/09/2026.",
    "Date opened: “summer”",
)  # fmt: skip
FUTURE_DATE = rule(
    "future-date", "error",
    "{day} is in the future.",
    "Check the date.",
    "Date opened: next year",
)  # fmt: skip
DATES_REVERSED = rule(
    "dates-reversed", "error",
    "{later} ({one}) is before {earlier} ({other}).",
    "Check both dates.",
    "Resolved before it was opened",
)  # fmt: skip
NOT_ON_LIST = rule(
    "not-on-list", "error",
    "“{text}” is not one of: {options}.",
    "Write one of these.",
    "Status: “nearly”",
)  # fmt: skip
REPEATED_LINE = rule(
    "repeated-line", "error",
    "The reference {text} stands twice with the same date opened, here and at {place}.",
    "Delete one of the two lines.",
    "Reference AC-012 twice, opened on the same day",
)  # fmt: skip
UNKNOWN_REFERENCE = rule(
    "unknown-reference", "query",
    "“{text}” is not a reference in this register.",
    "Check the reference of the concern that came back.",
    "Repeat of: AC-999",
)  # fmt: skip
NO_CUT_OFF = rule(
    "cut-off-assumed", "warning",
    "The register does not say which day it is complete to. We took {day}.",
    "Write “Position at” and the date above the register.",
    "A register with no “Position at” line",
)  # fmt: skip

# People.
CHILD_LEVEL = rule(
    "child-level", "error",
    "This looks like a list of children ({what}), and such lists are never taken in."
    " Nothing from the file was kept.",
    "Send counts only. Delete the file if it was sent to you by mistake.",
    "A sheet with the columns Child ID and Date of birth",
)  # fmt: skip
PERSON = rule(
    "person-in-comment", "query",
    "This comment may name a person.",
    "Take the name out, or say why it is not about a person.",
    "A comment with a first name and a surname",
)  # fmt: skip
