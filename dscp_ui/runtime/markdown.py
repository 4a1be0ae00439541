"""Escapes Markdown, so that text from data shows literally."""

from __future__ import annotations

import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:-])")


def escape_markdown(text: str) -> str:
    """Text for what reads Markdown: somebody's words must not become links or pictures."""
    return _MARKDOWN.sub(r"\\\1", text)
