"""Which files are sent, by whom, when, and which figures each holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from dscp_data.catalogue import catalogue
from dscp_data.model.periods import Period, council_quarter, council_year, quarter
from sample_data.making import special
from sample_data.making.evidence import EvidenceLine, evidence
from sample_data.making.figures import QUARTERS, YEARS, Figure

Kind = Literal["annual", "quarterly", "template", "resubmission", "register"]
ANNUAL = YEARS[:2]
QUARTERLY = tuple(q for q in QUARTERS if q >= quarter(2025, 1))
LATE = ("hdft", quarter(2026, 2))
TEMPLATE_USERS = ("cdyjs", "probation")
REGISTERS = (quarter(2025, 4), quarter(2026, 2))
REGISTER_SENDER = "dcc-csc"

# How each agency names its files; {} is "2023-24" or "Q1 2025-26".
NAMES: dict[str, str] = {
    "dcc-csc": "CSC performance data {}.xlsx",
    "dcc-early-help": "EH performance return {}.xlsx",
    "dcc-education": "Education return {}.xlsx",
    "durham-constabulary": "Durham Constabulary {}.xlsx",
    "nenc-icb": "NENC ICB safeguarding {}.xlsx",
    "cddft": "CDDFT return {} FINAL.xlsx",
    "tewv": "TEWV dashboard {}.xlsx",
    "hdft": "HDFT 0-19 Durham {}.xlsx",
    "probation": "Probation return {}.xlsx",
    "cdyjs": "CDYJS figures {}.xlsx",
    "housing": "Housing Solutions - {}.xlsx",
    "public-health": "Public Health {} return.xlsx",
    "schools": "Schools and settings {}.xlsx",
    "vcs": "VCS alliance data {} v2.xlsx",
    "dscp": "Business Unit {}.xlsx",
}


@dataclass(frozen=True)
class File:
    """One file of `returns/`. `covers` is the year or quarter it is about."""

    name: str
    agency: str
    received: date
    covers: Period
    kind: Kind

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What it holds, in the order of the indicators. A template is filled in all year."""
        if self.kind == "register":
            return ()
        source = special.resubmitted() if self.kind == "resubmission" else special.sent()
        return tuple(f for f in source if f.agency == self.agency and self._holds(f.period.end))

    @property
    def evidence(self) -> tuple[EvidenceLine, ...]:
        if self.kind == "register":
            return ()
        return tuple(e for e in evidence() if e.agency == self.agency and self._holds(e.day))

    @property
    def title(self) -> str:
        return period_title(self.covers)

    def _holds(self, day: date) -> bool:
        first = self.covers.containing("year") if self.kind == "template" else self.covers
        return first.start <= day <= self.covers.end


@cache
def files() -> tuple[File, ...]:
    """Every file in the order in which it was received."""
    sent = [file(agency.id, covers) for agency in catalogue().agencies
            for covers in (*ANNUAL, *QUARTERLY) if (agency.id, covers) != LATE]  # fmt: skip
    whole = quarter(2025, 4)
    again = NAMES[special.RESUBMITTER].format(period_title(whole)).replace(".xlsx", " v2.xlsx")
    sent.append(File(again, special.RESUBMITTER, date(2026, 6, 5), whole, "resubmission"))
    sent += [
        File(
            f"Areas of concern register {q.end:%B %Y}.xlsx",
            REGISTER_SENDER,
            q.end + timedelta(days=14),
            q,
            "register",
        )
        for q in REGISTERS
    ]
    return tuple(sorted(sent, key=lambda f: (f.received, f.name)))


def file(agency: str, covers: Period) -> File:
    kind: Kind = "annual" if covers.type == "year" else "quarterly"
    if kind == "quarterly" and agency in TEMPLATE_USERS:
        kind = "template"
    name = NAMES[agency].format(period_title(covers))
    return File(name, agency, received(agency, covers), covers, kind)


def received(agency: str, covers: Period) -> date:
    """About two weeks after the period, each agency on its own day, never at a weekend."""
    number = [a.id for a in catalogue().agencies].index(agency)
    day = covers.end + timedelta(days=9 + (number * 5 + covers.start.month) % 11)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


def period_title(period: Period) -> str:
    """ "2023-24" or "Q1 2025-26"."""
    start = council_year(period.start)
    years = f"{start}-{(start + 1) % 100:02d}"
    return years if period.type == "year" else f"Q{council_quarter(period.start)} {years}"


def truth() -> dict[tuple[str, str, str, date, str], Figure]:
    """What is current once every file is loaded in order, by the key of an observation."""
    current: dict[tuple[str, str, str, date, str], Figure] = {}
    for sent_file in files():
        for figure in sent_file.figures:
            current[figure.observation.key] = figure
    return current


def shows_comments(file: File) -> bool:
    """Whether the file's shape has a column for comments."""
    if file.kind == "template" or file.agency in ("nenc-icb", "vcs"):
        return True
    return file.agency == "durham-constabulary" and file.kind == "quarterly"
