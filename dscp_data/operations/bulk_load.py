"""Loads files from disk into the store, in the order they were received."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

import pandas as pd

from dscp_data.comparators import read_tidy
from dscp_data.intake.check import check_file
from dscp_data.intake.figures.accepted_periods import disagreements_with_accepted
from dscp_data.intake.rules.against_history import (
    AcceptedFigures,
    check_against_history,
    check_copy,
)
from dscp_data.intake.rules.dropped_concerns import dropped_concerns
from dscp_data.model.clock import today, utc_from_london, utc_now
from dscp_data.model.periods import add_months
from dscp_data.model.returns import CheckedReturn, QueryAnswer
from dscp_data.operations.sample_meetings import import_meetings
from dscp_data.settings.csv_import import import_settings
from dscp_data.store import (
    Preview,
    Receipt,
    Store,
    accept,
    open_store,
    preview,
    record_refusal,
    save_comparators,
    saved_mappings,
)
from dscp_data.store.backup.restore import put_in_place
from dscp_data.store.engine.connection import open_database
from dscp_data.store.engine.encryption import configured_key
from dscp_data.store.engine.in_file import InFile
from dscp_data.store.engine.place import store_setting
from dscp_data.store.event_log.journal import journal_path
from dscp_data.store.event_log.return_events import record_check

SAMPLES = Path(__file__).parents[2] / "sample_data"
PUBLISHED = SAMPLES / "published" / "comparators.csv"
SETTINGS = SAMPLES / "settings.csv"
MEETINGS = SAMPLES / "meetings.csv"
RECEIVED = "received.csv"
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")

MONTHS_BEFORE = 24  # a year that begins within the year before is read as a whole

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Arrival:
    """A file to read. `received_on` is known only from a folder's received.csv."""

    path: Path
    received_on: date | None = None

    @property
    def is_sample(self) -> bool:
        return SAMPLES in self.path.resolve().parents

    @property
    def received_at(self) -> datetime | None:
        return (
            utc_from_london(datetime.combine(self.received_on, time(9)))
            if self.received_on
            else None
        )


@dataclass(frozen=True)
class Loaded:
    """What became of one file: `receipt` is None where it was not accepted."""

    checked: CheckedReturn
    receipt: Receipt | None


def arrivals(paths: Iterable[Path]) -> list[Arrival]:
    """The files meant by some paths. A folder means what its received.csv lists, in that order;
    without one, every workbook in it by name."""
    return [arrival for path in paths for arrival in meant_by(path)]


def meant_by(path: Path) -> Iterator[Arrival]:
    if not path.is_dir():
        yield Arrival(path)
        return
    lists = sorted(path.rglob(RECEIVED))
    for listed in lists:
        yield from listed_arrivals(listed)
    if not lists:
        found = (f for f in path.rglob("*") if f.suffix.lower() in WORKBOOKS)
        yield from (Arrival(f) for f in sorted(found) if not f.name.startswith(("~$", ".~lock.")))


def listed_arrivals(listing: Path) -> Iterator[Arrival]:
    with listing.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield Arrival(listing.parent / row["file"], date.fromisoformat(row["received_on"]))


def with_dropped_concerns(store: Store, checked: CheckedReturn) -> CheckedReturn:
    """A checked file with the open areas of concern that its register no longer has."""
    if not checked.concerns:
        return checked
    register = store.query("concerns", as_of=None, localities=None)
    return replace(checked, faults=(*checked.faults, *dropped_concerns(checked, register)))


def with_history(
    store: Store, checked: CheckedReturn, change: Preview | None = None
) -> CheckedReturn:
    """A checked file with the queries that a comparison with accepted figures raises.

    A file that was accepted before, byte for byte, changes nothing; a warning tells where later
    returns have replaced some of its figures. `change` is the preview of the file, if there is one.
    """
    if checked.refused:
        return checked
    checked = with_dropped_concerns(store, checked)
    if not checked.observations:
        return checked
    change = change or preview(store, checked)
    removed = change.removed
    if removed is None:
        return replace(checked, faults=(*checked.faults, *check_copy(change.count("changed"))))
    own, others = accepted_figures(store, checked)
    accepted = AcceptedFigures(own, removed, others)
    beside = (
        *check_against_history(checked, accepted, store.plan),
        *disagreements_with_accepted(checked.observations, accepted.staying, store.plan),
    )
    return replace(checked, faults=(*checked.faults, *beside))


