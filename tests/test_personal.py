"""Personal data: found where it stands, hidden, and nothing else touched."""

import os
import time
from collections import Counter
from datetime import date
from random import Random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from personal_sentences import Sentence, sentences
from zwgk import packs
from zwgk.errors import ZwgkError
from zwgk.model import Pack
from zwgk.report import masked
from zwgk.terms import Severity
from zwgk.text.credit_code import credit_code_fault
from zwgk.text.personal import deidentify, find_personal, personal_kinds
from zwgk.text.personal._checks import identity, luhn, mod_11_2
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
        "身份证号110105194913310021",
        "编号110105194912310021",
        "编号NO.13800138000",
        "拨打110、84012345",
        "银行卡号1234567890123456",
        "账号6222021234567890123",
        "11010519491231002X81",
        "11010519491231003X43",
        "执法证号：18012345678，准考证号 13812345678",
        "特种设备使用登记证编号：梯11湘A00001(24)",
        "办公地址：白石县湖滨南路66号1号楼403室",
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
        ("残疾人证号：11010519491231002X43", "identity-number", "11010519491231002X43"),
        ("残疾人证11010519491231002x11B2", "identity-number", "11010519491231002x11B2"),
        ("1.湘A00001", "plate", "湘A00001"),
        ("住址：白石县湖滨南路66号1号楼403室", "address", "白石县湖滨南路66号1号楼403室"),
        ("拨打12345", "hotline", "12345"),
        ("身份证号110105194912310021", "identity-number", "110105194912310021"),
        ("银行卡号6222021234567890123", "bank-card", "6222021234567890123"),
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


# ------------------------------------------------------------------ severity by kind and plan


def plan(**levels: str) -> Pack:
    named = {key.replace("__", "."): level for key, level in levels.items()}
    severity = {key.replace("_", "-"): level for key, level in named.items()}
    return attrs.evolve(packs.load("national"), severity=severity)


def levels(pack: Pack | str, **more: object) -> dict[str, str]:
    information: dict[str, object] = {
        "type": "information",
        "title": "公示",
        "publisher": "白石县民政局",
        "created": "2026-03-02",
        "attribute": "主动公开",
        "text": "电话0662-3366789，手机13800138000，邮箱a.b@example.com",
    } | more
    found = zwgk.validate(information, pack=pack, select=["personal-data"]).findings
    return {each.message[2:4]: each.severity.value for each in found}


USUAL = {"固定": "info", "手机": "error", "电子": "warning"}


def test_a_plan_grades_all_personal_data_or_one_kind() -> None:
    assert levels("national") == USUAL
    assert levels(plan(personal_data="warning")) == dict.fromkeys(USUAL, "warning")
    one = plan(personal_data__mobile="warning")
    assert levels(one) == USUAL | {"手机": "warning"}
    both = plan(personal_data="info", personal_data__mobile="error")
    assert levels(both) == dict.fromkeys(USUAL, "info") | {"手机": "error"}


def test_a_plan_may_switch_a_kind_off() -> None:
    assert levels(plan(personal_data__landline="off")) == {"手机": "error", "电子": "warning"}
    assert levels(plan(personal_data="off")) == {}
    assert levels(plan(personal_data="off", personal_data__email="error")) == {"电子": "error"}


def test_a_plan_may_forbid_even_office_lines() -> None:
    (found,) = personal_findings(
        {"/text": "办公电话0662-3366789"}, severity={"personal-data.landline": "error"}
    )
    assert found.severity is Severity.ERROR
    assert "办公电话、热线和邮箱应当公开" in (found.hint or "")


def test_mandatory_disclosure_stays_information_whatever_the_plan_says() -> None:
    facts = {"type": "mark-facts", "disclosure_required": True}
    assert levels(plan(personal_data__mobile="warning"), facts=facts)["手机"] == "info"
    (found,) = personal_findings({"/text": "13800138000"}, disclosure_required=True)
    assert found.hint == "依法应当公开的，核对是否以必要为限"


def test_an_item_is_graded_by_the_plan_too() -> None:
    item: dict[str, object] = {"type": "catalog-item", "path": ["救助"]}
    item |= {"content": "手机13800138000", "extras": {"备注": "13900139000"}}
    found = zwgk.validate(
        item, pack=plan(personal_data__mobile="warning"), select=["personal-data"]
    ).findings
    assert [each.severity for each in found] == [Severity.WARNING, Severity.WARNING]


