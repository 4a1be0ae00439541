"""What the database names and the plan no longer does is still shown, under its id."""

from dataclasses import replace

import pytest

from dscp_data.catalogue import UsedId, catalogue, describe_unlisted, with_unlisted

USED = [
    UsedId("agency", "old-trust"),
    UsedId("locality", "old-place"),
    UsedId("indicator", "OLD"),
    UsedId("agency", "dcc-csc"),
]


def test_what_the_plan_does_not_list_can_be_looked_up_and_not_chosen():
    plan = with_unlisted(catalogue(), USED)
    assert plan.agency("old-trust").short_name == "old-trust (not in the plan)"
    assert plan.locality("old-place").kind == "unknown"
    assert plan.indicator("OLD").name == "OLD (not in the plan)"
    assert replace(plan, unlisted_agencies=(), unlisted_localities=(), unlisted_indicators=()) == (
        catalogue()
    )


@pytest.mark.parametrize("file", ["agencies.csv", "localities.csv", "indicators.csv"])
def test_a_sentence_names_each_and_the_file_that_it_is_missing_from(file):
    said = describe_unlisted(with_unlisted(catalogue(), USED))
    assert f"which is not in {file}" in said
    assert said.endswith("Add it to the plan to give it a name.")


def test_a_plan_that_lists_everything_needs_no_sentence():
    assert describe_unlisted(with_unlisted(catalogue(), USED[3:])) == ""
