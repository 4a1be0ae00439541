import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dscp_data.statistics import p_chart, p_chart_many, xmr, xmr_many

number = st.one_of(st.none(), st.integers(0, 50))
tables = st.lists(st.lists(number, min_size=1, max_size=20), min_size=1, max_size=4)


def observations(table):
    return pd.DataFrame(
        [
            {"indicator": f"i{i}", "month": month, "count": count, "base": 50, "new": month == 5}
            for i, series in enumerate(table)
            for month, count in enumerate(series)
        ]
    )


def rebase_of(rows):
    return np.flatnonzero(rows["new"])


@given(tables, st.booleans(), st.randoms(use_true_random=False))
def test_a_table_in_any_order_has_the_charts_of_its_series(table, screen, random):
    rows = observations(table)
    shuffled = rows.loc[random.sample(list(rows.index), len(rows))]
    settings = {"by": ["indicator"], "time": "month", "value": "count", "rebase": "new"}
    charts = xmr_many(shuffled, **settings, screen=screen, run=5)
    assert charts.index.equals(shuffled.index)
    alone = [
        xmr(series["count"], rebase=rebase_of(series), screen=screen, run=5)
        for _, series in rows.groupby("indicator")
    ]
    pd.testing.assert_frame_equal(charts.sort_index(), pd.concat(alone))


@given(tables)
def test_a_table_of_proportions_has_the_p_charts_of_its_series(table):
    rows = observations(table)
    charts = p_chart_many(
        rows, by=["indicator"], time="month", numerator="count", denominator="base"
    )
    alone = [p_chart(series["count"], series["base"]) for _, series in rows.groupby("indicator")]
    pd.testing.assert_frame_equal(charts.drop(columns="sigma_z"), pd.concat(alone))
    factors = charts["sigma_z"].groupby(rows["indicator"]).unique()
    assert [tuple(factor) for factor in factors] == [chart.attrs["sigma_z"] for chart in alone]


def test_two_rows_for_one_month_are_refused():
    rows = observations([[1, 2, 3]])
    with pytest.raises(ValueError, match="two rows for one series and month"):
        xmr_many(pd.concat([rows, rows[:1]]), by=["indicator"], time="month", value="count")


def test_an_empty_table_gives_no_rows():
    rows = observations([[1, 2]])[:0]
    assert xmr_many(rows, by=["indicator"], time="month", value="count").empty
