"""Compares partnerships by what each has published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from dscp_data.exports.publication.publishing import FIGURES
from dscp_data.exports.publication.version_file import (
    NAME,
    PublicationError,
    Version,
    check_files,
    read_version,
)
from dscp_data.model.periods import PeriodType
from dscp_data.model.text import join_list
from dscp_data.store.parquet.comparison import CompareTotals, compare_totals


@dataclass(frozen=True)
class Comparison:
    """`figures` has a row for each indicator, period and partnership (see
    `compare_partnerships.sql`). `left_out` are the ids of indicators that partnerships count in
    different ways, which are compared only among those that count alike."""

    figures: pd.DataFrame
    versions: tuple[Version, ...]
    left_out: tuple[str, ...]


def compare(
    folders: Iterable[Path],
    period_type: PeriodType,
    *,
    indicators: Sequence[str] = (),
    first: date | None = None,
    totals: CompareTotals = compare_totals,
) -> Comparison:
    """All partnerships in some folders side by side. Raises PublicationError.

    Publications for different audiences are not compared: the range of exact figures would say more
    of the protected ones than they show.
    """
    found = {own: read_version(own) for own in partnership_folders(folders)}
    check_together(list(found.values()))
    for own, version in found.items():
        check_files(version, own)
    files = {
        own / version.folder / one.path: version.partnership
        for own, version in found.items()
        for one in version.files
        if one.path.startswith(f"{FIGURES}/period_type={period_type}/")
    }
    rows = definitions(found.values(), indicators)
    if not files or rows.empty:
        raise PublicationError(f"Nothing is published by {period_type} of these indicators.")
    figures = totals(
        files,
        rows,
        protected=any(one.audience == "protected" for one in found.values()),
        first=first.isoformat() if first else None,
    )
    kinds = rows.groupby("indicator")["definition"].nunique()
    return Comparison(figures, tuple(found.values()), tuple(kinds[kinds > 1].index))


def partnership_folders(folders: Iterable[Path]) -> list[Path]:
    """The folders that have a version file, in those given or directly below them."""
    found = list(dict.fromkeys(own.resolve() for folder in folders for own in with_version(folder)))
    if not found:
        raise PublicationError("No partnership has published in these folders.")
    return found


def with_version(folder: Path) -> Iterator[Path]:
    if (folder / NAME).exists():
        yield folder
    elif folder.is_dir():
        yield from (own for own in sorted(folder.iterdir()) if (own / NAME).exists())


def check_together(versions: Sequence[Version]) -> None:
    if len({one.audience for one in versions}) > 1:
        exact = [one.name for one in versions if one.audience == "exact"]
        raise PublicationError(
            f"{join_list(exact)} published exact figures and others did not. Compare publications "
            "for the same audience."
        )
    names = [one.partnership for one in versions]
    if repeated := {name for name in names if names.count(name) > 1}:
        raise PublicationError(f"{join_list(sorted(repeated))} is there more than once.")


def definitions(versions: Iterable[Version], indicators: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            (version.partnership, one.id, one.definition, one.polarity, one.is_share)
            for version in versions
            for one in version.indicators
            if not indicators or one.id in indicators
        ],
        columns=["partnership", "indicator", "definition", "polarity", "is_share"],
    )
