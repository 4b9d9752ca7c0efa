"""Long lists of words that stand as plain tables, ``CODE.PART.txt``: one row a line, its fields between bars.

They are read only by those who ask, unlike ``CODE.PART.toml``. Lines that begin with ``#`` are for people.
"""

from importlib import resources


def rows(code: str, part: str, width: int) -> list[tuple[str, ...]]:
    """The rows of a language's table, each of ``width`` fields (missing ones empty); none where it has no such table.

    >>> rows("en", "places", 5)[0]
    ('country', 'AF', '33.8, 66.0', 'Afghanistan', 'Afghan(s)')
    """
    file = resources.files(__package__) / f"{code}.{part}.txt"
    if not file.is_file():
        return []
    lines = (line for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    fields = ([field.strip() for field in line.split("|")] for line in lines)
    return [tuple(row + [""] * (width - len(row))) for row in fields]
