"""News as an Atom feed: protected signals, and the agencies whose returns are late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from xml.etree import ElementTree

from dscp_data.model.clock import london_from_utc
from dscp_data.model.text import format_date
from dscp_data.store import Store
from dscp_data.summaries.returns_due import due
from dscp_data.trends import Selection, Trend, trends
from dscp_data.trends.finding import MOVED, finding, status

ATOM = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class FeedEntry:
    """`id` stays the same for as long as the same is said."""

    id: str
    title: str
    text: str
    day: date


def atom_feed(store: Store, now: datetime) -> bytes:
    """The feed as at a time (UTC). It has protected figures only, for every reader."""
    entries = [*signal_entries(store), *late_entries(store, now)]
    feed = ElementTree.Element("feed", xmlns=ATOM)
    partnership = store.plan.partnership
    add(feed, "title", f"{partnership.name}: signals and late returns")
    add(feed, "id", "urn:dscp:news")
    add(feed, "updated", f"{now.isoformat(timespec='seconds')}Z")
    add(feed, "rights", partnership.wider_marking)
    add(ElementTree.SubElement(feed, "author"), "name", partnership.name)
    for one in entries:
        entry = ElementTree.SubElement(feed, "entry")
        add(entry, "id", one.id)
        add(entry, "title", one.title)
        add(entry, "updated", f"{datetime.combine(one.day, time()).isoformat()}Z")
        add(entry, "summary", one.text)
    content: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return content


def add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = text


def signal_entries(store: Store) -> Iterator[FeedEntry]:
    """An entry for each series whose protected figures signal something now."""
    selection = Selection(audience="protected")
    for trend in trends(store, store.plan.indicators, selection, as_judged=True):
        if status(trend) in MOVED and trend.judged is not None:
            yield signal_entry(trend, trend.judged.period.end)


def signal_entry(trend: Trend, day: date) -> FeedEntry:
    id = f"urn:dscp:signal:{trend.indicator.id}:{trend.agency}:{day}:{status(trend)}"
    return FeedEntry(id, finding(trend), f"{trend.protection}. {trend.indicator.name}", day)


def late_entries(store: Store, now: datetime) -> Iterator[FeedEntry]:
    """An entry for each late agency and quarter, without a figure."""
    rows = due(store, london_from_utc(now).date())
    late = rows[rows["overdue"]]
    for (agency, due_on), owed in late.groupby(["agency", "due"]):
        name = store.plan.agency(str(agency)).short_name
        count = owed["indicator"].nunique()
        text = f"Due {format_date(due_on)}: {count} indicator{'' if count == 1 else 's'}"
        yield FeedEntry(f"urn:dscp:late:{agency}:{due_on}", f"Late: {name}", text, due_on)
