"""When do two mentions tell of one happening? What is kept of each, what finds its candidates, and how two compare.

``evidence`` is made once of each of a document's mentions, from that document alone. Two mentions whose keys meet are
read and compared: two leads by what their articles say as a whole, all others by their own sentences and dates.
"""

from timeline.events.likeness.compare import compare
from timeline.events.likeness.evidence import evidence
from timeline.events.likeness.facts import BEGINNING, Facts, read

__all__ = ["BEGINNING", "Facts", "compare", "evidence", "read"]
