"""What was hidden outlives the figures: older databases, tampering, a restore, a rebuild."""

import shutil
from datetime import date

import duckdb
import pytest

from dscp_data.catalogue import catalogue
from dscp_data.disclosure.audit_table import CELL
from dscp_data.disclosure.protected_cube import refresh_protected
from dscp_data.intake.check import check_file
from dscp_data.store import accept, open_store
from dscp_data.store.backup.backup import backups, make_backup
from dscp_data.store.backup.rebuild import rebuild
from dscp_data.store.backup.restore import restore_backup
from dscp_data.store.engine.errors import Damaged
from dscp_data.store.event_log.events import events
from dscp_data.store.event_log.journal import journal_path
from dscp_data.store.event_log.recorded_digests import COMPUTED
from dscp_data.store.event_log.verification import verify_log
from dscp_data.store.records.publication_history import FIGURES_PUBLISHED
from dscp_data.store.records.suppression_history import MARKED
from tests.store.logs import drop_events
from tests.store.older_schemas import make_older
from tests.workbooks import workbook

INDICATOR = catalogue().indicator("E14")
PLACES = ("Easington", "Teesdale", "Sedgefield", "Wear Valley")
PINNED, SHOWN = 7, 50  # four places of 1 to 7 with a total of about 30 are 7 each


def send(store, count, month="Apr-25"):
    content = workbook(*(["E14", "Schools", place, month, count] for place in PLACES))
    checked = check_file(
        content, f"{count} {month}.xlsx", catalogue=catalogue(), today=date(2026, 1, 1)
    )
    assert len(checked.observations) == len(PLACES)
    accept(store, checked, content, by="analyst")


def hidden(store):
    """The cells of which a wider audience does not see the number."""
    refresh_protected(store, [INDICATOR])
    cells = store.query("protected", indicators=["E14"], period_type=None)
    cells = cells[cells["numerator_text"] == "[c]"]
    return set(cells[CELL].itertuples(index=False, name=None))


def marks(store):
    held = store.query("suppression_history", indicators=["E14"])
    return sorted(held.itertuples(index=False, name=None))


def recorded(store):
    with store.cursor() as cursor:
        return [event.what for event in events(cursor)]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "dscp.duckdb"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The folder of `kept`, and what it gives."""
    folder = tmp_path_factory.mktemp("kept")
    with open_store(folder / "dscp.duckdb") as store:
        send(store, SHOWN)
        assert hidden(store) == set()
        make_backup(store)
        store.in_batch = True
        send(store, PINNED)
        held = hidden(store), marks(store)
    assert all(held)
    return folder, held


@pytest.fixture
def kept(made, path):
    """What a closed database hides, and its marks. It has a backup of before, in which the same
    figures are shown."""
    folder, held = made
    shutil.copytree(folder, path.parent, dirs_exist_ok=True)
    return held


def test_a_database_older_than_marks_begins_with_what_it_hides(path, kept):
    with duckdb.connect(str(path)) as older:
        make_older(older, 9)
        drop_events(older, (MARKED, COMPUTED, FIGURES_PUBLISHED))
    journal_path(path).unlink()
    with open_store(path) as store:
        assert marks(store) == kept[1]
        assert recorded(store)[-2:] == [MARKED, COMPUTED]
        send(store, SHOWN + 1)
        assert hidden(store) == kept[0]
    assert verify_log(path).faults == ()
    with open_store(path) as again:
        assert recorded(again).count(MARKED) == 1  # and not once more at each opening


@pytest.mark.parametrize(
    "how",
    [
        "DELETE FROM protected_mark",
        "UPDATE protected_mark SET locality = 'teesdale'",
        "INSERT INTO protected_mark FROM protected_mark",
    ],
)
@pytest.mark.usefixtures("kept")
def test_marks_that_were_changed_behind_the_log_are_found(path, how):
    with duckdb.connect(str(path)) as connection:
        connection.execute(how)
    found = verify_log(path)
    assert found.faults == ("The list of hidden figures does not match the event log.",)
    with pytest.raises(Damaged, match="hidden figures"):
        open_store(path)
    assert verify_log(path) == found


def test_what_was_hidden_after_a_backup_stays_hidden_when_it_is_restored(path, kept):
    done = restore_backup(path, by="steward", backup=backups(path)[0])
    assert done.events_lost == 1  # the return; what was hidden is taken over
    with open_store(path) as store:
        assert recorded(store) == [
            *["return accepted", FIGURES_PUBLISHED, COMPUTED],
            *["backup restored", FIGURES_PUBLISHED, COMPUTED],
        ]
        assert marks(store) == kept[1]
        assert hidden(store) == kept[0]
    assert verify_log(path).faults == ()


def test_what_was_hidden_after_a_restore_stays_hidden_when_the_older_log_is_rebuilt(path, kept):
    with open_store(path) as store:
        store.in_batch = True
        for number in range(8):
            send(store, SHOWN + number)
    done = restore_backup(path, by="steward", backup=backups(path)[0])
    with open_store(path) as store:
        store.in_batch = True
        send(store, PINNED, "May-25")
        now = hidden(store), marks(store)
    assert now[0] > kept[0]
    log = next(aside for aside in done.aside if "events" in aside.name)
    done = rebuild(path, "steward", lambda *_: None, log_file=log)
    assert done.differs == ()
    with open_store(path) as store:
        assert set(marks(store)) >= set(now[1])
        send(store, SHOWN, "May-25")  # which the older log does not have
        assert hidden(store) >= now[0]


def test_a_restore_without_a_log_that_can_be_read_keeps_what_the_backup_hid(path, kept):
    with open_store(path) as store:
        send(store, SHOWN + 1)  # with a backup
    journal_path(path).write_bytes(b"broken\n")
    restore_backup(path, by="steward")
    with open_store(path) as store:
        assert marks(store) == kept[1]
