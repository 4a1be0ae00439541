"""Starts the dashboard: sample data the first time, then the server until Ctrl+C."""

from __future__ import annotations

import argparse
import os
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import uvicorn

from dscp_data.catalogue import CatalogueError, catalogue, is_shipped, plan_folder
from dscp_data.catalogue.plan_folder import SETTING as PLAN_SETTING
from dscp_data.operations.bulk_load import wants_samples
from dscp_data.operations.sample_store import fill_with_samples
from dscp_data.store import StoreError, default_path
from dscp_data.store.engine.encryption import Key
from dscp_data.store.engine.errors import Unavailable
from dscp_data.store.engine.place import configured_place
from dscp_ui.guard.loopback import ADDRESSES, NotLoopback, require_loopback
from dscp_ui.guard.new_secrets import write_new_secrets
from dscp_ui.guard.provider import UnsafeConfiguration, provider
from dscp_ui.guard.proxies import proxies_set
from dscp_ui.guard.sessions import InvalidTimeout, Timeouts
from dscp_ui.guard.slow_requests import DeadlineProtocol
from dscp_ui.server.loading_progress import interruptible_between_files, progress_bar
from dscp_ui.server.metrics import SETTING as METRICS_SETTING
from dscp_ui.server.metrics import InvalidMetricsAddress, serve_metrics
from dscp_ui.server.sample_day import SampleDayRefused, check_sample_day

ROOT = Path(__file__).resolve().parents[2]
HOST, PORT = ADDRESSES[0], 8501
SECONDS_TO_STOP = 3
INTERRUPTED = 130
HELP = """settings (environment variables; docs/operating.md has them all):
  HOST               address to serve on; without sign-in, this computer only (127.0.0.1)
  PORT               port to serve on (8501)
  DSCP_SECRETS_FILE  file that sets up sign-in (none: single user on this computer)
  DSCP_HOSTS         other host names, separated by commas (none)
  DSCP_DATABASE      database file (data/dscp.duckdb)
  DSCP_STORE         PostgreSQL database instead of that file, as postgresql://user@host/database
  DSCP_PLAN          folder of your partnership's plan (the one this comes with)
  DSCP_DATABASE_KEY  key that encrypts stored data
  DSCP_METRICS       port for monitoring, on this computer (none)
  DSCP_NO_SAMPLES=1  start empty, without the invented sample returns
  DSCP_NO_BROWSER=1  do not open the web browser"""


class CannotStart(Exception):
    """The dashboard cannot start; the message is for the reader and says what to do."""


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m dscp_ui",
        description="Start the dashboard.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--new-secrets",
        type=Path,
        metavar="FILE",
        help="write a file for setting up sign-in, then stop",
    )
    options = parser.parse_args(arguments)
    try:
        if options.new_secrets:
            say(write_new_secrets(options.new_secrets))
            return 0
        return start()
    except (
        CannotStart,
        CatalogueError,
        InvalidMetricsAddress,
        InvalidTimeout,
        NotLoopback,
        SampleDayRefused,
        StoreError,
        UnsafeConfiguration,
    ) as error:
        say(str(error))
        return 1


def start() -> int:
    catalogue()  # a plan that does not fit is said here, and not on every page
    host = os.environ.get("HOST") or HOST
    Timeouts.from_settings()
    proxies = proxies_set()
    if not provider():
        require_loopback(host, "HOST")
    listening = listen(host, port_named(os.environ.get("PORT")))
    with listening, serve_metrics(os.environ.get(METRICS_SETTING, "")):
        database = default_path().resolve()
        try:
            configured_place(database, Key())  # says at once that DSCP_STORE is no address
            fills = may_have_samples() and wants_samples(database)
            check_sample_day(fills_with_samples=fills and not provider())
            prepare(database)
        except Unavailable as error:
            say(f"{error} Until then, every page will say that the dashboard is not available.")
        except KeyboardInterrupt:
            say("\nStopped. No file was left half loaded. Start again to continue.")
            return INTERRUPTED
        os.environ["DSCP_DATABASE"] = str(database)
        os.environ[PLAN_SETTING] = str(plan_folder().resolve())
        os.chdir(ROOT)  # where .streamlit/config.toml is looked for
        sys.path.insert(0, str(ROOT))
        return serve(listening, proxies)


