"""Lines of the registers: areas of concern, mapping meetings, evidence, the reform plan."""

from __future__ import annotations

from dscp_data.intake.rules.rule import rule

MISSING_IN_LINE = rule(
    "missing-in-line", "error",
    "“{heading}” is blank in this row.",
    "Fill it in, or delete the row.",
    "An area of concern with no date opened",
)  # fmt: skip
NOT_A_DATE = rule(
    "not-a-date", "error",
    "“{text}” is not a date.",
    "Enter the date like 30/09/2026.",
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
    "Use one of these.",
    "Status: “nearly”",
)  # fmt: skip
REPEATED_LINE = rule(
    "repeated-line", "error",
    "The reference {text} appears twice with the same date opened, here and at {place}.",
    "Delete one of the rows.",
    "Reference AC-012 twice, opened on the same day",
)  # fmt: skip
UNKNOWN_REFERENCE = rule(
    "unknown-reference", "query",
    "“{text}” is not a reference in this register.",
    "Check the reference of the earlier concern.",
    "Repeat of: AC-999",
)  # fmt: skip
NO_CUT_OFF = rule(
    "cut-off-assumed", "warning",
    "The register does not say what date it is complete to. We have used {day}.",
    "Enter “Position at” and the date above the register.",
    "A register with no “Position at” line",
)  # fmt: skip

NOT_A_COUNT = rule(
    "not-a-count", "error",
    "“{text}” is not a number.",
    "Enter a number, like 3. Leave the cell blank if it is not known or is suppressed.",
    "Children discussed: “a few”",
)  # fmt: skip
OPENED_NOT_DISCUSSED = rule(
    "opened-not-discussed", "query",
    "{opened} areas of concern were opened, but only {discussed} were discussed.",
    "Check both numbers, or explain how a concern was opened without being discussed.",
    "3 opened, and 2 discussed",
)  # fmt: skip
REPEATED_MEETING = rule(
    "repeated-meeting", "error",
    "There is another meeting on {day} for the same locality, at {place}.",
    "Combine the two rows into one.",
    "Two lines for Easington on 5 May 2026",
)  # fmt: skip
NOT_AN_AGENCY = rule(
    "not-an-agency", "warning",
    "“{text}” is not an agency in the partnership, so we have not stored it.{hint}",
    "Enter agencies as in the template, separated by semicolons. Do not enter people’s names.",
    "Agencies present: “CSC; the park ranger”",
)  # fmt: skip
