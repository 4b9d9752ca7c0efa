"""Sentences, found by their marks and paragraph by paragraph, in time that grows with the text and no faster.

A line ends a paragraph, unless its block (the lines between two empty ones) is text that was wrapped at a column. No
sentence is longer than :data:`LONGEST` characters: what is longer is cut at white space, since it is no sentence but a
table, a list, or a file without a full stop.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from timeline.events.lexicon import SentenceWords, sentence_words
from timeline.values.mention import TextSpan

LONGEST = 1_000
_LINE = re.compile(r"[^\r\n\v\f\x1c-\x1e\x85\u2028\u2029]++")
# Possessive throughout, and only where a run begins: a megabyte of dots is read once.
# Those after the first three are where a headline's end may have lost its mark, "… face trial The mayor said", "… in
# Velm NEW: The", where a list goes on with a star, and where a picture's source runs into the text.
_STOP = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+\s++|[。！？]++[」』”]*+\s*+|\)\s?(?:--|[–—-])\s"
    r"|(?<=[\w'’”\"])\ (?=[A-Z][a-z]{1,9}\ [a-z])|\s(?=[A-Z]{3,12}:\s[A-Z\"“])"
    r"|(?<=[A-Z]{3})\ (?=[A-Z][a-z])|\s(?=[*•]\s[A-Z])|(?<=[a-z]):\ [A-Z][A-Za-z]{1,12}\s(?=[A-Z])"
)
# "PORT SALM, Norway (AP) -- ": capitals at a paragraph's start, up to a dash.
_DATELINE = re.compile(
    r"[^\W\d_a-zß-ÿ]{3,25}+(?:[ ,./'-]++[^\W\d_]{1,20}+){0,3}+\s?(?:\([^)\n]{2,20}\)\s?)?(?:--|[–—-])\s"
)
# What pages put before a sentence: "(Update 5:51 p.m.)", "updated: Mon May 13 2019 14:29:00", "VELM, 6:22 p.m. ET:",
# "Photograph: Ada Ode/AP".
_STAMP = re.compile(
    r"\([^()\n]{0,40}\d[^()\n]{0,40}\)\s+(?:[-–—]{1,2}\s+)?(?=[^\W\da-z_])"
    r"|[^\n]{0,200}?\b\d{4} \d\d:\d\d:\d\d\s+(?=[^\W\da-z_])"
    r"|[^\n.!?:]{3,20}: [^\n/.!?:]{2,30}(?:/[A-Z][A-Za-z]{1,8}){1,2}\s+(?=[A-Z])"
    r"|[^\n.!?:]{0,20}\d?\d[:.]\d\d ?(?:[ap]\.?m\.?)?[^\n.!?:]{0,12}"
    r"(?:, \d?\d[:.]\d\d (?:[ap]\.m\.)?[^\n.!?:]{0,12})?:\s+"
)
_OPENING = "\"'“‘«([ -–—"
_HEADING = 8  # letters of three words that are a heading, no list of short names
_WIDEST, _NARROWEST = 100, 60  # columns at which people wrap plain text


def sentences(text: str, code: str = "en", *, start: int = 0) -> Iterator[TextSpan]:
    """The sentences of a text in their order, without the white space around them; none is empty, none overlap.

    >>> [s.of("Mr. Ode left. It rained.") for s in sentences("Mr. Ode left. It rained.")]
    ['Mr. Ode left.', 'It rained.']

    Args:
        code: An ISO 639-1 code; a language without a file is split by marks alone.
        start: The character to begin at.
    """
    words = sentence_words(code)
    for first, end in _paragraphs(text, start):
        at = first
        if (dateline := _DATELINE.match(text, first, min(end, first + 80))) and dateline.end() < end:
            yield from _cut(text, at, dateline.end())
            at = dateline.end()
        if (stamp := _STAMP.match(text, at, min(end, at + 250))) and stamp.end() < end:
            yield from _cut(text, at, stamp.end())
            at = stamp.end()
        for stop in _STOP.finditer(text, at, end):
            if stop.end() < end and _ends(text, at, stop, words):
                yield from _cut(text, at, stop.end())
                at = stop.end()
        yield from _cut(text, at, end)


def _cut(text: str, start: int, end: int) -> Iterator[TextSpan]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:
        space = max(
            text.rfind(" ", start + LONGEST // 2, start + LONGEST),
            text.rfind("\t", start + LONGEST // 2, start + LONGEST),
        )
        stop = space if space > 0 else start + LONGEST
        yield from _cut(text, start, stop)
        start = stop
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield TextSpan(start, end)


def _ends(text: str, start: int, stop: re.Match[str], words: SentenceWords) -> bool:
    """Whether a sentence that began at ``start`` ends with this mark."""
    mark = stop[0]
    if mark[0] == ":":  # "Photograph: Reuters", from which the text runs on
        return mark[1:].strip().lower() in words.agencies
    if mark.isspace() and (text[stop.end()] in "*•" or _ends_heading(text, start, stop)):
        return True
    if mark.isspace():
        return text[stop.end() + 1].isupper() or _begins_anew(text, start, stop, words)
    if mark[0] == ")":
        bracket = text.rfind("(", max(start, stop.start() - 20), stop.start())
        return bracket >= 0 and text[bracket + 1 : stop.start()].strip().lower() in words.agencies
    if mark[0] in "。！？":
        return True
    following = _word_at(text, stop.end())
    if following and following[0].islower():
        return False
    if mark[0] != "." or mark.startswith(".."):
        return True
    last = text[max(start, stop.start() - 20) : stop.start()].split()
    word = last[-1].lstrip("\"'“‘([").lower() if last else ""
    if word in words.abbreviations or (len(word) == 1 and word.isalpha() and last[-1][-1].isupper()):
        return (
            following[:1].isdigit() is False and word not in words.abbreviations and following.lower() in words.openers
        )
    if word.isdigit() and len(word) < 3 and not words.openers:
        return False  # many languages write "3. May"; one whose openers are not known may be of them
    if word in words.may_end:
        return following.lower() in words.openers
    return True


def _ends_heading(text: str, start: int, stop: re.Match[str]) -> bool:
    """Whether three words in capitals stand before one that is not: "THE END OF A ROAD The mayor"."""
    before = text[max(start, stop.start() - 40) : stop.start()].split()[-3:]
    return len(before) == 3 and all(w.isupper() and w.isalpha() for w in before) and len("".join(before)) > _HEADING


def _begins_anew(text: str, start: int, stop: re.Match[str], words: SentenceWords) -> bool:
    """Whether a word that is capital for no other reason begins a sentence: after a word that could end one."""
    before = text[max(start, stop.start() - 30) : stop.start()].split()
    opener = _word_at(text, stop.end()).lower()
    return bool(before) and opener in words.anew and before[-1].lower() not in words.runs_on | words.openers


def _word_at(text: str, at: int) -> str:
    end = min(len(text), at + 40)
    while at < end and text[at] in _OPENING:
        at += 1
    stop = at
    while stop < end and (text[stop].isalnum() or text[stop] in "'’"):
        stop += 1
    return text[at:stop]


def _paragraphs(text: str, start: int) -> Iterator[tuple[int, int]]:
    """Lines, and the lines of a wrapped block as one."""
    block: list[tuple[int, int]] = []
    for line in _LINE.finditer(text, start):
        if block and text.count("\n", block[-1][1], line.start()) != 1 and line.start() - block[-1][1] > 1:
            yield from _joined(text, block)
            block = []
        if line[0].isspace():
            yield from _joined(text, block)
            block = []
        else:
            block.append(line.span())
    yield from _joined(text, block)


def _joined(text: str, block: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    if not block:
        return
    widest = max(end - start for start, end in block)
    wrapped = (
        len(block) > 2
        and _NARROWEST <= widest <= _WIDEST
        and all(_full(text, line, after, widest) for line, after in pairwise(block))
    )
    start, end = block[0]
    for line in block[1:]:
        runs_on = text[line[0]].islower() and text[end - 1] not in '.!?…:;"”' and end - start >= _NARROWEST // 2
        if not wrapped and not runs_on:
            yield start, end
            start = line[0]
        end = line[1]
    yield start, end


def _full(text: str, line: tuple[int, int], after: tuple[int, int], widest: int) -> bool:
    """Whether the next line's first word would not have fitted."""
    word = text[after[0] : min(after[1], after[0] + widest)].split(None, 1)
    return line[1] - line[0] + 1 + len(word[0] if word else "") > widest
