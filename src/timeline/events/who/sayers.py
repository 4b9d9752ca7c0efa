"""Who says so: the one whose word stands between a happening and the document."""

from timeline.events.parse.trees import Tree, Word
from timeline.events.told.phrases import Phrases
from timeline.events.what.happenings import Happening
from timeline.events.who.names import Names
from timeline.events.who.roles import Roles

_TOLD = ("ccomp", "parataxis", "advcl")
_INSIDE = (
    "xcomp",
    "conj",
    "acl",
    "relcl",
    "advcl",
    "pcomp",
    "ccomp",
    "dobj",
    "pobj",
    "prep",
    "nsubj",
    "nsubjpass",
    "attr",
)


def sayer(tree: Tree, happening: Happening, names: Names) -> str:
    """The full name of who says or claims that it happened, as the words have it where that is no name; else empty.

    That is the subject of the nearest reporting verb that the happening is told by ("police say he fled", "he fled,
    police say"), or what follows "according to" anywhere in its clause.
    """
    trigger = happening.trigger
    below = trigger
    for word in tree.above(trigger):
        if found := _according(tree, below, names):
            return found
        reports = word.lemma in names.lexicon.verbs["reporting"] and word.pos == "VERB"
        if reports and below.dep in _TOLD and (below.dep == "ccomp" or word.i > below.i):
            roles = Roles(tree, names.lexicon)
            subject = None if roles.is_passive(word) else roles.subject(word)
            return _called(tree, subject, names) if subject else ""
        if below.dep not in _INSIDE:
            break
        below = word
    return _according(tree, below, names)


def _according(tree: Tree, clause: Word, names: Names) -> str:
    for word in tree.children(clause, "prep", "advcl", "advmod", "pcomp"):
        if word.low not in names.lexicon.words["attributing"]:
            continue
        inner = next((w for to in tree.children(word, "prep") if (w := tree.child(to, "pobj"))), None)
        return _called(tree, inner, names) if inner else ""
    return ""


def _called(tree: Tree, word: Word, names: Names) -> str:
    """The name of the one that a word names or means, else its phrase."""
    words = names.lexicon.words
    if name := names.named_at(tree, word):
        return names.full(name)
    if word.low in words["personal"]:
        return names.full(names.person_for(tree, word) or "")
    if word.low in words["neuter"]:
        return names.full(names.thing_for(tree, word) or "")
    if word.low in words["first_person"] | words["vague_subjects"]:
        return ""
    if known := names.described(tree, word):
        return names.full(known)
    phrase = [tree.words[i] for i in Phrases(tree, names.lexicon).noun_phrase(word)]
    said = "".join(f"{w.text} " if w.spaced else w.text for w in phrase)
    return " ".join(said.split()).rstrip(" ,")
