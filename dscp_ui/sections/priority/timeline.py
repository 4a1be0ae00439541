"""The reform plan on one line of time: a bar a milestone, by strand, with what it depends on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from html import escape
from typing import Any

import pandas as pd

from dscp_data.model.frames import as_records
from dscp_data.model.text import pluralise
from dscp_data.summaries.reform_dependencies import Dependency

COLUMNS = {"what": "Milestone", "who": "Lead", "time": "", "how": "Progress"}
USUAL_TIME, MARGIN = timedelta(days=90), timedelta(days=14)
ORDER = ("Overdue", "Due soon", "Later", "Complete")
Row = Mapping[str, Any]


def timeline(found: pd.DataFrame, day: pd.Timestamp, needs: Sequence[Dependency]) -> str:
    """HTML: a table with a row a milestone, by strand, what is overdue first. `found` is of
    `reform_plan.milestones`, and `needs` are the dependencies of the whole plan."""
    scale = TimeScale(found, day)
    place = found["progress"].map({status: n for n, status in enumerate(ORDER)})
    heads = "".join(
        f'<th scope="col" class="{name}">{label or scale.heading}</th>'
        for name, label in COLUMNS.items()
    )
    ordered = found.assign(place=place).sort_values(["place", "due"])
    strands = ordered.groupby("strand", sort=False)  # those with something overdue come first
    lines: list[tuple[str, Sequence[Row]]] = [
        (str(strand), as_records(rows)) for strand, rows in strands
    ]
    links = DependencyLines(lines, needs, scale)
    body = "".join(strand_rows(strand, rows, scale, links) for strand, rows in lines)
    return (
        '<table class="plan"><caption class="unseen">Milestones by strand, overdue first</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )


class TimeScale:
    """Days in percent of the width of a bar, from the first due date to the last."""

    def __init__(self, found: pd.DataFrame, day: pd.Timestamp) -> None:
        dates = pd.concat([found["due"], found["completed"]]).dropna()
        self.day = day
        self.first = min(dates.min(), found["start"].min(), day) - MARGIN
        self.last = max(dates.max(), day) + MARGIN
        self.heading = f"{self.first:%B %Y} to {self.last:%B %Y}"

    def at(self, day: pd.Timestamp) -> float:
        return float(100 * (day - self.first) / (self.last - self.first))

    def span(self, css: str, start: pd.Timestamp, end: pd.Timestamp) -> str:
        left, right = self.at(start), self.at(end)
        width = max(right - left, 0.6)
        return f'<i class="{css}" style="left:{left:.1f}%;width:{width:.1f}%"></i>'


class DependencyLines:
    """The pieces of the lines from each milestone to those that depend on it, by row: down or up at
    its end, through the rows between, and across to the start of the other."""

    def __init__(
        self, lines: Sequence[tuple[str, Sequence[Row]]], needs: Iterable[Dependency],
        scale: TimeScale,
    ) -> None:  # fmt: skip
        # Every row of the table in order: the heading of a strand by its name, then its milestones.
        self.order = [key for strand, rows in lines for key in (strand, *(r["key"] for r in rows))]
        self.pieces: dict[str, list[str]] = {}
        self.needs = list(needs)
        by_key = {row["key"]: row for _, rows in lines for row in rows}
        for need in self.needs:
            if need.key in by_key and need.on in by_key:
                self.draw(need, by_key[need.on], by_key[need.key], scale)

    def draw(self, need: Dependency, on: Row, row: Row, scale: TimeScale) -> None:
        first, last = self.order.index(need.on), self.order.index(need.key)
        is_down, css = first < last, "needs is-late" if need.problem else "needs"
        end, start = scale.at(end_of(on)), scale.at(start_of(row))
        for place in range(min(first, last), max(first, last) + 1):
            part = "whole"
            if place in (first, last):
                part = "below" if (place == first) == is_down else "above"
            self.add(self.order[place], f"{css} {part}", f"left:{end:.1f}%")
        if start > end:
            self.add(need.key, f"{css} across", f"left:{end:.1f}%;width:{start - end:.1f}%")
        else:
            self.add(need.key, f"{css} meets", f"left:{end:.1f}%")

    def add(self, key: str, css: str, style: str) -> None:
        self.pieces.setdefault(key, []).append(f'<i class="{css}" style="{style}"></i>')

    def html(self, key: str) -> str:
        return "".join(self.pieces.get(key, ()))

    def needed_by(self, key: str) -> list[Dependency]:
        return [one for one in self.needs if one.key == key]


def strand_rows(strand: str, rows: Sequence[Row], scale: TimeScale, links: DependencyLines) -> str:
    done = sum(row["progress"] == "Complete" for row in rows)
    head = f"{escape(strand)} · {done} of {len(rows)} complete"
    body = "".join(milestone_row(row, scale, links) for row in rows)
    return (
        f'<tr class="strand"><th scope="rowgroup" colspan="2">{head}</th>'
        f'<td class="time"><span aria-hidden="true">{links.html(strand)}</span></td><td></td></tr>'
        f"{body}"
    )


def milestone_row(row: Row, scale: TimeScale, links: DependencyLines) -> str:
    is_done = row["progress"] == "Complete"
    dimmed = ' class="is-done"' if is_done else ""
    needs = "" if is_done else needs_html(links.needed_by(row["key"]))
    return (
        f'<tr{dimmed}><th scope="row" class="what">{escape(row["title"])}{needs}</th>'
        f'<td class="who">{escape(row["lead"])}</td>'
        f'<td class="time"><div aria-hidden="true">{links.html(row["key"])}'
        f'<div class="bar">{bar(row, scale)}</div></div></td>'
        f'<td class="how">{progress(row)}</td></tr>'
    )


def needs_html(needs: Sequence[Dependency]) -> str:
    """What an open milestone depends on, in words; what is late for it in bold."""
    lines = [
        escape(one.title)
        + (f', <b class="concern">◆ {escape(one.problem)}</b>' if one.problem else "")
        for one in needs
    ]
    return f"<small>Depends on: {'; '.join(lines)}</small>" if lines else ""


def start_of(row: Row) -> pd.Timestamp:
    return row["due"] - USUAL_TIME if pd.isna(row["start"]) else row["start"]


def end_of(row: Row) -> pd.Timestamp:
    return row["completed"] if row["progress"] == "Complete" else row["due"]


def bar(row: Row, scale: TimeScale) -> str:
    due, today = row["due"], f'<i class="today" style="left:{scale.at(scale.day):.1f}%"></i>'
    begun = start_of(row)
    if row["progress"] == "Complete":
        return scale.span("done", begun, max(row["completed"], begun)) + today
    late = scale.span("late", due, scale.day) if row["progress"] == "Overdue" else ""
    return scale.span("open", begun, due) + late + today


def progress(row: Row) -> str:
    """Progress as a shape, a colour and words, with the readiness of an open milestone."""
    due = f"{row['due'].day} {row['due']:%b %Y}"
    if row["progress"] == "Complete":
        return f"✓ {row['completed'].day} {row['completed']:%b %Y}"
    ready = f"<small>{escape(row['readiness'])}</small>" if row["readiness"] else ""
    if row["progress"] == "Overdue":
        late = pluralise(int(row["days_late"]), "day")
        return f'<b class="concern">◆ {late} late</b>, {due}{ready}'
    return f"{'<b>○ Due soon</b>' if row['progress'] == 'Due soon' else '○ Due'} {due}{ready}"
