"""A file is there whole, or it is not there."""

import errno
import os
from pathlib import Path

import pytest

from db.errors import InspectionError
from inspector_gui.documents import atomic_file
from inspector_gui.documents.atomic_file import store
from inspector_gui.documents.release import checked_pdf, release
from tests.documents.samples import FONTS, feedback, finding, pdfium_pages


def test_the_sheet_is_in_the_folder_and_nothing_else(tmp_path):
    path = tmp_path / "反馈单 第三组.pdf"
    document = feedback()
    release(document, path, fonts=FONTS)
    assert [file.name for file in tmp_path.iterdir()] == [path.name]
    assert document.content_hash in pdfium_pages(path)[0]


def test_a_preview_is_the_very_file(tmp_path):
    document = feedback()
    release(document, tmp_path / "a.pdf", fonts=FONTS)
    assert checked_pdf(document, fonts=FONTS) == (tmp_path / "a.pdf").read_bytes()


def test_a_character_nobody_can_print_leaves_no_file(tmp_path):
    with pytest.raises(InspectionError, match="没有字体可以打印"):
        release(feedback(findings=(finding(fact="收费😀"),)), tmp_path / "a.pdf", fonts=FONTS)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said_in_one_sentence(tmp_path):
    with pytest.raises(InspectionError, match="文件夹不存在") as caught:
        store(b"data", tmp_path / "不存在" / "a.pdf")
    assert str(caught.value).count("。") == 1


def test_a_folder_of_the_same_name_is_not_replaced(tmp_path):
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(InspectionError, match="不能写入"):
        store(b"data", tmp_path / "a.pdf")
    assert [file.name for file in tmp_path.iterdir()] == ["a.pdf"]


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "没有写入权限"), (errno.EIO, "不能写入")],
)
@pytest.mark.parametrize("step", ["write", "sync", "replace"])
def test_whatever_fails_the_old_file_stays_and_no_part_is_left(
    tmp_path, monkeypatch, number, said, step
):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"before")

    def fail(*_arguments):
        raise OSError(number, "failed")

    targets = {"write": (Path, "open"), "sync": (os, "fsync"), "replace": (Path, "replace")}
    with monkeypatch.context() as patch:
        patch.setattr(*targets[step], fail)
        with pytest.raises(InspectionError, match=said):
            store(b"after", path)
    assert path.read_bytes() == b"before"
    assert [file.name for file in tmp_path.iterdir()] == ["a.pdf"]


def test_the_bytes_are_on_the_disk_before_the_name_is_theirs(tmp_path, monkeypatch):
    seen = []
    sync, replace = os.fsync, Path.replace
    monkeypatch.setattr(atomic_file.os, "fsync", lambda handle: (seen.append("sync"), sync(handle)))
    monkeypatch.setattr(Path, "replace", lambda *a: (seen.append("replace"), replace(*a))[1])
    store(b"data", tmp_path / "a.pdf")
    assert seen[:2] == ["sync", "replace"]
