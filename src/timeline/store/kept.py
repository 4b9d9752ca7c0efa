"""What people keep in a timeline for another time: questions, and how their tables are to be read."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from timeline.store.dialects.base import Dialect

if TYPE_CHECKING:  # of no use but to those who ask
    from timeline.values.saved import SavedQuestion


class Kept:
    """The part of a store that keeps them."""

    _dialect: Dialect

    def questions(self) -> "list[SavedQuestion]":
        """The questions that are kept, by name."""
        from timeline.store.saved import questions

        with self._dialect.reading() as reader:
            return questions(reader)

    def keep_question(self, question: "SavedQuestion", *, replace: bool) -> None:
        """Keep a question: :func:`timeline.store.saved.keep`."""
        from timeline.store.saved import keep

        with self._dialect.writing() as connection:
            keep(connection, question, replace=replace)

    def forget_question(self, name: str) -> None:
        """Forget a question: :func:`timeline.store.saved.forget`."""
        from timeline.store.saved import forget

        with self._dialect.writing() as connection:
            forget(connection, name)

    def profiles(self) -> dict[str, dict[str, str]]:
        """The kept ways to read tables: by name, a field and the column that fills it."""
        from timeline.store.profiles import profiles

        with self._dialect.reading() as reader:
            return profiles(reader)

    def keep_profile(self, name: str, columns: Mapping[str, str], *, at: int) -> None:
        """Keep a way to read tables, in place of what bears its name."""
        from timeline.store.profiles import keep

        with self._dialect.writing() as connection:
            keep(connection, name, columns, at)
