"""Applications: their shape, their elements, what the judge says of them."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import zwgk
from strategies import plain_records, spoiled_records
from zwgk.errors import ZwgkError
from zwgk.model import Application, Event, EventKind
from zwgk.model.application import EVENT_KEYS
from zwgk.shape import partial
from zwgk.text.credit_code import credit_code_fault

DAY = date(2024, 6, 3)
SOUND: dict[str, Any] = {
    "type": "application",
    "id": "白石-2024-7",
    "applicant": {
        "name": "林某",
        "kind": "自然人",
        "identity": "居民身份证（已核对）",
        "contact": "白石县青湖镇1号",
    },
    "description": "青湖镇2023年危房改造名单",
    "form": "电子邮件",
    "via": "邮寄签收",
    "events": [
        {"event": "received", "on": "2024-03-04"},
        {
            "event": "answered",
            "on": "2024-03-20",
            "outcome": "予以公开",
            "delivery": "邮寄",
            "posted": "2024-03-20",
        },
    ],
}


def judged(data: Any, on: date | None = DAY) -> list[tuple[str, str]]:
    return [(each.code, each.path) for each in zwgk.validate(data, on=on).findings]


def test_a_sound_application_has_no_findings() -> None:
    assert judged(SOUND) == []
    assert judged(Application.from_dict(SOUND)) == []


@pytest.mark.parametrize(
    "blank",
    ["", "　", "无", "—", "——", "／／", "未提供", "未填", "未填写", "暂无", "N/A", "null", None],
)
@pytest.mark.parametrize("key", ["name", "identity", "contact"])
def test_an_applicant_has_name_identity_and_contact(key: str, blank: str | None) -> None:
    data = SOUND | {"applicant": SOUND["applicant"] | {key: blank}}
    assert judged(data) == [("application.incomplete", f"/applicant/{key}")]


@pytest.mark.parametrize("said", ["略", "无特殊要求", "未提供身份证原件", "居民身份证（号码略）"])
def test_what_says_something_is_not_blank(said: str) -> None:
    assert judged(SOUND | {"form": said}) == []


@pytest.mark.parametrize("key", ["description", "form"])
def test_an_application_describes_what_it_wants_and_how(key: str) -> None:
    without = {name: value for name, value in SOUND.items() if name != key}
    assert judged(without) == [("application.incomplete", f"/{key}")]


def test_without_an_applicant_all_of_it_is_missing() -> None:
    assert [path for _, path in judged(SOUND | {"applicant": None})] == [
        "/applicant/name",
        "/applicant/identity",
        "/applicant/contact",
    ]


def test_the_law_of_2007_wanted_no_proof_of_identity() -> None:
    applicant = SOUND["applicant"] | {"identity": ""}
    old = SOUND | {"applicant": applicant, "events": [{"event": "received", "on": "2018-03-01"}]}
    assert judged(old, date(2018, 3, 2)) == []
    signed = [{"event": "received", "signed": "2018-03-01"}]
    assert judged(old | {"events": signed}, date(2018, 3, 2)) == []
    later = [{"event": "received", "signed": "2019-05-15"}]
    assert judged(old | {"events": later}, date(2019, 5, 16)) == [
        ("application.incomplete", "/applicant/identity")
    ]


def test_a_malformed_credit_code_of_an_organisation_is_found() -> None:
    company = {"name": "某公司", "kind": "商业企业", "contact": "白石县"}
    bad, good = "91350100M000100Y44", "91350100M000100Y43"
    found = zwgk.validate(SOUND | {"applicant": company | {"identity": bad}}, on=DAY)
    assert [(each.code, each.path) for each in found.findings] == [
        ("credit-code.malformed", "/applicant/identity")
    ]
    assert judged(SOUND | {"applicant": company | {"identity": f"营业执照{good}"}}) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "身份证复印件",
        "N2350121MF1234567K",
        "91350100m000100y43",
        "123456789012345",
        "11010519491231002X",
        "11010519491231002x",
        "居民身份证 110105194912310021",
        "律师执业证号：13501201610123456",
        "银行账号 6222021234567890123",
        "法定代表人身份证11010519491231002X，信用代码91350100M000100Y43",
    ],
)
def test_what_is_a_code_or_none_is_left_alone(text: str) -> None:
    assert credit_code_fault(text) is None


@given(st.text(max_size=60))
def test_reading_a_code_never_raises(text: str) -> None:
    assert credit_code_fault(text) is None or credit_code_fault(text)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("９１３５０１００Ｍ０００１００Ｙ４０", "校验位应为“3”"),
        ("9135 0100 M000 100Y 40", "校验位应为“3”"),
        ("身份证11010519491231002X，信用代码91350100M000100Y40", "校验位应为“3”"),
        ("身份证、91350100M000100Y40", "校验位应为“3”"),
        ("注册号/统一社会信用代码：91350100M000100Y40", "校验位应为“3”"),
        ("110105194913310021", "校验位应为“X”"),
        ("91350100M000100Y4I", "含有不使用的字符“I”"),
        ("91350100M000100Y4", "应为18位，实为17位"),
        ("统一社会信用代码：91350100M000100Y40", "校验位应为“3”"),
    ],
)
def test_the_fault_of_a_code_is_named(text: str, fault: str) -> None:
    assert credit_code_fault(text) == fault


# ------------------------------------------------------------------ shape


def test_an_event_has_the_keys_of_its_kind_alone() -> None:
    data = SOUND | {
        "events": [{"event": "received", "on": "2024-03-04", "party": "甲"}, {"event": "extended"}]
    }
    assert judged(data) == [
        ("shape.unknown-key", "/events/0/party"),
        ("shape.missing", "/events/1/on"),
    ]


def test_where_an_event_is_unreadable_the_rest_is_still_judged() -> None:
    data = SOUND | {"form": "", "events": [*SOUND["events"], {"event": "answered"}]}
    assert judged(data) == [("shape.missing", "/events/2/on"), ("application.incomplete", "/form")]


@pytest.mark.parametrize("kind", [*EventKind])
def test_a_foreign_key_is_refused_at_once(kind: EventKind) -> None:
    foreign = next(key for key in ("approved_by", "party") if key not in EVENT_KEYS[kind])
    with pytest.raises(ZwgkError, match=foreign):
        Event(kind, DAY, **{foreign: "x"})  # type: ignore[arg-type]


def test_every_event_but_the_receipt_has_its_day() -> None:
    with pytest.raises(ZwgkError, match="on"):
        Event(EventKind.EXTENDED)
    assert Event(EventKind.RECEIVED).to_dict() == {"event": "received"}


@given(plain_records(Application))
def test_an_application_travels_there_and_back(data: dict[str, Any]) -> None:
    made = Application.from_dict(data)
    assert Application.from_dict(made.to_dict()) == made


@given(spoiled_records(Application), st.none() | st.dates())
def test_judging_never_raises(data: dict[str, Any], on: date | None) -> None:
    found = judged(data, on)
    assert len(found) == len(set(found))
    if data.get("type") != "application":
        return
    misfits = {each.path for each in partial(Application, data)[1]}
    assert misfits <= {path for _, path in found}


def test_only_an_open_matter_wants_a_day_to_be_judged_by() -> None:
    open_one = SOUND | {"events": SOUND["events"][:1]}
    assert [each.message for each in zwgk.validate(open_one).findings] == [
        "没有指定日期，未办结的申请是否逾期未检查"
    ]
    ended = {"event": "withdrawn", "on": "2026-03-05"}
    closed = open_one | {"events": [*open_one["events"], ended]}
    assert zwgk.validate(closed, select=["check"]).findings == ()
    assert zwgk.validate(open_one, on=date(2026, 3, 5), select=["check"]).findings == ()
