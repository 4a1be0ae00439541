"""What readers of the load bench do: use one filter, or go to another page, each at their own
beat."""

from __future__ import annotations

import random
from collections.abc import Callable

from bench.reader import Answer, Reader

PAGES = ("", "priority_one", "priority_two", "priority_three", "golden_threads", "returns")
PERIODS = ("Month", "Quarter", "Year")
LOCALITY = "Locality (choose none for all)"


async def arrive(reader: Reader, chance: random.Random) -> Answer:
    return await reader.go(chance.choice(PAGES))


async def change(reader: Reader, chance: random.Random) -> Answer:
    """Use one filter, or go to another page."""
    kinds: list[Callable] = [set_period, set_agency, set_locality, set_locality, other_page]
    if reader.path == "returns":  # it has no such filter
        kinds = [other_page]
    if "Indicator" in reader.widgets and reader.path.startswith("priority"):
        kinds += [set_indicator] * 3
    return await chance.choice(kinds)(reader, chance)


async def set_period(reader: Reader, chance: random.Random) -> Answer:
    return await reader.set("Show by", [chance.choice(PERIODS)])


async def set_agency(reader: Reader, chance: random.Random) -> Answer:
    return await reader.set("Agency", some(reader, "Agency", chance))


async def set_locality(reader: Reader, chance: random.Random) -> Answer:
    return await reader.set(LOCALITY, some(reader, LOCALITY, chance))


async def set_indicator(reader: Reader, chance: random.Random) -> Answer:
    return await reader.set("Indicator", chance.choice(reader.widgets["Indicator"].options))


async def other_page(reader: Reader, chance: random.Random) -> Answer:
    return await reader.go(chance.choice(PAGES), **reader.query)


def some(reader: Reader, label: str, chance: random.Random) -> list[str]:
    """None of them, which means all, or one."""
    if chance.random() < 0.3:
        return []
    option = chance.choice(reader.widgets[label].options)
    return [getattr(option, "content", option)]  # a pill has an icon beside its text
