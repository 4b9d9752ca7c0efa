"""Lengths of time, times that come again, and vague references: tagged, and given no place on the calendar."""

import re
from fractions import Fraction

from timeline.timex.meaning import Frame, Group, Meaning
from timeline.values.mention import Basis

_LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "weekend": "WE", "week": "W",
    "fortnight": "W", "month": "M", "quarter": "Q", "season": "M", "half": "M", "year": "Y", "decade": "DE",
    "century": "CE", "millennium": "ML",
}  # fmt: skip
_MANY = {"fortnight": (2, "W"), "season": (3, "M"), "half": (6, "M"),
         "decade": (10, "Y"), "century": (100, "Y"), "millennium": (1000, "Y")}  # fmt: skip
_HALVES = {"Y": "6M", "TH": "30M", "TM": "30S", "D": "T12H"}


_PARTS = re.compile(r"P(T?)(\d+)([YMWDHS])")
_ORDER = ("Y", "M", "W", "D", "TH", "TM", "TS")


def _length(count: Fraction | str | None, unit: str) -> str:
    letter = _LETTERS[unit]
    if count is None or isinstance(count, str):
        return f"P{letter[:-1]}X{letter[-1]}" if letter[0] == "T" else f"PX{letter}"
    if unit in _MANY:
        times, letter = _MANY[unit]
        count = count * times
    time = "T" if letter[0] == "T" else ""
    whole, rest = divmod(count, 1)
    if rest == Fraction(1, 2) and letter in _HALVES:
        return f"P{time}{int(whole)}{letter[-1]}{_HALVES[letter]}" if whole else f"P{time}{_HALVES[letter]}"
    number = str(int(count)) if not rest else f"{float(count):g}"
    return f"P{time}{number}{letter[len(time) :]}"


def lasting(
    at: Frame,  # noqa: ARG001
    *,
    count: Fraction | int | str,
    unit: str,
    below: int = 10_000_000,
    more: bool = False,
) -> Meaning | None:
    """lasting(k, u) = P k u, for k below a limit; with ``more`` P (k + 1/2) u"""
    if not isinstance(count, str):
        count = Fraction(count) + (Fraction(1, 2) if more else 0)
        if not 0 < count < below:
            return None
    return Meaning("DURATION", _length(count, unit), basis=Basis.UNKNOWN)


def some(at: Frame, *, unit: str) -> Meaning:  # noqa: ARG001
    """some(u) = PX u"""
    return Meaning("DURATION", _length(None, unit), basis=Basis.UNKNOWN)


def lasting_to(at: Frame, *, count: Fraction | str, most: Fraction | str, unit: str) -> Meaning:  # noqa: ARG001
    """lasting_to(j, k, u) = P j u: two to three weeks"""
    return Meaning("DURATION", _length(count, unit), mod="EQUAL_OR_MORE", basis=Basis.UNKNOWN)


def both(at: Frame, *, first: Meaning, second: Meaning) -> Meaning | None:  # noqa: ARG001
    """both(P1Y, P6M) = P1Y6M, the longer unit first"""
    one, other = _PARTS.fullmatch(first.value), _PARTS.fullmatch(second.value)
    if one is None or other is None or _ORDER.index(one[1] + one[3]) >= _ORDER.index(other[1] + other[3]):
        return None
    time = "T" if other[1] and not one[1] else ""
    return first.but(value=f"{first.value}{time}{other[2]}{other[3]}", mod="")


def times_each(at: Frame, *, times: Fraction | str, unit: str = "", value: str = "") -> Meaning:  # noqa: ARG001
    """times_each(k, u) = P 1 u with FREQ k X: three times a day; times_each(k, v) = v with it: three times daily"""
    freq = "" if isinstance(times, str) else f"{int(times)}X"
    return Meaning("SET", value or _length(Fraction(1), unit), freq=freq, basis=Basis.UNKNOWN)


def set_of(at: Frame, *, value: str, quant: str = "", freq: str = "") -> Meaning:  # noqa: ARG001
    """set_of(v) = v, again and again"""
    return Meaning("SET", value, quant=quant, freq=freq, basis=Basis.UNKNOWN)


def every(
    at: Frame,  # noqa: ARG001
    *,
    unit: str,
    count: Fraction | int | str = 1,
    quant: str = "EVERY",
    freq: str = "",
) -> Meaning | None:
    """every(k, u) = P k u, again and again; PX u where the text does not count"""
    if not count:
        return None
    length = _length(count if isinstance(count, str) else Fraction(count), unit)
    return Meaning("SET", length, quant=quant, freq=freq, basis=Basis.UNKNOWN)


def every_weekday(
    at: Frame,  # noqa: ARG001
    *,
    wday: int,
    part: str = "",
    first: Meaning | None = None,
    second: int | None = None,
    third: int | None = None,
) -> Meaning | Group:
    """every_weekday(w) = XXXX-WXX-w; after others of which it is said, each of them"""
    days = [f"XXXX-WXX-{w}" + (f"T{part}" if part else "") for w in (second, third, wday) if w is not None]
    sets = [Meaning("SET", d, quant="EVERY", basis=Basis.UNKNOWN) for d in days]
    return sets[0] if first is None else Group((first, *sets))


def every_part(at: Frame, *, part: str) -> Meaning:  # noqa: ARG001
    """every_part(MO) = XXXX-XX-XXTMO; every_part(SU) = XXXX-SU"""
    value = f"XXXX-{part}" if part in ("SP", "SU", "FA", "WI") else f"XXXX-XX-XXT{part}"
    return Meaning("SET", value, quant="EVERY", basis=Basis.UNKNOWN)


def every_month(at: Frame, *, month: int, day: int | None = None) -> Meaning:  # noqa: ARG001
    """every_month(m) = XXXX-m"""
    return Meaning("SET", f"XXXX-{month:02}" + (f"-{day:02}" if day else ""), quant="EVERY", basis=Basis.UNKNOWN)


def vague(at: Frame, *, ref: str) -> Meaning:  # noqa: ARG001
    """vague(R) = R: PAST_REF, PRESENT_REF or FUTURE_REF"""
    return Meaning("DATE", ref, basis=Basis.UNKNOWN)


def qualified(at: Frame, *, length: Meaning, mod: str) -> Meaning | None:  # noqa: ARG001
    """qualified(d, m) = d with MOD m: about a year; a number that is not known is not exceeded: over several years"""
    return None if mod == "MORE_THAN" and "X" in length.value else length.but(mod=mod)


def same_length(at: Frame, *, length: Meaning) -> Meaning:  # noqa: ARG001
    """same_length(d) = d"""
    return length
