"""Commands that print figures: observations, trend."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from typing import Any, get_args

import pandas as pd

from dscp_data.aggregation.selection import Audience, display_period_type
from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.cli.exit_codes import OK, WrongUse
from dscp_data.cli.output import say
from dscp_data.cli.recorded_output import hand_out
from dscp_data.exports.marked_csv import figures_of
from dscp_data.model.clock import end_of_day
from dscp_data.model.periods import PERIOD_TYPES, Period
from dscp_data.store import open_store
from dscp_data.trends import Selection, trend

FORMER_AUDIENCES: dict[str, Audience] = {"member": "exact", "viewer": "protected"}  # still accepted


def add_observations(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser("observations", help="list current figures, each with its cell")
    command.add_argument("--indicator", nargs="+", metavar="ID", default=[])
    command.add_argument("--from", dest="first", type=month_start, metavar="YYYY-MM")
    command.add_argument("--to", dest="last", type=month_start, metavar="YYYY-MM")
    command.add_argument("--as-of", type=utc_time, metavar="TIME")
    command.set_defaults(run=observations)
    return with_places(command)


def add_trend(commands: Any) -> argparse.ArgumentParser:
    command = commands.add_parser(
        "trend", help="show one indicator over time, with limits and signals"
    )
    command.add_argument("indicator", metavar="INDICATOR")
    command.add_argument("--period", choices=PERIOD_TYPES)
    command.add_argument("--window", type=int, choices=(6, 12), help="follow-up period in months")
    command.add_argument(
        "--audience", choices=[*get_args(Audience), *FORMER_AUDIENCES], default="exact"
    )
    command.set_defaults(run=show_trend)
    return with_places(command)


def with_places(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("--agency", nargs="+", metavar="ID", default=[])
    command.add_argument("--locality", nargs="+", metavar="ID", default=[])
    command.add_argument("--format", choices=("csv", "json"), default="csv")
    return command


def observations(options: argparse.Namespace) -> int:
    with open_store(options.database) as store:
        agencies, localities = known_places(store.plan, options)
        found = store.query(
            "observations",
            indicators=[store.plan.indicator(id).id for id in options.indicator] or None,
            agencies=agencies or None,
            localities=localities or None,
            first=options.first,
            last=options.last,
            as_of=options.as_of,
        )
        hand_out(store, found, options.format, "returned figures", "exact")
    return OK


def show_trend(options: argparse.Namespace) -> int:
    with open_store(options.database) as store:
        indicator = store.plan.indicator(options.indicator)
        agencies, localities = known_places(store.plan, options)
        audience = FORMER_AUDIENCES.get(options.audience, options.audience)
        selection = Selection(
            agencies=tuple(agencies),
            localities=tuple(localities),
            period_type=options.period or indicator.frequency,
            window=options.window,
            audience=audience,
        )
        refuse_what_cannot_be_shown(indicator, selection)
        found = trend(store, indicator, selection)
        for one in found:
            if one.is_withheld:
                say(f"{indicator.id} is {one.note}.")
        figures = pd.concat([figures_of(one) for one in found], ignore_index=True)
        what = f"the trend of {indicator.id}"
        hand_out(store, figures, options.format, what, audience)
    return OK


def refuse_what_cannot_be_shown(indicator: Indicator, selection: Selection) -> None:
    period_type, why = display_period_type(indicator, selection.period_type)
    if period_type != selection.period_type:
        raise WrongUse(
            f"{indicator.id} cannot be shown by {selection.period_type}. {why} "
            f"Use --period {period_type}."
        )


def known_places(plan: Catalogue, options: argparse.Namespace) -> tuple[list[str], list[str]]:
    """The agencies and localities asked for. Raises CatalogueError naming the nearest."""
    return (
        [plan.agency(id).id for id in options.agency],
        [plan.locality(id).id for id in options.locality],
    )


def month_start(text: str) -> date:
    return Period(date.fromisoformat(f"{text}-01"), "month").start


def utc_time(text: str) -> datetime:
    """A time as the store keeps it. A day means its end in London; a time without a zone is UTC."""
    if len(text) == len("2026-07-01"):
        return end_of_day(date.fromisoformat(text))
    read = datetime.fromisoformat(text)
    return read if read.tzinfo is None else read.astimezone(UTC).replace(tzinfo=None)
