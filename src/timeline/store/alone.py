"""Every mention an event of its own, but for what people put together."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from timeline.values.claim import Claim, Fused, summed
from timeline.values.components import components
from timeline.values.evidence import Evidence, Index, Link


class Alone:
    """The merger of a store that was given none."""

    comparable = ""

    def update(self, index: Index, added: Collection[int], removed: Mapping[int, Evidence]) -> set[int]:  # noqa: ARG002
        """Nothing is compared."""
        return set()

    def groups(
        self,
        members: Collection[int],
        links: Sequence[tuple[int, int, float]],  # noqa: ARG002
        same: Sequence[tuple[int, int]],
        different: Sequence[tuple[int, int]],  # noqa: ARG002
    ) -> Iterable[Sequence[int]]:
        """Those that bear one number."""
        found: dict[int, list[int]] = {}
        inside = set(members)
        for one, group in components(members, (pair for pair in same if inside.issuperset(pair))).items():
            found.setdefault(group, []).append(one)
        return found.values()

    def cross(self, mentions: Mapping[int, Evidence]) -> Sequence[tuple[int, int, Link]]:  # noqa: ARG002
        """Nothing is compared."""
        return ()

    def fuse(self, claims: Sequence[Claim]) -> Fused:
        """What the first says."""
        first, said = claims[0], claims[0].mention
        total = summed((c.document, c.source, c.mention.stands_for) for c in claims)
        return Fused(
            *(said.title, said.status, said.time, said.basis, said.kind, said.confidence, said.bounds, said.likely),
            said.alleged_by,
            documents=total.documents,
            independent=total.independent,
            dated=sum(c.mention.time is not None for c in claims),
            disputed=total.disputed,
            told_by=first.number,
            mentions=total.claims,
        )
