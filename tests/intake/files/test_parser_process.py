"""The process that parses a file reaches nothing else, is ended at its limits, and not believed."""

import subprocess
import sys
from array import array
from dataclasses import replace
from pathlib import Path

import pytest

from dscp_data.intake.cells.workbook import Refused
from dscp_data.intake.files import parser_process as child
from dscp_data.intake.files import workbook_reader as reader
from dscp_data.intake.files.archive import MEGABYTE
from dscp_data.intake.files.preflight import Limits
from dscp_data.intake.files.workbook_reader import read_workbook
from tests.intake.file_bytes import WIDE, workbook

OPENS = {
    "a connection": "socket.socket()",
    "a file": f"open({child.__file__!r})",
    "a connection in the place of what it closes": "os.close(0); socket.socket()",
}
SCRIPT = """
import os, socket
from dscp_data.intake.files.parser_process import limit_resources
{limit}
try:
    {opens}
except OSError as error:
    print(error.strerror)
else:
    print("opened")
"""


def said_by(opens: str, limit: str) -> str:
    script = SCRIPT.format(limit=limit, opens=opens)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    return done.stdout.strip()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize("what", OPENS)
def test_the_parser_opens_nothing(what: str) -> None:
    assert said_by(OPENS[what], "limit_resources(2**31, 60)") == "Too many open files"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
def test_without_the_limit_it_could() -> None:
    assert said_by(OPENS["a connection"], "") == "opened"


def test_a_child_that_takes_too_long_is_ended() -> None:
    with pytest.raises(Refused) as refused:
        read_workbook(workbook(), "return.xlsx", replace(Limits(), seconds=0))
    assert refused.value.code == "unreadable"


def test_a_child_that_takes_too_much_memory_is_ended() -> None:
    with pytest.raises(Refused) as refused:
        read_workbook(WIDE, "return.xlsx", replace(Limits(), memory=200 * MEGABYTE))
    assert refused.value.code == "unreadable"


@pytest.mark.parametrize(
    ("head", "places"),
    [
        ("[", []),
        ("1", []),
        ('[["Data","WorkSheet","Visible",[]]]', []),
        ('[["Other","WorkSheet","Visible",[],1,1,["",7]]]', [1, 1]),
        ('[["Data","WorkSheet","Visible",[],1,1,["",7]]]', [1]),
        ('[["Data","WorkSheet","Visible",[],1,1,["",7]]]', [1, 2]),
        ('[["Data","WorkSheet","Visible",[],1,1,["",7]]]', [1, -1]),
        ('[["Data","WorkSheet","Visible",[],1,1,["",7]]]', [0, 1]),
        ('[["Data","WorkSheet","Visible",[],2,1,["",7]]]', [2, 1, 1, 1]),
        ('[["Data","WorkSheet","Visible",[],1,1,["",{"x":7}]]]', [1, 1]),
        ("[" * 100_000, []),
    ],
)
def test_a_child_that_answers_nonsense_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, head: str, places: list[int]
) -> None:
    child = tmp_path / "child.py"
    answer = head.encode() + b"\n" + array("i", places).tobytes()
    child.write_text(f"import sys; sys.stdout.buffer.write({answer!r})")
    monkeypatch.setattr(reader, "_CHILD", child)
    with pytest.raises(Refused) as refused:
        read_workbook(workbook(), "return.xlsx")
    assert refused.value.code == "unreadable"
