import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.statistics import cumulative_incidence, kaplan_meier

OPEN, RESOLVED, OTHERWISE = 0, 1, 2

# Twenty concerns with ties of every sort.
TIMES = [1, 1, 2, 2, 2, 3, 4, 4, 5, 5, 6, 6, 7, 8, 8, 9, 10, 11, 12, 12]
ENDINGS = [1, 2, 1, 0, 1, 2, 1, 1, 0, 2, 1, 0, 2, 1, 0, 1, 0, 2, 1, 0]

lives = st.lists(
    st.tuples(st.integers(0, 15), st.sampled_from([OPEN, RESOLVED, OTHERWISE])),
    min_size=1,
    max_size=40,
)


def curve_of(pairs, **options):
    return cumulative_incidence([time for time, _ in pairs], [end for _, end in pairs], **options)


def error_of(curve, z=1.959963985):
    """The standard error that an interval was made from, in the unit of the share."""
    curve = curve.where(curve["upper"].notna())
    rest = 1 - curve["value"]
    bound = np.log(-np.log(1 - curve["upper"]))
    return (bound - np.log(-np.log(rest))) / z * rest * -np.log(rest)


def test_shares_and_errors_are_those_of_an_independent_program():
    # statsmodels 0.15, duration.survfunc.CumIncidenceRight(TIMES, ENDINGS): cinc[0], cinc_se[0]
    curve = cumulative_incidence(TIMES, ENDINGS)
    assert curve["value"].tolist() == pytest.approx(
        [0.05, 0.15, 0.15, 0.256667, 0.256667, 0.315333, 0.315333, 0.381333, 0.460533, 0.460533,
         0.460533, 0.566133], abs=5e-7
    )  # fmt: skip
    assert error_of(curve).tolist() == pytest.approx(
        [0.048734, 0.079844, 0.079844, 0.099235, 0.099235, 0.107302, 0.107302, 0.115287, 0.123989,
         0.123989, 0.123989, 0.133611], abs=5e-7
    )  # fmt: skip


def test_a_small_case_is_as_worked_out_by_hand():
    # Of 4: one resolved (1/4), one merged, one resolved out of the 2 left: 1/4 + 1/2 × 1/2.
    curve = cumulative_incidence([1, 2, 3, 4], [RESOLVED, OTHERWISE, RESOLVED, OPEN])
    assert curve["value"].tolist() == [0.25, 0.25, 0.5, 0.5]
    assert curve["otherwise_value"].tolist() == [0, 0.25, 0.25, 0.25]
    assert curve[["at_risk", "resolved", "otherwise", "censored"]].to_numpy().tolist() == [
        [4, 1, 0, 0], [3, 0, 1, 0], [2, 1, 0, 0], [1, 0, 0, 1],
    ]  # fmt: skip


@given(lives)
def test_the_shares_are_those_of_a_plain_loop(pairs):
    still_open, resolved, otherwise, expected = 1.0, 0.0, 0.0, []
    for time in sorted({time for time, _ in pairs}):
        at_risk = sum(other >= time for other, _ in pairs)
        resolved += still_open * pairs.count((time, RESOLVED)) / at_risk
        otherwise += still_open * pairs.count((time, OTHERWISE)) / at_risk
        ended = pairs.count((time, RESOLVED)) + pairs.count((time, OTHERWISE))
        still_open *= 1 - ended / at_risk
        expected.append((resolved, otherwise))
    found = curve_of(pairs)[["value", "otherwise_value"]].to_numpy()
    assert found == pytest.approx(np.array(expected))


