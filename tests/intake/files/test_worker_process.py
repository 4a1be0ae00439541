"""What a sender wrote is checked in a process of its own and cannot hold the server."""

import os
import pickle
import sys
import threading
import time
from datetime import date
from pathlib import Path

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.intake.check import check_file
from dscp_data.intake.check_worker import check_in_worker
from dscp_data.intake.files.worker_process import (
    AnswerReader,
    WorkerFailed,
    WorkerLimits,
    WorkerStopped,
    run_in_worker,
)
from tests.workbooks import workbook

KNOWN = {"catalogue": catalogue(), "today": date(2026, 10, 20)}
HONEST = workbook(["E08", "CSC", "Easington", "Apr-25", 12])
FAULTY = workbook(["E08", "CSC", "Nowhere", "Apr-25", 12], ["E08", "CSC", "Teesdale", "May-25", -1])


def work_for_ever():
    while True:
        pass


def take_memory(size):
    return bytes(size)[:1]


def wait_until(path):
    """Busy until there is a file: nobody else is answered meanwhile where this holds the server."""
    while not Path(path).exists():
        pass
    return b"released"


def give_up():
    raise LookupError("a fault of ours")


def niceness():
    return str(os.nice(0)).encode()


def settings():
    return " ".join(sorted(os.environ)).encode()


def hostile_files():
    spaces = workbook(["E08", "CSC", " " * 32_000, "Apr-25", 12])
    long_line = ",".join(["E08"] * 400_000).encode()
    repeats = "Indicator,Agency,Locality,Month,Number\n" + "E08,CSC,Easington,Apr-25,1\n" * 9_000
    marks = workbook(*(["E08", "CSC", "—" * 300, "Apr-25", "(" * 90] for _ in range(900)))
    return {
        "spaces.xlsx": spaces,
        "long line.csv": long_line,
        "repeats.csv": repeats.encode(),
        "marks.xlsx": marks,
    }


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no niceness")
def test_the_readers_of_the_server_go_first():
    assert int(run_in_worker(niceness)) > os.nice(0)


@pytest.mark.parametrize("content", [HONEST, FAULTY], ids=["clean", "faults"])
def test_a_file_checked_apart_is_checked_as_here(content):
    here = check_file(content, "return.xlsx", **KNOWN)
    assert check_in_worker(content, "return.xlsx", **KNOWN) == here
    assert bool(here.blocking) is (content is FAULTY)


@pytest.mark.parametrize("name", hostile_files())
def test_hostile_text_ends_with_a_sentence(name):
    found = check_in_worker(hostile_files()[name], name, **KNOWN)
    assert found.blocking
    assert all(fault.message and fault.fix for fault in found.blocking)


def test_another_file_is_answered_while_one_is_being_worked_on(tmp_path):
    release, answers = tmp_path / "release", []
    slow = threading.Thread(target=lambda: answers.append(run_in_worker(wait_until, str(release))))
    slow.start()
    assert check_in_worker(HONEST, "return.xlsx", **KNOWN).observations
    assert not answers
    release.touch()
    slow.join()
    assert answers == [b"released"]


def test_work_that_never_ends_is_ended_by_its_processor_time():
    with pytest.raises(WorkerStopped):
        run_in_worker(work_for_ever, limits=WorkerLimits(seconds=1))


def test_work_that_takes_no_processor_time_is_ended_by_the_clock():
    with pytest.raises(WorkerStopped):
        run_in_worker(time.sleep, 3_600, limits=WorkerLimits(wait=1))


def test_work_that_takes_too_much_memory_is_ended():
    with pytest.raises(WorkerStopped):
        run_in_worker(take_memory, 3 * 1024**3)


def test_a_file_that_takes_too_much_is_refused_with_a_sentence():
    found = check_in_worker(HONEST, "return.xlsx", **KNOWN, limits=WorkerLimits(wait=0))
    assert found.refused
    (fault,) = found.faults
    assert fault.message == "return.xlsx takes more time or memory to check than we can give it."
    assert found.sha256 == check_file(HONEST, "return.xlsx", **KNOWN).sha256


def test_a_fault_of_ours_comes_back_with_its_trace():
    with pytest.raises(WorkerFailed, match="LookupError: a fault of ours"):
        run_in_worker(give_up)


def test_no_key_of_the_server_reaches_the_worker(monkeypatch):
    monkeypatch.setenv("DSCP_DATABASE_KEY", "k" * 40)
    assert b"DSCP" not in run_in_worker(settings)


@pytest.mark.parametrize("function", [os.system, eval, Path.unlink, check_file])
def test_an_answer_makes_nothing_but_what_a_checked_return_consists_of(function, tmp_path):
    content = tmp_path / "answer"
    content.write_bytes(pickle.dumps(function))
    with content.open("rb") as answer, pytest.raises(pickle.UnpicklingError, match="no part of"):
        AnswerReader(answer).load()
