"""Who takes part in a happening, and where: the names in its clause, with the part they play."""

from timeline.events.happenings import Happening
from timeline.events.lexicon import Lexicon
from timeline.events.names import Names
from timeline.events.trees import Named, Tree, Word
from timeline.values.mention import Party

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_DEEPEST = 12


def parties(
    tree: Tree, happening: Happening, names: Names, lexicon: Lexicon, named: tuple[str, ...] = ()
) -> tuple[Party, ...]:
    """The people, organisations and places of a happening in the order they are read, each once, by its full name.

    The agent does it, the patient has it done to it, the place is where; all else that is named beside is ``other``.
    ``named`` are those that the title names for a pronoun.
    """
    trigger = happening.trigger
    subject = _subject(tree, trigger) if happening.is_verb else None
    scope = set(tree.subtree(trigger)) | set(tree.subtree(subject) if subject else [])
    passive = happening.is_verb and tree.child(trigger, "auxpass") is not None
    found: dict[str, Party] = {}
    for name in (names.full(n) for n in named if names.kind(n) != "other"):
        found[name] = Party(name, names.kind(name), "patient" if passive else "agent")
    for span, name in names.in_tree(tree):
        kind = names.kind(name)
        if kind == "other" or span.first not in scope or _is_demonym(tree, span):
            continue
        word = tree.top(list(tree.words[span.first : span.stop]))
        role = _role(tree, word, happening, subject, kind, lexicon)
        full = names.full(name)
        if full not in found or found[full].role == "other":
            found[full] = Party(full, kind, role)
    return tuple(found.values())


def _is_demonym(tree: Tree, named: Named) -> bool:
    """ "Ukrainian" of "Ukrainian President" is nobody."""
    return all(w.pos == "ADJ" for w in tree.words[named.first : named.stop])


def _subject(tree: Tree, verb: Word) -> Word | None:
    for _ in range(_DEEPEST):
        if own := tree.child(verb, *_SUBJECTS):
            return tree.head(verb) if verb.dep == "relcl" and own.tag in ("WDT", "WP") else own
        if verb.dep in ("acl", "relcl"):
            return tree.head(verb)
        if verb.head == verb.i:
            return None
        verb = tree.head(verb)
    return None


def _role(tree: Tree, word: Word, happening: Happening, subject: Word | None, kind: str, lexicon: Lexicon) -> str:
    trigger, above = happening.trigger, tree.head(word)
    if above.pos == "ADP":
        if kind == "place" and above.low in lexicon.words["place_prepositions"]:
            return "place"
        if above.low in lexicon.words["by_words"] and tree.head(above).i == trigger.i:
            return "agent"
        if not happening.is_verb and tree.head(above).i == trigger.i:
            return "patient" if above.low in lexicon.words["suffering_prepositions"] else "other"
    if subject is not None and (
        word.i == subject.i or (word.dep in ("conj", "appos", "compound") and above.i == subject.i)
    ):
        passive = tree.child(trigger, "auxpass") is not None or (trigger.dep == "acl" and trigger.tag == "VBN")
        return "patient" if passive else "agent"
    if word.dep in ("dobj", "dative", "oprd") and above.i == trigger.i:
        return "patient"
    if not happening.is_verb and above.i == trigger.i and word.dep in ("poss", "compound"):
        return "place" if kind == "place" and word.dep == "compound" else "agent"
    return "other"
