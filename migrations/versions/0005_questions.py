"""What questions are answered from: the day of the year, the first publication, counts by period; what changed, what is
kept to be asked again.

The search index is made anew, by stems of words. What changed before this version is not known.

Revision ID: 0005
Revises: 0004
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

OPEN_END = 4 * 10**18
OPEN_AT_START = 9  # length classes from here on have no period
UNDATED, TRAY_UNIT = 11, -1
DAY = 86_400
DAY_UNIT, WEEK_UNIT, MONTH_UNIT, YEAR_UNIT = 40, 50, 60, 90
ORDER = ("starts", "ends", "grain", "number")
SEARCH = "mention_search"
PAGE = 5_000


def upgrade() -> None:
    op.add_column("event", sa.Column("month_day", sa.SmallInteger, nullable=False, server_default=sa.text("0")))
    default = sa.text(str(OPEN_END))
    op.add_column("event", sa.Column("published", sa.BigInteger, nullable=False, server_default=default))
    for column in ("published_starts", "ingested_at", "publisher"):
        op.create_index(f"ix_document_{column}", "document", [column])
    op.create_table(
        "event_tally",
        sa.Column("unit", sa.SmallInteger, nullable=False, autoincrement=False),
        sa.Column("period", sa.BigInteger, nullable=False, autoincrement=False),
        sa.Column("events", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("unit", "period", name="pk_event_tally"),
    )
    op.create_table(
        "event_change",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("event", sa.BigInteger, nullable=False),
        sa.Column("led_to", sa.BigInteger),
        sa.Column("was_edtf", sa.Text),
        sa.Column("was_title", sa.Text, nullable=False),
        sa.Column("was_status", sa.Text, nullable=False),
        sa.Column("was_documents", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_event_change"),
    )
    op.create_index("ix_event_change_at", "event_change", ["at"])
    op.create_table(
        "saved_query",
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("saved_at", sa.BigInteger, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_saved_query"),
    )
    fill()
    op.create_index("ix_event_month_day_starts_ends_grain_number", "event", ["month_day", *ORDER])
    op.execute(f"DROP TABLE IF EXISTS {SEARCH}")  # made anew at the end of the walk


def fill() -> None:
    """Work out of every event's span what the new columns say of it."""
    op.execute(
        "UPDATE event SET published = coalesce((SELECT min(d.published_starts) FROM event_mention em "
        "JOIN mention m ON m.id = em.mention JOIN document d ON d.id = m.document "
        f"WHERE em.event = event.number AND m.superseded = 0), {OPEN_END})"
    )
    connection = op.get_bind()
    tally = Counter[tuple[int, int]]()
    named = sa.text("UPDATE event SET month_day = :day WHERE number = :number")
    for page in pages(connection):
        days = []
        for number, length_class, starts, ends in page:
            tally.update(periods(length_class, starts, ends))
            if length_class == 0 and starts // DAY == (ends - 1) // DAY:
                _, month, day = civil(starts // DAY)
                days.append({"number": number, "day": 100 * month + day})
        if days:
            connection.execute(named, days)
    undated = connection.execute(sa.text(f"SELECT count(*) FROM event WHERE length_class = {UNDATED}")).scalar_one()
    if undated:
        tally[TRAY_UNIT, OPEN_END] = undated
    counted = [{"unit": unit, "period": period, "events": n} for (unit, period), n in sorted(tally.items())]
    if counted:
        connection.execute(sa.text("INSERT INTO event_tally VALUES (:unit, :period, :events)"), counted)


def pages(connection: sa.Connection) -> Iterator[list[Any]]:
    """The dated events by number."""
    wanted = sa.text(
        f"SELECT number, length_class, starts, ends FROM event WHERE number > :last AND length_class < {UNDATED} "
        f"ORDER BY number LIMIT {PAGE}"
    )
    last = -1
    while page := list(connection.execute(wanted, {"last": last})):
        yield page
        last = page[-1][0]


def periods(length_class: int, starts: int, ends: int) -> Iterator[tuple[int, int]]:
    if length_class >= OPEN_AT_START:
        yield from ((unit, OPEN_END) for unit in (DAY_UNIT, WEEK_UNIT, MONTH_UNIT, YEAR_UNIT))
        return
    first, last = starts // DAY, (ends - 1) // DAY
    (year, month, day), (last_year, last_month, _) = civil(first), civil(last)
    first_of_year = first - day + 1 - sum(month_days(year, m) for m in range(1, month))
    yield DAY_UNIT, first if first == last else OPEN_END
    monday = first - (first + 3) % 7
    yield WEEK_UNIT, monday if last < monday + 7 else OPEN_END
    yield MONTH_UNIT, first - day + 1 if (year, month) == (last_year, last_month) else OPEN_END
    yield YEAR_UNIT, first_of_year if year == last_year else OPEN_END


def month_days(year: int, month: int) -> int:
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and leap else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def civil(number: int) -> tuple[int, int, int]:
    """The year, month and day of a day's number since 1970."""
    era, doe = divmod(number + 719_468, 146_097)
    yoe = (doe - doe // 1460 + doe // 36_524 - doe // 146_096) // 365
    doy = doe - (365 * yoe + yoe // 4 - yoe // 100)
    mp = (5 * doy + 2) // 153
    month = mp + 3 if mp < 10 else mp - 9
    return yoe + era * 400 + (month <= 2), month, doy - (153 * mp + 2) // 5 + 1


def downgrade() -> None:
    op.drop_index("ix_event_month_day_starts_ends_grain_number", "event")
    for table in ("saved_query", "event_change", "event_tally"):
        op.drop_table(table)
    for column in ("publisher", "ingested_at", "published_starts"):
        op.drop_index(f"ix_document_{column}", "document")
    op.drop_column("event", "published")
    op.drop_column("event", "month_day")
    op.execute(f"DROP TABLE IF EXISTS {SEARCH}")
