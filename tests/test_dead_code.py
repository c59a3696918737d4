"""What nothing in the program names is not there: code that only tests call misleads its reader."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

#: Kept ahead of its use: a table, because a released format never loses one; and the rule which
#: papers have to prove money, which no check asks yet.
RESERVED = {"Rectification", "lacking_evidence"}
#: Named by what calls them: a table of deeds, a decorator's registry.
_ENTERED = ("deed", "_step")


def _names(tree: ast.Module) -> Iterator[str]:
    """What a file defines for others and for itself: functions, classes, constants."""
    for node in tree.body:
        match node:
            case ast.FunctionDef() | ast.ClassDef():
                if not any(_decorator(one) in _ENTERED for one in node.decorator_list):
                    yield node.name
            case ast.Assign(targets=[ast.Name(id=name)]):
                yield name
            case ast.Assign(targets=[ast.Tuple(elts=several)]):
                yield from (one.id for one in several if isinstance(one, ast.Name))
            case ast.AnnAssign(target=ast.Name(id=name)):
                yield name


def _decorator(node: ast.expr) -> str:
    called = node.func if isinstance(node, ast.Call) else node
    return called.id if isinstance(called, ast.Name) else ""


def _texts(*folders: str) -> list[str]:
    return [path.read_text("utf-8") for folder in folders for path in (ROOT / folder).rglob("*.py")]


def test_everything_that_is_defined_is_used() -> None:
    ours = _texts("db", "inspector_gui")
    texts = [*ours, *_texts("scripts", "benchmarks"), (ROOT / "main.py").read_text("utf-8")]
    used = Counter(word for text in texts for word in re.findall(r"\w+", text))
    defined = {name for text in ours for name in _names(ast.parse(text))}
    dunder = {name for name in defined if name.startswith("__")}
    assert {name for name in defined - dunder - RESERVED if used[name] == 1} == set()
