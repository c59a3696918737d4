"""What argparse itself says, in Chinese. It looks its sentences up by gettext, in English."""

import argparse
from typing import Any

SENTENCES = {
    "usage: ": "用法：",
    "options": "选项",
    "positional arguments": "参数",
    "show this help message and exit": "显示这份说明",
    "show program's version number and exit": "显示版本号",
    "%(prog)s: error: %(message)s\n": "%(message)s。\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s：%(message)s",
    "the following arguments are required: %s": "还要写 %s",
    "one of the arguments %s is required": "%s 要写其中一个",
    "unrecognized arguments: %s": "没有 %s 这样的选项或参数",
    "not allowed with argument %s": "不能与 %s 同时写",
    "ignored explicit argument %r": "后面不能带内容 %r",
    "expected one argument": "后面要写一项内容",
    "expected at most one argument": "后面最多写一项内容",
    "expected at least one argument": "后面至少写一项内容",
    "expected %s argument": "后面要写 %s 项内容",
    "expected %s arguments": "后面要写 %s 项内容",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s 可以是 %(matches)s，请写全",
    "invalid %(type)s value: %(value)r": "不能写“%(value)s”",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有“%(value)s”，只能是 %(choices)s",
}


def speak_chinese() -> None:
    """From here on argparse speaks Chinese; a sentence that we do not know stays as it is."""
    look_up: Any = argparse
    look_up._ = _translated
    look_up.ngettext = _numbered


def _translated(sentence: str) -> str:
    return SENTENCES.get(sentence, sentence)


def _numbered(singular: str, many: str, number: int) -> str:
    return _translated(singular if number == 1 else many)
