"""What each role sees and enters on the pages of evidence and of the reform plan."""

import pytest

from dscp_data.access import NotAllowed, record_commands
from dscp_data.intake.rules import PERSON
from dscp_data.model.clock import today
from dscp_data.model.entries import EvidenceEntry, MilestoneEntry, PlanEdit
from dscp_data.records.author import Author
from dscp_ui import queries
from dscp_ui.access import signed_in_user
from tests.ui.access.people import ANN, STEWARD
from tests.ui.pages import opened, text_of
from tests.ui.tables import tables

VIEWS = ("log", "voice", "coverage", "executive")
INFORMED = ("member", "manager", "analyst", "steward")
OF_TEWV = EvidenceEntry(today(), "tewv", "training", "Well attended")
ANN_S = Author("ann", "Agreed")


def labels(app):
    return [one.label for one in app.button]


def button(app, label):
    return next(one for one in app.button if one.label == label)


def field(app, label):
    return next(one for one in (*app.text_area, *app.text_input) if one.label == label)


def enter(app, finding):
    field(app, "What was found").input(finding)
    button(app, "Enter it").click().run()
    assert not app.exception
    return text_of(app)


@pytest.mark.parametrize("role", ["viewer", "auditor"])
def test_evidence_is_not_for_whoever_may_not_see_records(sign_in, role):
    sign_in(role)
    app = opened("evidence")
    assert f"Your role, {role}, does not include this page. Ask a steward: {STEWARD}." in text_of(
        app
    )


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("role", INFORMED)
def test_every_view_opens_for_whoever_may_see_records(sign_in, role, view):
    sign_in(role)
    app = opened("evidence", evidence_view=view)
    assert not app.exception
    assert ("Enter it" in labels(app)) == (view == "log" and role in ("analyst", "steward"))
    assert ("Save the correction" in labels(app)) == (view == "coverage" and role == "steward")


@pytest.mark.parametrize("role", ["steward", "analyst"])
def test_what_is_entered_on_the_page_is_in_the_log_under_who_entered_it(sign_in, role):
    sign_in(role)
    app = opened("evidence")
    enter(app, "Plans were agreed")
    assert [one.value for one in app.success] == ["The evidence is in the log."]
    (row,) = queries.evidence_log.unchecked(None).to_dict("records")
    assert (row["finding"], row["entered_by"]) == ("Plans were agreed", ANN)
    assert row["agency"] == ("tewv" if role == "analyst" else "dcc-csc")
    shown = next(
        table for name, table in tables(app).items() if name.startswith("Evidence, newest")
    )
    assert list(shown["Finding"]) == ["Plans were agreed"]


def test_what_may_name_a_person_is_refused_in_the_words_of_intake_until_it_is_explained(sign_in):
    sign_in("steward")
    app = opened("evidence")
    said = enter(app, "Kayleigh Dixon agreed")
    assert f"{PERSON.message} {PERSON.fix}" in said
    assert queries.evidence_log.unchecked(None).empty
    field(app, "Why it does not identify a person").input("A road of that name").run()
    assert [one.value for one in app.success] == ["The evidence is in the log."]
    (row,) = queries.evidence_log.unchecked(None).to_dict("records")
    assert row["finding"] == "Kayleigh Dixon agreed"


@pytest.mark.parametrize("role", ["viewer", "member", "manager", "auditor"])
def test_whoever_may_not_change_records_cannot_whatever_the_page_shows(sign_in, role):
    sign_in(role)
    opened("overview")
    store, user = queries.store(), signed_in_user.user()
    milestone = MilestoneEntry("masa", "", "Plan agreed", "tewv", today(), "on-track")
    for change, entry in (
        (record_commands.save_entry, OF_TEWV),
        (record_commands.save_entry, milestone),
        (record_commands.save_correction, PlanEdit("threads", "H01", "send")),
    ):
        with pytest.raises(NotAllowed):
            change(store, user, entry, ANN_S)


def test_an_analyst_changes_only_what_is_of_their_own_agencies(sign_in):
    sign_in("analyst")
    opened("overview")
    store, user = queries.store(), signed_in_user.user()
    id = record_commands.save_entry(store, user, OF_TEWV, ANN_S)
    other = EvidenceEntry(today(), "vcs", "training", "Well attended")
    with pytest.raises(NotAllowed):
        record_commands.save_entry(store, user, other, ANN_S)
    taken = EvidenceEntry(today(), "vcs", "training", "Well attended", id=id, step=1)
    with pytest.raises(NotAllowed):
        record_commands.save_entry(store, user, taken, ANN_S)


def test_a_steward_changes_the_plan_and_the_timeline_shows_it(sign_in):
    sign_in("steward")
    app = opened("priority_four")
    field(app, "Milestone").input("Partner contributions agreed")
    button(app, "Add the milestone").click().run()
    assert not app.exception
    assert "Partner contributions agreed" in text_of(app)
    assert list(queries.run_sql("actions", as_of=None)["entered_by"]) == [ANN]


def test_a_steward_links_an_indicator_to_a_thread_and_the_weave_shows_it(sign_in):
    sign_in("steward")
    app = opened("golden_threads")
    app.selectbox(key="correct-threads-of").select("H04").run()
    chosen = next(one for one in app.multiselect if one.label == "Golden Threads")
    chosen.select("send")
    field(app, "Reason").input("Agreed by the Think Tank")
    button(app, "Save the links").click().run()
    assert not app.exception
    assert queries.plan_at(None).indicator("H04").golden_threads == ("send",)


def test_nobody_but_a_steward_is_offered_to_correct_the_plan(sign_in):
    sign_in("analyst")
    assert "Save the links" not in labels(opened("golden_threads"))
