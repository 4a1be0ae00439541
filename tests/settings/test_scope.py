"""A setting applies to its indicator, and to the agency and locality it is set for."""

from datetime import date

import numpy as np
import pytest

from dscp_data.catalogue import catalogue
from dscp_data.settings import Scope, Setting, settings_of, starts_of_baselines, targets_at
from dscp_data.settings.scope import SEVERAL, scope_of

SHARE, COUNT = catalogue().indicator("E04"), catalogue().indicator("E08")
OF_MANY = catalogue().indicator("E14")
APRIL, MAY, JUNE = (date(2025, month, 1) for month in (4, 5, 6))
STARTS = np.array(["2025-04-01", "2025-05-01", "2025-06-01"], dtype="datetime64[us]")
WHOLE, EASINGTON = Scope(), Scope(locality="easington")


def made(kind="target", day=APRIL, indicator=None, value=20.0, **differences):
    return Setting(kind, day, indicator, value=value, **differences)


def test_a_setting_is_for_its_own_indicator_or_for_all():
    for_all, for_this, for_other = made(), made(indicator="E04"), made(indicator="E08")
    assert settings_of([for_all, for_this, for_other], SHARE, WHOLE) == (for_all, for_this)


def test_a_setting_for_a_locality_is_not_for_the_whole_or_for_another():
    own = made(locality="easington")
    assert settings_of([own], SHARE, WHOLE) == ()
    assert settings_of([own], SHARE, Scope(locality="teesdale")) == ()
    assert settings_of([own], SHARE, EASINGTON) == (own,)


@pytest.mark.parametrize(("indicator", "applies"), [(SHARE, True), (COUNT, False)])
def test_a_target_for_the_whole_is_for_a_part_only_where_it_is_a_share(indicator, applies):
    assert bool(settings_of([made()], indicator, EASINGTON)) is applies


def test_a_baseline_and_a_note_for_the_whole_are_for_every_part():
    whole = [made("baseline"), made("note")]
    assert len(settings_of(whole, COUNT, EASINGTON)) == 2


def test_meetings_are_for_no_series():
    assert settings_of([made("meeting")], SHARE, WHOLE) == ()


def test_several_agencies_chosen_are_neither_the_whole_nor_one_of_them():
    scope = scope_of(OF_MANY, None, None, ["cddft", "hdft"], [])
    assert scope == Scope(agency=SEVERAL)
    assert settings_of([made("baseline", agency="cddft")], OF_MANY, scope) == ()


def test_the_only_agency_that_owes_an_indicator_represents_the_whole():
    (only,) = COUNT.agencies
    assert scope_of(COUNT, None, None, [only], []).is_whole
    assert scope_of(COUNT, None, "easington", [], []) == EASINGTON


def test_the_later_target_counts_from_its_day_and_none_before_the_first():
    found = settings_of([made(day=JUNE, value=15.0), made(day=MAY)], SHARE, WHOLE)
    assert targets_at(found, STARTS).tolist() == pytest.approx([np.nan, 20, 15], nan_ok=True)


def test_a_target_for_the_place_itself_comes_before_a_later_one_for_all():
    found = settings_of([made(locality="easington"), made(day=MAY, value=5.0)], SHARE, EASINGTON)
    assert targets_at(found, STARTS).tolist() == [20, 20, 20]


def test_a_target_ends_with_its_last_day():
    ended = made(last_day=date(2025, 5, 31))
    assert targets_at([ended], STARTS).tolist() == pytest.approx([20, 20, np.nan], nan_ok=True)


@pytest.mark.parametrize(
    ("day", "starts"),
    [
        (date(2025, 3, 1), [False, False, False]),
        (APRIL, [False, False, False]),
        (MAY, [False, True, False]),
        (date(2025, 5, 2), [False, False, True]),
        (date(2025, 7, 1), [False, False, False]),
    ],
)
def test_a_baseline_starts_with_the_first_whole_period_from_its_day(day, starts):
    assert starts_of_baselines([made("baseline", day)], STARTS).tolist() == starts
