"""What the reader of a sheet would lose: the way of the parser, and the short way beside it."""

import pytest

from dscp_data.intake.files.ooxml_package import is_percent_format
from dscp_data.intake.files.ooxml_sheet import SheetFacts, SheetScan
from dscp_data.intake.files.ooxml_sheet_fast import fast_sheet_facts
from dscp_data.intake.files.preflight import Limits
from tests.intake.file_bytes import sheet_xml


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("0%", True),
        ("0.00%;[Red]-0.00%", True),
        ('0"%"', False),
        ("0\\%", False),
        ("0_%", False),
        ("[$%-809]0", False),
        ("#,##0", False),
    ],
)
def test_percent_formats_are_those_that_scale(code: str, expected: bool) -> None:
    assert is_percent_format(code) is expected


SHEETS = {
    "plain": '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c>'
    '<c r="B1" s="2"><v>0.5</v></c>'
    '<c r="C1" s="3" t="n"><v>4</v></c><c r="D1" s="1"/></row><row r="3" hidden="1"/>',
    "type before style": '<row r="1"><c r="A1" t="n" s="1"><v>0.5</v></c></row>',
}


@pytest.mark.parametrize("rows", SHEETS.values(), ids=list(SHEETS))
def test_both_ways_through_a_sheet_agree(rows: str) -> None:
    xml = sheet_xml(
        rows,
        before='<cols><col min="2" max="3" width="0" hidden="1"/><col min="5" max="5"/></cols>',
    ).encode()
    quick = fast_sheet_facts(xml, frozenset({"1", "2"}), Limits())
    assert quick == SheetScan("Data", frozenset({"1", "2"}), Limits()).run(xml)
    assert quick is not None
    assert quick.percent
    assert quick.hidden_columns == {2, 3}


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c></row>',
        '<row r="1"><c r="A1" t="e"><v>#N/A</v></c></row>',
        '<row r="1"><c s="1" r="A1"><v>1</v></c></row>',
        "<row><c><v>1</v></c></row>",
        '<row r="1"><c r="CW1"><v>1</v></c></row>',
        '<row r="1"><c r="A100000"><v>1</v></c></row>',
        '<row r="1"><c  r="A1"><v>1</v></c></row>',
        "<row r='1'><c r='A1'><v>1</v></c></row>",
        '<row r="1"><c r="A1" x=">" s="1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" r="B1"><v>1</v></c></row>',
        '<row r="1"><x:c r="A1"><v>1</v></x:c></row>',
        '<!-- " --><row r="1"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t><![CDATA[x]]></t></is></c></row>',
    ],
)
def test_the_short_way_leaves_the_unusual_to_the_parser(rows: str) -> None:
    assert fast_sheet_facts(sheet_xml(rows).encode(), frozenset(), Limits()) is None


def test_the_parser_finds_what_the_reader_loses() -> None:
    xml = sheet_xml(
        '<row r="2" hidden="true"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
        '<c r="C2" t="e"><v>#N/A</v></c></row>'
        '<row r="3"><c r="B3"><f>1+1</f></c><c r="C3"><f>1+1</f><v></v></c><c r="D3"><f/><v/></c>'
        '<c r="E3" t="str"><f>""</f><v></v></c><c r="F3" s="1"><f>1/2</f><v>0.5</v></c></row>'
    ).encode()
    facts = SheetScan("Data", frozenset({"1"}), Limits()).run(xml)
    assert facts == SheetFacts(
        has_content=True,
        errors={(2, 2): "#DIV/0!", (2, 3): "#N/A"},
        unsaved={(3, 2), (3, 3), (3, 4)},
        percent={(3, 6)},
        hidden_rows={2},
    )


def test_many_percent_styles_are_left_to_the_parser() -> None:
    styles = frozenset(map(str, range(101)))
    assert fast_sheet_facts(sheet_xml().encode(), styles, Limits()) is None
