"""Starting and stopping the dashboard: what it refuses, and what it says."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import Request, urlopen

import pytest

from dscp_data.operations.bulk_load import wants_samples
from dscp_data.store import open_store
from dscp_ui.server import launcher
from tests.paths import ROOT

HANGS = 120  # seconds: longer than any start or stop takes on a busy machine
OPEN_METRICS = "application/openmetrics-text"
SECTION = {
    "redirect_uri": "https://board.example/oauth2callback",
    "cookie_secret": "Jz3vVhWb7mV9Q1xYt5uR2kLp8sNc4dFg6aEe0BoT",
    "client_id": "dscp",
    "client_secret": "of the provider",
    "server_metadata_url": "https://login.example/.well-known/openid-configuration",
}


def started(database: Path, **settings: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "dscp_ui"],
        cwd=ROOT,
        env={**os.environ, "DSCP_DATABASE": str(database), "DSCP_NO_BROWSER": "1", **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def refusal(database: Path, **settings: str) -> str:
    """What a start that fails says: one plain sentence or two, and no trace."""
    process = started(database, **settings)
    out, said = process.communicate(timeout=HANGS)
    assert (process.returncode, out) == (1, "")
    assert "Traceback" not in said
    return said


def unused_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


@pytest.fixture
def free_port():
    return unused_port()


def metrics_at(port: str) -> list[str]:
    request = Request(f"http://127.0.0.1:{port}/metrics", headers={"Accept": OPEN_METRICS})
    with urlopen(request, timeout=HANGS) as answer:
        assert answer.headers["content-type"].startswith(OPEN_METRICS)
        return answer.read().decode().splitlines()


def test_what_refuses_a_start_is_there_before_streamlit():
    script = "import sys, dscp_ui.server.launcher; print('streamlit' in sys.modules)"
    command = [sys.executable, "-c", script]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert loaded.stdout == "False\n"


def test_a_taken_port_is_named_before_anything_is_loaded(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = refusal(tmp_path / "new" / "dscp.duckdb", PORT=str(port))
    assert f"Port {port} of 127.0.0.1 cannot be used: address already in use" in said
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("port", ["eighty", "0", "70000", "-1", "85 01"])
def test_a_port_that_is_none_is_refused(tmp_path, port):
    assert f"PORT is '{port}', which is not a port." in refusal(tmp_path / "d.duckdb", PORT=port)


@pytest.mark.parametrize("address", ["all", "0", "70000", "localhost:", "host name:9464"])
def test_an_address_for_metrics_that_is_none_is_refused(tmp_path, free_port, address):
    said = refusal(tmp_path / "d.duckdb", PORT=free_port, DSCP_METRICS=address)
    assert f"DSCP_METRICS is '{address}', which is no port or address. Set it to" in said


def test_a_taken_port_for_metrics_is_named_before_anything_is_loaded(tmp_path, free_port):
    said = refusal(tmp_path / "new" / "d.duckdb", PORT=free_port, DSCP_METRICS=free_port)
    assert f"DSCP_METRICS is '{free_port}', and that address cannot be used" in said
    assert not (tmp_path / "new").exists()


def test_a_fixed_day_is_refused_where_no_samples_are_loaded(tmp_path, free_port):
    settings = {"PORT": free_port, "DSCP_NO_SAMPLES": "1", "DSCP_SAMPLE_DAY": "2026-11-30"}
    said = refusal(tmp_path / "new" / "d.duckdb", **settings)
    assert "DSCP_SAMPLE_DAY is for demonstrations" in said
    assert not (tmp_path / "new").exists()


def test_a_plan_that_does_not_fit_is_refused_with_its_fault(tmp_path):
    said = refusal(tmp_path / "new" / "d.duckdb", DSCP_PLAN=str(tmp_path / "no plan"))
    assert "partnership.toml: the file is missing" in said
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "10.1.2.3", "no.such.host.invalid"])
def test_an_address_that_others_could_reach_is_refused_with_the_reason(tmp_path, free_port, host):
    said = refusal(tmp_path / "new" / "d.duckdb", HOST=host, PORT=free_port)
    assert "no sign-in, so anyone who can reach it sees every figure" in said
    assert f"not at {host}. Leave HOST out, or set it to 127.0.0.1." in said
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("address", ["0.0.0.0", ""])
def test_streamlit_run_is_refused_elsewhere_in_a_sentence_too(tmp_path, free_port, address):
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    options = ["--server.address", address, "--server.port", free_port]
    database = tmp_path / "new" / "d.duckdb"
    ended = subprocess.run(
        [*command, *options],
        cwd=ROOT,
        env={**os.environ, "DSCP_DATABASE": str(database)},
        capture_output=True,
        text=True,
        timeout=HANGS,
    )
    assert ended.returncode != 0
    assert f"not at {address or 'all addresses'}. Leave --server.address out" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert not database.parent.exists()


@pytest.fixture
def secrets(tmp_path):
    """A file that sets sign-in up; what is given stands in it instead."""

    def write(**instead: str) -> str:
        section = {**SECTION, **instead}
        lines = [f'{key} = "{value}"' for key, value in section.items()]
        path = tmp_path / "secrets.toml"
        path.write_text("\n".join(["[auth]", *lines]), encoding="utf-8")
        return str(path)

    return write


@pytest.mark.parametrize(
    ("instead", "why"),
    [
        ({"cookie_secret": ""}, "it has no cookie_secret."),
        ({"cookie_secret": "changeme"}, "cookie_secret could be guessed."),
        ({"redirect_uri": "http://board.example/oauth2callback"}, "must begin with https://"),
    ],
)
def test_a_sign_in_that_could_be_got_round_is_refused_with_the_reason(
    tmp_path, free_port, secrets, instead, why
):
    settings = {"DSCP_SECRETS_FILE": secrets(**instead), "HOST": "0.0.0.0", "PORT": free_port}
    said = refusal(tmp_path / "new" / "d.duckdb", **settings)
    assert "The [auth] section of" in said
    assert why in said
    assert not (tmp_path / "new").exists()


def test_streamlit_run_refuses_such_a_sign_in_too(free_port, secrets):
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", free_port]
    ended = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "DSCP_SECRETS_FILE": secrets(cookie_secret="changeme")},
        capture_output=True,
        text=True,
        timeout=HANGS,
    )
    assert ended.returncode != 0
    assert "cookie_secret could be guessed" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_with_a_sign_in_others_may_reach_it_and_get_nothing_without(tmp_path, free_port, secrets):
    settings = {"DSCP_SECRETS_FILE": secrets(), "HOST": "0.0.0.0", "PORT": free_port}
    process = started(tmp_path / "d.duckdb", DSCP_NO_SAMPLES="1", **settings)
    try:
        said = process.stdout.readline()
        assert said == "The dashboard is at https://board.example. Press Ctrl+C to stop.\n"
        connection = http.client.HTTPConnection("127.0.0.1", int(free_port), timeout=HANGS)
        connection.request("GET", "/", headers={"Host": "board.example"})
        assert connection.getresponse().status == 403  # without https
        connection.close()
        connection.request("GET", "/")
        assert connection.getresponse().headers["location"] == "/sign-in?next=%2F"
        connection.close()
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=HANGS)


def test_a_name_that_this_computer_does_not_know_is_refused():
    with pytest.raises(launcher.CannotStart, match=r"HOST is 'no\.such\.host\.invalid'"):
        launcher.listen("no.such.host.invalid", 0)


def test_a_database_that_another_program_has_is_reported_as_such(tmp_path, free_port):
    database = tmp_path / "dscp.duckdb"
    with open_store(database):
        assert "Another program has the database" in refusal(database, PORT=free_port)


def test_a_file_that_is_no_database_is_left_alone_and_every_page_reports_it(tmp_path, free_port):
    database = tmp_path / "dscp.duckdb"
    database.write_text("minutes of the meeting", encoding="utf-8")
    metrics = unused_port()
    process = started(database, PORT=free_port, DSCP_METRICS=metrics)
    assert "The dashboard is at" in process.stdout.readline()
    shown = metrics_at(metrics)
    assert "dscp_available 0.0" in shown
    assert 'dscp_log_records_total{level="error"} 1.0' in shown
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=HANGS)
    assert "cannot be opened" in said
    assert "every page will say that the dashboard is not available" in said
    assert database.read_text(encoding="utf-8") == "minutes of the meeting"


def test_a_start_serves_and_stops_when_asked(tmp_path, free_port):
    metrics = unused_port()
    settings = {"PORT": free_port, "DSCP_NO_SAMPLES": "1", "DSCP_METRICS": metrics}
    process = started(tmp_path / "d.duckdb", **settings)
    assert process.stdout.readline() == (
        f"The dashboard is at http://127.0.0.1:{free_port}. Press Ctrl+C to stop.\n"
    )
    shown = metrics_at(metrics)
    assert {"dscp_available 1.0", "dscp_sessions 0.0", "# EOF"} <= set(shown)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=HANGS)
    assert (process.returncode, said) == (0, "Stopped.\n")


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal of Unix")
def test_ctrl_c_while_loading_shows_what_becomes_of_it(tmp_path, free_port):
    database = tmp_path / "dscp.duckdb"
    # With a key, each return is read; without, the store made beforehand is unpacked at once.
    process = started(database, PORT=free_port, DSCP_DATABASE_KEY="k" * 64)
    while not list(tmp_path.glob("originals/*")) and process.poll() is None:
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert "No file was left half loaded" in said
    assert "Traceback" not in said
    assert wants_samples(database)


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({}, "win32", True),
        ({"CI": "1"}, "win32", False),
        ({"DISPLAY": ":0", "DSCP_NO_BROWSER": "1"}, "linux", False),
        ({"DISPLAY": ":0", "DSCP_NO_BROWSER": "0"}, "linux", True),
    ],
)
def test_a_browser_is_opened_only_where_there_is_a_desktop(environment, platform, expected):
    assert launcher.has_desktop(environment, platform) is expected


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8501"),
        ("::1", "http://[::1]:8501"),
    ],
)
def test_the_address_is_one_that_a_browser_here_can_open(host, address):
    assert launcher.address_of(host, 8501) == address


def test_nagle_is_off_on_the_connections_of_the_server():
    with launcher.listen("127.0.0.1", 0) as listening:
        assert listening.proto == socket.IPPROTO_TCP  # asyncio looks for this, and no more
