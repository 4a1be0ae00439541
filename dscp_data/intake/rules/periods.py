"""Rules for reporting periods."""

from __future__ import annotations

from dscp_data.intake.rules.rule import rule

FUTURE_PERIOD = rule(
    "future-period", "error",
    "{period} has not begun.",
    "Check the period. Leave future months blank.",
    "A figure for next year",
)  # fmt: skip
MONTHS_BREAK = rule(
    "months-break", "query",
    "The months of this series run on, but {after} comes after {before}.",
    "Correct the year, or say that it is right.",
    "March 2025, April 2024 and May 2025, one under another",
)  # fmt: skip
FIRST_AS_END = rule(
    "first-as-end", "query",
    "“{heading}” says when a period ends, and {day} is the first day of a month. We have read it as"
    " {period}.",
    "Say that this is the period, or write its last day.",
    "1 July 2026 under “Month ending”",
)  # fmt: skip
UNFINISHED_PERIOD = rule(
    "unfinished-period", "warning",
    "{period} has not ended yet, so the figure may rise.",
    "Send the figure again once the period has ended.",
    "A figure for this month",
)  # fmt: skip
UNUSUAL_PERIOD = rule(
    "unusual-period", "warning",
    "{indicator} is reported by {expected}, but this figure is for a {given}.",
    "Check the period. We have kept the figure as it is.",
    "A month’s figure for an indicator that is reported by quarter",
)  # fmt: skip