def test_many_values_are_counted_and_few_shown() -> None:
    text = "、".join(f"1380013800{n}" for n in range(4))
    (found,) = personal_findings({"/text": text})
    assert found.message == "含有手机号码4处（138******00、138******01、138******02…）"
    (three,) = personal_findings({"/text": text[:35]})
    assert three.value == "138******00、138******01、138******02"
    (same,) = personal_findings({"/text": "13800138000、13800138000"})
    assert same.message == "含有手机号码2处（138******00）"


# ------------------------------------------------------------------ masks


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("11010519491231002X", "110*************2X"),
        ("卡号6222021234567890128", "卡号6222*************28"),
        ("卡号6222 0212 3456 7890 128", "卡号6222 **** **** **** *28"),
        ("护照E12345678", "护照E******78"),
        ("粤A12345", "粤A****5"),
        ("zhang@example.com", "z****@example.com"),
        ("z@example.com", "*@example.com"),
        ("电话（0662）3366789", "电话（0662）*****89"),
        ("家住幸福路12号3栋502室", "家住幸福路*********"),
        ("拨打12345", "拨打12345"),
    ],
)
def test_each_kind_is_hidden_in_its_own_way(text: str, hidden: str) -> None:
    assert zwgk.deidentify(text) == hidden


def test_what_is_left_after_hiding_is_not_taken_for_something_new() -> None:
    text = "手机13800138000，邮箱a@example.com，身份证11010519491231002X"
    assert [each.kind for each in zwgk.find_personal(text)] == [
        "mobile",
        "email",
        "identity-number",
    ]
    assert zwgk.find_personal(zwgk.deidentify(text)) == ()


def test_kinds_may_be_named_alone() -> None:
    assert deidentify("13800138000", keep="mobile") == "13800138000"
    with pytest.raises(ZwgkError, match=r"unknown kinds \['x', 'y'\]; known: \['address', 'bank"):
        deidentify("", keep=["y", "mobile", "x"])


# ------------------------------------------------------------------ the edges of numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("护照AB12345", [("passport", "AB12345")]),
        ("护照AB1234", []),
        ("护照号为：123456789", [("passport", "123456789")]),
        ("护照1234567890", []),
        ("护照AB12345X", []),
        ("passport no. ab12345", [("passport", "ab12345")]),
        ("E12345678", [("passport", "E12345678")]),
        ("E 12345678", [("passport", "E 12345678")]),
        ("EI1234567", []),  # no I in these numbers
        ("EA1234567", [("passport", "EA1234567")]),
        ("XE12345678", []),
        ("E123456789", []),
        ("C12345678", []),
        ("通行证C12345678", [("travel-permit", "C12345678")]),
        ("台胞证12345678", [("travel-permit", "12345678")]),
        ("证件号码H1234567890", [("travel-permit", "H1234567890")]),
        ("(010)02345678", []),
        ("(010)62345678", [("landline", "(010)62345678")]),
        ("+86-10-62345678", [("landline", "+86-10-62345678")]),
        ("0086 10 62345678", [("landline", "0086 10 62345678")]),
        ("0999-3366789 ext 12", [("landline", "0999-3366789 ext 12")]),
        ("0200-3366789", []),
        ("传真：33667890", [("landline", "33667890")]),
        ("传真：336678901", []),
        ("编号：3366789", []),
        ("拨打95588", [("hotline", "95588")]),
        ("共95588人", []),
        ("95588元，致电", []),
        ("400-123-4567", [("hotline", "400-123-4567")]),
        ("1-12345热线", []),
        ("粤A1234", []),
        ("粤ABCDE1", []),
        ("粤AB1C23", [("plate", "粤AB1C23")]),
        ("HTTP://WWW.A.CN/13800138000", []),
        ("www.a.cn/13800138000", []),
        ("见//13800138000", [("mobile", "13800138000")]),
        ("住在长安街一号", [("address", "长安街一号")]),
        ("住房保障一号", []),
        ("家住中心大厦3楼", []),
        ("幸福小区3栋502", [("address", "幸福小区3栋502")]),
    ],
)
def test_numbers_end_where_they_should(text: str, found: list[tuple[str, str]]) -> None:
    assert kinds(text) == found