@given(lives)
def test_the_variance_is_the_published_sum_term_by_term(pairs):
    curve = curve_of(pairs)
    errors = error_of(curve)
    rows = list(curve.itertuples())
    for place, row in enumerate(rows):
        if np.isnan(row.upper):
            continue
        variance, still_open = 0.0, 1.0
        for at in rows[: place + 1]:
            n, d = at.at_risk, at.resolved + at.otherwise
            later = row.value - at.value
            if later > 1e-12:
                variance += later**2 * d / (n * (n - d))
            variance += still_open**2 * (n - at.resolved) * at.resolved / n**3
            variance -= 2 * later * still_open * at.resolved / n**2
            still_open *= 1 - d / n
        assert errors[place] ** 2 == pytest.approx(variance, abs=1e-9)


@given(lives)
def test_without_other_endings_it_is_kaplan_and_meiers_curve(pairs):
    alone = [(time, min(ending, RESOLVED)) for time, ending in pairs]
    ours = curve_of(alone)
    theirs = kaplan_meier([time for time, _ in alone], [ending for _, ending in alone])
    for column in ("value", "lower", "upper"):
        assert ours[column].to_numpy() == pytest.approx(theirs[column].to_numpy(), nan_ok=True)


@given(lives)
def test_with_nobody_still_open_it_is_the_plain_share_of_all(pairs):
    ended = [(time, ending or OTHERWISE) for time, ending in pairs]
    for row in curve_of(ended).itertuples():
        share = sum(time <= row.month and end == RESOLVED for time, end in ended) / len(ended)
        assert row.value == pytest.approx(share)


@given(lives)
def test_no_share_is_above_the_curve_that_leaves_other_endings_out(pairs):
    followed = [(time, ending) for time, ending in pairs if ending != OTHERWISE]
    if followed:
        without = curve_of(followed).set_index("month")["value"]
        held = curve_of(pairs).set_index("month")["value"].reindex(without.index)
        assert (held <= without + 1e-12).all()


@given(lives, st.sampled_from([0.8, 0.95]))
def test_the_interval_holds_the_curve_and_the_shares_make_one_whole(pairs, level):
    curve = curve_of(pairs, level=level)
    assert (curve["value"] + curve["otherwise_value"] <= 1 + 1e-12).all()
    assert curve["value"].is_monotonic_increasing
    defined = curve[curve["upper"].notna()]
    assert (defined["lower"] >= -1e-12).all()
    assert (defined["lower"] <= defined["value"] + 1e-12).all()
    assert (defined["value"] <= defined["upper"] + 1e-12).all()
    assert (defined["upper"] <= 1 + 1e-12).all()


@given(lives.flatmap(lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs))))
def test_the_order_of_the_concerns_does_not_matter(drawn):
    pairs, shuffled = drawn
    assert curve_of(pairs).equals(curve_of(shuffled))


def test_the_interval_covers_the_truth_as_often_as_it_states():
    # Resolved at rate 0.10 and merged at rate 0.03 a month, watched for 2 to 14 months.
    random = np.random.default_rng(4)
    truth = 0.10 / 0.13 * (1 - np.exp(-0.13 * 6))
    held = 0
    for _ in range(400):
        ends = random.exponential(1 / 0.13, 80)
        seen = random.uniform(2, 14, 80)
        kinds = np.where(random.random(80) < 0.10 / 0.13, RESOLVED, OTHERWISE)
        curve = cumulative_incidence(np.minimum(ends, seen), np.where(ends < seen, kinds, OPEN))
        row = curve[curve["month"] <= 6].iloc[-1]
        held += row["lower"] <= truth <= row["upper"]
    assert 0.92 <= held / 400 <= 0.98


def test_no_concerns_give_no_rows():
    assert cumulative_incidence([], []).empty


@pytest.mark.parametrize(
    ("months", "endings", "message"),
    [
        ([1, 2], [1], "do not match"),
        ([-1], [1], "0 or more"),
        ([None], [1], "every time is known"),
        ([1], [None], "every ending is known"),
        ([1], [3], "every ending is known"),
    ],
)
def test_unknown_times_and_endings_are_refused(months, endings, message):
    with pytest.raises(ValueError, match=message):
        cumulative_incidence(months, endings)
