"""nginx with the very files of deploy/ before two servers: a browser stays with one of them."""

import http.server
import threading
import urllib.request
from http.cookiejar import CookieJar

import pytest

from tests.browser.behind_nginx import nginx, trusting
from tests.browser.driving import free_port

BROWSERS = 12


class Answers(http.server.BaseHTTPRequestHandler):
    """Answers every request with the port that it came to."""

    def do_GET(self):
        said = str(self.server.server_address[1]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_):
        """Nothing on stderr."""


@pytest.fixture
def servers():
    """Two servers, by their ports."""
    made = [http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers) for _ in range(2)]
    for one in made:
        threading.Thread(target=one.serve_forever, daemon=True).start()
    yield {one.server_address[1]: one for one in made}
    for one in made:
        one.shutdown()
        one.server_close()


@pytest.fixture
def new_browser(servers, tmp_path):
    """Makes something that keeps its cookies, and asks which server answers."""
    secure = free_port()
    first, second = servers
    with nginx(tmp_path, plain=free_port(), secure=secure, behind=first, or_behind=second):

        def make():
            opener = urllib.request.build_opener(
                urllib.request.HTTPSHandler(context=trusting(tmp_path)),
                urllib.request.HTTPCookieProcessor(CookieJar()),
            )
            return lambda: int(opener.open(f"https://localhost:{secure}/").read())

        yield make


def test_a_browser_stays_with_one_server_and_both_have_some(new_browser, servers):
    browsers = [new_browser() for _ in range(BROWSERS)]
    first = [ask() for ask in browsers]
    assert [[ask() for ask in browsers] for _ in range(3)] == [first] * 3
    assert set(first) == set(servers)


def test_when_a_server_is_down_its_browsers_go_to_the_other(new_browser, servers):
    ask = new_browser()
    gone = ask()
    servers[gone].shutdown()
    servers[gone].server_close()
    (other,) = set(servers) - {gone}
    assert [ask() for _ in range(3)] == [other] * 3
