"""A secrets file to start from, with a cookie secret of its own."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from dscp_ui.guard.provider import ROOT, SETTING, UnsafeConfiguration

EXAMPLE = ROOT / "deploy" / "secrets.toml.example"
UNSET = 'cookie_secret = ""'


def write_new_secrets(path: Path) -> str:
    """Write the example to a new file that only its owner reads, and say what is left to do.

    Raises UnsafeConfiguration for a place in the project, from where secrets get into copies of
    it, and where there is a file already.
    """
    path = path.absolute()
    if path.resolve().is_relative_to(ROOT):
        raise UnsafeConfiguration(
            f"{path} is in the folder of the dashboard. Name a place outside of it."
        )
    example = EXAMPLE.read_text(encoding="utf-8")
    text = example.replace(UNSET, f'cookie_secret = "{secrets.token_urlsafe(32)}"')
    try:
        with open(path, "x", encoding="utf-8", opener=owner_only) as file:
            file.write(text)
    except OSError as error:
        raise UnsafeConfiguration(
            f"{path} cannot be written: {(error.strerror or '').lower()}."
        ) from error
    return f"Fill in {path}, then start the dashboard with {SETTING}={path}."


def owner_only(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
