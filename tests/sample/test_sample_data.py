"""The sample returns: the same at every run, whole, believable, and telling the planted stories."""

import csv
from collections import defaultdict
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from dscp_data.catalogue import catalogue
from dscp_data.model.periods import month, periods_between, quarter
from sample_data.make_sample_data import HERE, make
from sample_data.making import faulty, stories
from sample_data.making.chance import signals
from sample_data.making.evidence import evidence
from sample_data.making.figures import INVENTED, MONTHS, PERIODS, QUARTERS
from sample_data.making.files import LATE, files, shows_comments, truth
from tests.sample.totals import counts, county

RETURNS = HERE / "returns"
RETURNED = [i for i in catalogue().indicators if i.worked_out_from == "returns"]


@pytest.fixture(scope="module")
def current():
    return list(truth().values())


def shares(current, agency, indicator):
    return [x / n for x, n in county(current, agency, indicator)]


def signalling(values, periods=MONTHS):
    return {periods[i] for i in signals(values)}


def test_the_committed_files_are_what_the_script_writes(tmp_path):
    # Members and not the zip itself: another build of zlib packs the same bytes differently.
    for written in make(tmp_path):
        committed = HERE / written.relative_to(tmp_path)
        if written.suffix == ".csv":
            assert written.read_text("utf-8") == committed.read_text("utf-8")
            continue
        with ZipFile(written) as new, ZipFile(committed) as old:
            assert new.namelist() == old.namelist()
            assert all(new.read(name) == old.read(name) for name in new.namelist()), written.name


def test_nothing_else_lies_beside_them():
    assert {path.name for path in RETURNS.iterdir()} == {f.name for f in files()} | {"received.csv"}
    assert [path.name for path in (HERE / "faulty").iterdir()] == [faulty.NAME]
    assert sum(path.stat().st_size for path in RETURNS.iterdir()) < 4_000_000


