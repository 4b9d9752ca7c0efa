"""What a document tells somebody is: "Velmish mayor Ada Reed", "Ada Reed, the head of Osk Inc.", "his company Osk".

A description that is later used alone ("the mayor") is compared with these. Words that tell which are kept as they are,
names as their full names, and countries with their peoples as the country.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.events.parse.trees import Named, Tree, Word
from timeline.events.who.roll import Roll

_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_BEFORE = 6  # words of a description before a name


@dataclass(frozen=True, slots=True)
class Description:
    """A noun, and what tells which."""

    noun: str
    which: frozenset[str]

    def fits(self, other: "Description") -> bool:
        """Whether this one, used alone, may mean one that is described so."""
        return self.noun == other.noun and self.which <= other.which


def told(names: Roll, tree: Tree) -> Iterator[tuple[str, Description]]:
    """Who is said to be what in a sentence: a full name and a description."""
    for named, name in names.in_tree(tree):
        kind = names.kind(name)
        if kind not in ("person", "organisation"):
            continue
        full = names.full(name)
        if before := _before(names, tree, named):
            yield full, before
        for noun in _said_to_be(names, tree, named):
            yield full, describe(names, tree, noun)


def describe(names: Roll, tree: Tree, noun: Word) -> Description:
    """The description that a noun makes with what hangs on it."""
    which: set[str] = set()
    for word in tree.children(noun, "amod", "compound", "nmod", "poss", "prep"):
        if word.dep == "prep":
            word = tree.child(word, "pobj") or word
            if not names.named_at(tree, word):
                continue
        which |= _which(names, tree, word)
    role, joined = _role(names, tree, noun)
    return Description(role, frozenset(which - joined))


def _role(names: Roll, tree: Tree, noun: Word) -> tuple[str, set[str]]:
    """The noun, with what a hyphen joins to it: "president-elect"."""
    words, context = tree.words, names.lexicon.names.context
    if noun.low in context["joined"] and noun.i > 1 and words[noun.i - 1].text == "-":
        return f"{words[noun.i - 2].low}-{noun.low}", {words[noun.i - 2].low}
    if noun.i + 2 < len(words) and words[noun.i + 1].text == "-" and words[noun.i + 2].low in context["joined"]:
        return f"{noun.low}-{words[noun.i + 2].low}", {words[noun.i + 2].low}
    return noun.low, set()


def _which(names: Roll, tree: Tree, word: Word) -> set[str]:
    if word.low in names.lexicon.words["possessive"] or word.pos in ("DET", "PUNCT", "NUM"):
        return set()
    name = names.named_at(tree, word) or word.text
    if country := names.lexicon.names.gazetteer.country(name):
        return {country}
    full = names.full(name)
    return {full if full != word.text else word.low}


def _is_noun_for(names: Roll, word: Word) -> bool:
    lexicon = names.lexicon
    return (
        word.low in lexicon.names.persons
        or word.low in lexicon.names.context["organisations"]
        or word.low in lexicon.names.context["epithets"]
        or word.low in lexicon.words["organisation_nouns"]
        or word.low in lexicon.names.context["joined"]
    )


def _before(names: Roll, tree: Tree, named: Named) -> Description | None:
    """The nouns that stand right before a name: "tech mogul Ada Reed"."""
    words, first = tree.words, named.first
    start = first
    while (
        start > 0
        and first - start < _BEFORE
        and (
            words[start - 1].tag in (*_NOUNS, "JJ")
            or words[start - 1].text == "-"
            or words[start - 1].low in names.lexicon.names.before
        )
    ):
        start -= 1
    if start == first or not _is_noun_for(names, words[first - 1]):
        return None
    role, joined = _role(names, tree, words[first - 1])
    rest = [w for w in words[start : first - 1] if w.low not in joined]
    return Description(role, frozenset(x for w in rest for x in _which(names, tree, w)))


def _said_to_be(names: Roll, tree: Tree, named: Named) -> Iterator[Word]:
    """The nouns set beside a name, or said of it with "is"."""
    top = tree.top(list(tree.words[named.first : named.stop]))
    copula = names.lexicon.names.context["being"]
    around = [w for i in range(named.first, named.stop) for w in tree.children(tree.words[i], "appos")]
    if top.dep == "appos":
        around.append(tree.head(top))
    if top.dep == "nsubj" and tree.head(top).lemma in copula:
        around += tree.children(tree.head(top), "attr")
    for clause in tree.children(top, "relcl"):
        if clause.lemma in copula:
            around += tree.children(clause, "attr")
    yield from (w for w in around if w.tag in _NOUNS and not names.named_at(tree, w) and _is_noun_for(names, w))
