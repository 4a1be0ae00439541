"""Builds observations: pairs a number with its base, and applies the rules."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.intake import rules
from dscp_data.intake.cells.cell import Cell, Place
from dscp_data.intake.figures.figure import Figure
from dscp_data.intake.figures.figure_cells import INVALID_VALUES
from dscp_data.intake.figures.figure_parts import (
    PART_FIELDS,
    Duplicate,
    FigureParts,
    LocatedFigure,
)
from dscp_data.intake.figures.plausibility import check_consistency, check_range, describe_indicator
from dscp_data.intake.figures.rates import check_rate, per_of
from dscp_data.model.faults import Rule
from dscp_data.model.periods import Period, PeriodType
from dscp_data.model.returns import Key, Observation, Status
from dscp_data.model.text import format_exact

NUMBERS = ("reported", "nil")
AT_FAULT = "not stored, because it is at fault"


class LocatedObservation(NamedTuple):
    """An observation, and the row and column of its number on its sheet."""

    place: Place
    observation: Observation


class ObservationBuilder:
    """Checks figures against the catalogue and the day, and makes observations of the good ones."""

    def __init__(self, catalogue: Catalogue, today: date) -> None:
        self.catalogue = catalogue
        self.indicators = {indicator.id: indicator for indicator in catalogue.indicators}
        self.today = today
        self.fitting: set[tuple[str, date, PeriodType, str]] = set()
        self.reported: set[tuple[object, ...]] = set()

    def observations(self, figures: Iterable[LocatedFigure]) -> list[LocatedObservation]:
        """The observations of a file's figures, each at the place of its number."""
        by_key: dict[Key, FigureParts] = {}
        for located in figures:
            figure = located.figure
            indicator = self.indicators[figure.indicator]
            if indicator.worked_out_from != "returns":
                at, name = figure.indicator_from, describe_indicator(indicator)
                self.report_once(rules.DERIVED, located, at, indicator=name)
                located.classify("not stored, because it is worked out from a register")
                continue
            part = PART_FIELDS[figure.part]
            if part == "number" and figure.value.percent:
                part = "percent"
            key = located.key
            parts = by_key.get(key)
            if parts is None:
                parts = by_key[key] = FigureParts()
            parts.add(part, located)
        found = []
        for parts in by_key.values():
            number = parts.number
            if number is not None and number.ledger.is_full:
                continue
            observation = self.observation(parts)
            if observation is not None and number is not None:
                place = number.figure.cell[:2]
                number.ledger.store(place)
                found.append(LocatedObservation(place, observation))
        return found

    def observation(self, parts: FigureParts) -> Observation | None:
        """The observation of a key, or None where a fault or a missing number prevents it."""
        classify_parts(parts)
        fine = not parts.duplicates or self.check_duplicates(parts.duplicates)
        number, base = parts.number, parts.base
        if number is None:
            self.report_no_number(parts)
            return None
        figure, agency = number.figure, number.agency
        kind, count = figure.value[:2]
        if kind in INVALID_VALUES or (base and base.figure.value.kind in INVALID_VALUES):
            number.ledger.classify_if_new([figure.cell], AT_FAULT)
            return None
        indicator, period = self.indicators[figure.indicator], figure.period
        assert period is not None  # else it has no key
        fine &= self.period_fits(indicator, period, number)
        if kind in NUMBERS:
            fine &= check_range(indicator, number, is_number=True)
        if base is not None:
            fine &= check_range(indicator, base, is_number=False)
        if fine and kind in NUMBERS:
            fine = check_consistency(indicator, parts, number)
        if fine and count is not None and parts.rate is not None:
            check_rate(parts, count)
        if agency not in indicator.agencies:
            words = {"agency": self.catalogue.agency(agency).name}
            words["indicator"] = describe_indicator(indicator)
            self.report_once(rules.NOT_OWED, number, figure.indicator_from, **words)
        if not fine:
            number.ledger.classify_if_new([figure.cell], AT_FAULT)
            return None
        return Observation(
            figure.indicator,
            agency,
            figure.locality,
            period,
            numerator=count if kind in NUMBERS else None,
            denominator=base.number if base else None,
            status=status_of(kind),
            provisional=figure.provisional or (base is not None and base.figure.provisional),
            comment=figure.comment or (base.figure.comment if base else ""),
            sheet=number.ledger.sheet,
            cell=figure.cell.address,
        )

    def check_duplicates(self, duplicates: Sequence[Duplicate]) -> bool:
        """Whether a key's figures agree wherever the file repeats them. A row is reported once,
        at its number where that is repeated too."""
        reported: set[tuple[int, str]] = set()
        fine = True
        for duplicate in sorted(duplicates, key=lambda one: one.part != "number"):
            first, second = duplicate.first, duplicate.second
            differs = first.figure.value[:2] != second.figure.value[:2]
            fine &= not differs
            row = (second.figure.cell[0], second.ledger.sheet)
            if row not in reported:
                reported.add(row)
                self.report_duplicate(first, second, differs)
            second.classify("said twice")
        return fine

    def report_duplicate(self, first: LocatedFigure, second: LocatedFigure, differs: bool) -> None:
        figure = first.figure
        locality = self.catalogue.locality(figure.locality).name
        indicator = describe_indicator(self.indicators[figure.indicator])
        name = f"{indicator}, {locality}, {figure.period.name if figure.period else ''}"
        if not differs:
            second.fault(rules.REPEATED, name=name, place=first.place)
            return
        for this, other in ((first, second), (second, first)):
            this.fault(
                rules.DUPLICATE,
                name=name,
                one=format_value(this.figure),
                other=format_value(other.figure),
                place=other.place,
            )

    def period_fits(self, indicator: Indicator, period: Period, located: LocatedFigure) -> bool:
        """Whether a figure's period has begun. One that has not ended, or is of an unusual length,
        is reported once."""
        of_sheet = (indicator.id, period.start, period.type, located.ledger.sheet)
        if of_sheet in self.fitting:
            return True
        at = located.figure.period_from
        if period.start > self.today:
            if self.is_first(rules.FUTURE_PERIOD, located, period, at and at[:2]):
                located.fault_at(rules.FUTURE_PERIOD, at, period=period.name)
            return False
        self.fitting.add(of_sheet)
        if period.end >= self.today:
            self.report_once(rules.UNFINISHED_PERIOD, located, at, period=period.name)
        if period.type != indicator.frequency:
            self.report_once(
                rules.UNUSUAL_PERIOD,
                located,
                at,
                indicator=describe_indicator(indicator),
                expected=indicator.frequency,
                given=period.type,
            )
        return True

    def report_once(
        self, rule: Rule, located: LocatedFigure, at: Cell | None, **words: object
    ) -> None:
        """A fault that is the same for many figures of a sheet, where it is to be corrected for the
        first of them."""
        if self.is_first(rule, located, *words.values()):
            located.fault_at(rule, at, **words)

    def is_first(self, rule: Rule, located: LocatedFigure, *about: object) -> bool:
        """Whether a rule is broken for the first time on a sheet by what it is about."""
        key = (rule.code, located.ledger.sheet, *about)
        if key in self.reported:
            return False
        self.reported.add(key)
        return True

    def report_no_number(self, parts: FigureParts) -> None:
        """A base, percentage or rate without its number."""
        if parts.percent is not None and parts.percent.number is not None:
            percent = format_exact(round(parts.percent.number, 2))
            self.report_alone(rules.ONLY_PERCENT, parts.percent, percent=percent)
        elif parts.rate is not None and parts.rate.number is not None:
            rate, per = format_exact(parts.rate.number), format_exact(per_of(parts.rate.figure))
            self.report_alone(rules.RATE_ALONE, parts.rate, rate=rate, per=per)
        elif parts.base is not None:
            parts.base.fault(rules.NO_NUMBER)

    def report_alone(self, rule: Rule, located: LocatedFigure, **words: object) -> None:
        """A percentage or rate without its number: once, at the heading, label or bracket that
        makes it one, or at each figure whose format does."""
        at = located.figure.part_from or located.figure.cell
        if self.is_first(rule, located, at[:2]):
            located.fault_at(rule, at, figure=located.figure.cell.address, **words)


def classify_parts(parts: FigureParts) -> None:
    """The figures that go with a number are recognised, and only the base is stored."""
    if parts.base is not None:
        parts.base.classify("out of")
    if parts.percent is not None:
        parts.percent.classify("percentage, checked and not stored")
    if parts.population is not None:
        parts.population.classify("population, not stored")
    if parts.rate is not None:
        parts.rate.classify("rate, checked and not stored")


def format_value(figure: Figure) -> str:
    return figure.value.kind if figure.value.number is None else format_exact(figure.value.number)


def status_of(kind: str) -> Status:
    return kind  # type: ignore[return-value]
