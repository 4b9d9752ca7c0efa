"""A part of a question, which knows where it stands in it."""

from collections.abc import Sequence
from typing import TypeVar

from timeline.errors import BadWords

Wrong = TypeVar("Wrong", bound=BadWords)


class Part:
    """The characters of ``asked`` from ``start`` to before ``end``, without spaces around them."""

    __slots__ = ("asked", "end", "start", "text")

    def __init__(self, asked: str, start: int = 0, end: int | None = None) -> None:
        text = asked[start:end]
        self.asked = asked
        self.text = text.strip()
        self.start = start + len(text) - len(text.lstrip())
        self.end = self.start + len(self.text)

    @classmethod
    def of(cls, words: str) -> "Part":
        """The whole of a question, on one line with single spaces."""
        return cls(" ".join(words.split()))

    def cut(self, start: int, end: int | None = None) -> "Part":
        """A part of this one, which counts from its own beginning."""
        return Part(self.asked, self.start + start, self.end if end is None else self.start + end)

    def at(self, mark: str) -> "tuple[Part, Part] | None":
        """What stands before and after the first such mark; nothing where there is none."""
        found = self.text.find(mark)
        return None if found < 0 else (self.cut(0, found), self.cut(found + len(mark)))

    def dots(self) -> "tuple[Part, Part] | None":
        """What stands before and after the dots of a range; those of EDTF's sets and intervals are not such."""
        depth = 0
        for place, letter in enumerate(self.text):
            depth += (letter in "[{") - (letter in "]}")
            if depth <= 0 and self.text.startswith("..", place):
                around = self.text[max(place - 1, 0) : place + 3]
                return None if "/" in around else (self.cut(0, place), self.cut(place + 2))
        return None

    def bad(self, wrong: type[Wrong], why: str, examples: Sequence[str] = ()) -> Wrong:
        """The error that says why this part is not understood."""
        return wrong(self.asked, self.start, self.end, why, examples)
