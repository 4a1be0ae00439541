"""The history that a file is compared with is enough: nothing more of it would say more."""

from datetime import date

import pytest

from dscp_data.intake.rules.against_history import AcceptedFigures, check_against_history
from dscp_data.model.periods import month
from dscp_data.operations.bulk_load import accepted_figures
from dscp_data.store import preview
from tests.making import checked, months, observation

LONG_AGO, RECENT = months(30, month(2021, 4)), months(12, month(2025, 4))
OWED = ("E01", "E04", "E08", "E09")


def accepted_in_full(store, sent):
    agencies = sorted({one.agency for one in sent.observations})
    everything = {"localities": None, "first": None, "last": None, "as_of": None}
    own = store.query("observations", indicators=None, agencies=agencies, **everything)
    return own, accepted_figures(store, sent)[1]


@pytest.fixture
def accepted(take_in):
    """Four indicators of an agency, some with figures only long ago."""
    take_in(
        *(
            observation(indicator=id, period=period, numerator=20.0 + number % 3, denominator=60.0)
            for id in OWED
            for number, period in enumerate((*LONG_AGO, *(RECENT if id != "E09" else ())))
        )
    )


@pytest.mark.usefixtures("accepted")
@pytest.mark.parametrize("indicators", [("E08",), ("E08", "E04"), OWED])
@pytest.mark.parametrize("numerator", [21.0, 900.0])
def test_a_file_raises_the_queries_that_all_of_the_history_would(store, indicators, numerator):
    sent = checked(
        *(
            observation(
                indicator=id, period=month(2026, 4), numerator=numerator, denominator=1000.0
            )
            for id in indicators
        ),
        content=b"next",
    )
    removed = preview(store, sent).removed
    said = [
        check_against_history(sent, AcceptedFigures(own, removed, others), store.plan)
        for own, others in (accepted_figures(store, sent), accepted_in_full(store, sent))
    ]
    assert said[0] == said[1]
    assert said[0]


@pytest.mark.usefixtures("accepted")
def test_what_is_read_grows_with_the_series_of_the_file_and_not_with_what_was_ever_sent(store):
    sent = checked(observation(period=month(2026, 4)), content=b"next")
    own, _ = accepted_figures(store, sent)
    others = own[own["indicator"] != "E08"]
    assert len(own[own["indicator"] == "E08"]) == len(LONG_AGO) + len(RECENT)
    assert others["period_start"].min().date() >= date(2024, 4, 1)


def test_agencies_in_one_file_each_have_their_own_newest_year(store, take_in):
    old = observation(agency="tewv", indicator="E15", period=LONG_AGO[0])
    take_in(observation(agency="tewv", indicator="H12", period=LONG_AGO[0]), agency="tewv")
    sent = checked(old, observation(period=month(2026, 4)), content=b"next")
    own, _ = accepted_figures(store, sent)
    assert "H12" in set(own["indicator"])
