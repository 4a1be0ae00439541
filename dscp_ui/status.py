"""How a status looks: a shape and a word together, so that colour is never alone."""

from __future__ import annotations

from dscp_data.trends.finding import STATUS_WORDS, Status

SHAPES: dict[Status, str] = {
    "concern": "▲",
    "improvement": "▼",
    "up": "△",
    "down": "▽",
    "common cause": "●",
    "too few points": "○",
    "no figures": "–",
}
STATUS_MARKS = {status: f"{SHAPES[status]} {words}" for status, words in STATUS_WORDS.items()}
