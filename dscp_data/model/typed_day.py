"""Reads a day as people type it."""

from __future__ import annotations

from datetime import date, datetime

FORMS = ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%d/%m/%y")


def read_day(text: str) -> date | None:
    """The day of "8 July 2026", "8 Jul 2026", "08/07/2026" or "2026-07-08"; None for other texts.
    The day comes first, as in this country."""
    plain = " ".join(text.replace(",", " ").split())
    for form in FORMS:
        try:
            return datetime.strptime(plain, form).date()
        except ValueError:
            continue
    return None
