"""Words beside a known name that change what a figure is, and words that change nothing.

A figure under "E08 Safeguarding referrals – target" is no count of referrals. What is left of a text
when the names it is known by are taken off must be empty or be asked about: `left_over` says what
is left, and `qualifiers_in` finds the words that mean another figure wherever they stand.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

QUALIFIERS = {
    "something other than what happened":
        "target|targets|targeted|forecast|forecasts|forecasted|trajectory|trajectories|projection"
        "|projected|projections|predicted|prediction|planned|expected|estimate|estimated|estimates"
        "|modelled|modeled|ambition|benchmark|benchmarks|threshold|tolerance|budget|profile"
        "|aspiration|stretch|baseline|goal",
    "figures that are not to be kept":
        "example|examples|sample figures|dummy|test|tests|testing|specimen|illustrative|illustration"
        "|made up|mock|training copy|practice return|old|superseded|obsolete|do not use|archived"
        "|archive|withdrawn|draft|unvalidated|unverified|placeholder|template example|demo",
    "another period":
        "previous|prior|last year|last quarter|last month|preceding|same period|comparator"
        "|comparators|comparison|a year ago|academic|academic year|school year|calendar year"
        "|tax year|weekly|week|weeks|fortnight|fortnightly|daily|per day|per week|autumn term"
        "|spring term|summer term|term|half year|half yearly|six monthly|bi monthly|backlog",
    "a period of another length":
        "quarter ending|quarter ended|quarter to|week ending|week commencing|year ending|year ended"
        "|year to|3 months to|three months to|reporting year|w e|w c|period ending|period ended",
    "figures added up over several periods":
        "ytd|y t d|year to date|cumulative|cumulatively|cumul|running total|running|to date"
        "|rolling|rolled|so far|since april|since start|12 month|12 months|twelve months"
        "|6 months rolling|moving average|year end",
    "another place":
        "darlington|hartlepool|middlesbrough|stockton|stockton on tees|redcar|redcar and cleveland"
        "|cleveland|tees valley|teesside|northumberland|north tyneside|south tyneside|tyneside"
        "|newcastle|gateshead|sunderland|wearside|cumbria|york|yorkshire|north yorkshire|harrogate"
        "|england|english|wales|scotland|uk|national|nationally|north east|region|regional|regionally"
        "|statistical neighbour|statistical neighbours|neighbours|northern|hambleton|richmond"
        "|halton|wirral|rotherham|barnsley|outside the county|elsewhere|other areas"
        "|seaham|peterlee|consett|stanley|bishop auckland|newton aycliffe|aycliffe|spennymoor"
        "|crook|barnard castle|shildon|horden|murton|ferryhill|annfield plain|trimdon|ward|wards"
        "|postcode",
    "another kind of figure":
        "rate|rates|ratio|average|avg|averages|mean|median|mode|percentile|percent|percentage"
        "|proportion|share|thousand|thousands|000s|hundreds|millions|per 1000|per 10000|per 100000"
        "|per capita|per head|per child|per 100|index|score|scores|rank|ranking|variance|change"
        "|difference|deviation|growth|cost|costs|spend|price|minutes|hours|days|duration"
        "|standardised|adjusted|weighted|indexed|rounded|approximate|approx|approximately|minimum"
        "|maximum|min|max|range|lowest|highest|net|gross",
    "only some of the people or cases":
        "only|excluding|exclude|excludes|excl|except|exception|without|including|includes|incl"
        "|other than|not including|less|girls|girl|boys|boy|male|males|female|females|men|women"
        "|adult|adults|over 18s|infants|babies|baby|toddlers|teenagers|teens|adolescents|unborn"
        "|primary|secondary|white|black|asian|mixed|bame|ethnic|ethnicity|traveller|travellers"
        "|uasc|asylum|migrant|send|sen|ehcp|disabled|disability|care leavers|cla|lac|looked after"
        "|fostered|adopted|new|repeat|repeats|first time|unique|distinct|individuals|siblings"
        "|open|closed|opened|reopened|pending|outstanding|overdue|completed|cancelled|refused"
        "|rejected|accepted|declined|substantiated|unsubstantiated|confirmed|suspected|alleged"
        "|high risk|medium risk|low risk|cohort|subset|selected|top|bottom|others|subgroup|half"
        "|quarter of|lgbt|lgbtq|single parents|lone parents|domestic abuse|neglect|online|weekend"
        "|weekends|night|nights|daytime|emergency|planned admissions",
}  # fmt: skip
KIND_OF = {phrase: kind for kind, words in QUALIFIERS.items() for phrase in words.split("|")}
LONGEST = max(len(phrase.split()) for phrase in KIND_OF)
AGES = re.compile(
    r"\b(?:under|over|aged?|ages|below|above)(?: the age of)? \d{1,2}s?\b"
    r"|(?<!\d )\b\d{1,2} (?:(?:to|and|or) )?(?:\d{1,2}|over|under|above|below)s?\b(?! \d)"
    r"|\bu\d{1,2}s?\b|\b\d{1,2}s\b|\b\d{1,2} ?(?:yr|yrs|year)s? olds?\b|\bper 1\d{2,6}\b"
)
ADDED_UP = "figures added up over several periods"
PLACE = "another place"
PEOPLE = "only some of the people or cases"

PLAIN_WORDS = frozenset(
    "a an the of for in by and or to from with at on as is are be were was been has have this that"
    " these those it its all any each every which who whom whose where when what how our we they"
    " their there here you your please see also"
    " no number numbers num count counts counted total figure figures data value values volume"
    " return returns report reports reporting reported performance submission submissions dataset"
    " table tables sheet tab section part page annex appendix workbook file form schedule"
    " monthly quarterly month months quarter quarters period periods council financial fy"
    " q1 q2 q3 q4 january february march april may june july august september october november"
    " december jan feb mar apr jun jul aug sep sept oct nov dec"
    " final version v agency agencies organisation partner partners partnership service services"
    " dscp durham county children childrens child young people person safeguarding board"
    " scorecard dashboard indicator indicators measure measures kpi kpis locality localities area"
    " areas district districts summary overview statistics information management actual actuals"
    " recorded received made us use used team system case source date id ref reference n"
    " prepared completed_by draft_no title name department directorate unit office"
    " one two three four five first second third fourth"
    " annual yearly audit survey label row line period_type list lists"
    " think tank local place places per_month provisional p r revised snapshot"
    " submitted sent supplied provided produced extracted run end start ending main overall"
    " log register evidence action plan plans performance".split()
)  # fmt: skip
"""Words that say nothing of what a figure counts."""
VERSION = re.compile(r"v?\d{1,4}(?:[a-z]|st|nd|rd|th)?")


def stem(word: str) -> str:
    """A word without its plural: "referrals" and "referral" are one."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The stems of all words of some folded texts."""
    return frozenset(stem(word) for text in texts for word in text.split())


def left_over(folded: str, own: Collection[str]) -> tuple[str, ...]:
    """The words of a folded text that are neither its name's `own` (as stems) nor say nothing."""
    return tuple(
        word
        for word in folded.split()
        if not {word, stem(word)} & PLAIN_WORDS
        and stem(word) not in own
        and not VERSION.fullmatch(word)
    )


def qualifiers_in(folded: str, own: Collection[str] = ()) -> dict[str, str]:
    """The words of a folded text that mean another figure, each with what kind of other figure.

    `own` are the stems of words that a known name uses: "rate" may be an indicator's own.
    """
    words = folded.split()
    found: dict[str, str] = {}
    start = 0
    while start < len(words):
        for length in range(min(LONGEST, len(words) - start), 0, -1):
            phrase = " ".join(words[start : start + length])
            if phrase in KIND_OF and not all(stem(word) in own for word in phrase.split()):
                found[phrase] = KIND_OF[phrase]
                start += length
                break
        else:
            start += 1
    for ages in AGES.finditer(folded):
        if not all(stem(word) in own or word in PLAIN_WORDS for word in ages[0].split()):
            found.setdefault(ages[0], PEOPLE)
    if "%" in words and "%" not in own:
        found["%"] = "another kind of figure"
    return found
