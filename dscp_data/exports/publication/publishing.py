"""Publishes a partnership's figures as Parquet: exact ones under an agreement, else protected."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from uuid import uuid4

import pandas as pd

from dscp_data.aggregation.selection import Audience
from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.catalogue.plan_form import slugs
from dscp_data.disclosure.cube import PROTECTED_CELL, exact_cells
from dscp_data.disclosure.protected_cube import protected_cells, refresh_protected
from dscp_data.exports.publication.version_file import (
    NAME,
    PublicationError,
    PublishedIndicator,
    Version,
    write_version,
)
from dscp_data.model.clock import utc_now
from dscp_data.model.periods import PERIOD_TYPES
from dscp_data.store import Store
from dscp_data.store.event_log.access_log import DownloadEvent, File, record_download
from dscp_data.store.parquet.writer import write_parquet, written_files

FIGURES, HISTORY = "figures", "history"


def publish(
    store: Store, folder: Path, *, audience: Audience, by: str, agreement: str = ""
) -> Version:
    """Publish the figures of a store in a folder for many partnerships, and record that it was
    done. Raises PublicationError.

    It takes the place of what this partnership published there before, in one step.
    """
    if audience == "exact" and not agreement.strip():
        raise PublicationError(
            "Exact figures are shared only under an agreement. Name it with --agreement, or "
            "publish protected figures."
        )
    plan = store.plan
    indicators = [one for one in plan.indicators if one.worked_out_from == "returns"]
    partnership = partnership_id(plan)
    own = folder / f"partnership={partnership}"
    version = Version(
        partnership=partnership,
        name=plan.partnership.name,
        audience=audience,
        agreement=agreement.strip() if audience == "exact" else "",
        profile="" if audience == "exact" else plan.partnership.profile,
        marking=marking_of(plan, audience)[0],
        handling=marking_of(plan, audience)[1],
        data_version=store.version,
        published_at=utc_now().isoformat(timespec="seconds"),
        folder=f"files-{uuid4().hex}",
        indicators=tuple(map(published_indicator, indicators)),
        files=(),
    )
    written = write_files(store, indicators, own / version.folder, version)
    record_download(
        store,
        File(json.dumps([vars(one) for one in written.files]).encode()),
        DownloadEvent(
            own.name, f"figures of all indicators as Parquet {agreement}".strip(), audience
        ),
        by=by,
    )
    write_version(written, own)
    remove_earlier(own, written.folder)
    return written


def write_files(
    store: Store, indicators: list[Indicator], folder: Path, version: Version
) -> Version:
    """Write the files of a version, or none of them."""
    marks = {"marking": version.marking, "handling": version.handling}
    figures = published_figures(store, indicators, version.audience)
    try:
        write_parquet(
            figures.assign(partnership=version.partnership),
            folder / FIGURES,
            ("period_type",),
            marks,
        )
        if version.audience == "exact":
            history = store.query("publishable_history").assign(partnership=version.partnership)
            write_parquet(history, folder / HISTORY, ("period_type", "year"), marks)
        return Version(**vars(version) | {"files": written_files(folder)})
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def published_figures(
    store: Store, indicators: list[Indicator], audience: Audience
) -> pd.DataFrame:
    """The figures that may be published, a row a cell: PROTECTED_CELL, and of protected ones their
    ranges. They are those that pages show.

    An agency whose area is wider than the partnership's may return the same figure to others.
    Protected figures of that agency alone are left out: two publications that hide different ones
    could be taken from each other.
    """
    if audience == "exact":
        texts = {"numerator_text": "", "denominator_text": ""}
        return exact_cells(store, indicators).assign(**texts)[PROTECTED_CELL]
    refresh_protected(store, indicators)
    parts = [protected_cells(store, indicators, period_type) for period_type in PERIOD_TYPES]
    figures = pd.concat(parts, ignore_index=True)
    wider = [agency.id for agency in store.plan.agencies if agency.covers]
    return figures[~figures["agency"].isin(wider)].reset_index(drop=True)


def published_indicator(indicator: Indicator) -> PublishedIndicator:
    counted = (
        indicator.numerator,
        indicator.denominator,
        indicator.unit,
        indicator.kind,
        indicator.aggregation,
        indicator.across_agencies,
    )
    return PublishedIndicator(
        indicator.id,
        indicator.name,
        indicator.unit,
        indicator.polarity,
        indicator.has_denominator,
        hashlib.sha256("|".join(counted).encode()).hexdigest()[:16],
    )


def partnership_id(plan: Catalogue) -> str:
    return slugs([plan.partnership.name])[plan.partnership.name]


def marking_of(plan: Catalogue, audience: Audience) -> tuple[str, str]:
    """The protective marking, and how the figures may be handled."""
    own = plan.partnership
    if audience == "exact":
        return own.marking, own.handling
    return own.wider_marking, own.wider_handling


def remove_earlier(own: Path, current: str) -> None:
    """Remove what earlier publications left, and ones that were interrupted."""
    for path in own.iterdir():
        if path.is_dir() and path.name != current:
            shutil.rmtree(path, ignore_errors=True)
        elif path.name not in (NAME, current):
            path.unlink(missing_ok=True)
