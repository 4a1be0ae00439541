"""The facts of the impact assessment are those of the code and of the plan."""

import re
from pathlib import Path

import pytest

from dscp_data.access import ROLES
from dscp_data.catalogue import catalogue
from dscp_data.disclosure import protect
from dscp_data.intake.files.archive import MEGABYTE, Limits
from dscp_data.model.text import join_list
from dscp_data.store.backup.backup import BACKUPS_KEPT
from dscp_data.store.engine.encryption import SHORTEST
from dscp_ui.guard.sessions import Sessions

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "dpia.md").read_text(encoding="utf-8")
SAID = " ".join(TEXT.split())


def hours_and_minutes():
    """How long a session lasts without use, in minutes, and with, in hours, by trying."""
    clock = [0.0]
    sessions = Sessions(lambda: clock[0])
    token = sessions.create()
    idle = sessions.seconds_left(token)
    while sessions.touch(token):
        clock[0] += idle - 1
    return idle / 60, round(clock[0] / 3600)


def test_the_time_outs_are_those_of_the_server():
    minutes, hours = hours_and_minutes()
    said = f"ends after {minutes:g} minutes without use, and after {hours} hours in any case"
    assert said in SAID


def test_the_profile_is_the_plan_s_and_its_thresholds_are_those_that_protect():
    plan = catalogue()
    nhs, dfe = plan.profile("nhs"), plan.profile("dfe")
    assert plan.partnership.profile == nhs.id
    small, above = nhs.small_to, nhs.small_to + 1
    assert protect(small) == f"1 to {small}"
    assert protect(above) == 10
    assert (
        f"The profile is `{nhs.id}`: 0 stays 0, counts of 1 to {small} are shown as “1 to {small}”,"
        f" and {above} and over to the nearest {nhs.round_to}." in SAID
    )
    assert (dfe.small_as, dfe.round_to) == ("hidden", 1)
    assert f"`{dfe.id}`, hides 1 to {dfe.small_to} and rounds nothing" in SAID


def test_retention_is_the_plan_s():
    for rule in catalogue().retention:
        assert f"| {rule.name} | {rule.months} |" in TEXT


def test_other_numbers_are_those_of_the_code():
    assert f"The newest {BACKUPS_KEPT} backups are kept" in SAID
    assert f"at least {SHORTEST} characters" in SAID
    assert f"Files over {Limits().file_bytes // MEGABYTE} MB" in SAID


def test_roles_are_those_there_are():
    assert f"The roles are {join_list(ROLES)}." in SAID


def test_what_only_the_partnership_knows_is_what_its_settings_state():
    agreed = catalogue().partnership
    assert f"| Controller | {agreed.controller} |" in TEXT
    assert f"| Data protection officer | {agreed.data_protection_officer} |" in TEXT
    assert f"| Service owner | {agreed.service_owner} |" in TEXT
    assert f"| Lawful basis | {agreed.lawful_basis} |" in TEXT


def test_the_tables_that_name_staff_are_all_named():
    naming = {one.table for one in catalogue().purposes if one.table and one.personal == "staff"}
    assert (
        f"The tables that name staff are {join_list([f'`{t}`' for t in sorted(naming)])}." in SAID
    )


ATTACKS = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", TEXT + ATTACKS)


@pytest.mark.parametrize(("file", "test"), NAMED)
def test_every_test_that_is_named_is_there(file, test):
    code = (ROOT / file).read_text(encoding="utf-8")
    assert not test or f"def {test}(" in code


def test_every_measure_names_a_test():
    measures = TEXT.partition("## Security")[2].partition("##")[0]
    rows = [line for line in measures.splitlines() if line.startswith("|")][2:]
    assert len(rows) > 10
    assert all("tests/" in row for row in rows)


def test_every_attack_names_a_test():
    rows = [line for line in ATTACKS.splitlines() if re.match(r"\| \d+ \|", line)]
    assert [int(line.split("|")[1]) for line in rows] == [*range(1, 16)]
    assert all("tests/" in row for row in rows)
