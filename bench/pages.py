"""Pages in the browser, ours and those of Panel and Dash over the same DuckDB file, in one run."""

from __future__ import annotations

import contextlib
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench.clicks import ChartPage, Clicks, time_page
from bench.saying import say
from tests.browser.driving import ROOT, free_port, launch, running, stop

PEERS = ROOT / "bench" / "peers"
ENVIRONMENT = ROOT / ".venv" / ".peers"
KINDS = ("minimal", "same")
SECONDS_TO_START = 60


def time_pages(database: Path) -> None:
    """Measure a priority page and both peers' pages, and print how they compare."""
    python = peers_python()
    with sync_playwright() as playwright:
        browser = launch(playwright)
        with running(database) as server:
            ours = time_page(browser, priority_page(server.url))
        report(ours)
        for kind in KINDS:
            peers = [time_peer(browser, python, name, database, kind) for name in ("panel", "dash")]
            for one in peers:
                report(one)
            report_ratio(ours, peers, kind)
        browser.close()


def priority_page(url: str) -> ChartPage:
    return ChartPage(
        "The dashboard, a priority page",
        f"{url}/priority_two?indicator=E08",
        lambda page: page.locator(".trend-chart .switch"),
        ".trend-place",
        "svg path",
    )


def time_peer(browser: Browser, python: Path, name: str, database: Path, kind: str) -> Clicks:
    with peer(python, name, database, kind) as url:
        chart = {"chart": ".js-plotly-plot#chart, #chart .js-plotly-plot"} if name == "dash" else {}
        title = f"{name.capitalize()}, {kind} page"
        return time_page(browser, ChartPage(title, url, lambda page: page.locator("body"), **chart))


@contextlib.contextmanager
def peer(python: Path, name: str, database: Path, kind: str) -> Iterator[str]:
    """A peer's page served by a process of its own; gives its address."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    process = subprocess.Popen(
        [python, PEERS / f"{name}_page.py", database, str(port), kind],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_until_answered(url, process)
        yield url
    finally:
        stop(process)


def wait_until_answered(url: str, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < give_up and process.poll() is None:
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(url, timeout=SECONDS_TO_START).read()
            return
        time.sleep(0.1)
    raise RuntimeError(f"{process.args} did not start.")


def peers_python() -> Path:
    """The Python of the peers' environment, which is made the first time."""
    python = ENVIRONMENT / "bin" / "python"
    installed = ENVIRONMENT / ".installed"
    wanted = PEERS / "requirements.txt"
    if not installed.exists() or installed.read_text() != wanted.read_text():
        subprocess.run([ROOT / "tools" / "make_venv", "python3", ENVIRONMENT], check=True)
        install = [python, "-m", "pip", "install", "-q", "--no-compile", "-r", wanted]
        subprocess.run(install, check=True)
        installed.write_text(wanted.read_text())
    return python


def report(found: Clicks) -> None:
    say(f"{found.name}: click to redrawn chart, p50", f"{found.middle:,.0f} ms")
    say(f"{found.name}: click to redrawn chart, p95", f"{found.slow:,.0f} ms")
    say(f"{found.name}: click to the last change of the page, p50", f"{found.rest:,.0f} ms")
    say(f"{found.name}: browser's work a click", f"{found.work:,.0f} ms")
    say(f"{found.name}: first chart, warm", f"{found.first_chart:,.0f} ms")
    say(f"{found.name}: layout shift", f"{found.shift:.2f}")


def report_ratio(ours: Clicks, peers: Sequence[Clicks], kind: str) -> None:
    faster = min(peers, key=lambda one: one.middle)
    print(f"ratio to the faster peer, {kind} page: {ours.middle / faster.middle:.2f}", flush=True)
