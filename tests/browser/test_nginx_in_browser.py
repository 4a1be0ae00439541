"""The dashboard as it is deployed: behind nginx with the file of deploy/, over https."""

import http.client
import json
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from dscp_data.store.event_log.journal import journal_path
from tests.browser.behind_nginx import nginx, trusting
from tests.browser.driving import SECONDS_TO_HANG, free_port
from tests.browser.signing_in import dashboard, provider, sign_in_and_wait, visitor

FORGED = "203.0.113.9"
MEGABYTE = 1_000_000


class Deployed:
    """A dashboard behind nginx, and what it answers to a program."""

    def __init__(self, folder: Path, database: Path, ports: dict[str, int]) -> None:
        self.folder = folder
        self.database = database
        self.ports = ports
        self.url = f"https://localhost:{ports['secure']}"

    def ask(self, path, *, method="GET", body=None, **headers):
        secure, context = self.ports["secure"], trusting(self.folder)
        return answered(
            http.client.HTTPSConnection(
                "localhost", secure, timeout=SECONDS_TO_HANG, context=context
            ),
            (method, path, body, headers),
        )

    def ask_plainly(self, path):
        port = self.ports["plain"]
        return answered(
            http.client.HTTPConnection("localhost", port, timeout=SECONDS_TO_HANG), ("GET", path)
        )


def answered(connection, request):
    """The response to a request, with what it said as `text`."""
    connection.request(*request)
    response = connection.getresponse()
    response.text = response.read().decode()
    connection.close()
    return response


@pytest.fixture(scope="module")
def deployed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("deployed")
    ports = {name: free_port() for name in ("plain", "secure", "behind")}
    opened_at = f"https://localhost:{ports['secure']}"
    with (
        provider() as metadata,
        dashboard(folder, metadata, opened_at, PORT=str(ports["behind"])) as started,
        nginx(folder, **ports),
    ):
        yield Deployed(folder, started.database, ports)


def test_somebody_signs_in_over_https_and_the_page_connects(browser, deployed):
    with visitor(browser, deployed.url) as (context, page, _):
        sign_in_and_wait(page, "ann", "/definitions")
        expect(page.get_by_text("Ann Other")).to_be_visible()
        cookies = context.cookies(deployed.url)
        assert {one["name"] for one in cookies} >= {"__Host-dscp", "_streamlit_xsrf"}
        assert all(one["secure"] for one in cookies)
        protocols = page.evaluate(
            "performance.getEntriesByType('resource').map(e => e.nextHopProtocol)"
        )
        assert "h2" in protocols


def test_the_log_has_the_address_that_nginx_saw_and_not_one_that_a_browser_claims(deployed):
    with visitor_at("127.0.0.2", deployed, **{"X-Forwarded-For": FORGED}) as browser:
        browser.follow_redirects = True
        asked = browser.get("/sign-in/start")
        assert browser.post(str(asked.url), data={"sub": "ann"}).url.path == "/"
    lines = journal_path(deployed.database).read_text(encoding="utf-8").splitlines()
    signed_in = [event for event in map(json.loads, lines) if event["what"] == "signed in"]
    assert json.loads(signed_in[-1]["detail"])["address"] == "127.0.0.2"


def test_a_person_who_asks_the_provider_in_a_loop_delays_nobody_else(deployed):
    with visitor_at("127.0.0.3", deployed) as browser:
        asked = [browser.get("/oauth2callback").status_code for _ in range(70)]
    assert asked.count(302) >= 60
    assert asked[-1] == 429
    assert deployed.ask("/oauth2callback").status == 302


def visitor_at(address, deployed, **headers):
    """A program that comes from an address of this computer, and keeps its cookies."""
    way = httpx.HTTPTransport(verify=trusting(deployed.folder), local_address=address)
    return httpx.Client(transport=way, base_url=deployed.url, headers=headers)


def test_every_response_instructs_the_browser_to_come_back_over_https_and_what_it_may_do(deployed):
    for path, status in (("/", 302), ("/sign-in", 200), ("/media/x", 401), ("/static/x.js", 401)):
        answer = deployed.ask(path)
        assert answer.status == status
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert answer.headers["cache-control"] in ("no-store", None)
        assert "/" not in answer.headers["server"]  # no version


def test_health_answers_through_nginx(deployed):
    answer = deployed.ask("/_stcore/health")
    assert (answer.status, answer.text) == (200, "ok")


def test_plain_http_leads_to_https_and_gives_nothing(deployed):
    answer = deployed.ask_plainly("/priority_two?indicator=E08")
    assert answer.status == 301
    assert answer.headers["location"] == "https://localhost/priority_two?indicator=E08"


def test_another_name_is_not_answered(deployed):
    assert deployed.ask("/", Host="evil.example").status == 400


def test_what_a_browser_says_of_its_way_here_counts_for_nothing(deployed):
    forged = {"X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.example"}
    answer = deployed.ask("/", **forged, **{"X-Forwarded-For": FORGED})
    assert answer.headers["location"].startswith("/sign-in?")


@pytest.mark.parametrize(("megabytes", "status"), [(10, 401), (12, 413)])
def test_a_file_of_the_permitted_size_comes_through_unkept_and_no_larger(
    deployed, megabytes, status
):
    body = b"x" * (megabytes * MEGABYTE)
    answer = deployed.ask("/_stcore/upload_file/a/b", method="PUT", body=body)
    assert answer.status == status
    assert "temporary file" not in (deployed.folder / "error.log").read_text(encoding="utf-8")


def test_the_log_of_nginx_holds_no_code_of_a_sign_in(deployed):
    deployed.ask("/oauth2callback?code=secret-code&state=1")
    assert "/oauth2callback 302" in (written := (deployed.folder / "dscp.access.log").read_text())
    assert "secret-code" not in written
