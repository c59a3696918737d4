"""Engines on files. What was compiled once serves every file of the process: a statement is written
out as SQL for a dialect, and all files have the same one."""

from collections.abc import Callable
from functools import cache
from typing import Any

from sqlalchemy import Engine, Pool, QueuePool, create_engine
from sqlalchemy.util import LRUCache

#: How many statements stay compiled; the least used go first.
_STATEMENTS = 2000


def engine_on(connect: Callable[[], Any], *, connections: int = 1) -> Engine:
    """An engine whose connections to one file `connect` opens."""
    first, compiled = _first()
    pool: Pool = QueuePool(connect, pool_size=connections, dialect=first.dialect)
    return Engine(
        pool,
        first.dialect,
        first.url,
        hide_parameters=True,  # what people wrote never reaches a log
        execution_options={"compiled_cache": compiled},
    )


@cache
def _first() -> tuple[Engine, LRUCache[Any, Any]]:
    """An engine on nothing, by which SQLAlchemy knows the library; and what all have compiled."""
    import sqlcipher3.dbapi2 as sqlite

    engine = create_engine("sqlite://", module=sqlite)
    engine.connect().close()
    engine.dispose()
    return engine, LRUCache(_STATEMENTS)
