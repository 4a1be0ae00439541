"""The person and page behind work that Streamlit runs outside of a page's script.

The guard sets REQUESTER in the task of a page's connection. Tasks and threads that start there, as
`asyncio.to_thread` starts them, see the same value (PEP 567).
"""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass

from dscp_ui.guard.identity import Identity


@dataclass
class Requester:
    """Whose connection it is, None without a sign-in, and the id of its Streamlit session: "" until
    Streamlit has said it."""

    person: Identity | None = None
    page: str = ""


REQUESTER: ContextVar[Requester | None] = ContextVar("requester", default=None)
