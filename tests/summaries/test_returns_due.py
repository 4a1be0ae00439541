"""What is owed and what was received: each rule on its own, and all against a plain loop."""

import random
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from dscp_data.catalogue import catalogue
from dscp_data.catalogue.deadlines import due_date
from dscp_data.model.periods import Period, add_months, month, quarter, year
from dscp_data.model.returns import Action
from dscp_data.store import withdraw
from dscp_data.summaries.returns_due import by_quarter, due
from tests.making import concern, observation
from tests.summaries.spring import IN_TIME, SPRING, TOO_LATE, row

PARTNERSHIP = catalogue().partnership


def standing(store, day=TOO_LATE, **where):
    return row(due(store, day), **where)["standing"]


def quarter_of(found, agency, start=SPRING[0].start):
    held = by_quarter(found)
    return held[(held["agency"] == agency) & (held["quarter_start"] == start)].iloc[0]


def test_a_months_figure_falls_due_21_days_after_its_quarter():
    assert due_date(date(2025, 4, 30), PARTNERSHIP) == date(2025, 7, 21)
    assert due_date(date(2025, 6, 30), PARTNERSHIP) == date(2025, 7, 21)


def test_the_settings_say_when_figures_are_due():
    monthly = replace(PARTNERSHIP, returns_every="month", due_days=10)
    assert due_date(date(2025, 4, 30), monthly) == date(2025, 5, 10)


def test_a_figure_is_not_yet_due_on_its_due_date_and_late_the_day_after(store):
    assert standing(store, IN_TIME) == "not yet due"
    assert standing(store, TOO_LATE) == "late"


def test_every_agency_owes_its_indicators_and_no_others(store):
    found = due(store, year(2025).end)
    owed = set(zip(found["agency"], found["indicator"], strict=True))
    assert owed == {(a, i.id) for i in catalogue().indicators for a in i.agencies}


def test_figures_are_owed_from_the_start_of_the_plan_or_the_first_figure_accepted(store, take_in):
    assert due(store, TOO_LATE)["period_start"].min() == date(2025, 4, 1)
    take_in(observation(period=month(2024, 6)))
    assert due(store, TOO_LATE)["period_start"].min() == date(2024, 4, 1)
    take_in(observation(period=month(2019, 6)))
    assert due(store, TOO_LATE)["period_start"].min() == date(2023, 4, 1)


@pytest.mark.parametrize(
    ("differences", "expected"),
    [
        ({}, "received"),
        ({"numerator": 0.0, "status": "nil"}, "nil"),
        ({"numerator": None, "status": "cannot report"}, "cannot report"),
        ({"numerator": None, "status": "not applicable"}, "not applicable"),
        ({"numerator": None, "status": "suppressed"}, "received"),
    ],
)
def test_an_answer_of_any_kind_is_not_late(store, take_in, differences, expected):
    take_in(observation(**differences))
    assert standing(store) == expected


def test_a_nil_beside_a_figure_is_received(store, take_in):
    take_in(observation(), observation(locality="teesdale", numerator=0.0, status="nil"))
    assert standing(store) == "received"


def test_a_district_that_is_missing_between_two_returns_is_reported(store, take_in):
    for place in ("easington", "teesdale"):
        take_in(observation(locality=place), observation(locality=place, period=SPRING[2]))
    take_in(observation(period=SPRING[1]))
    missed = row(due(store, TOO_LATE), start=SPRING[1].start)
    assert (missed["standing"], missed["missing"]) == ("partly", ("teesdale",))


def test_a_district_that_has_only_just_fallen_out_is_missed_and_then_no_longer(store, take_in):
    take_in(observation(), observation(locality="teesdale"), observation(period=SPRING[1]))
    assert standing(store, start=SPRING[1].start) == "partly"
    take_in(observation(period=SPRING[2]))
    assert standing(store, start=SPRING[2].start) == "received"


def test_a_county_wide_figure_leaves_no_district_missing(store, take_in):
    take_in(observation(), observation(period=SPRING[1], locality="county-wide"))
    assert standing(store, start=SPRING[1].start) == "received"


