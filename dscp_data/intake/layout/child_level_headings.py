"""Headings that only a list of children has, understood by their words."""

from __future__ import annotations

import re

from dscp_data.intake.terms.child_identifiers import fold_identifier
from dscp_data.intake.terms.name_matcher import fold

LONGEST_HEADING = 60
PERSON = {"child", "childs", "yp", "pupil", "pupils", "subject", "patient", "client", "student",
          "baby", "infant", "sibling", "unborn", "cyp", "mother", "father", "parent", "carer",
          "young person", "young persons", "person"}  # fmt: skip
OF_A_PERSON = {"id", "ids", "ref", "reference", "no", "number", "identifier", "name", "names",
               "initials", "age", "address", "code", "dob", "unique", "key"}  # fmt: skip
SYSTEMS = {"lcs", "ehm", "ssd", "mosaic", "liquidlogic", "liquid logic", "niche", "paris", "rio",
           "systmone", "system one", "eclipse", "carefirst", "care first", "charms", "azeus",
           "synergy", "impulse", "tribal", "emis", "protocol", "ics", "cpis", "core plus",
           "case", "nhs", "ni", "uln", "la child", "la", "hospital", "swift"}  # fmt: skip
IDENTIFIER = {"id", "no", "number", "ref", "reference", "identifier"}
ALONE = re.compile(
    r"\b(?:forenames?|first ?names?|given ?names?|middle ?names?|surnames?|last ?names?"
    r"|preferred name|family ?names?|maiden name|full name|known as|alias|d o b"
    r"|dob|date of birth|birth ?date"
    r"|dates? of birth|born on|nhs (?:number|no|id)|upn|unique pupil number|uln"
    r"|unique learner number|post ?code|home address|address line 1|house number|nino"
    r"|national insurance (?:number|no)|initials|child unique id|unborn child|childs? age)\b"
)
EXACT = {"born", "birthday", "dob", "nhs", "uprn"}
COUNTING = re.compile(
    r"\b(?:number of|no of|count|total|percentage|percent|rate|how many|proportion|average"
    r"|children|pupils|people|patients|persons|families|cohort|recorded|with|without)\b|%"
)
NAME_HEADINGS = PERSON | {
    *("name", "names", "who", "known as", "full name", "person", "individual", "service user"),
    *("young people", "children", "childs name", "forename", "surname", "preferred name"),
}
STAFF = re.compile(
    r"\b(?:lead|officer|owner|contact|manager|author|worker|submitted|completed|prepared|signed"
    r"|approved|chair|staff|attendees?|present|analyst|director|head|team|role|reporter|return"
    r"|responsible|agency|agencies|organisation|partner|sponsor|by)\b"
)
IN_BRACKETS = re.compile(r"\([^()]{0,30}\)")


def heading_words(value: object) -> str:
    """A heading as words: "DoB (dd/mm/yyyy)" is "dob", "Forename(s)" "forename"."""
    if not isinstance(value, str) or not 1 < len(value) <= LONGEST_HEADING:
        return ""
    return fold(IN_BRACKETS.sub(" ", fold_identifier(value)))


def is_telling_heading(value: object) -> bool:
    """Whether a heading is over what is one child's: a name, a number, a date of birth."""
    words = heading_words(value)
    if not words or len(words.split()) > 7:
        return False
    if words in EXACT:
        return True
    if COUNTING.search(words.replace("nhs number", "")):
        return False
    return ALONE.search(words) is not None or is_of_a_person(words)


def is_of_a_person(words: str) -> bool:
    """ "yp initials", "name of child", "lcs number": one of a person's, or of a case system."""
    parts = words.replace(" of ", " ").replace(" the ", " ").split()
    for cut in range(1, len(parts)):
        first, second = " ".join(parts[:cut]), " ".join(parts[cut:])
        is_person = first in PERSON and OF_A_PERSON.issuperset(parts[cut:])
        is_person |= second in PERSON and OF_A_PERSON.issuperset(parts[:cut])
        if is_person or (first in SYSTEMS and IDENTIFIER.issuperset(parts[cut:])):
            return True
    return False


def is_name_heading(value: object) -> bool:
    """Whether names below a heading may be children's: "Name", "YP", "Subject"."""
    return heading_words(value) in NAME_HEADINGS


def is_staff_heading(value: object) -> bool:
    """Whether names below a heading are those of people at work: "Lead officer", "Contact"."""
    return STAFF.search(heading_words(value)) is not None
