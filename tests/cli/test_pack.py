"""The command `pack`: what it writes, refuses and records."""

import pytest
from pptx import Presentation

from tests.cli.rows import months


@pytest.fixture
def loaded(load_once):
    load_once("two years", *months(2024, *range(40, 49)), *months(2025, *range(40, 49)))


@pytest.mark.parametrize("ending", ["pptx", "pdf", "xlsx"])
@pytest.mark.usefixtures("loaded")
def test_a_pack_is_written_in_the_format_of_its_name(run, tmp_path, ending):
    path = tmp_path / f"pack.{ending}"
    code, printed = run("pack", "--indicator", "E08", "-o", str(path))
    assert code == 0
    assert "1 chart" in printed.err
    assert path.read_bytes()[:4] == (b"%PDF" if ending == "pdf" else b"PK\x03\x04")


@pytest.mark.usefixtures("loaded")
def test_a_pack_has_a_slide_for_each_indicator_in_the_order_asked(run, tmp_path):
    path = tmp_path / "pack.pptx"
    run("pack", "--indicator", "E12", "E08", "-o", str(path))
    titles = [slide.shapes.title.text_frame.text for slide in Presentation(str(path)).slides]
    assert [title.split(":")[0] for title in titles[1:]] == [
        "Partner-led Early Help",
        "Safeguarding referrals",
    ]


def test_a_name_that_ends_otherwise_is_refused_before_anything_is_read(run, tmp_path):
    code, printed = run("pack", "-o", str(tmp_path / "pack.docx"))
    assert code == 3
    assert ".pptx, .pdf, .xlsx" in printed.err


def test_a_pack_of_nothing_is_not_written(run, tmp_path):
    path = tmp_path / "pack.pptx"
    code, printed = run("pack", "-o", str(path))
    assert code == 3
    assert "--indicator" in printed.err
    assert not path.exists()


@pytest.mark.usefixtures("loaded")
def test_a_folder_that_is_not_there_gets_a_sentence(run, tmp_path):
    path = tmp_path / "nowhere" / "pack.xlsx"
    code, printed = run("pack", "--indicator", "E08", "-o", str(path))
    assert code == 3
    assert "cannot be written" in printed.err
