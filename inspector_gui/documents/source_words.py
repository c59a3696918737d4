"""Words that tell where a finding came from: a complaint, a call, a class, somebody's own words.

Whoever reads a paper of the inspection must not be able to guess who spoke (feedback-sheet §5).
Every place is looked at, and printed only where somebody confirmed that it cannot be avoided.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from inspector_gui.documents.blocks import LawTitle
from inspector_gui.documents.document import Content
from inspector_gui.documents.privacy import HIDDEN, open_text, texts_with_headings
from inspector_gui.documents.template_texts import Wording

_WHO = (
    "(?<![向给对与])(?<![向给对与]学生)"
    "(?:学生|同学|孩子|小朋友|家长|父母|家委会|老师|教师|班主任|职工|门卫|保安|宿管|群众|知情人"
    "|网友|网民)们?"
)
_SPOKE = (
    "(?:说(?!明)|讲(?![解义课])|(?<![职名])称|自述|陈述|表示|告诉|透露|提供|提到|指出|证实|回忆|回答"
    "|写道|反映|反馈)"
)
#: What a school puts up for complainants gives nobody away.
_OF_SCHOOL = "(?!(?:举报|监督)?(?:电话|热线|信箱|邮箱|方式|渠道|途径|制度|机制|登记簿|登记本|台账))"
_CLASS = (
    "(?:[一二三四五六七八九初高中小大]{1,2}(?:年级)?[（(]?[0-9一二三四五六七八九十]{1,3}[）)]?"
    "|[（(][0-9一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}(?:[-－—][0-9]{1,2})?)班(?![次额车组])"
)
_SURNAMED = (
    "[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余杜叶程魏苏吕丁"
    "卢姚沈钟姜崔谭陆范汪廖韦贾夏付邹熊孟秦邱侯江尹薛闫雷黎史陶贺毛郝顾龚邵覃武钱戴严莫孔]"
)
_POST = "老师|师傅|阿姨|主任|校长|园长|书记|会计|出纳|班主任"
_COMPLAINED = (
    f"(?:举报|投诉){_OF_SCHOOL}|信访|上访|来信|来访|检举|揭发|控告|12345|市长热线"
    "|(?:家长|学生|群众|接到)[^，。；、]{0,2}反应|热线[^，。；、]{0,4}转|(?<!施)工单(?![位价])"
    "|(?:交办|转办)件"
)
_NAMED = (
    "(?:学生|同学|幼儿|孩子)小[明红华强丽刚芳军李王张刘陈杨赵周吴]"
    f"|(?:承包|经办|负责|代表)人{_SURNAMED}[\u4e00-\u9fff]{{1,2}}(?=[，。；、收经代]|$)"
)
#: Why each is marked, by what it looks like; the first that fits a place names it.
_TRACES: tuple[tuple[str, str], ...] = (
    ("说出有人举报、信访", _COMPLAINED),
    ("说出网上的消息", "网帖|帖子|爆料|(?:网上|网络|微博|抖音|论坛|贴吧)[^，。；、]{0,6}" + _SPOKE),
    ("说出有人不愿留名", "匿名|不愿透露|不便透露"),
    ("说出东西从哪里来", "书包[里中]?[^，。；、]{0,6}(?:发现|找到|翻)"),
    (
        "说出有人来信、有线索",
        "匿名信|(?:根据|据|经|按|由)[^，。；、]{0,4}线索|有人[^，。；、]{0,4}" + _SPOKE,
    ),
    ("像是谁说的", "(?:班长|班干部|课代表|学习委员)[^，。；、]{0,4}" + _SPOKE + "|座谈会?[上中]"),
    (
        "说出群里的话",
        "(?:微信|QQ|钉钉|家长)[^，。；、]{0,4}群[^，。；、]{0,4}(?:截图|记录|消息|聊天)|聊天记录",
    ),
    (
        "说出了是哪个人",
        "(?:某|一名|一位)[^，。；、]{0,3}(?:男生|女生|学生|同学)|家住|" + _SURNAMED + "某",
    ),
    ("带有信访件编号", "(?:转办|交办|受理|工单|来电|办件)[^，。；、]{0,4}(?:编号|〔|[0-9]{2,}号)"),
    ("像是谁说的", f"{_WHO}[^，。；、：“]{{0,6}}{_SPOKE}"),
    (
        "说出问卷、访问的结果",
        "问卷[^，。；、]{0,10}(?:显示|表明|反映|反馈|得知|了解到|发现|结果|选择|勾选|回答)",
    ),
    (
        "说出问卷、访问的结果",
        "(?:电话|随机|入户|个别)(?:访问|访谈|回访|调查|询问|走访)|暗访|访谈|电访",
    ),
    ("像是有人反映情况", "反映"),
    (
        "说出了班级和老师",
        f"班[^，。；、]{{0,5}}(?:老师|教师|班主任)|(?<!任){_SURNAMED}某?某?(?:{_POST})",
    ),
    ("说出了是哪个人", _NAMED),
    ("说出了具体班级", _CLASS),
    ("是原话", f'{_SPOKE}[:：，,]?[“「『"]|[“「『"][^”」』"]*[我咱你][^”」』"]*[”」』"]'),
)
_TRACE = re.compile("|".join(f"(?P<t{n}>{look})" for n, (_why, look) in enumerate(_TRACES)))
NUMBERED = re.compile(r"^[（(]?[0-9]{1,3}[.．）)]\s*")
"""The number that a paper puts before a finding is not part of what somebody wrote."""
#: The number of an annex or a question, the letter of a choice.
_LISTED = re.compile(r"^(?:附件[:：])?(?:[0-9]{1,2}[.．]|[A-Z](?=\s))?\s*")
_NUMBERING = re.compile(r"[（(][一二三四五六七八九十]+[）)]|[0-9、，；。\s\[\]\-职]")
_CLAUSE_ENDS = "，。；！？\n" + HIDDEN
#: The title of a rule or an official paper names what it regulates.
TITLES = re.compile("《[^《》]*(?:法|条例|办法|规定|规则|细则|意见|通知|决定)(?:（[^《》]*）)?》")
#: Fixed words of a template are told from somebody's own by so much more around them.
_ENOUGH = 3
_DIGEST = 16


@dataclass(frozen=True)
class Trace:
    """One place: the `text` that gives away, the `clause` they stand in, the heading it is under.

    `digest` is of the clause: the same clause in two parts of a paper is one to confirm.
    """

    text: str
    clause: str
    heading: str
    why: str

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.clause.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST]


def traces(paper: Content, wording: Wording, catalogue: Iterable[str] = ()) -> tuple[Trace, ...]:
    """Each clause once. What template and `catalogue` say by themselves is nobody's trace."""
    fixed = _fixed((*wording.segments(), *catalogue))
    found: dict[str, Trace] = {}
    for heading, text in texts_with_headings(paper.blocks):
        shown = _without(TITLES.sub(HIDDEN, open_text(text, LawTitle)), fixed)
        for trace in () if _only_classes(shown) else _in(shown, heading):
            found.setdefault(trace.clause, trace)
    return tuple(found.values())


