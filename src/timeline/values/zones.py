"""Zones as they are stated beside clock times: an offset from UTC, or a name."""

import re
from typing import Final

from timeline.values.time import HOUR, MINUTE

_OFFSET: Final = re.compile(r"(?:UTC|GMT)? ?([+-])([01]?[0-9]|2[0-3])(?::?([0-5][0-9]))?", re.IGNORECASE)
_NAME: Final = re.compile("[A-Za-z][A-Za-z_+/-]{1,40}")
_UTC: Final = frozenset(("Z", "UTC", "GMT"))


def zone_text(zone: str | None) -> str | None:
    """A stated zone as ISO 8601 writes it; a name stays a name, and what is neither is ``None``.

    >>> zone_text("+0300"), zone_text("GMT-5"), zone_text("z"), zone_text("Europe/Kyiv"), zone_text("12")
    ('+03:00', '-05:00', 'Z', 'Europe/Kyiv', None)
    """
    zone = (zone or "").strip()
    if zone in ("z", "Z"):
        return "Z"
    if found := _OFFSET.fullmatch(zone):
        return f"{found[1]}{int(found[2]):02}:{found[3] or '00'}"
    return zone if _NAME.fullmatch(zone) else None


def offset(zone: str | None) -> int | None:
    """How many seconds a zone is ahead of UTC; ``None`` for a name, whose offset hangs on the place and the year.

    >>> offset("Z"), offset("-05:30"), offset("EST"), offset("+25:00")
    (0, -19800, None, None)
    """
    if zone in _UTC:
        return 0
    found = _OFFSET.fullmatch(zone or "")
    if not found:
        return None
    ahead = int(found[2]) * HOUR + int(found[3] or 0) * MINUTE
    return -ahead if found[1] == "-" else ahead
