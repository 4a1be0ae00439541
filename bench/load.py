"""`python -m bench load`: fifty readers, each changing a filter every 10 s, while a long return is
checked and accepted through the same server.

A time is from the message that a hand causes to the end of the run that answers it, the network of
one computer between. The readers are one process beside the server's, on the same cores: what they
take is printed too. Afterwards views that were answered during the import are asked once more, of
this server and of one that never saw the return: each answer must have been, to the byte, the one
or the other. A mixture of both data versions would be neither.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.reader import Answer, Reader
from bench.returns import long_return
from bench.saying import milliseconds, say
from dscp_data.catalogue import catalogue
from dscp_data.operations.bulk_load import load_samples
from tests.browser.driving import Running, running

READERS, PAUSE = 50, 10.0
SECONDS_TO_WARM_UP, SECONDS_BEFORE, SECONDS_AFTER = 60, 60, 30
ROWS, VIEWS_ASKED_AGAIN = 50_000, 60
PAGES = ("", "priority_one", "priority_two", "priority_three", "golden_threads", "returns")
PERIODS = ("Month", "Quarter", "Year")
View = tuple[str, tuple[tuple[str, str], ...]]


@dataclass
class Results:
    """Answers: seconds by phase, what was shown of each view while the return was taken in,
    and what went wrong."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    figures: dict[View, set[int]] = field(default_factory=lambda: defaultdict(set))
    errors: list[str] = field(default_factory=list)
    phase: str = "warming up"
    processor: float = 0.0

    def take(self, reader: Reader, answer: Answer) -> None:
        self.seconds[self.phase].append(answer.seconds)
        self.errors += answer.errors
        if self.phase == "during":
            self.figures[view_of(reader)].add(digest(answer))


def time_load(folder: Path) -> None:
    """Prints the figures. The caller empties `folder`."""
    database, content = folder / "load" / "dscp.duckdb", long_return(catalogue(), ROWS)
    load_samples(database, lambda *_: None)
    shutil.copytree(database.parent, folder / "before")
    with running(database) as server:
        results, memory, taken = asyncio.run(under_load(server, content))
        views = list(results.figures)[:VIEWS_ASKED_AGAIN]
        after = asyncio.run(shown_now(server.url, views))
    with running(folder / "before" / database.name) as server:
        before = asyncio.run(shown_now(server.url, views))
    for phase in ("before", "during"):
        tell(phase, results.seconds[phase])
    say(
        "Processor time of the server, a change",
        milliseconds(results.processor / max(len(results.seconds["before"]), 1)),
    )
    say("Processor of the server that is busy, before", f"{results.processor / SECONDS_BEFORE:.2f}")
    say("Processor time of the fifty readers, whole run", f"{time.process_time():.1f} s")
    say("The return checked", f"{taken['check']:.1f} s")
    say("The return accepted", f"{taken['accept']:.1f} s")
    mixed = [view for view in views if results.figures[view] - {before[view], after[view]}]
    changed = sum(before[view] != after[view] for view in views)
    say("Views asked again: the return changed, of all", f"{changed} of {len(views)}")
    say("Of them answered as neither before nor after it", str(len(mixed)))
    for view in mixed[:5]:
        print(view)
    say("Errors", str(len(results.errors)))
    say("Memory at most: server and its children", f"{memory:.0f} MB")
    for error in results.errors[:5]:
        print(error)


def tell(phase: str, seconds: list[float]) -> None:
    ordered = sorted(seconds)
    for name, place in (("p50", 0.5), ("p95", 0.95), ("max", 1.0)):
        at = ordered[min(int(place * len(ordered)), len(ordered) - 1)]
        say(f"A change of a filter, {phase} the import, {name}", milliseconds(at))
    say(f"Changes {phase} the import", str(len(ordered)))


