"""What single cells say: numbers, flags, words of a list, names. A cell that says something else is ``None``."""

import math
import re
from collections.abc import Callable
from typing import Final

from timeline.importers._clock import alone, from_to
from timeline.importers._dates import is_date
from timeline.importers._words import folded
from timeline.values.mention import Basis, Kind, Place, Status
from timeline.values.time import GRAINS, Grain
from timeline.values.zones import zone_text

_WHOLE: Final = re.compile(r"\d{1,18}(?:\.0+)?", re.ASCII)
_LANGUAGE: Final = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}))?", re.IGNORECASE | re.ASCII)
_ADDRESS: Final = re.compile(r"[a-z][a-z0-9+.-]*://\S", re.IGNORECASE | re.ASCII)
_STATUSES: Final = {one.value: one for one in Status}
_KINDS: Final = {one.value: one for one in Kind}
_BASES: Final = {one.value: one for one in Basis}
_FLAGS: Final = {**dict.fromkeys(("1", "true", "yes", "y"), True), **dict.fromkeys(("0", "false", "no", "n"), False)}


def whole(text: str) -> int | None:
    """A number without sign or fraction.

    >>> whole("12"), whole("12.0"), whole("-1"), whole("1e3")
    (12, 12, None, None)
    """
    text = text.strip()
    return int(text.partition(".")[0]) if _WHOLE.fullmatch(text) else None


def number(text: str) -> float | None:
    """A number; a single comma is a decimal one.

    >>> number("-33.9"), number("51,5"), number("nan"), number("1,000.5")
    (-33.9, 51.5, None, None)
    """
    text = text.strip()
    if len(text) > 40 or "_" in text:
        return None
    try:
        found = float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def share(text: str) -> float | None:
    """A number from 0 to 1."""
    found = number(text)
    return found if found is not None and 0 <= found <= 1 else None


def position(latitude: str, longitude: str, country: str = "", *, guess: bool = False) -> Place | None:
    """Where two cells of degrees say; ``None`` where they say nothing that lies on Earth.

    >>> position("51.1", "1,3").longitude, position("51.1", ""), position("91", "0")
    (1.3, None, None)
    """
    north, east = number(latitude), number(longitude)
    if north is None or east is None or abs(north) > 90 or abs(east) > 180:
        return None
    return Place(country, north, east, guess)


def flag(text: str) -> bool | None:
    """Yes or no."""
    return _FLAGS.get(text.strip().lower())


def language(text: str) -> str | None:
    """The ISO 639 code of a language tag, with the country where it has one.

    >>> language("en_GB"), language("zh-Hant-TW"), language("English")
    ('en-GB', 'zh-TW', None)
    """
    found = _LANGUAGE.fullmatch(text.strip())
    return found[1].lower() + (f"-{found[3].upper()}" if found[3] else "") if found else None


def address(text: str) -> str | None:
    """The address of a page: what has a scheme."""
    return text.strip() if _ADDRESS.match(text.strip()) else None


def status(text: str) -> Status | None:
    """One of the nine words for how real it is."""
    return _STATUSES.get(folded(text))


def kind(text: str) -> Kind | None:
    """One of the words for what sort of happening it is."""
    return _KINDS.get(folded(text))


def basis(text: str) -> Basis | None:
    """One of the words for what a date rests on."""
    return _BASES.get(folded(text))


def grain(text: str) -> Grain | None:
    """One of the words for how fine a date is.

    >>> grain("Part of day").name, grain("month").name, grain("1")
    ('PART_OF_DAY', 'MONTH', None)
    """
    return GRAINS.get(folded(text))


def names(text: str) -> list[str]:
    """Names parted by ``; ``, each once.

    >>> names("Ann Lee; Bo Ek; Ann Lee; ")
    ['Ann Lee', 'Bo Ek']
    """
    return [one for one in dict.fromkeys(" ".join(name.split()) for name in text.split("; ")) if one]


CHECKS: Final[dict[str, Callable[[str], object]]] = {
    "whole": whole,
    "number": number,
    "share": share,
    "flag": flag,
    "language": language,
    "address": address,
    "status": status,
    "kind": kind,
    "basis": basis,
    "grain": grain,
    "clock": lambda text: alone(text) or from_to(text),
    "zone": zone_text,
    "date": lambda text: is_date(text) or None,
}
