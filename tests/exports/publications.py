"""Two partnerships that publish: a share and a count each, some of them small."""

from dataclasses import replace

import pandas as pd

from dscp_data.catalogue import catalogue
from dscp_data.exports.publication.publishing import publish
from dscp_data.exports.publication.version_file import read_version
from dscp_data.store import accept, open_store
from tests.making import checked, months, observation

MONTHS = months(6)
AGREEMENT = "Data sharing agreement 12"


def partnership(folder, name, shift, **plan_changes):
    """A store of a partnership with a share and a count, some of them small."""
    plan = replace(catalogue(), **plan_changes)
    plan = replace(plan, partnership=replace(plan.partnership, name=name))
    folder.mkdir()
    store = open_store(folder / "dscp.duckdb", plan, keeps_copies=False)
    sent = checked(
        *(
            observation(
                indicator=indicator,
                period=period,
                locality=place,
                numerator=float(number + shift + (2 if place == "teesdale" else 20)),
                denominator=100.0 if indicator == "E04" else None,
            )
            for number, period in enumerate(MONTHS)
            for place in ("easington", "teesdale")
            for indicator in ("E04", "E08")
        )
    )
    accept(store, sent, b"a workbook", by="analyst")
    return store


def exact(store, folder):
    return publish(store, folder, audience="exact", agreement=AGREEMENT, by="analyst")


def protected(store, folder):
    return publish(store, folder, audience="protected", by="analyst")


def published(folder, name="north-partnership"):
    """The published figures of a partnership."""
    own = folder / f"partnership={name}"
    version = read_version(own)
    return pd.concat(
        [
            pd.read_parquet(own / version.folder / one.path).assign(
                period_type=one.path.split("period_type=")[1].split("/")[0]
            )
            for one in version.files
            if one.path.startswith("figures/")
        ]
    )
