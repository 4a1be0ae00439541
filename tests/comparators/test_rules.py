"""Every rule has a sentence, something to do, and an example that fills both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dscp_data.comparators
from dscp_data.comparators import RULES
from dscp_data.comparators.rules import fault

EXAMPLES = {
    "unreadable": {"why": "no such file"},
    "too-large": {"size": "80", "limit": "50"},
    "not-csv": {
        "what": "a workbook or zip archive",
        "todo": "Save the sheet as CSV, or unzip it first.",
    },
    "empty": {"what": "rows below the headings"},
    "unrecognised": {
        "found": "Month, Total",
        "looked": "time_period, geographic_level, referral_count",
    },
    "no-measure": {"looked": "referral_count, NEET_percent"},
    "column-missing": {"measure": "Re-referrals", "column": "rereferral_count", "near": ""},
    "heading-twice": {"column": "referral_count", "cells": "L1 and M1"},
    "no-rows": {"measure": "NEET", "where": "Age = 16-17"},
    "no-areas": {"measure": "Re-referrals", "areas": "Anyshire (E06000099)"},
    "area-missing": {"measure": "Re-referrals", "areas": "Anyshire (E06000099)"},
    "time-identifier": {
        "found": "Academic year",
        "measure": "Re-referrals",
        "expected": "Reporting year",
    },
    "period": {"text": "20x5", "meaning": "a year ending 31 March", "sample": "2025"},
    "not-a-number": {"text": "about 20"},
    "out-of-range": {
        "text": "187",
        "measure": "Re-referrals",
        "why": "a percentage lies between 0 and 100",
    },
    "blank": {"measure": "Re-referrals", "area": "Anyshire", "period": "2024 to 2025"},
    "twice": {"measure": "Re-referrals", "area": "Anyshire", "period": "2024 to 2025"},
    "disagree": {
        "value": "18.7",
        "area": "Anyshire",
        "period": "2024 to 2025",
        "numerator": "10",
        "denominator": "20",
        "worked": "50.0",
    },
    "read": {
        "measure": "Re-referrals",
        "figures": "169 figures",
        "areas": "13 areas",
        "periods": "from 2012 to 2013 up to 2024 to 2025",
        "indicator": "E04",
    },
    "context": {"measure": "Children in need at 31 March", "beside": " beside E08"},
    "neighbours": {"area": "Anyshire", "names": "Othershire, Thirdshire"},
    "neighbours-differ": {"area": "Anyshire", "difference": "new: Othershire (301)"},
    "neighbour-area": {"area": "Anyshire (199)"},
    "neighbour-code": {"text": "999"},
}
"""The words that make each rule's own example."""


@pytest.mark.parametrize("code", RULES)
def test_each_rule_reads_as_a_sentence_and_has_an_example(code):
    record = fault(code, "c1.csv", cell="L14", **EXAMPLES[code])
    assert record.message == RULES[code].example
    assert record.message.endswith(".")
    assert "{" not in record.message + record.fix
    assert bool(record.fix) == (record.severity != "note")
    assert all(word in record.message + record.fix for word in EXAMPLES[code].values())


def test_every_rule_is_used_and_every_code_used_is_a_rule():
    package = Path(dscp_data.comparators.__file__).parent
    sources = [path.read_text() for path in package.glob("*.py") if path.name != "rules.py"]
    used = set(re.findall(r'(?:fault|note|ValueFault)\(\s*"([a-z-]+)"', "\n".join(sources)))
    assert used == set(RULES)