def port_named(text: str | None) -> int:
    """The port that PORT names. Raises CannotStart where it names none."""
    if not text:
        return PORT
    if text.isdecimal() and 1 <= int(text) <= 65535:
        return int(text)
    raise CannotStart(
        f"PORT is {text!r}, which is not a port. Set it to a number, for example PORT={PORT}."
    )


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens, so that a second start is refused before it loads anything.

    It is made for TCP by name: asyncio turns Nagle's algorithm off only on such sockets, and with
    it on each click waits 40 ms longer.
    """
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise CannotStart(
            f"HOST is {host!r}, which is not an address of this computer. Set HOST={HOST}."
        ) from error
    opened = socket.socket(family, kind, socket.IPPROTO_TCP)
    if sys.platform != "win32":  # there it would let two programs share a port
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind(address)
        opened.listen()
    except OSError as error:
        opened.close()
        raise CannotStart(
            f"Port {port} of {host} cannot be used: {reason(error)}. The dashboard may already be "
            f"running at {address_of(host, port)}. If not, choose another port, for example "
            f"PORT={port + 1 if port < 65535 else PORT}."
        ) from error
    return opened


def prepare(database: Path) -> None:
    """Make sure that the database can be opened, and fill it where it is new.

    Raises CannotStart, InUse, or Unavailable, which pages tell the reader.
    """
    try:
        with interruptible_between_files(progress_bar()) as progress:
            if may_have_samples() and wants_samples(database):
                for left_out in fill_with_samples(database, progress):
                    say(f"Not accepted: {left_out.checked.file}")
    except OSError as error:
        raise CannotStart(
            f"The folder {database.parent} cannot be written: {reason(error)}. "
            "Set DSCP_DATABASE to a database in another folder."
        ) from error


def may_have_samples() -> bool:
    """The sample returns are those of the shipped plan."""
    return is_shipped(plan_folder()) and not is_set("DSCP_NO_SAMPLES", os.environ)


class Server(uvicorn.Server):
    """A server that says when it is ready."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready()


def serve(listening: socket.socket, proxies: list[str]) -> int:
    """Serve until Ctrl+C. One worker, because sessions live in the process."""
    # With Streamlit, which takes long to import: a start that is refused is refused before that.
    from dscp_ui.guard.messages import MAX_BYTES

    signs_in = provider()
    address = signs_in.origin if signs_in else address_of(*listening.getsockname()[:2])
    config = uvicorn.Config(
        "dashboard:app",
        log_level="warning",
        access_log=False,
        http=DeadlineProtocol,
        ws_per_message_deflate=False,
        ws_max_size=MAX_BYTES,
        forwarded_allow_ips=proxies,
        timeout_graceful_shutdown=SECONDS_TO_STOP,
    )
    # uvicorn raises Ctrl+C again when it has stopped, unless the parent process ignores it.
    with suppress(KeyboardInterrupt):
        Server(config, lambda: announce(address)).run(sockets=[listening])
    say("Stopped.")
    return 0


def announce(address: str) -> None:
    print(f"The dashboard is at {address}. Press Ctrl+C to stop.", flush=True)
    if has_desktop(os.environ, sys.platform):
        threading.Thread(target=webbrowser.open, args=[address], daemon=True).start()


def address_of(host: str, port: int) -> str:
    """Where a browser on this computer finds the dashboard."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def has_desktop(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a web browser may be opened here."""
    if is_set("CI", environment) or is_set("DSCP_NO_BROWSER", environment):
        return False
    desktops = ("DISPLAY", "WAYLAND_DISPLAY")
    return platform in ("win32", "darwin") or any(environment.get(name) for name in desktops)


def is_set(name: str, environment: Mapping[str, str]) -> bool:
    return environment.get(name, "").lower() not in ("", "0", "no", "false")


def reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def say(message: str) -> None:
    print(message, file=sys.stderr)
