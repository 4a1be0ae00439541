"""Finds the numbers that many systems write where a figure is missing: 999 among figures of 12."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from dscp_data.catalogue import Catalogue
from dscp_data.intake import rules
from dscp_data.intake.figures.plausibility import describe_indicator
from dscp_data.model.faults import Fault, fault
from dscp_data.model.returns import Observation
from dscp_data.model.text import format_exact

CODES = frozenset((999.0, 9_999.0, 99_999.0, 999_999.0))
FAR_ABOVE = 10
"""A figure that is so many times any other of its indicator and agency in the file is asked about;
a large one among large ones is a figure."""


def codes_for_missing(observations: Iterable[Observation], plan: Catalogue) -> list[Fault]:
    """A query at each figure of a file that looks like a code for a missing one. Where a file has
    no other figure of an indicator and agency, there is nothing to compare it with."""
    observations = list(observations)
    suspect = {one[:2] for one in observations if one[4] in CODES or one[5] in CODES}
    if not suspect:
        return []
    by_series: dict[tuple[str, str], list[Observation]] = defaultdict(list)
    for one in observations:
        if one[:2] in suspect:
            by_series[one.indicator, one.agency].append(one)
    found = []
    for (indicator, _), those in by_series.items():
        usual = [each for one in those for each in parts_of(one) if each not in CODES]
        for one in those:
            code = next((each for each in parts_of(one) if each in CODES), None)
            if code is not None and usual and max(usual) * FAR_ABOVE <= code:
                words = {"number": format_exact(code)}
                words["indicator"] = describe_indicator(plan.indicator(indicator))
                found.append(fault(rules.CODE_FOR_MISSING, one.sheet, one.cell, "", **words))
    return found


def parts_of(one: Observation) -> list[float]:
    """The number, and what it is out of, where they are known."""
    return [each for each in (one.numerator, one.denominator) if each is not None]
