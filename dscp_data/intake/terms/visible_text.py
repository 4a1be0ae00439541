"""A text as it looks: without the characters that no screen shows, and with plain marks."""

from __future__ import annotations

import re

UNSEEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
LOOKALIKES = str.maketrans({
    **dict.fromkeys("\u2010\u2011\u2012\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u0060\u00b4", "'"),
    **dict.fromkeys("\u00a0\u2007\u202f\u2009", " "),
})  # fmt: skip


def visible(text: str) -> str:
    """`text` without zero-width characters and soft hyphens; odd hyphens, apostrophes and spaces
    become the common ones."""
    return text if text.isascii() else UNSEEN.sub("", text).translate(LOOKALIKES)
