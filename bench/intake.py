"""`python -m bench intake`: how fast returns are taken in, beside the usual way in the same run."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from typing import Any

import duckdb
import pandas as pd
from playwright.sync_api import sync_playwright

from bench.returns import long_return
from bench.saying import milliseconds, say
from dscp_data.intake.check import check_file
from dscp_data.intake.check_worker import check_in_worker
from dscp_data.model.returns import CheckedReturn
from dscp_data.operations.bulk_load import SAMPLES, arrivals, load, with_history
from dscp_data.store import Store, accept, open_store, preview
from dscp_data.store.backup.backup import make_backup, one_backup
from tests.browser.driving import launch, open_page, running

LONG, USUAL, WORKBOOKS = 50_000, 500, 120
BASELINE = "pandas.read_excel with openpyxl, and a DuckDB insert"


TICK = 0.005  # seconds


def time_intake(folder: Path) -> None:
    folder.mkdir()
    time_long_return(folder)
    time_usual_return(folder)
    time_samples(folder)


def time_long_return(folder: Path) -> None:
    """A return of 50,000 rows, of all agencies: checked and accepted, in processor time."""
    with open_store(folder / "long.duckdb", keeps_copies=False) as store:
        # What is imported and planned the first time is not what a return costs.
        take_in(store, long_return(store.plan, 100), "short.xlsx")
        content = long_return(store.plan, LONG)
        say(f"Return of {LONG:,} rows", f"{len(content) / 1e6:.1f} MB")
        read = processor_seconds(lambda: check(store, content, "long.xlsx"))
        in_server = thread_seconds(lambda: check_beside(store, content, "long.xlsx"))
        waited = longest_wait(lambda: check_beside(store, content, "long.xlsx"))
        seconds = processor_seconds(lambda: take_in(store, content, "long.xlsx"))
    with open_store(folder / "long.duckdb") as store:
        copied = processor_seconds(lambda: make_backup(store))
    memory = [getrusage(who).ru_maxrss / 1e3 for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    usual = processor_seconds(lambda: read_and_insert(content, folder / "pandas.duckdb"))
    say(BASELINE, f"{usual:.2f} s")
    say("Checked", f"{read:.2f} s")
    say("Of that in the server, where others wait for it", f"{in_server:.2f} s")
    say("The longest that another thread of the server waited meanwhile", milliseconds(waited))
    say("Checked, compared with what is stored, and accepted", f"{seconds:.2f} s")
    say("As a share of the baseline", f"{seconds / usual:.2f}")
    say("The backup after it, compared with what it copies", f"{copied:.2f} s")
    say("Memory at most: server, and its child", f"{memory[0]:.0f} and {memory[1]:.0f} MB")


def check(store: Store, content: bytes, name: str) -> CheckedReturn:
    return check_file(content, name, catalogue=store.plan, today=date.today())


def longest_wait(work: Callable[[], object]) -> float:
    """Seconds that a thread which wants to run every 5 ms waited at most while work is done."""
    done, waits = threading.Event(), [0.0]

    def tick() -> None:
        while not done.is_set():
            before = time.perf_counter()
            time.sleep(TICK)
            waits.append(time.perf_counter() - before - TICK)

    ticking = threading.Thread(target=tick)
    ticking.start()
    try:
        work()
    finally:
        done.set()
        ticking.join()
    return max(waits)


def check_beside(store: Store, content: bytes, name: str) -> CheckedReturn:
    """As the dashboard checks it: in a worker process."""
    return check_in_worker(content, name, catalogue=store.plan, today=date.today())


def take_in(store: Store, content: bytes, name: str) -> None:
    checked = check(store, content, name)
    change = preview(store, checked)
    checked = with_history(store, checked, change)
    accept(store, checked, content, by="bench", change=change, note="bench")


def read_and_insert(content: bytes, database: Path) -> None:
    rows = pd.read_excel(io.BytesIO(content), engine="openpyxl")
    with duckdb.connect(str(database)) as connection:
        connection.register("rows", rows)
        connection.execute("CREATE TABLE figure AS SELECT * FROM rows")


def time_usual_return(folder: Path) -> None:
    """From choosing a file of 500 rows to its preview on the screen, in Chromium."""
    with running(folder / "usual" / "dscp.duckdb") as server, sync_playwright() as playwright:
        with open_store(folder / "plan.duckdb") as store:
            paths = [folder / f"usual {number}.xlsx" for number in range(5)]
            for number, path in enumerate(paths):
                path.write_bytes(long_return(store.plan, USUAL + number, "tewv"))
        browser = launch(playwright)
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        taken = []
        for path in paths:
            open_page(page, f"{server.url}/returns")
            chosen = page.locator("input[type=file]").first
            begun = time.perf_counter()
            chosen.set_input_files(path)
            page.get_by_text("We found").first.wait_for()
            page.get_by_text("If you accept:").first.wait_for()
            taken.append(time.perf_counter() - begun)
        browser.close()
    say(f"Return of {USUAL} rows, from upload to preview, Chromium", milliseconds(sorted(taken)[2]))
    say("The same, first after a start", milliseconds(taken[0]))


def time_samples(folder: Path) -> None:
    """The sample workbooks in one load, which ends with its backup."""
    files = arrivals([SAMPLES])[:WORKBOOKS]
    with open_store(folder / "samples.duckdb") as store, one_backup(store):
        taken = seconds(lambda: [load(store, file, by="bench") for file in files])
    say(f"Load of {len(files)} sample workbooks", f"{taken:.1f} s")


def seconds(action: Callable[[], Any]) -> float:
    """How long something takes, waiting for the child included."""
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def thread_seconds(action: Callable[[], Any]) -> float:
    """The processor time of this thread alone, which no other thread of the server can have."""
    begun = time.thread_time()
    action()
    return time.thread_time() - begun


def processor_seconds(action: Callable[[], Any]) -> float:
    """The processor time of something, its child's included: a busy machine adds none."""
    begun = processor_time()
    action()
    return processor_time() - begun


def processor_time() -> float:
    return sum(sum(getrusage(who)[:2]) for who in (RUSAGE_SELF, RUSAGE_CHILDREN))
