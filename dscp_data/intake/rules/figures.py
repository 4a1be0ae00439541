"""Rules for figure cells and their parts."""

from __future__ import annotations

from dscp_data.intake.rules.rule import rule

UNREADABLE = rule(
    "unreadable-figure", "error",
    "“{text}” is not a number or a symbol we recognise.",
    "Write a number, “nil”, “cannot report”, “n/a”, “<5” or leave the cell blank.",
    "“about 12”",
)  # fmt: skip
DATE_FOR_NUMBER = rule(
    "date-for-number", "error",
    "This is a date ({text}) where a number should be.",
    "Excel may have changed what you typed. Format the cell as a number and type it again.",
    "“1-4” turned into 1 April",
)  # fmt: skip
DASH = rule(
    "dash", "query",
    "“-” could mean zero or missing, so we have not stored it.",
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
    "The cell has a formula saved without its result.",
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
CODE_FOR_MISSING = rule(
    "code-for-missing", "query",
    "{number} is far above the other figures of {indicator} here. Some systems write it where a"
    " figure is missing.",
    "Say that it is right. If there is no figure, write “cannot report”.",
    "999, among figures of about 12",
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
    "{indicator} needs an “Out of” figure to go with {number}.",
    "Enter the “Out of” figure: {base}.",
    "5 re-referrals, with no number of referrals",
)  # fmt: skip
NO_NUMBER = rule(
    "missing-number", "error",
    "There is an “Out of” figure but no number.",
    "Write the number, or “nil”, or “cannot report”.",
    "Out of 10, with a blank number",
)  # fmt: skip
ONLY_PERCENT = rule(
    "percentage-only", "error",
    "There is only a percentage ({percent}% in {figure}).",
    "Enter the number and what it is out of. We cannot add percentages together.",
    "52%",
)  # fmt: skip
PERCENT_DISAGREES = rule(
    "percentage-disagrees", "error",
    "The percentage is {percent}%, but {number} out of {base} is {worked_out}%.",
    "Check all three figures.",
    "60%, beside 5 out of 10",
)  # fmt: skip
STATUS_DISAGREES = rule(
    "status-disagrees", "query",
    "The status is “{status}”, but there is a number beside it: {number}.",
    "Check which is right. If the number must not be known, delete it.",
    "20, beside the status “Suppressed”",
)  # fmt: skip
RATE_DISAGREES = rule(
    "rate-disagrees", "query",
    "The rate is {rate} per {per}, but {number} of {base} is {worked_out}.",
    "Check the number, the rate and what it is calculated from. We do not store the rate.",
    "50 per 10,000, beside 5 of 2,000",
)  # fmt: skip
RATE_ALONE = rule(
    "rate-only", "error",
    "There is only a rate ({rate} per {per} in {figure}).",
    "Enter the number. We cannot add rates together.",
    "45.2 per 10,000, with a blank number",
)  # fmt: skip
DUPLICATE = rule(
    "duplicate-differs", "error",
    "{name} is {one} here but {other} at {place}.",
    "Keep the correct figure and delete the other.",
    "The same month and place twice, 5 and 6",
)  # fmt: skip
REPEATED = rule(
    "duplicate-same", "warning",
    "{name} has the same figure here and at {place}. We have stored it once.",
    "Delete one of them.",
    "The same line twice",
)  # fmt: skip
NOT_OWED = rule(
    "not-owed", "warning",
    "We do not ask {agency} for {indicator}.",
    "Check the indicator and the agency. We have kept the figures.",
    "Housing Solutions sends NRM referrals",
)  # fmt: skip
DERIVED = rule(
    "worked-out-indicator", "warning",
    "We calculate {indicator} from a register, so we have not stored these figures.",
    "Send the register instead.",
    "A figure for areas of concern resolved",
)  # fmt: skip
MARKED_FIGURE = rule(
    "marked-figure", "error",
    "“{text}” is written {look}, which are no part of the number.",
    "Write the number alone, and a footnote in the comment.",
    "12 with a raised 1 behind it, read as 121",
)  # fmt: skip
SHOWN_OTHERWISE = rule(
    "shown-otherwise", "query",
    "The cell holds {text}, and its format shows it {look}.",
    "Say which is meant. If the number must not be known, write “<5” in the cell in its place.",
    "A 3 in a cell whose format shows “<5”",
)  # fmt: skip
MERGED_FIGURE = rule(
    "merged-figure", "query",
    "{text} stands in cells that are merged ({area}), over several figures. It was read as the"
    " first of them.",
    "Unmerge the cells and write each figure, or say what the number is of.",
    "30 merged over April, May and June",
)  # fmt: skip
