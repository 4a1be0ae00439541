"""What a viewer is told of a whole store, and what somebody can make of all of it together.

The attack here knows nothing of how the product protects: only the figures sent in, what every
view shows, and how figures add up.
"""

import itertools

import numpy as np
import pytest

from dscp_data.catalogue import catalogue
from dscp_data.disclosure import protect
from dscp_data.disclosure.protected_series import NotDisclosable
from dscp_data.model.periods import PERIOD_TYPES, month, period_of
from dscp_data.store import withdraw
from dscp_data.trends import ALL, Selection, trends
from sample_data.making.files import truth
from tests.disclosure.attack import bounds_told, recovered
from tests.making import observation

PLACES = ("easington", "teesdale", "sedgefield", "wear-valley")
AGENCIES = ("dcc-early-help", "schools")
MONTHS = [month(2024, number) for number in (4, 5, 6, 7, 8, 9)]
CHOICES = ((), *((agency,) for agency in AGENCIES))
INDICATOR = "E14"  # a count of three agencies that add up


def rare(seed):
    """Figures of two agencies in four places over six months, most of them 1 or 7."""
    rng = np.random.default_rng(seed)
    likely = rng.dirichlet([1, 1, 1])
    keys = itertools.product(AGENCIES, PLACES, MONTHS)
    return {key: int(rng.choice([0, 1, 7], p=likely)) for key in keys}


def send(take_in, counts, indicator=INDICATOR):
    take_in(
        *(
            observation(
                indicator=indicator,
                agency=agency,
                locality=place,
                period=period,
                numerator=float(n),
            )
            for (agency, place, period), n in counts.items()
        )
    )


def viewed(store, indicator=INDICATOR, by="total", **selection):
    found = trends(
        store, [store.plan.indicator(indicator)], Selection(audience="protected", **selection), by
    )
    return found[0]


def everything_seen(store, indicator=INDICATOR, agencies=AGENCIES):
    """The whole cube as a viewer sees it: {(agencies, places, period type, start): shown}."""
    seen = {}
    chosen = [(), *((agency,) for agency in agencies)]
    for some, period_type, by in itertools.product(chosen, PERIOD_TYPES, ("total", "locality")):
        view = Selection(agencies=some, period_type=period_type, audience="protected")
        for one in trends(store, [store.plan.indicator(indicator)], view, by):
            places = () if one.locality == ALL else (one.locality,)
            seen |= {(some, places, *rest): n for rest, n in shown_by(one).items()}
    return seen


def shown_by(one):
    return {
        (one.period_type, row.period_start.date()): row.numerator_text or row.numerator
        for row in one.points.itertuples()
    }


def counted_in(key, counts):
    """Which of the figures sent in a view adds up, as a row of 0 and 1."""
    agencies, places, period_type, start = key
    return [
        (not agencies or agency in agencies)
        and (not places or place in places)
        and period_of(period.start, period_type).start == start
        for agency, place, period in counts
    ]


def attacked(seen, counts, own=()):
    """The small numbers of the cube that everything seen gives away, to somebody who sees the
    figures of some places exactly."""
    keys = list(seen)
    sums = np.array([counted_in(key, counts) for key in keys], dtype=float)
    truth = sums @ np.array(list(counts.values()), dtype=float)
    bounds = [
        bounds_told(np.nan, shown) if isinstance(shown, str) else bounds_told(shown, "")
        for shown in seen.values()
    ]
    theirs = np.array([bool(places) and set(places) <= set(own) for _, places, *_ in keys])
    bounds = np.where(theirs[:, None], truth[:, None], bounds)
    small = np.flatnonzero((truth > 0) & (truth < 8) & ~theirs)
    return recovered(sums, bounds, small)


@pytest.mark.parametrize("seed", range(3))
def test_the_attack_recovers_no_small_number_from_all_that_a_viewer_can_see(store, take_in, seed):
    counts = rare(seed)
    send(take_in, counts)
    assert attacked(everything_seen(store), counts) == {}


@pytest.mark.parametrize("indicator", ["E17", "T09"])
def test_the_attack_recovers_no_small_number_of_the_sample_returns(store, take_in, indicator):
    figures = [figure for figure in truth().values() if figure.indicator == indicator]
    counts = {
        (f.agency, f.locality, f.period): int(f.numerator)
        for f in figures
        if f.numerator is not None
    }
    send(take_in, counts, indicator)
    agencies = sorted({agency for agency, *_ in counts})
    seen = everything_seen(store, indicator, agencies)
    assert attacked(seen, counts) == {}
    # Nor does the manager of three of the seven localities learn one of the others.
    assert attacked(seen, counts, PLACES[:3]) == {}


def test_what_a_viewer_puts_together_is_what_they_could_add_up_themselves(store, take_in):
    send(take_in, rare(0))
    seen = everything_seen(store)
    for places in itertools.combinations(PLACES, 2):
        for (period_type, start), shown in shown_by(viewed(store, localities=places)).items():
            parts = [seen[((), (place,), period_type, start)] for place in places]
            assert shown == sum_of_shown(parts)


def sum_of_shown(parts):
    """The sum of protected numbers, "1 to 7" counted as 5 unless it stands alone."""
    if "[c]" in parts:
        return "[c]"
    above_0 = [part for part in parts if part != 0]
    if len(above_0) == 1:
        return above_0[0]
    return sum(5 if part == "1 to 7" else part for part in above_0)


