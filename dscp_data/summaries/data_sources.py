"""The agencies behind each row of the indicator table: when they reported, and who is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pandas as pd

from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.model.text import join_list
from dscp_data.trends import ALL


@dataclass(frozen=True)
class Sender:
    """An agency that sent figures of an indicator, and when the newest of them came."""

    agency: str
    last_received: datetime


def with_sources(
    table: pd.DataFrame, senders: pd.DataFrame, plan: Catalogue, chosen: tuple[str, ...] = ()
) -> pd.DataFrame:
    """Adds received (when the newest return came, in words), whose (ids), whose_in_words, missing.

    `table` is the icon table and `senders` the answer to that question; `chosen` are the agencies
    the reader asked for, empty for all. `missing` names those that owe the figures and have never
    sent them, and says why there is no newer figure.
    """
    sent: dict[str, list[Sender]] = {}
    for indicator, agency, received in zip(
        senders["indicator"], senders["agency"], senders["last_received"], strict=True
    ):
        sent.setdefault(indicator, []).append(Sender(agency, received))
    rows = [
        sources_of(plan.indicator(id), agency, behind, sent.get(id, []), plan, chosen)
        for id, agency, behind in zip(
            table["indicator"], table["agency"], table["behind"], strict=True
        )
    ]
    names = ["received", "whose", "whose_in_words", "missing"]
    return table.join(pd.DataFrame(rows, columns=names, index=table.index))


def sources_of(
    indicator: Indicator,
    agency: str,
    behind: str,
    sent: list[Sender],
    plan: Catalogue,
    chosen: tuple[str, ...],
) -> tuple[str, tuple[str, ...], str, str]:
    wanted = (agency,) if agency != ALL else chosen
    own = [one for one in sent if not wanted or one.agency in wanted]
    whose = tuple(one.agency for one in own)
    owing = [id for id in indicator.agencies if id in (wanted or indicator.agencies)]
    if indicator.worked_out_from != "returns":
        return "", whose, "Shared register", behind
    names = plan.agency_names
    never = [names[id] for id in owing if id not in whose]
    never_sent = [f"never sent: {join_list(never)}"] if never and whose else []
    newest = max((one.last_received for one in own), default=None)
    return (
        f"{newest.day} {newest:%b %Y}" if newest else "",
        whose,
        join_list([names[id] for id in whose]),
        "; ".join([*filter(None, [behind]), *never_sent]),
    )
