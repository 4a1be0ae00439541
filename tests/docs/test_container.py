"""The container file: built and run where there is a runtime, else its steps run as a script."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.paths import ROOT

FILE = ROOT / "deploy" / "Containerfile"
STEPS = re.compile(r"^([A-Z]+) (.*)$", re.MULTILINE)
FOLDERS = ("/opt/dscp", "/var/lib/dscp", "/run/secrets")
SECRETS = """[auth]
redirect_uri = "https://board.example/oauth2callback"
cookie_secret = "Jz3vVhWb7mV9Q1xYt5uR2kLp8sNc4dFg6aEe0BoT"
client_id = "dscp"
client_secret = "of the provider"
server_metadata_url = "https://login.example/.well-known/openid-configuration"
"""
IMAGE = "dscp-of-a-test"
SECONDS_TO_START = 120


def runtime(base: str) -> str | None:
    """The command of a container runtime that works here and can fetch an image."""
    for name in filter(shutil.which, ("podman", "docker")):
        if subprocess.run([name, "pull", "-q", base], capture_output=True).returncode == 0:
            return name
    return None


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write_secrets(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "secrets.toml").write_text(SECRETS, encoding="utf-8")
    (folder / "database-key").write_text("a key of this test alone, long enough", encoding="utf-8")


def health(port: int, running: subprocess.Popen[bytes]) -> str:
    """What the dashboard answers once it is up."""
    give_up = time.monotonic() + SECONDS_TO_START
    while running.poll() is None and time.monotonic() < give_up:
        try:
            with urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            # Not yet there, or too busy to answer.
            time.sleep(0.1)
    raise AssertionError(f"The dashboard did not start: {running.poll()}")


def in_image(command: str, folder: Path, port: int) -> subprocess.Popen[bytes]:
    """Build the image and run it, with its secrets mounted."""
    subprocess.run([command, "build", "-q", "-f", FILE, "-t", IMAGE, ROOT], check=True)
    secrets = f"{folder}/run/secrets:/run/secrets:ro"
    options = f"--rm --read-only --tmpfs /tmp -p 127.0.0.1:{port}:8501"
    return subprocess.Popen([command, "run", *options.split(), "-v", secrets, IMAGE])


class Steps:
    """Runs the steps of the container file below a folder instead of in an image. The Python of
    these tests takes the place of the image's, so pip finds most packages there already."""

    def __init__(self, root: Path) -> None:
        self.root = self.workdir = root
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.environment = {"PATH": path, "HOME": str(root)}

    def below(self, text: str) -> str:
        for folder in FOLDERS:
            text = text.replace(folder, f"{self.root}{folder}")
        return text

    def take(self, step: str, text: str) -> None:
        if step == "WORKDIR":
            self.workdir = Path(self.below(text))
            self.workdir.mkdir(parents=True)
        elif step == "COPY":
            source, target = text.split()
            copied, to = ROOT / source, self.workdir / target
            if copied.is_dir():
                shutil.copytree(copied, to, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                (to / copied.name).parent.mkdir(exist_ok=True)
                shutil.copy(copied, to / copied.name)
        elif step == "RUN":
            command = self.below(text)
            if os.geteuid() != 0:
                command = re.sub(r" && chown \S+ \S+", "", command)
            subprocess.run(
                ["sh", "-ec", command], cwd=self.workdir, env=self.environment, check=True
            )
        elif step == "ENV":
            self.environment.update(pair.split("=", 1) for pair in self.below(text).split())

    def start(self, command: str, port: int) -> subprocess.Popen[bytes]:
        environment = {**self.environment, "PORT": str(port)}
        return subprocess.Popen(json.loads(command), cwd=self.workdir, env=environment)


def as_script(root: Path, steps: list[tuple[str, str]], port: int) -> subprocess.Popen[bytes]:
    script = Steps(root)
    for step, text in steps:
        script.take(step, text)
    return script.start(dict(steps)["CMD"], port)


@pytest.fixture(scope="module")
def steps() -> list[tuple[str, str]]:
    return STEPS.findall(FILE.read_text(encoding="utf-8"))


def test_the_image_has_the_python_of_these_tests(steps):
    version = ".".join(map(str, sys.version_info[:2]))
    assert dict(steps)["FROM"].startswith(f"docker.io/library/python:{version}-slim")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the steps are those of Linux")
def test_the_dashboard_starts_in_the_container(tmp_path, steps):
    port, command = free_port(), runtime(dict(steps)["FROM"])
    write_secrets(tmp_path / "run/secrets")
    running = in_image(command, tmp_path, port) if command else as_script(tmp_path, steps, port)
    try:
        assert health(port, running) == "ok"
    finally:
        running.terminate()
        running.wait(timeout=60)
