"""From a document and its time expressions to what it says happened, and when.

Only sentences that need it are parsed: in a long document those with an expression that dates something, and the first
ones, among which the lead is. A dated sentence that tells of no happening (a caption, a list, a name with a year in it)
gives no mention. What a parsed sentence tells beside what its times date is undated: it waits with its bounds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.events.leads import UNPUBLISHED, headline, lead_tree, openings, the_lead, undetermined
from timeline.events.lexicon import Lexicon, knows_events, lexicon
from timeline.events.parse.model import parse
from timeline.events.parse.trees import Tree, Word
from timeline.events.placing import before_pronouns, counts, place
from timeline.events.told import UNTOLD
from timeline.events.told.titles import Titler
from timeline.events.told.wording import cut
from timeline.events.what.allegations import alleged_by
from timeline.events.what.happenings import Happening
from timeline.events.what.kinds import kind_of
from timeline.events.what.remaining import remaining
from timeline.events.what.status import Judge
from timeline.events.when.bounds import Placer
from timeline.events.when.confidence import confidence
from timeline.events.when.dated import SHARED, Dated, Found
from timeline.events.who.names import Names
from timeline.events.who.parties import parties
from timeline.values.document import Document
from timeline.values.mention import Basis, Mention, Status, TextSpan, TimeExpression

UNTIMED = "no time is said with it"
SECTION = 300  # parsed sentences held in memory at once; few documents have more


def find_mentions(
    document: Document,
    expressions: Sequence[TimeExpression],
    *,
    language: str,
    model: str | None = None,
    thorough: bool = False,
) -> list[Mention]:
    """What the document says happened: the lead first, then in the order of the text. Empty for an empty text.

    Expressions that are durations, sets or vague date nothing. One that hangs on a publication day that is not known
    gives an undated mention that says so. A language without event words gives the lead and, for each dated
    expression, its sentence, cut at a word.

    Args:
        expressions: Of this document, in text order.
        language: An ISO 639-1 code.
        model: The parser to use: an installed spaCy model's name, or a path; else the first that the language names.
        thorough: Read every sentence of a long document too, for what it says without a time.

    Raises:
        NoParser, ChangedParser, BadParser: If sentences must be parsed and no model can be used.
    """
    placed = place(document, expressions, language, thorough=thorough)
    if not placed.first:
        return []
    first = openings(document.text, placed.first)
    if not knows_events(language):
        return _without_words(document, language, first[0], placed.timed)
    reader = _Reader(document, expressions, language)
    needed = before_pronouns(document, [*placed.timed, *placed.rest], language, reader.lexicon)
    wanted = sorted({*first, *placed.timed, *placed.rest, *needed})
    leads: list[Mention] = []
    found: list[Mention] = []
    for at in range(0, len(wanted), SECTION):
        trees = parse(document.text, wanted[at : at + SECTION], language, model)
        mentions = reader.read(trees, placed.timed)
        if not leads:
            tree = lead_tree(document, [t for t in trees if t.span in first], reader.names, reader.lexicon)
            leads.append(the_lead(document, tree, mentions, reader.names, reader.lexicon))
        found += mentions
    return leads + [m for m in found if not _is_lead(m, leads[0])]


def _is_lead(mention: Mention, lead: Mention) -> bool:
    """Whether the lead says the same happening: the very same, or where it is undated, that of the same word."""
    if mention.time is None and mention.expression is None:
        return mention.trigger == lead.trigger
    return replace(mention, lead=True, title=lead.title) == lead


def _without_words(
    document: Document, language: str, first: TextSpan, placed: dict[TextSpan, list[TimeExpression]]
) -> list[Mention]:
    reason = f"no words for happenings in the language '{language}': the sentence stands for what happened"
    title = headline(document) or _line(document, first)
    lead = undetermined(document, first, title, "lead, unparsed", reason)
    found = [
        replace(lead, quote=span, title=_line(document, span), time=e.range or e.time, basis=e.basis, expression=e,
                lead=False, confidence=0.3, rule="sentence of the time", reason=reason if e.time else UNPUBLISHED)
        for span, expressions in placed.items() for e in expressions if not e.ends_range
    ]  # fmt: skip
    return [lead, *found]


def _once(found: list[Mention]) -> list[Mention]:
    """Without what can only be told in the words of another of that time, or shares it with more words behind them."""
    told = [m for m in found if m.rule != SHARED]
    kept: list[Mention] = []
    for mention in found:
        if mention.rule == SHARED and any(mention.title.startswith(o.title) and mention.time == o.time for o in told):
            continue
        same = (o.time for o in kept if o.title == mention.title)
        if not any(mention.time and time and mention.time.overlaps(time) for time in same):
            kept.append(mention)
    return kept


def _line(document: Document, span: TextSpan) -> str:
    return cut(" ".join(span.of(document.text).split()))


class _Reader:
    """Reads the parsed sentences of one document, section by section; what it learned of names it keeps."""

    def __init__(self, document: Document, expressions: Sequence[TimeExpression], language: str) -> None:
        self.document, self.expressions, self.language = document, expressions, language
        self.lexicon: Lexicon = lexicon(language)
        self.published = document.published.whole_days() if document.published else None
        self.names = Names(document.text, self.lexicon)

    def read(self, trees: Sequence[Tree], placed: dict[TextSpan, list[TimeExpression]]) -> list[Mention]:
        """The mentions of these sentences, in the order of the text."""
        trees = self.names.learn(trees)
        placer = Placer(self.published, self.expressions, trees, self.language)
        return [m for tree in trees for m in self._of_sentence(tree, placed.get(tree.span, []), placer)]

    def _of_sentence(self, tree: Tree, expressions: Sequence[TimeExpression], placer: Placer) -> Iterator[Mention]:
        times = [tree.within(e.span) for e in expressions]
        seen: dict[tuple[int, bool], list[Mention]] = {}
        for expression in (e for e in expressions if not e.ends_range):
            for one in placer.found(tree, expression):
                mention = self._dated(tree, one, times)
                if not mention.title:
                    continue  # "the trip on Friday": a word that tells nobody what happened
                same = seen.setdefault((one.happening.trigger.i, one.happening.limit), [])
                joined = self._joined(same, mention)
                if joined is None:
                    same.append(mention)
                else:
                    same[joined[0]] = joined[1]
        found = [m for same in seen.values() for m in self._own_first(same)]
        taken, titles = {trigger for trigger, _ in seen}, {m.title for m in found}
        for happening in remaining(tree, self.lexicon, taken):
            mention = self._remaining(tree, happening, times, placer)
            if mention.title and mention.title not in titles:
                titles.add(mention.title)
                found.append(mention)
        found.sort(key=lambda m: (m.trigger or m.quote, m.expression.span if m.expression else m.quote))
        yield from _once(found)

    def _remaining(self, tree: Tree, happening: Happening, times: Sequence[list[Word]], placer: Placer) -> Mention:
        """What the sentence says beside what grammar says that its times date: undated with its bounds.

        But a noun may be dated by a time that dates its verb too, and what is done in doing something dated is.
        """
        judge, place = Judge(tree, self.lexicon, self.published), placer.place(tree, happening.trigger)
        own = place.dated if place.dated and counts(place.dated.expression, self.document) else None
        if own and (one := self._with(judge, happening, own)):
            return self._dated(tree, one, times)
        mention = self._mention(tree, happening, [], judge.status(happening, None, None))
        reason = "; ".join(filter(None, (f"{UNTIMED}: {place.why}", mention.reason)))
        return replace(mention, bounds=place.bounds, likely=place.time, reason=reason)

    @staticmethod
    def _with(judge: Judge, happening: Happening, dated: Dated) -> Found | None:
        """The happening with a time of its own, or as one that shares it: "rang on Friday, asking for help"."""
        tree, trigger = judge.tree, happening.trigger
        span = dated.expression.range or dated.expression.time
        status, rule = judge.status(happening, dated.expression, span), dated.rule
        if dated.word.i != trigger.i or dated.tree is not tree:
            beside = dated.tree is tree and tree.head(trigger).i == dated.word.i and trigger.dep == "advcl"
            if not beside or trigger.tag != "VBG" or tree.child(trigger, "mark", "aux", "nsubj", "nsubjpass"):
                return None
            if (status, dated.status) != (Status.OCCURRED, Status.OCCURRED):
                return None
            rule = SHARED
        return Found(replace(happening, rule=rule), dated.expression, status, dated.time)

    @staticmethod
    def _own_first(same: Sequence[Mention]) -> Sequence[Mention]:
        """A verb that has a time of its own shares no other's."""
        own = [m for m in same if m.rule != SHARED]
        return own or same

    @staticmethod
    def _joined(same: Sequence[Mention], new: Mention) -> tuple[int, Mention] | None:
        """Two times of one happening that overlap ("on Tuesday at noon") are one, as fine as the finer."""
        for i, old in enumerate(same):
            if old.time is None or new.time is None:
                return (i, old) if old.time is new.time else None
            if (both := old.time.intersection(new.time)) and old.status is new.status:
                finer = old if old.time.grain <= new.time.grain else new
                return i, replace(finer, time=both)
        return None

    def _dated(self, tree: Tree, one: Found, times: Sequence[list[Word]]) -> Mention:
        expression, time = one.expression, one.time
        until = expression.signal in self.lexicon.words["until_signals"]
        # Without it "did not reopen" would say the contrary, and "stayed" half.
        times = [] if until else [tree.within(expression.span), *times]
        mention = replace(
            self._mention(tree, one.happening, times, one.status, expression),
            time=time,
            basis=expression.basis if time else Basis.UNKNOWN,
            expression=expression,
        )
        if mention.reason == UNTOLD:
            return replace(mention, time=None, basis=Basis.UNKNOWN, bounds=time, likely=time)
        return replace(mention, reason="" if time else UNPUBLISHED)

    def _mention(
        self,
        tree: Tree,
        happening: Happening,
        times: Sequence[list[Word]],
        status: Status,
        expression: TimeExpression | None = None,
    ) -> Mention:
        """One without its time; where it has no title, a piece of its sentence stands there and the reason says so.

        Where it is no report of anything it has neither, nor all else.
        """
        titler = Titler(tree, self.lexicon, self.names)
        title = titler.title(happening, list(times), status, own_clause=expression is None)
        text = title.text or titler.fragment(happening, list(times))
        trigger, rule = happening.trigger.span, happening.rule
        plain = Mention(tree.span, text, status, None, Basis.UNKNOWN, trigger=trigger, rule=rule)
        if not text:
            return plain
        return replace(
            plain,
            reason="" if title.text else UNTOLD,
            parties=parties(tree, happening, self.names, self.lexicon, title.named),
            confidence=confidence(happening, expression),
            kind=kind_of(tree, happening, self.lexicon),
            alleged_by=alleged_by(tree, happening, self.lexicon, self.names) if status is Status.ALLEGED else "",
        )
