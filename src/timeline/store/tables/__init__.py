"""The tables: what is kept, in which columns, under which names.

A span of time is kept as two numbers, ``starts`` and ``ends``: half-open civil seconds as in
:mod:`timeline.values.time`. An end that is open bears a number beyond all others (:mod:`timeline.store.spans`), because
databases disagree on where a NULL sorts. Flags are 0 or 1. Words from the values' own lists (status, basis, extent) are
kept as text, so that any tool can read them; grains are kept as numbers, because they take part in the order.

Every number is given by the one writer, in its transaction: there are no sequences, whose gaps after a failure would
make two databases of the same documents differ. Columns that came with a later migration stand last, each with what
older rows have in it.
"""

from timeline.store.tables.columns import Number, metadata
from timeline.store.tables.documents import address, copy_key, document, fingerprint, mention
from timeline.store.tables.events import (
    event,
    event_change,
    event_entity,
    event_mention,
    event_tally,
    import_profile,
    saved_query,
)
from timeline.store.tables.merging import decision, judgement, likeness, likeness_key
from timeline.store.tables.names import alias, alias_word, entity, mention_entity, name_decision

__all__ = [
    "Number",
    "address",
    "alias",
    "alias_word",
    "copy_key",
    "decision",
    "document",
    "entity",
    "event",
    "event_change",
    "event_entity",
    "event_mention",
    "event_tally",
    "fingerprint",
    "import_profile",
    "judgement",
    "likeness",
    "likeness_key",
    "mention",
    "mention_entity",
    "metadata",
    "name_decision",
    "saved_query",
]
