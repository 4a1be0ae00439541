"""Words beside a known name that change what a figure is, and words that change nothing.

A figure under "E08 Safeguarding referrals – target" is no count of referrals. What is left of a
text when the names it is known by are taken off must be empty or be asked about:
`Qualifiers.left_over` says what is left, and `Qualifiers.found_in` finds the words that mean
another figure, in any position.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

NOT_WHAT_HAPPENED = "something other than what happened"
REGIONS = (
    "north east", "north west", "west midlands", "east midlands", "south east", "south west",
    "east of england", "yorkshire", "london",
)  # fmt: skip
QUALIFIERS = {
    NOT_WHAT_HAPPENED:
        "target|targets|targeted|forecast|forecasts|forecasted|trajectory|trajectories|projection"
        "|projected|projections|predicted|prediction|planned|expected|estimate|estimated|estimates"
        "|modelled|modeled|ambition|benchmark|benchmarks|threshold|tolerance|budget|profile"
        "|aspiration|stretch|baseline|goal|tgt|trgt|fcast|fcst|proj|est|ests|budgeted|allocation"
        "|allocated|commissioned|contracted|capacity|imputed|interpolated|extrapolated|scaled"
        "|grossed|grossed up|simulated|assumed|notional|indicative|aspirational|ceiling|floor"
        "|trigger level",
    "figures that are not to be kept":
        "example|examples|sample figures|dummy|test|tests|testing|specimen|illustrative"
        "|illustration|made up|mock|training copy|practice return|old|superseded|obsolete"
        "|do not use|archived|archive|withdrawn|draft|unvalidated|unverified|placeholder"
        "|template example|demo|not validated|not verified|not checked|not final|not for use"
        "|unchecked|to be checked|to be validated|incomplete|partial|part year|part month"
        "|part quarter|fictitious|fictional|fake|sandbox|uat|deprecated|sample data"
        "|sample only|sample return",
    "another period":
        "previous|prior|last year|last quarter|last month|preceding|same period|comparator"
        "|comparators|comparison|a year ago|academic|academic year|school year|calendar year"
        "|tax year|weekly|week|weeks|fortnight|fortnightly|daily|per day|per week|autumn term"
        "|spring term|summer term|term|half year|half yearly|six monthly|bi monthly|backlog|py|ly"
        "|ay|prev|last yr|a yr ago|yr ago|outturn|weekday|weekdays|half term|hourly|annualised"
        "|annualized|per annum|biannual|bi annual|bimonthly|six weekly|four weekly",
    "a period of another length":
        "quarter ending|quarter ended|quarter to|week ending|week commencing|year ending"
        "|year ended|year to|3 months to|three months to|reporting year|w e|w c|period ending"
        "|period ended",
    "figures added up over several periods":
        "ytd|y t d|year to date|cumulative|cumulatively|cumul|running total|running|to date"
        "|rolling|rolled|so far|since april|since start|12 month|12 months|twelve months"
        "|6 months rolling|moving average|year end|r12m|r12|mat|fytd|cytd|qtd|mtd|cum|cuml|accum"
        "|accumulated|accumulative|aggregate|aggregated|brought forward|carried forward|b f|c f"
        "|b fwd|c fwd|bfwd|cfwd|all time|since inception|since launch|since 1 april|from april"
        "|last 12|last 3 months|past 12 months|last 12 months|last three months|12 mths|12 mth|12m"
        "|since start of year|from start of year",
    "another place":
        "england|wales|scotland|northern ireland|great britain|uk|gb|eng|national|nationally|nat"
        "|natl|region|regional|regionally|ne|n e|statistical neighbour|statistical neighbours"
        "|neighbours|neighbouring|sn|sns|peers|peer group|comparator group|outside the county"
        "|elsewhere|other areas|other las|all las|out of area|ooa|cross border|ward|wards|postcode"
        "|force area|force wide|forcewide|whole force|" + "|".join(REGIONS),
    "another kind of figure":
        "rate|rates|ratio|average|avg|averages|mean|median|mode|percentile|percent|percentage"
        "|proportion|share|thousand|thousands|000s|hundreds|millions|per 1000|per 10000|per 100000"
        "|per capita|per head|per child|per 100|index|score|scores|rank|ranking|variance|change"
        "|difference|deviation|growth|cost|costs|spend|price|minutes|hours|in days|duration"
        "|standardised|adjusted|weighted|indexed|rounded|approximate|approx|approximately|minimum"
        "|maximum|min|max|range|lowest|highest|net|gross|per 10k|per 1k|per 100k|10k|100k|mins|hrs"
        "|std dev|stdev|standard deviation|confidence interval|confidence intervals|ci|lci|uci|lcl"
        "|ucl|upper limit|lower limit|upper bound|lower bound|lq|uq|quartile|quartiles|decile|iqr"
        "|diff|var|delta|percentage point|percentage points|ppt|pp|fte|wte|headcount|caseload"
        "|caseloads|per worker|per family|per case|per school|per officer|pounds|euros|dollars|gap"
        "|plus or minus|normalised|normalized|rebased|smoothed|seasonally adjusted|crude|capped"
        "|pct|working days|nearest|x10|x100|x1000",
    "only some of the people or cases":
        "only|excluding|exclude|excludes|excl|except|exception|without|including|includes|incl"
        "|other than|not including|less|girls|girl|boys|boy|male|males|female|females|men|women"
        "|adult|adults|over 18s|infants|babies|baby|toddlers|teenagers|teens|adolescents|unborn"
        "|primary|secondary|white|black|asian|mixed|bame|ethnic|ethnicity|traveller|travellers"
        "|uasc|asylum|migrant|send|sen|ehcp|disabled|disability|care leavers|cla|lac|looked after"
        "|fostered|adopted|new|repeat|repeats|first time|unique|distinct|individuals|siblings|open"
        "|closed|opened|reopened|pending|outstanding|overdue|completed|cancelled|refused|rejected"
        "|accepted|declined|substantiated|unsubstantiated|confirmed|suspected|alleged|high risk"
        "|medium risk|low risk|cohort|waiting list|custody|subset|selected|top|bottom|others"
        "|subgroup|half|quarter of|lgbt|lgbtq|single parents|lone parents|domestic abuse|neglect"
        "|online|weekend|weekends|night|nights|daytime|emergency|planned admissions|of which"
        "|thereof|inc|exc|ex|net of|dup|dups|duplicate|duplicates|deduplicated|de duplicated|bme"
        "|global majority|cin|cp|cpp|cic|nfa|ehe|dv|dva|csa|cse|cce|fgm|ooh|out of hours"
        "|front door|pilot|pilots|young women|young men|nursery|post 16|pre school|early years"
        "|white british|waiting",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its plural: "referrals" and "referral" are one."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


ARTICLES = frozenset(("a", "an", "the", "this", "our"))
"""Words inside a phrase that change nothing: "since the start of the year"."""


def stems_of(phrase: str) -> str:
    """The stems of a folded phrase without its articles."""
    return " ".join(stem(word) for word in phrase.split() if word not in ARTICLES)


KIND_OF = {
    stems_of(phrase): kind for kind, words in QUALIFIERS.items() for phrase in words.split("|")
}
PARTS = re.compile(
    r"\b(?:tier|phase|band|site|team|cohort|group|wave|grade|category) (?:\d{1,2}|[a-h])\b"
)
NUMBERED_MONTH = re.compile(r"\b(?:month|mth|mnth|period) (?:0?[1-9]|1[0-2])\b")
"""A month by its number, which in some reports stands for the year up to it."""
PLANNED = frozenset(("plan", "plans"))
"""Words for what was meant to happen, where they are alone: "Plan" beside "Actual"."""
AGES = re.compile(
    r"\b(?:under|over|aged?|ages|below|above)(?: the age of)? \d{1,2}s?\b"
    r"|(?<!\d )\b\d{1,2} (?:(?:to|and|or) )?(?:\d{1,2}|over|under|above|below)s?\b(?! \d)"
    r"|\bu\d{1,2}s?\b|\b\d{1,2}s\b|\b\d{1,2} ?(?:yr|yrs|year)s? olds?\b|\bper 1(?: ?0{2,3})+\b"
)
EVERY_CHILD = ("under 18", "under 18s", "0 17", "0 to 17", "aged under 18", "below 18")
ADDED_UP = "figures added up over several periods"
PLACE = "another place"
PEOPLE = "only some of the people or cases"

PLAIN_WORDS = frozenset({
    "a", "action", "actual", "actuals", "agencies", "agency", "all", "also", "an", "and", "annex",
    "annual", "any", "appendix", "apr", "april", "are", "area", "areas", "as", "at", "audit",
    "aug", "august", "be", "been", "board", "by", "case", "child", "children", "childrens",
    "completed_by", "council", "count", "counted", "counts", "county", "dashboard", "data",
    "dataset", "date", "dec", "december", "department", "directorate", "district", "districts",
    "draft_no", "each", "end", "ending", "every", "evidence", "extracted",
    "feb", "february", "figure", "figures", "file", "final", "financial", "first", "five", "for",
    "form", "four", "fourth", "from", "fy", "has", "have", "here", "how", "id", "in", "indicator",
    "indicators", "information", "is", "it", "its", "jan", "january", "jul", "july", "jun",
    "june", "kpi", "kpis", "label", "line", "list", "lists", "local", "localities", "locality",
    "log", "made", "main", "management", "mar", "march", "may", "measure", "measures", "month",
    "monthly", "months", "n", "name", "no", "nov", "november", "num", "number", "numbers", "oct",
    "october", "of", "office", "on", "one", "or", "organisation", "our", "overall", "overview",
    "p", "page", "part", "partner", "partners", "partnership", "people", "per_month",
    "performance", "period", "period_type", "periods", "person", "place", "places", "plan",
    "plans", "please", "prepared", "produced", "provided", "provisional", "q1", "q2", "q3", "q4",
    "quarter", "quarterly", "quarters", "r", "received", "recorded", "ref", "reference",
    "register", "report", "reported", "reporting", "reports", "return", "returns", "revised",
    "row", "run", "safeguarding", "schedule", "scorecard", "second", "section", "see", "sent",
    "sep", "sept", "september", "service", "services", "sheet", "snapshot", "source", "start",
    "statistics", "submission", "submissions", "submitted", "summary", "supplied", "survey",
    "system", "tab", "table", "tables", "tank", "team", "that", "the", "their", "there", "these",
    "they", "think", "third", "this", "those", "three", "title", "to", "total", "two", "unit",
    "us", "use", "used", "v", "value", "values", "version", "volume", "was", "we", "were", "what",
    "when", "where", "which", "who", "whom", "whose", "with", "workbook", "yearly", "you",
    "young", "your",
})  # fmt: skip
"""Words that say nothing of what a figure counts."""
FIGURE_NOUNS = frozenset((
    "a", "are", "basis", "coverage", "figure", "figures", "is", "kind", "note", "number", "numbers",
    "scenario", "status", "the", "these", "this", "type",
))  # fmt: skip
"""Words beside "plan" that do not name its owner."""
VERSION = re.compile(r"v?\d{1,4}(?:[a-z]|st|nd|rd|th)?")


def words_of(texts: Iterable[str]) -> frozenset[str]:
    """The stems of all words of some folded texts."""
    return frozenset(stem(word) for text in texts for word in text.split())


class Qualifiers:
    """The words that change what a figure is, and those that change nothing, for one partnership.

    `other_places` are the folded names of places that are none of its localities; `own_names` are
    the folded names of the partnership and its area, which say nothing of what a figure counts.
    """

    def __init__(self, other_places: Iterable[str] = (), own_names: Iterable[str] = ()) -> None:
        self.kind_of = KIND_OF | {stems_of(place): PLACE for place in other_places}
        self.first_words = frozenset(phrase.split()[0] for phrase in self.kind_of)
        self.longest = max(len(phrase.split()) for phrase in self.kind_of)
        self.plain_words = PLAIN_WORDS.union(*(name.split() for name in own_names))

    def left_over(
        self, folded: str, own: Collection[str], *, numbers: bool = False
    ) -> tuple[str, ...]:
        """The words of a folded text that are neither its name's `own` (as stems) nor say nothing.

        With `numbers` a number says something: in a title it is a year or a version.
        """
        return tuple(
            word
            for word in folded.split()
            if not {word, stem(word)} & self.plain_words
            and stem(word) not in own
            and (numbers or not VERSION.fullmatch(word))
        )

    def found_in(self, folded: str, own: Collection[str] = ()) -> dict[str, str]:
        """The words of a folded text that mean another figure, each with what kind of figure.

        `own` are the stems of words that a known name uses: "rate" may be an indicator's own.
        """
        words = folded.split()
        found = self.listed_phrases(words, own)
        alone = {word for word in words if stem(word) not in own and word not in FIGURE_NOUNS}
        if alone and alone <= PLANNED:
            found.update(dict.fromkeys(sorted(alone), NOT_WHAT_HAPPENED))
        found.update(dict.fromkeys(PARTS.findall(folded), PEOPLE))
        found.update(dict.fromkeys(NUMBERED_MONTH.findall(folded), ADDED_UP))
        for ages in AGES.finditer(folded):
            if ages[0] not in EVERY_CHILD and not all(
                stem(word) in own or word in self.plain_words for word in ages[0].split()
            ):
                found.setdefault(ages[0], PEOPLE)
        if "%" in words and "%" not in own:
            found["%"] = "another kind of figure"
        return found

    def listed_phrases(self, words: Sequence[str], own: Collection[str]) -> dict[str, str]:
        """The phrases of the lists among some words, the longest at each place."""
        stems = [(place, stem(word)) for place, word in enumerate(words) if word not in ARTICLES]
        found: dict[str, str] = {}
        start = 0
        while start < len(stems):
            if stems[start][1] not in self.first_words:
                start += 1
                continue
            for length in range(min(self.longest, len(stems) - start), 0, -1):
                part = stems[start : start + length]
                kind = self.kind_of.get(" ".join(word for _, word in part))
                if kind and not all(word in own for _, word in part):
                    found[" ".join(words[part[0][0] : part[-1][0] + 1])] = kind
                    start += length
                    break
            else:
                start += 1
        return found


GENERAL = Qualifiers()
"""What changes a figure in every partnership, for texts of which no place is asked."""
