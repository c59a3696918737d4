"""`documents`: what can be made of a school or of all together, how it stands; as PDF."""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from db.errors import InspectionError
from db.store import Store
from db.vocabulary import DocumentKind
from inspector_gui.commands.naming import lines_named
from inspector_gui.commands.running import DONE, WANTING, answer, made, opened, watched
from inspector_gui.labels import label
from inspector_gui.locations import parse_location

if TYPE_CHECKING:
    from inspector_gui.documents.scope import Scope


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "file", type=parse_location, metavar="FILE", help="检查组文件、总文件或总库地址"
    )
    add_scopes(command)
    add_kinds(command, "不写为全部")
    command.add_argument(
        "--out", type=Path, metavar="DIR", help="生成 PDF，放这个文件夹；不写只列出"
    )


def add_scopes(command: argparse.ArgumentParser) -> None:
    which = command.add_mutually_exclusive_group(required=True)
    which.add_argument("--school", action="append", metavar="CODE", help="学校代码（可写多次）")
    which.add_argument("--all", action="store_true", help="每一所学校")
    which.add_argument("--campaign", action="store_true", help="全市的文书：通报、数据口径、统计表")


def add_kinds(command: argparse.ArgumentParser, otherwise: str) -> None:
    command.add_argument(
        "--kind",
        action="append",
        choices=[kind.value for kind in DocumentKind],
        help=f"哪一种（可写多次），{otherwise}："
        + "，".join(f"{kind.value} {label(kind)}" for kind in DocumentKind),
    )


def kinds_of(chosen: argparse.Namespace, otherwise: Iterable[DocumentKind]) -> list[DocumentKind]:
    return [DocumentKind(kind) for kind in chosen.kind or otherwise]


def run(chosen: argparse.Namespace) -> int:
    kinds = kinds_of(chosen, DocumentKind)
    with opened(chosen.file, chosen) as store:
        scopes = scopes_of(store, chosen)
        found = _written(store, scopes, kinds, chosen.out) if chosen.out else None
        listed = [] if found else list(_standings(store, scopes, kinds))
    if found is None:
        answer(chosen, {"documents": listed}, map(_in_words, listed))
        return DONE
    answer(
        chosen, found, [*found["files"], *(f"{r['title']}：{r['why']}" for r in found["refused"])]
    )
    return WANTING if found["refused"] else DONE


def scopes_of(store: Store, chosen: argparse.Namespace) -> "list[Scope]":
    from inspector_gui.documents.scope import Scope

    with store.read() as work:
        campaign = work.campaigns.current()
        if chosen.campaign:
            return [Scope(campaign.code, campaign.id)]
        lines = lines_named(work, chosen.school)
    if not lines:
        raise InspectionError("文件里没有学校。")
    return [Scope(line.name, campaign.id, line) for line in lines]


def _standings(
    store: Store, scopes: "list[Scope]", kinds: list[DocumentKind]
) -> Iterator[dict[str, Any]]:
    with store.read() as work:
        for scope in scopes:
            for standing in scope.standings(work, store.now()):
                if standing.kind in kinds:
                    yield {
                        "school": scope.school.code if scope.school else None,
                        "kind": standing.kind.value,
                        "name": standing.name,
                        "serial": standing.serial,
                        "state": standing.state.name.lower() if standing.state else None,
                        "why": standing.why,
                    }


def _in_words(document: dict[str, Any]) -> str:
    state = _STATES[document["state"]] if document["state"] else document["why"]
    return "\t".join((document["school"] or "", document["serial"], document["name"], state))


_STATES = {
    "blank": "空白表格",
    "draft": "草稿",
    "locked": "已定稿",
    "signed": "已签字",
    "changed": "定稿后有改动",
    "not_as_signed": "与签字件不一致",
}


def _written(
    store: Store, scopes: "list[Scope]", kinds: list[DocumentKind], out: Path
) -> dict[str, Any]:
    """What was written, and what was not let out; the one does not keep back the other."""
    from inspector_gui.actions.documents import print_documents
    from inspector_gui.documents.batch import Refused

    with made(out) as folder:
        progress = watched("已生成")
        asked = print_documents(
            store=store, scopes=scopes, kinds=kinds, folder=folder, progress=progress
        )
        done = list(asked)
        refused = [{"title": r.title, "why": r.why} for r in done if isinstance(r, Refused)]
        files = [str(written.path) for written in done if not isinstance(written, Refused)]
        if not files:
            raise InspectionError(nothing_made(refused))
    return {"files": files, "refused": refused}


def nothing_made(refused: list[dict[str, str]]) -> str:
    if not refused:
        return "没有这样的文书可以生成；不写 --out 可以看有哪些。"
    first = f"{refused[0]['title']}：{refused[0]['why'].removesuffix('。')}"
    more = f"；等 {len(refused)} 份" if len(refused) > 1 else ""
    return f"一份也没有生成：{first}{more}。"
