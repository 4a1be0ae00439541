"""What is current follows from the history, whatever is sent, corrected and withdrawn."""

import random
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dscp_data.store import accept, restore, withdraw
from tests.making import checked
from tests.store.random_returns import current_figures, random_return


def current_by_rule(returns, standing):
    """The rule of docs/architecture.md, a loop at a time: {key: numerator}."""
    held = {}
    for id in sorted(counted_now(returns, standing)):
        for one in returns[id]["observations"]:
            held[one.key] = one.numerator
    return held


def counted_now(returns, standing):
    return standing - {older for newer in standing for older in replaced_by(returns, newer)}


def replaced_by(returns, newer):
    """Earlier returns that counted when `newer` came and that it gives again in full."""
    given_parts = parts(returns[newer]["observations"])
    return {
        older
        for older in returns[newer]["counted_before"]
        if parts(returns[older]["observations"]) <= given_parts
    }


def parts(observations):
    return {(o.agency, o.indicator, o.period) for o in observations}


@pytest.mark.slow
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**6))
def test_current_figures_now_and_then_follow_the_rule(empty_store, tmp_path_factory, seed):
    chance = random.Random(seed)
    returns, standing, history = {}, set(), []
    with empty_store(tmp_path_factory.mktemp("history")) as store:
        for step in range(8):
            observations = random_return(chance)
            if returns and chance.random() < 0.35:
                id = chance.choice(sorted(returns))
                if id in standing:
                    withdraw(store, id, by="analyst")
                    standing = standing - {id}
                else:
                    restore(store, id, by="analyst")
                    standing = standing | {id}
            elif observations:
                content = f"{seed} {step}".encode()
                counted = counted_now(returns, standing)
                made = checked(*observations, content=content)
                receipt = accept(store, made, content, by="analyst")
                returns[receipt.return_id] = {
                    "observations": observations,
                    "counted_before": counted,
                }
                standing = standing | {receipt.return_id}
            history.append((datetime.now(UTC).replace(tzinfo=None), standing))
            assert current_figures(store, None) == current_by_rule(returns, standing)
        for moment, stood in history:
            assert current_figures(store, moment) == current_by_rule(returns, stood)
