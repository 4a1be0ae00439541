"""Areas of concern are judged only once their whole window has passed."""

import math
from datetime import date

import pytest

from dscp_data.aggregation.cohorts import Member, activity, cohort_frame, first_reference
from dscp_data.trends import Selection, trends
from dscp_data.trends.finding import finding
from tests.making import concern

CUT_OFF = date(2025, 9, 30)


def cohort(*members, window=6, period_type="month", cut_off=CUT_OFF):
    return cohort_frame(members, window, period_type, cut_off).iloc[0]


def shown(store, indicator, **selection):
    (one,) = trends(
        store, [store.plan.indicator(indicator)], Selection(**selection, audience="exact")
    )
    return one.points.set_index("name")


def test_a_mature_cohort_is_resolved_over_all_with_its_interval():
    seen = cohort(
        Member(date(2025, 1, 10), date(2025, 5, 1)),
        Member(date(2025, 1, 20), date(2025, 8, 1)),
    )
    assert (seen["state"], seen["value"], seen["reached"], seen["members"]) == ("mature", 50, 1, 2)
    assert seen["lower"] < 50 < seen["upper"]


@pytest.mark.parametrize(
    ("resolved", "within"),
    [(date(2025, 2, 28), True), (date(2025, 3, 1), False)],
)
def test_the_window_ends_on_the_same_day_with_month_ends_clamped(resolved, within):
    seen = cohort(Member(date(2024, 8, 31), resolved))
    assert bool(seen["reached"]) is within


def test_a_concern_is_eligible_on_the_very_day_its_window_ends():
    assert cohort(Member(date(2025, 3, 30), None))["eligible"] == 1
    assert cohort(Member(date(2025, 3, 30), None), cut_off=date(2025, 9, 29))["eligible"] == 0


def test_a_cohort_still_followed_up_has_bounds_and_no_percentage():
    seen = cohort(
        Member(date(2025, 3, 5), date(2025, 4, 1)),
        Member(date(2025, 3, 6), None),
        Member(date(2025, 3, 31), None),
        Member(date(2025, 3, 31), None, ended_otherwise=True),
        cut_off=date(2025, 9, 29),
    )
    assert seen["state"] == "maturing"
    assert math.isnan(seen["value"])
    assert (seen["lower"], seen["upper"]) == (25, 50)
    assert (seen["not_yet_known"], seen["ended_otherwise"]) == (1, 1)


def test_a_cohort_of_which_nobody_has_been_followed_up_is_too_early():
    assert cohort(Member(date(2025, 8, 1), date(2025, 8, 9)))["state"] == "too early"


def test_a_period_that_has_not_ended_is_not_mature():
    seen = cohort(
        Member(date(2025, 4, 2), date(2025, 5, 1)), period_type="year", cut_off=date(2025, 12, 31)
    )
    assert seen["state"] == "maturing"


def test_a_period_in_which_nothing_was_opened_has_no_value():
    frame = cohort_frame(
        [Member(date(2024, 1, 5), None), Member(date(2024, 3, 5), None)], 6, "month", CUT_OFF
    )
    assert list(frame["members"]) == [1, 0, 1]
    assert math.isnan(frame["value"].iloc[1])


def test_six_or_twelve_months_is_the_readers_choice(store, take_in):
    opened, resolved = date(2024, 1, 10), date(2024, 9, 10)
    take_in(
        concerns=(concern(opened=opened, resolved=resolved, outcome="resolved"),), cut_off=CUT_OFF
    )
    assert shown(store, "H18").loc["January 2024", "value"] == 0
    assert shown(store, "H18", window=12).loc["January 2024", "value"] == 100


def test_another_ending_is_not_a_resolution_and_stays_in_the_base(store, take_in):
    lines = (
        concern(opened=date(2024, 1, 10), resolved=date(2024, 2, 1), outcome="merged"),
        concern(reference="AC002", opened=date(2024, 1, 11), resolved=date(2024, 2, 1)),
    )
    take_in(concerns=lines, cut_off=CUT_OFF)
    seen = shown(store, "H18").loc["January 2024"]
    assert (seen["numerator"], seen["denominator"]) == (1, 2)


@pytest.mark.parametrize(
    "again",
    [
        {"reference": "AC001", "opened": date(2024, 12, 1)},
        {"reference": "AC009", "opened": date(2024, 12, 1), "repeat_of": "AC001"},
    ],
)
def test_a_concern_that_comes_back_counts_as_a_repeat_of_the_resolved_one(store, take_in, again):
    first = concern(opened=date(2023, 11, 1), resolved=date(2024, 1, 15), outcome="resolved")
    take_in(concerns=(first, concern(**again)), cut_off=CUT_OFF)
    seen = shown(store, "H19").loc["January 2024"]
    assert (seen["numerator"], seen["denominator"], seen["complete"]) == (1, 1, True)
    assert shown(store, "H18").loc["November 2023", "numerator"] == 1


def test_a_repeat_of_a_repeat_is_the_same_concern_whichever_it_names(store, take_in):
    take_in(
        concerns=(
            concern(reference="A", opened=date(2023, 1, 1), resolved=date(2023, 3, 1)),
            concern(reference="B", opened=date(2023, 6, 1), resolved=date(2023, 9, 1),
                    repeat_of="A"),
            concern(reference="C", opened=date(2024, 1, 1), repeat_of="A"),
        ),
        cut_off=CUT_OFF,
    )  # fmt: skip
    seen = shown(store, "H19")["numerator"].dropna()
    assert seen[["March 2023", "September 2023"]].tolist() == [1, 1]


