"""A school's own list of fees, in whatever dress it comes."""

import pytest

from db.errors import InspectionError
from db.vocabulary import FeeKind, ReceiptKind
from inspector_gui.exchange.fee_list import MAX_FEES, read_fees
from inspector_gui.exchange.workbooks.reading import pasted


def test_a_list_as_schools_write_it() -> None:
    found = read_fees(
        pasted(
            "示例小学收费一览\t\t\t\t\t\t\n"
            "序号\t项目名称\t收费标准（元/生）\t收费人数\t收费性质\t票据种类\t入账账户\n"
            "1\t作业本费\t２０.00\t1,098\t代收费\t往来结算票据\t基本户\n"
            "2\t 课后服务费 \t120\t876人\t服务性收费\t税务发票\t\n"
            "3\t伙食费\t据实\t\t伙食\t\t食堂专户\n"
            "合计\t\t\t\t\t\t\n"
        )
    )
    assert found.fees == (
        {
            "name": "作业本费",
            "charged_fen": 2000,
            "heads": 1098,
            "kind": FeeKind.PASS_THROUGH,
            "receipt": ReceiptKind.TRANSFER,
            "account": "基本户",
        },
        {
            "name": "课后服务费",
            "charged_fen": 12000,
            "heads": 876,
            "kind": FeeKind.SERVICE,
            "receipt": ReceiptKind.TAX_INVOICE,
        },
        {"name": "伙食费", "kind": FeeKind.MEALS, "account": "食堂专户"},
    )
    [fault] = found.faults
    assert str(fault).startswith("第 5 行 C 列（收费标准(元/生)）“据实”：请填金额（元）")


def test_odd_text_is_cut_to_what_the_file_holds() -> None:
    found = read_fees(
        pasted(f"项目\t标准\t依据\n{'费' * 300}\t1\t{'文' * 900}\n\u202e甲\x07费\t2\t\n")
    )
    assert [len(fee["name"]) for fee in found.fees] == [200, 2]
    assert len(found.fees[0]["basis"]) == 500
    assert found.fees[1]["name"] == "甲费"


def test_a_list_too_long_is_cut_and_says_where() -> None:
    rows = "".join(f"项目{n}\t{n}\n" for n in range(MAX_FEES + 50))
    found = read_fees(pasted("项目\t标准\n" + rows))
    assert len(found.fees) == MAX_FEES
    assert str(found.faults[-1]).endswith(f"之后的不再导入：超过 {MAX_FEES} 项")


@pytest.mark.parametrize("text", ["", "姓名\t电话\n甲\t1\n", "项目\n甲\n"])
def test_what_is_no_such_list_is_refused(text: str) -> None:
    with pytest.raises(InspectionError):
        read_fees(pasted(text))
