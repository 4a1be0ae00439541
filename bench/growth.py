"""`python -m bench growth`: what work costs in larger databases, as ratios to the smallest."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from bench.intake import check, processor_seconds
from bench.observations import generate
from bench.returns import long_return
from bench.saying import say
from dscp_data.operations.bulk_load import with_history
from dscp_data.store import Store, accept, open_store, preview
from dscp_data.store.backup.backup import make_backup
from dscp_data.trends import Selection, trends

YEARS = "12 36"  # of figures of every indicator, agency and locality: about 1 and 3 million
ROWS = 500
Costs = dict[str, float]


def time_growth(folder: Path) -> None:
    """Each step in processor seconds, by the size of the database, and as a ratio to the first."""
    first: Costs = {}
    for years in os.environ.get("BENCH_YEARS", YEARS).split():
        database = folder / years / "dscp.duckdb"
        size = f"{generate(database, int(years)) / 1e6:.1f} M"
        costs = costs_of(database)
        first = first or costs
        for step, seconds in costs.items():
            say(f"{size}: {step}", f"{seconds:.3f} s, {seconds / first[step]:.1f} times")


def costs_of(database: Path) -> Costs:
    costs: Costs = {}
    costs["open the database"] = processor_seconds(lambda: open_store(database).close())
    with open_store(database, keeps_copies=False) as store:
        first_table = icon_table(store)
        costs["icon table, the first after a change"] = processor_seconds(first_table)
        again = icon_table(store, localities=("easington",))
        costs["icon table, another filter"] = processor_seconds(again)
        one = icon_table(store, indicators=("E08",), localities=("teesdale",))
        costs["one indicator, another filter"] = processor_seconds(one)
        costs |= costs_of_return(store)
        costs["the backup, later and in a thread of its own"] = processor_seconds(
            lambda: make_backup(store)
        )
    return costs


def icon_table(
    store: Store, indicators: tuple[str, ...] = (), localities: tuple[str, ...] = ()
) -> Callable[[], object]:
    wanted = [one for one in store.plan.indicators if not indicators or one.id in indicators]
    selection = Selection(localities=localities, audience="exact")
    return lambda: trends(store, wanted, selection, as_judged=True)


def costs_of_return(store: Store) -> Costs:
    """A return of 500 rows of one agency: compared with history, previewed and accepted."""
    content = long_return(store.plan, ROWS, "dcc-csc")
    checked = check(store, content, "usual.xlsx")
    change = preview(store, checked)
    return {
        f"return of {ROWS} rows: preview": processor_seconds(lambda: preview(store, checked)),
        f"return of {ROWS} rows: compared with history": processor_seconds(
            lambda: with_history(store, checked, change)
        ),
        f"return of {ROWS} rows: accepted": processor_seconds(
            lambda: accept(store, checked, content, by="bench", change=change)
        ),
    }
