"""The weave of Golden Threads: each a line through the priorities, which opens it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from dscp_data.catalogue import Catalogue, GoldenThread
from dscp_data.summaries.golden_threads import Crossing, describe_crossing
from dscp_ui.frame.page_links import address_of
from dscp_ui.widgets.status_symbols import shape_of, tone_of

Crossings = Mapping[tuple[str, str], Crossing]
CAPTION = "Signals and evidence for each thread, by priority"
GOOD, POOR = ("outstanding", "good"), ("requires improvement", "inadequate")
MOST_BEADS = 9


def weave(found: Crossings, plan: Catalogue, chosen: str) -> str:
    """HTML: threads down, priorities across."""
    heads = "".join(
        f'<th scope="col">{escape(f"{one.id} {one.short_title}")}</th>' for one in plan.priorities
    )
    rows = "".join(thread_row(one, found, plan, chosen == one.id) for one in plan.golden_threads)
    return (
        f'<table class="weave"><caption class="unseen">{CAPTION}</caption><thead><tr>'
        f'<th scope="col" class="thread">Golden Thread</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table>{KEY}"
    )


def thread_row(thread: GoldenThread, found: Crossings, plan: Catalogue, is_chosen: bool) -> str:
    address = escape(address_of("golden_threads", thread=thread.id))
    cells = "".join(
        cell_html(found[thread.id, one.id], address, f"{one.id} {one.short_title}", thread.name)
        for one in plan.priorities
    )
    marked = ' class="chosen"' if is_chosen else ""
    current = ' aria-current="true"' if is_chosen else ""
    name = f'<a class="opens" href="{address}"{current}>{escape(thread.name)}</a>'
    return f'<tr{marked}><th scope="row">{name}</th>{cells}</tr>'


def cell_html(crossing: Crossing, address: str, priority: str, thread: str) -> str:
    text = describe_crossing(crossing) if not crossing.is_gap else "gap"
    beads = "".join(
        f'<b class="bead {tone_of(status)}">{shape_of(status, side)}</b>'
        for status, side in crossing.series[:MOST_BEADS]
    )
    more = len(crossing.series) - MOST_BEADS
    beads += f'<b class="bead">+{more}</b>' if more > 0 else ""
    pages = "".join(f'<i class="page {page_tone(rating)}"></i>' for rating in crossing.ratings)
    count = f" {len(crossing.ratings)}" if crossing.ratings else ""
    below = "gap" if crossing.is_gap else f"{pages}{count}"
    return (
        f'<td{GAP if crossing.is_gap else ""} data-priority="{escape(priority)}">'
        f'<a class="opens" href="{address}" aria-label="{escape(f"{thread}, {priority}: {text}")}">'
        f'<span class="line" aria-hidden="true">{beads}</span>'
        f'<span class="findings" aria-hidden="true">{below}</span>'
        f'<span class="unseen">{escape(text)}</span></a></td>'
    )


GAP = ' class="gap"'


def page_tone(rating: str) -> str:
    word = rating.lower()
    return "good" if word in GOOD else "poor" if word in POOR else ""


KEY = (
    '<p class="key"><span>● usual range</span><span class="improvement">▲ improvement</span>'
    '<span class="concern">◆ concern</span><span>○ too few to judge</span>'
    '<span><i class="page"></i> evidence</span><span><i class="page good"></i> rated good</span>'
    '<span><i class="page poor"></i> requires improvement</span><span>- - gap: neither</span></p>'
)
