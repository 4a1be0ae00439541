"""A provider to sign in with, a dashboard that people sign in to, and what they do there."""

from __future__ import annotations

import contextlib
import json
import secrets
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from oidc_provider_mock import User, run_server_in_thread
from playwright.sync_api import Browser, BrowserContext, Page

from dscp_data.access import give_role
from dscp_data.store import open_store
from dscp_data.store.event_log.journal import journal_path
from tests.browser.driving import A_HANG, Running, ViewEvent, running, wait_idle, watch

ANN, BOB, EVE = "ann@durham.gov.uk", "bob@police.example", "eve@durham.gov.uk"
PEOPLE = (
    User(sub="ann", claims={"email": ANN, "email_verified": True, "name": "Ann Other"}),
    User(sub="bob", claims={"email": BOB, "email_verified": True, "name": "Bob Example"}),
    User(sub="eve", claims={"email": EVE, "email_verified": False, "name": "Eve Unverified"}),
)


@contextlib.contextmanager
def provider() -> Iterator[str]:
    """The address of a provider's metadata."""
    with run_server_in_thread(user_claims=PEOPLE) as server:
        yield f"http://localhost:{server.server_port}/.well-known/openid-configuration"


def write_secrets(path: Path, metadata: str, opened_at: str) -> None:
    """A secrets file for a dashboard that people open at this address."""
    section = {
        "redirect_uri": f"{opened_at}/oauth2callback",
        "cookie_secret": secrets.token_urlsafe(32),
        "client_id": "dscp",
        "client_secret": "anything",
        "server_metadata_url": metadata,
    }
    lines = [f'{key} = "{value}"' for key, value in section.items()]
    path.write_text("\n".join(["[auth]", *lines]), encoding="utf-8")


@contextlib.contextmanager
def dashboard(folder: Path, metadata: str, opened_at: str, **settings: str) -> Iterator[Running]:
    """An empty dashboard in which Ann is a steward and nobody else is anything."""
    database = folder / "dscp.duckdb"
    with open_store(database) as store:
        give_role(store, ANN, "steward", by="test", reason="the first")
    write_secrets(folder / "secrets.toml", metadata, opened_at)
    ours = {"DSCP_SECRETS_FILE": str(folder / "secrets.toml"), "DSCP_NO_SAMPLES": "1"}
    with running(database, **ours, **settings) as started:
        yield started


@contextlib.contextmanager
def visitor(browser: Browser, opened_at: str) -> Iterator[tuple[BrowserContext, Page, ViewEvent]]:
    """A browser of somebody's own. At the end the dashboard's pages must have complained of
    nothing; the provider's are not ours."""
    context = browser.new_context(
        base_url=opened_at,
        viewport={"width": 1366, "height": 768},
        ignore_https_errors=True,  # of certificates that a test makes itself
    )
    host = urlsplit(opened_at).netloc
    context.route(lambda url: urlsplit(url).hostname != "localhost", lambda r: r.abort())
    page = context.new_page()
    page.set_default_timeout(A_HANG)
    seen = watch(page, opened_at)
    yield context, page, seen
    context.close()
    assert [said for said in seen.complaints if host in said] == []


def sign_in(page: Page, who: str, path: str = "/") -> None:
    page.goto(path)
    page.get_by_role("link", name="Sign in").click()
    page.get_by_role("button", name=who).click()


def sign_in_and_wait(page: Page, who: str, path: str = "/") -> None:
    sign_in(page, who, path)
    wait_idle(page)


def happened(database: Path) -> list[tuple[str, str]]:
    """Who did what, by the log's copy in a file, which can be read while the dashboard runs."""
    lines = journal_path(database).read_text(encoding="utf-8").splitlines()
    return [(event["what"], event["who"]) for event in map(json.loads, lines)]
