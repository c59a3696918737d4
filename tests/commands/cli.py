"""The command line as its users call it: another process, its two streams and its exit code."""

import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.commands.warm import ROOT, Warm
from tests.sharing import fast_folder

PASSPHRASE = "示例口令2025"  # noqa: S105  # of files that live for one test


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    def json(self) -> Any:
        return json.loads(self.out)


@cache
def _warm() -> Warm:
    return Warm()


def inspector(*arguments: Any, largest: int | None = None) -> Done:
    """Run `main.py …` in a process of its own. `largest`: no file may grow beyond."""
    if sys.platform == "win32":
        return by_itself(*arguments)
    with tempfile.TemporaryDirectory(dir=fast_folder()) as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        code = _warm().run([str(argument) for argument in arguments], out, err, largest)
        return _done(code, out.read_text("utf-8"), err.read_text("utf-8"))


def by_itself(*arguments: Any) -> Done:
    """Run `python main.py …`, imports and all."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    return _done(done.returncode, done.stdout, done.stderr)


def _done(code: int, out: str, err: str) -> Done:
    assert "Traceback" not in err, err
    return Done(code, out, err)


def did(*arguments: Any) -> Done:
    """The command is done, and nothing is on standard error."""
    done = inspector(*arguments)
    assert (done.code, done.err) == (0, ""), done
    return done


def handed(*arguments: Any) -> dict[Path, str]:
    """What `handout` made: the passphrase of each file, as it is shown once."""
    lines = did("handout", *arguments).lines
    files = [Path(line) for line in lines if line.endswith(".inspection")]
    shown = [line.partition("的口令：")[2] for line in lines if "的口令：" in line]
    assert "口令只显示这一次" in lines[-1]
    return dict(zip(files, shown, strict=True))


def refused(*arguments: Any, largest: int | None = None) -> str:
    """The command refuses: its one sentence on standard error, which says what to do."""
    done = inspector(*arguments, largest=largest)
    assert done.code == 1, done
    [sentence] = done.err.splitlines()
    assert sentence.endswith("。"), sentence
    assert _said_in_one(sentence), sentence
    assert "程序出错" not in sentence, sentence
    return sentence


def _said_in_one(sentence: str) -> bool:
    """One full stop, apart from what is quoted."""
    return re.sub("“.*?”", "", sentence).count("。") == 1


def misused(*arguments: Any) -> str:
    """The command line itself is wrong."""
    done = inspector(*arguments)
    assert (done.code, done.out) == (2, ""), done
    return done.err


def whole(folder: Path) -> dict[str, str]:
    """Everything in a folder: each file by its hash. Nothing changed if this did not."""
    return {
        str(path.relative_to(folder)): _digest(path) if path.is_file() else "folder"
        for path in sorted(folder.rglob("*"))
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def passphrase_file(folder: Path, secret: str = PASSPHRASE) -> Path:
    path = folder / "口令.txt"
    path.write_text(secret + "\n", "utf-8")
    return path