@pytest.mark.parametrize("place", ["out-of-county", "not-known"])
def test_nobody_misses_what_came_from_outside(store, take_in, place):
    take_in(observation(), observation(locality=place), observation(period=SPRING[1]))
    assert standing(store, start=SPRING[1].start) == "received"


def test_a_quarter_with_two_of_its_months_is_partly_there(store, take_in):
    take_in(*(observation(indicator="E09", period=p) for p in SPRING[:2]))
    assert standing(store, indicator="E09") == "partly"
    take_in(observation(indicator="E09", period=SPRING[2]))
    assert standing(store, indicator="E09") == "received"


def test_a_figure_for_the_quarter_answers_for_each_of_its_months(store, take_in):
    take_in(observation(period=quarter(2025, 1)))
    assert [standing(store, start=p.start) for p in SPRING] == ["received"] * 3


def test_a_withdrawn_return_was_never_sent_but_stood_on_the_day(store, take_in):
    receipt = take_in(observation())
    before = store.query("returns", as_of=None)["accepted_at"].iloc[0].to_pydatetime()
    withdraw(store, receipt.return_id, by="analyst")
    assert standing(store) == "late"
    assert row(due(store, TOO_LATE, as_of=before))["standing"] == "received"


def test_one_register_answers_for_every_agency_that_owes_it_up_to_its_last_day(store, take_in):
    take_in(concerns=(concern(),), cut_off=date(2025, 5, 31))
    for agency in ("dcc-csc", "durham-constabulary"):
        expected = [standing(store, agency=agency, indicator="H18", start=p.start) for p in SPRING]
        assert expected == ["received", "received", "late"]
    assert standing(store, agency="dscp", indicator="R02") == "late"


def test_the_reform_plan_answers_up_to_the_day_it_was_received(store, take_in):
    step = Action(
        "masa", "readiness", "Plan written", "dscp", None, date(2025, 9, 1), None, "on-track",
        "", "", "", "Reform", "A5",
    )  # fmt: skip
    take_in(actions=(step,), agency="dscp")
    assert standing(store, agency="dscp", indicator="R02") == "received"
    assert standing(store, agency="dscp", indicator="R01") == "received"


def test_a_year_is_due_with_the_quarter_it_ends_in(store):
    yearly = row(
        due(store, date(2026, 4, 21)),
        agency="public-health",
        indicator="H05",
        start=year(2025).start,
    )
    assert yearly["quarter_start"] == date(2026, 1, 1)
    assert (yearly["due"], yearly["standing"]) == (date(2026, 4, 21), "not yet due")


def test_an_agencys_quarter_is_late_partly_there_or_received(store, take_in):
    assert quarter_of(due(store, TOO_LATE), "housing")["standing"] == "late"
    assert quarter_of(due(store, IN_TIME), "housing")["standing"] == "not due"
    owed = [i for i in catalogue().indicators if "housing" in i.agencies]
    monthly = [observation(agency="housing", indicator="H08", period=p) for p in SPRING]
    take_in(*monthly[:2], agency="housing")
    assert quarter_of(due(store, TOO_LATE), "housing")["standing"] == f"partly 0 of {len(owed)}"
    take_in(*monthly, agency="housing")
    assert quarter_of(due(store, TOO_LATE), "housing")["standing"] == f"partly 1 of {len(owed)}"
    rest = [
        observation(agency="housing", indicator=i.id, period=quarter(2025, 1))
        for i in owed
        if i.frequency == "quarter"
    ]
    take_in(*rest, agency="housing")
    expected = quarter_of(due(store, TOO_LATE), "housing")
    assert (expected["standing"], expected["late"]) == ("received", 0)


@pytest.mark.parametrize("status", ["nil", "cannot report"])
def test_a_quarter_of_nothing_but_one_word_is_that_word(store, take_in, status):
    owed = [i for i in catalogue().indicators if "nenc-icb" in i.agencies]
    first, *rest = [
        observation(
            agency="nenc-icb",
            indicator=i.id,
            period=quarter(2025, 1),
            numerator=0.0 if status == "nil" else None,
            status=status,
        )
        for i in owed
    ]
    take_in(first._replace(numerator=None, status="not applicable"), *rest, agency="nenc-icb")
    assert quarter_of(due(store, TOO_LATE), "nenc-icb")["standing"] == status


