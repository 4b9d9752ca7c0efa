"""What hangs together by pairs."""

from collections.abc import Iterable


def components(numbers: Iterable[int], pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Each number with the lowest of those that pairs lead to from it.

    >>> components([1, 2, 3, 4], [(3, 2), (4, 3)])
    {1: 1, 2: 2, 3: 2, 4: 2}
    """
    led = {number: number for number in numbers}

    def first(number: int) -> int:
        while led[number] != number:
            led[number] = led[led[number]]
            number = led[number]
        return number

    for one, other in pairs:
        low, high = sorted((first(one), first(other)))
        led[high] = low
    return {number: first(number) for number in led}
