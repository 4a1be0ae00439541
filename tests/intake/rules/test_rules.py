"""Every rule has its words, an example, and a workbook that breaks it and nothing else."""

import calendar
from collections.abc import Callable
from datetime import date

import pytest

from dscp_data.intake import rules
from dscp_data.intake.cells.workbook import Cell, PackageText, Workbook
from dscp_data.model.faults import Rule
from dscp_data.model.mappings import TermMapping, TermMappings
from dscp_data.model.returns import CheckedReturn
from tests.intake.books import HEADINGS, UNSAVED, VALID, Error, Percent, check, check_line, sheet

AGENCY = ["Agency: Durham Constabulary"]
CONCERNS = ["Reference", "Area of concern", "Locality", "Date opened", "Date resolved", "Outcome",
            "Repeat of"]  # fmt: skip
CONCERN = ["AC-1", "Bus station", "Easington", date(2026, 1, 5), date(2026, 3, 1), "resolved", ""]
MEETINGS = {"day": "Date of meeting", "locality": "Locality", "discussed": "Concerns discussed",
            "opened": "Concerns opened", "children": "Children discussed",
            "present": "Agencies present"}  # fmt: skip
MEETING = [date(2026, 5, 5), "Easington", 3, 1, 6, "CSC; Police"]
MONTHS = [f"{name} 25" for name in ["Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]]
MONTHS += ["Jan 26", "Feb 26", "Mar 26"]
FORECAST = "H02 schools informed, forecast"
POSITION = ["Position at 30 September 2026"]


def line(**differs: object) -> Callable[[], CheckedReturn]:
    return lambda: check_line(**differs)  # type: ignore[arg-type]


def wide(
    *rows: list[object], heads: tuple[object, ...] = ("Apr 26", "May 26")
) -> Callable[[], CheckedReturn]:
    return lambda: check([AGENCY, ["Indicator", "Locality", *heads], *rows])


def concern(*positions: list[object], also: tuple[list[object], ...] = (), **differs: object) -> (
    Callable[[], CheckedReturn]
):  # fmt: skip
    heads = [name.casefold().replace(" ", "_") for name in CONCERNS]
    row = list((dict(zip(heads, CONCERN, strict=True)) | differs).values())
    return lambda: check({"Areas": [*(positions or (POSITION,)), CONCERNS, row, *also]})


def meeting(*also: list[object], **differs: object) -> Callable[[], CheckedReturn]:
    row = list((dict(zip(MEETINGS, MEETING, strict=True)) | differs).values())
    return lambda: check({"Mapping": [list(MEETINGS.values()), row, *also]})


def rate(number: object, population: object, stated: object) -> Callable[[], CheckedReturn]:
    heads = ["Indicator", "Month", "Number", "Population", "Rate per 10,000"]
    return lambda: check([AGENCY, heads, ["H03", "Apr 2026", number, population, stated]])


def twice(number: object) -> Callable[[], CheckedReturn]:
    return lambda: check([HEADINGS, VALID, [*VALID[:4], number, *VALID[5:]]])


def many(*numbers: object) -> Callable[[], CheckedReturn]:
    """More lines than there are faults shown, each with these numbers."""
    months = [f"{month} {year}" for year in range(2008, 2026) for month in calendar.month_abbr[1:]]
    lines = [[*VALID[:3], month, n, 10, ""] for month in months for n in numbers]
    return lambda: check([HEADINGS, *lines])


def hidden(**more: object) -> Callable[[], CheckedReturn]:
    return lambda: check(Workbook((sheet("Data", [HEADINGS, VALID], **more),)))


BREAKS: dict[str, Callable[[], CheckedReturn]] = {
    "unknown-indicator": line(indicator="Sightings of dragons"),
    "unknown-agency": line(Agency="Acme Ltd"),
    "unknown-locality": line(locality="Atlantis"),
    "unknown-period": line(period="Springtime"),
    "ambiguous-indicator": line(
        indicator="Evidence that cases are stepping up and down at the right time"
    ),
    "ambiguous-agency": line(Agency="Durham"),
    "ambiguous-locality": line(locality="Durham"),
    "ambiguous-period": line(period="Q1 2025"),
    "missing-indicator": lambda: check([AGENCY, ["Locality", "Apr 26", "May 26"],
                                        ["Easington", 1, None]]),
    "missing-period": line(period=""),
    "missing-agency": lambda: check([["Indicator", "Apr 26", "May 26"], ["H03", 1, 2]]),
    "agencies-disagree": lambda: check([["Agency: TEWV"], ["Indicator", "Apr 26"], ["T07", 1]],
                                       file="housing.xlsx"),
    "periods-disagree": lambda: check([AGENCY, ["Month", "Indicator", "Apr 26", "May 26"],
                                       ["Apr 26", "H03", 1, None], ["Jun 26", "H03", 1, None]]),
    "indicators-disagree": lambda: check([AGENCY, ["Ref", "Name", "Apr 26", "May 26"],
                                          ["H03", "Dispersal orders", 1, 2]]),
    "unknown-measure": lambda: check([AGENCY, ["Indicator", "Measure", "Apr 26"],
                                      ["H03", "Number", 1], ["H04", "Tally", 1]]),
    "comment-alone": line(number="", out_of="", comment="We count from June"),
    "filled-down": lambda: check([AGENCY, ["Locality", "Indicator", "Apr 26", "May 26"],
                                  ["Easington", "H03", 1, 2], [None, "H04", 1, 2]]),
    "future-period": line(period="Apr 2027"),
    "months-break": lambda: check([AGENCY, ["Indicator", "Month", "Number"], ["H03", "Mar 26", 1],
                                   ["H03", "Apr 25", 1], ["H03", "May 26", 1]]),
    "first-as-end": lambda: check([AGENCY, ["Indicator", "Month ending", "Number"],
                                   ["H03", "01/07/2026", 1]]),
    "unfinished-period": line(period="Oct 2026"),
    "unusual-period": line(period="Q1 2026-27"),
    "unreadable-figure": line(number="about 12"),
    "date-for-number": line(number=date(2026, 4, 1)),
    "dash": line(number="-", out_of=""),
    "excel-error": line(number=Error("#DIV/0!"), out_of=""),
    "formula-without-value": line(number=UNSAVED, out_of=""),
    "negative": line(number=-3),
    "not-whole": line(number=4.5),
    "impossible": line(number=10**9, out_of=2 * 10**7 * 5),
    "code-for-missing": wide(["H03", "Easington", 12, 999]),
    "above-base": line(number=12),
    "zero-base": line(out_of=0),
    "missing-base": line(out_of=""),
    "missing-number": line(number=""),
    "percentage-only": line(number=Percent(0.5), out_of=""),
    "percentage-disagrees": lambda: check([[*HEADINGS[:6], "%"], [*VALID[:6], "60%"]]),
    "total-disagrees": wide(["H03", "Easington", 1, 2, 4], heads=("Apr 26", "May 26", "Total")),
    "total-without-parts": wide(["H03", "Easington", 1, 2], heads=("Apr 26", "YTD 2023/24")),
    "county-unclear": wide(["H03", "Easington", 1, 2], ["H03", "Sedgefield", 1, 2],
                           ["H03", "County-wide", 9, 9]),
    "county-total": wide(["H03", "Easington", 1, 2], ["H03", "Sedgefield", 1, 2],
                         ["H03", "County-wide", 2, 4]),
    "duplicate-differs": twice(6),
    "duplicate-same": twice(5),
    "not-owed": line(Agency="Housing Solutions"),
    "worked-out-indicator": line(indicator="H18"),
    "no-table-on-sheet": lambda: check({"Data": [HEADINGS, VALID],
                                         "More": [["Figures"], [1], [2]]}),
    "more-errors": many("about 12"),
    "more-queries": many("-"),
    "sheet-not-read-on": many(*["about 12"] * 25),
    "more-warnings": many(5, 5),
    "no-table": lambda: check({"Notes": [["Dear colleague"]]}),
    "hidden-sheet": hidden(visible=False),
    "hidden-rows": hidden(hidden_rows=frozenset({2})),
    "hidden-columns": hidden(hidden_columns=frozenset({5})),
    "covered-cell": hidden(covered=(Cell(1, 9, 7),)),
    "period-disagrees": lambda: check({
        "Months": [AGENCY, ["Indicator", "Apr 26", "May 26", "Jun 26"], ["H03", 1, 2, 3]],
        "Quarters": [AGENCY, ["Indicator", "Q1 2026-27"], ["H03", 60]],
    }),
    "marked-figure": hidden(looks={(2, 5): "with struck-out characters"}),
    "shown-otherwise": hidden(looks={(2, 5): "as “<5”"}),
    "file-name": lambda: check([HEADINGS, VALID], file="Targets 2026.xlsx"),
    "merged-figure": lambda: check([HEADINGS, VALID], merged=((2, 5, 2, 6),)),
    "only-line-numbers": lambda: check([["No", "Agency", "Indicator", "Month", "Comments"],
                                        [1, "Police", "H03", "Apr 26", "53 of them"],
                                        [2, "Police", "H03", "May 26", "48"]]),
    "unknown-column": lambda: check([[*HEADINGS, "Ward"], [*VALID, 7]]),
    "unknown-labels": lambda: check([[*HEADINGS, "Team mascot"], [*VALID, "an owl"]]),
    "ignored-column": lambda: check(
        [[*HEADINGS, "Mascot"], [*VALID, "an owl, until the pupils choose another"]]
    ),
    "unplaced-cell": lambda: check([[None, 3], HEADINGS, VALID]),
    "qualified-note": lambda: check(
        Workbook(
            (sheet("Data", [HEADINGS, VALID]),),
            texts=(PackageText("xl/comments1.xml", ("This is the target",)),),
        )
    ),
    "qualified-term": lambda: check(
        [[*HEADINGS[:-1]], [FORECAST, *VALID[1:-1]]],
        mappings=TermMappings((
            TermMapping("durham-constabulary", "indicator", FORECAST, "H02"),
        )),
    ),
    "remembered-meaning-gone": lambda: check(
        [["Seaham patch"], HEADINGS, VALID],
        mappings=TermMappings(
            (TermMapping("durham-constabulary", "locality", "Seaham patch", "seaham"),)
        ),
    ),
    "qualified-figures": lambda: check([["All figures are cumulative"], HEADINGS, VALID]),
    "qualified-label": line(indicator="H02 schools informed – target"),
    "qualified-heading": lambda: check([AGENCY, ["Indicator", "Month", "Count", "Value"],
                                        ["H03", "Apr 26", 8, 9]]),
    "unknown-words": lambda: check([["Easington, Operation Sycamore"], HEADINGS, VALID]),
    "unknown-title": lambda: check([["Blue sycamore"], HEADINGS, VALID]),
    "qualified-line": lambda: check([[*HEADINGS, "Type"], [*VALID, "Target"]]),
    "missing-in-line": concern(date_opened=None),
    "not-a-date": concern(date_opened="summer"),
    "future-date": concern(date_resolved=date(2027, 1, 1)),
    "dates-reversed": concern(date_resolved=date(2025, 1, 1)),
    "not-on-list": lambda: check([["Strand", "Milestone", "Due", "Status"],
                                  ["Family Help", "Plan written", date(2026, 12, 1), "nearly"]]),
    "repeated-line": concern(also=(CONCERN,)),
    "unknown-reference": concern(repeat_of="AC-99"),
    "rolling-disagrees": lambda: check([AGENCY, ["Indicator", *MONTHS, "Rolling 12 months"],
                                        ["H03", *range(12), 67]]),
    "status-disagrees": lambda: check([[*HEADINGS, "Status"], [*VALID, "Suppressed"]]),
    "rate-disagrees": rate(5, 2000, 50),
    "rate-only": rate(None, 2000, 25),
    "not-a-count": meeting(children="a few"),
    "opened-not-discussed": meeting(opened=4),
    "repeated-meeting": meeting(MEETING),
    "not-an-agency": meeting(present="CSC; the park ranger"),
    "cut-off-assumed": concern(["Register of areas of concern"]),
    "child-level": lambda: check([["Child ID", "Date of birth", "Ward"], ["A1", "x", "y"]]),
    "person-in-comment": line(comment="Sarah Jones confirmed this"),
    "person-in-text": lambda: check([HEADINGS, VALID, ["Note: Sarah Jones was seen on Friday"]]),
    "person-in-note": lambda: check(
        Workbook(
            (sheet("Data", [HEADINGS, VALID]),),
            texts=(PackageText("xl/comments1.xml", ("One of them is Sarah Jones",)),),
        )
    ),
    "person-in-file-name": lambda: check([HEADINGS, VALID], file="Return re Sarah Jones.xlsx"),
}  # fmt: skip
BESIDE = {
    "period-disagrees": ("unusual-period",),
    "more-errors": ("unreadable-figure",),
    "sheet-not-read-on": ("unreadable-figure", "more-errors"),
    "more-queries": ("dash",),
    "more-warnings": ("duplicate-same",),
}  # fmt: skip
"""What is always said beside a fault: of two lengths of period one is unusual, and too many faults
are faults."""
DECLARED = {found.code: found for found in vars(rules).values() if isinstance(found, Rule)}


def test_every_rule_has_an_example_and_a_workbook_that_breaks_it() -> None:
    assert BREAKS.keys() == DECLARED.keys()
    assert all(found.example and found.fix and found.message for found in DECLARED.values())


@pytest.mark.parametrize("code", DECLARED)
def test_a_workbook_that_breaks_one_rule_has_that_fault_alone(code: str) -> None:
    checked = BREAKS[code]()
    faults = [found for found in checked.faults if found.code not in BESIDE.get(code, ())]
    assert {found.code for found in faults} == {code}
    found = faults[0]
    assert found.severity == DECLARED[code].severity
    assert "{" not in found.message + found.fix
    assert checked.state == ("refused" if code == "child-level" else
                             "faults" if found.severity == "error" else "ok")  # fmt: skip
