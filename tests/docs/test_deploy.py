"""What is shipped to run the dashboard as a service."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dscp_data.access import stewards
from dscp_data.store import StoreError, open_store
from dscp_data.store.engine.encryption import Key
from dscp_ui.guard.requests import HEALTH
from dscp_ui.guard.sessions import Timeouts

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNIT = DEPLOY / "dscp.service"
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
ENVIRONMENT = (DEPLOY / "environment.example").read_text(encoding="utf-8")
GUIDE = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
SETTING = re.compile(r"\b(DSCP_[A-Z_]+|HOST|PORT)\b")
needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd is not on this computer"
)


@pytest.fixture
def unit(tmp_path):
    """The unit with a program that is there, which systemd looks for."""
    text = UNIT.read_text(encoding="utf-8")
    path = tmp_path / UNIT.name
    path.write_text(text.replace("/opt/dscp/.venv/bin/python", sys.executable), encoding="utf-8")
    return path


def analyzed(*command):
    ended = subprocess.run(
        ["systemd-analyze", *map(str, command)], capture_output=True, text=True, timeout=60
    )
    return ended.returncode, ended.stdout + ended.stderr


@needs_systemd
def test_systemd_understands_every_line_of_the_unit(unit):
    assert analyzed("verify", "--man=no", unit) == (0, "")


@needs_systemd
def test_the_unit_leaves_the_service_little_that_it_could_do_harm_with(unit):
    code, said = analyzed("security", "--offline=true", "--threshold=20", unit)
    assert code == 0, said[-200:]


def test_nginx_waits_longer_than_a_sign_in_lasts_without_use():
    minutes = [int(n) for n in re.findall(r"proxy_(?:read|send)_timeout (\d+)m;", NGINX)]
    assert len(minutes) == 2
    assert min(minutes) * 60 > Timeouts().idle


def test_nginx_lets_a_return_of_the_permitted_size_through():
    config = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    permitted = int(re.search(r"^maxUploadSize = (\d+)$", config, re.M)[1])
    assert f"client_max_body_size {permitted + 1}m;" in NGINX
    assert f"location = {HEALTH} {{" in NGINX


def test_the_example_settings_can_be_read_by_a_shell_and_by_systemd():
    script = f"set -eu; set -a; . {DEPLOY / 'environment.example'}; printenv DSCP_CONTACT"
    said = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True).stdout
    assert said == "the partnership's business unit, 03000 000000\n"
    subprocess.run(["sh", "-n", DEPLOY / "dscp-data"], check=True)


def test_commands_are_given_the_settings_and_the_key_of_the_service(tmp_path):
    (tmp_path / "environment").write_text('DSCP_CONTACT="Jo Bloggs"\n', encoding="utf-8")
    (tmp_path / "database-key").write_text("k" * 40 + "\n", encoding="utf-8")
    script = (DEPLOY / "dscp-data").read_text(encoding="utf-8")
    for shipped, ours in {
        "/etc/dscp/": f"{tmp_path}/",
        "/var/lib/dscp/": f"{tmp_path}/",
        "/opt/dscp": str(ROOT),
        ".venv/bin/python": sys.executable,
        "setpriv --reuid=dscp --regid=dscp --init-groups": "",
    }.items():
        assert shipped in script
        script = script.replace(shipped, ours)
    command = ["sh", "-c", script, "dscp-data", "role", "ann@durham.gov.uk", "steward"]
    subprocess.run(command, capture_output=True, check=True)
    database = tmp_path / "dscp.duckdb"
    with pytest.raises(StoreError, match="is encrypted"):
        open_store(database, key=Key())
    with open_store(database, key=Key("k" * 40)) as store:
        assert stewards(store) == ["ann@durham.gov.uk"]


def settings_read():
    """Every setting that the code names, and not only tests."""
    code = [*ROOT.glob("dscp_data/**/*.py"), *ROOT.glob("dscp_ui/**/*.py")]
    strings = re.compile(r'"(DSCP_[A-Z_]+|HOST|PORT)(?:"|\b)')
    return {name for file in code for name in strings.findall(file.read_text(encoding="utf-8"))}


def test_the_guide_has_a_line_for_every_setting_and_for_nothing_else():
    table = GUIDE.split("## Settings")[1].split("\n## ")[0]
    lines = re.findall(r"^\| `([A-Z_]+)`", table, re.M)
    assert len(lines) == len(set(lines))
    assert set(lines) == settings_read() | {"DSCP_DATABASE_KEY_FILE", "DSCP_STORE_FILE"}


def test_what_is_shipped_names_no_setting_that_there_is_not():
    shipped = SETTING.findall(UNIT.read_text(encoding="utf-8") + ENVIRONMENT)
    assert set(shipped) <= settings_read() | {"DSCP_DATABASE_KEY_FILE", "DSCP_STORE_FILE"}