def accepted_figures(store: Store, checked: CheckedReturn) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The current figures of the agencies in a file, and those of other agencies for the indicators
    that several send.

    Of indicators that are not in the file only the figures of its newest year are read: whether
    something is missing is a question about the newest return alone. So the cost depends on the
    series in the file, and not on all that an agency ever sent.
    """
    agencies = {o.agency for o in checked.observations}
    indicators = {o.indicator for o in checked.observations}
    shared = {one.id: set(one.agencies) for one in store.plan.indicators if len(one.agencies) > 1}
    common = {o.indicator for o in checked.observations} & shared.keys()
    others = set().union(*(shared[id] for id in common)) - agencies
    everywhere = {"localities": None, "first": None, "last": None, "as_of": None}
    own = store.query(
        "observations", indicators=sorted(indicators), agencies=sorted(agencies), **everywhere
    )
    newest = min(last_days(checked).values())
    beside = store.query(
        "observations",
        indicators=sorted({one.id for one in store.plan.indicators} - indicators),
        agencies=sorted(agencies),
        **everywhere | {"first": add_months(newest, -MONTHS_BEFORE)},
    )
    own = pd.concat([own, beside], ignore_index=True) if len(beside) else own
    if not others:
        return own, own.iloc[:0]
    theirs = store.query(
        "observations", indicators=sorted(common), agencies=sorted(others), **everywhere
    )
    return own, theirs


def last_days(checked: CheckedReturn) -> dict[str, date]:
    """The last day of the newest period of each agency in a file."""
    last: dict[str, date] = {}
    for agency, period in {(o.agency, o.period) for o in checked.observations}:
        last[agency] = max(period.end, last.get(agency, period.end))
    return last


def load(
    store: Store, arrival: Arrival, *, by: str, agency: str | None = None, reason: str = ""
) -> Loaded:
    """Check a file and accept it where nothing blocks it and every query has a reason.

    The sample returns are invented to have something to ask about; that is their reason.
    """
    content = arrival.path.read_bytes()
    checked = check_file(
        content,
        arrival.path.name,
        catalogue=store.plan,
        today=today(),
        agency=agency,
        mappings=saved_mappings(store),
    )
    if checked.refused:
        record_refusal(store, checked, utc_now(), by=by)
        return Loaded(checked, None)
    change = preview(store, checked)
    checked = with_history(store, checked, change)
    reason = reason or ("Sample data" if arrival.is_sample else "")
    if checked.blocking or (checked.queries and not reason):
        record_check(store, checked, by=by)
        return Loaded(checked, None)
    receipt = accept(
        store,
        checked,
        content,
        by=by,
        change=change,
        received_at=arrival.received_at,
        accepted_at=arrival.received_at if arrival.is_sample else None,
        note=reason,
        answers=[QueryAnswer(query, reason) for query in checked.queries],
        is_sample=arrival.is_sample,
    )
    return Loaded(checked, receipt)


def wants_samples(database: Path) -> bool:
    """Whether a database was never there, or holds nothing at all. Raises StoreError. One in
    PostgreSQL begins empty: `move` takes the samples there too."""
    if store_setting():
        return False
    if not database.exists() and not journal_path(database).exists():
        return True
    with open_store(database) as store:
        return bool(store.query("is_empty").loc[0, "is_empty"])


def load_samples(database: Path, progress: Progress) -> list[Loaded]:
    """Make a database with the invented returns and settings, and the published figures.

    It is filled under a name beside its own, which it takes when all is in: a load that was
    interrupted is never mistaken for a database, and the next one starts afresh.
    `progress` is called with how many files are done, how many there are, and the file being read.
    Gives what was not accepted, which should be nothing. Raises StoreError where another process
    is filling it.
    """
    filling = path_to_fill(database)
    place = InFile(filling, configured_key())
    with open_store(filling, keeps_copies=False, place=place) as store:
        loaded = read_samples(store, progress)
    put_in_place(filling, database, journal_too=True)
    return [one for one in loaded if one.receipt is None]


def read_samples(store: Store, progress: Progress) -> list[Loaded]:
    """Fill an empty store with the invented returns, settings and meetings, and the published
    figures."""
    files, loaded = arrivals([SAMPLES]), list[Loaded]()
    for done, arrival in enumerate(files):
        progress(done, len(files), arrival.path.name)
        loaded.append(load(store, arrival, by="sample data"))
    save_comparators(store, read_tidy(PUBLISHED))
    import_settings(store, SETTINGS, by="sample data")
    import_meetings(store, MEETINGS, by="sample data")
    progress(len(files), len(files), "")
    return loaded


def path_to_fill(database: Path) -> Path:
    """The name beside its own that a database is filled under, with nothing there. Raises
    StoreError where somebody is filling it."""
    filling = database.with_name(f"{database.stem}.filling{database.suffix}")
    remove_database(filling)
    filling.parent.mkdir(parents=True, exist_ok=True)
    return filling


def remove_database(path: Path) -> None:
    """Remove a database that was being filled. Raises StoreError where somebody is filling it."""
    if path.exists():
        open_database(path, configured_key()).close()
        path.unlink()
    Path(f"{path}.wal").unlink(missing_ok=True)
