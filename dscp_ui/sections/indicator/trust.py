""" "Can we trust it?": whether the latest figure is complete, final, large enough, and agrees."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from dscp_data.analysis.benchmark_text import format_benchmark
from dscp_data.comparators.comparison import comparable_measures
from dscp_data.model.text import value_or_text
from dscp_data.summaries.indicator_table import point_before
from dscp_data.trends import ALL, Selection, Trend
from dscp_ui import queries
from dscp_ui.frame.page_links import indicator_address
from dscp_ui.sections.indicator.comparators import returned_that_year

SMALL_BASE = 20


def trust_strip(trend: Trend, selection: Selection, revised: Sequence[str], priority: str) -> str:
    """HTML: a list of short answers, each a link to its detail."""

    def detail(view: str, word: str) -> str:
        series = {} if trend.agency == ALL else {"series": trend.agency}
        address = indicator_address(trend.indicator.id, priority, view=view, **series)
        return f'<a class="opens" href="{escape(address)}">{escape(word)}</a>'

    parts = [
        f"{detail('Figures', 'Complete')} {complete(trend)}",
        f"{detail('Figures', 'Final')} {final(trend)}",
        f"{detail('About', 'Base')} {base(trend)}",
        f"{detail('Figures', 'Revised')} {count_revised(revised)}",
    ]
    if text := agreement(trend, selection):
        parts.append(f"{detail('Compared', 'Published figure')} {text}")
    items = "".join(f"<li>{part}</li>" for part in parts)
    title = "Can we trust it?"
    return f'<ul class="trust" aria-label="{title}"><li><b>{title}</b></li>{items}</ul>'


def complete(trend: Trend) -> str:
    behind = point_before(trend)
    if behind:
        return f'<span class="warn">◌ {escape(behind)}</span>'
    return f"<b>✓ {escape(trend.latest.period.short_name)}</b>" if trend.latest else "<b>–</b>"


def final(trend: Trend) -> str:
    latest = trend.latest
    if latest is not None and latest.provisional:
        return f'<span class="warn">○ {escape(latest.period.short_name)} is provisional</span>'
    return "<b>✓</b>"


def base(trend: Trend) -> str:
    """What the latest figure is out of; a count is its own base."""
    latest = trend.latest
    if latest is None:
        return "<b>–</b>"
    has_base = trend.indicator.has_denominator
    words = latest.denominator_text if has_base else latest.numerator_text
    number = latest.denominator if has_base else latest.numerator
    figure = f"<b>{escape(value_or_text(words, number))}</b>"
    is_small = has_base and not words and number < SMALL_BASE
    return f'{figure} <span class="warn">small</span>' if is_small else figure


def count_revised(revised: Sequence[str]) -> str:
    changed = sum(map(bool, revised))
    return f"<b>{changed} of {len(revised)}</b>" if changed else "<b>none</b>"


def agreement(trend: Trend, selection: Selection) -> str:
    """Our own figure for a published year beside the published one; "" without such a year."""
    measures = comparable_measures(queries.run_sql("comparators", indicator=trend.indicator.id))
    found = queries.benchmarks(trend.indicator.id, measures[0]) if measures else None
    if found is None:
        return ""
    ours = returned_that_year(found, trend.indicator, selection)
    if ours is None:
        return ""
    published, own = (format_benchmark(value, found.unit) for value in (found.value, ours.value))
    return f"<b>{escape(published)}</b>, ours {escape(own)} in {escape(found.period)}"
