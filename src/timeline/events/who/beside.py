"""What stands beside a name and tells what it names: a role, a verb of speaking, a preposition of place, an age."""

from collections.abc import Sequence

from timeline.events.parse.trees import Word
from timeline.events.who.namewords import NameWords

_TOLD, _HINT, _GUESS = 2.0, 1.0, 0.5
_Label = tuple[str, float]
_NOUNS = ("NN", "NNS")
_FAR = 9  # words in which the head of what is set beside is looked for


def beside(words: Sequence[Word], first: int, stop: int, lexicon: NameWords) -> _Label:
    """The label that the neighbours of words ``first`` up to ``stop`` tell, and its weight; empty where they do not."""
    before = words[first - 1] if first else None
    after = words[stop] if stop < len(words) else None
    return (
        _described(words, first, stop, before, lexicon)
        or _set_beside(words, first, stop, lexicon)
        or _by_part(words, stop, before, after, lexicon)
        or ("", 0.25)
    )


def _kind(noun: str, lexicon: NameWords) -> str:
    if noun in lexicon.persons:
        return "PERSON"
    if noun in lexicon.context["organisations"]:
        return "ORG"
    return "GPE" if noun in lexicon.context["places"] else ""


def _described(words: Sequence[Word], first: int, stop: int, before: Word | None, lexicon: NameWords) -> _Label | None:
    """ "spokesman Osk", "the carrier Osk", "the Osk group", "the city of Osk"."""
    if before is not None and before.tag in _NOUNS and before.text.islower() and (kind := _kind(before.low, lexicon)):
        return kind, _TOLD
    head = words[words[stop - 1].head]
    if words[stop - 1].dep in ("compound", "nmod") and head.i == stop and head.tag in _NOUNS:
        kind = _kind(head.low, lexicon)
        return ("ORG", _HINT / 2) if kind == "PERSON" else (kind, _HINT) if kind else None
    if before is not None and before.low in lexicon.joining["of"] and first > 1:
        kind = _kind(words[first - 2].low, lexicon)
        return ("GPE", _TOLD) if kind == "GPE" else ("ORG", _GUESS) if kind == "PERSON" else None
    return None


def _set_beside(words: Sequence[Word], first: int, stop: int, lexicon: NameWords) -> _Label | None:
    """ "Osk, the mayor", "Osk, 43,", "Osk, who", "the mayor, Osk"."""
    last = words[stop - 1]
    if last.dep == "appos" and words[last.head].i < first and (kind := _kind(words[last.head].low, lexicon)):
        return kind, _TOLD
    if stop + 1 >= len(words) or words[stop].text != ",":
        return None
    following = words[stop + 1]
    if following.low in lexicon.context["relatives"]:
        return "PERSON", _TOLD
    if following.text.isdigit() and len(following.text) == 2 and stop + 2 < len(words) and words[stop + 2].text in ",.":
        return "PERSON", _TOLD
    for word in words[stop + 1 : stop + 1 + _FAR]:
        if word.text in (",", ".", ";"):
            break
        if word.dep == "appos" and first <= word.head < stop:
            kind = _kind(word.low, lexicon)
            return (kind, _TOLD) if kind else None
    return None


def _by_part(
    words: Sequence[Word], stop: int, before: Word | None, after: Word | None, lexicon: NameWords
) -> _Label | None:
    """By its part in the sentence: who speaks is a person or an organisation, where something is is a place."""
    if after is not None and after.low in lexicon.context["relatives"]:
        return "PERSON", _HINT
    last = words[stop - 1]
    head = words[last.head]
    if last.dep == "conj" and (
        head.low in lexicon.organisations["known"] or lexicon.gazetteer.is_certain_place(head.text)
    ):
        return "ORG" if head.low in lexicon.organisations["known"] else "GPE", _GUESS
    if last.dep in ("nsubj", "nsubjpass"):
        if head.low in lexicon.context["dying"]:
            return "PERSON", _HINT
        if head.low in lexicon.context["speaking"]:
            return "PERSON", _GUESS
    numbered = after is not None and after.tag == "CD"
    if before is not None and before.low in lexicon.context["places_before"] and last.dep == "pobj" and not numbered:
        return "GPE", _GUESS
    return None
