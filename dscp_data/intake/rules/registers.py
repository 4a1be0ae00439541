"""Lines of the registers: areas of concern, mapping meetings, evidence, the reform plan."""

from __future__ import annotations

from dscp_data.intake.rules.rule import rule

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

NOT_A_COUNT = rule(
    "not-a-count", "error",
    "“{text}” is not a number.",
    "Write how many, like 3. Leave the cell blank where it is not known or held back.",
    "Children discussed: “a few”",
)  # fmt: skip
OPENED_NOT_DISCUSSED = rule(
    "opened-not-discussed", "query",
    "{opened} areas of concern were opened, but only {discussed} were discussed.",
    "Check both numbers, or say how a concern was opened that was not discussed.",
    "3 opened, and 2 discussed",
)  # fmt: skip
REPEATED_MEETING = rule(
    "repeated-meeting", "error",
    "There is another meeting of {day} for the same place, at {place}.",
    "Put what both lines say into one line.",
    "Two lines for Easington on 5 May 2026",
)  # fmt: skip
NOT_AN_AGENCY = rule(
    "not-an-agency", "warning",
    "“{text}” is not one agency of the partnership, so it is not stored.{hint}",
    "Write agencies as in the template, with a semicolon between them. Write no names of people.",
    "Agencies present: “CSC; the park ranger”",
)  # fmt: skip
