"""The evidence log: lines of returns, and what is entered, corrected and withdrawn on a page."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from dscp_data.intake.rules import PERSON
from dscp_data.model.clock import today, utc_now
from dscp_data.model.entries import EvidenceEntry
from dscp_data.records.author import Author
from dscp_data.records.entries import EntryError, save_entry, withdraw_entry
from dscp_data.records.evidence import (
    EVIDENCE,
    entry_of,
    evidence_log,
)
from dscp_data.records.typed_text import PersonalData
from dscp_data.store import withdraw
from dscp_data.store.records.entries import entry_versions
from dscp_data.store.records.versions import ChangedMeanwhile
from tests.making import evidence as line

ANN = Author("ann", "Misread")
NEW = EvidenceEntry(
    date(2026, 2, 4), "tewv", "child-voice", "Young people asked for evenings", ("3",), ("3.4",),
    ("child-voice",), ("T04", "T06"), "", "Open on two evenings", "Head of service",
    date(2026, 9, 30), None, "Report 7",
)  # fmt: skip


def rows(store, as_of=None):
    return evidence_log(store, as_of).to_dict("records")


def findings(store, as_of=None):
    return [row["finding"] for row in rows(store, as_of)]


def only(store):
    (row,) = rows(store)
    return row


def test_what_is_entered_is_in_the_log_beside_what_was_sent(store, send):
    send(line())
    save_entry(store, EVIDENCE, NEW, Author("ann"))
    assert findings(store) == [NEW.finding, line().finding]
    entered = rows(store)[0]
    assert entry_of(entered) == replace(NEW, id=1, step=1)
    assert (entered["entered_by"], entered["file"]) == ("ann", "")


def test_a_line_is_corrected_and_still_leads_to_its_cell(store, send):
    send(line())
    save_entry(
        store, EVIDENCE, replace(entry_of(only(store)), finding="Nine of ten had a plan"), ANN
    )
    row = only(store)
    assert row["finding"] == "Nine of ten had a plan"
    assert (row["file"], row["sheet"], row["cell"]) == ("return.xlsx", "Evidence", "A5")


def test_a_correction_stays_when_the_same_line_is_sent_again(store, send):
    send(line())
    save_entry(store, EVIDENCE, replace(entry_of(only(store)), rating="Requires improvement"), ANN)
    send(line(cell="A9"))
    assert only(store)["rating"] == "Requires improvement"


def test_a_correction_goes_with_the_return_of_its_line(store, send):
    receipt = send(line())
    save_entry(store, EVIDENCE, replace(entry_of(only(store)), rating="Requires improvement"), ANN)
    withdraw(store, receipt.return_id, by="ann")
    assert rows(store) == []


def test_what_is_withdrawn_is_in_the_log_as_at_before(store, send):
    send(line())
    before = utc_now()
    withdraw_entry(store, EVIDENCE, entry_of(only(store)), ANN)
    assert findings(store) == []
    assert findings(store, before) == [line().finding]


def test_the_log_at_any_time_is_what_replaying_the_versions_gives(store):
    """Law: as at a time, each id is its last version by then, and withdrawn ones are gone."""
    start = datetime(2026, 3, 1)
    first = save_entry(store, EVIDENCE, NEW, Author("ann"), at=start)
    second = save_entry(store, EVIDENCE, replace(NEW, finding="Another"), Author("bo"), at=start)
    changes = [
        replace(NEW, id=first, step=1, finding="Corrected once"),
        replace(NEW, id=second, step=1, finding="Another, corrected"),
        replace(NEW, id=first, step=2, finding="Corrected twice"),
    ]
    for hours, entry in enumerate(changes, 1):
        save_entry(store, EVIDENCE, entry, ANN, at=start + timedelta(hours=hours))
    gone = replace(changes[-1], step=3)
    withdraw_entry(store, EVIDENCE, gone, ANN, at=start + timedelta(hours=4))
    versions = entry_versions(store, EvidenceEntry)
    for hours in range(-1, 6):
        at = start + timedelta(hours=hours, minutes=1)
        last = {}
        for one in sorted(versions, key=lambda one: one.entry.step):
            if one.at <= at:
                last[one.entry.id] = one.entry
        expected = sorted(one.finding for one in last.values() if one.state == "active")
        assert sorted(findings(store, at)) == expected


def test_the_second_of_two_who_correct_the_same_version_gets_a_warning(store):
    id = save_entry(store, EVIDENCE, NEW, Author("ann"))
    save_entry(store, EVIDENCE, replace(NEW, id=id, step=1, rating="Good"), ANN)
    with pytest.raises(ChangedMeanwhile):
        save_entry(store, EVIDENCE, replace(NEW, id=id, step=1, rating="Inadequate"), ANN)


@pytest.mark.parametrize("field", ["finding", "recommendation", "owner", "document"])
def test_what_may_name_a_person_is_asked_about_in_the_words_of_intake(store, field):
    with pytest.raises(PersonalData) as asked:
        save_entry(
            store, EVIDENCE, replace(NEW, **{field: "Kayleigh Dixon said so"}), Author("ann")
        )
    assert str(asked.value) == f"{PERSON.message} {PERSON.fix}"
    assert asked.value.needs_explanation
    assert rows(store) == []


@pytest.mark.parametrize("text", ["NHS 943 476 5919", "born on 3 May 2012", "lives at DH1 5UL"])
def test_what_identifies_a_child_is_never_stored(store, text):
    with pytest.raises(PersonalData) as refused:
        save_entry(store, EVIDENCE, replace(NEW, finding=text), Author("ann", explanation="Agreed"))
    assert not refused.value.needs_explanation


@pytest.mark.parametrize(
    ("differs", "says"),
    [
        ({"finding": " "}, "Enter what was found"),
        ({"date": today() + timedelta(days=2)}, "in the future"),
        ({"type": "rumour"}, "no type"),
        ({"golden_threads": ("gold",)}, "no Golden Thread"),
        ({"outcomes": ("9.9",)}, "no outcome"),
        ({"recommendation": ""}, "Enter the recommendation"),
    ],
)
def test_what_cannot_be_stored_says_what_to_change(store, differs, says):
    with pytest.raises(EntryError, match=says):
        save_entry(store, EVIDENCE, replace(NEW, **differs), Author("ann"))


def test_a_correction_needs_a_reason(store, send):
    send(line())
    with pytest.raises(EntryError, match="reason"):
        save_entry(store, EVIDENCE, entry_of(only(store)), Author("ann"))


def test_evidence_counts_for_its_own_outcomes_or_those_of_its_indicators(store, send):
    send(line(outcomes=(), indicator="H12"), line(outcomes=("2.2",), finding="Another"))
    found = {row["finding"]: row for row in rows(store)}
    assert found[line().finding]["bears_on"] == ("1.1", "1.2", "1.3", "1.4")
    assert found["Another"]["bears_on"] == ("2.2",)
    assert found["Another"]["under"] == ("2",)
