"""Describes an event of the log for someone who has never seen the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any, NamedTuple

from dscp_data.catalogue import Catalogue, CatalogueError
from dscp_data.model.text import capitalise, join_list, pluralise
from dscp_data.settings.setting_text import describe_scope, describe_setting

NAMED = 5  # of more indicators it says how many
FINGERPRINT = 12  # characters: enough to find a file by, few enough to read out


class EventContext(NamedTuple):
    """What an event holds of what was done. What an earlier plan knew and this one does not is
    told by its id."""

    what: str
    subjects: Sequence[str]
    detail: Mapping[str, Any]
    plan: Catalogue

    def row(self, table: str) -> dict[str, Any]:
        """The row that it wrote to a table."""
        row: dict[str, Any] = self.detail["rows"][table][0]
        return row


Describer = Callable[[EventContext], str]


def describe_event(one: EventContext) -> str:
    try:
        return DESCRIPTIONS.get(one.what, plainly)(one)
    except CatalogueError:
        return plainly(one)


def plainly(one: EventContext) -> str:
    named = [short(subject) for subject in one.subjects]
    facts = [
        f"{name.replace('_', ' ')} {fact}"
        for name, fact in one.detail.items()
        if isinstance(fact, str | int | float) and fact != ""
    ]
    return ": ".join(filter(None, [capitalise(one.what), ", ".join([*named, *facts])]))


def short(subject: str) -> str:
    """A subject as it is, a sha256 by its beginning."""
    is_sha256 = len(subject) == 64 and subject.isalnum()
    return f"file {subject[:FINGERPRINT]}" if is_sha256 else subject


def accepted(one: EventContext) -> str:
    file = one.row("return")["file"]
    return f"Accepted {one.subjects[0]}, {file}: {pluralise(one.detail['lines'], 'line')}"


def changed_state(verb: str) -> Describer:
    def description(one: EventContext) -> str:
        reason = one.row("return_state")["reason"]
        return ": ".join(filter(None, [f"{verb} {one.subjects[0]}", reason]))

    return description


def checked(one: EventContext) -> str:
    kinds = {"error": "errors", "query": "queries", "warning": "warnings"}
    counts = one.detail
    found = [pluralise(counts[kind], kind, many) for kind, many in kinds.items() if kind in counts]
    return f"Read {short(one.subjects[0])}, not yet accepted: {join_list(found) or 'no faults'}"


def refused_file(one: EventContext) -> str:
    rule = one.row("refusal")["rule"].replace("-", " ").replace("_", " ")
    return f"Rejected {short(one.subjects[0])} ({rule}) and kept none of its content"


def was_set(one: EventContext) -> str:
    row = one.row("setting")
    kinds = [settings["kind"] for settings in one.detail["rows"].get("note_kind", [])]
    settings = {**row, "day": date.fromisoformat(row["day"]), "note_kind": next(iter(kinds), None)}
    setting = SimpleNamespace(**settings)
    whose = [setting.indicator, describe_scope(setting, one.plan)]
    about = ", ".join(part for part in whose if part)
    return f"{describe_setting(setting, one.plan)} ({about}; {one.subjects[0]}): {row['reason']}"


def ended(one: EventContext) -> str:
    row = one.row("setting_ending")
    after = f" after {row['last_day']}" if row["last_day"] else ""
    done = "Ended" if row["last_day"] else "Removed"
    return f"{done} {one.subjects[0]}{after}: {row['reason']}"


def meaning(one: EventContext) -> str:
    row = one.row("mapping")
    agency = one.plan.agency(row["agency"]).short_name
    return f"“{row['text']}” from {agency} means {row['means']} ({one.subjects[0]})"


def role_given(one: EventContext) -> str:
    row = one.row("user_role")
    limits = [one.plan.agency(id).short_name for id in row["agencies"]]
    limits += [one.plan.locality(id).name for id in row["localities"]]
    text = f"{row['email']} is {row['role']}"
    return ": ".join(filter(None, [text + (f" for {join_list(limits)}" if limits else ""),
                                   row["reason"]]))  # fmt: skip


def reminded(one: EventContext) -> str:
    names = [one.plan.agency(id).short_name for id in one.subjects]
    return f"Reminded {join_list(names)} of late figures"


def seen(one: EventContext) -> str:
    return f"Viewed exact figures: {one.detail['page']} ({one.detail['filters']})"


def taken(one: EventContext) -> str:
    rows = [] if one.detail["lines"] is None else [pluralise(one.detail["lines"], "row")]
    whom = (
        "exact" if one.detail["audience"] in ("exact", "member") else "protected, for wider sharing"
    )
    facts = [*rows, whom, *filter(None, [one.detail["filters"]]), short(one.subjects[0])]
    return f"Downloaded “{one.detail['file']}”, {one.detail['what']}: {'; '.join(facts)}"


def protected(one: EventContext) -> str:
    marks: Counter[str] = Counter()
    for row in one.detail["rows"]["protected_mark"]:
        marks[row["mark"]] += len(row["period_starts"])
    hidden, revised = marks.total() - marks["revised"], marks["revised"]
    done = [f"hid {pluralise(hidden, 'number')} permanently"] if hidden else []
    done += [f"marked {pluralise(revised, 'figure')} as revised"] if revised else []
    return f"In protected figures, {join_list(done)} ({whose(one)})"


def computed(one: EventContext) -> str:
    return f"Calculated protected figures ({whose(one)})"


def published(one: EventContext) -> str:
    cells = pluralise(one.detail["cells"], "figure")
    return f"Showed {cells} as protected for the first time ({whose(one)})"


def entered(table: str, what: str) -> Describer:
    """Of an entry made on a page: what it says, and why it was changed."""

    def description(one: EventContext) -> str:
        row = one.row(table)
        title = row["finding"] if table == "evidence_entry" else row["title"]
        about = f"{what} “{title}” ({one.subjects[0]})"
        return ": ".join(filter(None, [about, row["reason"]]))

    return description


def corrected_plan(one: EventContext) -> str:
    row = one.row("plan_edit")
    value = "the plan’s own again" if row["value"] is None else f"“{row['value']}”"
    value = "taken out" if row["value"] == "" and row["kind"] == "change" else value
    return f"Corrected the {row['kind']} of {row['subject']}: {value}: {row['reason']}"


def whose(one: EventContext) -> str:
    many = len(one.subjects) > NAMED
    return pluralise(len(one.subjects), "indicator") if many else join_list(one.subjects)


DESCRIPTIONS: dict[str, Describer] = {
    "return accepted": accepted,
    "return withdrawn": changed_state("Withdrew"),
    "return put back": changed_state("Restored"),
    "file checked": checked,
    "file refused": refused_file,
    **{f"{kind} set": was_set for kind in ("target", "baseline", "note", "meeting")},
    **{f"{kind} {done}": ended for kind in ("target", "baseline", "note", "meeting")
       for done in ("ended", "removed")},
    "meaning remembered": meaning,
    "role given": role_given,
    "reminder sent": reminded,
    "exact figures seen": seen,
    "file taken away": taken,
    "figures protected": protected,
    "protected figures computed": computed,
    "figures published": published,
    **{f"evidence {verb}": entered("evidence_entry", f"{verb.capitalize()} evidence")
       for verb in ("entered", "corrected", "withdrawn")},
    **{f"milestone {verb}": entered("milestone_entry", f"{verb.capitalize()} milestone")
       for verb in ("entered", "changed", "withdrawn")},
    "plan corrected": corrected_plan,
}  # fmt: skip
