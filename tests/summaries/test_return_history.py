"""A return beside its versions: what became of it, what changed, what a withdrawal would change."""

import random

import pandas as pd
import pytest

from dscp_data.catalogue import catalogue
from dscp_data.model.periods import month
from dscp_data.store import preview_state_change, restore, withdraw
from dscp_data.summaries.return_history import (
    describe_consequence,
    describe_counts,
    describe_differences,
    describe_history,
    format_stored_figure,
    totals_by_indicator,
)
from tests.making import concern, observation

APRIL, MAY = month(2025, 4), month(2025, 5)
TEESDALE = observation(locality="teesdale", numerator=5.0)


def history(store, return_id):
    return describe_history(store.query("return_history", return_id=return_id))


def between(store, older, newer):
    return store.query("compare_returns", older=older, newer=newer)


def what_happens(store, return_id, state="withdrawn"):
    lines = store.query("register_counts", return_id=return_id).iloc[0].sum()
    return describe_consequence(preview_state_change(store, return_id, state), lines, state)


def test_a_return_that_replaces_another_is_described_for_both(store, take_in):
    first = take_in(observation(), TEESDALE)
    second = take_in(observation(numerator=11.0))
    assert list(history(store, first.return_id)["What"]) == [
        "Accepted",
        "Replaced completely by return 2",
    ]
    assert list(history(store, second.return_id)["What"]) == [
        "Accepted",
        "Replaced return 1 completely",
    ]


def test_a_correction_of_some_figures_is_described_with_how_many(store, take_in):
    first = take_in(observation(), observation(period=MAY), TEESDALE)
    second = take_in(observation(numerator=11.0))
    assert history(store, first.return_id)["What"].iloc[-1] == "Return 2 updated 1 figure"
    assert history(store, second.return_id)["What"].iloc[-1] == "Updated 1 figure from return 1"


def test_who_withdrew_it_and_why_is_described_in_order(store, take_in):
    first = take_in(observation())
    withdraw(store, first.return_id, by="Ann", reason="wrong quarter")
    restore(store, first.return_id, by="Bea", reason="right after all")
    told = history(store, first.return_id)
    assert list(told["What"]) == ["Accepted", "Withdrawn", "Restored"]
    assert list(told["By"]) == ["analyst", "Ann", "Bea"]
    assert list(told["Why"]) == ["", "wrong quarter", "right after all"]


def test_what_becomes_of_the_return_that_replaced_it_is_described(store, take_in):
    first = take_in(observation())
    second = take_in(observation(numerator=11.0))
    withdraw(store, second.return_id, by="Ann", reason="not checked")
    restore(store, second.return_id, by="Bea", reason="checked")
    assert list(history(store, first.return_id)["What"])[-2:] == [
        "Return 2, which replaced it, was withdrawn",
        "Return 2, which replaces it, was restored",
    ]


def test_returns_that_share_no_figure_are_not_in_each_other_s_history(store, take_in):
    first = take_in(observation())
    take_in(observation(period=MAY))
    take_in(observation(agency="durham-constabulary"))
    assert list(history(store, first.return_id)["What"]) == ["Accepted"]


def test_two_versions_differ_in_what_was_added_changed_and_left_out(store, take_in):
    first = take_in(observation(cell="C7"), TEESDALE, observation(period=MAY))
    second = take_in(
        observation(numerator=12.0, cell="D9"),
        observation(period=MAY),
        observation(locality="sedgefield", numerator=None, denominator=40.0, status="suppressed"),
    )
    found = between(store, first.return_id, second.return_id)
    assert describe_counts(found) == "1 added, 1 changed, 1 left out and 1 unchanged"
    said = describe_differences(found, catalogue()).set_index("Change")
    assert list(said.index) == ["Changed", "Left out", "Added"]
    changed = said.loc["Changed"]
    assert (changed["Before"], changed["Cell before"]) == ("10", "Sheet1!C7")
    assert (changed["After"], changed["Cell after"]) == ("12", "Sheet1!D9")
    assert (changed["Locality"], changed["Period"]) == ("Easington", "April 2025")
    assert (said.loc["Left out", "Before"], said.loc["Left out", "After"]) == ("5", "–")
    assert said.loc["Added", "After"] == "suppressed by the agency out of 40"


