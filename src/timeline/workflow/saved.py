"""Questions that are kept to be asked again."""

from timeline.errors import BadQuestionName, NoSuchQuestion
from timeline.store import open_store
from timeline.values.saved import SavedQuestion

_LONGEST = 100  # characters of a name


def named(name: str) -> str:
    """The name, if a question may bear it.

    Raises:
        BadQuestionName: If it is empty, too long, or not to be written on a line.
    """
    if not (0 < len(name) <= _LONGEST and name.isprintable() and name.strip() == name and not name.startswith("-")):
        raise BadQuestionName(name, _LONGEST)
    return name


def questions(database: str) -> list[SavedQuestion]:
    """All that are kept, by name; nothing is written."""
    with open_store(database, read_only=True) as store:
        return store.questions()


def question(database: str, name: str) -> SavedQuestion:
    """The question of that name.

    Raises:
        NoSuchQuestion: If there is none.
    """
    kept = questions(database)
    for one in kept:
        if one.name == name:
            return one
    raise NoSuchQuestion(name, [one.name for one in kept])


def keep(database: str, question: SavedQuestion, *, replace: bool = False) -> None:
    """Keep a question; with ``replace`` in place of what bears its name.

    Raises:
        BadQuestionName: If its name is none.
        NameTaken: If something bears its name, and is not to be replaced.
    """
    named(question.name)
    with open_store(database) as store:
        store.keep_question(question, replace=replace)


def forget(database: str, name: str) -> None:
    """Forget the question of that name.

    Raises:
        NoSuchQuestion: If there is none.
    """
    with open_store(database) as store:
        store.forget_question(name)
