"""The options of every command that asks the timeline, in one list, and the query that they put together.

A command names what it takes besides; :func:`asks` puts these before and after it::

    @asks(without=("limit",))
    def run(asked: Asked, to: … = "table") -> None: ...
"""

import inspect
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

import typer

from timeline.cli import base

if TYPE_CHECKING:  # --help needs none of the values
    from timeline.values.query import Beside, EventQuery
    from timeline.values.time import TimeSpan

E = TypeVar("E", bound=StrEnum)


def _text(name: str, metavar: str, sentence: str) -> tuple[str, Any, Any]:
    option = typer.Option(f"--{name}", metavar=metavar, help=sentence)
    return name.replace("-", "_"), Annotated[str, option], ""


def _number(name: str, metavar: str, sentence: str) -> tuple[str, Any, Any]:
    option = typer.Option(f"--{name}", metavar=metavar, help=sentence, min=1)
    return name.replace("-", "_"), Annotated[int | None, option], None


def _beside(name: str, sentence: str) -> tuple[str, Any, Any]:
    return _number(name, "EVENT", sentence)


_WHEN: Final = ("when", Annotated[list[str] | None, typer.Argument(metavar="WHEN", hidden=True)], None)
_ORDER: Final = "earliest, latest, published, sources; with --text also relevance"
OPTIONS: Final = (
    _text("text", "WORDS", 'Told in these words: "a phrase", AND, OR, NOT, pref*.'),
    _text("who", "NAME", "In which someone takes part: all words of one of their names."),
    _text("where", "PLACE", "Which happened there: words of its name, or a country: GB."),
    _text("kind", "KINDS", "Of these kinds: attack,protest … (see the guide)."),
    _text("status", "STATUSES", "Of these: occurred,ongoing,planned …"),
    _text("basis", "BASES", "Dated in these ways: stated,relative,context,published."),
    _text("grain", "GRAINS", "Known so finely: day, or day..month, or ..week."),
    _text("on-day", "MM-DD", "On that day of any year, and known to the day."),
    _text("source", "PART", "Part of an address, publisher or title."),
    _text("publisher", "PART", "Part of a publisher's name."),
    _text("published", "WHEN", "Told by something published then."),
    (
        "min_confidence",
        Annotated[
            float | None,
            typer.Option("--min-confidence", min=0, max=1, metavar="X", help="Of at least this confidence, 0 to 1."),
        ],
        None,
    ),
    _number("min-sources", "N", "Told by so many independent sources: copies count once."),
    _beside("before", "Before that event."),
    _beside("after", "After that event."),
    _beside("during", "While that event was."),
    _beside("around", "Around that event: --within says how near."),
    _text("within", "TIME", "How far from that event at most: 48h, 3d, 2 weeks."),
    (
        "certain",
        Annotated[bool, typer.Option("--certain/--possible", help="What must have been so, not what may have been.")],
        False,
    ),
    _text("sort", "ORDER", f"{_ORDER[0].upper()}{_ORDER[1:]}."),
    _number("limit", "N", "At most so many."),
    _text("after-token", "TOKEN", "The page after the one that ended with this."),
    _text("now", "DAY", "The day that `last month` counts from; else today."),
    (
        "timeout",
        Annotated[float | None, typer.Option("--timeout", min=0.001, metavar="SECONDS", help="Give up after so long.")],
        None,
    ),
)
PAGES: Final = ("sort", "limit", "after_token")
BESIDE: Final = ("before", "after", "during", "around", "within")
_DATABASE: Final = ("db", base.Database, base.DEFAULT)


