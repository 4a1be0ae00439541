"""Rules for labels and for the sender of a file."""

from __future__ import annotations

from dscp_data.intake.rules.rule import rule

UNKNOWN_INDICATOR = rule(
    "unknown-indicator", "error",
    "“{text}” is not an indicator in the plan.{hint}",
    "Enter the indicator’s number or its name from the template.",
    "Indicator: “NRM reffs by week”",
)  # fmt: skip
UNKNOWN_AGENCY = rule(
    "unknown-agency", "error",
    "“{text}” is not an agency in the partnership.{hint}",
    "Enter the agency’s name from the template.",
    "Agency: “Acme Ltd”",
)  # fmt: skip
UNKNOWN_LOCALITY = rule(
    "unknown-locality", "error",
    "We do not collect figures for a locality called “{text}”.{hint}",
    "Enter the locality’s name from the template.",
    "Locality: “Atlantis”",
)  # fmt: skip
UNKNOWN_PERIOD = rule(
    "unknown-period", "error",
    "“{text}” is not a month, quarter or year.",
    "Enter the period like “April 2026”, “Q1 2026-27” or “2026-27”.",
    "Period: “Springtime”",
)  # fmt: skip
AMBIGUOUS_INDICATOR = rule(
    "ambiguous-indicator", "error",
    "“{text}” could mean more than one indicator. {question}",
    "Enter the indicator’s number, like “E01”.",
    "Indicator: “Evidence that cases are stepping up and down at the right time”",
)  # fmt: skip
AMBIGUOUS_AGENCY = rule(
    "ambiguous-agency", "error",
    "“{text}” could mean more than one agency. {question}",
    "Enter the agency’s full name.",
    "Agency: “Durham”",
)  # fmt: skip
AMBIGUOUS_LOCALITY = rule(
    "ambiguous-locality", "error",
    "“{text}” could mean more than one locality. {question}",
    "Enter the locality’s full name from the template.",
    "Locality: “Durham”",
)  # fmt: skip
AMBIGUOUS_PERIOD = rule(
    "ambiguous-period", "error",
    "“{text}” could mean more than one period. {question}",
    "Enter the months, like “April to June 2025”, or the quarter of the council year, like “Q1 "
    "2025-26”.",
    "Period: “Q1 2025”",
)  # fmt: skip
NO_INDICATOR = rule(
    "missing-indicator", "error",
    "The figure in {figure} does not have an indicator.",
    "Enter the indicator next to the figure, or in a row above the table.",
    "A table of months and districts with no title",
)  # fmt: skip
NO_PERIOD = rule(
    "missing-period", "error",
    "The figure in {figure} does not have a period.",
    "Enter the month, quarter or year next to the figure, or in a row above the table.",
    "A blank cell under “Month”",
)  # fmt: skip
NO_AGENCY = rule(
    "missing-agency", "error",
    "The file does not say which agency sent it.",
    "Enter “Agency:” and the name above the table, or choose the sender when you upload the file.",
    "return.xlsx, with no agency in it",
)  # fmt: skip
AGENCIES_DISAGREE = rule(
    "agencies-disagree", "query",
    "{first} says {one}, but {second} says {other}.",
    "Check which agency sent the figures. We have stored them under {one}.",
    "“Agency: TEWV” above the table in a file named housing.xlsx",
)  # fmt: skip
PERIODS_DISAGREE = rule(
    "periods-disagree", "error",
    "This row is for {one}, but the figure in {figure} is under {other}.",
    "Enter one period for each figure.",
    "“May 2025” in a line, under the heading “Apr 25”",
)  # fmt: skip
INDICATORS_DISAGREE = rule(
    "indicators-disagree", "error",
    "“{text}” is the name of {other}, but the row says {one}.",
    "Check the indicator’s number and its name.",
    "“H03” beside “Dispersal orders”",
)  # fmt: skip
UNKNOWN_MEASURE = rule(
    "unknown-measure", "error",
    "We cannot tell from “{text}” whether this is the number or what it is out of.",
    "Enter “Number” or “Out of”.",
    "Measure: “Tally”",
)  # fmt: skip
COMMENT_ALONE = rule(
    "comment-alone", "warning",
    "This comment is not next to a figure, so we have not stored it.",
    "If the comment explains why there is no figure, enter “cannot report” or “nil” as the figure.",
    "A comment in a line of blank cells",
)  # fmt: skip
FILLED_DOWN = rule(
    "filled-down", "warning",
    "We read {count} blank cells under “{heading}” as the name above them.",
    "If this is wrong, fill in the blank cells.",
    "“Easington” written once, over three lines",
)  # fmt: skip
MAPPING_GONE = rule(
    "remembered-meaning-gone", "warning",
    "“{text}” is a saved term for “{means}”, which is no longer in the plan, so we have not used "
    "it.",
    "Tell us what it means now. The old meaning is under “Saved terms” on the Returns page.",
    "“Seaham patch”, remembered for a locality that has been taken out of the plan",
)  # fmt: skip
