"""`python -m bench load`: fifty readers, each changing a filter every 10 s, while a long return is
checked and accepted through the same server; then 100 and 200 (BENCH_READERS="50 100 200").

A time is from the message that a hand causes to the end of the run that answers it, the network of
one computer between. Ratios are to one reader alone, just before, on the same server. The readers
are one process beside the server's, on the same cores: what they take is printed too. Afterwards
views that were answered during the import are asked once more, of this server and of one that never
saw the return: each answer must have been, to the byte, the one or the other. A mixture of both
data versions would be neither.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bench.habits import arrive, change
from bench.load_report import Phase, describe_mixed, report
from bench.reader import Answer, Reader
from bench.returns import long_return
from bench.saying import say
from dscp_data.catalogue import catalogue
from dscp_data.operations.sample_store import fill_with_samples
from tests.browser.driving import Running, running

READERS, PAUSE, PAUSE_ALONE = "50 100 200", 10.0, 0.5
SECONDS, SECONDS_AFTER = 60, 30
ROWS, VIEWS_ASKED_AGAIN = 50_000, 60
View = tuple[str, tuple[tuple[str, str], ...]]


@dataclass
class Load:
    """How many of the readers read, and how long each rests between two changes; what they were
    answered, by phase; and digests of what each view showed while the return was taken in."""

    process: int
    phase: Phase
    pause: float = PAUSE
    shown: dict[View, set[int]] = field(default_factory=lambda: defaultdict(set))
    has_ended: bool = False

    def take(self, reader: Reader, phase: Phase, answer: Answer) -> None:
        phase.seconds.append(answer.seconds)
        phase.errors += answer.errors
        if phase.has_import:
            self.shown[view_of(reader)].add(digest(answer))

    @asynccontextmanager
    async def during(self, phase: Phase, pause: float = PAUSE) -> AsyncIterator[None]:
        """A phase, with the processor time that the server takes in it."""
        self.phase, self.pause = phase, pause
        begun, processor = time.perf_counter(), processor_seconds(self.process)
        yield
        phase.processor = processor_seconds(self.process) - processor
        phase.length = time.perf_counter() - begun


def time_load(folder: Path) -> None:
    """Prints the figures. The caller empties `folder`."""
    counts = [int(one) for one in os.environ.get("BENCH_READERS", READERS).split()]
    database, content = folder / "load" / "dscp.duckdb", long_return(catalogue(), ROWS)
    fill_with_samples(database, lambda *_: None)
    shutil.copytree(database.parent, folder / "before")
    with running(database) as server:
        phases, shown = asyncio.run(under_load(server, content, counts))
        views = list(shown)[:VIEWS_ASKED_AGAIN]
        after = asyncio.run(shown_now(server.url, views))
    with running(folder / "before" / database.name) as server:
        before = asyncio.run(shown_now(server.url, views))
    mixed = [view for view in views if shown[view] - {before[view], after[view]}]
    changed = sum(before[view] != after[view] for view in views)
    report(phases)
    describe_mixed(mixed, changed, len(views))
    say("Processor time of the readers, whole run", f"{time.process_time():.1f} s")


async def under_load(
    server: Running, content: bytes, counts: Sequence[int]
) -> tuple[list[Phase], dict[View, set[int]]]:
    first, *more = counts
    warming, alone = Phase("warming up", first), Phase("one reader alone", 1)
    before = Phase(f"{first} readers, before the import", first)
    import_ = Phase(f"{first} readers, during the import", first, has_import=True)
    load = Load(server.process.pid, warming)
    async with readers(server.url, max(counts)) as everyone:
        tasks = [
            asyncio.create_task(reading(reader, number, load))
            for number, reader in enumerate(everyone)
        ]
        watch = asyncio.create_task(watching(load))
        await asyncio.sleep(SECONDS)
        async with load.during(alone, PAUSE_ALONE):
            await asyncio.sleep(SECONDS)
        async with load.during(before):
            await asyncio.sleep(SECONDS)
        async with load.during(import_):
            await take_in(server.url, content)
            await asyncio.sleep(SECONDS_AFTER)
        later = [Phase(f"{count} readers", count) for count in more]
        for phase in later:
            async with load.during(Phase("arriving", phase.readers)):
                await asyncio.sleep(2 * PAUSE)
            async with load.during(phase):
                await asyncio.sleep(SECONDS)
        load.has_ended = True
        await asyncio.gather(*tasks, watch)
    return [alone, before, import_, *later], load.shown


@asynccontextmanager
async def readers(url: str, count: int) -> AsyncIterator[list[Reader]]:
    everyone = [await Reader.open(url) for _ in range(count)]
    try:
        yield everyone
    finally:
        await asyncio.gather(*(reader.close() for reader in everyone))


async def reading(reader: Reader, number: int, load: Load) -> None:
    """One reader, at their own beat: some come late to the meeting."""
    chance, has_arrived, is_waiting = random.Random(number), False, True
    while not load.has_ended:
        if number >= load.phase.readers:
            is_waiting = True
            await asyncio.sleep(0.2)
            continue
        if is_waiting:  # who comes or comes back does so at a time of their own
            is_waiting = False
            await asyncio.sleep(chance.uniform(0, load.pause))
        begun, phase = time.perf_counter(), load.phase
        answer = await (change if has_arrived else arrive)(reader, chance)
        has_arrived = True
        load.take(reader, phase, answer)
        rest = chance.uniform(0.5, 1.5) * load.pause - (time.perf_counter() - begun)
        await asyncio.sleep(max(rest, 0))


async def take_in(url: str, content: bytes) -> None:
    """Send, check and accept the return, as an analyst does."""
    analyst = await Reader.open(url)
    await analyst.go("returns")
    checked = await analyst.upload("Choose one or more returns", "long.xlsx", content)
    analyst.fill("Reason for all queries left blank", "Invented figures beside the samples")
    accepted = await analyst.click("Accept this return")
    if not any("Accepted as return" in e.alert.body for e in accepted.elements if e.alert.body):
        raise RuntimeError("The return was not accepted.")
    await analyst.close()
    say("The return checked", f"{checked.seconds:.1f} s")
    say("The return accepted", f"{accepted.seconds:.1f} s")


async def watching(load: Load) -> None:
    while not load.has_ended:
        load.phase.memory = max(load.phase.memory, resident(load.process))
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
