"""Matches a written name to an indicator, agency or locality, or says what to ask."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from dscp_data.catalogue import Catalogue
from dscp_data.intake.terms.catalogue_names import (
    NameMatch,
    Part,
    names_of,
    without_common_words,
)
from dscp_data.intake.terms.folding import LONGEST_NAME, MOST_FOLDED, fold
from dscp_data.intake.terms.qualifiers import stem
from dscp_data.intake.terms.sender_terms import SenderTerms, TermKey

FOOTNOTE = re.compile(r"\s*[\[(](?:note )?\d{1,2}[\])]\s*$|(?<![¹²³⁴⁵⁶⁷⁸⁹])[¹²³⁴⁵⁶⁷⁸⁹]+\s*$", re.I)
FOOTNOTE_ENDS = frozenset(")]¹²³⁴⁵⁶⁷⁸⁹")
PERIOD_WORDS = frozenset(("q1", "q2", "q3", "q4", "january", "february", "april", "june", "july",
                          "august", "september", "october", "november", "december", "jan", "feb",
                          "apr", "jun", "jul", "aug", "sept", "oct", "nov", "dec"))  # fmt: skip
"""Words beside an indicator's name that say another period than its figures' own."""
PLACE_WORDS = {"district", "locality", "area"}
MOST_COMPARED = 100
NEAR, NEAR_PLACE = 0.6, 0.8
"""How alike a text and a name must be for a suggestion. Names of places resemble each other: for
"Darlington" no "Easington" is suggested, and no "County Durham" for "East Durham"."""


class NameMatcher:
    """The names of a catalogue, in every spelling it accepts.

    `whole` and `unknown` are the localities for a figure of the whole area and of no known place.
    The sender's own words (`mapped`) are asked only where the catalogue knows no one meaning.
    """

    def __init__(self, catalogue: Catalogue, mapped: Mapping[TermKey, str] | None = None) -> None:
        self.sender = SenderTerms(mapped or {})
        known = names_of(catalogue)
        self.indicators = known.indicators
        self.agencies = known.agencies
        self.acronyms = known.acronyms
        self.localities = known.localities
        self.names = known.names
        self.questions = known.questions
        self.partnership = known.partnership
        self.qualifiers = known.qualifiers
        self.own_words = known.own_words
        self.all_words = known.all_words
        self.agency_starts = known.agency_starts
        self.ids = known.ids
        self.whole = known.whole
        self.unknown = known.unknown
        if len(known.found) > MOST_FOLDED:
            known.found.clear()
        self.seen = {} if mapped else known.found
        self.compared: set[tuple[str, str]] = set()

    def find(self, kind: str, text: str) -> NameMatch:
        """The "indicator", "agency" or "locality" that `text` means."""
        found = self.seen.get((kind, text))
        if found is None:
            written, text = text, " ".join(text.split())
            if len(text) > LONGEST_NAME:
                return NameMatch(None)
            find = {"indicator": self.indicator, "agency": self.agency, "locality": self.locality}
            found = find[kind](text)
            has_mark = text[-1:] in FOOTNOTE_ENDS and FOOTNOTE.search(text)
            if has_mark and not found.id and not found.question:
                bare = find[kind](FOOTNOTE.sub("", text))
                found = bare if bare.id or bare.question else found
            if not found.id:
                means = self.sender.meaning((kind, fold(text)), self.ids[kind])
                found = NameMatch(means) if means else found
            self.seen[kind, written] = found
        return found

    def hint(self, kind: str, text: str) -> str:
        """A sentence that names the nearest known name, or "" where none is near.

        Asked only for a fault: looking for what is near takes a thousand times a look-up.
        """
        id = self.nearest(kind, text)
        if id is None:
            return ""
        name = f"{id} {self.names[id]}" if kind == "indicator" else self.names[id]
        return f" Did you mean “{name}”?"

    def nearest(self, kind: str, text: str) -> str | None:
        """The id of the known name that is nearest to a text, or None where none is near.

        Only the first texts of a file are compared: each takes as long as a thousand look-ups.
        """
        if (kind, text) not in self.compared and len(self.compared) >= MOST_COMPARED:
            return None
        self.compared.add((kind, text))
        if kind == "indicator":
            parts = nearest_meanings(text, self.indicators)
            return min(parts)[0] if parts else None
        if kind == "locality":
            return min(nearest_meanings(text, self.localities, NEAR_PLACE), default=None)
        return min(nearest_meanings(text, self.agencies), default=None)

    def is_known(self, kind: str, text: str) -> bool:
        """Whether `text` is a name of that kind, or one that it would ask about."""
        found = self.find(kind, text)
        return found.id is not None or bool(found.question)

    def indicator(self, text: str) -> NameMatch:
        key = fold(text)
        if key in self.indicators:
            return self.one_indicator(self.indicators[key], text)
        first, _, rest = key.partition(" ")
        if rest and {(first.upper(), "")} & self.indicators.get(first, set()):
            also = self.indicators.get(rest, set())
            if also and first.upper() not in {id for id, _ in also}:
                other = self.names[min(also)[0]]
                return NameMatch(None, question=f"Is this {first.upper()} or “{other}”?")
            return self.numbered(first.upper(), rest, also)
        return NameMatch(None)

    def numbered(self, id: str, rest: str, also: set[tuple[str, Part]]) -> NameMatch:
        """An indicator's number with words behind it: its own, or what else do they say?"""
        parts = {part for also_id, part in also if also_id == id}
        if parts:
            return NameMatch(id, next(iter(parts)) if len(parts) == 1 else "")
        words = self.words_beside(id, rest)
        if not words:
            return NameMatch(id)
        return NameMatch(
            None,
            question=f"Does “{words}” change what the figures for {id} count?",
            could_mean=(id,),
            left_over=words,
        )

    def words_beside(self, id: str, text: str) -> str:
        """The words of a text that are not an indicator's own and may change what it counts."""
        own, folded = self.own_words[id], fold(FOOTNOTE.sub("", text))
        dated = [word for word in folded.split() if word in PERIOD_WORDS and stem(word) not in own]
        left = self.qualifiers.left_over(folded, own, numbers=True)
        return " ".join(left or self.qualifiers.found_in(folded, own) or dated)

    def one_indicator(self, found: set[tuple[str, Part]], text: str) -> NameMatch:
        if len(found) == 1:
            return NameMatch(*next(iter(found)))
        ids = tuple(sorted({id for id, _ in found}))
        if len(ids) == 1:
            return NameMatch(ids[0])
        listed = " or ".join(f"{id} ({self.names[id]})" for id in ids)
        return NameMatch(None, question=f"Is “{text.strip()}” {listed}?", could_mean=ids)

    def agency(self, text: str) -> NameMatch:
        key = fold(text)
        asked = self.questions.get((key, "agency"))
        if asked:
            return NameMatch(None, question=asked.question, could_mean=asked.could_mean)
        found = self.agencies.get(key) or self.agencies.get(without_common_words(text), set())
        if len(found) == 1:
            return NameMatch(next(iter(found)))
        return NameMatch(None)

    def locality(self, text: str) -> NameMatch:
        key = fold(text)
        asked = self.questions.get((key, "locality"))
        if asked:
            return NameMatch(None, question=asked.question, could_mean=asked.could_mean)
        found = self.localities.get(key, set())
        words = key.split()
        if not found and len(words) > 1 and words[-1] in PLACE_WORDS:
            return self.locality(" ".join(words[:-1]))
        if len(found) == 1:
            return NameMatch(next(iter(found)))
        return NameMatch(None)

    def agency_in(self, text: str, *, file_name: bool = False) -> str | None:
        """The one agency that a title line or a file name speaks of, or None.

        In a title only a name of several words or a long acronym counts: "Police protection"
        and "Housing need" are no agencies. The partnership's own name counts in neither.
        """
        words, found = fold(text).split(), set()
        start = 0
        while start < len(words):
            starts = words[start] in self.agency_starts
            length = self.longest_agency(words[start:], text, file_name) if starts else 0
            found |= self.agencies[" ".join(words[start : start + length])] if length else set()
            start += max(length, 1)
        return next(iter(found)) if len(found) == 1 else None

    def without_agencies(self, folded: str) -> str:
        """A folded text without the names of agencies in it."""
        words, rest, start = folded.split(), [], 0
        while start < len(words):
            longest = min(len(words) - start, 9) if words[start] in self.agency_starts else 0
            for length in range(longest, 0, -1):
                if " ".join(words[start : start + length]) in self.agencies:
                    start += length
                    break
            else:
                rest.append(words[start])
                start += 1
        return " ".join(rest)

    def longest_agency(self, words: list[str], text: str, file_name: bool) -> int:
        for length in range(min(len(words), 9), 0, -1):
            name = " ".join(words[:length])
            if name in self.agencies and name != self.partnership:
                acronym = len(name) >= 4 and name in self.acronyms and name.upper() in text
                if length > 1 or file_name or acronym:
                    return length
        return 0


def nearest_meanings(text: str, known: Mapping[str, set[Any]], cutoff: float = NEAR) -> set[Any]:
    """What the known name means that is nearest to a text; nothing where none is near."""
    close = get_close_matches(fold(text)[:80], known, n=1, cutoff=cutoff)
    return known[close[0]] if close else set()
