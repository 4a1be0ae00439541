"""Corrections of the plan take effect at once, and pages as at before show it as it was."""

from datetime import datetime, timedelta

import pytest

from dscp_data.model.clock import utc_now
from dscp_data.model.entries import PlanEdit
from dscp_data.records.author import Author
from dscp_data.records.plan_edits import PlanEditError, next_change, plan_at, save_correction
from dscp_data.records.typed_text import PersonalData
from dscp_data.store.records.entries import entry_versions

ANN = Author("ann", "Agreed by the partnership")
WORDING = PlanEdit("wording", "1.3", "Places and spaces are safe", "Minutes of 7 October 2026")


def outcome(plan, id):
    return next(one for one in plan.outcomes if one.id == id)


def test_a_wording_is_corrected_with_its_source(store):
    before = utc_now()
    save_correction(store, WORDING, ANN)
    now = outcome(plan_at(store), "1.3")
    assert now.wording == "Places and spaces are safe"
    assert plan_at(store).source(now.source).means == "Minutes of 7 October 2026"
    assert outcome(plan_at(store, before), "1.3") == outcome(store.plan, "1.3")


def test_an_indicator_is_linked_to_other_threads(store):
    save_correction(store, PlanEdit("threads", "H04", "jigsaw send"), ANN)
    assert plan_at(store).indicator("H04").golden_threads == ("jigsaw", "send")
    assert "H04" in [one.id for one in plan_at(store).indicators_on("send")]


def test_no_link_at_all_is_a_correction_too(store):
    save_correction(store, PlanEdit("threads", "H01", ""), ANN)
    assert plan_at(store).indicator("H01").golden_threads == ()


def test_a_note_and_a_contact_are_corrected(store):
    save_correction(store, PlanEdit("note", "H01", "Counts forms, not harm", "Think Tank"), ANN)
    save_correction(
        store, PlanEdit("contact", "service_owner", "Head of partnership", "Board"), ANN
    )
    plan = plan_at(store)
    assert plan.indicator("H01").caveat == "Counts forms, not harm"
    assert plan.partnership.service_owner == "Head of partnership"


def change(plan, id):
    return next((one for one in plan.guidance_changes if one.id == id), None)


def test_a_change_of_guidance_is_corrected_with_its_paragraph(store):
    edit = PlanEdit("change", "wt-04", "The partners have a chair", "Paragraph 57")
    save_correction(store, edit, ANN)
    now = change(plan_at(store), "wt-04")
    assert (now.change, now.source) == ("The partners have a chair", "Paragraph 57")


def test_a_change_of_guidance_is_added_taken_out_and_put_back(store):
    first = next_change(store)
    save_correction(store, PlanEdit("change", first, "A new duty", "Chapter 9"), ANN)
    assert plan_at(store).guidance_changes[-1].change == "A new duty"
    assert next_change(store) != first
    save_correction(store, PlanEdit("change", first, ""), ANN)
    save_correction(store, PlanEdit("change", "wt-01", ""), ANN)
    assert change(plan_at(store), first) is change(plan_at(store), "wt-01") is None
    save_correction(store, PlanEdit("change", "wt-01", None), ANN)
    assert plan_at(store).guidance_changes == store.plan.guidance_changes


def test_the_plan_s_own_is_back_where_a_correction_is_taken_back(store):
    save_correction(store, WORDING, ANN)
    save_correction(store, PlanEdit("wording", "1.3", None), ANN)
    assert plan_at(store).outcomes == store.plan.outcomes


def test_the_plan_at_any_time_is_what_replaying_the_corrections_gives(store):
    """Law: of each indicator the last links by then, else the plan's own."""
    start = datetime(2026, 3, 1)
    for hours, (id, value) in enumerate(
        [("H01", "send"), ("H04", "jigsaw"), ("H01", ""), ("H01", None), ("H04", "send jigsaw")]
    ):
        save_correction(
            store, PlanEdit("threads", id, value), ANN, at=start + timedelta(hours=hours)
        )
    versions = sorted(entry_versions(store, PlanEdit), key=lambda one: one.at)
    for hours in range(-1, 6):
        at = start + timedelta(hours=hours, minutes=1)
        expected = {one.id: one.golden_threads for one in store.plan.indicators}
        for one in versions:
            if one.at <= at:
                own = store.plan.indicator(one.entry.subject).golden_threads
                value = one.entry.value
                expected[one.entry.subject] = own if value is None else tuple(value.split())
        assert {one.id: one.golden_threads for one in plan_at(store, at).indicators} == expected


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (PlanEdit("wording", "9.9", "Something", "Minutes"), "no outcome"),
        (PlanEdit("wording", "1.3", "Something"), "where this comes from"),
        (PlanEdit("wording", "1.3", " ", "Minutes"), "Enter the new text"),
        (PlanEdit("threads", "H01", "gold"), "no Golden Thread"),
        (PlanEdit("change", "wt-99", "Something", "Chapter 1"), "no change of guidance"),
        (PlanEdit("change", "wt-01", "Something"), "where this comes from"),
        (PlanEdit("contact", "profile", "dfe", "Minutes"), "Choose the contact"),
    ],
)
def test_what_cannot_be_stored_says_what_to_change(store, edit, says):
    with pytest.raises(PlanEditError, match=says):
        save_correction(store, edit, ANN)


def test_a_correction_needs_a_reason(store):
    with pytest.raises(PlanEditError, match="reason"):
        save_correction(store, WORDING, Author("ann"))


def test_a_wording_that_may_name_a_person_is_asked_about(store):
    with pytest.raises(PersonalData):
        save_correction(store, PlanEdit("wording", "1.3", "Kayleigh Dixon leads", "Minutes"), ANN)
