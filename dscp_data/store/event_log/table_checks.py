"""For each table of the database, how it is compared with the event log.

A change made by hand, with DuckDB and not through the dashboard, is named in a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import duckdb

from dscp_data.catalogue import Catalogue
from dscp_data.model.text import pluralise
from dscp_data.store.engine.migrations import migrations
from dscp_data.store.event_log.digests import (
    EMPTY,
    NO_ROWS,
    return_digests,
    rows_digest,
    table_digests,
)
from dscp_data.store.event_log.events import (
    Event,
    canonical,
    first_broken_event,
    rows_of,
    rows_recorded,
)
from dscp_data.store.event_log.recorded_digests import (
    comparator_digest,
    computed_events,
    protected_digests,
    recorded_comparator_digest,
)
from dscp_data.store.event_log.return_events import (
    ACCEPTED,
    STATES,
    digests_recorded,
    states_recorded,
)

Faults = Iterator[str]
OF_RETURNS = ("observation", "concern", "mapping_meeting", "evidence", "action")
PROTECTED = ("protected_figure", "protected_indicator", "published_cell", "published_contributor")
RETURN_EVENTS = {ACCEPTED, *STATES.values()}
STEPS = "SELECT return_id, step, state FROM return_state ORDER BY changed_at, return_id, step"


@dataclass(frozen=True)
class Expected:
    """What a database is compared with: its log, and how the plan adds each indicator up. Checks
    need not read the tables that have no rows (`empty`)."""

    log: Sequence[Event]
    plan: Catalogue
    empty: frozenset[str] = frozenset()

    def all_empty(self, *tables: str) -> bool:
        return self.empty.issuperset(tables)


Check = Callable[[duckdb.DuckDBPyConnection, Expected], Faults]


def table_faults(cursor: duckdb.DuckDBPyConnection, expected: Expected) -> Faults:
    """A sentence for each table that is not as the log says, after reading every row of all."""
    digests = table_digests(cursor)
    empty = frozenset(table for table, digest in digests.items() if digest == NO_ROWS)
    expected = replace(expected, empty=empty)
    for check in dict.fromkeys(CHECKS.values()):
        yield from check(cursor, expected)


def recorded_rows(table: str, what: str) -> Check:
    """The table has exactly the rows that events say they wrote."""

    def check(cursor: duckdb.DuckDBPyConnection, expected: Expected) -> Faults:
        rows = [] if expected.all_empty(table) else rows_of(cursor, table, "TRUE", [])
        stored = sorted(map(canonical, rows))
        if stored != sorted(map(canonical, rows_recorded(expected.log, table))):
            yield f"{what} does not match the event log."

    return check


def check_returns(cursor: duckdb.DuckDBPyConnection, expected: Expected) -> Faults:
    """Every return has the lines that were accepted, by number and digest."""
    accepted = digests_recorded(expected.log)
    stored = {} if expected.all_empty(*OF_RETURNS) else return_digests(cursor)
    known = {id for (id,) in cursor.execute("SELECT id FROM return").fetchall()}
    for id in sorted(known | set(stored) | set(accepted)):
        if id not in known or id not in accepted:
            yield f"Return {id} is missing from either the database or its event log."
        elif stored.get(id, EMPTY) != accepted[id]:
            lines = stored.get(id, EMPTY)[0]
            yield (
                f"Return {id} does not match what was accepted: {pluralise(lines, 'line')} "
                f"instead of {accepted[id][0]}, or others."
            )


def check_states(cursor: duckdb.DuckDBPyConnection, expected: Expected) -> Faults:
    if states_recorded(expected.log) != set(cursor.execute(STEPS).fetchall()):
        yield "The status of the returns does not match the event log."
    else:
        yield from recorded_rows(
            "return_state", "The list of when returns were accepted or withdrawn"
        )(cursor, expected)


def same_rows(table: str, derived: str, fault: str) -> Check:
    """The table has the rows of a query over observations, which are checked themselves."""

    def check(cursor: duckdb.DuckDBPyConnection, expected: Expected) -> Faults:
        if expected.all_empty(table, "observation"):
            return
        stored = rows_digest(cursor, f"SELECT * FROM {table}")
        if stored != rows_digest(cursor, f"SELECT * FROM {derived}"):
            yield fault

    return check


def check_protected(cursor: duckdb.DuckDBPyConnection, expected: Expected) -> Faults:
    """Protected and published figures have the digests that were recorded when they were computed,
    and none are called up to date that were computed before their indicator's figures changed."""
    computed = computed_events(expected.log)
    stored = {} if expected.all_empty(*PROTECTED) else protected_digests(cursor)
    for indicator in sorted(computed.keys() | stored.keys()):
        recorded = computed[indicator].details["digests"] if indicator in computed else {}
        if recorded.get(indicator) != stored.get(indicator):
            yield f"The protected figures of {indicator} do not match those that were computed."
    found = cursor.execute("SELECT indicator FROM protected_indicator WHERE up_to_date").fetchall()
    for (indicator,) in found:
        since = computed[indicator].number if indicator in computed else 0
        if indicator in changed_since(cursor, expected.log, since):
            yield f"The protected figures of {indicator} are older than its figures."


