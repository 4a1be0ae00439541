"""Of a file that is turned away nothing is kept but its sha256, the rule and the time."""

import io
from datetime import datetime

import openpyxl
import pytest

from dscp_data.catalogue import catalogue
from dscp_data.intake.check import check_file
from dscp_data.operations.bulk_load import Arrival, load
from dscp_data.store import open_store, record_refusal
from tests.making import checked, observation

NAME = "Zebedee-Quillfeather"
AT = datetime(2026, 7, 1, 9, 30)


def list_of_children():
    book = openpyxl.Workbook()
    book.active.title = f"{NAME}s"
    book.active.append(["Child ID", "Forename", "Date of birth"])
    book.active.append(["X77", NAME, "2012-03-04"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.fixture
def refused():
    content = list_of_children()
    found = check_file(content, f"{NAME}.xlsx", catalogue=catalogue(), today=AT.date())
    assert found.refused
    return found


def on_record(store, as_of=None):
    return list(store.query("refusals", as_of=as_of).itertuples(index=False, name=None))


def test_a_refusal_is_its_sha256_its_rule_and_its_time(store, refused):
    assert record_refusal(store, refused, AT, by="analyst")
    assert on_record(store) == [(refused.sha256, "child-level", AT)]


def test_the_same_file_refused_again_adds_nothing(store, refused):
    record_refusal(store, refused, AT, by="analyst")
    version = store.version
    assert not record_refusal(store, refused, datetime(2026, 8, 1), by="analyst")
    assert on_record(store) == [(refused.sha256, "child-level", AT)]
    assert store.version == version


def test_a_refusal_is_not_on_record_before_its_time(store, refused):
    record_refusal(store, refused, AT, by="analyst")
    assert on_record(store, as_of=datetime(2026, 7, 1, 9, 29)) == []


def test_what_was_not_refused_has_no_place_on_the_record(store):
    with pytest.raises(ValueError, match="was not refused"):
        record_refusal(store, checked(observation()), AT, by="analyst")


def test_nothing_else_of_a_list_of_children_is_left_behind(tmp_path, capfd):
    path, folder = tmp_path / "sent" / f"{NAME}.xlsx", tmp_path / "held"
    path.parent.mkdir()
    path.write_bytes(list_of_children())
    with open_store(folder / "dscp.duckdb") as store:
        loaded = load(store, Arrival(path), by="analyst")
        assert loaded.receipt is None
        assert [rule for _, rule, _ in on_record(store)] == ["child-level"]
        store.query("returns", as_of=None)
        left = bytes_under(folder)
    left += bytes_under(folder)
    assert loaded.checked.sha256.encode() in left
    printed = "".join(capfd.readouterr()).encode()
    for trace in (NAME, NAME.upper(), NAME.split("-")[0], "X77", "2012-03-04"):
        assert trace.encode() not in left + printed
        assert trace.encode("utf-16-le") not in left + printed


def bytes_under(folder):
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_a_file_that_cannot_be_read_is_on_record_as_well(tmp_path, store):
    path = tmp_path / "return.xlsx"
    path.write_bytes(b"PK\x03\x04 and no more")
    load(store, Arrival(path), by="analyst")
    assert [rule for _, rule, _ in on_record(store)] == ["damaged"]