# ------------------------------------------------------------------ second opinions


def test_identity_numbers_agree_with_python_stdnum() -> None:
    """Its table of places knows from when to when each code was used; ours does not ask."""
    ric = pytest.importorskip("stdnum.cn.ric")
    draw = Random(11643)  # noqa: S311 - a sample that repeats
    for n in range(3000):
        head = draw.choice(("110105", "440106", "510104", "650102", "320106"))
        digits = (
            f"{head}19{draw.randrange(92, 99)}{draw.randrange(1, 13):02}{draw.randrange(1, 32):02}"
        )
        body = f"{digits}{draw.randrange(1000):03}"
        number = body + (ric.calc_check_digit(f"{body}0") if n % 3 else draw.choice("0123456789X"))
        assert (identity(number, None) is not None) == ric.is_valid(number), number


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("810000199408230021", "residence-permit"),  # 港澳台居民居住证
        ("830000199201300022", "residence-permit"),
        ("110105491231002", "identity-number"),  # 15位旧号码
    ],
)
def test_what_python_stdnum_does_not_know_is_known_here(number: str, kind: str) -> None:
    ric = pytest.importorskip("stdnum.cn.ric")
    assert not ric.is_valid(number)
    assert [found for found, _ in kinds(f"证件号码{number}")] == [kind]


def test_python_stdnum_lets_people_be_born_in_the_future_and_we_do_not() -> None:
    ric = pytest.importorskip("stdnum.cn.ric")
    body = "11010520990101001"
    number = body + ric.calc_check_digit(f"{body}0")
    assert mod_11_2(number)
    assert identity(number, None) is None
    assert identity(number, date(2099, 1, 1)) == "identity-number"


def test_credit_codes_agree_with_python_stdnum_but_for_those_led_by_a_letter() -> None:
    uscc = pytest.importorskip("stdnum.cn.uscc")
    draw = Random(32100)  # noqa: S311 - a sample that repeats
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    for n in range(2000):
        body = f"9{draw.randrange(10)}{draw.randrange(10**6):06}" + "".join(
            draw.choices(signs, k=9)
        )
        code = body + (uscc.calc_check_digit(body) if n % 2 else draw.choice(signs))
        assert (credit_code_fault(code) is None) == uscc.is_valid(code), code
    body = "N2430623MF1234567"
    led = body + uscc.calc_check_digit(body)
    assert credit_code_fault(led) is None
    assert not uscc.is_valid(led)


@given(st.from_regex(r"[0-9]{12,19}", fullmatch=True).filter(str.isascii))
def test_luhn_agrees_with_python_stdnum(number: str) -> None:
    assert luhn(number) == pytest.importorskip("stdnum.luhn").is_valid(number)


# ------------------------------------------------------------------ speed


HOSTILE = (
    *("1 ", "1-", "138-", "6222 ", "800 ", "010-", "86 ", "E12345678 ", "13800138000 "),
    *(
        "住12号",
        "住",
        "一号",
        "12号3栋",
        "a@",
        "a@b.",
        "粤A",
        "护照号码",
        "电话0",
        "1\u200b",
        "( )-",
    ),
    *(
        "一",
        "东",
        "https://",
        "110105 19491231 0021 ",
        "家住幸福路12号3栋502室",
        "１３８００１３８０００，",
    ),
)


@pytest.mark.speed
@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    start = time.process_time()
    find_personal(text)
    assert time.process_time() - start < 2.5  # 0.4 s at most where nothing else runs


@pytest.mark.speed
def test_plain_text_costs_little_more_than_its_length() -> None:
    piece = "行政机关应当及时、准确地公开政府信息，2024年3月4日起施行，共12项。"
    short, long = (piece * n for n in (50, 500))
    start = time.process_time()
    find_personal(f"{short}电话0662-3366789")
    middle = time.process_time()
    find_personal(f"{long}电话0662-3366789")
    assert time.process_time() - middle < 40 * max(middle - start, 0.005)


def test_further_numbers_beside_a_telephone_are_telephones_too() -> None:
    for text in ("电话0662-3366789、3366790/3366791", "联系电话：3366789；3366790 或 3366791"):
        assert [kind for kind, _ in kinds(text)] == ["landline"] * 3
    for text in ("电话3366789，共计3366790元", "0662-3366789,3366790"):
        assert len(kinds(text)) == 1
