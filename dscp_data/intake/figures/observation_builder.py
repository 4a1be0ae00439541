"""Figures to observations: a number and what it is out of, paired, and checked by the rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.intake import rules
from dscp_data.intake.cells.cell import Place
from dscp_data.intake.cells.cell_ledger import CellLedger
from dscp_data.intake.figures.figure_cells import INVALID_VALUES, Figure
from dscp_data.intake.figures.figure_parts import PART_FIELDS, FigureParts, KeyOf
from dscp_data.intake.figures.plausibility import check_consistency, check_range, describe_indicator
from dscp_data.intake.figures.rates import check_rate, per_of
from dscp_data.intake.figures.totals import format_exact
from dscp_data.intake.rules.rule import Rule
from dscp_data.model.periods import Period
from dscp_data.model.returns import Observation, Status

NUMBERS = ("reported", "nil")


class ObservationBuilder:
    """Checks figures against the catalogue and the day, and makes observations of the good ones."""

    def __init__(self, catalogue: Catalogue, today: date) -> None:
        self.catalogue = catalogue
        self.indicators = {indicator.id: indicator for indicator in catalogue.indicators}
        self.today = today
        self.fitting: set[tuple[str, Period]] = set()
        self.said: set[tuple[object, ...]] = set()

    def observations(
        self, figures: Iterable[tuple[Figure, str, CellLedger]]
    ) -> list[tuple[Place, Observation]]:
        """The observations of a file's figures, each with the agency that it is from; led by the
        row and column of its number."""
        slots: dict[KeyOf, FigureParts] = {}
        for figure, agency, account in figures:
            indicator = self.indicators[figure.indicator]
            if indicator.worked_out_from != "returns":
                self.once(rules.DERIVED, figure, account, indicator=describe_indicator(indicator))
                account.note(figure.cell, "not stored, because it is worked out from a register")
                continue
            assert figure.period is not None
            part = PART_FIELDS[figure.part]
            if part == "number" and figure.mark.percent:
                part = "percent"
            key = (figure.indicator, agency, figure.locality, figure.period)
            slot = slots.get(key)
            if slot is None:
                slot = slots[key] = FigureParts()
            slot.put(part, (figure, account))
        found = []
        for key, slot in slots.items():
            observation = self.observation(key, slot)
            if observation is not None and slot.number is not None:
                found.append((slot.number[0].cell[:2], observation))
        return found

    def observation(self, key: KeyOf, slot: FigureParts) -> Observation | None:
        if slot.base is not None:
            slot.base[1].note(slot.base[0].cell, "out of")
        if slot.percent is not None:
            slot.percent[1].note(slot.percent[0].cell, "percentage, checked and not stored")
        if slot.population is not None:
            slot.population[1].note(slot.population[0].cell, "population, not stored")
        if slot.rate is not None:
            slot.rate[1].note(slot.rate[0].cell, "rate, checked and not stored")
        fine = self.is_said_once(key, slot) if slot.again else True
        indicator = self.indicators[key[0]]
        if slot.number is None:
            self.report_no_number(slot)
            return None
        figure, account = slot.number
        marks = (figure.mark.kind, slot.base[0].mark.kind if slot.base else "")
        if any(mark in INVALID_VALUES for mark in marks):
            account.what.setdefault(figure.cell[:2], "not stored, because it is at fault")
            return None
        fine &= self.period_fits(indicator, key, figure, account)
        status, number = figure.mark.kind, figure.mark.number
        base = slot.base[0].mark.number if slot.base else None
        if status in NUMBERS:
            fine &= check_range(indicator, figure, account, is_number=True)
        if slot.base is not None:
            fine &= check_range(indicator, *slot.base, is_number=False)
        if fine and status in NUMBERS:
            fine = check_consistency(indicator, slot, figure, account, number or 0, base)
        if fine and slot.rate is not None and number is not None:
            check_rate(slot, number)
        if key[1] not in indicator.agencies:
            agency = self.catalogue.agency(key[1]).name
            words = {"agency": agency, "indicator": describe_indicator(indicator)}
            self.once(rules.NOT_OWED, figure, account, **words)
        if not fine:
            account.what.setdefault(figure.cell[:2], "not stored, because it is at fault")
            return None
        base_figure = slot.base[0] if slot.base else None
        return Observation(
            key[0],
            key[1],
            key[2],
            key[3],
            number if status in NUMBERS else None,
            base,
            status_of(status),
            figure.provisional or (base_figure is not None and base_figure.provisional),
            figure.comment or (base_figure.comment if base_figure else ""),
            account.sheet,
            figure.cell.address,
        )

    def report_no_number(self, slot: FigureParts) -> None:
        """A base or a percentage that stands without its number."""
        if slot.percent is not None and slot.percent[0].mark.number is not None:
            figure, account = slot.percent
            percent = format_exact(round(figure.mark.number or 0, 2))
            account.fault(rules.ONLY_PERCENT, figure.cell, figure.heading, percent=percent)
        elif slot.rate is not None and slot.rate[0].mark.number is not None:
            figure, account = slot.rate
            rate, per = format_exact(figure.mark.number or 0), format_exact(per_of(figure))
            account.fault(rules.RATE_ALONE, figure.cell, figure.heading, rate=rate, per=per)
        elif slot.base is not None:
            figure, account = slot.base
            account.fault(rules.NO_NUMBER, figure.cell, figure.heading)

    def is_said_once(self, key: KeyOf, slot: FigureParts) -> bool:
        """Whether a key's figures agree wherever the file repeats them."""
        again = slot.again or []
        by_part = sorted(again, key=lambda found: found[0] != "number")
        reported: set[object] = set()
        fine = True
        for _, (first, first_account), (second, account) in by_part:
            differs = first.mark[:2] != second.mark[:2]
            fine &= not differs
            line = (second.cell[0], account.sheet)
            if line not in reported:
                reported.add(line)
                self.report_again(key, first, first_account, second, account, differs)
            account.note(second.cell, "said twice")
        return fine

    def report_again(
        self, key: KeyOf, first: Figure, first_account: CellLedger,
        second: Figure, account: CellLedger, differs: bool,
    ) -> None:  # fmt: skip
        place = self.catalogue.locality(key[2]).name
        name = f"{describe_indicator(self.indicators[key[0]])}, {place}, {key[3].name}"
        here, there = in_words(first), in_words(second)
        where = [in_file(first, first_account), in_file(second, account)]
        if not differs:
            account.fault(rules.REPEATED, second.cell, second.heading, name=name, place=where[0])
            return
        first_account.fault(
            rules.DUPLICATE, first.cell, first.heading,
            name=name, one=here, other=there, place=where[1],
        )  # fmt: skip
        account.fault(
            rules.DUPLICATE, second.cell, second.heading,
            name=name, one=there, other=here, place=where[0],
        )  # fmt: skip

    def period_fits(
        self, indicator: Indicator, key: KeyOf, figure: Figure, account: CellLedger
    ) -> bool:
        period = key[3]
        if (indicator.frequency, period) in self.fitting:
            return True
        if period.start > self.today:
            account.fault(rules.FUTURE_PERIOD, figure.cell, figure.heading, period=period.name)
            return False
        if period.end < self.today and period.type == indicator.frequency:
            self.fitting.add((indicator.frequency, period))
            return True
        if period.end >= self.today:
            self.once(rules.UNFINISHED_PERIOD, figure, account, period=period.name)
        if period.type != indicator.frequency:
            words = {"expected": indicator.frequency, "given": period.type}
            self.once(
                rules.UNUSUAL_PERIOD,
                figure,
                account,
                indicator=describe_indicator(indicator),
                **words,
            )
        return True

    def once(self, rule: Rule, figure: Figure, account: CellLedger, **words: object) -> None:
        """A fault that is the same for many figures of a sheet, at the first of them."""
        key = (rule.code, account.sheet, *words.values())
        if key not in self.said:
            self.said.add(key)
            account.fault(rule, figure.cell, figure.heading, **words)


def in_file(figure: Figure, account: CellLedger) -> str:
    return f"{account.sheet}!{figure.cell.address}"


def in_words(figure: Figure) -> str:
    return figure.mark.kind if figure.mark.number is None else format_exact(figure.mark.number)


def status_of(kind: str) -> Status:
    return kind  # type: ignore[return-value]
