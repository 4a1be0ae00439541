"""The terms of headings: roles of columns, parts of figures, kinds of totals."""

from __future__ import annotations

TABLE_ROLES = {
    "indicator": "indicator|indicators|kpi|ref|reference|indicator id|indicator ref|id"
    "|indicator name|indicator reference|performance indicator|metric|pi|code|indicator code|name"
    "|measure name|kpi ref|kpi name|kpi id|indicator no|ref no|indicator number"
    "|performance measure|measure ref",
    "measure": "measure|measures|part|type of figure|figure type|number or out of|data item|item",
    "agency": "agency|organisation|organization|partner|partner agency|agency name|service|provider"
    "|organisation name|submitted by|reporting agency|source agency|agencies|responsible agency",
    "locality": "locality|area|district|place|geography|location|local area|area name|localities"
    "|locality name|district name|areas|districts",
    "period": "period|month|quarter|date|reporting period|month year|period start|time period"
    "|months|reporting month|month ending|quarter ending|period covered|quarters|periods"
    "|reporting quarter|period ending|month and year|reporting date|financial quarter"
    "|week ending|week commencing|week|weeks|wk ending|w e|w c|fortnight ending|year ending"
    "|year ended|year to|quarter ended|quarter to|quarter end|quarter start|month ended|month end"
    "|month start|period end|period end date|period start date|period from|period to|from|to"
    "|date from|date to|from date|end of period|start of period|end of quarter|end of month",
    "year": "year|financial year|council year|fy|years",
    "period type": "period type|time identifier",
    "number": "number|count|value|numerator|no|num|n|figure|figures|volume|actual|actuals|result"
    "|total number|numbers|counts|values|amount|data",
    "out of": "out of|denominator|base|cohort|den|total cohort|eligible|number out of|base size|of",
    "percent": "%|percent|percentage|per cent|rate|pct|proportion|share|% rate|rate %|percentage %"
    "|as %|in %|% of|% of total|percentage of total",
    "comment": "comment|comments|note|notes|commentary|narrative|remarks|explanation|reason|context"
    "|comments notes|notes comments|comment notes|agency comment|reason for change",
    "status": "status|figure status|data status",
    "provisional": "provisional|provisional p",
    "description": "description|definition|frequency|unit|units|polarity|direction|good is|priority"
    "|outcome|outcomes|target|previous year|rag|rag rating|trend|source|plan wording|owner|lead"
    "|desired direction|priorities|data source|category|theme|file|sheet|cell|direction of travel"
    "|indicator description|line|row",
    "population": "population|population 0 17|0 17 population|child population|children in the area"
    "|population aged 0 17|mid year population|population estimate|population under 18",
}
REGISTER_ROLES = {
    "area of concern": "area of concern|areas of concern|concern|place of concern|hotspot"
    "|location of concern|name of area|place or space|area of concern name",
    "opened": "date opened|opened|date raised|date identified|open date|opened on|date open",
    "resolved": "date resolved|resolved|date closed|closed|closed date|resolution date|resolved on"
    "|date of resolution|resolved date",
    "met": "date of meeting|meeting date|date of mapping meeting|mapping meeting date|date held"
    "|mapping meeting|meeting held on|date meeting held|mapping meeting held",
    "concerns discussed": "areas of concern discussed|concerns discussed|areas discussed"
    "|number of areas of concern discussed|number of concerns discussed|places discussed",
    "concerns opened": "areas of concern opened|concerns opened|new areas of concern"
    "|new concerns|new areas of concern opened|number of areas of concern opened"
    "|areas of concern opened from the meeting|areas of concern opened from it",
    "present": "agencies present|agencies attending|agencies in attendance|partners present"
    "|agencies represented|attended by|attendance|present",
    "repeat of": "repeat of|repeat|repeat of reference|previous reference|reopens|repeat of ref",
    "finding": "finding|findings|key finding|key findings|what we found|learning",
    "type": "type|evidence type|type of evidence|activity|activity type",
    "golden threads": "golden threads|golden thread|threads|thread",
    "rating": "rating|grade|judgement|assurance rating|assurance",
    "strand": "strand|reform strand",
    "workstream": "workstream|work stream",
    "title": "title|milestone|action|milestones|task|action title|milestone title",
    "lead agency": "lead agency|lead organisation|lead partner|agency lead",
    "start": "start|start date|planned start|date started|started",
    "due": "due|due date|deadline|target date|planned end|end date|by when|date due",
    "completed": "completed|date completed|completion date|completed on|actual end",
    "position": "position statement|position|progress|update|latest position|progress update",
    "evidence": "evidence|evidence of completion|evidence link",
    "funding": "funding|funding note|funding notes|funded by",
    "role": "lead role|role of lead|role responsible|responsible role|person s role|persons role"
    "|role",
    "dependencies": "dependencies|dependency|depends on|dependent on",
    "readiness": "readiness|readiness rating",
    "recommendation": "recommendation|recommendations|what should change",
    "recommendation owner": "recommendation owner|owner of recommendation|recommendation lead",
    "recommendation due": "recommendation due|recommendation due date|recommendation due by",
    "recommendation done": "recommendation completed|recommendation complete|recommendation done"
    "|recommendation completed on",
    "document": "document|document reference|document ref|report reference|report ref",
}
ROLES = {word: role for role, words in REGISTER_ROLES.items() for word in words.split("|")}
ROLES |= {word: role for role, words in TABLE_ROLES.items() for word in words.split("|")}
KNOWN_ROLES = frozenset(ROLES.values())
MEASURES = ("number", "out of", "percent", "population")
TOTALS = {
    "total": "total|totals|grand total|all|overall|overall total|sum|county total|total county"
    "|all areas|all districts|annual total|year total|full year|total for year|12 month total"
    "|all agencies|total all agencies|all localities total|total all areas|total all localities",
    "subtotal": "sub total|subtotal|sub totals|subtotals",
    "ytd": "ytd|year to date|y t d|cumulative|cumulative total|ytd total|total ytd|total to date"
    "|running total|to date",
    "rolling": "rolling|rolling 12 months|rolling 12 month|rolling year|12 month rolling|rolling 12"
    "|rolling 12 month total|rolling 12 months total|rolling total|last 12 months|12 months rolling"
    "|12 month rolling total|previous 12 months|rolling annual total",
    "derived": "average|mean|change|difference|variance|% change|monthly average|median|direction"
    "|last year|change on last year",
}
OVER_TIME = ("ytd", "rolling")
"""Totals that add up periods, whatever else is across."""
TOTAL_WORDS = {word: kind for kind, words in TOTALS.items() for word in words.split("|")}
ANYTHING = frozenset({
    "all", "and", "assessments", "cases", "children", "contacts", "each", "episodes", "events",
    "families", "figures", "forms", "incidents", "individuals", "notifications", "of", "orders",
    "people", "persons", "plans", "practitioners", "records", "referrals", "respondents",
    "responses", "staff", "surveys", "that", "the", "this", "those", "with", "young",
})  # fmt: skip
"""What "Number of …" may count without naming anything by itself."""


def counts_anything(key: str) -> bool:
    """Whether a folded text is "number of children" or the like, of whatever indicator."""
    start, _, rest = key.partition(" of ")
    return start == "number" and bool(rest) and set(rest.split()) <= ANYTHING
