"""What Alembic runs: for the program, which hands a database over, and by hand.

By hand, from the top folder: ``alembic upgrade head``, ``alembic -x db=other.db current``. The database is that of
``-x db=``, else of the variable ``TIMELINE_DB``, else ``timeline.db``.
"""

import os

from alembic import context

from timeline.store.migrate import Place, ours, place_of
from timeline.store.tables import metadata


def walk(place: Place) -> None:
    """Run what Alembic was told to, inside the transaction that is open."""
    context.configure(
        connection=place.connection,
        target_metadata=metadata,
        include_name=lambda name, kind, _: ours(name, kind),
        on_version_apply=place.keeper(context.script),
        render_as_batch=True,
    )
    with context.begin_transaction():
        context.run_migrations()


if handed := context.config.attributes.get("place"):
    walk(handed)
else:
    address = context.get_x_argument(as_dictionary=True).get("db") or os.environ.get("TIMELINE_DB") or "timeline.db"
    with place_of(address) as place:
        walk(place)
