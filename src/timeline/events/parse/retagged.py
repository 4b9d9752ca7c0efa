"""What a tagger takes for a participle, though its clause shows a past tense: the two look alike in regular verbs."""

from collections.abc import Iterable
from dataclasses import replace

from timeline.events.parse.trees import Word

_PARTICIPLE, _PAST = "VBN", "VBD"
_OWN_CLAUSES = ("ROOT", "relcl", "advcl")  # in a complement it may be one: "wants the road mended"
_HELPERS = ("aux", "auxpass")


def retagged(words: Iterable[Word]) -> tuple[Word, ...]:
    """The words of one sentence; a participle with a subject of its own and no helper is a past tense: "it opened"."""
    kept = tuple(words)
    doubtful = {w.i for w in kept if w.tag == _PARTICIPLE and w.pos == "VERB" and w.dep in _OWN_CLAUSES}
    if not doubtful:
        return kept
    helped = {w.head for w in kept if w.dep in _HELPERS}
    subjects = {w.head for w in kept if w.dep == "nsubj"}
    past = (doubtful & subjects) - helped
    return tuple(replace(w, tag=_PAST) if w.i in past else w for w in kept)
