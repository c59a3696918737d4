"""At the right: which version of the words is being written, and those before it."""

from __future__ import annotations

from inspector_gui.window.widgets.elements import card, text
from inspector_gui.window.widgets.scrolling import Panel

ABOUT = (
    "这里改的是文书的固定文字，改动立即保存，随检查组文件分发。\n"
    "用某一版定稿过文书以后，再改就成为新的一版；已定稿的文书不受影响。"
)


class WordingPanel(Panel):
    def __init__(self) -> None:
        super().__init__()
        self.name = text(role="section", wrap=True)
        self.facts = text(role="muted", wrap=True)
        self.word = text(role="error", wrap=True)
        self.versions = text(wrap=True)
        self.put(self.name, self.facts, self.word, card(text("版本", "muted"), self.versions))
        self.put(text(ABOUT, "muted", wrap=True))

    def show_version(self, name: str, version: str, changed: int, lines: list[str]) -> None:
        self.name.setText(name)
        self.facts.setText(f"第 {version} 版 · 改动 {changed} 处")
        self.versions.setText("\n".join(lines) or "全部是程序自带的文字。")

    def show_message(self, message: str) -> None:
        self.word.setText(message)
        self.word.setVisible(bool(message))
