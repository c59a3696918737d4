"""Words that claim how many: each needs a figure behind it, and the one that fits."""

from __future__ import annotations

import re
from collections.abc import Iterator

_WORD = re.compile(
    "个别(?!化|辅导|谈话|教学)|(?<!大)部分|绝大多数|较多|普遍(?!高中|二孩)|[多屡]次"
    "|全部(?=[^，。；]{0,8}[均都])"
    "|几乎所有|大多数|(?<![大绝])多数|少数(?!民族)|大量"
    "|(?:数额|金额)(?:巨大|较大)|(?:特别|十分|非常|极其)严重|(?:极其|性质|影响)恶劣|情节严重"
    "|屡教不改|影响很坏"
    "|长期(?!公示|公布|公开|设置|挂账|结转|占线|坚持|有效|规划|建设|合作|目标|借款|应|投资|待摊|聘用|保存|保管)"
    "|经常(?!性|费|业务|账户)|(?<!这)(?<!那)(?<!哪)一些"
    "|(?<![所没现原仅拥持特固共享专保既应独占富凡也就还才都总只会能该])有的(?!放矢|是)"
)
_SENTENCE = re.compile("[^。；！？\n]+")
_FIGURE = re.compile(
    "[0-9０-９]|[一二三四五六七八九十百两]+(?:个|名|人|处|次|所|项|份|笔|种|家|成)"
)
_SHARE = re.compile("([0-9]+(?:\\.[0-9]+)?)[%％]")
MEANS = {"个别": "1至2处", "部分": "不足30%", "较多": "30%至60%", "普遍": "60%以上"}
_SHARES = frozenset(MEANS) - {"个别"}
_JUDGED = "评价"
MEANS |= {
    "大部分": "过半",
    "绝大多数": "九成以上",
    "全部": "无一例外",
    "几乎所有": "九成以上",
    **dict.fromkeys(("大多数", "多数"), "过半"),
    "少数": "不足一半",
    "大量": "写得出数字的",
    **dict.fromkeys(("多次", "屡次", "经常"), "3次以上"),
    "长期": "写得出起止时间的",
    **dict.fromkeys(("一些", "有的"), "写得出数字的"),
    **dict.fromkeys(("数额巨大", "金额巨大", "数额较大", "金额较大"), _JUDGED),
    **dict.fromkeys(("特别严重", "十分严重", "非常严重", "极其严重", "情节严重"), _JUDGED),
    **dict.fromkeys(("屡教不改", "影响很坏"), _JUDGED),
    **dict.fromkeys(("极其恶劣", "性质恶劣", "影响恶劣"), _JUDGED),
}
"""What a word means; a judgement means no fact at all."""
SHOWN = 16


def doubts(text: str) -> Iterator[tuple[str, str, str]]:
    """Each word that is doubtful, its sentence, and why."""
    for sentence in _SENTENCE.findall(text):
        for word in dict.fromkeys(_WORD.findall(sentence)):
            if why := _doubt(word, sentence):
                yield word, sentence, why


def remarks(text: str) -> Iterator[str]:
    """What a reader at the school would ask back."""
    for word, sentence, why in doubts(text):
        yield f"“{_around(sentence, word)}”用了“{word}”（指{MEANS[word]}），{why}。"


def _doubt(word: str, sentence: str) -> str:
    if MEANS[word] == _JUDGED:
        return "不是事实，请改写成事实和数字"
    if not _FIGURE.search(sentence):
        return "但同一句里没有数字，请写明数量或比例"
    shares = [float(share) for share in _SHARE.findall(sentence)]
    fitting = {fit for share in shares if (fit := _fitting(share))}
    if word not in _SHARES or not fitting or word in fitting:
        return ""
    return f"但同一句里的比例应当用“{'、'.join(sorted(fitting))}”，请核对"


def _fitting(share: float) -> str:
    if share < 30:
        return "部分"
    return "较多" if share <= 60 else "普遍"


def _around(sentence: str, word: str) -> str:
    at = max(0, sentence.index(word) - SHOWN // 2)
    found = sentence[at : at + SHOWN].strip()
    return f"{'…' if at else ''}{found}{'…' if at + SHOWN < len(sentence) else ''}"
