"""The grid of verdicts beside the news: each count leads to the rows that it counts."""

from __future__ import annotations

from html import escape

import pandas as pd

from dscp_data.model.text import join_list
from dscp_data.summaries.verdict_grid import ASSURANCE, VARIATION, GridCell, verdict_grid
from dscp_ui.frame.page_links import address_of
from dscp_ui.widgets.status_symbols import assurance_icon, shape_of, tone_of

MOST_NAMES = 6
HELP = {
    "Concern": "The statistics show a change for the worse",
    "Improvement": "The statistics show a change for the better",
    "Higher or lower": "A change that is neither better nor worse by itself",
    "Usual range": "No more than the usual variation",
    "Cannot tell": "Too few figures, a range too wide, or no figures by locality",
    "Meets target": "The whole usual range meets the target",
    "Hit and miss": "The target lies within the usual range",
    "Misses target": "The whole usual range misses the target",
    "No verdict": "No target is set, or it cannot be judged",
}


def summary_grid(table: pd.DataFrame, note: str, priority: str) -> str:
    """HTML. `note` is said below; `priority` is the one that is shown, "" for all."""
    heads = "".join(
        f'<th scope="col" title="{HELP[name]}">{assurance_icon(verdicts[0])}<br>{name}</th>'
        for name, verdicts in ASSURANCE.items()
    )
    body = "".join(row_html(cells, priority) for cells in verdict_grid(table))
    return (
        '<table class="verdicts"><caption>Signals and assurance of all series</caption><thead><tr>'
        f'<th scope="col"><span class="unseen">Signal</span></th>{heads}</tr></thead>'
        f'<tbody>{body}</tbody></table><p class="under">{escape(note)}</p>'
    )


def row_html(cells: list[GridCell], priority: str) -> str:
    name = cells[0].variation
    status = VARIATION[name][0]
    head = (
        f'<span class="{tone_of(status)}"><span aria-hidden="true">{shape_of(status, "up")}</span> '
        f"{name}</span>"
    )
    body = "".join(cell_html(cell, status, priority) for cell in cells)
    return f'<tr><th scope="row" title="{HELP[name]}">{head}</th>{body}</tr>'


def cell_html(cell: GridCell, status: str, priority: str) -> str:
    """The count, which leads to its rows; nothing where there are none."""
    if not cell.count:
        return (
            '<td class="none"><span aria-hidden="true">·</span><span class="unseen">0</span></td>'
        )
    narrowed = {
        "status": " ".join(one.replace(" ", "-") for one in VARIATION[cell.variation]),
        "target": " ".join(one.replace(" ", "-") or "none" for one in ASSURANCE[cell.assurance]),
    }
    if priority:
        narrowed["priority"] = priority
    address = escape(address_of("", **narrowed))
    names = list(cell.names[:MOST_NAMES])
    more = [f"{cell.count - MOST_NAMES} more"] if cell.count > MOST_NAMES else []
    listed = escape(join_list([*names, *more]))
    label = f"{cell.count}: {cell.variation}, {cell.assurance.lower()}"
    return (
        f'<td class="{tone_of(status)}"><a class="opens" href="{address}" title="{listed}" '
        f'aria-label="{label}">{cell.count}</a></td>'
    )
