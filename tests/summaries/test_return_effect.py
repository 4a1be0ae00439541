"""What a return changed: signals that came and went, totals that it completed; and a thank-you."""

from dscp_data.catalogue import catalogue
from dscp_data.model.periods import month
from dscp_data.summaries.return_effect import describe_effect, effect_of, thank_you
from tests.making import observation

USUAL = [52, 48, 50, 51, 49, 50, 47, 53, 50, 49, 51, 50, 48, 52, 50, 49]


def accepted_at(store):
    return store.query("returns", as_of=None)["accepted_at"].max().to_pydatetime()


def test_a_signal_that_the_return_brought_is_new(store, take_in_months, take_in):
    take_in_months(USUAL)
    take_in(observation(period=month(2025, 8), numerator=120.0))
    effect = effect_of(store, ["E08"], accepted_at(store))
    assert len(effect.new_signals) == 1
    assert "August 2025" in effect.new_signals.loc[0, "what"]
    assert effect.ended_signals == ()
    assert effect.completed == ("Safeguarding referrals: August 2025",)
    assert describe_effect(effect) == (
        "On the dashboard: 1 new signal, 0 signals gone and 1 total completed."
    )


def test_a_correction_ends_a_signal(store, take_in_months, take_in):
    take_in_months([*USUAL, 120])
    take_in(observation(period=month(2025, 8), numerator=50.0))
    effect = effect_of(store, ["E08"], accepted_at(store))
    assert effect.ended_signals == ("Safeguarding referrals: no signal any more in August 2025",)


def test_the_same_figures_again_change_nothing(store, take_in_months, take_in):
    take_in_months(USUAL)
    take_in(observation(period=month(2025, 7), numerator=49.0))
    effect = effect_of(store, ["E08"], accepted_at(store))
    assert effect.is_nothing
    assert describe_effect(effect).startswith("It brought no new signal")


def test_the_sender_is_thanked_by_what_they_sent():
    words = thank_you("tewv", [month(2026, 4), month(2026, 6)], 34, 2, catalogue())
    assert "To: Tees, Esk and Wear Valleys" in words
    assert "34 figures for April 2026 to June 2026" in words
    assert "Your answers to 2 questions" in words
