"""Every rule has a sentence, something to do, and an example that fills both."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import dscp_data.comparators
from dscp_data.comparators import RULES
from dscp_data.comparators.rules import fault


@pytest.mark.parametrize("code", RULES)
def test_each_rule_reads_as_a_sentence_with_its_example(code):
    words = dict(RULES[code].example)
    record = fault(code, "c1.csv", cell="L14", column=words.pop("column", ""), **words)
    assert record.severity in ("error", "query", "warning", "note")
    assert record.message.endswith(".")
    assert "{" not in record.message + record.fix
    assert bool(record.fix) == (record.severity != "note")
    assert all(word in record.message + record.fix for word in RULES[code].example.values())


def test_every_rule_is_used_and_every_code_used_is_a_rule():
    package = Path(dscp_data.comparators.__file__).parent
    sources = [path.read_text() for path in package.glob("*.py") if path.name != "rules.py"]
    used = set(re.findall(r'(?:fault|note|ValueFault)\(\s*"([a-z-]+)"', "\n".join(sources)))
    assert used == set(RULES)
