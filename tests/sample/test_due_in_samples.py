"""Loading the sample returns: all are accepted, and what is due tells the planted stories."""

from datetime import date

import pytest

from dscp_data.operations.bulk_load import SAMPLES, arrivals, load
from dscp_data.store import open_store
from dscp_data.summaries.returns_due import agencies_to_remind, by_quarter, due

DAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """The sample returns taken in as `load sample_data` does, without a reason."""
    path = tmp_path_factory.mktemp("samples") / "dscp.duckdb"
    with open_store(path, keeps_copies=False) as store:
        yield store, [load(store, arrival, by="test") for arrival in arrivals([SAMPLES])]


@pytest.mark.slow
def test_every_sample_return_is_accepted_without_a_reason(loaded):
    _, taken = loaded
    assert len(taken) == 122
    assert [one.checked.file for one in taken if one.receipt is None] == []


@pytest.mark.slow
def test_the_planted_outlier_is_asked_about_with_its_figure(loaded):
    _, taken = loaded
    asked = [f.message for one in taken for f in one.checked.queries if f.code == "sharp-change"]
    assert any(words.startswith("H08") and "is 73 for November 2025" in words for words in asked)
    assert len(asked) <= 10


@pytest.mark.slow
def test_one_agency_is_late_one_sent_nil_and_nothing_else_is_open(loaded):
    store, _ = loaded
    found = due(store, DAY)
    open_rows = found[found["standing"].isin(["late", "partly"])]
    assert agencies_to_remind(found) == ["hdft"]
    assert set(open_rows["quarter_start"]) == {date(2026, 7, 1)}
    quarters = by_quarter(found).set_index(["agency", "quarter_start"])["standing"]
    assert quarters["hdft", date(2026, 7, 1)] == "late"
    assert quarters["nenc-icb", date(2026, 4, 1)] == "nil"
    refused = found[found["standing"] == "cannot report"]
    assert set(zip(refused["agency"], refused["indicator"], strict=True)) == {("tewv", "E10")}
