"""The sample returns, read once: all are accepted, every figure is as it was meant, and what is
due tells the planted stories. The store made beforehand is the same."""

from datetime import date

import pytest

from dscp_data.model.returns import MappingMeeting
from dscp_data.operations import sample_store
from dscp_data.operations.bulk_load import read_samples
from dscp_data.store import open_store
from dscp_data.store.event_log.digests import content_digests
from dscp_data.store.event_log.events import events
from dscp_data.store.records.publication_history import unpack
from dscp_data.summaries.returns_due import agencies_to_remind, by_quarter, due
from dscp_data.templates.prefilled import from_row, rows
from sample_data.make_store import protect
from sample_data.making.files import truth
from sample_data.making.meetings import all_meetings

DAY = date(2026, 11, 22)
OUT_OF_DATE = "The sample store is out of date. Make it again: `make samples`."

pytestmark = pytest.mark.slow


def unwatched(*_):
    """Progress that nobody watches."""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory):
    """A store that the sample returns were read into, and what became of each file."""
    path = tmp_path_factory.mktemp("samples") / "dscp.duckdb"
    with open_store(path, keeps_copies=False) as store:
        yield store, read_samples(store, unwatched)


def test_every_sample_return_is_accepted_without_being_given_a_reason(loaded):
    store, taken = loaded
    assert len(taken) == 122
    assert [one.checked.file for one in taken if one.receipt is None] == []
    assert store.query("returns", as_of=None)["is_sample"].all()


def test_every_figure_is_as_the_script_that_wrote_it_meant(loaded):
    store, _ = loaded
    found = store.query(
        "observations", indicators=None, agencies=None, localities=None, first=None, last=None,
        as_of=None,
    )  # fmt: skip
    columns = ["numerator", "denominator", "status", "provisional", "comment"]
    figures = found[columns].astype(object).where(found[columns].notna(), None)
    stored = {
        (r.indicator, r.agency, r.locality, r.period_start.date(), r.period_type): tuple(figure)
        for r, figure in zip(found.itertuples(), figures.to_numpy().tolist(), strict=True)
    }
    meant = {
        key: (f.numerator, f.denominator, f.status, f.provisional, f.comment)
        for key, f in truth().items()
    }
    assert stored == meant


def test_the_registers_are_as_they_were_meant(loaded):
    store, _ = loaded
    assert len(store.query("concerns", as_of=None, localities=None)) == 161
    meetings = [
        vars(from_row(MappingMeeting, row | {"sheet": "", "cell": ""}))
        for row in rows(store.query("mapping_meetings", as_of=None, localities=None))
    ]
    assert meetings == [vars(m) | {"sheet": "", "cell": ""} for m in all_meetings()]


def test_the_planted_outlier_is_asked_about_with_its_figure(loaded):
    _, taken = loaded
    asked = [f.message for one in taken for f in one.checked.queries if f.code == "sharp-change"]
    assert any(words.startswith("H08") and "is 73 for November 2025" in words for words in asked)
    assert len(asked) <= 10


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


def contents(store):
    """A digest of each table, and the events but for when they were recorded, and how they were
    packed."""
    with store.cursor() as cursor:
        recorded = events(cursor)
        return {
            **content_digests(cursor),
            "event": [
                (one.number, one.who, one.what, one.subjects, unpacked(one.details))
                for one in recorded
            ],
        }


def unpacked(details):
    packed = details.get("packed")
    return details | {"packed": unpack(packed)} if packed else details


def test_the_store_made_beforehand_holds_what_reading_the_returns_does(loaded, tmp_path):
    protect(loaded[0])
    assert sample_store.is_current(), OUT_OF_DATE
    database = tmp_path / "dscp.duckdb"
    sample_store.unpack(database, unwatched)
    with open_store(database) as made_beforehand:
        assert contents(made_beforehand) == contents(loaded[0]), OUT_OF_DATE


def test_each_original_is_beside_the_store_made_beforehand(tmp_path):
    database = tmp_path / "dscp.duckdb"
    sample_store.unpack(database, unwatched)
    with open_store(database) as store:
        sent = store.query("returns", as_of=None)
        for sha256, file in zip(sent["sha256"], sent["file"], strict=True):
            assert store.originals.read(sha256, file)
