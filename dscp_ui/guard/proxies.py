"""Reverse proxies whose X-Forwarded headers are trusted."""

from __future__ import annotations

import os
from ipaddress import ip_network

from dscp_ui.guard.loopback import ADDRESSES
from dscp_ui.guard.provider import UnsafeConfiguration

SETTING = "DSCP_PROXIES"


def proxies_set() -> list[str]:
    """The addresses whose X-Forwarded-For and -Proto count: of this computer, unless set.

    Raises UnsafeConfiguration for what is no address, as "*": then anybody could say to be
    anywhere.
    """
    named = os.environ.get(SETTING, "").replace(",", " ").split() or list(ADDRESSES)
    for address in named:
        try:
            everywhere = ip_network(address).prefixlen == 0
        except ValueError:
            everywhere = True
        if everywhere:
            raise UnsafeConfiguration(
                f"{SETTING} names {address!r}, which is no address of a web server. Set it to that "
                f"of the one in front of the dashboard, as {SETTING}={ADDRESSES[0]}."
            )
    return named
