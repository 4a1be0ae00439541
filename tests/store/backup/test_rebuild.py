"""A database made again from the kept files and the log holds what the old one held."""

import random
import shutil
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dscp_data.access import end_role, give_role, user_of
from dscp_data.catalogue import catalogue
from dscp_data.comparators import Comparator
from dscp_data.disclosure import HIDDEN
from dscp_data.disclosure.audit_table import CELL, NUMBERS
from dscp_data.disclosure.protected_cube import refresh_protected
from dscp_data.intake.check import check_file
from dscp_data.model.clock import utc_now
from dscp_data.model.mappings import TermMapping
from dscp_data.settings import NewSetting, end_setting, save_setting, settings_at
from dscp_data.store import (
    StoreError,
    accept,
    open_store,
    restore,
    save_comparators,
    save_mappings,
    saved_mappings,
    withdraw,
)
from dscp_data.store.backup.backup import backups
from dscp_data.store.backup.rebuild import rebuild
from dscp_data.store.backup.restore import restore_backup
from dscp_data.store.event_log.digests import content_digests
from dscp_data.store.event_log.journal import journal_path
from dscp_data.store.retention import apply_retention, list_expired
from tests.making import APRIL
from tests.workbooks import workbook

PLACES = ["Easington", "Teesdale", "Sedgefield", "Durham City", "Chester-le-Street"]
PLACE_IDS = ["easington", "teesdale", "sedgefield"]
RETURNED = [catalogue().indicator(id) for id in ("E08", "H03")]


OWN_WORD = "Zed Valley"


def some_count(chance):
    """Often 7: four of them are pinned by their total, so that some are hidden."""
    return chance.choice([7, 7, 7, 0, chance.randint(0, 30)])


def some_rows(chance, places=PLACES):
    mostly = chance.choice(["E08", "H03"])
    return [
        [chance.choice([mostly, mostly, "E08", "H03"]), "CSC", place, month, some_count(chance)]
        for place in places
        for month in ("Apr-25", "May-25")
        if chance.random() < 0.8
    ]


def accept_one(store, chance, step):
    meanings = saved_mappings(store)
    places = [*PLACES, OWN_WORD] if meanings.held else PLACES
    content = workbook(*some_rows(chance, places))
    checked = check_file(
        content,
        f"return {step}.xlsx",
        catalogue=catalogue(),
        today=date(2026, 1, 1),
        mappings=meanings,
    )
    assert not checked.blocking
    if checked.observations:
        accept(store, checked, content, by=f"analyst {step}", note=f"note {step}")


def change_one(store, chance, step):
    held = list(store.query("returns", as_of=None)[["id", "state"]].itertuples(index=False))
    if held:
        id, state = chance.choice(held)
        change = restore if state == "withdrawn" else withdraw
        change(store, int(id), by=f"analyst {step}", reason=f"reason {step}")


def remember_one(store, chance, step):
    means = chance.choice(["derwentside", "wear-valley"])
    save_mappings(
        store, [TermMapping("dcc-csc", "locality", OWN_WORD, means)], by=f"analyst {step}"
    )


def set_one(store, chance, step):
    standing = settings_at(store)
    if standing and chance.random() < 0.5:
        end_setting(store, chance.choice(standing).id, by="manager", reason="done")
    else:
        target = NewSetting("target", APRIL.start, "E08", value=float(step))
        save_setting(store, target, by="manager", reason="agreed")


def give_one(store, chance, step):
    """A role for one of two people, beside a steward who stays one."""
    give_role(store, "steward@example.org", "steward", by="command line")
    email = chance.choice(["ann@example.org", "ben@example.org"])
    if user_of(store, email, "").role and chance.random() < 0.5:
        end_role(store, email, by="steward", reason=f"reason {step}")
    else:
        give_role(store, email, "manager", localities=chance.sample(PLACE_IDS, 2), by="steward")


def publish_one(store, chance, step):
    figure = Comparator(
        "E08", "region", "E12000001", "North East", "2025", date(2024, 4, 1), date(2025, 3, 31),
        None, None, chance.random(), "", "%", "DfE", f"release {chance.randint(1, 2)}", None,
        "file.csv", f"B{step}",
    )  # fmt: skip
    save_comparators(store, [figure], by="analyst")


def retain_one(store, chance, _):
    later = utc_now() + timedelta(days=chance.choice([0, 5 * 365]))
    apply_retention(store, list_expired(store, later).digest, by="steward", now=later)


def protect_one(store, chance, _):
    """Work out what a wider audience sees of one indicator or both, by one of the profiles."""
    profile = chance.choice(["nhs", "nhs", "dfe"])
    store.plan = replace(store.plan, partnership=replace(store.plan.partnership, profile=profile))
    refresh_protected(store, chance.sample(RETURNED, chance.randint(1, 2)))


STEPS = [
    *[accept_one, accept_one, accept_one, change_one, change_one],
    *[remember_one, remember_one, set_one, publish_one, give_one, retain_one],
    *[protect_one, protect_one, protect_one],
]


