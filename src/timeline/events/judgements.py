"""What people's judgements say together: which claims are one, which are not, and by which chain.

Claims go by their numbers. *Same* leads on from claim to claim, and *different* holds between all that is one with the
one side and all that is one with the other; *unsure* says nothing of merging. So judgements can contradict one another
along a chain: one that would is refused, and what is kept is free of contradiction. Then the order in which they were
made does not matter, and any of them can be taken back.
"""

from collections import defaultdict, deque
from collections.abc import Iterable, Sequence
from itertools import pairwise

from timeline.errors import ContradictingJudgement, OneAndTheSame
from timeline.values.judgement import Decision, Judgement, Verdict

Pair = tuple[int, int]
Scored = tuple[int, int, float]

_Step = tuple[Judgement, Decision]


def judgement(one: int, other: int, verdict: Verdict) -> Judgement:
    """What is said of two claims, the lower number first.

    Raises:
        OneAndTheSame: If they are one claim.
    """
    if one == other:
        raise OneAndTheSame(one)
    return Judgement(min(one, other), max(one, other), verdict)


def merging(numbers: Sequence[int]) -> tuple[Judgement, ...]:
    """The first is one with each of the others.

    >>> [(said.one, said.other) for said in merging([9, 3, 12])]
    [(3, 9), (9, 12)]
    """
    first, *others = numbers
    return tuple(judgement(first, other, Verdict.SAME) for other in dict.fromkeys(others))


def splitting(leaving: Sequence[int], staying: Iterable[int]) -> tuple[Judgement, ...]:
    """Those that leave are one, each with the next; the first of them is none of those that stay."""
    leave = list(dict.fromkeys(leaving))
    together = (judgement(one, other, Verdict.SAME) for one, other in pairwise(leave))
    apart = (judgement(leave[0], other, Verdict.DIFFERENT) for other in sorted(staying))
    return (*together, *apart)