def test_received_shows_who_sent_what_in_the_order_to_load():
    with (RETURNS / "received.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert list(lines[0]) == ["file", "agency", "received_on"]
    days = [date.fromisoformat(line["received_on"]) for line in lines]
    assert days == sorted(days)
    assert {line["agency"] for line in lines} == {a.id for a in catalogue().agencies}
    for sent in files():
        assert 0 < (sent.received - sent.covers.end).days < 25 or sent.kind == "resubmission"


def test_every_workbook_states_that_it_is_invented_where_it_can_be_seen():
    for path in [*RETURNS.glob("*.xlsx"), *(HERE / "faulty").glob("*.xlsx")]:
        workbook = load_workbook(BytesIO(path.read_bytes()), read_only=True)
        text = [
            str(value)
            for sheet in workbook
            if sheet.sheet_state == "visible"
            for row in sheet.iter_rows(max_col=1, values_only=True)
            for value in row
        ]
        assert any(INVENTED in value for value in text), path.name


def test_every_owed_indicator_has_every_period_but_for_the_late_return(current):
    there = defaultdict(set)
    for figure in current:
        there[(figure.agency, figure.indicator)].add(figure.period)
    late_agency, late = LATE
    for indicator in RETURNED:
        for agency in indicator.agencies:
            wanted = set(PERIODS[indicator.frequency])
            if agency == late_agency:
                wanted = {p for p in wanted if p.end < late.start}
            assert there[(agency, indicator.id)] == wanted, (agency, indicator.id)
    assert 10_000 < len(current) < 20_000


def test_only_what_is_owed_and_known_is_sent(current):
    places = {place.id for place in catalogue().localities}
    for figure in current:
        indicator = catalogue().indicator(figure.indicator)
        assert figure.agency in indicator.agencies
        assert figure.locality in places
        assert figure.period.type == indicator.frequency
        if indicator.kind != "mean" and figure.numerator and figure.denominator:
            assert figure.numerator <= figure.denominator
        if figure.status == "reported":
            assert figure.numerator is not None
            assert (figure.denominator is not None) == indicator.has_denominator


def test_each_state_of_a_figure_is_there(current):
    assert {f.status for f in current} == {
        "reported", "nil", "suppressed", "not applicable", "cannot report",
    }  # fmt: skip
    assert {f.agency for f in current if f.provisional} == {
        "dcc-csc", "durham-constabulary", "public-health",
    }  # fmt: skip
    assert any(f.status == "suppressed" and f.denominator for f in current)


def test_a_comment_is_drawn_only_where_the_shape_can_show_it():
    for sent in files():
        if not shows_comments(sent):
            assert not any(figure.comment for figure in sent.figures), sent.name


def test_the_resubmission_changes_a_few_figures(current):
    first, again = (f for f in files() if f.name.startswith("EH performance return Q4 2025-26"))
    assert first.received < again.received
    before = {f.observation.key: f.numerator for f in first.figures}
    after = {f.observation.key: f.numerator for f in again.figures}
    assert before.keys() == after.keys()
    assert sum(before[key] != after[key] for key in before) == 6
    held = {f.observation.key: f.numerator for f in current}
    assert all(held[key] == after[key] for key in after)


def test_sizes_are_believable(current):
    referrals = sum(counts(current, "dcc-csc", "E08")) / len(MONTHS)
    assert 420 < referrals < 470
    early_help = counts(current, "dcc-early-help", "E15")
    assert min(early_help) > 250
    assert max(early_help) < 400
    nrm = counts(current, "durham-constabulary", "H03")
    assert max(nrm) <= 3
    assert max(sum(nrm[i : i + 3]) for i in range(0, len(nrm), 3)) <= 5
    assert all(0.045 < share < 0.06 for share in shares(current, "dcc-education", "H07"))


def test_re_referrals_are_out_of_the_referrals_themselves(current):
    bases = [n for _, n in county(current, "dcc-csc", "E04")]
    assert bases == counts(current, "dcc-csc", "E08")


def test_story_re_referrals_shift_down_in_january_2026(current):
    found = signalling(shares(current, "dcc-csc", "E04"))
    assert found == {p for p in MONTHS if p >= month(2026, 1)}


def test_story_early_help_discussions_rise_for_seven_months(current):
    values = counts(current, "dcc-early-help", "E07")
    assert tuple(values[-7:]) == stories.DISCUSSIONS_TOTALS
    assert signalling(values) == {p for p in MONTHS if p >= month(2026, 3)}


def test_story_youth_homelessness_spikes_once(current):
    assert signalling(counts(current, "housing", "H08")) == {month(2025, 11)}


def test_story_referrals_dip_every_august(current):
    values = dict(zip(MONTHS, counts(current, "dcc-csc", "E08"), strict=True))
    augusts = [values[month(year, 8)] for year in (2023, 2024, 2025, 2026)]
    assert max(augusts) < min(value for p, value in values.items() if p.start.month != 8)


def test_story_recognition_rises_after_the_campaign(current):
    forms = counts(current, "durham-constabulary", "H01")
    assert signalling(forms) <= {p for p in MONTHS if p >= month(2025, 10)}
    assert len(signalling(forms)) >= 7
    nrm = counts(current, "durham-constabulary", "H03")
    assert sum(nrm[-12:]) > 2 * sum(nrm[12:24])
    campaign = [e for e in evidence() if e.type == "campaign" and e.indicator in ("H01", "H03")]
    assert {e.day.year * 100 + e.day.month for e in campaign} == {202509, 202510}


def test_story_one_locality_has_few_partner_led_cases(current):
    year = [f for f in current if f.indicator == "E12" and f.period == MONTHS[-1]]
    pooled = sum(f.numerator for f in year) / sum(f.denominator for f in year)
    outside = [
        f.locality
        for f in year
        if abs(f.numerator / f.denominator - pooled)
        > 3.09 * (pooled * (1 - pooled) / f.denominator) ** 0.5
    ]
    assert outside == ["easington"]


def test_everything_else_is_common_cause(current):
    told = {"E04", "E07", "E08", "H01", "H03", "H08"}
    for indicator in RETURNED:
        if indicator.id in told or indicator.frequency == "year":
            continue
        periods = MONTHS if indicator.frequency == "month" else QUARTERS
        for agency in indicator.agencies:
            own = [
                f for f in current
                if (f.agency, f.indicator) == (agency, indicator.id)
            ]  # fmt: skip
            if agency == LATE[0] or any(f.status != "reported" for f in own):
                continue
            found = county(own, agency, indicator.id, periods)
            values = [x / n if n else x for x, n in found]
            if any(n for _, n in found) or sum(values) / len(values) >= 5:
                assert not signalling(values, periods), (agency, indicator.id)


def test_the_faulty_workbook_has_a_dozen_faults_and_more():
    assert len(faulty.PLANTED) >= 12
    assert len({planted.wrong for planted in faulty.PLANTED}) == len(faulty.PLANTED)
    workbook = load_workbook(HERE / "faulty" / faulty.NAME)
    for planted in faulty.PLANTED:
        cell = workbook[planted.sheet][planted.cell]
        assert cell.value is not None or planted.wrong == "a share without what it is out of"


def test_quarters_follow_one_another():
    assert list(periods_between(quarter(2023, 1), quarter(2026, 2))) == list(QUARTERS)
