"""The commands on meetings: what they print, write and refuse."""

import io

import pytest
from docx import Document
from pptx import Presentation

from dscp_data.meetings.meeting import find_meeting
from dscp_data.meetings.preparation import agenda
from dscp_data.meetings.record import Author, save_entry
from dscp_data.model.meetings import MeetingEntry
from dscp_data.store import default_path, open_store
from tests.cli.rows import months

YEAR = range(40, 49)


@pytest.fixture
def loaded(load_once):
    load_once("two years with a signal", *months(2024, *YEAR), *months(2025, *YEAR[:-1], 160))


@pytest.fixture
def recorded(loaded, answer):  # noqa: ARG001
    """A meeting with a decision and an action on its first item with an indicator."""
    made = answer("meeting", "new", "--date", "2026-12-02", "--json")
    with open_store(default_path()) as store:
        one = find_meeting(store, str(made["id"]))
        item = next(item for item in agenda(store, one) if item.indicator)
        for kind, text in (
            ("decision", "Step-down plans stay"),
            ("action", "Audit 20 closures"),
            ("now what", "Audit before we meet again"),
        ):
            entry = MeetingEntry(kind, text, item.id, one.id, "dcc-csc" * (kind == "action"))
            save_entry(store, one, entry, Author("ann"))
    return str(made["id"])


@pytest.mark.usefixtures("loaded")
def test_a_new_meeting_has_an_id_by_which_it_is_listed(answer):
    made = answer("meeting", "new", "--date", "2026-12-02", "--json")
    (listed,) = answer("meetings", "--json")
    assert (listed["id"], listed["date"], listed["state"]) == (made["id"], "2026-12-02", "open")


@pytest.mark.usefixtures("loaded")
def test_each_item_of_an_agenda_says_what_it_is(answer):
    made = answer("meeting", "new", "--date", "2026-12-02", "--json")
    items = answer("agenda", str(made["id"]), "--json")
    signal = next(one for one in items if one["kind"] == "signal")
    assert (signal["indicator"], signal["priority"]) == ("E08", "2")
    assert "160" in signal["title"]
    assert signal["as_of"] == made["as_of"]
    assert answer("agenda", "2026-12-02", "--json") == items


@pytest.mark.usefixtures("loaded")
def test_an_agenda_as_of_a_time_has_nothing_that_came_later(answer):
    answer("meeting", "new", "--date", "2026-12-02", "--as-of", "2026-01-01", "--json")
    items = answer("agenda", "2026-12-02", "--json")
    assert not [one for one in items if one["kind"] == "signal"]


@pytest.mark.parametrize(
    "command", [("agenda", "99"), ("minutes", "99", "-o", "m.docx"),
                ("pack", "--meeting", "99", "-o", "p.pptx")],
)  # fmt: skip
@pytest.mark.usefixtures("loaded")
def test_a_wrong_id_gets_the_nearest(run, answer, command):
    made = answer("meeting", "new", "--date", "2026-12-02", "--json")
    code, printed = run(*command)
    assert code == 3
    assert f"The nearest is {made['id']}, on 2 December 2026." in printed.err


def test_without_any_meeting_it_says_how_to_add_one(run, answer):
    assert answer("meetings", "--json") == []
    code, printed = run("agenda", "1")
    assert code == 3
    assert "meeting new --date" in printed.err


def test_actions_are_listed_with_owner_and_status(answer, recorded):
    (action,) = answer("actions", "--open", "--json")
    assert (action["text"], action["owner"], action["status"], action["overdue"]) == (
        "Audit 20 closures", "dcc-csc", "open", False,
    )  # fmt: skip
    assert (str(action["meeting"]), action["indicator"]) == (recorded, "E08")


def test_minutes_have_items_charts_decisions_and_actions(run, recorded, tmp_path):
    path = tmp_path / "minutes.docx"
    code, printed = run("minutes", recorded, "-o", str(path))
    assert code == 0, printed.err
    document = Document(io.BytesIO(path.read_bytes()))
    text = [paragraph.text for paragraph in document.paragraphs]
    assert text[0] == "Minutes: Think Tank, 2 December 2026"
    assert "Decision: Step-down plans stay" in text
    assert "Now what: Audit before we meet again" in text
    assert any("160" in line for line in text)
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows[1][0] == "Audit 20 closures"
    assert len(document.inline_shapes) >= 1
    assert "OFFICIAL" in document.sections[0].header.paragraphs[0].text


@pytest.mark.usefixtures("recorded")
def test_minutes_in_another_format_are_refused(run, tmp_path):
    code, printed = run("minutes", "2026-12-02", "-o", str(tmp_path / "minutes.pdf"))
    assert code == 3
    assert ".docx" in printed.err


def titles(path):
    return [one.shapes.title.text_frame.text for one in Presentation(str(path)).slides]


def texts(path):
    return " ".join(
        shape.text_frame.text
        for slide in Presentation(str(path)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    )


def test_the_pack_of_a_meeting_has_its_items_and_ends_with_actions(run, recorded, tmp_path):
    path = tmp_path / "pack.pptx"
    code, printed = run("pack", "--meeting", recorded, "-o", str(path))
    assert code == 0, printed.err
    assert titles(path)[0] == "Think Tank, 2 December 2026"
    assert titles(path)[-1] == "Actions"
    assert any("160" in title for title in titles(path))
    assert "Audit 20 closures" in texts(path)


def test_the_pack_for_a_wider_audience_has_no_exact_figure_and_nothing_that_was_typed(
    run, recorded, tmp_path
):
    path = tmp_path / "pack.pptx"
    code, printed = run("pack", "--meeting", recorded, "--audience", "protected", "-o", str(path))
    assert code == 0, printed.err
    assert "Audit 20 closures" not in texts(path)
    assert "Actions" not in titles(path)
    assert any("Safeguarding referrals" in title for title in titles(path))


@pytest.mark.parametrize("ending", ["pdf", "xlsx"])
def test_the_pack_of_a_meeting_is_written_in_other_formats_too(run, recorded, tmp_path, ending):
    path = tmp_path / f"pack.{ending}"
    code, printed = run("pack", "--meeting", recorded, "-o", str(path))
    assert code == 0, printed.err
    assert path.stat().st_size > 1_000
