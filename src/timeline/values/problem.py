"""Bad input, as a value: gathered and reported, never swallowed."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know about what was read.

    ``where`` is a path or address, with ``:LINE`` where a line is known. ``skipped`` says that nothing of that
    place could be stored; otherwise it was stored with the reservation that ``what`` states.
    """

    where: str
    what: str
    advice: str = ""
    skipped: bool = True

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f"; {self.advice}" if self.advice else "")
