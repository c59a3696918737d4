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


@cache
def class_named(name: str) -> type[Kept] | None:
    """The class of a journalled table; None where none is called so. Reads only what it must."""
    return _loaded(name) or next((cls for cls in kept_classes() if cls.__tablename__ == name), None)


def _loaded(name: str) -> type[Kept] | None:
    """Of those that were imported already."""
    classes = (mapper.class_ for mapper in Base.registry.mappers)
    found = (cls for cls in classes if cls.__tablename__ == name and issubclass(cls, Kept))
    return next(found, None)


def referred_table(cls: type[Kept], column: str) -> str | None:
    """The table to which a column refers, by a key or loosely."""
    known = cls.__table__.columns.get(column)
    for key in known.foreign_keys if known is not None else ():
        return str(key.column.table.name)
    return cls.loose.get(column)


def table_named(name: str) -> Table:
    """Raises KeyError where no table is called so."""
    import db.schema.everything  # noqa: F401  # fills the metadata

    return Base.metadata.tables[name]
