"""No text makes the tagger slow: ten times the text takes about ten times the time."""

import time

import pytest

from timeline.timex import tag
from timeline.values.time import TimeSpan

HARD = {
    "ones": "1 1 1 ",
    "in": "in in in ",
    "months": "May May May ",
    "digits": "1234567890",
    "letters": "abcdefghij",
    "dashes": "2019-2019-",
    "numbers": "twenty two hundred and ",
    "early": "early late mid early the end of ",
    "ranges": "May 3 to May 4 and ",
    "ago": "three years ago ",
    "dots": "1.1.1.1",
    "quotes": "'98 '98 's 's ",
}
SMALL = 4_000


def seconds(text: str) -> float:
    began = time.process_time()
    tag(text, published=TimeSpan.of(2019, 5, 15))
    return time.process_time() - began


@pytest.mark.parametrize("piece", HARD.values(), ids=HARD.keys())
def test_ten_times_the_text_takes_about_ten_times_the_time(piece: str) -> None:
    text = piece * (SMALL * 10 // len(piece))
    seconds(text[:SMALL])  # caches
    small = min(seconds(text[:SMALL]) for _ in range(3))
    assert min(seconds(text) for _ in range(3)) < 30 * small + 0.3
