"""Partnerships compare on a cluster as they do in DuckDB, row for row."""

from functools import partial

import pandas as pd
import pytest

from dscp_data.cli.main import main
from dscp_data.exports.publication.comparison import compare
from dscp_spark.__main__ import main as main_of_spark
from dscp_spark.comparison import compare_totals
from tests.exports.publications import exact, protected


@pytest.fixture(scope="module")
def published(partnerships, tmp_path_factory):
    """The folder that all have published in for an audience."""
    folders = {}
    for name, publish in (("exact", exact), ("protected", protected)):
        folders[name] = tmp_path_factory.mktemp(f"{name} 100% für=alle+")
        for store in partnerships:
            publish(store, folders[name])
    return folders


@pytest.mark.parametrize(
    ("audience", "period_type"),
    [("exact", "month"), ("exact", "year"), ("protected", "month"), ("protected", "quarter")],
)
def test_every_row_is_that_of_duckdb(cluster, published, audience, period_type):
    here = compare([published[audience]], period_type)
    there = compare(
        [published[audience]], period_type, totals=partial(compare_totals, cluster.address)
    )
    assert len(here.figures) > 4
    pd.testing.assert_frame_equal(there.figures, here.figures, check_exact=True)


def test_only_periods_from_the_first_that_is_wanted_are_compared(cluster, published):
    last = compare([published["exact"]], "month").figures["period_start"].max()
    totals = partial(compare_totals, cluster.address)
    found = compare([published["exact"]], "month", first=last.date(), totals=totals).figures
    assert set(found["period_start"]) == {last}


def test_the_command_has_the_workers_answer_and_writes_what_that_of_duckdb_writes(
    cluster, published, capsys
):
    asked = ["compare", str(published["exact"]), "--indicator", "E04"]
    assert main(asked) == 0
    here = capsys.readouterr()
    assert main_of_spark([*asked, "--cluster", cluster.address]) == 0
    there = capsys.readouterr()
    assert "north-partnership" in there.out
    assert there.out == here.out
    assert all(any("Asked to launch executor" in line for line in log) for log in cluster.logs)


def test_what_cannot_be_compared_is_a_sentence(cluster, tmp_path, capsys):
    assert main_of_spark(["compare", str(tmp_path), "--cluster", cluster.address]) == 3
    assert "No partnership has published" in capsys.readouterr().err
