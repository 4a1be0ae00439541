"""Totals against their parts."""

from __future__ import annotations

from dscp_data.intake.rules.rule import rule

TOTAL_DISAGREES = rule(
    "total-disagrees", "error",
    "The total is {total}, but its parts add up to {parts}.",
    "Check the total and its parts. We do not store the total.",
    "Total 13, under 5 and 7",
)  # fmt: skip
ROLLING_DISAGREES = rule(
    "rolling-disagrees", "query",
    "The rolling total is {total}, but the 12 months add up to {parts}.",
    "Check the months and the rolling total. We do not store the rolling total.",
    "Rolling 12 months 120, beside twelve months that add up to 119",
)  # fmt: skip
TOTAL_ALONE = rule(
    "total-without-parts", "query",
    "This is a total of figures that are not in the table, so we have not stored it.",
    "Send the figures that make up the total.",
    "A “YTD” column with no months beside it",
)  # fmt: skip
UNCLEAR_COUNTY = rule(
    "county-unclear", "query",
    "The county-wide figure is {total}, but the localities add up to {parts}.",
    "Say which is right. A total takes the county-wide figure alone and never adds the two.",
    "County-wide 20, beside districts that add up to 17",
)  # fmt: skip
COUNTY_TOTAL = rule(
    "county-total", "warning",
    "“{text}” equals the sum of the localities, so we have treated it as their total and not "
    "stored it.",
    "Tell us if the county-wide figures do not include the localities.",
    "County Durham 12, beside districts that add up to 12",
)  # fmt: skip
