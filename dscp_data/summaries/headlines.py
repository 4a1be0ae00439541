"""The headings of pages: one active sentence of about ten words that the statistics carry.

Each says no more than the statuses it is made from: what improved, what is a concern, and how many
series vary as usual. What cannot be judged is never counted as usual.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pandas as pd

from dscp_data.model.clock import today
from dscp_data.model.text import capitalise, format_date, join_list

NUMERALS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
MOST_NAMES = 2


def describe_changes_since(statuses: Sequence[str], since: date) -> str:
    """ "Two improvements since 7 October, no new concern"; `statuses` are those of new signals."""
    counts, day = Counter(statuses), format_day(since)
    better, worse = counts["improvement"], counts["concern"]
    moved = counts["up"] + counts["down"]
    if worse:
        improved = f", {counted(better, 'improvement')}" if better else ""
        return capitalise(f"{counted(worse, 'new concern')} since {day}{improved}")
    if better:
        return capitalise(f"{counted(better, 'improvement')} since {day}, no new concern")
    if moved:
        return capitalise(f"{counted(moved, 'series', 'series')} moved since {day}, no new concern")
    return f"Nothing got better or worse since {day}"


def describe_apart(localities: Sequence[str]) -> str:
    """ "one locality differs"; `localities` may name one several times."""
    count = len(set(localities))
    return f"{counted(count, 'locality', 'localities')} {'differs' if count == 1 else 'differ'}"


def describe_now(table: pd.DataFrame) -> str:
    """The status of every series, where changes are not for the reader."""
    counts = Counter(table["status"])
    better, worse = counts["improvement"], counts["concern"]
    if not (better or worse):
        return usual_alone(counts)
    return capitalise(f"{counted(better, 'improvement')} and {counted(worse, 'concern')}")


def describe_priority(short_title: str, table: pd.DataFrame) -> str:
    """ "Early identification: Re-referrals improved; 12 vary as usual"."""
    counts = Counter(table["status"])
    parts = [
        named(table, "concern", "a concern", "concerns"),
        named(table, "improvement", "an improvement", "improvements"),
    ]
    filled = [part for part in parts if part]
    if not filled:
        return f"{short_title}: {lowered(usual_alone(counts))}"
    usual = counts["common cause"]
    return f"{short_title}: {' and '.join(filled)}" + (
        f"; {usual} {vary(usual)} as usual" if usual else ""
    )


def split_finding(sentence: str) -> tuple[str, str]:
    """The main clause of an indicator's finding, which is its heading, and what else it says: the
    same month of other years, and a newer figure that is not final."""
    lead, _, rest = sentence.partition("; ")
    lead, as_in, years = lead.partition(", as in each ")
    others = [f"As in each {years}" if as_in else "", capitalise(rest)]
    return lead, " ".join(f"{one}." for one in others if one)


def named(table: pd.DataFrame, status: str, one: str, many: str) -> str:
    """The series of a status by name, or counted where there are more than `MOST_NAMES`."""
    names = list(dict.fromkeys(table.loc[table["status"] == status, "short_name"]))
    if len(names) > MOST_NAMES:
        return f"{NUMERALS[len(names)] if len(names) < len(NUMERALS) else len(names)} {many}"
    return f"{one} in {join_list(list(map(lowered, names)))}" if names else ""


def usual_alone(counts: Counter[str]) -> str:
    usual, clear = counts["common cause"], counts["not clear"]
    if usual:
        return f"No signal; {usual} series {vary(usual)} as usual"
    return "Rounded figures show no clear signal" if clear else "Too few figures to judge yet"


def vary(count: int) -> str:
    return "varies" if count == 1 else "vary"


def counted(count: int, one: str, many: str = "") -> str:
    number = NUMERALS[count] if count < len(NUMERALS) else f"{count}"
    return f"{number} {one if count < 2 else many or one + 's'}"


def format_day(day: date) -> str:
    """ "7 October", with the year where it is not this one."""
    return f"{day.day} {day:%B}" if day.year == today().year else format_date(day)


def lowered(name: str) -> str:
    """A name inside a sentence: "re-referrals within 12 months"; one with a proper noun, such as
    "NRM referrals" or "Early Help referrals", stays as it is."""
    first, *others = name.split()
    is_proper = first[1:2].isupper() or any(word[:1].isupper() for word in others)
    return name if is_proper else name[:1].lower() + name[1:]
