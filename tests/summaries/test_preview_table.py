"""What a return would change, said with names and figures, and added up."""

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.model.periods import month
from dscp_data.store import preview
from dscp_data.summaries.preview_table import figure, preview_table, totals
from tests.making import checked, observation

MAY = month(2025, 5)


@pytest.fixture
def differences(store, take_in):
    """One figure of each kind: unchanged, changed, added and removed."""
    take_in(
        observation(),
        observation(locality="teesdale", numerator=3.0),
        observation(locality="sedgefield", numerator=5.0),
    )
    sent = checked(
        observation(),
        observation(locality="teesdale", numerator=4.0, provisional=True, sheet="Q1", cell="C9"),
        observation(period=MAY, numerator=7.0),
    )
    return preview(store, sent).differences


def test_a_change_is_reported_with_the_stored_and_the_sent_figure(differences):
    rows = preview_table(differences, catalogue()).set_index("Change")
    changed = rows.loc["Changed"]
    assert list(changed) == [
        "E08 Safeguarding referrals",
        "Children's Social Care",
        "Teesdale",
        "April 2025",
        "3",
        "4 (provisional)",
        "Q1!C9",
    ]
    assert rows.loc["Removed", ["Locality", "Current", "In this file", "Cell"]].tolist() == [
        "Sedgefield", "5", "", ""
    ]  # fmt: skip
    assert rows.loc["Added", ["Period", "Current", "In this file"]].tolist() == [
        "May 2025", "", "7"
    ]  # fmt: skip


def test_the_totals_of_an_indicator_count_and_add_up_both_sides(differences):
    (row,) = totals(differences, catalogue()).to_dict("records")
    assert {name: row[name] for name in ("Added", "Changed", "Unchanged", "Removed")} == {
        "Added": 1, "Changed": 1, "Unchanged": 1, "Removed": 1
    }  # fmt: skip
    assert (row["Current total"], row["Total in this file"]) == ("18", "21")


@pytest.mark.parametrize(
    ("parts", "said"),
    [((12.0, float("nan"), "reported", False), "12"), ((1234.0, 4000.0, "reported", False),
     "1,234 of 4,000"), ((0.0, float("nan"), "nil", False), "nil"),
     ((float("nan"), 40.0, "suppressed", True), "suppressed of 40 (provisional)"),
     ((float("nan"), float("nan"), None, None), "")],
)  # fmt: skip
def test_a_figure_as_a_reader_says_it(parts, said):
    assert figure(*parts) == said
