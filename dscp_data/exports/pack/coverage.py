"""The page of a pack that says which objectives of the plan lack a figure or evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from dscp_data.exports.pack.contents import TextPage
from dscp_data.model.text import pluralise
from dscp_data.store import Store
from dscp_data.summaries.coverage import GAP_WORDS, Objective, coverage, describe_coverage
from dscp_data.summaries.executive import name_some


def coverage_page(store: Store, as_of: datetime | None) -> TextPage:
    """Coverage of the plan as at a time: in all, and a line an outcome."""
    found = coverage(store, as_of)
    return TextPage("Coverage of the plan", (f"{describe_coverage(found)}.", *outcome_lines(found)))


def outcome_lines(found: Sequence[Objective]) -> Iterator[str]:
    """As "1.2: 7 objectives. No evidence: H02, H13 and 1 more"."""
    for outcome in dict.fromkeys((one.outcome, one.priority) for one in found):
        own = [one for one in found if (one.outcome, one.priority) == outcome]
        lines = [
            f"{words}: {name_some([one.indicator or one.outcome for one in own if one.gap == gap])}"
            for gap, words in GAP_WORDS.items()
            if gap and any(one.gap == gap for one in own)
        ]
        general = [one.indicator for one in own if one.indicator and not (one.gap or one.named)]
        if general:
            lines.append(f"Evidence for the outcome only: {name_some(general)}")
        name = outcome[0] or f"Priority {outcome[1]}"
        missing = ". ".join(lines) or "Nothing is missing"
        yield f"{name}: {pluralise(len(own), 'objective')}. {missing}"
