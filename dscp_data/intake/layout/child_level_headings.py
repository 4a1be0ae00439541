"""Headings that only a list of children has, understood by their words."""

from __future__ import annotations

import re
from functools import lru_cache

from dscp_data.intake.terms.child_identifiers import fold_identifier
from dscp_data.intake.terms.folding import fold

LONGEST_HEADING = 60
PERSON = {"child", "childs", "yp", "pupil", "pupils", "subject", "patient", "client", "student",
          "baby", "infant", "sibling", "unborn", "cyp", "mother", "father", "parent", "carer",
          "young person", "young persons", "person", "siblings", "mothers", "fathers", "parents",
          "carers", "babys", "victim", "victims", "suspect", "suspects", "perpetrator",
          "perpetrators", "learner", "learners", "resident", "residents", "service user",
          "service users", "clients", "subjects", "kid", "kids", "persons", "individual",
          "individuals", "nominal", "offender", "twin", "mum", "dad", "mums", "dads", "candidate",
          "guardian", "boy", "girl", "son", "daughter", "yps", "misper", "bairn",
          "foster child"}  # fmt: skip
SHORTENED = PERSON | {"ch", "pt", "pers", "su", "svc user"}
"""A word for a person, or a short form of one that says it beside "ref" or "name" only."""
OF_A_PERSON = {"id", "urn", "ids", "ref", "reference", "no", "num", "number", "identifier", "name",
               "names", "initials", "age", "address", "code", "dob", "unique", "key", "surname",
               "forename", "email", "phone", "telephone", "mobile", "birthday", "uid"}  # fmt: skip
SYSTEMS = {"lcs", "ehm", "ssd", "mosaic", "liquidlogic", "liquid logic", "niche", "paris", "rio",
           "systmone", "systm one", "system one", "eclipse", "carefirst", "care first", "charms",
           "azeus", "synergy", "impulse", "tribal", "emis", "protocol", "ics", "cpis", "core plus",
           "case", "nhs", "ni", "uln", "la child", "la", "hospital", "swift", "ll", "pnc",
           "custody record", "pas", "ssid", "passport"}  # fmt: skip
IDENTIFIER = {"id", "no", "num", "nr", "number", "ref", "reference", "identifier"}
EVENTS = {
    "crime",
    "incident",
    "occurrence",
    "custody",
    "family",
    "household",
    "episode",
    "lac",
    "cla",
    "cic",
    "cp",
    "cin",
    "eh",
    "child protection",
}
"""Their number may be how many there are; their reference is one of them."""
REFERENCE = {"id", "ref", "reference", "identifier", "urn"}
ALONE = re.compile(
    r"\b(?:[fls] ?names?|d of b|aka|also known as|fore ?names?"
    r"|(?:first|1st|2nd) ?names?|given ?names?|middle ?names?|sur ?names?|last ?names?"
    r"|preferred names?|family ?names?|maiden names?|full names?|christian names?|nick ?names?"
    r"|birth names?|legal names?|case names?|known as|alias|d o b"
    r"|dob|birth ?(?:dates?|dt|days?)|b ?day|year of birth|yob"
    r"|dates? ?(?:of ?)?birth|born on|nhs ?(?:number|no|id|nbr)|upn|unique pupil number|uln"
    r"|unique learner number|unique (?:child )?identifier|p(?:ost)? ?code"
    r"|home (?:addr(?:ess)?|tel|phone|mobile)|next of kin|nok"
    r"|(?:child|pupil|client|patient|student|learner|sibling|mother|father)s?names?"
    r"|address line 1|house (?:number|no)|nino"
    r"|national insurance (?:number|no)|initials|inits|child unique id|unborn (?:child|baby)"
    r"|childs? age)\b"
)
EXACT = {"born", "birth", "birthday", "dob", "nhs", "uprn", "edd", "mrn"}
COUNTING = re.compile(
    r"\b(?:number of|no of|count|total|percentage|percent|rate|how many|proportion|average"
    r"|children|pupils|people|patients|persons|families|cohort|recorded|with|without)\b|%"
)
NAME_HEADINGS = PERSON | {
    *("name", "names", "who", "known as", "full name", "person", "individual", "service user"),
    *("young people", "children", "childs name", "forename", "surname", "preferred name"),
}
CHILD = re.compile(
    r"\b(?:childs?|yps?|young persons?|pupils?|baby|babys|infant|siblings?|unborn|cyp|kid|twin|son"
    r"|daughter|girl|boy|foster child|misper|bairn|student|learner|victim)\b"
)
STAFF = re.compile(
    r"\b(?:lead|officer|owner|contact|manager|author|worker|submitted|completed|prepared|signed"
    r"|approved|chair|staff|attendees?|present|analyst|director|head|team|role|reporter|return"
    r"|responsible|agency|agencies|organisation|partner|sponsor|by)\b"
)
IN_BRACKETS = re.compile(r"\([^()]{0,30}\)")
POSSESSIVE = re.compile(r"\bpersons (?=name|initials|dob|surname|forename|address)")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z]|ID\b)")
SPELLED = re.compile(r"\b(?:n h s|u p n|d o b|u l n)\b")
FILLERS = {"of", "the", "a", "s"}


