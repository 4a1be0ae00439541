"""The invented register of areas of concern: places, never persons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random

from dscp_data.model.returns import Concern
from sample_data.making.chance import between, pick
from sample_data.making.figures import DISTRICTS, MONTHS, SEED

PLACES = (
    "Riverside park", "Retail park car park", "Bus interchange", "Skate park", "Market square",
    "Leisure centre entrance", "Multi-storey car park", "Railway footpath", "Takeaway parade",
    "Recreation ground", "Underpass by the ring road", "Empty mill site", "Play area",
    "Industrial estate lay-by", "Shopping arcade", "Footbridge steps", "Woodland car park",
    "Supermarket forecourt", "Bowling green pavilion", "Bandstand gardens",
)  # fmt: skip
LETTERS = ("", " A", " B", " C")
FRESH = 146
REPEATS_WITHIN_A_YEAR, REPEATS_LATER = 12, 3
SAME_REFERENCE = 2
SHORT, MEDIUM, LONG, OTHER_ENDING = 0.52, 0.71, 0.79, 0.88
ENDINGS = ("merged", "moved", "aged out")
LAST_DAY = MONTHS[-1].end


@cache
def whole_register() -> tuple[Concern, ...]:
    """Every concern with its true ending, even one after the last day."""
    chance = Random(f"{SEED} concerns")
    days = (LAST_DAY - MONTHS[0].start).days
    opened = sorted(
        MONTHS[0].start + timedelta(days=int(chance.random() * days)) for _ in range(FRESH)
    )
    fresh = [fresh_concern(chance, day) for day in opened]
    ended = [c for c in fresh if c.outcome == "resolved" and c.resolved is not None]
    back: list[Concern] = []
    for wanted, low, high in ((REPEATS_WITHIN_A_YEAR, 40, 340), (REPEATS_LATER, 400, 520)):
        while wanted:
            again = returned(chance, ended.pop(int(chance.random() * len(ended))), low, high)
            if again is not None:
                back.append(again)
                wanted -= 1
    return tuple(numbered(sorted([*fresh, *back], key=lambda c: (c.opened, c.area, c.locality))))


def fresh_concern(chance: Random, opened: date) -> Concern:
    # The area's name is a reference until the lines are numbered: see `numbered`.
    area = pick(chance, PLACES) + pick(chance, LETTERS)
    place = pick(chance, list(DISTRICTS))
    return ending(chance, Concern("", area, place, opened, None, "", "", "", ""))


def ending(chance: Random, concern: Concern) -> Concern:
    """How it ends: about 55% within six months, 75% within twelve."""
    luck = chance.random()
    if luck < SHORT:
        days, outcome = between(chance, 21, 178), "resolved"
    elif luck < MEDIUM:
        days, outcome = between(chance, 190, 360), "resolved"
    elif luck < LONG:
        days, outcome = between(chance, 372, 560), "resolved"
    elif luck < OTHER_ENDING:
        days, outcome = between(chance, 60, 400), pick(chance, ENDINGS)
    else:
        return concern
    return replace(concern, resolved=concern.opened + timedelta(days=days), outcome=outcome)


def returned(chance: Random, earlier: Concern, low: int, high: int) -> Concern | None:
    """The same place open again some days after it was resolved, where that is in time."""
    assert earlier.resolved is not None
    opened = earlier.resolved + timedelta(days=between(chance, low, high))
    if opened > LAST_DAY:
        return None
    again = replace(earlier, opened=opened, resolved=None, outcome="")
    return replace(ending(chance, again), repeat_of=mark(earlier))


def mark(concern: Concern) -> str:
    return f"{concern.area}|{concern.locality}|{concern.opened}"


def numbered(concerns: list[Concern]) -> list[Concern]:
    """Give each line its reference; the first two repeats keep the old one, opened again."""
    references: dict[str, str] = {}
    lines, kept = [], 0
    for number, concern in enumerate(concerns, start=1):
        earlier = references.get(concern.repeat_of, "")
        keeps = bool(earlier) and kept < SAME_REFERENCE
        kept += keeps
        reference = earlier if keeps else f"AOC-{number:03d}"
        references[mark(concern)] = reference
        lines.append(replace(concern, reference=reference, repeat_of="" if keeps else earlier))
    return lines


def register(as_at: date) -> tuple[Concern, ...]:
    """The register as it stood on that day: what ended later is still open."""
    return tuple(
        replace(concern, resolved=None, outcome="")
        if concern.resolved is not None and concern.resolved > as_at
        else concern
        for concern in whole_register()
        if concern.opened <= as_at
    )
