"""What can be wrong with a published file, as records somebody can act on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One thing the reading notices. `message` and `fix` are templates, `example` fills them."""

    severity: str  # error: this is not read; query and warning: look at it; note: for information
    message: str
    fix: str
    example: dict[str, str]


@dataclass(frozen=True)
class ComparatorFault:
    """One finding about a published file: the cell where there is one, what, and what to do."""

    file: str
    cell: str
    column: str
    code: str
    severity: str
    message: str
    fix: str


RULES: dict[str, Rule] = {
    "unreadable": Rule(
        "error",
        "The file cannot be opened: {why}.",
        "Check that the file exists and that you have permission to read it.",
        {"why": "no such file"},
    ),
    "too-large": Rule(
        "error",
        "The file is {size} MB. The limit for published files is {limit} MB.",
        "Download the file for this table only.",
        {"size": "80", "limit": "50"},
    ),
    "not-csv": Rule(
        "error",
        "This is {what}. Published comparators must be CSV files.",
        "{todo}",
        {"what": "a workbook or zip archive", "todo": "Save the sheet as CSV, or unzip it first."},
    ),
    "empty": Rule(
        "error",
        "The file has no {what}.",
        "Download it again, in case the download did not finish.",
        {"what": "rows below the headings"},
    ),
    "unrecognised": Rule(
        "error",
        "These headings do not match any published file we recognise ({found}). We looked for: "
        "{looked}.",
        "Use the CSV as published, or describe its columns in published_measures.csv.",
        {"found": "Month, Total", "looked": "time_period, geographic_level, referral_count"},
    ),
    "no-measure": Rule(
        "warning",
        "This is a DfE Explore Education Statistics file, but it has no columns that we use. We "
        "looked for: {looked}.",
        "You do not need to do anything, unless a column matches an indicator. If so, add it to "
        "published_measures.csv.",
        {"looked": "referral_count, NEET_percent"},
    ),
    "column-missing": Rule(
        "error",
        "{measure} needs the column {column}, which is not in the file.{near}",
        "Correct the heading, or the column's name in published_measures.csv.",
        {"measure": "Re-referrals", "column": "rereferral_count", "near": ""},
    ),
    "heading-twice": Rule(
        "error",
        "The heading {column} appears twice ({cells}), so we have not read either column.",
        "Remove one of them from the file.",
        {"column": "referral_count", "cells": "L1 and M1"},
    ),
    "no-rows": Rule(
        "warning",
        "The file has no rows for {measure} where {where}.",
        "Check the file, or the condition in published_measures.csv.",
        {"measure": "NEET", "where": "Age = 16-17"},
    ),
    "no-areas": Rule(
        "error",
        "The file has none of our comparison areas for {measure}. We looked for: {areas}.",
        "Use the file with local authority figures, or correct comparator_areas.csv.",
        {"measure": "Re-referrals", "areas": "Anyshire (E06000099)"},
    ),
    "area-missing": Rule(
        "warning",
        "{measure}: no figures for {areas}.",
        "Check that the file is complete and that the area's code has not changed.",
        {"measure": "Re-referrals", "areas": "Anyshire (E06000099)"},
    ),
    "time-identifier": Rule(
        "error",
        "The period is “{found}” but {measure} needs “{expected}”, so we have not read it.",
        "Check which year the file means before changing published_measures.csv.",
        {"found": "Academic year", "measure": "Re-referrals", "expected": "Reporting year"},
    ),
    "period": Rule(
        "error",
        "We cannot read the period {text} as {meaning}.",
        "Write the period as the publisher does, for example {sample}.",
        {"text": "20x5", "meaning": "a year ending 31 March", "sample": "2025"},
    ),
    "not-a-number": Rule(
        "error",
        "{text} is not a number or one of the symbols c, z, x, u, k, low or ..",
        "Correct the cell, or leave the symbol as published.",
        {"text": "about 20"},
    ),
    "out-of-range": Rule(
        "error",
        "{text} is not possible for {measure}: {why}.",
        "Check the cell against the publication.",
        {"text": "187", "measure": "Re-referrals", "why": "a percentage lies between 0 and 100"},
    ),
    "blank": Rule(
        "warning",
        "{measure} is blank for {area}, {period}, so we have not stored a figure.",
        "If a figure is missing on purpose, use a symbol such as x.",
        {"measure": "Re-referrals", "area": "Anyshire", "period": "2024 to 2025"},
    ),
    "twice": Rule(
        "query",
        "{measure} for {area}, {period} appears more than once, so we have kept the first.",
        "In published_measures.csv, use the “where” column to choose the rows.",
        {"measure": "Re-referrals", "area": "Anyshire", "period": "2024 to 2025"},
    ),
    "disagree": Rule(
        "query",
        "{value}% is published for {area}, {period}, but {numerator} of {denominator} is "
        "{worked}%.",
        "Check that published_measures.csv names the numerator and denominator of this percentage.",
        {
            "value": "18.7",
            "area": "Anyshire",
            "period": "2024 to 2025",
            "numerator": "10",
            "denominator": "20",
            "worked": "50.0",
        },
    ),
    "read": Rule(
        "note",
        "{measure}: {figures} for {areas}, {periods}, read as {indicator}.",
        "",
        {
            "measure": "Re-referrals",
            "figures": "169 figures",
            "areas": "13 areas",
            "periods": "from 2012 to 2013 up to 2024 to 2025",
            "indicator": "E04",
        },
    ),
    "context": Rule(
        "note",
        "{measure}: no indicator in the plan has the same definition, so this is shown as "
        "context{beside}, not as a comparator.",
        "",
        {"measure": "Children in need at 31 March", "beside": " beside E08"},
    ),
    "neighbours": Rule(
        "note",
        "This file lists statistical neighbours and has no figures. Neighbours of {area}: {names}.",
        "",
        {"area": "Anyshire", "names": "Othershire, Thirdshire"},
    ),
    "neighbours-differ": Rule(
        "warning",
        "The neighbours of {area} in this file differ from comparator_areas.csv: {difference}.",
        "Change comparator_areas.csv if the partnership adopts the new model.",
        {"area": "Anyshire", "difference": "new: Othershire (301)"},
    ),
    "neighbour-area": Rule(
        "error",
        "{area} is not in the file of statistical neighbours.",
        "Check the three-figure DfE code in comparator_areas.csv.",
        {"area": "Anyshire (199)"},
    ),
    "neighbour-code": Rule(
        "error",
        "{text} is not another authority’s code in this file.",
        "Check the cell against the publication.",
        {"text": "999"},
    ),
}


def fault(
    code: str, file: str, *, cell: str = "", column: str = "", **words: str
) -> ComparatorFault:
    """A finding by its rule. A word that the rule's sentence lacks or needs is a KeyError."""
    rule = RULES[code]
    return ComparatorFault(
        file=file,
        cell=cell,
        column=column,
        code=code,
        severity=rule.severity,
        message=rule.message.format(column=column, **words),
        fix=rule.fix.format(column=column, **words),
    )
