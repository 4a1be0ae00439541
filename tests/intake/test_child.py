"""The process that parses a file from outside can reach nothing but what it was given."""

import subprocess
import sys

import pytest

from dscp_data.intake import child

OPENS = {
    "a connection": "socket.socket()",
    "a file": f"open({child.__file__!r})",
    "a connection in the place of what it closes": "os.close(0); socket.socket()",
}
SCRIPT = """
import os, socket
from dscp_data.intake.child import limit_resources
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
