import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.statistics import kaplan_meier

# Maintained group of the acute myelogenous leukaemia trial (R: survival::aml).
AML_TIMES = [9, 13, 13, 18, 23, 28, 31, 34, 45, 48, 161]
AML_ENDED = [1, 1, 0, 1, 1, 0, 1, 1, 0, 1, 0]

lives = st.lists(st.tuples(st.integers(0, 15), st.booleans()), min_size=1, max_size=40)


def curve_of(pairs, **options):
    return kaplan_meier([time for time, _ in pairs], [ended for _, ended in pairs], **options)


def test_the_published_survival_of_the_aml_trial():
    ends = kaplan_meier(AML_TIMES, AML_ENDED).query("resolved > 0")
    assert ends["month"].tolist() == [9, 13, 18, 23, 31, 34, 48]
    assert (1 - ends["value"]).tolist() == pytest.approx(
        [0.909, 0.818, 0.716, 0.614, 0.491, 0.368, 0.184], abs=5e-4
    )
    # survfit(Surv(time, status) ~ 1, conf.type = "log-log")
    assert (1 - ends["upper"]).tolist() == pytest.approx(
        [0.508, 0.447, 0.350, 0.266, 0.167, 0.093, 0.012], abs=5e-4
    )
    assert (1 - ends["lower"]).tolist() == pytest.approx(
        [0.987, 0.951, 0.899, 0.835, 0.753, 0.657, 0.525], abs=5e-4
    )


def test_each_time_is_a_row_with_its_counts():
    curve = kaplan_meier([3, 1, 3, 3], [True, True, False, True])
    assert curve[["month", "at_risk", "resolved", "censored"]].to_numpy().tolist() == [
        [1, 4, 1, 0],
        [3, 3, 2, 1],
    ]


def test_a_resolution_comes_before_a_censoring_at_the_same_time():
    assert kaplan_meier([2, 2], [True, False])["value"].tolist() == [0.5]


@given(lives)
def test_the_curve_is_that_of_a_plain_loop(pairs):
    still_open, expected = 1.0, []
    for time in sorted({time for time, _ in pairs}):
        at_risk = sum(other >= time for other, _ in pairs)
        ended = sum(other == time and done for other, done in pairs)
        still_open *= 1 - ended / at_risk
        expected.append(1 - still_open)
    assert curve_of(pairs)["value"].tolist() == pytest.approx(expected)


@given(lives)
def test_without_censoring_it_is_the_plain_share_resolved(pairs):
    curve = kaplan_meier([time for time, _ in pairs], [True] * len(pairs))
    shares = [sum(time <= month for time, _ in pairs) / len(pairs) for month in curve["month"]]
    assert curve["value"].tolist() == pytest.approx(shares)


@given(lives, st.sampled_from([0.8, 0.95]))
def test_the_interval_holds_the_curve_and_stays_possible(pairs, level):
    curve = curve_of(pairs, level=level)
    undefined = (curve["value"] == 0) | (curve["value"] == 1)
    assert (curve["lower"].isna() == undefined).all()
    defined = curve[~undefined]
    assert defined["lower"].between(0, defined["value"]).all()
    assert defined["upper"].between(defined["value"], 1).all()


@given(lives.flatmap(lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs))))
def test_the_order_of_the_concerns_does_not_matter(drawn):
    pairs, shuffled = drawn
    assert curve_of(pairs).equals(curve_of(shuffled))


def test_no_concerns_give_no_rows():
    assert kaplan_meier([], []).empty


@pytest.mark.parametrize(
    ("months", "resolved", "message"),
    [
        ([1, 2], [True], "do not match"),
        ([-1], [True], "0 or more"),
        ([None], [True], "every time is known"),
        ([1], [None], "every ending is known"),
        ([1], [2], "every ending is known"),
        ([np.inf], [True], "infinity"),
    ],
)
def test_unknown_times_and_endings_are_refused(months, resolved, message):
    with pytest.raises(ValueError, match=message):
        kaplan_meier(months, resolved)
