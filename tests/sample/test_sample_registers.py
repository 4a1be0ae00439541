"""The registers in the sample returns: believable, and in step with one another and the figures."""

from datetime import date

from dscp_data.catalogue import catalogue
from dscp_data.model.periods import add_months
from sample_data.making.concerns import register
from sample_data.making.evidence import evidence
from sample_data.making.figures import MONTHS
from sample_data.making.files import files, truth
from sample_data.making.meetings import OPENED_WITHIN, all_meetings, meetings
from sample_data.making.reform import actions
from tests.sample.totals import LAST_DAY, counts


def test_the_register_is_believable():
    lines = register(LAST_DAY)
    assert 150 <= len(lines) <= 170
    for window, low, high in ((6, 0.5, 0.6), (12, 0.68, 0.8)):
        eligible = [c for c in lines if add_months(c.opened, window) <= LAST_DAY]
        met = [
            c for c in eligible
            if c.outcome == "resolved" and c.resolved <= add_months(c.opened, window)
        ]  # fmt: skip
        assert low < len(met) / len(eligible) < high
    assert {c.outcome for c in lines} == {"", "resolved", "merged", "moved", "aged out"}
    assert all((c.outcome == "") == (c.resolved is None) for c in lines)
    references = {c.reference for c in lines}
    assert all(c.repeat_of in references for c in lines if c.repeat_of)
    assert len(lines) - len(references) == 2


def test_an_earlier_register_knows_nothing_of_later_days():
    earlier = register(date(2026, 3, 31))
    assert all(c.opened <= date(2026, 3, 31) for c in earlier)
    assert all(c.resolved is None or c.resolved <= date(2026, 3, 31) for c in earlier)
    assert [c.reference for c in earlier] == [
        c.reference for c in register(LAST_DAY)[: len(earlier)]
    ]


def test_mapping_meetings_agree_with_the_register_and_the_figures():
    current = list(truth().values())
    discussed = dict(zip(MONTHS, counts(current, "dcc-csc", "H17"), strict=True))
    for period in MONTHS:
        held = [m for m in all_meetings() if period.start <= m.held_on <= period.end]
        assert held
        assert len({m.locality for m in held}) == len(held)
        # A child can be talked about at two meetings, and counts once in the month.
        assert sum(m.children_discussed for m in held) >= discussed[period]
    for m in all_meetings():
        led = [
            c for c in register(LAST_DAY)
            if c.locality == m.locality and 0 <= (c.opened - m.held_on).days <= OPENED_WITHIN
        ]  # fmt: skip
        assert m.concerns_opened == len(led) <= m.concerns_discussed
        assert m.held_on.weekday() < 5
    assert 0.2 < sum(m.concerns_opened for m in all_meetings()) / len(register(LAST_DAY)) < 0.5


def test_an_earlier_list_of_meetings_is_the_beginning_of_the_later():
    earlier = meetings(date(2026, 3, 31))
    assert earlier == all_meetings()[: len(earlier)]
    assert max(m.held_on for m in earlier).month == 3


def test_evidence_and_milestones_name_what_the_plan_knows():
    known = catalogue()
    assert len(evidence()) == 120
    for line in evidence():
        known.agency(line.agency)
        assert line.type in {t.id for t in known.evidence_types}
        assert set(line.outcomes) <= {o.id for o in known.outcomes}
        assert set(line.threads) <= {t.id for t in known.golden_threads}
        assert not line.indicator or known.indicator(line.indicator)
        assert all(known.indicator(id) for id in line.other_indicators)
    assert {line.type for line in evidence()} == {t.id for t in known.evidence_types}
    assert {line.day.year for line in evidence()} == {2023, 2024, 2025, 2026}
    reviews = [line for line in evidence() if line.type == "case-review"]
    assert all(line.recommendation and line.owner and line.due for line in reviews)
    sent = [line for f in files() if f.kind != "template" for line in f.evidence]
    assert len({e.agency for e in sent}) >= 6
    plan = actions(LAST_DAY)
    assert len(plan) == 40
    assert len({a.strand for a in plan}) == 4
    assert len({a.workstream for a in plan}) == 2
    titles = {a.title for a in plan}
    assert {a.dependencies for a in plan} - {""} <= titles
    terms = {(t.kind, t.id) for t in known.reform}
    assert all(("status", a.status) in terms and ("strand", a.strand) in terms for a in plan)
    assert {"complete", "late"} <= {a.status for a in plan}


def test_every_line_of_evidence_is_sent_once():
    for line in evidence():
        senders = [
            f for f in files()
            if line in f.evidence and f.kind not in ("template", "resubmission")
        ]  # fmt: skip
        templates = [f for f in files() if f.kind == "template" and line in f.evidence]
        assert len(senders) + bool(templates) == 1, line