async def under_load(server: Running, content: bytes) -> tuple[Results, float, dict[str, float]]:
    results = Results()
    stop = asyncio.Event()
    memory = [0.0]
    async with readers(server.url) as everyone:
        tasks = [
            asyncio.create_task(reading(reader, random.Random(number), results, stop))
            for number, reader in enumerate(everyone)
        ]
        watch = asyncio.create_task(watching(server.process.pid, memory, stop))
        await asyncio.sleep(SECONDS_TO_WARM_UP)
        results.phase, begun = "before", processor_seconds(server.process.pid)
        await asyncio.sleep(SECONDS_BEFORE)
        results.processor = processor_seconds(server.process.pid) - begun
        results.phase = "during"
        taken = await take_in(server.url, content)
        await asyncio.sleep(SECONDS_AFTER)
        stop.set()
        await asyncio.gather(*tasks, watch)
    return results, memory[0], taken


@asynccontextmanager
async def readers(url: str) -> AsyncIterator[list[Reader]]:
    everyone = [await Reader.open(url) for _ in range(READERS)]
    try:
        yield everyone
    finally:
        await asyncio.gather(*(reader.close() for reader in everyone))


async def reading(
    reader: Reader, chance: random.Random, results: Results, stop: asyncio.Event
) -> None:
    """One reader, at their own beat: some come late to the meeting."""
    await asyncio.sleep(chance.uniform(0, PAUSE))
    results.take(reader, await reader.go(chance.choice(PAGES)))
    while not stop.is_set():
        begun = time.perf_counter()
        results.take(reader, await change(reader, chance))
        rest = chance.uniform(0.5, 1.5) * PAUSE - (time.perf_counter() - begun)
        await asyncio.sleep(max(rest, 0))


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
    return await reader.set("Locality", some(reader, "Locality", chance))


async def set_indicator(reader: Reader, chance: random.Random) -> Answer:
    return await reader.set("Indicator", chance.choice(reader.widgets["Indicator"].options))


async def other_page(reader: Reader, chance: random.Random) -> Answer:
    return await reader.go(chance.choice(PAGES), **reader.query)


def some(reader: Reader, label: str, chance: random.Random) -> list[str]:
    """None of them, which means all, or one."""
    return [] if chance.random() < 0.3 else [chance.choice(reader.widgets[label].options)]


async def take_in(url: str, content: bytes) -> dict[str, float]:
    """Send, check and accept the return, as an analyst does."""
    analyst = await Reader.open(url)
    await analyst.go("returns")
    checked = await analyst.upload("Choose one or more returns", "long.xlsx", content)
    accepted = await analyst.click("Accept this return")
    if not any("Accepted as return" in e.alert.body for e in accepted.elements if e.alert.body):
        raise RuntimeError("The return was not accepted.")
    await analyst.close()
    return {"check": checked.seconds, "accept": accepted.seconds}


async def watching(process: int, most: list[float], stop: asyncio.Event) -> None:
    while not stop.is_set():
        most[0] = max(most[0], resident(process))
        await asyncio.sleep(0.5)


async def shown_now(url: str, views: Sequence[View]) -> dict[View, int]:
    """What each view shows to somebody who opens its link."""
    found = {}
    for path, query in views:
        reader = await Reader.open(url)
        found[path, query] = digest(await reader.go(path, **dict(query)))
        await reader.close()
    return found


def resident(process: int) -> float:
    """The memory of a process and all its children, in MB."""
    folder = Path(f"/proc/{process}")
    try:
        pages = int((folder / "statm").read_text().split()[1])
        children = (folder / "task" / str(process) / "children").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6 + sum(resident(int(one)) for one in children)


def processor_seconds(process: int) -> float:
    """The processor time that a process has taken, its threads together."""
    fields_of_stat = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields_of_stat[11]) + int(fields_of_stat[12])) / os.sysconf("SC_CLK_TCK")


def view_of(reader: Reader) -> View:
    return reader.path, tuple(sorted((k, v) for k, v in reader.query.items() if v))


def digest(answer: Answer) -> int:
    return hash(tuple(answer.figures))
