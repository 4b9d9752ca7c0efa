"""Names in a parsed sentence, by their tags and by words that tell what they name; no model is asked.

A run of capital words is cut where a title ends and a person's name begins. What it names is told by its own words
("Ministry", "Inc.", a given name), by the gazetteer, else by what stands beside it. Each name carries a weight: how
much its label counts when the mentions of a document are put together, see :mod:`timeline.events.who.names`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.events.parse.trees import Named, Word
from timeline.events.who.beside import beside
from timeline.events.who.namewords import NameWords
from timeline.events.who.runs import key, runs

_SURE, _LIKELY, _HINT, _GUESS = 3.0, 2.0, 1.0, 0.25
_UNKNOWN = ("", _GUESS)
_Label = tuple[str, float]
_CAMEL = re.compile(r"[a-z][A-Z]")


def find_names(words: Sequence[Word], lexicon: NameWords) -> tuple[Named, ...]:
    """The names of one sentence, in its order, none overlapping another.

    Labels are PERSON, ORG, GPE, LOC, FAC, NORP, EVENT, PRODUCT, and empty where nothing tells. Titles, articles and
    possessive marks are left out.
    """
    found = _Finder(words, lexicon)
    return tuple(named for first, stop in runs(words, lexicon) for named in found.pieces(first, stop))


@dataclass(frozen=True, slots=True)
class _Finder:
    words: Sequence[Word]
    lexicon: NameWords

    def pieces(self, first: int, stop: int) -> Iterator[Named]:
        """The names in a run of capital words: what stands before a title, and whom the title introduces."""
        words, lexicon = self.words, self.lexicon
        person = first
        if not self._is_whole(first, stop):
            while (title := self._title(person, stop)) is not None:
                before, after = title
                if before > person:
                    yield from self._plain(person, before, titled=False)
                person = after
                if person > first and words[person - 1].low.rstrip(".") in lexicon.titles["honorifics"]:
                    break
        if person < stop:
            yield from self._plain(person, stop, titled=person > first)

    def _title(self, first: int, stop: int) -> tuple[int, int] | None:
        """The first title at or after ``first``: where its own words begin, and where the name after it does."""
        titles = self.lexicon.titles
        for at in range(first, stop):
            if self.words[at].low.rstrip(".") not in self.lexicon.before:
                continue
            before, after = at, at + 1
            while before > first and self.words[before - 1].low in titles["modifiers"]:
                before -= 1
            while (
                after < stop
                and (low := self.words[after].low.rstrip("."))
                and (
                    low in self.lexicon.before
                    or low in titles["modifiers"]
                    or low in titles["of_what"]
                    or low in ("-", "of")
                )
            ):
                after += 1
            return before, after
        return None

    def _is_whole(self, first: int, stop: int) -> bool:
        """Whether the run is one name though a title stands in it: "King Street", "Queen Ada Hospital"."""
        if stop - first < 2:
            return False
        last = self.words[stop - 1].low
        lexicon = self.lexicon
        heads = (lexicon.organisations["last"], lexicon.places["built"], lexicon.places["last"])
        return any(last in words for words in heads) or self._known(first, stop)

    def _known(self, first: int, stop: int) -> bool:
        return key(self.words[first:stop]) in self.lexicon.organisations["known"]

    def _plain(self, first: int, stop: int, *, titled: bool) -> Iterator[Named]:
        """A run without titles: a people, a place or an organisation before somebody is a name of its own."""
        words, lexicon = self.words, self.lexicon
        while stop > first and not words[stop - 1].text[-1:].isalnum() and words[stop - 1].text[-1:] != ".":
            stop -= 1
        while first < stop - 1 and words[first].low in lexicon.titles["leading"]:
            first += 1
        if first >= stop:
            return
        if titled:
            yield Named(first, stop, "PERSON", _SURE)
            return
        if (split := self._split(first, stop)) > first:
            yield Named(first, split, *self._own(first, split))
            first = split
        label, weight = self._own(first, stop)
        if not label:
            label, weight = beside(words, first, stop, lexicon)
        yield Named(first, stop, label, weight)

    def _split(self, first: int, stop: int) -> int:
        """Where another name begins in a run, else its first word: "Velmish | Ada Reed", "Taria | White House"."""
        words, lexicon = self.words, self.lexicon
        rest = first + 1
        if stop - rest < 1 or words[rest].text == "-":
            return first
        if self._is_whole(first, stop) and (stop - rest < 2 or not self._known(rest, stop)):
            return first
        one = words[first]
        people = lexicon.is_people(one.low)
        if not people and not self._known(first, rest) and not self._place(first, rest):
            return first
        if self._known(rest, stop):
            return rest
        someone = words[rest].low in lexicon.given and stop - rest > 1
        someone = someone or (people and stop - rest > 1 and self._people(rest, stop))  # "Muslim South Velmish"
        return rest if someone or (people and not self._own(first, stop)[0]) else first

    def _people(self, first: int, stop: int) -> bool:
        """Whether the words name a people: "Velmish", "South Velmish", "Velmish-Osk"."""
        words, lexicon = self.words[first:stop], self.lexicon
        if words[0].low in lexicon.places["sides"] and len(words) == 2 and lexicon.is_people(words[1].low):
            return True
        spelt = " ".join(w.low for w in words)
        return lexicon.is_people(spelt) or all(lexicon.is_people(w.low) for w in words if w.text != "-")

    def _place(self, first: int, stop: int) -> str:
        """The label of a place that is one in any sentence, else empty."""
        name = "".join(f"{w.text} " if w.spaced else w.text for w in self.words[first:stop]).strip()
        if not name[:1].isupper() or (stop - first == 1 and self._lacks_article(first)):
            return ""
        return "GPE" if self.lexicon.gazetteer.is_certain_place(name) else ""

    def _lacks_article(self, at: int) -> bool:
        """Whether a word is a place only with an article, "the Gulf", and has none."""
        words, lexicon = self.words, self.lexicon
        bare = at == 0 or words[at - 1].low not in lexicon.joining["articles"]
        return bare and words[at].low in lexicon.places["with_article"]

    def _lies_in(self, first: int, stop: int) -> str:
        """ "Reading, Taria": what may be a place is one where it says in what country."""
        words, gazetteer = self.words, self.lexicon.gazetteer
        if stop + 1 >= len(words) or words[stop].text != "," or not words[stop + 1].text[:1].isupper():
            return ""
        inside, outside = " ".join(w.text for w in words[first:stop]), words[stop + 1].text
        if not gazetteer.may_be_place(inside):
            return ""
        lies = gazetteer.is_certain_place(outside) or gazetteer.is_certain_place(f"{inside}, {outside}")
        return "GPE" if lies else ""

    def _lies_around(self, first: int, stop: int) -> str:
        """ "Velm, Tex.": the short name of a part of a country behind what may be a place."""
        words = self.words
        if first < 2 or words[first - 1].text != "," or words[first - 2].tag not in ("NNP", "NNPS"):
            return ""
        both = f"{words[first - 2].text}, {' '.join(w.text for w in words[first:stop])}"
        return "GPE" if self.lexicon.gazetteer.is_certain_place(both) else ""

    def _own(self, first: int, stop: int) -> _Label:
        """What the words of a name tell themselves."""
        words, lexicon = self.words[first:stop], self.lexicon
        name = key(words)
        if name in lexicon.organisations["known"] and name not in lexicon.organisations["never"]:
            return "ORG", _SURE
        if self._people(first, stop):
            return "NORP", _SURE
        if label := self._place(first, stop) or self._lies_in(first, stop) or self._lies_around(first, stop):
            return label, _LIKELY
        if name in lexicon.people["known"]:
            return "PERSON", _HINT
        return (self._single(first) if len(words) == 1 else self._compound(words)) or _UNKNOWN

    def _single(self, at: int) -> _Label | None:
        """What a name of one word tells."""
        word, lexicon = self.words[at], self.lexicon
        text, before = word.text, self.words[at - 1] if at else None
        if word.low in lexicon.products["known"] or _CAMEL.match(text) or any(map(str.isdigit, text)):
            return "PRODUCT", _HINT
        if word.low in lexicon.places["with_article"]:
            return None if self._lacks_article(at) else ("LOC", _HINT)
        if word.low in lexicon.organisations["last"]:
            alone = before is None or before.low in lexicon.joining["indefinite"] or word.tag not in ("NNP", "NNPS")
            return None if alone else ("ORG", _HINT)
        if text.isupper() and 2 <= len(text.replace(".", "")) <= 7 and not self._shouts(at):
            return "ORG", _HINT
        return ("PERSON", _HINT) if word.low in lexicon.given else None

    def _compound(self, words: Sequence[Word]) -> _Label | None:
        """What the words of a longer name tell."""
        lexicon = self.lexicon
        first, last = words[0].low, words[-1].low
        of = next((i for i, w in enumerate(words) if w.low in lexicon.joining["of"]), None)
        if of:
            head = words[of - 1].low
            return ("LOC" if head in lexicon.places["of"] - lexicon.organisations["first"] else "ORG"), _LIKELY
        by_ends = (
            (first in lexicon.events["first"] or last in lexicon.events["last"], "EVENT"),
            (last in lexicon.organisations["last"] or first in lexicon.organisations["opening"], "ORG"),
            (first in lexicon.places["first"] or last in lexicon.places["last"], "LOC"),
            (last in lexicon.places["built"] or first in lexicon.places["buildings"], "FAC"),
        )
        for holds, label in by_ends:
            if holds:
                return label, _LIKELY
        if any(c.isdigit() for w in words for c in w.text) or _CAMEL.match(words[0].text):
            return "PRODUCT", _HINT
        if any(w.text == "&" for w in words) or first in lexicon.organisations["known"]:
            return "ORG", _HINT
        return self._person(words)

    def _person(self, words: Sequence[Word]) -> _Label | None:
        lexicon, first = self.lexicon, words[0].low
        if first in lexicon.given and sum(w.text.isalpha() for w in words) <= 4:
            return "PERSON", _LIKELY
        particle = any(w.low in lexicon.titles["particles"] for w in words[:-1])
        initial = any(len(w.text) == 2 and w.text[1] == "." for w in words[:-1])
        plain = all(w.text.istitle() for w in words) and not lexicon.gazetteer.country(words[0].text)
        doubtful = plain and first in lexicon.doubtful and len(words) <= 3
        surname = plain and len(words) == 2 and words[1].low in lexicon.surnames and words[1].tag == "NNP"
        return ("PERSON", _HINT) if particle or initial or doubtful or surname else None

    def _shouts(self, at: int) -> bool:
        """Whether a neighbour, or most of the sentence, is written in capitals too, which then tell nothing."""
        beside = [w.text for w in self.words[max(0, at - 1) : at + 2] if w.i != at]
        if any(t.isupper() and t.isalpha() and len(t) > 1 for t in beside):
            return True
        letters = [w.text for w in self.words if w.text.isalpha()]
        return sum(map(str.isupper, letters)) * 2 > len(letters)
