"""What Chinese typesetting knows of characters: which hang together, which may stand at an edge."""

import re

CLOSING = "，。、；：？！”’）》〉」』】〕］｝．"
OPENING = "“‘（《〈「『【〔［｛"
PUNCTUATION = CLOSING + OPENING
SPACES = " \u00a0\u3000"
NO_START = CLOSING + SPACES + "·・～–%％‰℃°々,.;:?!)]}>/"
NO_END = OPENING + "([{<￥¥＄$№#@"
MARKS = "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u302a-\u302f\u3099\u309a\ufe00-\ufe0f"

LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"

_LETTER = "[0-9A-Za-zÀ-ɏ０-９Ａ-Ｚａ-ｚ]"
_WORD = rf"{_LETTER}+(?:(?:[.:/+_&@#'—–~～-]|,(?=[0-9]))+{_LETTER}+)*"
_COUNT = "[一二三四五六七八九十百千〇零两0-9]+"
_UNIT = (
    "元|角|分|人|名|个|份|张|册|本|项|所|家|班|次|页|条|天|日|年|月|周|处|期|号|版|款|件|笔|套|台|节|级"
    "|小时|分钟|公里|千米|平方米|米|课时|学年|学期|[%％‰℃㎡]"
)
_NUMBER_OF_A_DOCUMENT = "[\u4e00-\u9fff]{1,5}〔[0-9]{4}〕第?[0-9]+号"
_NUMBER_OF_A_CLAUSE = (
    rf"第(?:{_COUNT}[编章节条款项目届次期批组号名位个](?:之{_COUNT})?|（{_COUNT}）项)"
)
_DATE = rf"第?{_WORD}年"  # month and day, as the standard allows, on the next line
_AMOUNT = rf"(?:第|[￥¥＄$])?{_WORD}(?:[十百千万亿]{{0,3}}(?:{_UNIT})次?(?:[/／·](?:{_UNIT}|生))*)?"
_PAIRED = "—+|…+"
_MARKED = f".[{MARKS}]+"

_open, _close = re.escape(NO_END), re.escape(NO_START)

ATOM = re.compile(
    "|".join((_NUMBER_OF_A_DOCUMENT, _NUMBER_OF_A_CLAUSE, _DATE, _AMOUNT, _PAIRED, _MARKED)),
    re.DOTALL,
)
"""Never torn, unless it is longer than a line."""

UNBREAKABLE = re.compile(
    rf"[{_open}]*(?:{ATOM.pattern})[{_close}{MARKS}]*"
    rf"|[{_open}]+[^{_open}]?[{_close}]*|[^{_open}][{_close}]+",
    re.DOTALL,
)
"""An atom, or a character, with the punctuation that clings to it."""

LISTED = re.compile("(?:^|(?<=、))[^、，。；：？！\\s]{2,6}(?:、|$)")
"""A short item of a list, such as a name, with its comma: not torn in the cell of a table."""

SOLID = re.compile(rf"{_LETTER}(?:{_LETTER}|[.,:%/+_-](?={_LETTER}))+|——+|……+|{_MARKED}", re.DOTALL)
"""Not opened when a line is stretched."""

IS_PUNCTUATION = re.compile(f"[{re.escape(PUNCTUATION)}]")
IS_MARK = re.compile(f"[{MARKS}]")