def test_totals_of_two_versions_are_those_of_their_files(store, take_in):
    first = take_in(observation(), TEESDALE)
    second = take_in(observation(numerator=12.0), observation(indicator="E07", numerator=3.0))
    totals = totals_by_indicator(between(store, first.return_id, second.return_id), catalogue())
    rows = totals.set_index(totals["Indicator"].str[:3])
    assert list(rows.loc["E08", ["Changed", "Left out", "Sum before", "Sum after"]]) == [
        1, 1, "15", "12",
    ]  # fmt: skip
    assert list(rows.loc["E07", ["Added", "Sum before", "Sum after"]]) == [1, "0", "3"]


@pytest.mark.parametrize("seed", range(3))
def test_what_changed_is_what_a_plain_loop_finds(store, take_in, seed):
    chance = random.Random(seed)

    def version():
        return {
            (indicator, period, place): observation(
                indicator=indicator,
                period=period,
                locality=place,
                numerator=float(chance.randint(0, 1)),
                provisional=chance.random() < 0.2,
            )
            for indicator in ("E07", "E08")
            for period in (APRIL, MAY)
            for place in ("easington", "teesdale", "sedgefield")
            if chance.random() < 0.6
        }

    old, new = version(), version()
    first, second = take_in(*old.values()), take_in(*new.values())
    found = between(store, first.return_id, second.return_id)
    said = {
        (one.indicator, month(one.period_start.year, one.period_start.month), one.locality): (
            one.change
        )
        for one in found.itertuples()
    }
    expected = {}
    for key in old.keys() | new.keys():
        if key not in old or key not in new:
            expected[key] = "added" if key in new else "left out"
        else:
            same = (old[key].numerator, old[key].provisional) == (
                new[key].numerator,
                new[key].provisional,
            )
            expected[key] = "unchanged" if same else "changed"
    assert said == expected


def test_a_figure_is_described_in_words():
    assert format_stored_figure(1234.0, float("nan"), "reported", False) == "1,234"
    assert format_stored_figure(12.0, 40.0, "reported", True) == "12 of 40 (provisional)"
    assert format_stored_figure(0.0, float("nan"), "nil", False) == "0"
    assert format_stored_figure(float("nan"), float("nan"), None, None) == "–"


def test_withdrawing_shows_what_comes_back_and_what_goes(store, take_in):
    take_in(observation(), observation(period=MAY), TEESDALE)
    second = take_in(observation(numerator=12.0), observation(locality="sedgefield"), TEESDALE)
    assert what_happens(store, second.return_id) == (
        "If you continue, 2 figures come from return 1 (1 changes) and 1 figure is no longer "
        "included."
    )


def test_withdrawing_shows_what_a_replaced_return_brings_back(store, take_in):
    take_in(observation(), TEESDALE)
    second = take_in(observation())
    assert what_happens(store, second.return_id) == (
        "If you continue, 2 figures come from return 1 (1 is not included now)."
    )


def test_restoring_shows_what_it_brings_back_and_takes_away(store, take_in):
    take_in(observation(), TEESDALE)
    second = take_in(observation())
    withdraw(store, second.return_id, by="Ann", reason="")
    assert what_happens(store, second.return_id, "accepted") == (
        "If you continue, 1 figure comes from return 2 (the same as now) and 1 figure is no longer "
        "included."
    )


def test_withdrawing_what_is_superseded_changes_no_figure(store, take_in):
    first = take_in(observation())
    take_in(observation(numerator=11.0))
    assert what_happens(store, first.return_id) == "No current figures will change."


def test_registers_that_no_longer_count_are_listed(store, take_in):
    sent = take_in(concerns=(concern(), concern(reference="AC002")))
    assert what_happens(store, sent.return_id).endswith(
        "Its 2 register entries will no longer count."
    )


def test_trying_changes_nothing_and_shows_what_then_happens(store, take_in):
    take_in(observation(), TEESDALE)
    second = take_in(observation(numerator=12.0), observation(locality="sedgefield"))
    before, version = history_of(store), store.version
    foretold = preview_state_change(store, second.return_id, "withdrawn")
    pd.testing.assert_frame_equal(history_of(store), before)
    assert store.version == version
    withdraw(store, second.return_id, by="Ann", reason="wrong")
    after = history_of(store)
    keys = ["indicator", "locality", "period_start"]
    moved = before.merge(after, on=keys, how="outer", suffixes=("_held", "_next"))
    moved = moved[moved["return_id_held"].ne(moved["return_id_next"])]
    assert sorted(map(tuple, moved[keys].values)) == sorted(map(tuple, foretold[keys].values))


def history_of(store):
    with store.cursor() as cursor:
        return cursor.execute(
            "SELECT indicator, locality, period_start, return_id FROM current_observation"
            " ORDER BY ALL"
        ).df()
