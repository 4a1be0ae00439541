"""Serving on loopback addresses only, where no sign-in is configured."""

from __future__ import annotations

ADDRESSES = ("127.0.0.1", "::1")
NAMES = ("localhost", *ADDRESSES)
WHY = (
    "The dashboard has no sign-in, so anyone who can reach it sees every figure. It serves one "
    "person on this computer only"
)


class NotLoopback(Exception):
    """The dashboard would be reached from elsewhere; the message says why not, and what to do."""


def require_loopback(address: str | None, setting: str) -> None:
    """Raise NotLoopback where `setting` would have the dashboard listen beyond this computer.

    `address` is a name or a number; None is every address the computer has.
    """
    if address not in NAMES:
        raise NotLoopback(
            f"{WHY}, and not at {address or 'all addresses'}. "
            f"Leave {setting} out, or set it to {ADDRESSES[0]}. To serve others, set sign-in up "
            "first (docs/operating.md)."
        )
