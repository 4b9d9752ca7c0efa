"""What is asked of a text: words and how they go together, read off what a person writes.

Words side by side must all occur, as with ``AND``. ``OR`` wants one of two; ``NOT``, or a ``-`` before it, that a
word does not occur. ``NOT`` binds closest, then ``AND``, then ``OR``; brackets bind as one wishes. Between quotation
marks, and where one writes without a space (``o'neill``, ``10/12``), words stand in a row. ``kidnap*`` is any word that
begins so. A word is found in all its forms, also in a row.

A question is asked of one mention: its title and its quote. What only says what must not occur is no question.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, NoReturn, TypeAlias

from timeline.errors import NotUnderstood
from timeline.store.words import fold, stem, words

MOST: Final = 100  # words of a question
_DEEPEST: Final = 20  # brackets and negations within one another
_EXAMPLES: Final = ('"free press" kidnap*', "ferry (sank OR capsized) -boat")

_OPERATORS: Final = ("AND", "OR", "NOT")
_END: Final = "end"
_MARKS: Final = '"“”„'
_TOKEN = re.compile(
    rf"""(?P<quoted>[{_MARKS}][^{_MARKS}]*[{_MARKS}]?) | (?P<sign>[()] | (?<![^\s(-])-(?=[^\s)]))
    | (?P<bare>[^\s(){_MARKS}]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Stems that stand in a row, in the title or in the quote; mostly there is one."""

    stems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beginning:
    """A word that begins so, as it is written or in its stem."""

    letters: str


@dataclass(frozen=True, slots=True)
class Every:
    """All of these, each anywhere."""

    parts: tuple["Asked", ...]


@dataclass(frozen=True, slots=True)
class OneOf:
    """At least one of these."""

    parts: tuple["Asked", ...]


@dataclass(frozen=True, slots=True)
class Without:
    """The one and not the other."""

    wanted: "Asked"
    unwanted: "Asked"


Leaf: TypeAlias = Phrase | Beginning
Asked: TypeAlias = Leaf | Every | OneOf | Without


def understood(text: str) -> Asked:
    """What a question asks for.

    >>> understood('ferry -"at sea"')
    Without(wanted=Phrase(stems=('ferri',)), unwanted=Phrase(stems=('at', 'sea')))
    >>> understood("kidnapp* OR o'neill")
    OneOf(parts=(Beginning(letters='kidnapp'), Phrase(stems=('o', 'neill'))))

    Raises:
        NotUnderstood: At the part that cannot be read, or that asks for nothing that a text could hold.
    """
    return _Reading(text).whole()


def leaves(asked: Asked) -> dict[Leaf, bool]:
    """What of a question may be found, as it is asked, and whether all that is found holds it; nothing unwanted.

    >>> leaves(understood("ferry (sank OR sinks OR ferry) -boat"))
    {Phrase(stems=('ferri',)): True, Phrase(stems=('sank',)): False, Phrase(stems=('sink',)): False}
    """
    found = dict[Leaf, bool]()
    for leaf, held in _leaves(asked, held=True):
        found[leaf] = held or found.get(leaf, False)
    return found


def _leaves(asked: Asked, *, held: bool) -> Iterator[tuple[Leaf, bool]]:
    match asked:
        case Every(parts) | OneOf(parts):
            for part in parts:
                yield from _leaves(part, held=held and isinstance(asked, Every))
        case Without(wanted):
            yield from _leaves(wanted, held=held)
        case _:
            yield asked, held


class _Token(NamedTuple):
    kind: str  # quoted, bare or end, else what stands there
    start: int
    end: int


class _Part(NamedTuple):
    """What is asked, or where ``refused`` tells the place of what negates it, what is asked not to be."""

    asked: Asked
    refused: _Token | None = None


class _Reading:
    """One question, read from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = [*_tokens(text), _Token(_END, len(text.rstrip()), len(text.rstrip()))]
        self._at = 0
        self._depth = self._words = 0

    def whole(self) -> Asked:
        if self._next.kind == _END:
            self._refuse(self._next, "there is no word to look for")
        found = self._either()
        if self._next.kind == ")":
            self._refuse(self._next, "no bracket is open that this one could close")
        if found.refused:
            self._refuse(found.refused, "only what must not occur is asked for; say also what must")
        return found.asked

    @property
    def _next(self) -> _Token:
        return self._tokens[self._at]

    def _take(self) -> _Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _either(self) -> _Part:
        parts = [self._every()]
        while self._next.kind == "OR":
            self._take()
            parts.append(self._every())
        return _one_of(parts)

    def _every(self) -> _Part:
        parts = [self._one()]
        while self._next.kind not in ("OR", ")", _END):
            if self._next.kind == "AND":
                self._take()
            parts.append(self._one())
        return _every(parts)

    def _one(self) -> _Part:
        before = self._tokens[self._at - 1] if self._at else None
        token = self._take()
        match token.kind:
            case "NOT" | "-":
                self._deeper(token)
                found = self._one()
                self._depth -= 1
                return _Part(found.asked, None if found.refused else token)
            case "(":
                return self._bracket(token)
            case "quoted" | "bare":
                return _Part(self._leaf(token))
        if before is not None and before.kind in (*_OPERATORS, "(", "-"):
            self._refuse(before, f"nothing to look for stands behind this {before.kind}")
        self._refuse(token, f"nothing to look for stands before this {token.kind}")

    def _bracket(self, opening: _Token) -> _Part:
        self._deeper(opening)
        found = self._either()
        self._depth -= 1
        if self._take().kind != ")":
            self._refuse(opening, "this bracket is not closed")
        return found

    def _deeper(self, token: _Token) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            self._refuse(token, f"more than {_DEEPEST} brackets stand within one another")

    def _leaf(self, token: _Token) -> Leaf:
        text = self._text[token.start : token.end]
        if token.kind == "quoted" and (len(text) == 1 or text[-1] not in _MARKS):
            self._refuse(_Token("bare", token.start, token.start + 1), "this quotation mark is not closed")
        found = words(text)
        if not found:
            self._refuse(token, "there is no letter or digit to look for in this")
        self._words += len(found)
        if self._words > MOST:
            self._refuse(token, f"here the question has more than {MOST} words")
        star = re.search(r"(?<=\w)\*" if token.kind == "quoted" else r"\*", text)
        if star is None:
            return Phrase(tuple(stem(word) for word in found))
        if len(found) > 1 or star.end() != len(text) or not re.search(r"[^\W_]\*", fold(text)):
            place = _Token("bare", token.start + star.start(), token.start + star.end())
            self._refuse(place, "a star stands only at the end of one word, outside quotation marks")
        return Beginning(found[0])

    def _refuse(self, token: _Token, why: str) -> NoReturn:
        raise NotUnderstood(self._text, token.start, token.end, why, _EXAMPLES)


def _tokens(text: str) -> Iterator[_Token]:
    for found in _TOKEN.finditer(text):
        kind, said = found.lastgroup or "", found[0]
        if kind == "sign" or said in _OPERATORS:
            kind = said
        yield _Token(kind, found.start(), found.end())


def _every(parts: Sequence[_Part]) -> _Part:
    """All of the parts. What is wanted less what is not; where nothing is wanted, not one of the unwanted."""
    wanted = [part.asked for part in parts if not part.refused]
    unwanted = [part.asked for part in parts if part.refused]
    if not wanted:
        return _Part(_any(unwanted), parts[0].refused)
    return _Part(Without(_all(wanted), _any(unwanted)) if unwanted else _all(wanted))


def _one_of(parts: Sequence[_Part]) -> _Part:
    """One of the parts. Where one is "not this", then all but those that hold this and none of the others."""
    wanted = [part.asked for part in parts if not part.refused]
    unwanted = [part for part in parts if part.refused]
    if not unwanted:
        return _Part(_any(wanted))
    missing = _all([part.asked for part in unwanted])
    return _Part(Without(missing, _any(wanted)) if wanted else missing, unwanted[0].refused)


def _all(parts: Sequence[Asked]) -> Asked:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, Every) else (part,))]
    return _single(flat) or Every(tuple(dict.fromkeys(flat)))


def _any(parts: Sequence[Asked]) -> Asked:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, OneOf) else (part,))]
    return _single(flat) or OneOf(tuple(dict.fromkeys(flat)))


def _single(parts: Sequence[Asked]) -> Asked | None:
    return parts[0] if len(set(parts)) == 1 else None
