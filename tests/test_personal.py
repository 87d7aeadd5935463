"""Personal data: found where it stands, hidden, and nothing else touched."""

import os
from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from personal_sentences import Sentence, sentences
from zwgk.errors import ZwgkError
from zwgk.report import masked
from zwgk.terms import Severity
from zwgk.text.personal import deidentify, find_personal, personal_kinds
from zwgk.text.personal._checks import luhn, mod_11_2
from zwgk.validate.personal import personal_findings

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
MADE = tuple(sentences(20_000 if DEEP else 3_000))
PIECES = st.sampled_from(
    (
        *(
            "11010519491231002X",
            "110105491231002",
            "13800138000",
            "138 0013",
            "6222021234567890128",
        ),
        *("0662-3366789", "（０１０）", "E12345678", "粤A12345", "zhang@example.com", "住址："),
        *("幸福路", "12号", "3栋", "502室", "502", "居住证", "家住", "-", "1", "86", "1 3", "电话"),
        *("护照", "元", "第", "号", "*", "x", "\u200b", " ", "　"),
    )
)
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=14).map("".join)


def kinds(text: str) -> list[tuple[str, str]]:
    return [(each.kind, text[each.start : each.end]) for each in find_personal(text)]


def test_of_the_made_sentences_nearly_all_is_found_and_little_else() -> None:
    score: Counter[str] = Counter()
    for made in MADE:
        found = {(each.kind, each.start, each.end) for each in find_personal(made.text)}
        wanted = set(made.spans)
        score.update(right=len(found & wanted), found=len(found), wanted=len(wanted))
    assert score["right"] / score["wanted"] >= 0.99
    assert score["right"] / score["found"] >= 0.97


def test_every_kind_is_among_the_made_sentences() -> None:
    made = {kind for each in MADE for kind, _, _ in each.spans}
    assert personal_kinds().keys() - made == {"foreigner-permit", "office-email", "hotline"}


@pytest.mark.parametrize("made", MADE[:60])
def test_made_values_are_hidden(made: Sentence) -> None:
    hidden = deidentify(made.text)
    assert deidentify(hidden) == hidden
    for each in find_personal(made.text):
        assert hidden[each.start : each.end] == each.masked != made.text[each.start : each.end]


@given(TEXTS)
def test_hiding_twice_is_hiding_once_and_positions_stay(text: str) -> None:
    hidden = deidentify(text)
    assert len(hidden) == len(text)
    assert deidentify(hidden) == hidden
    ends = 0
    for each in find_personal(text):
        assert ends <= each.start < each.end <= len(text)
        assert len(each.masked) == each.end - each.start
        ends = each.end


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    outside = deidentify(text)
    assert find_personal(text) or outside == text


@pytest.mark.parametrize(
    "text",
    [
        "国发〔2012〕45号",
        "索引号000014349/2022-03848，11441700007280420Y/2021-00050",
        "项目代码2018-440103-48-01-812345",
        "投资13800138000元，占地1380.0138000万亩",
        "统一社会信用代码91350100M000100Y43",
        "流水号13800138000，设备编号E12345678",
        "增值电信业务经营许可证浙B2-20080224",
        "地址：白石县人民路1号政务服务中心3楼302室",
        "每年12月31日前，20个工作日内",
        "见https://www.example.gov.cn/art/13812345678.html",
        "256 130 2210 1234 88",
        "第13812345678号",
        "共119件、12345件",
        "11010519491231002112345",
    ],
)
def test_look_alikes_are_left_alone(text: str) -> None:
    assert kinds(text) == []
    assert deidentify(text) == text


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("公民11010519491231002x家", "identity-number", "11010519491231002x"),
        (
            "１１０１０５１９４９１２３１００２Ｘ",
            "identity-number",
            "１１０１０５１９４９１２３１００２Ｘ",
        ),
        (
            "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
            "identity-number",
            "1 1 0 1 0 5 1 9 4 9 1 2 3 1 0 0 2 X",
        ),
        ("|13800138000|", "mobile", "13800138000"),
        ("+86-138-0013-8000", "mobile", "138-0013-8000"),
        ("138\u200b0013\u200b8000", "mobile", "138\u200b0013\u200b8000"),
        ("Tel:13800138000", "mobile", "13800138000"),
        ("手机16400138000", "mobile", "16400138000"),
        ("卡号6222 0212 3456 7890 128", "bank-card", "6222 0212 3456 7890 128"),
        ("护照号码：AB123456", "passport", "AB123456"),
        ("新能源车粤BD12345号", "plate", "粤BD12345"),
        ("教练车粤A1234学", "plate", "粤A1234学"),
        ("xx@baishi.gov.cn", "office-email", "xx@baishi.gov.cn"),
        ("联系电话：3366789", "landline", "3366789"),
        ("0662-3366789转801", "landline", "0662-3366789转801"),
        ("拨打12345", "hotline", "12345"),
        ("热线400-123-4567", "hotline", "400-123-4567"),
        ("户籍地：白石镇东村三组12号", "address", "白石镇东村三组12号"),
        ("住址：白石镇东村三组12号", "address", "白石镇东村三组12号"),
    ],
)
def test_what_is_written_in_other_ways_is_found_too(text: str, kind: str, value: str) -> None:
    assert kinds(text) == [(kind, value)]