def digests(path):
    with open_store(path, keeps_copies=False) as store, store.cursor() as cursor:
        held = content_digests(cursor)
        rows, _ = held.pop("event")
        current = store.query(
            "observations", indicators=None, agencies=None, localities=None, first=None, last=None,
            as_of=None,
        )  # fmt: skip
    return held, rows, current.to_csv()


def cells_told(store):
    """The cells that are protected so far, and what is told of each."""
    told = store.query("protected", indicators=[one.id for one in RETURNED], period_type=None)
    return told.set_index(CELL)


def hidden_now(store):
    told = cells_told(store)
    return {
        (*cell, number)
        for number in NUMBERS
        for cell in told.index[told[f"{number}_text"] == HIDDEN]
    }


def protected_anew(path):
    """What a wider audience sees when all of it is worked out again."""
    with open_store(path, keeps_copies=False) as store:
        with store.transaction(new_version=False) as cursor:
            cursor.execute("UPDATE protected_indicator SET up_to_date = FALSE")
        refresh_protected(store, RETURNED)
        return cells_told(store), hidden_now(store)


def quietly(*_):
    pass


@pytest.mark.slow
@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**6))
def test_a_rebuild_gives_the_same_digests_whatever_happened(tmp_path_factory, seed):
    chance = random.Random(seed)
    path = tmp_path_factory.mktemp("history") / "dscp.duckdb"
    with open_store(path) as store:
        store.in_batch = True
        accept_one(store, chance, 0)
        ever_hidden = set()
        for step in range(1, 10):
            chance.choice(STEPS)(store, chance, step)
            ever_hidden |= hidden_now(store)
        up_to_date = store.query("protected_indicators")["up_to_date"].all()
    held, events, current = digests(path)
    old = shutil.copyfile(path, path.with_name("old.duckdb"))
    path.write_bytes(b"broken")
    done = rebuild(path, by="steward", progress=quietly)
    assert done.differs == ()
    assert digests(path) == (held, events + 1, current)
    assert done.aside[0].read_bytes() == b"broken"
    (told_then, hidden_then), (told, hidden) = protected_anew(old), protected_anew(path)
    assert {cell for cell in ever_hidden if cell[:-1] in told.index} <= hidden == hidden_then
    assert told.drop(columns="revised").equals(told_then.drop(columns="revised"))
    # A figure that came after the last one was worked out can't be known to be another.
    assert (told["revised"] <= told_then["revised"]).all()
    assert not up_to_date or told["revised"].equals(told_then["revised"])


@pytest.fixture
def filled(tmp_path):
    """A closed database with two returns, one of them withdrawn."""
    path = tmp_path / "dscp.duckdb"
    with open_store(path) as store:
        for step in (1, 2):
            accept_one(store, random.Random(step), step)
        withdraw(store, 1, by="analyst", reason="wrong quarter")
    return path


def test_numbers_go_on_after_a_rebuild(filled):
    rebuild(filled, by="steward", progress=quietly)
    with open_store(filled) as store:
        accept_one(store, random.Random(3), 3)
        assert list(store.query("returns", as_of=None)["id"]) == [1, 2, 3]


def test_the_number_of_a_return_that_a_restore_lost_is_not_used_again(filled):
    """Files are named after it: another return's lines would be written over those of the lost."""
    with open_store(filled) as store:
        store.in_batch = True
        accept_one(store, random.Random(3), 3)
    restore_backup(filled, by="steward", backup=backups(filled)[-1])
    with open_store(filled) as store:
        assert 3 not in list(store.query("returns", as_of=None)["id"])
    rebuild(filled, by="steward", progress=quietly)
    with open_store(filled) as store:
        accept_one(store, random.Random(4), 4)
        assert max(store.query("returns", as_of=None)["id"]) == 4


def test_a_damaged_file_of_the_log_is_replaced_by_that_of_the_database(filled):
    held = digests(filled)[0]
    journal_path(filled).write_bytes(b"broken\n")
    rebuild(filled, by="steward", progress=quietly)
    assert digests(filled)[0] == held


def test_what_came_after_a_restored_backup_is_rebuilt_from_the_log_moved_aside(filled):
    held = digests(filled)[0]
    done = restore_backup(filled, by="steward", backup=backups(filled)[-1])
    assert digests(filled)[0] != held
    log = next(path for path in done.aside if "events" in path.name)
    rebuild(filled, by="steward", progress=quietly, log_file=log)
    assert digests(filled)[0] == held


def test_an_original_that_is_missing_or_changed_is_named_and_nothing_is_replaced(filled):
    before = filled.read_bytes()
    missing, changed = sorted((filled.parent / "originals").iterdir())
    missing.unlink()
    changed.write_bytes(workbook(["E08", "CSC", "Easington", "Apr-25", 999]))
    done = rebuild(filled, by="steward", progress=quietly)
    assert sorted(text.split(", is ")[1] for text in done.differs) == ["damaged.", "missing."]
    assert filled.read_bytes() == before
    assert done.made != filled


def test_without_a_log_there_is_nothing_to_rebuild_from(tmp_path):
    with pytest.raises(StoreError, match="no complete event log"):
        rebuild(tmp_path / "dscp.duckdb", by="steward", progress=quietly)
