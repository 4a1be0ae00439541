"""What a label means, and who sent the file."""

from __future__ import annotations

from dscp_data.intake.rules.rule import rule

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
MAPPING_GONE = rule(
    "remembered-meaning-gone", "warning",
    "“{text}” was remembered to mean “{means}”, which the plan no longer has. It was not used.",
    "Say again what it means. The old meaning stands under “Remembered words” on the Returns page.",
    "“Seaham patch”, remembered for a locality that has been taken out of the plan",
)  # fmt: skip
