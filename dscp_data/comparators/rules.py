"""The rules that published files are checked by.

An error: this is not read. Queries and warnings: look at it. A note only reports what was read.
"""

from __future__ import annotations

from dscp_data.model.faults import Fault, Rules
from dscp_data.model.faults import fault as fault_of

RULES = Rules()
rule = RULES.declare

rule(
    "unreadable", "error",
    "The file cannot be opened: {why}.",
    "Check that the file exists and that you have permission to read it.",
    "The file cannot be opened: no such file.",
)  # fmt: skip
rule(
    "too-large", "error",
    "The file is {size} MB. The limit for published files is {limit} MB.",
    "Download the file for this table only.",
    "The file is 80 MB. The limit for published files is 50 MB.",
)  # fmt: skip
rule(
    "not-csv", "error",
    "This is {what}. Published comparators must be CSV files.",
    "{todo}",
    "This is a workbook or zip archive. Published comparators must be CSV files.",
)  # fmt: skip
rule(
    "empty", "error",
    "The file has no {what}.",
    "Download it again, in case the download did not finish.",
    "The file has no rows below the headings.",
)  # fmt: skip
rule(
    "unrecognised", "error",
    "These headings do not match any published file we recognise ({found}). We looked for: "
    "{looked}.",
    "Use the CSV as published, or describe its columns in published_measures.csv.",
    "These headings do not match any published file we recognise (Month, Total). We looked "
    "for: time_period, geographic_level, referral_count.",
)  # fmt: skip
rule(
    "no-measure", "warning",
    "This is a DfE Explore Education Statistics file, but it has no columns that we use. We "
    "looked for: {looked}.",
    "You do not need to do anything, unless a column matches an indicator. If so, add it to "
    "published_measures.csv.",
    "This is a DfE Explore Education Statistics file, but it has no columns that we use. We "
    "looked for: referral_count, NEET_percent.",
)  # fmt: skip
rule(
    "column-missing", "error",
    "{measure} needs the column {column}, which is not in the file.{near}",
    "Correct the heading, or the column's name in published_measures.csv.",
    "Re-referrals needs the column rereferral_count, which is not in the file.",
)  # fmt: skip
rule(
    "heading-twice", "error",
    "The heading {column} appears twice ({cells}), so we have not read either column.",
    "Remove one of them from the file.",
    "The heading referral_count appears twice (L1 and M1), so we have not read either column.",
)  # fmt: skip
rule(
    "no-rows", "warning",
    "The file has no rows for {measure} where {where}.",
    "Check the file, or the condition in published_measures.csv.",
    "The file has no rows for NEET where Age = 16-17.",
)  # fmt: skip
rule(
    "no-areas", "error",
    "The file has none of our comparison areas for {measure}. We looked for: {areas}.",
    "Use the file with local authority figures, or correct comparator_areas.csv.",
    "The file has none of our comparison areas for Re-referrals. We looked for: Anyshire "
    "(E06000099).",
)  # fmt: skip
rule(
    "area-missing", "warning",
    "{measure}: no figures for {areas}.",
    "Check that the file is complete and that the area's code has not changed.",
    "Re-referrals: no figures for Anyshire (E06000099).",
)  # fmt: skip
rule(
    "time-identifier", "error",
    "The period is “{found}” but {measure} needs “{expected}”, so we have not read it.",
    "Check which year the file means before changing published_measures.csv.",
    "The period is “Academic year” but Re-referrals needs “Reporting year”, so we have not "
    "read it.",
)  # fmt: skip
rule(
    "period", "error",
    "We cannot read the period {text} as {meaning}.",
    "Write the period as the publisher does, for example {sample}.",
    "We cannot read the period 20x5 as a year ending 31 March.",
)  # fmt: skip
rule(
    "not-a-number", "error",
    "{text} is not a number or one of the symbols c, z, x, u, k, low or ..",
    "Correct the cell, or leave the symbol as published.",
    "about 20 is not a number or one of the symbols c, z, x, u, k, low or ..",
)  # fmt: skip
rule(
    "out-of-range", "error",
    "{text} is not possible for {measure}: {why}.",
    "Check the cell against the publication.",
    "187 is not possible for Re-referrals: a percentage lies between 0 and 100.",
)  # fmt: skip
rule(
    "blank", "warning",
    "{measure} is blank for {area}, {period}, so we have not stored a figure.",
    "If a figure is missing on purpose, use a symbol such as x.",
    "Re-referrals is blank for Anyshire, 2024 to 2025, so we have not stored a figure.",
)  # fmt: skip
rule(
    "twice", "query",
    "{measure} for {area}, {period} appears more than once, so we have kept the first.",
    "In published_measures.csv, use the “where” column to choose the rows.",
    "Re-referrals for Anyshire, 2024 to 2025 appears more than once, so we have kept the "
    "first.",
)  # fmt: skip
rule(
    "disagree", "query",
    "{value}% is published for {area}, {period}, but {numerator} of {denominator} is "
    "{worked}%.",
    "Check that published_measures.csv names the numerator and denominator of this "
    "percentage.",
    "18.7% is published for Anyshire, 2024 to 2025, but 10 of 20 is 50.0%.",
)  # fmt: skip
rule(
    "read", "note",
    "{measure}: {figures} for {areas}, {periods}, read as {indicator}.",
    "",
    "Re-referrals: 169 figures for 13 areas, from 2012 to 2013 up to 2024 to 2025, read as "
    "E04.",
)  # fmt: skip
rule(
    "context", "note",
    "{measure}: no indicator in the plan has the same definition, so this is shown as "
    "context{beside}, not as a comparator.",
    "",
    "Children in need at 31 March: no indicator in the plan has the same definition, so this "
    "is shown as context beside E08, not as a comparator.",
)  # fmt: skip
rule(
    "neighbours", "note",
    "This file lists statistical neighbours and has no figures. Neighbours of {area}: "
    "{names}.",
    "",
    "This file lists statistical neighbours and has no figures. Neighbours of Anyshire: "
    "Othershire, Thirdshire.",
)  # fmt: skip
rule(
    "neighbours-differ", "warning",
    "The neighbours of {area} in this file differ from comparator_areas.csv: {difference}.",
    "Change comparator_areas.csv if the partnership adopts the new model.",
    "The neighbours of Anyshire in this file differ from comparator_areas.csv: new: "
    "Othershire (301).",
)  # fmt: skip
rule(
    "neighbour-area", "error",
    "{area} is not in the file of statistical neighbours.",
    "Check the three-figure DfE code in comparator_areas.csv.",
    "Anyshire (199) is not in the file of statistical neighbours.",
)  # fmt: skip
rule(
    "neighbour-code", "error",
    "{text} is not another authority’s code in this file.",
    "Check the cell against the publication.",
    "999 is not another authority’s code in this file.",
)  # fmt: skip


def fault(code: str, file: str, *, cell: str = "", column: str = "", **words: str) -> Fault:
    """A fault of a published file, by its rule. KeyError where a word of the rule is missing."""
    return fault_of(RULES[code], file, cell, column, **words)
