"""From a document and its time expressions to what it says happened, and when.

Only sentences that need it are parsed: in a long document those with an expression that dates something, and the first
ones, among which the lead is. A dated sentence that tells of no happening (a caption, a list, a name with a year in it)
gives no mention. What a parsed sentence tells beside what its times date is undated: it waits with its bounds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.events.allegations import alleged_by
from timeline.events.bounds import Placer
from timeline.events.clauses import Finder
from timeline.events.confidence import confidence
from timeline.events.dating import when
from timeline.events.direction import turned
from timeline.events.happenings import Happening
from timeline.events.kinds import kind_of
from timeline.events.leads import UNPUBLISHED, headline, lead_tree, openings, the_lead, undetermined
from timeline.events.lexicon import Lexicon, knows_events, lexicon
from timeline.events.model import parse
from timeline.events.names import Names
from timeline.events.parties import parties
from timeline.events.placing import before_pronouns, place
from timeline.events.remaining import remaining
from timeline.events.status import Judge
from timeline.events.titles import Titler
from timeline.events.trees import Tree, Word
from timeline.events.wording import cut
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


def _line(document: Document, span: TextSpan) -> str:
    return cut(" ".join(span.of(document.text).split()))


class _Reader:
    """Reads the parsed sentences of one document, section by section; what it learned of names it keeps."""

    def __init__(self, document: Document, expressions: Sequence[TimeExpression], language: str) -> None:
        self.document, self.expressions, self.language = document, expressions, language
        self.lexicon: Lexicon = lexicon(language)
        self.names = Names(document.text, self.lexicon)

    def read(self, trees: Sequence[Tree], placed: dict[TextSpan, list[TimeExpression]]) -> list[Mention]:
        """The mentions of these sentences, in the order of the text."""
        trees = self.names.learn(trees)
        placer = Placer(self.document.published, self.expressions, trees, self.language)
        return [m for tree in trees for m in self._of_sentence(tree, placed.get(tree.span, []), placer)]

    def _of_sentence(self, tree: Tree, expressions: Sequence[TimeExpression], placer: Placer) -> Iterator[Mention]:
        finder = Finder(tree, self.lexicon)
        judge = Judge(tree, self.lexicon, self.document.published)
        times = [tree.within(e.span) for e in expressions]
        seen: dict[tuple[int, bool], list[Mention]] = {}
        for expression in (e for e in expressions if not e.ends_range):
            time = expression.range or expression.time
            for happening in finder.happenings(expression, past=judge.has_begun(time), ahead=judge.is_future(time)):
                mention = self._mention(tree, judge, happening, expression, [tree.within(expression.span), *times])
                if not mention.title:
                    continue  # "the trip on Friday": a word that tells nobody what happened
                same = seen.setdefault((happening.trigger.i, happening.limit), [])
                joined = self._joined(same, mention)
                if joined is None:
                    same.append(mention)
                else:
                    same[joined[0]] = joined[1]
        found = [m for same in seen.values() for m in self._own_first(same)]
        taken, titles = {trigger for trigger, _ in seen}, {m.title for m in found}
        found += self._undated(tree, judge, placer, taken, titles)
        yield from sorted(found, key=lambda m: (m.trigger or m.quote, m.expression.span if m.expression else m.quote))

    def _undated(
        self, tree: Tree, judge: Judge, placer: Placer, taken: set[int], titles: set[str]
    ) -> Iterator[Mention]:
        """What the sentence says beside what its times date, each under a title of its own, with its bounds."""
        for happening in remaining(tree, self.lexicon, taken):
            mention = self._mention(tree, judge, happening, None, [])
            if mention.title and mention.title not in titles:
                titles.add(mention.title)
                place = placer.place(tree, happening.trigger)
                yield replace(mention, bounds=place.bounds, likely=place.time, reason=f"{UNTIMED}: {place.why}")

    @staticmethod
    def _own_first(same: Sequence[Mention]) -> Sequence[Mention]:
        """A verb that has a time of its own shares no other's."""
        own = [m for m in same if m.rule != "shared time"]
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

    def _mention(
        self,
        tree: Tree,
        judge: Judge,
        happening: Happening,
        expression: TimeExpression | None,
        times: list[list[Word]],
    ) -> Mention:
        document = self.document
        expression = turned(judge, happening, expression) if expression else None
        status = judge.status(happening, expression, (expression.range or expression.time) if expression else None)
        if expression and expression.signal in self.lexicon.words["until_signals"]:
            times = []  # without it "did not reopen" would say the contrary, and "stayed" half
        title = Titler(tree, self.lexicon, self.names).title(happening, times, status)
        time = when(happening, expression, status, document.published, self.lexicon) if expression else None
        return Mention(
            quote=tree.span,
            title=title.text,
            status=status,
            time=time,
            basis=expression.basis if expression and time else Basis.UNKNOWN,
            expression=expression,
            trigger=happening.trigger.span,
            parties=parties(tree, happening, self.names, self.lexicon, title.named),
            confidence=confidence(happening, expression),
            rule=happening.rule,
            reason="" if time else UNPUBLISHED if expression else UNTIMED,
            kind=kind_of(tree, happening, self.lexicon),
            alleged_by=alleged_by(tree, happening, self.lexicon, self.names) if status is Status.ALLEGED else "",
        )
