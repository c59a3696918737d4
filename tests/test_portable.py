"""The folder that runs where nothing is installed: what goes in, and that it is the same twice."""

import ast
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "scripts"))

from portable import archives, binaries, contents, guide, interpreters, launchers  # noqa: E402
from portable.fetching import EXTRAS, entries_of, locked  # noqa: E402
from portable.targets import HERE, TARGETS  # noqa: E402

from inspector_gui.commands import COMMANDS  # noqa: E402

EVERY_TARGET = pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)


@pytest.mark.parametrize("lock", sorted(HERE.glob("*.lock")), ids=lambda path: path.name)
def test_what_a_build_fetches_is_pinned_by_hash(lock: Path) -> None:
    entries = entries_of(lock)
    assert entries
    for name, entry in entries.items():
        assert re.match(rf"{name}==[0-9][^ ]* ", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), name


@EVERY_TARGET
def test_a_folder_has_every_package_once(target) -> None:
    names = [entry.partition("==")[0] for entry in locked(target, EXTRAS)]
    assert set(entries_of(ROOT / "requirements.lock")) < set(names)
    assert {"psycopg-binary", "zxing-cpp", "numpy"} < set(names)
    assert len(names) == len(set(names))


def test_every_module_of_qt_that_the_program_imports_is_in_the_folder() -> None:
    imported = {
        name.removeprefix("PySide6.")
        for source in ROOT.joinpath("inspector_gui").rglob("*.py")
        for name in _imports(source)
        if name.startswith("PySide6.")
    }
    assert imported == set(contents.MODULES)


def test_no_package_that_the_program_imports_is_left_out() -> None:
    ours = [ROOT / "main.py", *(ROOT / "db").rglob("*.py"), *(ROOT / "inspector_gui").rglob("*.py")]
    imported = {name for source in ours for name in _imports(source)}
    assert not {name.partition(".")[0] for name in imported} & (contents.UNUSED - {"PySide6"})
    for folder, beginnings in contents.UNUSED_IN.items():
        package = folder.replace("/", ".")
        for name in imported:
            rest = name.removeprefix(package + ".")
            assert rest == name or not rest.startswith(beginnings), name


