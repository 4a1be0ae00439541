"""Builds a concern, evidence entry or action from a register row, with faults at their cells."""

from __future__ import annotations

import re

from dscp_data.intake.registers.row_reader import NOT_YET_DATED, RegisterRow
from dscp_data.model.returns import Action, Concern, Evidence

OUTCOME_WORDS = {"closed": "resolved", "complete": "resolved", "yes": "resolved"}
PARTS = re.compile(r"[;,\n|]+")
READINESS = {"not-ready": ["red"], "nearly-ready": ["amber"], "ready": ["green"]}
"""What agencies call each readiness, beside its name."""


def read_concern(line: RegisterRow) -> Concern | None:
    reference = line.required_text("indicator")
    area = line.text("area of concern")
    if not area and line.reader.columns.get("area of concern") is not None:
        line.required_text("area of concern")
    locality = line.match_name("locality", "locality", line.reader.headings.names.unknown)
    opened = line.parse_date("opened", needed=True)
    resolved = line.parse_date("resolved")
    line.check_date_order("opened", "resolved", opened, resolved)
    outcome = line.text("outcome", "status").casefold()
    outcome = OUTCOME_WORDS.get(outcome, "" if outcome in NOT_YET_DATED else outcome)
    if resolved and not outcome:
        outcome = "resolved"
    repeat = line.text("repeat of")
    repeat = "" if repeat.casefold() in {*NOT_YET_DATED, "no", "n"} else repeat
    if repeat.casefold() in ("yes", "y"):
        repeat = reference
    if not line.is_valid or opened is None:
        return None
    return Concern(
        reference, area, locality, opened, resolved, outcome, repeat,
        line.reader.ledger.sheet, line.first.address,
    )  # fmt: skip


def read_evidence(line: RegisterRow) -> Evidence | None:
    catalogue = line.reader.catalogue
    day = line.parse_date("period", needed=True)
    agency = line.match_name("agency", "agency")
    types = {t.id: [t.id, t.name] for t in catalogue.evidence_types}
    type_ = line.match_option("type", types)
    if not line.text("type"):
        line.required_text("type")
    known = {outcome.id: [outcome.id] for outcome in catalogue.outcomes}
    outcomes = tuple(
        found
        for text in split_entries(line.text("outcome"))
        if (found := match_outcome(line, known, text))
    )
    by_name = {t.id: [t.id, t.name] for t in catalogue.golden_threads}
    threads = tuple(
        found
        for text in split_threads(line.text("golden threads"), by_name)
        if (found := line.match_option("golden threads", by_name, text))
    )
    finding = line.required_text("finding") and line.free_text("finding")
    indicators = match_indicators(line)
    priorities = match_priorities(line)
    due = line.parse_date("recommendation due", past=False) or line.parse_date("due", past=False)
    done = line.parse_date("recommendation done") or line.parse_date("completed")
    recommendation, document = line.free_text("recommendation"), line.free_text("document")
    owner = line.free_text("recommendation owner") or line.free_text("owner")
    if not line.is_valid or day is None:
        return None
    return Evidence(
        day, agency, type_, outcomes, threads, finding, line.text("rating"),
        indicators[0] if indicators else "", line.reader.ledger.sheet, line.first.address,
        priorities, indicators[1:], recommendation, owner, due, done, document,
    )  # fmt: skip


def match_indicators(line: RegisterRow) -> tuple[str, ...]:
    """The indicators of a cell: one by its name, or several by their ids."""
    known = {one.id for one in line.reader.catalogue.indicators}
    ids = tuple(dict.fromkeys(re.split(r"[;,\s|]+", line.text("indicator").upper())))
    if len(ids) > 1 and set(ids) <= known:
        return ids
    found = line.match_name("indicator", "indicator")
    return (found,) if found else ()


def match_priorities(line: RegisterRow) -> tuple[str, ...]:
    """The priorities of a cell: "1; 3", or by their titles."""
    known = {
        one.id: [one.id, f"Priority {one.word}", one.title, one.short_title]
        for one in line.reader.catalogue.priorities
    }
    role = "priorities" if line.cell("priorities") else "priority"
    found = (line.match_option(role, known, text) for text in split_entries(line.text(role)))
    return tuple(one for one in found if one)


def split_entries(text: str) -> list[str]:
    """The entries of a cell that lists several: "1.1; 2.3" or "1.1 2.3"."""
    found = [part.strip() for part in PARTS.split(text) if part.strip()]
    if len(found) == 1 and all(re.fullmatch(r"[\d.]+", word) for word in found[0].split()):
        return found[0].split()
    return found


def match_outcome(line: RegisterRow, known: dict[str, list[str]], text: str) -> str:
    number = re.match(r"\d\.\d", text)
    return line.match_option("outcome", known, number[0] if number else text)


def split_threads(text: str, known: dict[str, list[str]]) -> list[str]:
    """Threads in one cell: by semicolons, or by spaces where each is an id."""
    if text and all(word in known for word in text.split()):
        return text.split()
    return [part.strip() for part in re.split(r"[;,\n|]+", text) if part.strip()]


def read_action(line: RegisterRow) -> Action | None:
    terms = line.reader.catalogue.reform_terms
    options = {kind: {t.id: [t.id, t.name] for t in terms(kind)}
               for kind in ("strand", "workstream", "status", "readiness")}  # fmt: skip
    ready = {id: [*READINESS.get(id, []), *names] for id, names in options["readiness"].items()}
    title = line.required_text("title")
    strand = line.match_option("strand", options["strand"])
    workstream = line.match_option("workstream", options["workstream"])
    lead = line.match_name("agency", "lead agency") or line.match_name("agency", "agency")
    start = line.parse_date("start", past=False)
    due = line.parse_date("due", needed=True, past=False)
    completed = line.parse_date("completed")
    line.check_date_order("start", "due", start, due)
    line.check_date_order("start", "completed", start, completed)
    status = line.match_option("status", options["status"])
    if not status:
        status = "complete" if completed else ""
        if not line.text("status") and not completed:
            line.required_text("status")
    readiness = line.match_option("readiness", ready)
    role = line.free_text("role") or line.free_text("owner")
    if not line.is_valid or due is None:
        return None
    return Action(
        strand, workstream, title, lead, start, due, completed, status, line.free_text("position"),
        line.text("evidence"), line.text("funding"),
        line.reader.ledger.sheet, line.first.address,
        role, line.free_text("dependencies"), readiness,
    )  # fmt: skip