def test_nobody_is_born_after_the_day() -> None:
    number = "11010519491231002X"
    assert find_personal(number, on=date(1949, 12, 31))
    assert not find_personal(number, on=date(1949, 12, 30))


def test_check_signs_agree_with_a_second_way_of_reckoning() -> None:
    for made in MADE[:500]:
        for kind, start, end in made.spans:
            value = made.text[start:end]
            if kind == "bank-card" and value.isdecimal() and value.isascii():
                assert luhn(value)
                assert not luhn(value[:-1] + str((int(value[-1]) + 1) % 10))
            if kind == "residence-permit" and value.isascii():
                assert mod_11_2(value)


def test_hotlines_and_kinds_named_stay() -> None:
    text = "咨询电话0662-3366789，拨打12345，手机13800138000"
    assert deidentify(text) == "咨询电话0662-*****89，拨打12345，手机138******00"
    assert "0662-3366789" in deidentify(text, keep=["landline"])
    assert deidentify(text, disclosure_required=True) == text
    with pytest.raises(ZwgkError, match="unknown kinds"):
        deidentify(text, keep=["telephone"])


def test_findings_are_graded_by_kind_and_show_no_value() -> None:
    text = "张某13800138000、13900139000，办公电话0662-3366789"
    grave, duty = personal_findings({"/text": text})
    assert (grave.severity, duty.severity) == (Severity.ERROR, Severity.INFO)
    assert grave.message == "含有手机号码2处（138******00、139******00）"
    shown = "".join(str(each.to_dict()) for each in (grave, duty))
    assert not any(value in shown for value in ("13800138000", "13900139000", "3366789"))


def test_where_the_law_wants_disclosure_findings_are_for_information() -> None:
    found = personal_findings({"/text": "当事人手机13800138000"}, disclosure_required=True)
    assert [each.severity for each in found] == [Severity.INFO]


def test_an_item_is_searched_in_content_publisher_and_own_columns() -> None:
    item = {
        "type": "catalog-item",
        "path": ["救助"],
        "content": "手机13800138000",
        "publisher": "李某13900139000",
        "extras": {"备注/其他": "邮箱a.b@example.com"},
    }
    found = zwgk.validate(item, select=["personal-data"]).findings
    assert [(each.path, each.severity) for each in found] == [
        ("/content", Severity.ERROR),
        ("/publisher", Severity.ERROR),
        ("/extras/备注~1其他", Severity.WARNING),
    ]


def test_the_mask_of_reports_hides_what_people_write() -> None:
    for text in (
        "138 0013 8000",
        "138-0013-8000",
        "+86-13800138000",
        "１３８００１３８０００",
        "6222 0212 3456 7890 128",
        "110105 19491231 002X",
        "zhangsan@example.com",
    ):
        assert "*" in masked(text), text
    for text in ("2018-440103-48-01-812345", "〔2012〕45号", "000014349/2022-03848"):
        assert masked(text) == text