def _only_classes(text: str) -> bool:
    """A list of what was drawn tells of nobody."""
    return not _NUMBERING.sub("", re.sub(_CLASS, "", text))


def _in(text: str, heading: str) -> Iterator[Trace]:
    for match in _TRACE.finditer(text):
        why = _TRACES[int((match.lastgroup or "t0")[1:])][0]
        yield Trace(match[0], _clause(text, match), heading, why)


def _clause(text: str, match: re.Match[str]) -> str:
    """From one stop to the next, so far as it is somebody's own words."""
    begin = max(text.rfind(stop, 0, match.start()) for stop in _CLAUSE_ENDS) + 1
    ends = (at for stop in _CLAUSE_ENDS if (at := text.find(stop, match.end())) >= 0)
    return NUMBERED.sub("", text[begin : min(ends, default=len(text))].strip())


def _fixed(sources: Iterable[str]) -> tuple[str, ...]:
    """Of these words those that look like a trace, the longest first."""
    parts = {part for source in sources if (part := source.strip("。 \n"))}
    return tuple(sorted((part for part in parts if _TRACE.search(part)), key=len, reverse=True))


def _without(text: str, fixed: Iterable[str]) -> str:
    """`text` with what the template says hidden. A short word is the template's only alone."""
    alone = _LISTED.sub("", text.strip())
    for part in fixed:
        longest = max(len(match[0]) for match in _TRACE.finditer(part))
        if alone == part:
            return HIDDEN
        if len(part) >= longest + _ENOUGH:
            text = text.replace(part, HIDDEN)
    return text
