"""How a document stands, in words and colour."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from db.vocabulary import DocumentKind
from inspector_gui.window.theme.colours import Tone
from inspector_gui.window.theme.theme import theme

if TYPE_CHECKING:
    from inspector_gui.documents.scope import Standing

#: By the state's name: what the list says, what the panel says, and in which tone.
STATES = {
    "BLANK": ("空白表", "空白表，打印后手工填写", "calm"),
    "DRAFT": ("草稿", "草稿", "warn"),
    "LOCKED": ("已定稿", "已定稿", "good"),
    "SIGNED": ("已签", "已定稿，附有签字件", "good"),
    "CHANGED": ("已变更", "内容已变，与定稿不同", "bad"),
    "NOT_AS_SIGNED": ("与签字不符", "与已签版本不一致", "bad"),
    "": ("不能生成", "不能生成", "bad"),
}


@dataclass(frozen=True)
class Row:
    """A document in the list."""

    kind: DocumentKind
    name: str
    title: str
    state: str

    @classmethod
    def of(cls, standing: Standing) -> Row:
        state = standing.state.name if standing.state else ""
        return cls(standing.kind, standing.name, standing.title, state)

    @property
    def caption(self) -> str:
        return STATES[self.state][0]


def tone_of(row: Row) -> Tone:
    return tone(row.state)


def tone(state: str) -> Tone:
    found: Tone = getattr(theme().colours, STATES[state][2])
    return found
