"""Fill, load, fill again from what was loaded, load again: both times it says what was put in."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dscp_data.catalogue import catalogue
from dscp_data.intake.check import check_file
from dscp_data.model.returns import Action, Concern, Evidence, MappingMeeting, Observation
from dscp_data.store import accept
from dscp_data.templates.figure_sheets import periods_of
from dscp_data.templates.prefilled import prefilled_template
from dscp_data.templates.template import template

SENDER, YEAR, TODAY = "dcc-csc", 2025, date(2026, 10, 15)
PLAN = catalogue()
OWED = [i for i in PLAN.indicators_owed_by(SENDER) if i.worked_out_from == "returns"]
PLACES = st.sampled_from([place.id for place in PLAN.localities if place.kind != "whole"])
DAYS = st.dates(date(2025, 4, 1), date(2026, 3, 31))
WORDS = st.sampled_from(["", "Late forms", "=2+2 on the form", "New form: counted twice", "(p)"])
COUNTS = st.integers(0, 5000)


@st.composite
def observations(draw):
    indicator = draw(st.sampled_from(OWED))
    period = draw(st.sampled_from(periods_of(YEAR, indicator.frequency)))
    status = draw(
        st.sampled_from(["reported", "nil", "suppressed", "not applicable", "cannot report"])
    )
    base = draw(st.integers(1, 5000)) if indicator.has_denominator else None
    number = 0.0 if status == "nil" else None
    if status == "reported":
        number = draw(st.integers(0, base or 5000))
    return Observation(
        indicator.id, SENDER, draw(PLACES), period, number,
        base if status in ("reported", "suppressed") else None,
        status, draw(st.booleans()) and status == "reported", draw(WORDS), "", "",
    )  # fmt: skip


@st.composite
def concerns(draw):
    opened, is_open = draw(DAYS), draw(st.booleans())
    resolved = None if is_open else opened + timedelta(days=draw(st.integers(0, 90)))
    ending = "" if is_open else draw(st.sampled_from(["resolved", "merged", "moved"]))
    reference = f"AC-{draw(st.integers(1, 999)):03d}"
    return Concern(reference, "Bus station", draw(PLACES), opened, resolved, ending, "", "", "")


@st.composite
def meetings(draw):
    discussed = draw(st.none() | COUNTS)
    opened = draw(st.none() | st.integers(0, discussed or 0))
    agencies = st.lists(st.sampled_from([a.id for a in PLAN.agencies]), unique=True, max_size=4)
    return MappingMeeting(
        draw(DAYS), draw(PLACES), discussed, opened, draw(st.none() | COUNTS),
        tuple(draw(agencies)), "", "",
    )  # fmt: skip


RECOMMENDATIONS = st.sampled_from(
    [
        {},
        {"priorities": ("1", "3"), "recommendation": "Share the checklist", "owner": "dscp",
         "recommendation_due": date(2026, 12, 1), "document": "=R7"},
        {"recommendation": "=Train the team", "owner": "dcc-csc",
         "recommendation_due": date(2025, 5, 1), "recommendation_done": date(2025, 6, 1)},
    ]
)  # fmt: skip


@st.composite
def evidence(draw):
    first = draw(st.sampled_from(["", *(i.id for i in PLAN.indicators)]))
    others = ("E05", "E06") if first not in ("", "E05", "E06") and draw(st.booleans()) else ()
    return Evidence(
        draw(DAYS), SENDER, draw(st.sampled_from([t.id for t in PLAN.evidence_types])),
        tuple(draw(st.lists(st.sampled_from([o.id for o in PLAN.outcomes]), unique=True,
                            max_size=3))),
        tuple(draw(st.lists(st.sampled_from([t.id for t in PLAN.golden_threads]), unique=True,
                            max_size=3))),
        draw(st.sampled_from(["Children felt heard", "=Records are clearer", "1,003 of them"])),
        draw(st.sampled_from(["", "Good", "3"])),
        first, "", "", other_indicators=others, **draw(RECOMMENDATIONS),
    )  # fmt: skip


RETURNS = st.fixed_dictionaries(
    {
        "latest": st.lists(observations(), unique_by=lambda o: o.key, max_size=12),
        "concerns": st.lists(concerns(), unique_by=lambda c: c.reference, max_size=4),
        "meetings": st.lists(
            meetings(), unique_by=lambda m: (m.held_on, m.locality), max_size=4
        ),
        "evidence": st.lists(evidence(), max_size=3),
    }
)  # fmt: skip


def placeless(lines):
    return sorted((without_place(line) for line in lines), key=repr)


def without_place(line):
    if isinstance(line, Observation):
        return line._replace(sheet="", cell="")
    return replace(line, sheet="", cell="")


def said(checked):
    read = {
        "latest": checked.observations, "concerns": checked.concerns,
        "meetings": checked.meetings, "evidence": checked.evidence,
    }  # fmt: skip
    return {kind: placeless(lines) for kind, lines in read.items()}


@settings(max_examples=10, deadline=None, derandomize=True, database=None,
          suppress_health_check=[HealthCheck.too_slow])  # fmt: skip
@given(RETURNS)
def test_whatever_is_filled_in_is_read_back_twice(held):
    cut_off = date(2026, 9, 30)
    meant = {kind: placeless(lines) for kind, lines in held.items()}
    for _ in range(2):
        data = template(SENDER, YEAR, PLAN, **held, cut_off=cut_off)
        checked = check_file(data, "return.xlsx", catalogue=PLAN, today=TODAY)
        assert [f for f in checked.faults if f.code != "unusual-period"] == []
        assert said(checked) == meant
        held = {kind: list(lines) for kind, lines in said(checked).items()}


@pytest.mark.parametrize("sender", ["dcc-csc", "durham-constabulary"])
def test_what_the_store_holds_comes_back_out_of_its_template(store, sender):
    held = {
        "latest": [Observation("H03", sender, "easington", periods_of(YEAR, "month")[0], 3.0, None,
                               "reported", False, "", "", "")],
        "concerns": [Concern("AC-1", "Bus station", "easington", date(2025, 5, 5), None, "", "",
                             "", "")],
        "meetings": [MappingMeeting(date(2025, 5, 6), "easington", 3, None, 1003,
                                    ("tewv", sender), "", ""),
                     MappingMeeting(date(2025, 6, 6), "teesdale", None, None, None, (), "", "")],
        "evidence": [Evidence(date(2025, 5, 1), sender, "training", ("1.1",), (), "Well attended",
                              "", "E05", "", "", ("2",), ("E06",), "Run it again", "dscp",
                              date(2026, 3, 1), None, "Report 7")],
    }  # fmt: skip
    data = template(sender, YEAR, PLAN, **held, cut_off=date(2025, 6, 30))
    checked = check_file(data, "return.xlsx", catalogue=PLAN, today=TODAY)
    accept(store, checked, data, by="analyst")
    again = check_file(
        prefilled_template(store, sender, YEAR), "return.xlsx", catalogue=PLAN, today=TODAY
    )
    assert said(again) == said(checked) == {k: placeless(lines) for k, lines in held.items()}
    assert (again.cut_off, again.faults) == (date(2025, 6, 30), ())


def test_milestones_come_back_out_of_the_template_of_who_keeps_the_plan(store):
    milestone = Action(
        "family-help", "readiness", "Teams formed", "dcc-csc", date(2025, 5, 1), date(2025, 9, 1),
        None, "at-risk", "Half are in place", "", "=Grant", "", "", "Head of Early Help",
        "Needs the information sharing agreement", "nearly-ready",
    )  # fmt: skip
    data = template("dscp", YEAR, PLAN, actions=[milestone])
    checked = check_file(data, "return.xlsx", catalogue=PLAN, today=TODAY)
    assert placeless(checked.actions) == [milestone]
    accept(store, checked, data, by="analyst")
    again = check_file(
        prefilled_template(store, "dscp", YEAR), "return.xlsx", catalogue=PLAN, today=TODAY
    )
    assert placeless(again.actions) == [milestone]
