"""Column types. Each knows its SQLite and PostgreSQL form and which stored values are sound.

`fault` gives the SQL condition under which a stored value is not sound; the gate before a merge
asks it of every row, so a damaged or forged file cannot bring in what the app would never write.
"""

import re
import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any, Generic, TypeVar

from sqlalchemy import BigInteger, Boolean, Dialect, Integer, LargeBinary, Text, Uuid
from sqlalchemy.exc import DontWrapMixin
from sqlalchemy.types import TypeDecorator, TypeEngine, UserDefinedType

from db.errors import InspectionError
from db.limits import MAX_COUNT, MAX_FEN
from db.masking import mask_numbers
from db.unseen import clean
from db.vocabulary import Naming, read_word

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")


class Unfit(InspectionError, DontWrapMixin):  # noqa: N818  # a verdict on a value
    """A value that a column does not take, or that no column of ours would hold."""


def _read(make: Callable[[Any], T], stored: Any) -> T:
    """What is stored as the program knows it. Raises where only damage can have put it there."""
    try:
        return make(stored)
    except (ValueError, TypeError) as error:
        raise Unfit("文件已损坏；请用备份文件夹中最近的一份备份继续工作。") from error


def _on_postgres(dialect: Dialect) -> bool:
    return dialect.name == "postgresql"


def _text(dialect: Dialect) -> TypeEngine[Any]:
    """Text that sorts by its bytes, as in a file, whatever the server's language."""
    return dialect.type_descriptor(Text(collation="C") if _on_postgres(dialect) else Text())


class Guid(TypeDecorator[uuid.UUID]):
    impl = LargeBinary
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Uuid() if _on_postgres(dialect) else LargeBinary())

    def process_bind_param(self, value: uuid.UUID | None, dialect: Dialect) -> Any:
        return value if value is None or _on_postgres(dialect) else value.bytes

    def process_result_value(self, value: Any, dialect: Dialect) -> uuid.UUID | None:
        return value if value is None or _on_postgres(dialect) else _read(_guid, value)

    def fault(self, column: str) -> str:
        return f"length({column}) <> 16"


def _guid(stored: bytes) -> uuid.UUID:
    return uuid.UUID(bytes=stored)


class Digest(TypeDecorator[bytes]):
    """A SHA-256."""

    impl = LargeBinary
    cache_ok = True

    def fault(self, column: str) -> str:
        return f"length({column}) <> 32"


class Photo(TypeDecorator[bytes]):
    """A downscaled copy; 8 MB is far above what the app writes."""

    impl = LargeBinary
    cache_ok = True

    def fault(self, column: str) -> str:
        return f"length({column}) > 8388608"


class UtcTime(TypeDecorator[datetime]):
    """An aware datetime, kept as ISO 8601 UTC with milliseconds."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _text(dialect)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return value
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return value if value is None else _read(datetime.fromisoformat, value)

    def fault(self, column: str) -> str:
        return f"strftime('%Y-%m-%dT%H:%M:%fZ', {column}) IS NOT {column}"


class Day(TypeDecorator[date]):
    """A calendar date in China, kept as YYYY-MM-DD."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _text(dialect)

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:
        return value if value is None else value.isoformat()

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:
        return value if value is None else _read(date.fromisoformat, value)

    def fault(self, column: str) -> str:
        return f"date({column}) IS NOT {column}"


class _Bounded(TypeDecorator[int]):
    impl = Integer
    cache_ok = True
    low = 0
    high = MAX_COUNT
    sentence = ""

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(BigInteger() if _on_postgres(dialect) else Integer())

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        if value is not None and not self.low <= value <= self.high:
            raise Unfit(self.sentence.format(value=value))
        return value

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        """A sum of BIGINT is a decimal on PostgreSQL; elsewhere there is nothing to do."""
        return _whole if _on_postgres(dialect) else None

    def fault(self, column: str) -> str:
        return f"{column} NOT BETWEEN {self.low} AND {self.high}"


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)


class Count(_Bounded):
    cache_ok = True
    sentence = "数量 {value} 不在 0 到 1000 万之间，请核对后重填。"


class Fen(_Bounded):
    """Money: integer fen."""

    cache_ok = True
    high = MAX_FEN
    sentence = "金额 {value} 分不在 0 到 1000 亿元之间，请核对后重填。"


class SignedFen(Fen):
    """A balance, which may be in the red: integer fen."""

    cache_ok = True
    low = -MAX_FEN
    sentence = "余额 {value} 分不在正负 1000 亿元之间，请核对后重填。"


class _FlagComparator(TypeDecorator.Comparator[bool], Integer.Comparator[bool]):
    """`IS` takes no bound value on PostgreSQL; this is the same, and in a file the same words."""

    def is_(self, other: Any) -> Any:
        return self.is_not_distinct_from(other)

    def is_not(self, other: Any) -> Any:
        return self.is_distinct_from(other)


class Flag(TypeDecorator[bool]):
    impl = Integer
    cache_ok = True
    comparator_factory = _FlagComparator

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return dialect.type_descriptor(Boolean() if _on_postgres(dialect) else Integer())

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | bool | None:
        if value is None:
            return None
        return bool(value) if _on_postgres(dialect) else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)

    def fault(self, column: str) -> str:
        return f"{column} NOT IN (0, 1)"


