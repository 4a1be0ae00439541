"""The catalogue holds the whole plan, and refuses what does not fit with the nearest right key."""

import shutil
from datetime import date

import pytest

from dscp_data.catalogue import PLAN, CatalogueError, catalogue, read_catalogue


@pytest.fixture
def plan(tmp_path):
    return shutil.copytree(PLAN, tmp_path / "plan")


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_whole_plan_is_there():
    read = catalogue()
    assert len(read.indicators) == 47
    assert [p.id for p in read.priorities] == ["1", "2", "3", "4"]
    assert len(read.outcomes) == 13
    assert len(read.golden_threads) == 7
    assert len(read.agencies) == 15
    assert len(read.localities) == 10
    assert len(read.reform_terms("strand")) == 4
    assert len(read.reform_terms("workstream")) == 2


def test_a_wording_shows_where_it_comes_from():
    marks = {o.id: o.source for o in catalogue().outcomes}
    assert marks["1.1"] == "news"
    assert marks["1.3"] == "missing"
    assert marks["1.4"] == "inferred"
    assert {marks[id] for id in ("2.1", "3.5")} == {"plan"}


def test_one_series_may_serve_two_priorities():
    assert "E15" in [i.id for i in catalogue().indicators_of("1")]
    assert "E15" in [i.id for i in catalogue().indicators_of("2")]


def test_an_indicator_owed_by_all_is_owed_by_every_agency():
    assert len(catalogue().indicator("H12").agencies) == 15


def test_a_locality_out_of_use_is_not_offered(plan):
    change(
        plan / "localities.csv",
        "Teesdale,district,,1974-04-01,",
        "Teesdale,district,,1974-04-01,2025-03-31",
    )
    read = read_catalogue(plan)
    assert "teesdale" in [p.id for p in read.localities_on(date(2025, 3, 31))]
    assert "teesdale" not in [p.id for p in read.localities_on(date(2025, 4, 1))]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            "indicators.csv",
            "polarity",
            "polarty",
            "'polarty' is not known; did you mean 'polarity'?",
        ),
        ("indicators.csv", ",caveat", "", "'caveat' is missing"),
        (
            "indicators.csv",
            "Youth homelessness,Homelessness",
            "Youth homelessness and rough sleeping at night,Homelessness",
            "is not 1 to 38 characters long",
        ),
        (
            "indicators.csv",
            ",higher,",
            ",hihger,",
            "polarity: 'hihger' is not known; did you mean 'higher'?",
        ),
        (
            "indicators.csv",
            "durham-constabulary",
            "durham-constabulery",
            "did you mean 'durham-constabulary'?",
        ),
        (
            "indicators.csv",
            "working-together",
            "working-togther",
            "did you mean 'working-together'?",
        ),
        ("outcomes.csv", "1.1,1,", "1.1,9,", "'9' is not known"),
        ("localities.csv", "1974-04-01", "April 1974", "valid_from"),
        ("agencies.csv", "\ntewv,", "\ncddft,", "'cddft' stands twice"),
        ("ambiguous_names.csv", "durham-city;", "durham-cty;", "did you mean 'durham-city'?"),
        ("agencies.csv", "\ntewv,", "\ntewv,more,", "not the 5 values of the headings"),
        ("glossary.csv", "Nil,", '"Nil" or,', "line 15: not a well-formed row"),
        ("indicators.csv", "quarter,quarter,all", "quarter,month,all", "H12, judged_by: it is ret"),
        ("source_starts.csv", "E04,", "E4,", "line 2, indicator: 'E4' is not known"),
        ("source_starts.csv", "dcc-csc", "tewv", "line 2, agency of E04: 'tewv' is not known"),
        ("source_starts.csv", ",no,", ",nein,", "line 2, holds_earlier: 'nein' is not known"),
        ("source_starts.csv", "2012-04-01", "April", "line 2, starts_on"),
        ("partnership.toml", "vision", "visoin", "'visoin' is not known; did you mean 'vision'?"),
        ("partnership.toml", "due_days = 21", 'due_days = "21"', "due_days: '21' is not a whole"),
        ("partnership.toml", "due_days = 21", "due_days = -1", "due_days: -1 is not a whole"),
        ("partnership.toml", '"quarter"', '"quater"', "did you mean 'quarter'?"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_with_the_nearest_right_key(plan, file, old, new, says):
    change(plan / file, old, new)
    with pytest.raises(CatalogueError) as refused:
        read_catalogue(plan)
    assert says in str(refused.value)
    assert file in str(refused.value)


def test_an_unknown_id_names_the_nearest():
    with pytest.raises(CatalogueError, match="did you mean 'dcc-csc'"):
        catalogue().agency("dcc-cs")


def test_the_two_ends_of_a_pair_are_owed_by_their_agencies():
    for pair in catalogue().pairs:
        for indicator, agency in pair.ends:
            assert agency in catalogue().indicator(indicator).agencies
    assert [pair.id for pair in catalogue().pairs_of("H03")] == ["nrm"]
    assert "nrm" in [pair.id for pair in catalogue().pairs_on("working-together")]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("H03,dcc-csc", "H03,dcc-education", "reconciliation.csv, line 2, nrm, agency of H03"),
        ("nrm,NRM referrals,NRM referrals for people aged under 18,numerator",
         "nrm,NRM referrals,NRM referrals for people aged under 18,denominator",
         "H03 has no denominator"),
        ("E11,dcc-csc", "E09,dcc-csc", "one end is returned by month"),
        ("E11,dcc-csc", "H17,dcc-csc", "H17 does not add up"),
    ],
)  # fmt: skip
def test_a_pair_that_cannot_be_compared_is_refused(plan, old, new, message):
    change(plan / "reconciliation.csv", old, new)
    with pytest.raises(CatalogueError, match=message):
        read_catalogue(plan)
