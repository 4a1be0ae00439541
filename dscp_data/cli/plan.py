"""Commands on the plan: plan check, plan new."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from dscp_data.access.permissions import Permission
from dscp_data.catalogue import CatalogueError, check_catalogue, plan_file, plan_folder
from dscp_data.catalogue.plan_form import IndicatorForm, PlanForm, PriorityForm, read_form
from dscp_data.catalogue.plan_writer import write_plan
from dscp_data.catalogue.reading import parse_entries
from dscp_data.cli.exit_codes import FAULTS, OK
from dscp_data.cli.output import say
from dscp_data.comparators.areas import AREAS_FILE, read_areas
from dscp_data.comparators.measures import MEASURES_FILE, read_measures
from dscp_data.model.text import pluralise


def add_plan(commands: Any) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(
        "plan", help="check the files of a plan, or write those of a new one"
    )
    acts = command.add_subparsers(required=True, metavar="check|new")
    check = acts.add_parser("check", help="list every fault in the files of a plan")
    check.add_argument("folder", nargs="?", type=Path, metavar="DIR")
    check.set_defaults(run=check_plan)
    new = acts.add_parser("new", help="ask what a plan needs and write its files")
    new.add_argument("folder", type=Path, metavar="DIR")
    new.add_argument("--form", type=Path, metavar="FILE", help="the answers, as a TOML file")
    new.set_defaults(run=new_plan)
    return command


def check_plan(options: argparse.Namespace) -> int:
    folder = options.folder or plan_folder()
    faults = plan_faults(folder)
    for fault in faults:
        print(fault)
    say(f"{folder}: {pluralise(len(faults), 'fault') if faults else 'no faults'}")
    return FAULTS if faults else OK


def plan_faults(folder: Path) -> list[str]:
    """Every fault in the files of a plan; of those for published figures the first in each."""
    if not folder.is_dir():
        raise CatalogueError(f"{folder} is not a folder.")
    faults = [str(fault) for fault in check_catalogue(folder)[1]]
    faults += map(str, parse_entries(plan_file("access.csv", folder), Permission).faults)
    for read, name in ((read_areas, AREAS_FILE), (read_measures, MEASURES_FILE)):
        try:
            read(plan_file(name, folder))
        except CatalogueError as error:
            faults.append(str(error))
        except FileNotFoundError:
            faults.append(f"{name}: the file is missing")
    return faults


def new_plan(options: argparse.Namespace) -> int:
    form = read_form(options.form) if options.form else asked_form()
    written = write_plan(form, options.folder)
    say(f"{pluralise(len(written), 'file')} written in {options.folder}")
    return check_plan(options)


def asked_form() -> PlanForm:
    """The form, filled in with what is typed."""
    say("Press Enter to take what is in brackets. End a list with an empty line.")
    name = ask("Name of the partnership")
    place = ask("Place, as in “County Durham”")
    agencies = ask_list("Agencies that send returns, one a line")
    return PlanForm(
        name=name,
        short_name=ask("Short name", "".join(word[0] for word in name.split()).upper()),
        place=place,
        area_code=ask("ONS code of the area, as in E06000047"),
        first_year=ask_number("First year that figures are kept for", 2025),
        year_starts_in=ask_number("Month that the year starts in (1, 4, 7 or 10)", 4),
        group=ask("Group that reads the dashboard", PlanForm.group),
        agencies=agencies,
        localities=ask_list("Localities, one a line"),
        priorities=tuple(
            PriorityForm(title, outcomes=ask_list(f"Outcomes of “{title}”, one a line"))
            for title in ask_list("Priorities, one a line")
        ),
        indicators=tuple(map(asked_indicator, ask_list(INDICATORS))),
    )


INDICATORS = (
    "Indicators, one a line: the number of the priority, then the id of one of ours or a new name, "
    "as in “1 E08” or “2 Children seen within 5 days”"
)


def asked_indicator(line: str) -> IndicatorForm:
    """The indicator that a line names. Raises CatalogueError."""
    number, _, rest = line.partition(" ")
    rest = rest.strip()
    if not number.isdecimal() or not rest:
        raise CatalogueError(f"{line!r} does not start with the number of a priority.")
    is_id = len(rest.split()) == 1 and rest[-1].isdigit()
    if is_id:
        return IndicatorForm(int(number), like=rest)
    return IndicatorForm(int(number), name=rest, counts=rest)


def ask(question: str, default: str = "") -> str:
    """An answer that is typed, or the default; asked again where there is neither."""
    while True:
        answer = input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default
        if answer:
            return answer


def ask_number(question: str, default: int) -> int:
    while True:
        answer = ask(question, str(default))
        if answer.isdecimal():
            return int(answer)
        say(f"{answer!r} is not a number.")


def ask_list(question: str) -> tuple[str, ...]:
    say(f"{question}:")
    lines: list[str] = []
    while line := input("  ").strip():
        lines.append(line)
    return tuple(lines)
