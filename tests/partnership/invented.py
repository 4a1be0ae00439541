"""An invented partnership that is nothing like the shipped one: five priorities, a year from
January, 80 localities, and names that are not in ASCII."""

from contextlib import contextmanager

import pytest

from dscp_data.catalogue import catalogue
from dscp_data.catalogue.plan_form import IndicatorForm, PlanForm, PriorityForm, slugs
from dscp_data.catalogue.plan_writer import write_plan
from dscp_data.model.periods import Period, add_months, month
from dscp_data.store import accept, open_store
from tests.making import checked, concern, evidence, meeting, milestone, months, observation

CARE, POLICE = "Cyngor Ynys Wen – Gofal Cymdeithasol", "Heddlu’r Môr"
HEALTH = "Bwrdd Iechyd Tŷ Gwyn"
PLACES = ("Llŷn Uchaf", "Dŵr Tân", *(f"Cwm {number}" for number in range(1, 79)))

FORM = PlanForm(
    name="Partneriaeth Diogelu Plant Ynys Wen",
    short_name="PDPYW",
    place="Ynys Wen",
    area_code="W06000099",
    first_year=2024,
    year_starts_in=1,
    group="Grŵp Perfformiad",
    agencies=(CARE, POLICE, HEALTH),
    localities=PLACES,
    priorities=(
        PriorityForm("Plant ar goll", "Missing children come first.", ("Plant yn ddiogel",)),
        PriorityForm("Llais y plentyn", outcomes=("Pob plentyn yn cael ei glywed",)),
        PriorityForm("Cam-drin domestig"),
        PriorityForm("Iechyd meddwl"),
        PriorityForm("Cynllun diwygio", has_milestones=True),
    ),
    indicators=(
        IndicatorForm(1, like="E08", agencies=(CARE,)),
        IndicatorForm(1, name="Plant ar goll dros nos", counts="Plant", agencies=(POLICE,)),
        IndicatorForm(
            2,
            name="Plant a welwyd mewn 5 diwrnod",
            counts="Plant a welwyd",
            out_of="Pob plentyn",
            wanted="higher",
            agencies=(CARE, HEALTH),
        ),
        IndicatorForm(3, name="Galwadau", wanted="lower", every="quarter", agencies=(POLICE,)),
        IndicatorForm(4, name="Atgyfeiriadau", wanted="higher", agencies=(HEALTH,)),
        IndicatorForm(1, like="H18", agencies=(CARE,)),
    ),
)


MONTHS = 30
FIRST = month(2024, 1)
CARE_ID, POLICE_ID, HEALTH_ID = slugs(FORM.agencies).values()
PLACE_IDS = tuple(slugs(PLACES).values())


def figures():
    """Figures of every agency and locality for 30 months, with something to see in some."""
    for number, one in enumerate(months(MONTHS, FIRST)):
        for place, id in enumerate(PLACE_IDS):
            wave = float((number + place) % 4)
            yield line("E08", CARE_ID, id, one, 20 + wave)
            yield line("N03", CARE_ID, id, one, 30 + wave, 40.0)
        yield line("N02", POLICE_ID, PLACE_IDS[0], one, float(number % 5))
        yield line("N05", HEALTH_ID, PLACE_IDS[1], one, 300.0 + 20 * number)
    for number in range(MONTHS // 3):
        start = add_months(FIRST.start, 3 * number)
        yield line("N04", POLICE_ID, PLACE_IDS[0], Period(start, "quarter"), 200.0 + number)


def line(indicator, agency, locality, period, numerator, denominator=None):
    return observation(
        indicator=indicator,
        agency=agency,
        locality=locality,
        period=period,
        numerator=numerator,
        denominator=denominator,
    )


def registers():
    """The registers of a return: areas of concern, mapping meetings, evidence and milestones."""
    return {
        "agency": CARE_ID,
        "concerns": tuple(
            concern(
                reference=f"AC{n:03}",
                locality=PLACE_IDS[n],
                opened=add_months(FIRST.start, n),
                resolved=add_months(FIRST.start, n + 3) if n % 2 else None,
            )
            for n in range(24)
        ),
        "meetings": (
            meeting(
                held_on=FIRST.start, locality=PLACE_IDS[0], agencies=(CARE_ID, POLICE_ID), cell="A5"
            ),
        ),
        "evidence": (
            evidence(agency=CARE_ID, outcomes=("1.1",), indicator="E08", finding="Clywodd pawb"),
        ),
        "actions": (milestone(lead_agency=CARE_ID, title="Tîm newydd"),),
        "cut_off": add_months(FIRST.start, MONTHS),
    }


def fill(database):
    """Make the database of the invented partnership, whose plan DSCP_PLAN names."""
    with open_store(database) as store:
        sent = checked(*figures(), **registers())
        accept(store, sent, b"a workbook", by="test", is_sample=True)


@contextmanager
def plan_in_use(folder):
    """Write the plan of the invented partnership in a folder, and make it the process's plan."""
    write_plan(FORM, folder)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DSCP_PLAN", str(folder))
        yield catalogue()
    catalogue()
