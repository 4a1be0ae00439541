"""Checking and loading files: what is said of them, and the exit code."""

import json

from dscp_data.model.mappings import TermMapping
from dscp_data.store import open_store, save_mappings
from tests.cli.rows import ROW, months


def test_check_shows_what_is_in_a_file_and_stores_nothing(answer, workbook, tmp_path):
    checked = answer("check", workbook(ROW), "--json")
    assert (checked["state"], checked["observations"], checked["file"]) == ("ok", 1, "return.xlsx")
    assert set(checked) >= {"layout", "concerns", "evidence", "actions", "faults"}
    assert not (tmp_path / "held").exists()


def test_check_compares_a_file_with_accepted_data(run, answer, workbook):
    answer("load", workbook(*months(2025, 98, 102, 100, 99, 101, 100, 97, 103, 100)), "--json")
    path = workbook(*months(2026, 412), name="next.xlsx")
    code, printed = run("check", path, "--json")
    (query,) = [f for f in json.loads(printed.out)["faults"] if f["severity"] == "query"]
    assert code == 0
    assert (query["code"], query["cell"]) == ("sharp-change", "E2")
    assert len(answer("returns", "--json")) == 1


def test_a_sharp_change_is_loaded_with_a_reason_and_not_without(run, answer, workbook):
    answer("load", workbook(*months(2025, 98, 102, 100, 99, 101, 100, 97, 103, 100)), "--json")
    path = workbook(*months(2026, 412), name="next.xlsx")
    code, printed = run("load", path, "--json")
    assert (code, json.loads(printed.out)["return_id"]) == (1, None)
    assert answer("load", path, "--reason", "Asked: a new way in", "--json")["added"] == 1


def test_an_ordinary_correction_needs_no_reason(answer, workbook):
    answer("load", workbook(*months(2025, 98, 102, 100, 99, 101, 100, 97, 103, 100)), "--json")
    corrected = workbook(*months(2025, 90, 109), name="again.xlsx")
    assert answer("load", corrected, "--json")["changed"] == 2


def test_check_works_beside_a_database_it_cannot_open(run, workbook, tmp_path):
    (tmp_path / "held").mkdir()
    (tmp_path / "held" / "dscp.duckdb").write_bytes(b"something else")
    code, printed = run("check", workbook(ROW), "--json")
    assert (code, json.loads(printed.out)["state"]) == (0, "ok")
    assert "Not compared" in printed.err


def test_check_of_a_faulty_file_exits_1_and_names_the_cell(run, workbook):
    code, printed = run("check", workbook([*ROW[:4], -3, None]), "--json")
    (fault,) = json.loads(printed.out)["faults"]
    assert code == 1
    assert (fault["cell"], fault["severity"]) == ("E2", "error")
    assert fault["message"]
    assert fault["fix"]


def test_check_of_what_is_no_workbook_exits_2_with_a_sentence(run, tmp_path):
    path = tmp_path / "return.xlsx"
    path.write_bytes(b"not a workbook")
    code, printed = run("check", str(path), "--json")
    assert code == 2
    assert json.loads(printed.out)["state"] == "refused"
    assert "Traceback" not in printed.err


def test_several_files_give_a_list_and_the_worst_exit_code(run, workbook):
    clean, faulty = workbook(ROW), workbook([*ROW[:4], -3, None], name="faulty.xlsx")
    code, printed = run("check", clean, faulty, "--json")
    assert code == 1
    assert [one["state"] for one in json.loads(printed.out)] == ["ok", "faults"]


def test_load_accepts_the_clean_file_even_when_another_is_not(run, answer, workbook):
    faulty, clean = workbook([*ROW[:4], -3, None], name="faulty.xlsx"), workbook(ROW)
    code, printed = run("load", faulty, clean, "--json")
    first, second = json.loads(printed.out)
    assert code == 1
    assert (first["return_id"], second["return_id"]) == (None, 1)
    assert len(answer("observations", "--format", "json")) == 1


def test_load_counts_what_was_added_changed_unchanged_and_removed(answer, workbook):
    may = [*ROW[:3], "May-25", 4, None]
    first = answer("load", workbook(ROW, may), "--json")
    assert (first["added"], first["changed"], first["removed"]) == (2, 0, 0)
    second = answer("load", workbook([*ROW[:4], 11, None], may, name="again.xlsx"), "--json")
    assert (second["added"], second["changed"], second["unchanged"]) == (0, 1, 1)


def test_the_same_file_again_changes_nothing(answer, workbook):
    path = workbook(ROW)
    first, again = answer("load", path, "--json"), answer("load", path, "--json")
    assert again["return_id"] == first["return_id"]
    assert (again["added"], again["unchanged"]) == (0, 1)
    assert len(answer("returns", "--json")) == 1


def test_check_and_load_read_what_an_agency_s_words_were_mapped_to(tmp_path, run, workbook):
    sent = workbook(["E08", "CSC", "Seaham patch", "Apr-25", 10, None])
    assert run("check", sent)[0] == 1
    with open_store(tmp_path / "held" / "dscp.duckdb") as store:
        meant = TermMapping("dcc-csc", "locality", "Seaham patch", "easington")
        save_mappings(store, [meant], by="analyst")
    code, printed = run("check", sent, "--json")
    assert code == 0
    assert "as saved for" in json.loads(printed.out)["layout"][-1]
    code, printed = run("load", sent, "--json")
    assert (code, json.loads(printed.out)["added"]) == (0, 1)
    assert "replaces" not in json.loads(printed.out)