def test_a_build_that_adds_exact_figures_and_then_rounds_gives_numbers_away():
    counts = rare(0)
    pairs = [(), *((place,) for place in PLACES), *itertools.combinations(PLACES, 2)]
    views = itertools.product(CHOICES, pairs, ["month"], [period.start for period in MONTHS])
    keys = list(views)
    exact = np.array([counted_in(key, counts) for key in keys]) @ np.array(list(counts.values()))
    rounded_last = {key: protect(n) for key, n in zip(keys, exact, strict=True)}
    assert len(attacked(rounded_last, counts)) > len(counts) / 10


def test_every_number_is_0_or_1_to_7_or_a_multiple_of_5_or_none_with_a_status(store, take_in):
    send(take_in, rare(1))
    for shown in everything_seen(store).values():
        assert shown in ("1 to 7", "[c]", "[x]") or (shown % 5 == 0)


def test_a_total_is_rounded_like_a_cell_and_is_not_the_sum_of_rounded_parts(store, take_in):
    send(take_in, {("schools", place, MONTHS[0]): 12 for place in PLACES})
    assert viewed(store).points["numerator"].tolist() == [50]  # of 48, and not 4 × 10


def test_several_places_are_the_sum_of_protected_figures_with_a_message(store, take_in):
    send(take_in, {("schools", place, MONTHS[0]): 12 for place in PLACES})
    one = viewed(store, localities=PLACES[:3])
    assert one.points["numerator"].tolist() == [30]
    assert one.protection == "Sum of protected figures"
    assert viewed(store).protection == "Protected figures"


def shares(take_in, numerator, denominator):
    take_in(
        observation(indicator="E04", period=MONTHS[0], numerator=numerator, denominator=denominator)
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "value", "marks"),
    [
        (33.0, 98.0, 35, ""),  # 35 of 100
        (0.0, 98.0, 0, ""),
        (3.0, 98.0, None, ""),
        (3.0, 7.0, None, ""),
        (9.0, 16.0, 67, "[u]"),  # 10 of 15
    ],
)
def test_a_percentage_is_of_protected_parts_whole_and_not_of_a_small_one(
    store, take_in, numerator, denominator, value, marks
):
    shares(take_in, numerator, denominator)
    point = viewed(store, "E04").points.iloc[0]
    assert (None if np.isnan(point["value"]) else point["value"]) == value
    assert point["marks"] == marks


def test_a_change_is_not_shown_where_an_end_is_small(store, take_in):
    for before, now in ((20, 3), (3, 20)):
        send(take_in, {("schools", "teesdale", month(2023, 4)): before})
        send(take_in, {("schools", "teesdale", month(2024, 4)): now})
        assert np.isnan(viewed(store).change_on_year)
    send(take_in, {("schools", "teesdale", month(2023, 4)): 12})
    assert viewed(store).change_on_year == 10  # 20 less 10, and not 8


def test_limits_are_those_of_the_protected_figures(store, take_in):
    numbers = [100, 104, 98, 101, 103, 97, 102, 99, 105, 96, 100, 103, 98, 101]
    starts = [period_of(MONTHS[0].start, "month")]
    while len(starts) < len(numbers):
        starts.append(starts[-1].next)
    pairs = zip(starts, numbers, strict=True)
    send(take_in, {("schools", "teesdale", start): number for start, number in pairs})
    shown = viewed(store).points
    assert shown["mean"].iloc[0] == pytest.approx(np.mean([protect(n) for n in numbers]))
    assert np.mean(numbers) != pytest.approx(shown["mean"].iloc[0])


def test_what_comes_from_a_register_is_not_shown(store):
    one = viewed(store, "H18")
    assert one.is_withheld
    assert one.is_empty


def test_an_earlier_state_is_not_shown(store):
    with pytest.raises(NotDisclosable, match="as at an earlier date"):
        viewed(store, as_of=store.plan.partnership.plan_start)


def test_a_change_of_stored_data_is_seen_and_marked_as_revised(store, take_in):
    send(take_in, {("schools", "teesdale", MONTHS[0]): 40})
    assert viewed(store).points["numerator"].tolist() == [40]
    receipt = take_in(
        observation(
            indicator=INDICATOR,
            agency="schools",
            locality="teesdale",
            period=MONTHS[0],
            numerator=61.0,
        )
    )
    assert viewed(store).points[["numerator", "marks"]].to_numpy().tolist() == [[60, "[r]"]]
    withdraw(store, receipt.return_id, by="analyst")
    assert viewed(store).points["numerator"].tolist() == [40]


def test_protecting_is_no_change_of_stored_data(store, take_in):
    send(take_in, rare(2))
    before = store.version
    viewed(store)
    assert store.version == before


def test_what_was_hidden_stays_hidden_when_other_figures_come(store, take_in):
    counts = rare(3)
    send(take_in, counts)
    first = everything_seen(store)
    send(take_in, {("schools", "durham-city", month(2024, 10)): 50})
    later = everything_seen(store)
    hidden = [key for key, shown in first.items() if shown == "[c]"]
    assert hidden
    assert all(later[key] == "[c]" for key in hidden)


def test_settings_name_a_profile_that_there_is():
    assert catalogue().profile(catalogue().partnership.profile).small_to == 7
