"""What only a party says: claims, accusations, charges; and who that party is.

What officials, papers or witnesses plainly *say* is not alleged. The words of alleging are a language's data.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.what.happenings import Happening
from timeline.events.who.names import Names

_DESCRIBING = ("det", "poss", "compound", "amod", "nummod", "nmod")
_SUBJECTS = ("nsubj", "csubj")


@dataclass(frozen=True, slots=True)
class Allegation:
    """The word by which a happening is alleged, and the word of who alleges it, where the sentence says."""

    word: Word
    sayer: Word | None


def allegation(tree: Tree, trigger: Word, lexicon: Lexicon) -> Allegation | None:
    """How the happening of a trigger is alleged; ``None`` where it is told as so.

    The word is, in this order: an adverb or adjective at the trigger ("allegedly"), a verb or noun above it that the
    trigger is the complement of ("accused of", "claims that"), a verb put into its sentence (", he claimed,").
    """
    verbs, words = lexicon.verbs, lexicon.words
    for word in tree.children(trigger, "advmod", "amod"):
        if word.low in words["alleging_modifiers"]:
            return Allegation(word, _according(tree, trigger, lexicon))
    for above in _holding(tree, trigger, lexicon):
        if above.lemma in (verbs["alleging"] if above.pos == "VERB" else words["alleging_nouns"]):
            return Allegation(above, _sayer(tree, above, lexicon) or _according(tree, above, lexicon))
    for aside in tree.children(trigger, "parataxis", "ccomp"):
        if aside.lemma in verbs["alleging"] and not tree.child(aside, "ccomp", "dobj", "mark"):
            return Allegation(aside, _sayer(tree, aside, lexicon))
    return None


def alleged_by(tree: Tree, happening: Happening, lexicon: Lexicon, names: Names) -> str:
    """Who alleges the happening: the full name, else the words that describe the party; empty where nobody is said."""
    found = allegation(tree, happening.trigger, lexicon)
    if found is None or found.sayer is None:
        return ""
    sayer = found.sayer
    for named, name in names.in_tree(tree):
        if named.first <= sayer.i < named.stop:
            return names.full(name)
    if sayer.tag.startswith("PRP"):
        return names.full(names.person_for(tree, sayer) or "") if sayer.low in lexicon.words["personal"] else ""
    words = [*tree.children(sayer, *_DESCRIBING), sayer]
    first = min(w.i for w in words)
    said = [w for w in tree.words[first : sayer.i + 1] if tree.under(w, sayer)]
    if said[0].low in lexicon.words["articles"]:
        return " ".join([said[0].low, *(w.text for w in said[1:])])
    return " ".join(w.text for w in said)


def _holding(tree: Tree, word: Word, lexicon: Lexicon) -> Iterator[Word]:
    """The verbs and nouns of whose complement the word is part, nearest first."""
    direct = True  # a noun is alleged only by what holds it itself: "the claims of fraud"
    while word.head != word.i:
        above = tree.head(word)
        if word.dep in ("pcomp", "pobj") and above.dep == "prep":
            if word.dep == "pobj" and not (direct and above.low in lexicon.words["alleging_prepositions"]):
                return
            word, above = above, tree.head(above)
            yield above
            if above.dep in ("dobj", "nsubjpass"):
                yield tree.head(above)  # "accused the firm of"
        elif word.dep in ("ccomp", "xcomp", "acl"):
            yield above
        elif word.dep != "conj":
            return
        direct = word.dep == "conj" and direct
        word = above


def _sayer(tree: Tree, word: Word, lexicon: Lexicon) -> Word | None:
    """The subject of an alleging verb, of a passive one the agent; the owner of an alleging noun."""
    agents = [p for w in tree.children(word, "agent") for p in tree.children(w, "pobj")]
    if word.pos != "VERB":
        by = [w for w in tree.children(word, "prep") if w.low in lexicon.words["by_words"]]
        return next(iter([*tree.children(word, "poss"), *(p for w in by for p in tree.children(w, "pobj"))]), None)
    if agents or tree.child(word, "auxpass") or (word.dep == "acl" and word.tag == "VBN"):
        return next(iter(agents), None)
    while not (subject := tree.child(word, *_SUBJECTS)) and word.dep in ("conj", "xcomp", "advcl"):
        word = tree.head(word)
    if subject is None:
        return tree.head(word) if word.dep == "acl" else None
    return tree.head(word) if word.dep == "relcl" and subject.tag in ("WDT", "WP") else subject


def _according(tree: Tree, word: Word, lexicon: Lexicon) -> Word | None:
    """The party of "according to" that hangs on the word or above it."""
    for holder in (word, *tree.above(word)):
        for preposition in tree.children(holder, "prep"):
            if preposition.low in lexicon.words["attributing"]:
                below = tree.child(preposition, "prep") or preposition
                return tree.child(below, "pobj")
    return None
