"""Numbers that rules put together; their meaning is a fraction, or ``None`` where the text does not count."""

from fractions import Fraction

from timeline.timex.meaning import Frame


def quantity(at: Frame, *, n: Fraction | int | str) -> Fraction | str:  # noqa: ARG001
    """quantity(n) = n; ``X`` stays unknown"""
    return n if n == "X" else Fraction(n)


def product(at: Frame, *, n: Fraction, times: int) -> Fraction | None:  # noqa: ARG001
    """product(n, m) = n m"""
    return Fraction(n) * times


def total(at: Frame, *, n: Fraction, more: Fraction) -> Fraction | None:  # noqa: ARG001
    """total(n, m) = n + m, for n of hundreds and m below: two hundred and three, but not two and three"""
    return Fraction(n) + Fraction(more) if n >= 100 > more else None


def mixed(at: Frame, *, over: Fraction, under: Fraction, n: Fraction | int = 0) -> Fraction | None:  # noqa: ARG001
    """mixed(n, a, b) = n + a/b, for 0 < a < b < 100"""
    return Fraction(n) + Fraction(over) / Fraction(under) if 0 < over < under < 100 else None


def halved(at: Frame, *, n: Fraction | int = 0) -> Fraction:  # noqa: ARG001
    """halved(n) = n + 1/2"""
    return Fraction(n) + Fraction(1, 2)


def grouped(at: Frame, *, n: str) -> Fraction | None:  # noqa: ARG001
    """grouped(2.000) = 2000, where thousands are set apart by a full stop"""
    whole, _, thousands = n.partition(".")
    return Fraction(whole + thousands) if len(thousands) == 3 and whole != "0" else None
