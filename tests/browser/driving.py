"""Driving the dashboard in Chromium: starting both, waiting until Streamlit is idle, watching."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Locator, Page, Playwright

ROOT = Path(__file__).resolve().parents[2]
TREND = ".trend .plot"  # the large chart of an indicator
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
# Without these Chromium asks its maker's servers for updates and fails on a closed network.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SECONDS_TO_HANG = 120  # only what hangs takes that long, also on a busy machine
A_HANG = 1000 * SECONDS_TO_HANG  # milliseconds
PROBE = re.compile(r"^/\w+/_stcore/(health|host-config)$")
# Streamlit says in attributes of its app whether a script runs. After a click the browser needs a
# moment to send it and the server one to answer, so idle means idle for a quarter of a second.
IDLE = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    const idle = app
        && app.dataset.testConnectionState === 'CONNECTED'
        && app.dataset.testScriptState === 'notRunning'
        && !document.querySelector('[data-testid="stSkeleton"], [data-stale="true"]');
    const now = performance.now();
    if (!idle) window.idleSince = null;
    else window.idleSince ??= now;
    return Boolean(idle) && now - window.idleSince > 250;
}"""

# Waits until an element has been in one place for a quarter of a second; false where it is gone.
SETTLED = """(element) => new Promise((settled) => {
    let place = '', since = 0;
    const look = () => {
        if (!element.isConnected) return settled(false);
        const box = element.getBoundingClientRect();
        const now = `${box.x} ${box.y} ${box.width} ${box.height}`;
        if (now !== place || !box.height) [place, since] = [now, performance.now()];
        if (performance.now() - since > 250) settled(true);
        else requestAnimationFrame(look);
    };
    look();
})"""

# Chromium tells most breaches of the content security policy on the console, and all of them so.
VIOLATIONS = """
document.addEventListener('securitypolicyviolation', (event) =>
    console.error(`policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`))
"""


@dataclass
class Running:
    """A dashboard that runs in a process of its own."""

    url: str
    database: Path
    process: subprocess.Popen[bytes]
    seconds_to_start: float


@dataclass
class ViewEvent:
    """What a page asked for and complained of."""

    host: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def hear(self, kind: str, text: str, url: str) -> None:
        """Note an error of the console. Streamlit's search for its own server is none: on the
        deep link /returns it asks /returns/_stcore/ first, is told 404, and asks /_stcore/ then.
        """
        if kind == "error" and not PROBE.search(urlsplit(url).path):
            self.complaints.append(f"{text} {url}".strip())

    @property
    def strangers(self) -> list[str]:
        """The requests that went to another host than the dashboard's."""
        local = ("data", "blob", "about")
        return [
            url
            for url in self.requests
            if urlsplit(url).scheme not in local and urlsplit(url).netloc != self.host
        ]


@contextlib.contextmanager
def running(database: Path, **settings: str) -> Iterator[Running]:
    """Start `python -m dscp_ui` on PORT or a free port: healthy when given, stopped at the end."""
    port = settings.get("PORT") or free_port()
    url = f"http://127.0.0.1:{port}"
    ours = {
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DSCP_DATABASE": str(database),
        "DSCP_NO_BROWSER": "1",
    }
    begun = time.monotonic()
    # A pipe that nobody reads would be full one day, and the dashboard would wait for it.
    with tempfile.TemporaryFile("w+") as printed:
        process = subprocess.Popen(
            [sys.executable, "-m", "dscp_ui"],
            cwd=ROOT,
            env={**os.environ, **ours, **settings},
            stdout=printed,
            stderr=subprocess.STDOUT,
        )
        try:
            if not is_healthy(url, process):
                printed.seek(0)
                raise RuntimeError(f"The dashboard did not start:\n{printed.read()}")
            yield Running(url, database, process, time.monotonic() - begun)
        finally:
            stop(process)


def is_healthy(url: str, process: subprocess.Popen[bytes]) -> bool:
    """Whether a dashboard answers, once it does or has ended."""
    give_up = time.monotonic() + SECONDS_TO_HANG
    while time.monotonic() < give_up and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, TimeoutError, ConnectionError):
            if urllib.request.urlopen(f"{url}/_stcore/health", timeout=2).read() == b"ok":
                return True
        time.sleep(0.05)
    return False


def stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGTERM)
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def launch(playwright: Playwright) -> Browser:
    """The Chromium of this computer. Raises RuntimeError where there is none."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        raise RuntimeError("Chromium is not installed. `make test` does it, or your system's shop.")
    return playwright.chromium.launch(executable_path=found, args=FLAGS)


def watch(page: Page, url: str) -> ViewEvent:
    seen = ViewEvent(urlsplit(url).netloc)
    page.add_init_script(VIOLATIONS)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("websocket", lambda opened: seen.requests.append(opened.url))
    page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    page.on("console", lambda said: seen.hear(said.type, said.text, said.location.get("url", "")))
    return seen


def wait_idle(page: Page) -> None:
    """Wait until Streamlit has run the script and drawn what came of it."""
    page.evaluate("window.idleSince = null")
    page.wait_for_function(IDLE, timeout=A_HANG, polling=50)


def open_page(page: Page, url: str) -> None:
    page.goto(url)
    wait_idle(page)


def settle(locator: Locator) -> Locator:
    """An element that no longer moves, as in a fold that opens: a click on what moves is none."""
    while not locator.evaluate(SETTLED):  # drawn anew meanwhile
        pass
    return locator


def open_filters(page: Page) -> Locator:
    """The filters behind their button, opened, and where they stay: a click on what still moves
    into its place is no click."""
    page.locator(".st-key-filters").get_by_role("button").first.click()
    shown = page.get_by_test_id("stPopoverBody")
    shown.wait_for()
    settle(shown)
    return shown


def go_to(page: Page, title: str) -> None:
    """Open a page by its entry at the top, behind the last entry there, or in the menu."""
    # On a busy server a page is idle for a moment before its first run has begun.
    page.locator('[data-testid="stTopNavLink"], .st-key-more').first.wait_for(state="attached")
    entry = page.get_by_test_id("stTopNavLink").filter(has_text=title)
    if entry.count() and entry.first.evaluate("(one) => Boolean(one.closest('[inert]'))"):
        page.get_by_test_id("stTopNavSection").click()
        entry = page.get_by_test_id("stTopNavDropdownLink").filter(has_text=title)
    elif not entry.count():
        page.locator(".st-key-more").get_by_role("button").first.click()
        entry = page.get_by_test_id("stPageLink-NavLink").filter(has_text=title)
    entry.click()
    wait_idle(page)


def wait_for_chart(page: Page) -> None:
    """Wait until a chart has drawn its marks."""
    marks = f'{TREND} .reader, [data-testid="stVegaLiteChart"] svg .role-mark'
    page.locator(marks).first.wait_for(state="attached", timeout=A_HANG)
