"""A new campaign: what must be said before there is a file for it. Everything else comes after."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from db.errors import InspectionError
from db.file_names import file_name
from db.storage.file import SUFFIX
from db.storage.passphrases import MIN_LENGTH, require_long_enough, strength
from db.storage.user_folder import data_folder
from inspector_gui.exchange.new_campaign import Beginning, begin
from inspector_gui.labels import label, today
from inspector_gui.window.jobs import Job, application
from inspector_gui.window.notices import sentence
from inspector_gui.window.shell.opening import KeyedFile
from inspector_gui.window.theme.theme import theme
from inspector_gui.window.widgets.elements import button, text


class BeginDialog(QDialog):
    """Tells `ready` once the file is there."""

    ready = Signal(KeyedFile)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("新建检查")
        year = today().year
        self.name = _line("检查名称", f"{year}年教育乱收费专项治理检查")
        self.bureau = _line("主管单位", "", "如 示例市教育局")
        self.code = _line("代号", f"{year}-SF")
        self.folder = _line("放在", str(data_folder()))
        self.secret = _line("口令", "", f"至少 {MIN_LENGTH} 个字符")
        self.again = _line("再输一遍", "")
        self.plain = QCheckBox("不加密(&U)：拿到文件的人都能看到里面的姓名、电话和线索")
        self.plain.setAccessibleName("不加密")
        self.strong = text(role="hint")
        for box in (self.secret, self.again):
            box.setEchoMode(QLineEdit.EchoMode.Password)
        self._other = button("换文件夹(&F)…", name="换文件夹")
        self.word = text(role="error", wrap=True)
        self.go = button("建立", "main", name="建立")
        self.go.setDefault(True)
        self._stop = button("取消", name="取消")
        self._lay_out()
        self.go.clicked.connect(self._make)
        self._stop.clicked.connect(self.reject)
        self._other.clicked.connect(self._choose)
        self.secret.textChanged.connect(self._show_strength)
        self.plain.toggled.connect(self._on_plain)
        self._show_strength("")
        self.bureau.setFocus()

    def _lay_out(self) -> None:
        px = theme().px
        where, buttons = QHBoxLayout(), QHBoxLayout()
        for line in (where, buttons):
            line.setSpacing(px(8))
        where.addWidget(self.folder, 1)
        where.addWidget(self._other)
        buttons.addStretch(1)
        buttons.addWidget(self._stop)
        buttons.addWidget(self.go)
        form = QFormLayout()
        form.setVerticalSpacing(px(10))
        form.setHorizontalSpacing(px(12))
        for box in (self.name, self.bureau, self.code):
            form.addRow(text(box.accessibleName(), "muted"), box)
        form.addRow(text("放在", "muted"), where)
        for box in (self.secret, self.again):
            form.addRow(text(box.accessibleName(), "muted"), box)
        form.addRow("", self.strong)
        form.addRow("", self.plain)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(20), px(16), px(20), px(16))
        layout.setSpacing(px(12))
        layout.addWidget(
            text("先建立局里的总文件，其余在“准备”里一步步填，随时可以停下。", "muted")
        )
        layout.addLayout(form)
        layout.addWidget(
            text("口令请妥善保管：遗失后总文件打不开，检查组的数据包也打不开。", "hint")
        )
        layout.addWidget(self.word)
        layout.addLayout(buttons)
        self.setMinimumWidth(px(560))

    def _show_strength(self, secret: str) -> None:
        if self.plain.isChecked():
            self.strong.setText("不设口令。")
        elif len(secret) < MIN_LENGTH:
            self.strong.setText(f"口令至少 {MIN_LENGTH} 个字符，现在 {len(secret)} 个。")
        else:
            self.strong.setText(f"口令强度：{label(strength(secret))}。")

    def _on_plain(self, plain: bool) -> None:
        for box in (self.secret, self.again):
            box.setEnabled(not plain)
        self._show_strength(self.secret.text())

    def _choose(self) -> None:
        dialog = QFileDialog(self, "总文件放在哪个文件夹？", self.folder.text())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _make(self) -> None:
        beginning = Beginning(
            self.code.text().strip(), self.name.text().strip(), self.bureau.text().strip()
        )
        folder = Path(self.folder.text().strip())
        secret = None if self.plain.isChecked() else self.secret.text()
        path = folder / file_name(beginning.code, SUFFIX)
        try:
            beginning.require_sound()
            self._require_passphrase(secret)
            _require_folder(folder)
        except InspectionError as error:
            self.word.setText(str(error))
            return
        self.word.setText("")
        self.go.setEnabled(False)
        job = Job(lambda _: KeyedFile(path, begin(path, beginning, secret)), application())
        job.then(self._on_made)
        job.failed.connect(self._on_failed)
        job.start()

    def _require_passphrase(self, secret: str | None) -> None:
        if secret is None:
            return
        if not secret:
            raise InspectionError("还没有设口令；请输入口令，确实不要口令的勾选“不加密”。")
        require_long_enough(secret)
        if secret != self.again.text():
            raise InspectionError("两次输入的口令不一样；请重新输入。")

    def _on_made(self, made: KeyedFile) -> None:
        self.accept()
        self.ready.emit(made)

    def _on_failed(self, error: Exception) -> None:
        self.go.setEnabled(True)
        self.word.setText(sentence(error))


def _line(name: str, value: str, hint: str = "") -> QLineEdit:
    box = QLineEdit(value)
    box.setAccessibleName(name)
    box.setPlaceholderText(hint)
    box.setMaxLength(200)
    return box


def _require_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InspectionError(f"文件夹“{folder}”建不起来；请换一个文件夹。") from error
