"""Questions that are understood and get no answer, and those that are kept to be asked again."""

from collections.abc import Sequence

from timeline.errors.base import TimelineError


class GaveUp(TimelineError):
    """The time that was given for an answer is over."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"gave up after {seconds:g} s; ask for less (a shorter window, a limit), or give it more time")


class StoppedByServer(TimelineError):
    """A question that the database's keepers, or their settings, have ended."""

    def __init__(self, label: str, why: str) -> None:
        super().__init__(f"{label} ended the question: {why}; ask for less, or ask those who keep it")


class BadQuestionName(TimelineError):
    """A name that no question can bear."""

    def __init__(self, name: str, longest: int) -> None:
        super().__init__(f"{name[:longest]!r} is no name for a question; write up to {longest} characters on one line")


class NameTaken(TimelineError):
    """A name that another question bears already."""

    def __init__(self, name: str, command: str, words: Sequence[str]) -> None:
        super().__init__(
            f"'{name}' is kept already: {' '.join((command, *words))}; write --replace, or give another name"
        )


class NoSuchQuestion(TimelineError):
    """A name that no kept question bears."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        there = f"there are: {', '.join(known)}" if known else "none is kept yet; `timeline save NAME …` keeps one"
        super().__init__(f"no question '{name}' is kept; {there}")


class NoQuestion(TimelineError):
    """A command that asks nothing, and so cannot be kept as a question."""

    def __init__(self, command: str, asking: Sequence[str]) -> None:
        super().__init__(f"'{command}' asks nothing that could be kept; these do: {', '.join(asking)}")
