"""Of spans that overlap or do not, the stretch that is best supported: one sweep over their ends."""

from collections.abc import Sequence

from timeline.events.fusing.said import Said, weight

Span = tuple[int, int, int, int, Said]


def best_supported(spans: Sequence[Span]) -> list[Said]:
    """Those over the stretch that most sources share; each comes with its ends, and those of all that it agrees with.

    A stretch lies in one at least without going beyond. Of stretches that are supported as well, one is taken that more
    have without going beyond, then the certain, the narrower, the earlier.
    """
    if len(spans) == 1:
        return [spans[0][4]]
    turns: list[tuple[int, int, int, bool]] = []  # position, 0 out or 1 in, which, without going beyond
    for i, (start, end, first, last, _) in enumerate(spans):
        turns += [(start, 1, i, True), (end, 0, i, True)]
        turns += [(first, 1, i, False), (last, 0, i, False)]
    turns.sort()
    within, near = _Tally(), _Tally()
    most, found = (0, 0), list[tuple[int, ...]]()
    for at, (position, enters, i, own) in enumerate(turns):
        (within if own else near).turn(i, spans[i][4], enters=bool(enters))
        if at + 1 < len(turns) and turns[at + 1][0] == position:
            continue
        support = near.weight, within.weight
        if within.over and support >= most:
            found = [*(found if support == most else ()), tuple(within.over)]
            most = support
    over = found[0] if len(found) == 1 else max(found, key=lambda over: _narrow([spans[i] for i in over]))
    return [spans[i][4] for i in over]


class _Tally:
    """Which spans lie over a position, and what their sources weigh together."""

    def __init__(self) -> None:
        self.over: dict[int, None] = {}
        self.weight = 0
        self._sources: dict[int, list[int]] = {}

    def turn(self, i: int, said: Said, *, enters: bool) -> None:
        if enters:
            self.over[i] = None
        else:
            del self.over[i]
        for source, confidence in said.sources.items():
            weights = self._sources.setdefault(source, [])
            self.weight -= max(weights, default=0)
            if enters:
                weights.append(weight(confidence))
            else:
                weights.remove(weight(confidence))
            self.weight += max(weights, default=0)


def _narrow(over: Sequence[Span]) -> tuple[bool, int, int]:
    start, end = max(s[0] for s in over), min(s[1] for s in over)
    return any(s[4].is_certain for s in over), start - end, -start