def changed_since(cursor: duckdb.DuckDBPyConnection, log: Sequence[Event], number: int) -> set[str]:
    """The indicators of the returns that were accepted, withdrawn or put back after an event."""
    returns = [
        int(event.subjects[0].removeprefix("return "))
        for event in log[number:]
        if event.what in RETURN_EVENTS
    ]
    found = cursor.execute(
        "SELECT DISTINCT indicator FROM observation WHERE list_contains(?, return_id)", [returns]
    ).fetchall()
    return {indicator for (indicator,) in found}


def check_comparators(cursor: duckdb.DuckDBPyConnection, expected: Expected) -> Faults:
    recorded = recorded_comparator_digest(expected.log)
    if recorded is not None and recorded != comparator_digest(cursor):
        yield "The published figures do not match the event log."


def check_version(cursor: duckdb.DuckDBPyConnection, expected: Expected) -> Faults:
    """Every change of a return raised the version by one, and so did some other events."""
    versions = cursor.execute("SELECT version FROM data_version").fetchall()
    least = 1 + sum(event.what in RETURN_EVENTS for event in expected.log)
    if len(versions) != 1 or versions[0][0] < least:
        yield "The data version is lower than the event log says."


def check_schema_version(cursor: duckdb.DuckDBPyConnection, _: Expected) -> Faults:
    stored = cursor.execute("SELECT version FROM schema_version ORDER BY version").fetchall()
    if stored != [(number,) for number, _ in migrations()]:
        yield "The list of migrations does not match this dashboard."


def check_rules(cursor: duckdb.DuckDBPyConnection, expected: Expected) -> Faults:
    stored = cursor.execute("SELECT indicator, aggregation FROM indicator_rule ORDER BY ALL")
    if stored.fetchall() != sorted((one.id, one.aggregation) for one in expected.plan.indicators):
        yield (
            "The rules for adding up indicators do not match the plan. They are copied from it "
            "again when the database is next opened."
        )


def check_events(_: duckdb.DuckDBPyConnection, expected: Expected) -> Faults:
    broken = first_broken_event(expected.log)
    if broken is not None:
        yield f"Event {broken} was changed, removed or moved. Earlier events are unaltered."


CHECKS: dict[str, Check] = {
    "event": check_events,
    "schema_version": check_schema_version,
    "data_version": check_version,
    **dict.fromkeys(OF_RETURNS, check_returns),
    "return_state": check_states,
    "return": recorded_rows("return", "The list of returns"),
    "supersession": recorded_rows("supersession", "The list of which return replaces which"),
    "answer": recorded_rows("answer", "The list of reasons for queries"),
    "mapping": recorded_rows("mapping", "The list of saved meanings"),
    "mapping_end": recorded_rows("mapping_end", "The list of ended meanings"),
    "setting": recorded_rows("setting", "The list of settings"),
    "note_kind": recorded_rows("note_kind", "The list of kinds of notes"),
    "setting_ending": recorded_rows("setting_ending", "The list of ended settings"),
    "meeting": recorded_rows("meeting", "The list of meetings"),
    "agenda_item": recorded_rows("agenda_item", "The agendas of meetings"),
    "meeting_entry": recorded_rows("meeting_entry", "The decisions, actions and notes of meetings"),
    "evidence_entry": recorded_rows("evidence_entry", "The evidence entered on pages"),
    "milestone_entry": recorded_rows("milestone_entry", "The milestones entered on pages"),
    "plan_edit": recorded_rows("plan_edit", "The list of corrections of the plan"),
    "commentary": recorded_rows("commentary", "The commentary"),
    "saved_view": recorded_rows("saved_view", "The list of saved views"),
    "feed_token": recorded_rows("feed_token", "The list of feed tokens"),
    "refusal": recorded_rows("refusal", "The list of refused files"),
    "user_role": recorded_rows("user_role", "The list of roles"),
    "protected_mark": recorded_rows("protected_mark", "The list of hidden figures"),
    "current_observation": same_rows(
        "current_observation",
        "derive_current_observation(NULL)",
        "The current figures do not match the active returns.",
    ),
    "revised_key": same_rows(
        "revised_key",
        "derive_revised_key('observation', NULL, NULL)",
        "The marks of revised figures do not match the returns.",
    ),
    "comparator": check_comparators,
    "indicator_rule": check_rules,
    **dict.fromkeys(PROTECTED, check_protected),
}
