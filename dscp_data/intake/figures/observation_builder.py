"""Builds observations: pairs a number with its base, and applies the rules."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dscp_data.catalogue import Catalogue, Indicator
from dscp_data.intake import rules
from dscp_data.intake.cells.cell import Cell, Place
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
        for figure, agency, ledger in figures:
            indicator = self.indicators[figure.indicator]
            if indicator.worked_out_from != "returns":
                self.report_once(
                    rules.DERIVED, figure, ledger, figure.indicator_from,
                    indicator=describe_indicator(indicator),
                )  # fmt: skip
                ledger.classify(figure.cell, "not stored, because it is worked out from a register")
                continue
            assert figure.period is not None
            part = PART_FIELDS[figure.part]
            if part == "number" and figure.value.percent:
                part = "percent"
            key = (figure.indicator, agency, figure.locality, figure.period)
            slot = slots.get(key)
            if slot is None:
                slot = slots[key] = FigureParts()
            slot.put(part, (figure, ledger))
        found = []
        for key, slot in slots.items():
            if slot.number is not None and slot.number[1].is_full:
                continue
            observation = self.observation(key, slot)
            if observation is not None and slot.number is not None:
                found.append((slot.number[0].cell[:2], observation))
        return found

    def observation(self, key: KeyOf, slot: FigureParts) -> Observation | None:
        if slot.base is not None:
            slot.base[1].classify(slot.base[0].cell, "out of")
        if slot.percent is not None:
            slot.percent[1].classify(slot.percent[0].cell, "percentage, checked and not stored")
        if slot.population is not None:
            slot.population[1].classify(slot.population[0].cell, "population, not stored")
        if slot.rate is not None:
            slot.rate[1].classify(slot.rate[0].cell, "rate, checked and not stored")
        fine = self.check_duplicates(key, slot) if slot.again else True
        indicator = self.indicators[key[0]]
        if slot.number is None:
            self.report_no_number(slot)
            return None
        figure, ledger = slot.number
        parsed_values = (figure.value.kind, slot.base[0].value.kind if slot.base else "")
        if any(parsed in INVALID_VALUES for parsed in parsed_values):
            ledger.classify_if_new([figure.cell], "not stored, because it is at fault")
            return None
        fine &= self.period_fits(indicator, key, figure, ledger)
        status, number = figure.value.kind, figure.value.number
        base = slot.base[0].value.number if slot.base else None
        if status in NUMBERS:
            fine &= check_range(indicator, figure, ledger, is_number=True)
        if slot.base is not None:
            fine &= check_range(indicator, *slot.base, is_number=False)
        if fine and status in NUMBERS:
            fine = check_consistency(indicator, slot, figure, ledger, number or 0, base)
        if fine and slot.rate is not None and number is not None:
            check_rate(slot, number)
        if key[1] not in indicator.agencies:
            agency = self.catalogue.agency(key[1]).name
            words = {"agency": agency, "indicator": describe_indicator(indicator)}
            self.report_once(rules.NOT_OWED, figure, ledger, figure.indicator_from, **words)
        if not fine:
            ledger.classify_if_new([figure.cell], "not stored, because it is at fault")
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
            ledger.sheet,
            figure.cell.address,
        )

    def report_no_number(self, slot: FigureParts) -> None:
        """A base or a percentage that stands without its number."""
        if slot.percent is not None and slot.percent[0].value.number is not None:
            figure, ledger = slot.percent
            percent = format_exact(round(figure.value.number or 0, 2))
            self.report_alone(rules.ONLY_PERCENT, figure, ledger, percent=percent)
        elif slot.rate is not None and slot.rate[0].value.number is not None:
            figure, ledger = slot.rate
            rate, per = format_exact(figure.value.number or 0), format_exact(per_of(figure))
            self.report_alone(rules.RATE_ALONE, figure, ledger, rate=rate, per=per)
        elif slot.base is not None:
            figure, ledger = slot.base
            ledger.fault(rules.NO_NUMBER, figure.cell, figure.heading)

    def report_alone(self, rule: Rule, figure: Figure, ledger: CellLedger, **words: object) -> None:
        """A percentage or rate without its number: once, at the heading, label or bracket that
        makes it one, or at each figure where its format does."""
        at = figure.part_from
        key = (rule.code, ledger.sheet, at and at[:2])
        if at is None or key not in self.said:
            self.said.add(key)
            ledger.fault(
                rule, at or figure.cell, figure.heading, figure=figure.cell.address, **words
            )

    def check_duplicates(self, key: KeyOf, slot: FigureParts) -> bool:
        """Whether a key's figures agree wherever the file repeats them."""
        again = slot.again or []
        by_part = sorted(again, key=lambda found: found[0] != "number")
        reported: set[object] = set()
        fine = True
        for _, (first, first_ledger), (second, ledger) in by_part:
            differs = first.value[:2] != second.value[:2]
            fine &= not differs
            line = (second.cell[0], ledger.sheet)
            if line not in reported:
                reported.add(line)
                self.report_duplicate(key, first, first_ledger, second, ledger, differs)
            ledger.classify(second.cell, "said twice")
        return fine

    def report_duplicate(
        self, key: KeyOf, first: Figure, first_ledger: CellLedger,
        second: Figure, ledger: CellLedger, differs: bool,
    ) -> None:  # fmt: skip
        place = self.catalogue.locality(key[2]).name
        name = f"{describe_indicator(self.indicators[key[0]])}, {place}, {key[3].name}"
        here, there = in_words(first), in_words(second)
        where = [in_file(first, first_ledger), in_file(second, ledger)]
        if not differs:
            ledger.fault(rules.REPEATED, second.cell, second.heading, name=name, place=where[0])
            return
        first_ledger.fault(
            rules.DUPLICATE, first.cell, first.heading,
            name=name, one=here, other=there, place=where[1],
        )  # fmt: skip
        ledger.fault(
            rules.DUPLICATE, second.cell, second.heading,
            name=name, one=there, other=here, place=where[0],
        )  # fmt: skip

    def period_fits(
        self, indicator: Indicator, key: KeyOf, figure: Figure, ledger: CellLedger
    ) -> bool:
        period = key[3]
        if (indicator.frequency, period) in self.fitting:
            return True
        if period.start > self.today:
            at = figure.period_from
            self.report_once(rules.FUTURE_PERIOD, figure, ledger, at, each=at, period=period.name)
            return False
        if period.end < self.today and period.type == indicator.frequency:
            self.fitting.add((indicator.frequency, period))
            return True
        if period.end >= self.today:
            self.report_once(
                rules.UNFINISHED_PERIOD, figure, ledger, figure.period_from, period=period.name
            )
        if period.type != indicator.frequency:
            words = {"expected": indicator.frequency, "given": period.type}
            words["indicator"] = describe_indicator(indicator)
            self.report_once(rules.UNUSUAL_PERIOD, figure, ledger, figure.period_from, **words)
        return True

    def report_once(
        self, rule: Rule, figure: Figure, ledger: CellLedger, at: Cell | None,
        each: Cell | None = None, **words: object,
    ) -> None:  # fmt: skip
        """A fault that is the same for many figures of a sheet, at the label, heading or title
        that is to be corrected; at the sheet as a whole where its name is. With `each` once for
        each such cell."""
        key = (rule.code, ledger.sheet, each and each[:2], *words.values())
        if key not in self.said:
            self.said.add(key)
            heading = figure.heading if at and at[1] == figure.cell[1] else ""
            ledger.fault(rule, at, heading, **words)


def in_file(figure: Figure, ledger: CellLedger) -> str:
    return f"{ledger.sheet}!{figure.cell.address}"


def in_words(figure: Figure) -> str:
    return figure.value.kind if figure.value.number is None else format_exact(figure.value.number)


def status_of(kind: str) -> Status:
    return kind  # type: ignore[return-value]