def test_the_months_of_which_nothing_came_are_known(store, take_in):
    take_in(
        observation(indicator="E09", period=SPRING[0]),
        observation(indicator="E09", period=SPRING[2], locality="teesdale"),
    )
    held = row(due(store, TOO_LATE), indicator="E09")
    assert held["missing_months"] == (SPRING[1].start,)
    assert row(due(store, TOO_LATE))["missing_months"] == (SPRING[0].start,)


# The same again in plain loops.

PLACES = ("easington", "teesdale", "sedgefield", "county-wide", "out-of-county")
STATUSES = ("reported", "reported", "reported", "nil", "cannot report", "suppressed")
OWED = (("E08", "dcc-csc", 1), ("E09", "dcc-csc", 3), ("E14", "hdft", 1), ("E17", "hdft", 3))


def random_figures(chance):
    """Observations with holes: months and quarters, now this place and now that."""
    figures = {}
    for indicator, agency, _ in OWED:
        periods = [month(2025, number) for number in range(4, 13)]
        periods += [quarter(2025, number) for number in (1, 2, 3)]
        for period in periods:
            for place in PLACES:
                if chance.random() < (0.5 if period.type == "month" else 0.1):
                    made = observation(
                        indicator=indicator,
                        agency=agency,
                        period=period,
                        locality=place,
                        status=chance.choice(STATUSES),
                        numerator=None,
                    )
                    figures[made.key] = made
    return list(figures.values())


def stands_by_loop(figures, indicator, agency, months, start, day):
    def months_of(period):
        return {add_months(period.start, n) for n in range(period.months)}

    def said(first):
        """{place: (months given, statuses)} of the period that begins then."""
        wanted, places = {add_months(first, n) for n in range(months)}, {}
        for one in figures:
            given = months_of(one.period) & wanted
            if (one.indicator, one.agency) == (indicator, agency) and given:
                held, statuses = places.setdefault(one.locality, (set(), set()))
                held |= given
                statuses.add(one.status)
        return places

    held = said(start)
    if not held:
        due_on = date(2025, 10, 21) if start < date(2025, 10, 1) else date(2026, 1, 21)
        due_on = date(2025, 7, 21) if start < date(2025, 7, 1) else due_on
        return "late" if day > due_on else "not yet due"
    starts = [date(2025, 4, 1)]
    while starts[-1] < date(2025, 12, 1):
        starts.append(add_months(starts[-1], months))
    given_starts = [s for s in starts if said(s)]
    expected = set()
    for place in PLACES[:3]:
        named = [n for n, s in enumerate(given_starts) if place in said(s)]
        at = given_starts.index(start)
        if named and named[0] <= at <= named[-1] + 1:
            expected.add(place)
    whole = {place for place, (given, _) in held.items() if len(given) == months}
    if len(whole) < len(held) or ("county-wide" not in whole and expected - whole):
        return "partly"
    statuses = {status for _, every in held.values() for status in every}
    return statuses.pop() if statuses in ({"nil"}, {"cannot report"}) else "received"


@pytest.mark.parametrize("seed", range(6))
def test_the_query_finds_what_a_plain_loop_finds(store, take_in, seed):
    figures = random_figures(random.Random(seed))
    take_in(*figures)
    day = date(2025, 11, 15)
    found = due(store, day)
    wanted = {(indicator, agency): months for indicator, agency, months in OWED}
    pairs = pd.Series(list(zip(found["indicator"], found["agency"], strict=True)))
    compared = found[pairs.isin(list(wanted)).to_numpy()]
    assert len(compared) == 2 * 9 + 2 * 3
    assert {"partly", "received"} <= set(compared["standing"])
    for one in compared.itertuples():
        expected = stands_by_loop(
            figures, one.indicator, one.agency, wanted[one.indicator, one.agency],
            one.period_start, day,
        )  # fmt: skip
        assert one.standing == expected, (one.indicator, one.period_start)


def test_every_period_ends_by_the_end_of_the_quarter_asked_about(store):
    found = due(store, date(2025, 8, 3))
    assert found["period_end"].max() == quarter(2025, 2).end
    ends = [
        Period(start, kind).end
        for start, kind in zip(found["period_start"], found["period_type"], strict=True)
    ]
    assert ends == list(found["period_end"])
