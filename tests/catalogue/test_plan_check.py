"""`plan check` names every fault of a plan, at its line; `plan new` writes one without any."""

import shutil
import tomllib

import pytest

from dscp_data.catalogue import PLAN, CatalogueError, catalogue, check_catalogue, read_catalogue
from dscp_data.catalogue.plan_form import read_form, slugs
from dscp_data.catalogue.plan_writer import write_plan
from dscp_data.cli.main import main
from tests.partnership.invented import FORM, PLACES

FORM_FILE = """
name = "Partneriaeth Cwm Gwyn"
short_name = "PCG"
place = "Cwm Gwyn"
area_code = "W06000098"
first_year = 2025
agencies = ["Cyngor", "Heddlu"]
localities = ["Llŷn", "Dŵr"]

[[priorities]]
title = "Plant ar goll"
outcomes = ["Yn ddiogel"]

[[indicators]]
priority = 1
like = "E08"
agencies = ["Cyngor"]

[[indicators]]
priority = 1
name = "Plant a welwyd"
out_of = "Pob plentyn"
"""


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(PLAN, tmp_path / "plan")


def change(path, *changes):
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def test_the_shipped_plan_has_no_faults(capsys):
    assert main(["plan", "check"]) == 0
    assert capsys.readouterr().out == ""


def test_a_plan_of_an_earlier_release_names_no_other_places(folder):
    (folder / "other_places.csv").unlink()
    assert read_catalogue(folder).other_places == ()


def test_every_fault_is_named_at_its_line_with_the_nearest_right_value(folder, capsys):
    change(folder / "partnership.toml", ('profile = "nhs"', 'profile = "nhss"'))
    change(folder / "partnership.toml", ("due_days = 21", 'due_days = "21"'))
    change(folder / "agencies.csv", ("\ntewv,", "\ncddft,"))
    change(folder / "indicators.csv", (",higher,", ",hihger,"), ("durham-con", "durham-kon"))
    change(folder / "localities.csv", ("1974-04-01", "April 1974"))
    (folder / "surveys.csv").unlink()
    assert main(["plan", "check", str(folder)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert "partnership.toml, line 14, due_days: '21' is not a whole number of 0 or more" in said
    assert "agencies.csv, line 8, id: 'cddft' stands twice" in said
    assert "indicators.csv, line 2, polarity: 'hihger' is not known; did you mean 'higher'?" in said
    assert "surveys.csv: the file is missing" in said
    assert any(line.startswith("localities.csv, line 2, valid_from: ") for line in said)


def test_faults_between_files_are_named_with_those_within_them(folder):
    change(folder / "indicators.csv", ("working-together", "working-togther"))
    change(folder / "outcomes.csv", ("1.1,1,", "1.1,9,"))
    change(folder / "partnership.toml", ("year_starts_in = 4", "year_starts_in = 9"))
    said = [str(fault) for fault in check_catalogue(folder)[1]]
    assert len(said) == 3
    assert "did you mean 'working-together'?" in said[1]
    assert said[1].startswith("indicators.csv, line 2, H01, golden_threads: ")
    assert said[2].startswith("outcomes.csv, line 2, 1.1, priority: '9' is not known")
    assert "is not the month of a quarter" in said[0]


def test_a_row_that_cannot_be_read_is_one_fault_and_not_many(folder):
    change(folder / "golden_threads.csv", ("\njigsaw,", "\njigsaw,more,"))
    (fault,) = check_catalogue(folder)[1]
    assert (fault.file, fault.line) == ("golden_threads.csv", 5)


@pytest.mark.parametrize("id", ["all", "two words", "ŵ"])
def test_an_id_that_no_address_can_have_is_a_fault(folder, id):
    change(folder / "agencies.csv", ("\nschools,", f"\n{id},"))
    assert any(fault.column.endswith("id") for fault in check_catalogue(folder)[1])


def test_a_plan_leaves_general_files_to_the_shipped_one(folder):
    (folder / "methods.csv").unlink()
    assert read_catalogue(folder).methods == catalogue().methods


def test_a_new_plan_has_no_faults_and_what_the_form_says(tmp_path, capsys):
    form = tmp_path / "form.toml"
    form.write_text(FORM_FILE, encoding="utf-8")
    assert main(["plan", "new", str(tmp_path / "plan"), "--form", str(form)]) == 0
    plan = read_catalogue(tmp_path / "plan")
    assert [one.name for one in plan.agencies] == ["Cyngor", "Heddlu"]
    assert plan.locality("llyn").name == "Llŷn"
    assert plan.indicator("E08").agencies == ("cyngor",)
    assert plan.indicator("N02").agencies == ("cyngor", "heddlu")
    assert plan.indicator("N02").kind == "proportion"
    assert plan.outcomes_of("1")[0].wording == "Yn ddiogel"
    assert "no faults" in capsys.readouterr().err


def test_a_new_plan_is_asked_for_line_by_line(tmp_path, monkeypatch):
    said = iter(
        ["Cwm Gwyn", "Cwm", "Cyngor", "", "", "W06000098", "2025", "4", "", "Llŷn", "",
         "Plant ar goll", "", "Yn ddiogel", "", "1 E08", "1 Plant a welwyd", ""]
    )  # fmt: skip
    monkeypatch.setattr("builtins.input", lambda _: next(said))
    assert main(["plan", "new", str(tmp_path / "plan")]) == 0
    plan = read_catalogue(tmp_path / "plan")
    assert plan.partnership.short_name == "CG"
    assert [one.name for one in plan.indicators] == ["Safeguarding referrals", "Plant a welwyd"]


def test_nothing_is_written_over_a_plan_that_is_there(folder):
    with pytest.raises(CatalogueError, match="is not empty"):
        write_plan(FORM, folder)


def test_a_form_that_does_not_fit_says_where(tmp_path):
    form = tmp_path / "form.toml"
    form.write_text(FORM_FILE.replace('title = "Pl', 'titel = "Pl'), encoding="utf-8")
    with pytest.raises(CatalogueError, match="priorities 1: 'titel' is not known"):
        read_form(form)


def test_ids_are_plain_letters_and_each_its_own():
    ids = slugs([*PLACES, "Llyn Uchaf"])
    assert ids["Llŷn Uchaf"] == "llyn-uchaf"
    assert ids["Llyn Uchaf"] == "llyn-uchaf-2"
    assert all(id.isascii() for id in ids.values())


def test_the_example_form_of_the_documentation_makes_a_plan_without_faults(tmp_path):
    text = (PLAN.parents[1] / "docs" / "new-partnership.md").read_text(encoding="utf-8")
    form = text.split("```toml\n")[1].split("```")[0]
    assert tomllib.loads(form)
    (tmp_path / "form.toml").write_text(form, encoding="utf-8")
    write_plan(read_form(tmp_path / "form.toml"), tmp_path / "plan")
    assert check_catalogue(tmp_path / "plan")[1] == []
