"""The named questions that roll figures up have the same rows in Spark as in DuckDB."""

import pandas as pd
import pytest

from dscp_data.model.periods import PERIOD_TYPES
from dscp_data.store.engine.macros import macros_of
from dscp_spark.comparison import answer, connected

TABLES = ("current_observation", "observation", "return_state", "supersession", "indicator_rule")


@pytest.fixture(scope="module")
def session(cluster, samples, tmp_path_factory):
    """A session with the tables of the sample store as its views."""
    folder = tmp_path_factory.mktemp("tables")
    with connected(cluster.address) as session, samples.cursor() as cursor:
        for name in TABLES:
            path = folder / f"{name}.parquet"
            cursor.execute(f"FROM {name}").df().to_parquet(path)
            session.read.parquet(str(path)).createOrReplaceTempView(name)
        yield session


def parameters(plan, as_of):
    return {
        "as_of": as_of,
        "wanted": [one.id for one in plan.indicators],
        "indicators": [one.id for one in plan.indicators],
        "agencies": [one.id for one in plan.agencies][1:],  # one is not in the list
        "localities": [one.id for one in plan.localities],
    }


@pytest.mark.parametrize("earlier", [False, True], ids=["now", "as of an earlier time"])
@pytest.mark.parametrize("period_type", PERIOD_TYPES)
def test_figures_by_period_are_those_of_duckdb(session, samples, period_type, earlier):
    with samples.cursor() as cursor:
        (middle,) = cursor.execute("SELECT median(changed_at) FROM return_state").fetchone()
    asked = parameters(samples.plan, middle if earlier else None)
    name = f"figures_by_{period_type}"
    here = samples.query(name, **asked)
    there = answer(session, name, asked, macros_of(samples.plan))
    assert len(here) > 100
    pd.testing.assert_frame_equal(in_order(there), in_order(here), check_exact=True)


def in_order(frame):
    return frame.sort_values([*frame.columns], ignore_index=True)