class Word(TypeDecorator[E], Generic[E]):
    """One word of a list, kept by value. A list that only names things may know more elsewhere."""

    impl = Text
    cache_ok = True

    def __init__(self, enum_type: type[E]) -> None:
        super().__init__()
        self.enum_type = enum_type

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _text(dialect)

    def process_bind_param(self, value: E | None, dialect: Dialect) -> str | None:
        return None if value is None else self.enum_type(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> E | None:
        return None if value is None else _read(partial(read_word, self.enum_type), value)

    def fault(self, column: str) -> str:
        if issubclass(self.enum_type, Naming):
            return f"{column} = '' OR instr({column}, ',') > 0 OR {_no_words(column, 60)}"
        listed = ", ".join(f"'{word.value}'" for word in self.enum_type)
        return f"{column} NOT IN ({listed})"


def _no_words(column: str, limit: int) -> str:
    """Too long, or with characters that no word has. A pattern is matched up to a NUL only."""
    odd = f"{column} GLOB '*[' || char(1) || '-' || char(31) || ']*'"
    return f"length({column}) > {limit} OR instr({column}, char(0)) > 0 OR {odd}"


@lru_cache(maxsize=4096)
def _words_in(enum_type: type[E], stored: str) -> tuple[E, ...]:
    """A catalogue says the same few over and over."""
    return tuple(_read(partial(read_word, enum_type), word) for word in stored.split(",") if word)


class Words(TypeDecorator[tuple[E, ...]], Generic[E]):
    """Several words of a list, in the list's order: `PRI,JUN`; those unknown here come last."""

    impl = Text
    cache_ok = True

    def __init__(self, enum_type: type[E]) -> None:
        super().__init__()
        self.enum_type = enum_type

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _text(dialect)

    def process_bind_param(self, value: tuple[E, ...] | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        known = [word.value for word in self.enum_type if word in value]
        return ",".join(
            [
                *known,
                *sorted(self.enum_type(word).value for word in value if word.value not in known),
            ]
        )

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[E, ...] | None:
        return None if value is None else _words_in(self.enum_type, value)

    def fault(self, column: str) -> str:
        if issubclass(self.enum_type, Naming):
            return _no_words(column, 400)
        bare = f"',' || {column} || ','"
        for word in self.enum_type:
            bare = f"replace({bare}, ',{word.value},', ',')"
        return f"{column} <> '' AND {bare} <> ','"


class Chars(TypeDecorator[str]):
    """Text of at most `limit` characters: nothing unseen in it, and numbers of people masked.

    `verbatim`: what the program wrote, or a paper's own number; it stays as it is, but for what is
    unseen.
    """

    impl = Text
    cache_ok = True

    def __init__(self, limit: int = 200, *, verbatim: bool = False) -> None:
        super().__init__()
        self.limit, self.verbatim = limit, verbatim

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _text(dialect)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        if len(value) > self.limit:
            raise Unfit(f"文字有 {len(value)} 个字，超过 {self.limit} 个字的上限，请缩短后重填。")
        seen = clean(value)
        return seen if self.verbatim else mask_numbers(seen)

    def fault(self, column: str) -> str:
        return f"length({column}) > {self.limit} OR instr({column}, char(0)) > 0"


class Code(Chars):
    """A code, key or answer: ASCII without spaces, so that no reader needs to guess."""

    cache_ok = True

    def __init__(self, limit: int = 200) -> None:
        super().__init__(limit, verbatim=True)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if value is not None and not _CODE.fullmatch(value):
            raise Unfit(f"编号“{value}”只能用字母、数字和符号，不含空格和汉字；请改正后重填。")
        return super().process_bind_param(value, dialect)

    def fault(self, column: str) -> str:
        # a pattern is matched up to a NUL only
        odd = f"{column} GLOB '*[^!-~]*' OR instr({column}, char(0)) > 0"
        return f"length({column}) > {self.limit} OR {odd}"


class _AnyStorage(UserDefinedType[Any]):
    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "ANY"


class Anything(TypeDecorator[Any]):
    """A value of an edit, in the storage class of the field it belongs to.

    PostgreSQL has no such type: there it is text that begins with the storage class (`i1`, `t乙`,
    `x` and hex), so that values are equal exactly where they are in a file.
    """

    impl = _AnyStorage
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return _text(dialect) if _on_postgres(dialect) else _AnyStorage()

    def bind_processor(self, dialect: Dialect) -> Any:
        return tagged if _on_postgres(dialect) else None

    def result_processor(self, dialect: Dialect, coltype: object) -> Any:
        return untagged if _on_postgres(dialect) else None

    def literal_processor(self, dialect: Dialect) -> Any:
        """Only of flags: for the index of deletions."""
        return (lambda value: f"'{tagged(value)}'") if _on_postgres(dialect) else str


def tagged(value: Any) -> str | None:
    """A stored value as PostgreSQL keeps it in an edit."""
    if value is None:
        return None
    if isinstance(value, bytes):
        return f"x{value.hex().upper()}"
    return f"t{value}" if isinstance(value, str) else f"i{int(value)}"


_READERS: dict[str, Callable[[str], Any]] = {
    "i": int,
    "t": str,
    "x": bytes.fromhex,
    "r": float,
}


def untagged(text: str | None) -> Any:
    if text is None:
        return None
    return _READERS[text[0]](text[1:])


_CODE = re.compile(r"[!-~]*")
