"""The lead: an article's own main happening, the report itself."""

from collections.abc import Sequence
from dataclasses import replace

from timeline.events.lexicon import Lexicon
from timeline.events.parse.trees import Tree, Word
from timeline.events.told.noise import noise
from timeline.events.told.subjects import SUBJECTS
from timeline.events.told.titles import Titler
from timeline.events.told.wording import cut
from timeline.events.what.happenings import Grammar, Happening
from timeline.events.what.kinds import kind_of
from timeline.events.what.status import Judge
from timeline.events.when.confidence import PUBLISHED, UNDATED
from timeline.events.who.names import Names
from timeline.events.who.parties import parties
from timeline.values.document import Document
from timeline.values.mention import Basis, Kind, Mention, Status, TextSpan

LOOKED_AT = 3  # sentences at the beginning among which the lead is
_SHORTEST = 40  # characters; what is shorter at the beginning is a headline, a name, a place
UNPUBLISHED = "publication day unknown: pass --published"


def openings(text: str, spans: Sequence[TextSpan]) -> list[TextSpan]:
    """The first sentences that may be the lead: after a dateline's dash, long enough for one; else the first."""
    after = next((i + 1 for i, s in enumerate(spans[:8]) if text[s.end - 1] in "-–—"), 0)
    spans = spans[after:] or spans
    long = [s for s in spans[:20] if s.end - s.start >= _SHORTEST]
    return (long or list(spans))[:LOOKED_AT]


def lead_happening(tree: Tree, lexicon: Lexicon) -> Happening | None:
    """What the sentence says happened first of all: its main verb, or what is reported where the report comes after."""
    root = next((w for w in tree.words if w.head == w.i), None)
    if root is None or root.pos not in ("VERB", "AUX"):
        return None
    told = tree.child(root, "ccomp")
    if root.lemma in lexicon.verbs["reporting"] and told and told.i < root.i and told.pos in ("VERB", "AUX"):
        return Happening(told, "lead, reported after")
    return Happening(root, "lead")


def lead_tree(document: Document, trees: Sequence[Tree], names: Names, lexicon: Lexicon) -> Tree:
    """The first sentence that tells of a happening, and of whom: no question, no caption, nobody's "we".

    A document with a title needs none of the sentence, so that the first with a verb will do.
    """
    for tree in () if headline(document) else trees:
        happening = lead_happening(tree, lexicon)
        asks = next((w.text for w in reversed(tree.words) if w.pos != "PUNCT" or w.text == "?"), "") == "?"
        gone = noise(tree)
        dated = any(w.i in gone and w.tag == "CD" for w in tree.words[:4])  # "May 18: Crews clean a beach"
        if happening is None or asks or dated or not tree.child(happening.trigger, *SUBJECTS):
            continue
        if Titler(tree, lexicon, names).title(happening, [], Status.OCCURRED).text:
            return tree
    told = ((t, lead_happening(t, lexicon)) for t in trees)
    return next((t for t, found in told if found and t.child(found.trigger, *SUBJECTS)), trees[0])


def the_lead(document: Document, tree: Tree, found: Sequence[Mention], names: Names, lexicon: Lexicon) -> Mention:
    """The report itself, dated by its own sentence where that dates its main happening, else by publication."""
    happening = lead_happening(tree, lexicon)
    told = _told(tree, happening, lexicon) if happening else []
    for mention in found:
        if mention.quote == tree.span and mention.trigger in [w.span for w in told] and mention.time:
            return replace(mention, lead=True, title=headline(document) or mention.title)
    title = headline(document)
    trigger, rule, status, kind = None, "lead without a verb", None, Kind.OTHER
    if happening:
        trigger, rule = happening.trigger.span, happening.rule
        kind = kind_of(tree, happening, lexicon)
        published = document.published.whole_days() if document.published else None
        status = Judge(tree, lexicon, published).status(happening, None, published)
        title = title or Titler(tree, lexicon, names).title(happening, [], status).text
    plain = undetermined(document, tree.span, title or Titler(tree, lexicon, names).line(), rule)
    who = parties(tree, happening, names, lexicon) if happening else ()
    return replace(plain, trigger=trigger, status=status or plain.status, kind=kind, parties=who)


def _told(tree: Tree, happening: Happening, lexicon: Lexicon) -> list[Word]:
    """The main verb, and where that only frames what happened, what happened."""
    verbs = [happening.trigger]
    frames = lexicon.verbs["reporting"]
    while verbs[-1].lemma in frames and (inner := tree.child(verbs[-1], "ccomp")):
        verbs.append(inner)
    ahead = Grammar(tree, lexicon)
    return verbs[:1] + [v for v in verbs[1:] if not ahead.is_ahead(v)]


def headline(document: Document) -> str:
    """The document's title, on one line and no longer than a mention's; empty where it has none."""
    return cut(" ".join((document.title or "").split()))


def undetermined(document: Document, quote: TextSpan, title: str, rule: str, reason: str = "") -> Mention:
    """The report itself, dated by nothing but its publication, and undated where that is not known."""
    known = document.published is not None
    return Mention(
        quote=quote,
        title=title,
        status=Status.OCCURRED,
        time=document.published,
        basis=Basis.PUBLISHED if known else Basis.UNKNOWN,
        lead=True,
        confidence=PUBLISHED if known else UNDATED,
        rule=rule,
        reason=reason if known else UNPUBLISHED,
    )
