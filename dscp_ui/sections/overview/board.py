"""The board: every series as a row that opens it, in a table for each priority."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from dscp_data.catalogue import Priority
from dscp_data.charts.sparkline import ROW
from dscp_data.model.frames import as_records
from dscp_data.model.text import format_number
from dscp_data.trends import Trend
from dscp_ui import queries
from dscp_ui.frame.page_links import indicator_address, period_parameter
from dscp_ui.widgets.sparklines import sparkline_image
from dscp_ui.widgets.status_symbols import SHORT_ASSURANCE, assurance_icon, pill


@dataclass(frozen=True)
class Column:
    """A heading of the board, as HTML, what it means, and whether rows can be sorted by it."""

    label: str
    meaning: str
    sorts: bool = True

    def html(self, css: str) -> str:
        inside = f'<button type="button" class="sorts">{self.label}</button>'
        label = inside if self.sorts else self.label
        return f'<th scope="col" class="{css}" title="{self.meaning}">{label}</th>'


COLUMNS = {
    "name": Column("Indicator", "The indicator, and the agency where each has its own figures"),
    "line": Column(
        "Last 24 points<i>, usual range shaded</i>",
        "Shaded: the usual range. Line through it: the mean. Dashed: the target",
        sorts=False,
    ),
    "latest right": Column("Latest", "The latest complete figure"),
    "base right": Column("Out of", "What a percentage is out of"),
    "change right": Column("On a year", "Change from the same period a year before"),
    "variation": Column("Variation", "What the latest final figure says against the usual range"),
    "assurance": Column("Target", "Whether the usual range meets the target"),
    "to": Column("Figures to", "The period of the latest complete figure"),
}

Row = Mapping[str, Any]
Trends = Mapping[tuple[str, str], Trend]  # by indicator and agency


def board(table: pd.DataFrame, trends: Trends, shown: tuple[str, ...], new: set[tuple]) -> str:
    """HTML. `table` is the icon table, `shown` the ids of priorities, `new` the series whose
    signal is new since the last meeting."""
    by_priority: dict[str, list[Row]] = {}
    for row in as_records(table):  # a series that serves two priorities is listed under its first
        by_priority.setdefault(row["priorities"][0], []).append(row)
    tables = [
        priority_table(queries.plan().priority(id), by_priority[id], trends, new)
        for id in shown
        if id in by_priority
    ]
    if len(tables) > 1:  # two columns on a wide screen: the first priority, and the others
        tables = [tables[0], f'<div class="groups">{"".join(tables[1:])}</div>']
    return f'<div class="groups{" all" if len(tables) > 1 else ""}">{"".join(tables)}</div>'


def priority_table(priority: Priority, rows: list[Row], trends: Trends, new: set[tuple]) -> str:
    count = len({row["indicator"] for row in rows})
    noun = "indicator" if count == 1 else "indicators"
    title = f"{priority.id} {escape(priority.title)} <span>· {count} {noun}, concern first</span>"
    return series_table(title, rows, trends, new)


def series_table(
    title: str, rows: Iterable[Row], trends: Trends, new: Collection[tuple] = ()
) -> str:
    """HTML: a row a series, which opens it. `title` is HTML."""
    head = "".join(column.html(css) for css, column in COLUMNS.items())
    body = "".join(row_html(row, trends[row["indicator"], row["agency"]], new) for row in rows)
    return (
        f'<table class="board"><caption>{title}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def row_html(row: Row, trend: Trend, new: Collection[tuple]) -> str:
    series = {"series": row["agency"]} if row["agency_name"] else {}
    address = indicator_address(
        row["indicator"], row["priorities"][0], **series, **period_parameter(row["period_type"])
    )
    agency = f" <small>{escape(row['agency_name'])}</small>" if row["agency_name"] else ""
    is_new = (row["indicator"], row["agency"]) in new
    tag = ' <span class="new">new</span>' if is_new else ""
    if row["standing"] in ("below", "above"):
        tag += f' <small class="apart">{escape(row["standing_in_words"])}</small>'
    return (
        f'<tr><th scope="row" class="name"><a class="opens" href="{escape(address)}">'
        f"{escape(row['short_name'])}</a>{agency}{tag}</th>"
        f'<td class="line">{sparkline_image(trend, ROW)}</td>'
        f'<td class="latest right num"{by(row["value"])}>{escape(row["latest"])}</td>'
        f'<td class="base right num second"{by(row["base"])}>{format_base(row)}</td>'
        f'<td class="change right num second"{by(row["change_value"])}>'
        f"{escape(short_change(row['change']))}</td>"
        f'<td class="variation"{by(-row["order"])}>{pill(row["status"], row["side"])}</td>'
        f'<td class="assurance"{by(ASSURED.get(row["assurance"]))}>{format_assurance(row)}</td>'
        f'<td class="to num second"{by(day_of(trend))}>{escape(row["period"])}'
        f"{format_completeness(row)}</td></tr>"
    )


ASSURED = {"consistently fails": 3, "hit and miss": 2, "consistently passes": 1}


def by(number: float | None) -> str:
    """What a cell is sorted by; without a number it comes last."""
    missing = number is None or number != number
    return ' data-sort=""' if missing else f' data-sort="{number}"'


def day_of(trend: Trend) -> int | None:
    return trend.latest.period.end.toordinal() if trend.latest else None


def format_base(row: Row) -> str:
    """The base of a percentage; that of few is in the figure itself: "3 of 4"."""
    base = row["base"]
    missing = base is None or base != base or " of " in row["latest"]
    return "" if missing else escape(format_number(base))


def short_change(change: str) -> str:
    """A change that could be chance is not worth a number here."""
    return "no clear change" if change.endswith("no clear change") else change.split(" (")[0]


def format_assurance(row: Row) -> str:
    if not row["target"]:
        return ""
    tone = "concern" if row["assurance"] == "consistently fails" else "target"
    text = escape(SHORT_ASSURANCE[row["assurance"]])
    icon = assurance_icon(row["assurance"]) if text else ""
    return f'{icon} <span class="{tone}">{text}</span> <i>{escape(row["target"])}</i>'


def format_completeness(row: Row) -> str:
    """In a word, why there is no newer figure or why this one may change; its title says more."""
    behind = row["behind"]
    if not behind:
        title = "The agency may still change this figure"
        word = "provisional" if row["provisional"] else ""
    else:
        title = behind
        word = "late" if "not sent" in behind else "maturing" if "early" in behind else "part"
    tone = "concern" if word == "late" else "second"
    return f' <span class="{tone} {word}" title="{escape(title)}">{word}</span>' if word else ""
