"""Checks of a request that do not need a session: client, host, scheme, origin and path."""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from dscp_ui.guard.loopback import ADDRESSES, NAMES, WHY
from dscp_ui.guard.provider import Provider

# Figures, files and the numbers of the server itself; all else is Streamlit's own page.
OWN, MEDIA = "/_stcore/", "/media/"
GUARDED = (OWN, MEDIA, "/component/")
HEALTH, HOST_CONFIG = "/_stcore/health", "/_stcore/host-config"
# Of those, what our pages use.
SCRIPTS = tuple(
    f"/_stcore/bidi-components/dscp.{name}/" for name in ("links", "clipboard", "trend", "tour")
)
USED = (HOST_CONFIG, "/_stcore/upload_file/", *SCRIPTS, MEDIA)
# What never changes and holds no figures; all else must not stay in a browser's cache.
CACHEABLE = ("/static/", "/favicon.png")
HOST = re.compile(r"(?:\[(?P<six>[0-9a-f:.]+)\]|(?P<name>[a-z0-9.-]+))(?::[0-9]{1,5})?", re.I)
SECURE = ("https", "wss")


def allowed_hosts(provider: Provider | None) -> list[str]:
    """The names this server answers to: those of this computer, that which people come back to
    from their provider, and those in DSCP_HOSTS."""
    named = os.environ.get("DSCP_HOSTS", "").lower().replace(",", " ").split()
    return [*NAMES, *([provider.host] if provider else []), *named]


def refusal(
    asked: HTTPConnection, hosts: frozenset[str], provider: Provider | None
) -> tuple[int, str] | None:
    """Why nothing is answered, as status and sentence; None where it is."""
    if not provider and asked.client and asked.client.host not in ADDRESSES:
        return 403, f"{WHY}."
    host_headers = asked.headers.getlist("host")
    name = host_name(host_headers[0]) if len(host_headers) == 1 else None
    if name not in hosts:
        return 400, "This is not an address of the dashboard. Use the one it shows when it starts."
    if provider and not is_secure(asked) and name not in NAMES:
        return 403, "Use an address that starts with https://."
    if is_guarded(asked.scope["path"]) and is_foreign(asked.headers.get("origin"), host_headers[0]):
        return 403, "This request came from another website. Go to the dashboard itself."
    return None


def is_secure(asked: HTTPConnection) -> bool:
    return asked.scope["scheme"] in SECURE


def is_foreign(origin: str | None, host: str) -> bool:
    """Whether a page of another origin asks; browsers leave the header out where none could."""
    return origin is not None and urlsplit(origin).netloc.lower() != host.lower()


def host_name(host: str) -> str | None:
    """The name in a Host header without its port; None where it is no such header."""
    found = HOST.fullmatch(host)
    return (found["six"] or found["name"]).lower() if found else None


def is_guarded(path: str) -> bool:
    return path.startswith(GUARDED) and path not in (HEALTH, HOST_CONFIG)


def is_used(path: str) -> bool:
    """Whether our pages ask for this. Streamlit has more, as the numbers of its server, a second
    way to drive a page for programs, and whatever a later version adds."""
    return not is_guarded(path) or path.startswith(USED)


def is_cacheable(path: str) -> bool:
    return path.startswith(CACHEABLE)


def is_page(asked: HTTPConnection) -> bool:
    """Whether somebody opens a page, and it is not a page that asks for its parts. On a deep link
    Streamlit asks for them below the page first."""
    path = asked.scope["path"]
    is_get = asked.scope["type"] == "http" and asked.scope["method"] in ("GET", "HEAD")
    return is_get and not (is_guarded(path) or is_cacheable(path) or OWN in path)
