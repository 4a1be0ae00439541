"""Who has signed in, where a provider is configured."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class Identity:
    """A person as the provider knows them."""

    email: str
    name: str


def is_configured() -> bool:
    """Whether people sign in: whether the secrets have an [auth] section."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def identity() -> Identity | None:
    """Who has signed in to this session; None where nobody has, or nobody can."""
    if not is_configured() or not st.user.is_logged_in:
        return None
    email = str(st.user.get("email") or "")
    return Identity(email, str(st.user.get("name") or email))
