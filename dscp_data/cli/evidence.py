"""Commands on what is not a number: evidence, coverage of the plan, the reform plan."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from dscp_data.catalogue import CatalogueError
from dscp_data.cli.exit_codes import OK
from dscp_data.cli.output import in_csv, records, say, write_json
from dscp_data.model.clock import today
from dscp_data.model.text import pluralise
from dscp_data.records.evidence import evidence_log
from dscp_data.store import open_store
from dscp_data.summaries.coverage import GAP_WORDS, Objective, coverage, describe_coverage
from dscp_data.summaries.evidence_log import EvidenceFilter, filtered
from dscp_data.summaries.reform_plan import milestones_on

EVIDENCE = (
    "key", "date", "agency", "type", "priorities", "outcomes", "golden_threads", "indicator",
    "indicators", "finding", "rating", "recommendation", "owner", "recommendation_due",
    "recommendation_done", "document", "entered_by", "file", "sheet", "cell",
)  # fmt: skip
MILESTONE = (
    "key", "strand", "workstream", "title", "lead_agency", "role", "start", "due", "completed",
    "status", "days_late", "agency_status", "position", "evidence", "funding", "dependencies",
    "readiness", "file", "sheet", "cell",
)  # fmt: skip


def add_evidence(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("evidence", help="list the evidence log, newest first")
    for name in ("indicator", "thread", "outcome"):
        command.add_argument(f"--{name}", nargs="+", metavar="ID", default=[])
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=list_evidence)
    return command


def add_coverage(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser(
        "coverage", help="list the objectives of the plan, and what each is missing"
    )
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=list_coverage)
    return command


def add_reform(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("reform", help="list the milestones of the reform plan on a day")
    command.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="today unless given")
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=list_reform)
    return command


def list_evidence(options: argparse.Namespace) -> int:
    with open_store(options.database) as store:
        plan = store.plan
        outcomes = {one.id for one in plan.outcomes} | {one.id for one in plan.priorities}
        check_known(options.outcome, outcomes, "outcome")
        check_known(options.thread, {one.id for one in plan.golden_threads}, "Golden Thread")
        wanted = EvidenceFilter(
            indicators=tuple(plan.indicator(id).id for id in options.indicator),
            threads=tuple(options.thread),
            outcomes=tuple(id for id in options.outcome if "." in id),
            priorities=tuple(id for id in options.outcome if "." not in id),
        )
        found = filtered(evidence_log(store), wanted)
    rows = records(found[list(EVIDENCE)])
    if options.json:
        write_json(rows)
        return OK
    for row in rows:
        print(f"{row['date']}  {row['agency']}  {row['type']}  {in_csv(row['finding'])}")
    if not rows:
        say("There is no such evidence. Leave out an option to see more.")
    return OK


def check_known(ids: list[str], known: set[str], what: str) -> None:
    if unknown := [id for id in ids if id not in known]:
        raise CatalogueError(
            f"{unknown[0]!r} is not the id of a {what}: {', '.join(sorted(known))}"
        )


def list_coverage(options: argparse.Namespace) -> int:
    with open_store(options.database) as store:
        found = coverage(store)
    if options.json:
        write_json([objective_row(one) for one in found])
        return OK
    for one in found:
        missing = f"  {GAP_WORDS[one.gap]}" if one.gap else ""
        newest = one.newest_period.isoformat() if one.newest_period else "–"
        name = f"{one.outcome or one.priority} {one.indicator or ''}".strip()
        print(f"{name}  {newest}  {pluralise(one.evidence, 'finding')}{missing}")
    say(describe_coverage(found))
    return OK


def objective_row(one: Objective) -> dict[str, Any]:
    return {
        "priority": one.priority,
        "outcome": one.outcome,
        "indicator": one.indicator,
        "wording": one.wording,
        "newest_period": one.newest_period.isoformat() if one.newest_period else None,
        "evidence": one.evidence,
        "evidence_naming_indicator": one.named,
        "evidence_by_type": dict(one.by_type),
        "newest_evidence": one.newest_evidence.isoformat() if one.newest_evidence else None,
        "gap": one.gap,
    }


def list_reform(options: argparse.Namespace) -> int:
    day = options.on or today()
    with open_store(options.database) as store:
        found = milestones_on(store, day)
    rows = [] if found.empty else records(found.reindex(columns=list(MILESTONE)))
    if options.json:
        write_json(rows)
        return OK
    for row in rows:
        late = f", {pluralise(row['days_late'], 'day')} late" if row["days_late"] else ""
        print(f"{row['due']}  {row['status']}{late}  {row['title']}")
    if not rows:
        say("There is no reform plan yet. Load a return that includes one.")
    return OK
