"""The agencies behind each row of the indicator table: when they reported, and who is missing."""

from __future__ import annotations

import pandas as pd

from dscp_data.catalogue import Catalogue
from dscp_data.model.text import join_list
from dscp_data.trends import ALL


def with_sources(
    table: pd.DataFrame, senders: pd.DataFrame, plan: Catalogue, chosen: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Adds received (when the newest return came, in words), whose (ids), whose_in_words, missing.

    `table` is the icon table and `senders` the answer to that question; `chosen` are the agencies
    the reader asked for, empty for all. `missing` names those that owe the figures and have never
    sent them, and says why there is no newer figure.
    """
    sent = dict(iter(senders.groupby("indicator")))
    none = senders.iloc[:0]
    rows = [
        sources_of(row, sent.get(row.indicator, none), plan, chosen) for row in table.itertuples()
    ]
    names = ["received", "whose", "whose_in_words", "missing"]
    return table.join(pd.DataFrame(rows, columns=names, index=table.index))


def sources_of(
    row: object, sent: pd.DataFrame, plan: Catalogue, chosen: tuple[str, ...]
) -> tuple[str, tuple[str, ...], str, str]:
    indicator = plan.indicator(row.indicator)  # type: ignore[attr-defined]
    agency: str = row.agency  # type: ignore[attr-defined]
    wanted = (agency,) if agency != ALL else chosen
    own = sent[sent["agency"].isin(wanted)] if wanted else sent
    whose = tuple(own["agency"])
    owing = [id for id in indicator.agencies if id in (wanted or indicator.agencies)]
    if indicator.worked_out_from != "returns":
        return "", whose, "Shared register", row.behind  # type: ignore[attr-defined]
    names = plan.agency_names
    never = [names[id] for id in owing if id not in whose]
    never_sent = [f"never sent: {join_list(never)}"] if never and whose else []
    behind = [row.behind] if row.behind else []  # type: ignore[attr-defined]
    newest = own["last_received"].max()
    received = "" if own.empty else f"{newest.day} {newest:%b %Y}"
    return (
        received,
        whose,
        join_list([names[id] for id in whose]),
        "; ".join([*behind, *never_sent]),
    )