class Asked:
    """What the options of one question say."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given
        self.db: str = given["db"]
        self.limit: int | None = given.get("limit")
        self.timeout: float | None = given.get("timeout")
        self.narrowed = any(given.get(name) for name in given.keys() - {"db", "limit", "timeout", "now", "sort"})

    @property
    def words(self) -> list[str]:
        """What is asked, as it is written to a command; without what only says how long to wait."""
        found = list(self._given.get("when") or ())
        for name, _, usual in OPTIONS:
            given = self._given.get(name, usual)
            if given != usual and name != "timeout":
                option = f"--{name.replace('_', '-')}"
                found += [option] if given is True else [option, str(given)]
        return found

    def query(self, *, undated: bool = False) -> "EventQuery":
        """The query that they ask for.

        Raises:
            TimelineError: If a window, a day or a number of events is not one.
            typer.BadParameter: If two of them do not go together, or there is no such kind or status.
        """
        from timeline.values.mention import Basis, Kind, Status
        from timeline.values.query import EventQuery, Sort

        of = self._given.get
        beside = self._beside()
        words = " ".join(of("when") or ())
        certain = bool(of("certain"))
        if certain and not words and not beside:
            raise typer.BadParameter("--certain wants a time to be certain of; add WHEN or --before EVENT")
        text = of("text") or ""
        sort = _one(of("sort") or "", Sort, "--sort") or Sort.EARLIEST
        if sort is Sort.RELEVANCE and not text:
            raise typer.BadParameter("--sort relevance wants words to be relevant to; add --text WORDS")
        return EventQuery(
            during=self._window(words),
            certain=certain,
            text=text,
            source=of("source") or "",
            undated=undated,
            limit=of("limit"),
            who=of("who") or "",
            where=of("where") or "",
            kinds=_some(of("kind") or "", Kind, "--kind"),
            statuses=_some(of("status") or "", Status, "--status"),
            min_confidence=of("min_confidence") or 0.0,
            min_sources=of("min_sources") or 1,
            bases=_some(of("basis") or "", Basis, "--basis"),
            grains=self._read("grain", "grains"),
            on_day=self._read("on_day", "day_of_year"),
            publisher=of("publisher") or "",
            published=self._window(of("published") or ""),
            beside=beside,
            sort=sort,
            after=of("after_token") or "",
        )

    def _window(self, words: str) -> "TimeSpan | None":
        if not words:
            return None
        from timeline.workflow.when import window

        return window(words, today=base.day(self._given.get("now") or ""))

    def _read(self, option: str, reader: str) -> Any:
        """What an option's words mean, by the function of that name."""
        if not (words := self._given.get(option)):
            return None
        from timeline.workflow import when

        return getattr(when, reader)(words)

    def _beside(self) -> "tuple[Beside, ...]":
        from timeline.values.query import Beside, Relation

        within = self._read("within", "duration")
        found = []
        for relation in Relation:
            if event := self._given.get(relation.value):
                near = None if relation is Relation.DURING else within
                if relation is Relation.AROUND and near is None:
                    raise typer.BadParameter("--around wants to know how near; add --within 48h")
                found.append(Beside(relation, event, near))
        if within is not None and not any(one.within is not None for one in found):
            raise typer.BadParameter("--within goes with --around, --before or --after EVENT")
        return tuple(found)


def asks(*, without: Sequence[str] = ()) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command whose first parameter is :class:`Asked`, with all options of a question but those named."""

    def asking(run: Callable[..., None]) -> Callable[..., None]:
        _, *own = inspect.signature(run).parameters.values()
        options = [option for option in (_WHEN, *OPTIONS, _DATABASE) if option[0] not in without]
        names = [name for name, _, _ in options]

        def command(**given: Any) -> None:
            return run(Asked({name: given.pop(name) for name in names}), **given)

        shared = [_parameter(*option) for option in options]
        first = [one for one in shared if one.name == "when"]
        parameters = [*first, *(one.replace(kind=one.KEYWORD_ONLY) for one in own), *shared[len(first) :]]
        command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {}
        command.__doc__, command.__name__, command.__module__ = run.__doc__, run.__name__, run.__module__
        return command

    return asking


def _parameter(name: str, annotation: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _some(words: str, values: type[E], option: str) -> tuple[E, ...]:
    """The values that a list with commas names, in their own order."""
    asked = {word.strip().lower() for word in words.split(",") if word.strip()}
    known = {value.value: value for value in values}
    for word in sorted(asked - known.keys()):
        raise typer.BadParameter(f"there is no '{word}'; there are: {', '.join(known)}", param_hint=option)
    return tuple(value for value in values if value.value in asked)


def _one(word: str, values: type[E], option: str) -> E | None:
    """The value that a word names."""
    found = _some(word, values, option)
    if len(found) > 1:
        raise typer.BadParameter(f"'{word}' are several; choose one", param_hint=option)
    return found[0] if found else None
