"""Which rows and columns of a published file are read, and the faults of the file as a whole."""

from __future__ import annotations

from dataclasses import replace

from dscp_data.comparators import Area, Areas, read_comparators, read_measures, write_tidy
from tests.comparators.results import first, only


def test_a_file_without_our_areas_names_those_looked_for(referrals_file, areas):
    elsewhere = {"new_la_code": "E07000001", "old_la_code": "999"}
    figures, faults = read_comparators(referrals_file(elsewhere), "c1.csv", areas)
    assert figures == []
    assert "Anyshire (E06000099)" in first(faults, "no-areas").message


def test_areas_that_are_missing_are_named(referrals_file, areas):
    _, faults = read_comparators(referrals_file(), "c1.csv", areas)
    missing = first(faults, "area-missing").message
    assert "Othershire (E08000001)" in missing
    assert "Anyshire" not in missing


def test_what_was_read_is_described_in_a_sentence(referrals_file, areas):
    _, faults = read_comparators(referrals_file({}, {"time_period": "2024"}), "c1.csv", areas)
    said = first(faults, "read").message
    assert "2 figures for 1 area, from 2023 to 2024 up to 2024 to 2025, read as E04" in said


def test_an_unknown_file_names_what_was_looked_for(areas):
    figures, faults = read_comparators(b"Month,Total\nApril,3\n", "mine.csv", areas)
    assert figures == []
    [fault] = faults
    assert (fault.code, fault.severity) == ("unrecognised", "error")
    assert "Month, Total" in fault.message
    assert "referral_count and rereferral_percent" in fault.message


def test_a_dfe_file_of_something_else_is_known_as_such(areas):
    content = (
        b"time_period,time_identifier,geographic_level,CPP_At31\n2025,Reporting year,National,3\n"
    )
    _, [fault] = read_comparators(content, "d5.csv", areas)
    assert (fault.code, fault.severity) == ("no-measure", "warning")


def test_a_renamed_column_names_its_nearest(referrals_file, areas):
    content = referrals_file().replace(b",rereferral_count,", b",rereferrals_count,")
    figures, faults = read_comparators(content, "c1.csv", areas)
    assert [figure.indicator for figure in figures] == ["E08"]
    message = first(faults, "column-missing").message
    assert "rereferral_count" in message
    assert "nearest heading is rereferrals_count" in message


def test_a_heading_that_appears_twice_is_not_read(referrals_file, areas):
    content = referrals_file().replace(b",rereferral_count,", b",referral_count,")
    figures, faults = read_comparators(content, "c1.csv", areas)
    assert figures == []
    assert "L1 and M1" in first(faults, "heading-twice").message


def test_rows_of_another_kind_are_not_counted(referrals_file, areas):
    content = referrals_file({}, {"category": "By age", "rereferral_percent": "99"})
    figures, _ = read_comparators(content, "c1.csv", areas)
    assert only(figures, "E04").value == 18.7


def test_a_file_of_one_country_takes_its_area_from_the_measure():
    uk = Areas([Area("E1", "", "Here", "self"), Area("K02000001", "", "United Kingdom", "country")])
    content = (
        "Year,Quarter,Age at exploitation,Location of exploitation,NRM referrals\n"
        "2023,Q4,Child (17 or under),Total,1945\n"
        "2023,Q4,Child (17 or under),UK,1800\n"
        "2023,Q4,Adult (18 or over),Total,3000\n"
    )
    figures, _ = read_comparators(content.encode(), "nrm.csv", uk)
    figure = only(figures, "H03-UK")
    assert (figure.value, figure.area_name, figure.cell) == (1945, "United Kingdom", "E2")
    assert figure.period_label == "October to December 2023"


def test_which_columns_serve_which_indicator_is_data(referrals_file, areas):
    measure = replace(read_measures()[0], indicator="X1", value="referral_count", unit="referrals")
    figures, _ = read_comparators(referrals_file(), "c1.csv", areas, [measure])
    assert [(figure.indicator, figure.value) for figure in figures] == [("X1", 5378)]


def test_our_own_tidy_file_is_read_back(referrals_file, areas, tmp_path):
    figures, _ = read_comparators(referrals_file(), "c1.csv", areas)
    write_tidy(tmp_path / "tidy.csv", figures)
    again, faults = read_comparators(tmp_path / "tidy.csv", "tidy.csv", areas)
    assert again == figures
    assert [fault.severity for fault in faults] == ["note", "note"]


def test_a_damaged_tidy_file_is_a_fault_and_not_an_exception(referrals_file, areas, tmp_path):
    figures, _ = read_comparators(referrals_file(), "c1.csv", areas)
    path = tmp_path / "tidy.csv"
    write_tidy(path, figures)
    path.write_text(path.read_text().replace("18.7", "lots"))
    read, [fault] = read_comparators(path, "tidy.csv", areas)
    assert read == []
    assert "J2" in fault.message
    assert "'lots' is not a value" in fault.message
