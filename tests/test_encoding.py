"""On a Chinese Windows a file that is opened without an encoding is read as GBK. None is."""

import ast
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_OURS = (ROOT / "db", ROOT / "inspector_gui")
_TEXT_CALLS = {"read_text": 0, "write_text": 1}


def test_every_text_file_is_opened_with_its_encoding() -> None:
    lacking = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for folder in _OURS
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and _guesses(node)
    ]
    assert lacking == []


def _guesses(call: ast.Call) -> bool:
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    if "encoding" in named:
        return False
    match call.func:
        case ast.Attribute(attr=name) if name in _TEXT_CALLS:
            return len(call.args) <= _TEXT_CALLS[name]
        case ast.Name(id="open"):
            return "b" not in _mode(call, named, 1)
        case ast.Attribute(attr="open", value=ast.Name(id="Store" | "webbrowser" | "Master")):
            return False
        case ast.Attribute(attr="open" | "fdopen", value=ast.Name(id="os")):
            return False
        case ast.Attribute(attr="open") if call.args or "mode" in named:
            mode = _mode(call, named, 0)
            return bool(mode) and set(mode) <= set("rwxat+")
        case ast.Attribute(attr="run" | "Popen", value=ast.Name(id="subprocess")):
            return "text" in named or "universal_newlines" in named
    return False


def _mode(call: ast.Call, named: dict[str | None, ast.expr], at: int) -> str:
    value = named.get("mode") or (call.args[at] if len(call.args) > at else None)
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def test_python_finds_none_either(tmp_path: Path) -> None:
    secret = tmp_path / "口令"
    secret.write_text("一二三四五六七八九十十一\n", "utf-8")
    bureau = tmp_path / "总 文件.inspection"
    names = ("--code", "2026-SF", "--name", "检查", "--bureau", "示例市教育局")
    asked = ("--passphrase-file", str(secret))
    for command in (("new", str(bureau), *names, *asked), ("check", str(bureau), *asked)):
        done = subprocess.run(
            [
                *(sys.executable, "-X", "warn_default_encoding", "-W", "always::EncodingWarning"),
                *(str(ROOT / "main.py"), *command),
            ],
            env={**os.environ, "PYTHONUTF8": "0", "XDG_STATE_HOME": str(tmp_path)},
            capture_output=True,
            check=False,
        )
        heard = done.stderr.decode("utf-8").splitlines()
        ours = [line for line in heard if "EncodingWarning" in line and "site-packages" not in line]
        assert ours == []
        assert "程序出错" not in done.stderr.decode("utf-8")
    assert bureau.exists()
