"""How a rule's pattern is written, and what it stands for.

A pattern is elements between spaces:

``last``            the word itself, in any case
``{month}``         a word of the table ``words.month``, a number kind, or what another rule ``gives``
``{start:date}``    the same, handed to the operator under another name
``(a|b {c})``       one of these
``x?``              or nothing
``~x``              touching what is before it
``[in] … [to]``     context: must stand there, and is not part of the expression
"""

import re
from dataclasses import dataclass, replace
from itertools import product

from timeline.errors import BadRule
from timeline.timex.lexer import fold

_PIECE = re.compile(r"\{(?:(?P<name>\w+):)?(?P<kind>[\w-]+)\}|(?P<sign>[()|?\[\]~])|(?P<word>[^\W\d_]+|\d+|[^\w\s])")
_MOST = 3_000  # variants of one pattern; more is a slip of the pen


@dataclass(frozen=True, slots=True)
class Element:
    """One step of a pattern: ``{month}`` or a word, by which name it is handed on, and where it stands."""

    symbol: str
    name: str = ""
    joined: bool = False
    context: int = 0  # -1 before the expression, 1 after it


Variant = tuple[Element, ...]


def variants(pattern: str, where: str) -> list[Variant]:
    """Every plain sequence that a pattern stands for.

    >>> [[e.symbol for e in v] for v in variants("the? {month} (1|2)", "")]
    [['the', '{month}', '1'], ['the', '{month}', '2'], ['{month}', '1'], ['{month}', '2']]

    Raises:
        BadRule: If brackets do not close, or it stands for too many.
    """
    pieces = list(_PIECE.finditer(fold(pattern)))
    found, at = _alternatives(pieces, 0, 0, where)
    if at != len(pieces):
        raise BadRule(where, f"the pattern '{pattern}' closes what it did not open")
    if len(found) > _MOST:
        raise BadRule(where, f"the pattern '{pattern}' stands for {len(found)} sequences; split it")
    return [v for v in dict.fromkeys(found) if any(e.context == 0 for e in v)]


def spellings(word: str) -> list[str]:
    """Every form of a word of a table, whose endings may stand in brackets.

    >>> spellings("letzte(|n|r)"), spellings("today")
    (['letzte', 'letzten', 'letzter'], ['today'])
    """
    parts = re.split(r"\(([^()]*)\)", word)  # the odd ones stood in brackets
    return ["".join(form) for form in product(*(p.split("|") if i % 2 else [p] for i, p in enumerate(parts)))]


def _alternatives(pieces: list[re.Match[str]], at: int, context: int, where: str) -> tuple[list[Variant], int]:
    found: list[Variant] = []
    while True:
        some, at = _sequence(pieces, at, context, where)
        found += some
        if at < len(pieces) and pieces[at].group() == "|":
            at += 1
        else:
            return found, at


def _sequence(pieces: list[re.Match[str]], at: int, context: int, where: str) -> tuple[list[Variant], int]:
    parts: list[list[Variant]] = []
    joined = False
    while at < len(pieces) and pieces[at].group() not in ("|", ")", "]"):
        piece, at = pieces[at], at + 1
        if piece.group() == "~":
            joined = True
            continue
        if piece["sign"] in ("(", "["):
            inside = context if piece["sign"] == "(" else 1 if any(parts) else -1
            part, at = _alternatives(pieces, at, inside, where)
            if at >= len(pieces) or pieces[at].group() != (")" if piece["sign"] == "(" else "]"):
                raise BadRule(where, f"the pattern '{piece.string}' does not close a bracket")
            at += 1
        elif piece["kind"]:
            part = [(Element(f"{{{piece['kind']}}}", piece["name"] or piece["kind"], context=context),)]
        else:
            part = [(Element(piece.group(), context=context),)]
        if joined:
            part, joined = [(replace(v[0], joined=True), *v[1:]) for v in part if v], False
        if at < len(pieces) and pieces[at].group() == "?":
            part, at = [*part, ()], at + 1
        parts.append(part)
    if len(parts) and _size(parts) > _MOST:
        raise BadRule(where, "a pattern stands for too many sequences; split it")
    return [tuple(e for part in choice for e in part) for choice in product(*parts)], at


def _size(parts: list[list[Variant]]) -> int:
    size = 1
    for part in parts:
        size *= len(part)
    return size
