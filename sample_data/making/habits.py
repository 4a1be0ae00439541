"""How each agency spells periods, places, indicators and numbers."""

from __future__ import annotations

from collections.abc import Callable

from dscp_data.catalogue import Indicator, catalogue
from dscp_data.model.periods import Period, council_quarter, council_year
from sample_data.making.figures import Figure
from sample_data.making.files import period_title
from sample_data.making.layouts import Content, Habits

Speller = Callable[[Period], Content]
NARROW = {"chester-le-street": "Chester le Street", "durham-city": "Durham City"}


def months_as(form: str, quarters: str = "Q{n} {y}-{z}") -> Speller:
    """A speller of periods: months by strftime, quarters with n, y (2025), x (25) and z (26)."""

    def spell(period: Period) -> Content:
        if period.type == "month":
            return period.start.strftime(form)
        if period.type == "year":
            return period_title(period)
        year = council_year(period.start)
        return quarters.format(
            n=council_quarter(period.start),
            y=year,
            x=f"{year % 100:02d}",
            z=f"{year % 100 + 1:02d}",
        )

    return spell


def real_dates(period: Period) -> Content:
    """A month as a real date, anything else as text."""
    return period.start if period.type == "month" else period_title(period)


def messy_number(value: float) -> Content:
    """Numbers as text with a thousands comma, and a space or a hard space behind some."""
    number = int(value)
    return f"{number:,}" + ("", " ", "\u00a0")[number % 3]


def noisy_number(value: float) -> Content:
    """A number that has been through a formula: 17.000000000000004."""
    return value + 4e-15 if value == 17 else int(value)


def capitals(indicator: Indicator) -> str:
    return indicator.name.upper()


def id_and_name(indicator: Indicator) -> str:
    return f"{indicator.id} {indicator.name}"


def plan_wording(indicator: Indicator) -> str:
    """The plan's own words, where no other indicator has the same."""
    same = [i for i in catalogue().indicators if i.plan_wording == indicator.plan_wording]
    return indicator.plan_wording if len(same) == 1 else indicator.name


def name(indicator: Indicator) -> str:
    return indicator.name


HABITS: dict[str, Habits] = {
    "dcc-csc": Habits(
        months_as("%B %Y"),
        places={"out-of-county": "Out of area"},
        provisional_heading=True,
    ),
    "dcc-early-help": Habits(
        months_as("%b %y", "Q{n} {x}/{z}"),
        label=capitals,
        places={"chester-le-street": "CLS", "out-of-county": "OOC", "not-known": "N/K"},
    ),
    "dcc-education": Habits(real_dates, places=NARROW),
    "durham-constabulary": Habits(
        months_as("%b-%y", "Q{n} {x}/{z}"),
        places=NARROW | {"county-wide": "Force-wide", "not-known": "Not recorded"},
        provisional_heading=True,
    ),
    "nenc-icb": Habits(months_as("%B %Y", "{y}/{z} Q{n}"), marks={"nil": "Nil return"}),
    "cddft": Habits(months_as("%b %Y")),
    "tewv": Habits(
        months_as("%b %Y", "{y}/{z} Q{n}"),
        label=plan_wording,
        marks={"suppressed": "<5", "cannot report": "Cannot report"},
        places={"county-wide": "Countywide", "out-of-county": "Out of county"},
    ),
    "hdft": Habits(real_dates, number=noisy_number),
    "probation": Habits(months_as("%b-%y")),
    "cdyjs": Habits(months_as("%b-%y", "Q{n} {x}/{z}"), label=lambda i: i.id),
    "housing": Habits(months_as("%b-%y"), places={"chester-le-street": "Chester le St"}),
    "public-health": Habits(months_as("%b %Y", "{y}/{z} Q{n}"), label=id_and_name),
    "schools": Habits(months_as("%b %Y")),
    "vcs": Habits(
        months_as("%Y-%m", "{y}/{z} Q{n}"),
        label=lambda i: i.name.lower() + " ",
        marks={"suppressed": "<5"},
        places={"durham-city": "City of Durham", "county-wide": "County wide"},
        number=messy_number,
    ),
    "dscp": Habits(months_as("%b %Y"), label=id_and_name),
}


def percentage(figure: Figure) -> float | None:
    """The share as Excel works it out, where both parts are given."""
    if figure.numerator is None or not figure.denominator:
        return None
    return figure.numerator / figure.denominator


def percentage_as_text(figure: Figure) -> Content:
    share = percentage(figure)
    return None if share is None else f"{share:.0%}"
