"""Ownership of Streamlit sessions: which session of the guard opened each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from dscp_ui.guard import streamlit_runtime
from dscp_ui.guard.sessions import Allowance, Sessions


@dataclass(frozen=True)
class Owner:
    token: str
    allowance: Allowance


class OpenPages:
    """Owners by the id of a Streamlit session, from its first message until it is dropped."""

    def __init__(
        self,
        sessions: Sessions,
        drop: Callable[[str], bool] = streamlit_runtime.close_if_disconnected,
        seconds_to_reconnect: Callable[[], float] = streamlit_runtime.seconds_to_reconnect,
    ) -> None:
        self.sessions = sessions
        self.drop = drop
        self.seconds_to_reconnect = seconds_to_reconnect
        self.owners: dict[str, Owner] = {}

    def opened(self, page: str, token: str) -> None:
        session = self.sessions.by_token.get(token)
        if session:
            self.owners[page] = Owner(token, session.allowance)

    def is_of(self, page: str, token: str) -> bool:
        owner = self.owners.get(page)
        return owner is not None and owner.token == token

    def of_person(self, allowance: Allowance) -> set[str]:
        """The pages of one person, in all their sessions."""
        return {page for page, owner in self.owners.items() if owner.allowance is allowance}

    def closed(self, page: str, token: str) -> None:
        """A page's connection has closed: drop what it left behind, at once where its session
        ended, else when it can no longer connect again."""
        if not self.sessions.seconds_left(token):
            self.forget(page)
        else:
            loop = asyncio.get_running_loop()
            loop.call_later(self.seconds_to_reconnect(), self.forget, page)

    def forget(self, page: str) -> None:
        if self.drop(page):
            self.owners.pop(page, None)
