"""The invented mapping meetings: where concerns were talked about, and how many, never of whom."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from random import Random

from dscp_data.model.returns import MappingMeeting
from sample_data.making.chance import between
from sample_data.making.concerns import whole_register
from sample_data.making.figures import DISTRICTS, MONTHS, SEED
from sample_data.making.special import sent

CHILDREN_DISCUSSED = "H17"
ALWAYS = ("dcc-csc", "durham-constabulary")
SOMETIMES = ("cdyjs", "dcc-education", "housing", "hdft", "tewv", "vcs")
# A concern is said to be opened from a meeting when it is opened within this many days of one.
OPENED_WITHIN = 13
LATEST_DAY = 17


@cache
def all_meetings() -> tuple[MappingMeeting, ...]:
    """Every meeting by day: each month in some districts, oftener where there is more to map."""
    chance = Random(f"{SEED} mapping meetings")
    children = {
        f.period: int(f.numerator or 0) for f in sent() if f.indicator == CHILDREN_DISCUSSED
    }
    held: list[MappingMeeting] = []
    for month in MONTHS:
        places = [p for p, share in DISTRICTS.items() if chance.random() < 0.3 + 2.5 * share]
        days = {place: weekday(month.start, between(chance, 3, LATEST_DAY)) for place in places}
        counts = shared_out(chance, children[month], len(places))
        held += [
            meeting(chance, days[place], place, count)
            for place, count in zip(places, counts, strict=True)
        ]
    return tuple(sorted(held, key=lambda m: (m.held_on, m.locality)))


def weekday(first: date, day: int) -> date:
    found = first.replace(day=day)
    return found - timedelta(days=max(0, found.weekday() - 4))


def shared_out(chance: Random, children: int, parts: int) -> list[int]:
    """Children over the meetings of a month. One child in ten is talked about at two."""
    counts = [0] * parts
    for _ in range(children):
        for _ in range(2 if chance.random() < 0.1 else 1):
            counts[between(chance, 0, parts - 1)] += 1
    return counts


def meeting(chance: Random, day: date, place: str, children: int) -> MappingMeeting:
    register = [c for c in whole_register() if c.locality == place]
    opened = sum(day <= c.opened <= day + timedelta(days=OPENED_WITHIN) for c in register)
    still_open = sum(c.opened < day and (c.resolved is None or c.resolved > day) for c in register)
    talked_of = between(chance, 1, max(1, min(still_open, 6))) if still_open else 0
    others = tuple(agency for agency in SOMETIMES if chance.random() < 0.55)
    return MappingMeeting(
        day, place, opened + talked_of, opened, children, (*ALWAYS, *others), "", ""
    )


def meetings(as_at: date) -> tuple[MappingMeeting, ...]:
    """The list as it stood at the end of a month, when all that its meetings led to was known."""
    return tuple(m for m in all_meetings() if m.held_on <= as_at)