def _imports(source: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {
                f"{node.module}.{name.name}" if "." not in node.module else node.module
                for name in node.names
            }
            names.add(node.module)
    return {name for name in names if name != "PySide6"}


@EVERY_TARGET
def test_the_guide_fills_two_pages_and_speaks_of_its_own_system(target, tmp_path: Path) -> None:
    path = tmp_path / "使用说明.pdf"
    guide.write_guide(target, "1.2.3", path)
    pages = [re.sub(r"\s", "", page.extract_text()) for page in PdfReader(path).pages]
    assert len(pages) == 2
    text = "".join(pages)
    assert "1.2.3" in text
    assert ("仍要运行" in text) is target.windows
    assert ("Windows7" in text) is target.windows
    assert ("loongarch64" in text) is not target.windows
    assert "$" not in text
    first = path.read_bytes()
    guide.write_guide(target, "1.2.3", path)
    assert path.read_bytes() == first


def test_archives_are_the_same_whenever_and_by_whomever(tmp_path: Path) -> None:
    made = []
    for name in ("甲", "乙"):
        folder = tmp_path / name / "收费 检查"
        (folder / "内").mkdir(parents=True)
        (folder / "内" / "数据.txt").write_text("同样的字", "utf-8")
        (folder / "启动.sh").write_text("#!/bin/sh\n", "utf-8")
        (folder / "启动.sh").chmod(0o755 if name == "甲" else 0o775)
        archives.pack_zip(folder, tmp_path / f"{name}.zip")
        archives.pack_tar(folder, tmp_path / f"{name}.tar.xz")
        made.append([(tmp_path / f"{name}{end}").read_bytes() for end in (".zip", ".tar.xz")])
    assert made[0] == made[1]
    with zipfile.ZipFile(tmp_path / "甲.zip") as packed:
        assert packed.namelist() == ["收费 检查/内/数据.txt", "收费 检查/启动.sh"]
    with tarfile.open(tmp_path / "甲.tar.xz") as packed:
        assert packed.getmember("收费 检查/启动.sh").mode == 0o755


@pytest.mark.parametrize(
    ("machine", "names", "refusal"),
    [
        (183, b"GLIBC_2.17\0GLIBC_2.31\0", ""),
        (183, b"GLIBC_2.17\0GLIBC_2.34\0", "needs glibc 2.34, newer than 2.31"),
        (62, b"GLIBC_2.17\0", "another processor"),
    ],
)
def test_a_binary_that_would_not_run_there_ends_the_build(
    tmp_path: Path, machine: int, names: bytes, refusal: str
) -> None:
    head = b"\x7fELF" + bytes(14) + machine.to_bytes(2, "little")
    (tmp_path / "lib.so").write_bytes(head + names)
    (tmp_path / "text.txt").write_bytes(names)
    if not refusal:
        binaries.require_binaries(tmp_path, TARGETS["linux-aarch64"])
        return
    with pytest.raises(SystemExit, match=refusal):
        binaries.require_binaries(tmp_path, TARGETS["linux-aarch64"])


def test_the_trial_under_wine_asks_every_command() -> None:
    from portable.trial.commands import steps

    assert {words[0] for words in steps()} >= set(COMMANDS) - {"demo"}


def test_what_came_of_a_part_is_kept_until_it_is_tried_again(tmp_path: Path) -> None:
    from portable.trial.record import keep, load, section
    from portable.trial.windows import Outcome

    kept, parts = tmp_path / "outcomes.json", ("storage", "merge", "exchange")
    failed = Outcome("merge", held=False, detail="1 passed\n  tests/a", seconds=3.2)
    keep(kept, "merge", "b" * 64, [failed])
    keep(kept, "storage", "a" * 64, [Outcome("storage", held=True, detail="8 passed", seconds=61)])
    text = section(parts, load(kept), "wine-10.0")
    storage, merge = text.index("| storage | 8 passed | 61 | "), text.index("| merge | ")
    assert storage < merge
    assert ", aaaaaaaa… |" in text
    assert "| merge | **failed** 1 passed; tests/a | 3 | " in text
    assert "Not tried: exchange." in text
    keep(kept, "merge", "c" * 64, [Outcome("merge", held=True, detail="", seconds=1)])
    again = section(parts[:2], load(kept), "wine-10.0")
    assert "| merge | done | 1 | " in again
    assert "bbbbbbbb" not in again
    assert "Not tried" not in again


def test_what_came_of_a_trial_stands_in_the_place_of_the_last() -> None:
    from portable.trial.record import with_section

    ours = "## Tried under Wine\n\nnew\n"
    before = "# Measured\n\n## Tried under Wine\n\nold\n\n## Benchmarks\n\nkept\n"
    after = with_section(before, ours)
    assert after == "# Measured\n\n## Tried under Wine\n\nnew\n\n## Benchmarks\n\nkept\n"
    assert with_section("# Measured\n\n", ours) == "# Measured\n\n" + ours
    assert with_section(after, ours) == after


def test_the_icon_has_every_size_that_windows_shows(tmp_path: Path) -> None:
    from PIL import Image

    path = tmp_path / "app.ico"
    path.write_bytes(launchers.ico(ROOT / "resources" / "icons" / "app.svg"))
    with Image.open(path) as icon:
        assert icon.info["sizes"] == {(size, size) for size in launchers.ICON_SIZES}
        assert icon.convert("RGBA").getextrema()[3] == (0, 255)


@pytest.mark.skipif(sys.platform == "win32", reason="a script of Linux")
def test_the_libraries_of_x_in_the_folder_find_each_other(tmp_path: Path) -> None:
    """Each names others that lie beside it, where Qt's own search does not lead."""
    folder = tmp_path / "程序 文件夹"
    (folder / "python").mkdir(parents=True)
    launchers.place_launchers(TARGETS["linux-x86_64"], "1.2.3", tmp_path, folder)
    python = folder / "python" / "python3"
    python.write_text('#!/bin/sh\necho "$LD_LIBRARY_PATH"\n', "utf-8")
    python.chmod(0o755)
    for before, behind in (("", ""), ("/opt/x", ":/opt/x")):
        said = subprocess.run(
            [folder / "启动.sh"],
            env={**os.environ, "LD_LIBRARY_PATH": before},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        assert said == f"{folder}/lib/PySide6/Qt/lib{behind}"


def test_another_embeddable_python_must_be_the_one_that_was_named(tmp_path: Path) -> None:
    archive = tmp_path / "python-3.13.9-embed-amd64.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        packed.writestr("python.exe", b"MZ")
    with pytest.raises(SystemExit, match="SHA-256"):
        interpreters.place_interpreter(TARGETS["windows"], tmp_path / "python", archive, "0" * 64)


def test_the_library_keeps_what_is_imported_and_is_the_same_twice(tmp_path: Path) -> None:
    archive = tmp_path / "python313.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for name in ("encodings/utf_8.pyc", "xmlrpc/client.pyc", "xmlrpcs.pyc", "_pyrepl/a.pyc"):
            packed.writestr(zipfile.ZipInfo(name), b"code" * 50)
    interpreters.trim_library(archive)
    with zipfile.ZipFile(archive) as packed:
        assert packed.namelist() == ["encodings/utf_8.pyc", "xmlrpcs.pyc"]
        assert packed.read("xmlrpcs.pyc") == b"code" * 50
    first = archive.read_bytes()
    interpreters.trim_library(archive)
    assert archive.read_bytes() == first


def test_what_is_compiled_alone_has_no_sources(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(interpreters, "build_python", lambda: sys.executable)
    package = tmp_path / "lib" / "只有编译"
    (package / "内").mkdir(parents=True)
    for module in (package / "__init__.py", package / "内" / "__init__.py"):
        module.write_text("HERE = 1\n", "utf-8")
    (package / "表.json").write_text("{}", "utf-8")
    interpreters.compile_alone(package, "lib/只有编译")
    names = {path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()}
    assert names == {"__init__.pyc", "内/__init__.pyc", "表.json"}


def test_a_computer_for_which_there_are_no_wheels_is_named_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    import build_portable

    monkeypatch.setattr(sys, "argv", ["x", "linux-loongarch64", "--out", str(tmp_path)])
    assert build_portable.main() == 1
    assert "no wheel" in capsys.readouterr().err