@pytest.mark.parametrize(
    ("repeat_of", "first"),
    [({}, "C"), ({"C": "B", "B": "A"}, "A"), ({"C": "C"}, "C"), ({"C": "B", "B": "C"}, "B")],
)
def test_a_chain_of_repeats_begins_at_its_first_and_a_circle_ends(repeat_of, first):
    assert first_reference("C", repeat_of) == first


def test_a_concern_that_comes_back_after_the_window_is_no_repeat(store, take_in):
    first = concern(opened=date(2023, 1, 1), resolved=date(2023, 1, 15), outcome="resolved")
    take_in(concerns=(first, concern(opened=date(2024, 1, 16))), cut_off=CUT_OFF)
    assert shown(store, "H19").loc["January 2023", "numerator"] == 0


def test_the_cut_off_is_that_of_the_latest_register_that_is_active(store, take_in):
    line = concern(opened=date(2025, 1, 10))
    take_in(concerns=(line,), cut_off=date(2025, 6, 30))
    assert not shown(store, "H18")["complete"].any()
    take_in(concerns=(line,), cut_off=date(2025, 9, 30))
    assert shown(store, "H18")["complete"].all()


def test_a_register_can_be_filtered_to_a_locality(store, take_in):
    lines = (concern(), concern(reference="AC002", locality="teesdale"))
    take_in(concerns=lines, cut_off=CUT_OFF)
    assert shown(store, "H18", localities=("teesdale",))["denominator"].tolist() == [1]


def test_the_finding_names_the_window_that_was_chosen(store, take_in):
    take_in(concerns=(concern(opened=date(2024, 1, 10)),), cut_off=CUT_OFF)
    (one,) = trends(store, [store.plan.indicator("H18")], Selection(window=12, audience="exact"))
    assert finding(one).startswith("Areas of concern resolved within 12 months: 0 of 1 in January")


def test_activity_counts_what_happened_in_each_period_whenever_it_began(store, take_in):
    lines = (
        concern(opened=date(2025, 4, 2), resolved=date(2025, 6, 3), outcome="resolved"),
        concern(reference="AC002", opened=date(2025, 5, 2), resolved=date(2025, 6, 9)),
        concern(reference="AC003", opened=date(2025, 6, 1), resolved=date(2025, 6, 2),
                outcome="moved"),
        concern(reference="AC004", opened=date(2025, 6, 30)),
    )  # fmt: skip
    take_in(concerns=lines, cut_off=date(2025, 6, 30))
    found = activity(store.query("concerns", as_of=None, localities=None), "month")
    assert found.drop(columns="period_start").to_numpy().tolist() == [
        [1, 0, 0, 1],
        [1, 0, 0, 2],
        [2, 2, 1, 1],
    ]


def test_a_line_that_a_newer_register_dropped_is_unknown_after_its_own(store, take_in):
    dropped = concern(reference="AC002", opened=date(2025, 1, 20))
    take_in(concerns=(concern(), dropped), cut_off=date(2025, 3, 31))
    take_in(concerns=(concern(),), cut_off=CUT_OFF)
    seen = shown(store, "H18").loc["January 2025"]
    assert (seen["denominator"], seen["complete"]) == (2, False)
    assert (seen["lower"], seen["upper"]) == (0, 50)  # AC002 may have been resolved since March
    found = activity(store.query("concerns", as_of=None, localities=None), "month")
    still_open = found.set_index("period_start")["still_open"]
    assert (still_open["2025-03-01"], still_open["2025-09-01"]) == (2, 1)


def test_each_of_two_registers_is_judged_by_its_own_cut_off(store, take_in):
    resolved = [
        concern(reference=f"C{n}", opened=date(2024, 6, 5), resolved=date(2024, 7, 1))
        for n in range(10)
    ]
    waiting = [concern(reference=f"P{n}", opened=date(2024, 6, 5)) for n in range(10)]
    take_in(concerns=tuple(resolved), cut_off=date(2024, 12, 31))
    police = "durham-constabulary"
    take_in(concerns=tuple(waiting), agency=police, cut_off=date(2024, 7, 31))
    seen = shown(store, "H18").loc["June 2024"]
    assert not seen["complete"]
    assert (seen["lower"], seen["upper"]) == (50, 100)


def test_a_repeat_on_the_day_of_resolution_is_a_repeat(store, take_in):
    first = concern(opened=date(2024, 1, 1), resolved=date(2024, 3, 1), outcome="resolved")
    again = concern(reference="AC009", opened=date(2024, 3, 1), repeat_of="AC001")
    take_in(concerns=(first, again), cut_off=CUT_OFF)
    assert shown(store, "H19").loc["March 2024", "numerator"] == 1


def test_a_concern_resolved_on_the_day_it_opened_is_no_repeat_of_itself(store, take_in):
    line = concern(opened=date(2024, 3, 1), resolved=date(2024, 3, 1), outcome="resolved")
    take_in(concerns=(line,), cut_off=CUT_OFF)
    assert shown(store, "H19").loc["March 2024", "numerator"] == 0
