"""Tables whose lines are of several things: sections, parts as lines, tables one under another."""

from tests.intake.books import check, codes, labels_and_values, tidy

AGENCY = ["Agency: Durham Constabulary"]


def test_indicators_and_their_districts_in_one_column() -> None:
    checked = check(
        [
            AGENCY,
            ["", "Apr 25", "May 25"],
            ["H03 NRM referrals"],
            ["Easington", 1, 2],
            ["Sedgefield", 3, 4],
            ["Dispersal orders"],
            ["Easington", 5, 6],
        ]
    )
    assert labels_and_values(checked) == [
        ("H03", "easington", "Apr 25", 1, None),
        ("H03", "easington", "May 25", 2, None),
        ("H03", "sedgefield", "Apr 25", 3, None),
        ("H03", "sedgefield", "May 25", 4, None),
        ("H04", "easington", "Apr 25", 5, None),
        ("H04", "easington", "May 25", 6, None),
    ]


def test_lines_of_an_unknown_section_are_not_read_as_the_section_before() -> None:
    checked = check(
        [
            AGENCY,
            ["", "Apr 25", "May 25"],
            ["H03 NRM referrals"],
            ["Easington", 1, 2],
            ["Sightings of dragons"],
            ["Easington", 5, 6],
        ]
    )
    assert codes(checked) == [("A5", "unknown-indicator")]
    assert [row[3] for row in tidy(checked)] == [1, 2]


def test_number_and_base_as_rows_named_in_words() -> None:
    checked = check(
        [
            AGENCY,
            ["Measure", "Apr 25"],
            ["Episodes where the school was informed", 1],
            ["Harm-outside-the-home episodes", 2],
            ["NRM referrals (number)", 3],
        ]
    )
    assert labels_and_values(checked) == [
        ("H02", "county-wide", "Apr 25", 1, 2),
        ("H03", "county-wide", "Apr 25", 3, None),
    ]


def test_several_tables_one_under_another_each_with_its_title() -> None:
    checked = check(
        [
            AGENCY,
            ["H03 NRM referrals"],
            ["Locality", "Apr 25", "May 25"],
            ["Easington", 1, 2],
            ["Source: force systems"],
            [],
            ["H04 Dispersal orders"],
            ["Locality", "Jun 25", "Jul 25"],
            ["Easington", 3, 4],
        ]
    )
    assert checked.faults == ()
    assert len(checked.layout) == 2
    assert labels_and_values(checked) == [
        ("H03", "easington", "Apr 25", 1, None),
        ("H03", "easington", "May 25", 2, None),
        ("H04", "easington", "Jun 25", 3, None),
        ("H04", "easington", "Jul 25", 4, None),
    ]


def test_a_table_whose_title_we_do_not_know_takes_no_other_tables_indicator() -> None:
    checked = check(
        [
            AGENCY,
            ["H03 NRM referrals"],
            ["Locality", "Apr 25", "May 25"],
            ["Easington", 1, 2],
            [],
            ["Sightings of dragons"],
            ["Locality", "Apr 25", "May 25"],
            ["Easington", 3, 4],
        ]
    )
    assert codes(checked) == [("A6", "unknown-indicator")]
    assert [row[3] for row in tidy(checked)] == [1, 2]
