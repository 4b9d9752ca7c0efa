"""What "the government" is called where the document says more of it: "the Tarian government"."""

from timeline.events.parse.trees import Tree, Word
from timeline.events.who.roll import Roll

_TELLING = ("compound", "amod", "nmod")
_LONGEST = 40  # characters


def fuller(tree: Tree, noun: Word, names: Roll) -> str:
    """The one longer form that the sentences so far give a noun, best with a name in it; else empty.

    Without its article. Only a form that is the same wherever there is one can be trusted to be of the same thing.
    """
    for kinds in (_TELLING, ("compound",)):
        forms: dict[str, int] = {}
        for other, word in names.said(noun.low):
            if other.span > tree.span:
                break
            if word.tag in (noun.tag, f"NNP{noun.tag[2:]}") and (form := _form(other, word, kinds)):
                forms[form] = forms.get(form, 0) + 1
        found = list(forms)
        if found:
            sure = forms[found[0]] > 1 or any(c.isupper() for c in found[0])  # once may be a headline's words
            return found[0] if sure and len(found) == 1 and len(found[0]) <= _LONGEST else ""
    return ""


def _form(tree: Tree, noun: Word, kinds: tuple[str, ...]) -> str:
    """The noun with the words before it that tell which: one of them a name, or all of them nouns."""
    telling = [w for w in tree.children(noun, *kinds) if w.i < noun.i]
    if not telling:
        return ""
    first = min(i for w in telling for i in tree.subtree(w))
    if first > 1 and tree.words[first - 1].pos == "ADP" and tree.words[first - 2].pos == "PROPN":
        return ""  # "Gulf of Velm spill", of which the parse has "Velm spill"
    words = tree.words[min(i for w in telling for i in tree.subtree(w)) : noun.i + 1]
    name = tree.name_at(words[0])
    if len(words) > 2 and (name is None or name.stop < noun.i):
        return ""  # a headline's words, run together
    named = any(w.pos == "PROPN" or (tree.name_at(w) and w.text[0].isupper()) for w in words[:-1])
    plain = all(w.pos in ("NOUN", "PROPN", "ADJ") or w.text == "-" for w in words)
    if not plain or (kinds == _TELLING and not named):
        return ""
    return "".join(w.text + (" " if w.spaced else "") for w in words).strip()
