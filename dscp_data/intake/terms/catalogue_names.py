"""The names of a catalogue, folded, with what each means."""

from __future__ import annotations

import re
from typing import NamedTuple

from dscp_data.catalogue import Catalogue
from dscp_data.intake.terms.folding import fold
from dscp_data.intake.terms.qualifiers import REGIONS, Qualifiers, words_of

LOOSE_WORDS = {"nhs", "ft", "trust", "the", "foundation"}
LEAD = re.compile(
    r"^(increased?|decrease|reduction|evidence)( number)? (in|of|that) ", re.IGNORECASE
)
Part = str
"""Which part of a share a name means: "number", "out of", or "" for the whole indicator."""


class NameMatch(NamedTuple):
    """What a written name means: an id; or a question, where it could mean several; or neither.

    `could_mean` holds the ids of an unclear name, `left_over` the words beside one that is clear.
    """

    id: str | None
    part: Part = ""
    question: str = ""
    could_mean: tuple[str, ...] = ()
    left_over: str = ""


class CatalogueNames:
    """The names of a catalogue, folded, with what each means.

    `own_words` are the stems of the words of each indicator, and `all_words` those of all. `found`
    is what texts were found to mean: files of an agency repeat them.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.found: dict[tuple[str, str], NameMatch] = {}
        self.indicators: dict[str, set[tuple[str, Part]]] = {}
        self.agencies: dict[str, set[str]] = {}
        self.acronyms: set[str] = set()
        self.localities: dict[str, set[str]] = {}
        self.names = {
            **{i.id: i.name for i in catalogue.indicators},
            **{a.id: a.name for a in catalogue.agencies},
            **{place.id: place.name for place in catalogue.localities},
        }
        self.questions = {(fold(n.word), n.kind): n for n in catalogue.ambiguous_names}
        self.partnership = fold(catalogue.partnership.short_name)
        other_places = tuple(fold(place.name) for place in catalogue.other_places)
        self.qualifiers = Qualifiers(
            other_places, (self.partnership, fold(catalogue.partnership.place))
        )
        self.own_words = {
            i.id: words_of(
                map(fold, (i.id, i.name, i.plan_wording, i.numerator, i.denominator or ""))
            )
            for i in catalogue.indicators
        }
        agency_words = words_of(
            fold(text) for a in catalogue.agencies for text in (a.short_name, *a.also_written)
        )
        # The name of an agency may hold that of another place: "Darlington" in that of a trust.
        place_words = words_of((*other_places, *REGIONS))
        self.all_words = agency_words.union(*self.own_words.values()) - place_words
        for i in catalogue.indicators:
            for text in (i.id, i.name, i.plan_wording, without_lead(i.plan_wording)):
                self.indicators.setdefault(fold(text), set()).add((i.id, ""))
        for i in catalogue.indicators:
            for text, part in ((i.numerator, "number"), (i.denominator, "out of")):
                if text and not self.indicators.get(fold(text), set()) - {(i.id, part)}:
                    self.indicators.setdefault(fold(text), set()).add((i.id, part))
                elif text and all(part for _, part in self.indicators[fold(text)]):
                    self.indicators[fold(text)].add((i.id, part))
        for agency in catalogue.agencies:
            for text in (agency.id, agency.name, agency.short_name, *agency.also_written):
                self.agencies.setdefault(fold(text), set()).add(agency.id)
                self.agencies.setdefault(without_common_words(text), set()).add(agency.id)
                if text.isupper():
                    self.acronyms.add(fold(text))
        self.agencies.pop("", None)
        self.agency_starts = {name.split()[0] for name in self.agencies}
        for place in catalogue.localities:
            for text in (place.id, place.name, *place.also_written):
                self.localities.setdefault(fold(text), set()).add(place.id)
        self.ids = {
            "indicator": {i.id for i in catalogue.indicators},
            "agency": {a.id for a in catalogue.agencies},
            "locality": {place.id for place in catalogue.localities},
        }
        kinds = {place.kind: place.id for place in catalogue.localities}
        self.whole, self.unknown = kinds["whole"], kinds["unknown"]


LAST_USED: list[CatalogueNames] = []
"""The names of the catalogue that was read last: one file after another is checked against it."""


def names_of(catalogue: Catalogue) -> CatalogueNames:
    """The names of a catalogue, folded once for any number of files."""
    found = next((names for names in LAST_USED if names.catalogue is catalogue), None)
    if found is None:
        found = CatalogueNames(catalogue)
        LAST_USED[:] = [found]
    return found


def without_lead(wording: str) -> str:
    """A plan's wording without the direction it begins with, which a return leaves out."""
    return LEAD.sub("", wording)


def without_common_words(text: str) -> str:
    """An agency's name without the words that come and go."""
    return " ".join(word for word in fold(text).split() if word not in LOOSE_WORDS)
