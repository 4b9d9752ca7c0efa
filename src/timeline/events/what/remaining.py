"""What else a sentence says happened: happenings that no time of it dates.

Each clause with a subject and a tense tells of one; and where the clause tells of none ("is", "seems"), each noun in it
that is a happening and has somebody or something to it: "the delivery of the first boat", "Osk's dispute". What asks,
wants ("to build a dam") or names a kind of thing is none.
"""

from collections.abc import Collection, Iterator

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.what.happenings import Grammar, Happening

VERB, NOUN = "verb without a time", "noun without a time"
_CLAUSES = ("ROOT", "conj", "ccomp", "xcomp", "advcl", "relcl", "pcomp", "parataxis")
_SUBJECTS = ("nsubj", "nsubjpass")


def remaining(tree: Tree, lexicon: Lexicon, taken: Collection[int]) -> Iterator[Happening]:
    """The happenings whose triggers are not among the words ``taken``, in the order of the text."""
    last = next((w.text for w in reversed(tree.words) if w.text not in ('"', "'", ")")), "")
    if last == "?" or not any(w.tag in ("VBD", "VBZ", "VBP", "MD") for w in tree.words):
        return  # a question asserts nothing; nor does a line without a finite verb
    grammar = Grammar(tree, lexicon)
    told = {w.i for w in tree.words if w.i in taken or _is_told(tree, lexicon, w)}
    for word in tree.words:
        if word.i in taken:
            continue
        if word.i in told:
            yield Happening(word, VERB)
        elif word.pos == "NOUN" and grammar.is_event(word) and _is_somebodys(tree, word):
            clause = next((w for w in tree.above(word) if w.pos in ("VERB", "AUX")), word)
            if clause.i not in told:
                yield Happening(word, NOUN)


def _is_told(tree: Tree, lexicon: Lexicon, word: Word) -> bool:
    """Whether a verb tells of something that happens, in a clause of its own."""
    if word.pos != "VERB" or word.dep not in _CLAUSES or word.lemma in lexicon.verbs["stative"]:
        return False
    while word.dep == "conj" and word.tag == "VB" and not tree.child(word, "aux", *_SUBJECTS) and word.head != word.i:
        word = tree.head(word)  # "will meet and discuss"
    helped = any(w.tag == "MD" for w in tree.children(word, "aux"))
    return word.tag != "VB" or helped or tree.child(word, *_SUBJECTS) is not None


def _is_somebodys(tree: Tree, noun: Word) -> bool:
    """Whether a noun says whose or of what it is, or is a definite one that stands for itself."""
    return noun.dep != "compound" and (
        tree.child(noun, "poss") is not None
        or any(tree.words[c.i].pos == "PROPN" for c in tree.children(noun, "compound", "nmod"))
        or any(tree.child(c, "pobj") for c in tree.children(noun, "prep"))
    )