def heading_words(value: object) -> str:
    """A heading as words: "DoB (dd/mm/yyyy)" is "dob", "Forename(s)" "forename"."""
    if not isinstance(value, str) or not 1 < len(value) <= LONGEST_HEADING:
        return ""
    return words_of_heading(value)


@lru_cache(maxsize=10_000)
def words_of_heading(value: str) -> str:
    words = fold(IN_BRACKETS.sub(" ", fold_identifier(CAMEL.sub(" ", value))))
    return SPELLED.sub(lambda spelled: spelled[0].replace(" ", ""), words)


def is_telling_heading(value: object) -> bool:
    """Whether a heading is over what is one child's: a name, a number, a date of birth. What is
    in brackets may be an explanation, "DoB (dd/mm/yyyy)", or say whose it is, "Name (child)"."""
    if isinstance(value, str) and "(" in value[:LONGEST_HEADING]:
        opened = value.replace("(", " ").replace(")", " ")
        return is_telling(heading_words(value)) or is_telling(heading_words(opened))
    return is_telling(heading_words(value))


def is_telling(words: str) -> bool:
    if not words or len(words.split()) > 7:
        return False
    if words in EXACT:
        return True
    if COUNTING.search(POSSESSIVE.sub(" ", re.sub(r"nhs ?(?:number|no)\b", "", words))):
        return False
    return ALONE.search(words) is not None or is_of_a_person(words)


def is_of_a_person(words: str) -> bool:
    """ "yp initials", "name of child", "lcs number": one of a person's, or of a case system."""
    parts = [word for word in words.split() if word not in FILLERS]
    for first in range(len(parts)):
        for last in range(first + 1, len(parts) + 1):
            whose, rest = " ".join(parts[first:last]), [*parts[:first], *parts[last:]]
            if rest and (
                (whose in SHORTENED and OF_A_PERSON.issuperset(rest))
                or (whose in SYSTEMS and IDENTIFIER.issuperset(rest))
                or (whose in EVENTS and REFERENCE.issuperset(rest))
            ):
                return True
    return False


def is_child_heading(value: object) -> bool:
    """Whether a heading is one person and nothing else: "Child", "YP", "Sibling"."""
    return heading_words(value) in PERSON - {"person", "persons", "client", "clients"}


def is_for_a_child(value: object) -> bool:
    """Whether a heading is for one child, or for something of one: "Child", "Name of child"."""
    words = heading_words(value)
    if not words or not CHILD.search(words) or len(words.split()) > 5:
        return False
    return is_child_heading(value) or (not COUNTING.search(words) and is_of_a_person(words))


def is_name_heading(value: object) -> bool:
    """Whether names below a heading may be children's: "Name", "YP", "Subject"."""
    return heading_words(value) in NAME_HEADINGS


def is_staff_heading(value: object) -> bool:
    """Whether names below a heading are those of people at work: "Lead officer", "Contact"."""
    return STAFF.search(heading_words(value)) is not None