class Camps:
    """Claims in camps of those that are one; camps may be kept apart, and then never join."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}
        self._size: dict[int, int] = {}
        self._against: dict[int, set[int]] = {}  # of the head of a camp: the heads of those it may never join

    def head(self, claim: int) -> int:
        """The claim that stands for its camp; another one may once two camps have joined."""
        above = self._above
        while (up := above.get(claim, claim)) != claim:
            above[claim] = claim = above.get(up, up)
        return claim

    def apart(self, one: int, other: int) -> bool:
        """Whether the camps of two claims may never join."""
        return self.head(other) in self._against.get(self.head(one), ())

    def join(self, one: int, other: int) -> bool:
        """Let two camps be one, unless they are kept apart; whether they are one now."""
        a, b = self.head(one), self.head(other)
        if a == b:
            return True
        if b in self._against.get(a, ()):
            return False
        if self._size.get(a, 1) < self._size.get(b, 1):
            a, b = b, a
        self._above[b] = a
        self._size[a] = self._size.get(a, 1) + self._size.pop(b, 1)
        for foe in self._against.pop(b, ()):
            self._against[foe].remove(b)
            self._oppose(foe, a)
        return True

    def part(self, one: int, other: int) -> bool:
        """Keep two camps apart from now on, unless they are one; whether they are apart now."""
        a, b = self.head(one), self.head(other)
        if a != b:
            self._oppose(a, b)
        return a != b

    def _oppose(self, a: int, b: int) -> None:
        self._against.setdefault(a, set()).add(b)
        self._against.setdefault(b, set()).add(a)


def groups(
    members: Iterable[int], links: Sequence[Scored], same: Sequence[Pair], different: Sequence[Pair]
) -> list[tuple[int, ...]]:
    """The members in groups of what is one happening: judgements first, then links, the strongest first.

    A link that would bring two into one group that people keep apart is left out. Judgements may lead over claims that
    are no members. The order of what is given changes nothing.

    >>> groups([1, 2, 3, 4], [(1, 2, 0.9), (2, 3, 0.6), (3, 4, 0.8)], [], [(1, 4)])
    [(1, 2), (3, 4)]
    >>> groups([1, 2, 3, 4], [(1, 2, 0.9), (2, 3, 0.6), (3, 4, 0.8)], [(1, 3)], [(2, 3)])
    [(1, 3, 4), (2,)]

    Returns:
        The groups and what is in each, by number.
    """
    whole = Camps()
    for one, other in same:
        whole.join(one, other)
    for one, other, _ in links:
        whole.join(one, other)
    # Only what holds two that people keep apart has to be looked at link by link.
    torn = {whole.head(one) for one, other in different if whole.head(one) == whole.head(other)}
    camps = Camps()
    for one, other in same if torn else ():
        if whole.head(one) in torn:
            camps.join(one, other)
    for one, other in different if torn else ():
        camps.part(one, other)
    for one, other, _ in sorted((k for k in links if whole.head(k[0]) in torn) if torn else (), key=_strongest):
        camps.join(one, other)
    found = defaultdict[tuple[bool, int], list[int]](list)
    for member in sorted(set(members)):
        head = whole.head(member)
        found[(True, camps.head(member)) if head in torn else (False, head)].append(member)
    return [tuple(group) for group in found.values()]


def _strongest(link: Scored) -> tuple[float, int, int]:
    one, other, score = link
    return -score, min(one, other), max(one, other)


class Standing:
    """The decisions that stand, taken together."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._decisions = list(decisions)
        self._take_in_all()

    def add(self, decision: Decision) -> None:
        """Take in one more.

        Raises:
            ContradictingJudgement: If it cannot stand beside the others; nothing of it is then taken in.
        """
        for place, said in enumerate(decision.judgements):
            if not self._enter(said, decision):
                chain = self._chain(said, decision)
                if place:
                    self._take_in_all()
                raise ContradictingJudgement(said.one, said.other, said.verdict.value, chain)
        self._decisions.append(decision)

    def says(self, one: int, other: int) -> Verdict | None:
        """What follows for two claims; unsure only where that was said of just these two."""
        if self._camps.head(one) == self._camps.head(other):
            return Verdict.SAME
        if self._camps.apart(one, other):
            return Verdict.DIFFERENT
        return Verdict.UNSURE if (min(one, other), max(one, other)) in self._said else None

    def said(self, asked: Judgement) -> Decision | None:
        """The first decision that says just this of just these two."""
        for said, decision in self._said.get((asked.one, asked.other), ()):
            if said == asked:
                return decision
        return None

    def _take_in_all(self) -> None:
        self._camps = Camps()
        self._said = dict[Pair, list[_Step]]()
        self._around = defaultdict[int, list[_Step]](list)
        for decision in self._decisions:
            for said in decision.judgements:
                self._enter(said, decision)

    def _enter(self, said: Judgement, decision: Decision) -> bool:
        match said.verdict:
            case Verdict.SAME:
                fits = self._camps.join(said.one, said.other)
            case Verdict.DIFFERENT:
                fits = self._camps.part(said.one, said.other)
            case Verdict.UNSURE:
                fits = True
        if fits:
            self._said.setdefault((said.one, said.other), []).append((said, decision))
            for end in (said.one, said.other):
                self._around[end].append((said, decision))
        return fits

    def _chain(self, asked: Judgement, refused: Decision) -> list[ContradictingJudgement.Step]:
        """The shortest way to the contrary: along *same*, and over just one *different* against a *same*."""
        one, other, crossing = asked.one, asked.other, asked.verdict is Verdict.SAME
        came: dict[tuple[int, bool], tuple[int, _Step] | None] = {(one, False): None}
        waiting = deque(came)
        while waiting and (other, crossing) not in came:
            here, crossed = waiting.popleft()
            for said, decision in sorted(self._around[here], key=_in_order):
                there = said.other if said.one == here else said.one
                over = said.verdict is Verdict.DIFFERENT
                if said.verdict is Verdict.UNSURE or (over and crossed) or (there, crossed or over) in came:
                    continue
                came[there, crossed or over] = here, (said, decision)
                waiting.append((there, crossed or over))
        steps = []
        at, crossed = other, crossing
        while (step := came.get((at, crossed))) is not None:
            before, (said, by) = step
            steps.append((before, at, said.verdict.value, 0 if by is refused else by.number, by.by, by.why))
            at, crossed = before, crossed and said.verdict is not Verdict.DIFFERENT
        return steps[::-1]


def _in_order(step: _Step) -> tuple[int, int, int]:
    said, decision = step
    return said.one, said.other, decision.number
