"""The sample returns load whole, and say what the script that wrote them meant."""

import pytest

from dscp_data.model.returns import MappingMeeting
from dscp_data.operations.bulk_load import SAMPLES, Arrival, arrivals, load_samples
from dscp_data.store import Store
from dscp_data.templates.prefilled import from_row
from dscp_data.templates.prefilled import rows as plain_rows
from sample_data.making.files import truth
from sample_data.making.meetings import all_meetings


def told(*_):
    """Progress that nobody watches."""


@pytest.mark.slow
def test_every_sample_return_is_accepted_and_every_figure_is_as_it_was_meant(tmp_path):
    path = tmp_path / "dscp.duckdb"
    assert load_samples(path, told) == []
    with Store(path) as store:
        rows = store.ask(
            "observations", indicators=None, agencies=None, localities=None, first=None,
            last=None, as_of=None,
        )  # fmt: skip
        returns = store.ask("returns", as_of=None)
        concerns = store.ask("concerns", as_of=None, localities=None)
        meetings = [
            vars(from_row(MappingMeeting, row | {"sheet": "", "cell": ""}))
            for row in plain_rows(store.ask("mapping_meetings", as_of=None, localities=None))
        ]
    assert meetings == [vars(m) | {"sheet": "", "cell": ""} for m in all_meetings()]
    columns = ["numerator", "denominator", "status", "provisional", "comment"]
    figures = rows[columns].astype(object).where(rows[columns].notna(), None)
    held = {
        (r.indicator, r.agency, r.locality, r.period_start.date(), r.period_type): tuple(figure)
        for r, figure in zip(rows.itertuples(), figures.to_numpy().tolist(), strict=True)
    }
    meant = {
        key: (f.numerator, f.denominator, f.status, f.provisional, f.comment)
        for key, f in truth().items()
    }
    assert held == meant
    assert returns["is_sample"].all()
    assert len(concerns) == 161


def test_a_folder_is_read_in_the_order_in_which_its_list_says_files_came(tmp_path):
    for name in ("b.xlsx", "a.xlsx", "not listed.xlsx"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / "received.csv").write_text(
        "file,agency,received_on\nb.xlsx,dscp,2025-04-01\na.xlsx,dscp,2025-04-02\n"
    )
    assert [arrival.path.name for arrival in arrivals([tmp_path])] == ["b.xlsx", "a.xlsx"]
    assert arrivals([tmp_path])[0].received_at.isoformat() == "2025-04-01T08:00:00"  # UTC


def test_a_folder_without_a_list_is_read_by_name_and_lock_files_are_left(tmp_path):
    for name in ("b.xlsx", "a.xlsm", "~$a.xlsm", "notes.txt"):
        (tmp_path / name).write_bytes(b"")
    assert [arrival.path.name for arrival in arrivals([tmp_path])] == ["a.xlsm", "b.xlsx"]


def test_only_what_lies_with_the_samples_is_a_sample(tmp_path):
    assert not Arrival(tmp_path / "return.xlsx").is_sample
    assert all(arrival.is_sample for arrival in arrivals([SAMPLES]))
