"""Search over everything that has a page: pages, indicators, localities, agencies and evidence.

Every word that is typed must begin a word of an entry, in any order: "re-referral easington" is the
indicator for that locality.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.model.frames import as_records

Kind = Literal["Page", "Indicator", "Locality", "Agency", "Evidence"]
MOST = 12
EVERYDAY = frozenset({"a", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"})


@dataclass(frozen=True)
class Entry:
    """What can be found. `text` is searched beside the label; the others say what it opens: a page
    by its path, an indicator, an agency or a Golden Thread by its id."""

    kind: Kind
    label: str
    text: str = ""
    page: str = ""
    indicator: str = ""
    agency: str = ""
    thread: str = ""


@dataclass(frozen=True)
class Found:
    """An entry, and the localities (ids) that the words named beside it."""

    entry: Entry
    localities: tuple[str, ...] = field(default=())


def words_of(text: str) -> list[str]:
    """The words of a text, small, a hyphen or an apostrophe joining two: "rereferrals"."""
    joined = re.sub(r"(?<=\w)[-'’](?=\w)", "", text.casefold())
    return re.findall(r"\w+", joined)


def search(
    query: str, plan: Catalogue, pages: Mapping[str, str], evidence: pd.DataFrame
) -> list[Found]:
    """What the words find, the best first, at most MOST. `pages` are titles by path."""
    asked = [word for word in words_of(query) if word not in EVERYDAY]
    if not asked:
        return []
    places = named_localities(asked, plan)
    rest = [word for word in asked if not any(begins(word, name) for name in places.values())]
    if not rest:
        return [Found(Entry("Locality", plan.locality(id).name), (id,)) for id in places]
    found = matching(rest, entries(plan, pages, evidence))
    if not found and places:  # a word of a name may be one of a place too: "Durham Constabulary"
        return [Found(entry) for entry in matching(asked, entries(plan, pages, evidence))[:MOST]]
    return [Found(entry, tuple(places)) for entry in found[:MOST]]


def named_localities(asked: Iterable[str], plan: Catalogue) -> dict[str, list[str]]:
    """The words of the names of the districts that the words name, by id."""
    names = {
        place.id: [word for word in words_of(place.name) if word not in EVERYDAY]
        for place in plan.localities
        if place.kind == "district"
    }
    wanted = list(asked)
    return {
        id: name
        for id, name in names.items()
        if any(len(word) > 3 and name[0].startswith(word) for word in wanted)
    }


def begins(word: str, words: Iterable[str]) -> bool:
    return any(one.startswith(word) for one in words)


def matching(asked: list[str], known: Iterable[Entry]) -> list[Entry]:
    """The entries that have every word; those that have them in their label come first."""
    ranked = []
    for place, entry in enumerate(known):
        label = words_of(entry.label)
        if all(begins(word, [*label, *words_of(entry.text)]) for word in asked):
            missing = sum(not begins(word, label) for word in asked)
            ranked.append((missing, place, entry))
    return [entry for _, _, entry in sorted(ranked, key=lambda one: one[:2])]


def entries(plan: Catalogue, pages: Mapping[str, str], evidence: pd.DataFrame) -> list[Entry]:
    return [
        *(Entry("Page", title, page=path) for path, title in pages.items()),
        *(indicator_entry(one) for one in plan.indicators),
        *(
            Entry("Agency", one.short_name, f"{one.name} {one.id}", agency=one.id)
            for one in plan.agencies
        ),
        *(Entry("Page", one.name, thread=one.id) for one in plan.golden_threads),
        *(evidence_entry(row) for row in as_records(evidence)),
    ]


def indicator_entry(one: Indicator) -> Entry:
    return Entry(
        "Indicator", one.short_name, f"{one.id} {one.name} {one.plan_wording}", indicator=one.id
    )


def evidence_entry(row: Mapping[str, Any]) -> Entry:
    """A finding leads to its indicator, or else to its Golden Thread."""
    threads = tuple(row["golden_threads"])
    return Entry(
        "Evidence",
        str(row["finding"]),
        indicator=str(row["indicator"] or ""),
        thread=threads[0] if threads else "",
    )
