"""Every journalled table, found by class or by name; reading it imports all of them."""

from functools import cache

from sqlalchemy import Table

from db.schema.base import Base, Kept


@cache
def kept_classes() -> tuple[type[Kept], ...]:
    """Every journalled table's class, parents before children."""
    import db.schema.everything  # noqa: F401  # fills the registry

    order = {table.name: n for n, table in enumerate(Base.metadata.sorted_tables)}
    classes = [m.class_ for m in Base.registry.mappers if issubclass(m.class_, Kept)]
    return tuple(sorted(classes, key=lambda cls: order[cls.__tablename__]))


def table_named(name: str) -> Table:
    """Raises KeyError where no table is called so."""
    import db.schema.everything  # noqa: F401  # fills the metadata

    return Base.metadata.tables[name]
