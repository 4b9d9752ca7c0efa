"""Pairs about which the scores are least sure, for people and scripts to decide on, and their answers.

A pair is asked about until someone has judged it, or what was judged says by a chain what it must be.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from types import TracebackType
from typing import Any, Final, Self

from timeline.errors import ContradictingJudgement, NoSuchEvent, OneAndTheSame
from timeline.events.judgements import Standing, judgement
from timeline.store import open_store
from timeline.values import edtf
from timeline.values.event import Source
from timeline.values.judgement import Answers, Decision, Pair, Verdict
from timeline.values.problem import Problem
from timeline.workflow.judging import judged
from timeline.workflow.merger import Merging

_AT_ONCE = 20  # pairs of a session that are fetched together; others may be deciding too
_VERDICTS: Final = {verdict.value: verdict for verdict in Verdict}
_WANTED: Final = f"write one of {', '.join(_VERDICTS)}"


def pairs(database: str, *, limit: int | None = None, merged: bool | None = None) -> tuple[list[Pair], int]:
    """The first pairs to be decided on, those first that lie closest to what decides, and how many more there are.

    Args:
        merged: Only pairs that are taken to be one happening, or only near misses.
    """
    with open_store(database, read_only=True) as store:
        return store.pairs(_open(Standing(store.standing())), limit, merged=merged)


def line(pair: Pair) -> str:
    """A pair as one JSON object, with a verdict that waits to be given."""
    told = [source.mention for source in pair.sources]
    return json.dumps(
        {
            "one": pair.one,
            "other": pair.other,
            "score": pair.score,
            "reason": pair.reason,
            "titles": [mention.title for mention in told],
            "quotes": [source.quote for source in pair.sources],
            "dates": [edtf.text(mention.time) if mention.time else None for mention in told],
            "basis": [mention.basis.value for mention in told],
            "sources": [_source(source) for source in pair.sources],
            "verdict": None,
        },
        ensure_ascii=False,
    )


def _source(source: Source) -> dict[str, Any]:
    return {
        "title": source.title,
        "publisher": source.publisher,
        "published": edtf.text(source.published) if source.published else None,
        "addresses": list(source.addresses),
    }


def take(database: str, lines: Iterable[bytes], name: str, *, why: str = "", by: str, at: int) -> Answers:
    """Take answers from JSON lines, each a pair with a verdict, and maybe ``why`` and ``by`` of its own.

    What was answered so before changes nothing. A bad line is a problem, and the others are taken all the same.
    """
    taken = known = unanswered = 0
    problems: list[Problem] = []
    texts = list(lines)  # they may come slowly, and others want to write meanwhile
    with open_store(database, merger=Merging()) as store, store.deciding() as desk:
        standing = Standing(desk.standing())
        for place, text in enumerate(texts, 1):
            if not text.strip():
                continue
            try:
                answer = _answer(text)
                asked = judgement(answer["one"], answer["other"], answer["verdict"]) if answer["verdict"] else None
                if asked is None:
                    unanswered += 1
                elif standing.said(asked):
                    known += 1
                else:
                    judged(desk, standing, asked, why=answer["why"] or why, by=answer["by"] or by, at=at)
                    taken += 1
            except _BadAnswer as bad:
                problems.append(Problem(f"{name}:{place}", bad.what, bad.advice))
            except (ContradictingJudgement, NoSuchEvent, OneAndTheSame) as refused:
                problems.append(Problem(f"{name}:{place}", str(refused)))
    return Answers(taken, known, unanswered, tuple(problems))


class _BadAnswer(ValueError):
    def __init__(self, what: str, advice: str) -> None:
        super().__init__(what)
        self.what, self.advice = what, advice


def _answer(text: bytes) -> dict[str, Any]:
    """The fields of an answer, each as it should be; a verdict that is not given is ``None``."""
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as wrong:
        raise _BadAnswer("it is no JSON", "write one object a line, as `timeline review --to jsonl` does") from wrong
    if not isinstance(answer, dict):
        raise _BadAnswer("it is no JSON object", "write one object a line, as `timeline review --to jsonl` does")
    for field in ("one", "other"):
        if type(answer.get(field)) is not int:
            raise _BadAnswer(f"its '{field}' is no number", "leave it as `timeline review --to jsonl` gives it")
    for field in ("verdict", "why", "by"):
        if not isinstance(answer.setdefault(field, None), str | None):
            raise _BadAnswer(f"its '{field}' is no text", _WANTED if field == "verdict" else "put it in quotes")
    word = (answer["verdict"] or "").strip().lower()
    if word and word not in _VERDICTS:
        raise _BadAnswer(f"its verdict is '{word}'", _WANTED)
    return {**answer, "verdict": _VERDICTS.get(word)}


def _open(standing: Standing) -> Callable[[int, int], bool]:
    return lambda one, other: standing.says(one, other) is None


class Session:
    """One person's way through the pairs, one at a time; a context manager. ``tally`` counts what was said."""

    def __init__(
        self, database: str, *, by: str, why: str = "", limit: int | None = None, merged: bool | None = None
    ) -> None:
        self._store = open_store(database, merger=Merging())
        self._by, self._why, self._left, self._merged = by, why, limit, merged
        self._standing = Standing(self._store.standing())
        self._waiting: list[Pair] = []
        self._more = 0
        self._seen = set[tuple[int, int]]()
        self._answered: list[tuple[Pair, Decision, Verdict]] = []
        self._here: Pair | None = None
        self.tally = Counter[str]()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._store.close()

    @property
    def more(self) -> int:
        """How many pairs wait behind this one."""
        behind = len(self._waiting) + self._more
        return behind if self._left is None else min(behind, self._left)

    def next(self) -> Pair | None:
        """The next pair that still wants an answer; ``None`` where there is no other."""
        self._here = None
        while self._left != 0:
            if not self._waiting:
                self._fetch()
            if not self._waiting:
                break
            pair = self._waiting.pop(0)
            if self._standing.says(pair.one, pair.other) is None:
                self._here = self._with_events(pair)
                self._seen.add((pair.one, pair.other))
                self._left = None if self._left is None else self._left - 1
                break
        return self._here

    def answer(self, verdict: Verdict, *, at: int) -> Decision:
        """Judge the pair that is shown.

        Raises:
            ContradictingJudgement: If someone else has decided otherwise meanwhile.
            NoSuchEvent: If one of the two has left the timeline meanwhile.
        """
        pair = self._shown()
        with self._store.deciding() as desk:
            self._standing = Standing(desk.standing())
            asked = judgement(pair.one, pair.other, verdict)
            made = judged(desk, self._standing, asked, why=self._why, by=self._by, at=at)
        self._answered.append((pair, made, verdict))
        self.tally[verdict.value] += 1
        return made

    def skip(self) -> None:
        """Leave the pair that is shown to another day."""
        self._shown()
        self.tally["skipped"] += 1

    def undo(self, *, at: int) -> Decision | None:
        """Take back the last answer of this session, whose pair comes next; ``None`` if there is none.

        Raises:
            NothingToDecide: If someone else has taken it back meanwhile.
        """
        if not self._answered:
            return None
        pair, made, verdict = self._answered.pop()
        self.tally[verdict.value] -= 1
        with self._store.deciding() as desk:
            gone = desk.undo(made.number, by=self._by, at=at)
            self._standing = Standing(desk.standing())
        again = [pair] if self._here is None else [pair, self._here]
        self._waiting[:0], self._here = again, None
        self._left = None if self._left is None else self._left + len(again)
        return gone

    def _with_events(self, pair: Pair) -> Pair:
        """The pair with the events that its claims are of by now."""
        found = [self._store.event(claim, whole=False) for claim in (pair.one, pair.other)]
        return replace(pair, events=tuple(event for event in found if event))

    def _shown(self) -> Pair:
        if self._here is None:
            raise IndexError("no pair is shown")
        return self._here

    def _fetch(self) -> None:
        self._standing = Standing(self._store.standing())
        free = _open(self._standing)

        def wanted(one: int, other: int) -> bool:
            return (one, other) not in self._seen and free(one, other)

        self._waiting, self._more = self._store.pairs(wanted, _AT_ONCE, merged=self._merged)
