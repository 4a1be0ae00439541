"""Which files a path means, and in which order they are read."""

from dscp_data.operations.bulk_load import SAMPLES, Arrival, arrivals


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
